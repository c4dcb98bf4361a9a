-- Analyses that were done.

-- name: analysis_run_next_id
SELECT COALESCE(MAX(id), 0) + 1 FROM analysis_run;

-- name: analysis_run_insert
INSERT INTO analysis_run (id, name, parameters, data_version, seed, program, started_at, finished_at, result_hash, result)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: analysis_run_by_id
SELECT id, name, parameters, data_version, seed, program, started_at, finished_at, result_hash, result
FROM analysis_run WHERE id = $1;

-- name: analysis_run_list
SELECT id, name, parameters, data_version, seed, program, started_at, finished_at, result_hash
FROM analysis_run ORDER BY id DESC;

-- name: analysis_run_page
SELECT id, name, parameters, data_version, seed, program, started_at, finished_at, result_hash
FROM analysis_run WHERE id < CAST($1 AS BIGINT) ORDER BY id DESC LIMIT CAST($2 AS BIGINT);

-- name: analysis_run_delete
DELETE FROM analysis_run WHERE id = $1;

-- People that are known at an account.
-- name: contacts_of_account
SELECT COUNT(*) FROM contact WHERE account_id = $1 AND deleted_at IS NULL;

-- Changes with whatever is said of people.
-- name: compare_stamp
SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(MAX(updated_at), 0) AS BIGINT) FROM contact WHERE deleted_at IS NULL;
