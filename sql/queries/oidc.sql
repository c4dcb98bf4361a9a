-- People as the firm's identity provider knows them.

-- name: identity_user
SELECT i.user_id FROM user_identity i JOIN app_user u ON u.id = i.user_id
WHERE i.issuer = $1 AND i.subject = $2 AND u.deleted_at IS NULL;

-- name: identity_of_user
SELECT subject FROM user_identity WHERE issuer = $1 AND user_id = $2 ORDER BY subject LIMIT 1;

-- name: identity_keep
INSERT INTO user_identity (issuer, subject, user_id, created_at, used_at) VALUES ($1, $2, $3, $4, $4)
ON CONFLICT (issuer, subject) DO UPDATE SET user_id = excluded.user_id, used_at = excluded.used_at;

-- name: identity_forget
DELETE FROM user_identity WHERE user_id = $1;
