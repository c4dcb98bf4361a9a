-- Files to import, saved profiles, and batches as people look back at them.

-- name: import_file_insert
INSERT INTO import_file (id, name, bytes, created_by, created_at) VALUES ($1, $2, $3, $4, $5);

-- name: import_file_by_id
SELECT id, name, bytes, created_at FROM import_file WHERE id = $1 AND created_by = $2;

-- name: import_file_list
SELECT id, name, bytes, created_at FROM import_file WHERE created_by = $1 AND id < CAST($2 AS BIGINT)
ORDER BY id DESC LIMIT $3;

-- name: import_file_list_old
SELECT id FROM import_file WHERE created_at < $1 ORDER BY id LIMIT $2;

-- name: import_file_list_ids
SELECT id FROM import_file ORDER BY id;

-- name: import_file_delete
DELETE FROM import_file WHERE id = $1;

-- name: profile_get
SELECT body FROM import_profile WHERE name = $1;

-- name: profile_list
SELECT name, body, updated_at FROM import_profile ORDER BY name;

-- name: profile_save
INSERT INTO import_profile (name, body, updated_at) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at;

-- name: profile_rename
UPDATE import_profile SET name = $2, updated_at = $3 WHERE name = $1;

-- name: profile_delete
DELETE FROM import_profile WHERE name = $1;

-- name: batch_set_origin
UPDATE import_batch SET imported_by = $2, profile = $3 WHERE id = $1;

-- name: batch_set_undone_by
UPDATE import_batch SET undone_by = $2 WHERE id = $1;

-- name: batch_page
SELECT id, kind, state, started_at, finished_at, undone_at, files, balance, lines, net_micro, currency, imported_by,
  undone_by, profile
FROM import_batch WHERE id < CAST($1 AS BIGINT) ORDER BY id DESC LIMIT $2;

-- name: preview_account_by_number
SELECT id FROM account WHERE number = $1 AND deleted_at IS NULL
UNION ALL
SELECT account_id FROM outside_number WHERE system = 'sales' AND number = $1 AND deleted_at IS NULL
LIMIT 1;

-- name: preview_account_by_name
SELECT id, number, name FROM account WHERE name_key = $1 AND deleted_at IS NULL
ORDER BY CASE WHEN number IS NULL THEN 0 ELSE 1 END, id LIMIT 1;

-- name: preview_product_by_number
SELECT id FROM product WHERE number = $1 AND deleted_at IS NULL LIMIT 1;

-- name: preview_product_by_name
SELECT id, number, name FROM product WHERE name_key = $1 AND deleted_at IS NULL
ORDER BY CASE WHEN number IS NULL THEN 0 ELSE 1 END, id LIMIT 1;
