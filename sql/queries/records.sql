-- Records of all kinds: links to many, the audit, and what else the engine keeps for them.

-- name: record_link_list
SELECT field, target_id FROM record_link WHERE record_id = $1 ORDER BY field, position;

-- name: record_link_insert
INSERT INTO record_link (record_id, field, position, target_id) VALUES ($1, $2, $3, $4);

-- name: record_link_delete_field
DELETE FROM record_link WHERE record_id = $1 AND field = $2;

-- name: record_link_delete
DELETE FROM record_link WHERE record_id = $1;

-- name: record_link_by_target
SELECT DISTINCT record_id, field FROM record_link WHERE target_id = $1 ORDER BY record_id, field;

-- name: audit_head_hold
UPDATE audit_head SET seq = seq WHERE id = 1;

-- name: audit_head_follow
UPDATE audit_head SET seq = e.seq, hash = e.hash
FROM (SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1) AS e WHERE audit_head.id = 1;

-- name: audit_entry_last
SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1;

-- name: audit_entry_last_seq
SELECT COALESCE(MAX(seq), 0) FROM audit_entry;

-- name: audit_head
SELECT seq, hash FROM audit_head WHERE id = 1;

-- name: audit_entry_insert
INSERT INTO audit_entry (seq, at, user_id, actor, credential_id, request_id, action, type, record_id, version, changes,
                         hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: audit_entry_list
SELECT seq, at, user_id, actor, credential_id, request_id, action, type, record_id, version, changes, hash
FROM audit_entry ORDER BY seq;

-- name: audit_entry_by_record
SELECT seq, at, user_id, actor, action, version, changes FROM audit_entry
WHERE record_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3;

-- name: audit_entry_since_version
SELECT seq, at, user_id, actor, action, version, changes FROM audit_entry
WHERE record_id = $1 AND version > $2 ORDER BY seq LIMIT 200;

-- The newest first.
-- name: audit_entry_between
SELECT action, type, record_id, changes FROM audit_entry WHERE seq > $1 AND seq <= $2 ORDER BY seq DESC;

-- name: comment_mention_purge
DELETE FROM comment_mention WHERE comment_id IN (SELECT id FROM comment WHERE record_id = $1);

-- name: comment_purge
DELETE FROM comment WHERE record_id = $1;

-- name: record_tag_purge
DELETE FROM record_tag WHERE record_id = $1;

-- name: watcher_purge
DELETE FROM watcher WHERE record_id = $1;

-- name: attachment_purge
DELETE FROM attachment WHERE record_id = $1;

-- name: search_word_purge
DELETE FROM search_word WHERE record_id = $1;
