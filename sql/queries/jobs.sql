-- Work that takes longer than a request.

-- name: job_insert
INSERT INTO job (id, kind, state, progress, total, message, parameters, result, created_by, created_at)
VALUES ($1, $2, 'queued', 0, 0, NULL, $3, NULL, $4, $5);

-- name: job_by_id
SELECT id, kind, state, progress, total, message, parameters, result, created_by, created_at, started_at, finished_at
FROM job WHERE id = $1;

-- name: job_list
SELECT id, kind, state, progress, total, message, parameters, result, created_by, created_at, started_at, finished_at
FROM job WHERE (created_by = $1 OR CAST($2 AS INTEGER) = 1) AND id < $3 ORDER BY id DESC LIMIT $4;

-- name: job_list_open
SELECT id, kind, state, progress, total, message, parameters, result, created_by, created_at, started_at, finished_at
FROM job WHERE state IN ('queued', 'running') ORDER BY id;

-- name: job_list_old
SELECT id, result FROM job
WHERE finished_at < $1 AND state IN ('done', 'failed', 'cancelled')
  AND id <> (SELECT COALESCE(MAX(b.id), 0) FROM job b WHERE b.kind = 'backup' AND b.state = 'done')
ORDER BY id LIMIT $2;

-- name: job_delete
DELETE FROM job WHERE id = $1;

-- name: job_set_running
UPDATE job SET state = 'running', started_at = $2 WHERE id = $1;

-- name: job_set_finished
UPDATE job SET state = $2, progress = $3, total = $4, message = $5, result = $6, finished_at = $7 WHERE id = $1;
