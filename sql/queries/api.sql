-- Answers kept for repeated requests.

-- name: idempotency_by_key
SELECT request_hash, status, headers, body FROM idempotency_key WHERE user_id = $1 AND key = $2 AND created_at > $3;

-- name: idempotency_insert
INSERT INTO idempotency_key (user_id, key, request_hash, status, headers, body, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING;

-- name: idempotency_purge
DELETE FROM idempotency_key WHERE created_at <= $1;
