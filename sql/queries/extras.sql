-- What hangs on records of any kind: comments, tags, watchers, attachments, views.

-- name: comment_insert
INSERT INTO comment (id, record_id, type, body, created_at, created_by, updated_at, updated_by)
VALUES ($1, $2, $3, $4, $5, $6, $5, $6);

-- name: comment_update
UPDATE comment SET body = $3, version = version + 1, updated_at = $4, updated_by = $5 WHERE id = $1 AND version = $2;

-- name: comment_delete
UPDATE comment SET deleted_at = $3, version = version + 1, updated_at = $3, updated_by = $4
WHERE id = $1 AND version = $2;

-- name: comment_page
SELECT c.id, c.body, c.version, c.created_at, c.created_by, c.updated_at, u.name
FROM comment c LEFT JOIN app_user u ON u.id = c.created_by
WHERE c.record_id = $1 AND c.id < $2 AND c.deleted_at IS NULL ORDER BY c.id DESC LIMIT $3;

-- name: comment_by_id
SELECT c.id, c.body, c.version, c.created_at, c.created_by, c.updated_at, u.name
FROM comment c LEFT JOIN app_user u ON u.id = c.created_by
WHERE c.id = $1 AND c.record_id = $2 AND c.deleted_at IS NULL;

-- name: comment_mention_insert
INSERT INTO comment_mention (comment_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: comment_mention_delete
DELETE FROM comment_mention WHERE comment_id = $1;

-- name: comment_mention_list
SELECT m.user_id, u.name FROM comment_mention m JOIN app_user u ON u.id = m.user_id
WHERE m.comment_id = $1 ORDER BY u.name, m.user_id;

-- name: record_tag_insert
INSERT INTO record_tag (record_id, tag_id, type, created_at, created_by) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING;

-- name: record_tag_delete
DELETE FROM record_tag WHERE record_id = $1 AND tag_id = $2;

-- name: record_tag_list
SELECT t.id, t.name, t.colour, r.created_at, r.created_by FROM record_tag r JOIN tag t ON t.id = r.tag_id
WHERE r.record_id = $1 AND t.deleted_at IS NULL ORDER BY t.name_key, t.id;

-- name: tag_by_id
SELECT name FROM tag WHERE id = $1 AND deleted_at IS NULL;

-- name: watcher_insert
INSERT INTO watcher (record_id, user_id, type, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- name: watcher_delete
DELETE FROM watcher WHERE record_id = $1 AND user_id = $2;

-- name: watcher_list
SELECT w.user_id, u.name, w.created_at FROM watcher w JOIN app_user u ON u.id = w.user_id
WHERE w.record_id = $1 AND u.deleted_at IS NULL ORDER BY w.created_at, w.user_id;

-- name: attachment_content_by_sha256
SELECT id FROM attachment_content WHERE sha256 = $1;

-- name: attachment_content_insert
INSERT INTO attachment_content (id, sha256, bytes, body) VALUES ($1, $2, $3, $4);

-- name: attachment_content_sum
SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM attachment_content;

-- name: attachment_content_part
SELECT substr(body, CAST($2 AS INTEGER), CAST($3 AS INTEGER)) FROM attachment_content WHERE id = $1;

-- name: attachment_count
SELECT COUNT(*) FROM attachment WHERE record_id = $1 AND deleted_at IS NULL;

-- name: attachment_insert
INSERT INTO attachment (id, record_id, type, name, media_type, content_id, bytes, created_at, created_by, updated_at,
                        updated_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9);

-- name: attachment_delete
UPDATE attachment SET deleted_at = $2, version = version + 1, updated_at = $2, updated_by = $3 WHERE id = $1;

-- name: attachment_page
SELECT a.id, a.name, a.media_type, a.bytes, a.created_at, a.created_by, u.name, c.sha256, a.content_id
FROM attachment a JOIN attachment_content c ON c.id = a.content_id LEFT JOIN app_user u ON u.id = a.created_by
WHERE a.record_id = $1 AND a.id < $2 AND a.deleted_at IS NULL ORDER BY a.id DESC LIMIT $3;

-- name: attachment_by_id
SELECT a.id, a.name, a.media_type, a.bytes, a.created_at, a.created_by, u.name, c.sha256, a.content_id
FROM attachment a JOIN attachment_content c ON c.id = a.content_id LEFT JOIN app_user u ON u.id = a.created_by
WHERE a.id = $1 AND a.record_id = $2 AND a.deleted_at IS NULL;

-- name: saved_view_shared
SELECT v.id, v.type, v.name, v.query, v.user_id, u.name FROM saved_view v LEFT JOIN app_user u ON u.id = v.user_id
WHERE v.is_shared = 1 AND v.deleted_at IS NULL AND (CAST($1 AS TEXT) IS NULL OR v.type = $1)
ORDER BY v.type, v.name, v.id LIMIT 500;
