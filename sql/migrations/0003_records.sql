-- What every kind of record shares: who changed what, links to many, words to search by, comments, tags, watchers,
-- attachments, saved views, answers kept for repeated requests. And what accounts and products need to be records.
--
-- Every table of a record type has: id, version (1, 2 ...: the ETag), created_at, created_by, updated_at, updated_by,
-- deleted_at (NULL while the record lives). Ids are unique over all types, so that one table serves all of them.

ALTER TABLE account ADD COLUMN version INTEGER NOT NULL DEFAULT 1;       -- rises with each change
ALTER TABLE account ADD COLUMN created_by BIGINT NOT NULL DEFAULT 0;     -- the user; 0: the program itself
ALTER TABLE account ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;     -- the last change
ALTER TABLE account ADD COLUMN updated_by BIGINT NOT NULL DEFAULT 0;     -- who made it
ALTER TABLE account ADD COLUMN deleted_at BIGINT;                        -- NULL while it lives
ALTER TABLE account ADD COLUMN owner_id BIGINT;                          -- the key account manager, an app_user
ALTER TABLE account ADD COLUMN parent_id BIGINT;                         -- the company that owns it, an account
ALTER TABLE account ADD COLUMN head_id BIGINT;                           -- computed: the root above it; NULL: none above
UPDATE account SET updated_at = created_at;
DROP INDEX account_by_number;
CREATE UNIQUE INDEX account_by_number ON account (number) WHERE number IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX account_by_owner ON account (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX account_by_head ON account (head_id) WHERE head_id IS NOT NULL;
CREATE INDEX account_by_parent ON account (parent_id) WHERE parent_id IS NOT NULL;

ALTER TABLE product ADD COLUMN version INTEGER NOT NULL DEFAULT 1;       -- rises with each change
ALTER TABLE product ADD COLUMN created_by BIGINT NOT NULL DEFAULT 0;     -- the user; 0: the program itself
ALTER TABLE product ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;     -- the last change
ALTER TABLE product ADD COLUMN updated_by BIGINT NOT NULL DEFAULT 0;     -- who made it
ALTER TABLE product ADD COLUMN deleted_at BIGINT;                        -- NULL while it lives
UPDATE product SET updated_at = created_at;
DROP INDEX product_by_number;
CREATE UNIQUE INDEX product_by_number ON product (number) WHERE number IS NOT NULL AND deleted_at IS NULL;

-- Values of fields that refer to many records.
CREATE TABLE record_link (
  record_id BIGINT NOT NULL,         -- the record whose field it is
  field {KEY} NOT NULL,              -- the field's name
  position INTEGER NOT NULL,         -- 0, 1, 2 ... in the order given
  target_id BIGINT NOT NULL,         -- the record that is referred to
  PRIMARY KEY (record_id, field, position)
) {NOROWID};
CREATE INDEX record_link_by_target ON record_link (target_id);

-- Who changed what: written with the change, in its transaction. Each row's hash covers the row before it, so that no
-- row can be altered, taken out or put in without notice (record/audit.h).
CREATE TABLE audit_entry (
  seq BIGINT PRIMARY KEY,            -- 1, 2, 3 ... without a gap
  at BIGINT NOT NULL,                -- when
  user_id BIGINT NOT NULL,           -- who; 0: the program itself
  actor TEXT NOT NULL,               -- as they were called then
  credential_id BIGINT NOT NULL,     -- the session or token; 0: none
  request_id TEXT NOT NULL,          -- as in the log; '' outside requests
  action TEXT NOT NULL,              -- create, update, delete, restore, merge, sign_in ...
  type TEXT NOT NULL,                -- of the record; '' when it is about none
  record_id BIGINT NOT NULL,         -- 0 when it is about none
  version INTEGER NOT NULL,          -- of the record afterwards; 0 when it is about none
  changes TEXT NOT NULL,             -- JSON object {"field": [from, to]}
  hash TEXT NOT NULL                 -- SHA-256 of the hash before and this row, 64 hexadecimal digits
);
CREATE INDEX audit_entry_by_record ON audit_entry (record_id, seq);
CREATE INDEX audit_entry_by_user ON audit_entry (user_id, seq);
-- The end of the chain: one row, held by whoever adds to it until the end of the transaction.
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY,            -- 1
  seq BIGINT NOT NULL,               -- of the last row
  hash TEXT NOT NULL                 -- of the last row
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');

-- Folded words of searchable fields. Derived: `kamen check --rebuild` remakes it.
CREATE TABLE search_word (
  word {KEY} NOT NULL,               -- folded (base/text.h)
  record_id BIGINT NOT NULL,         -- whose word it is
  field_class SMALLINT NOT NULL,     -- the least guarded class of the fields that hold it: who may not read it, does not find by it
  weight SMALLINT NOT NULL,          -- 1: in the title, 2: elsewhere
  type TEXT NOT NULL,                -- of the record
  PRIMARY KEY (word, record_id, field_class)
) {NOROWID};
CREATE INDEX search_word_by_record ON search_word (record_id);

-- Comments on any record.
CREATE TABLE comment (
  id {ID},                           -- made by the program, ordered by time
  record_id BIGINT NOT NULL,         -- what it is about
  type TEXT NOT NULL,                -- of that record
  body TEXT NOT NULL,                -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was written
  created_by BIGINT NOT NULL,        -- by whom
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL,        -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX comment_by_record ON comment (record_id, id);
-- Who is spoken to in a comment.
CREATE TABLE comment_mention (
  comment_id BIGINT NOT NULL,        -- where
  user_id BIGINT NOT NULL,           -- who
  PRIMARY KEY (comment_id, user_id)
) {NOROWID};
CREATE INDEX comment_mention_by_user ON comment_mention (user_id, comment_id);

-- Tags of the firm.
CREATE TABLE tag (
  id {ID},                           -- made by the program, ordered by time
  name TEXT NOT NULL,                -- as people read it
  name_key {KEY} NOT NULL,           -- folded: no two tags of one fold
  colour TEXT NOT NULL,              -- #rrggbb
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL,        -- by whom
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL,        -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE UNIQUE INDEX tag_by_name ON tag (name_key) WHERE deleted_at IS NULL;
CREATE TABLE record_tag (
  record_id BIGINT NOT NULL,         -- what bears the tag
  tag_id BIGINT NOT NULL,            -- the tag
  type TEXT NOT NULL,                -- of the record
  created_at BIGINT NOT NULL,        -- since when
  created_by BIGINT NOT NULL,        -- by whom
  PRIMARY KEY (record_id, tag_id)
) {NOROWID};
CREATE INDEX record_tag_by_tag ON record_tag (tag_id, record_id);

-- Who wants to hear of a record's changes.
CREATE TABLE watcher (
  record_id BIGINT NOT NULL,         -- what is watched
  user_id BIGINT NOT NULL,           -- by whom
  type TEXT NOT NULL,                -- of the record
  created_at BIGINT NOT NULL,        -- since when
  PRIMARY KEY (record_id, user_id)
) {NOROWID};
CREATE INDEX watcher_by_user ON watcher (user_id, record_id);

-- Files that people attach: the content once, however often it is attached.
CREATE TABLE attachment_content (
  id {ID},                           -- made by the program, ordered by time
  sha256 {KEY} NOT NULL,             -- of the bytes, 64 hexadecimal digits
  bytes BIGINT NOT NULL,             -- how many
  body {BLOB} NOT NULL               -- the bytes
);
CREATE UNIQUE INDEX attachment_content_by_sha256 ON attachment_content (sha256);
CREATE TABLE attachment (
  id {ID},                           -- made by the program, ordered by time
  record_id BIGINT NOT NULL,         -- what it is attached to
  type TEXT NOT NULL,                -- of that record
  name TEXT NOT NULL,                -- of the file, without folders
  media_type TEXT NOT NULL,          -- found from the content
  content_id BIGINT NOT NULL,        -- the bytes
  bytes BIGINT NOT NULL,             -- how many
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was attached
  created_by BIGINT NOT NULL,        -- by whom
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL,        -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX attachment_by_record ON attachment (record_id, id);
CREATE INDEX attachment_by_content ON attachment (content_id);

-- Lists as somebody arranged them.
CREATE TABLE saved_view (
  id {ID},                           -- made by the program, ordered by time
  type TEXT NOT NULL,                -- of the records it lists
  name TEXT NOT NULL,                -- as people read it
  query TEXT NOT NULL,               -- filter, order and columns in the grammar of lists
  is_shared SMALLINT NOT NULL DEFAULT 0, -- 1: everybody may use it, within their own rights
  user_id BIGINT NOT NULL,           -- whose it is
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was saved
  created_by BIGINT NOT NULL,        -- by whom
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL,        -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX saved_view_by_user ON saved_view (user_id, type);

-- Answers to requests that bore an Idempotency-Key, so that a repeated request is answered and not done again.
CREATE TABLE idempotency_key (
  user_id BIGINT NOT NULL,           -- whose key it is
  key {KEY} NOT NULL,                -- as sent
  request_hash TEXT NOT NULL,        -- SHA-256 of method, path and body
  status INTEGER NOT NULL,           -- of the answer
  headers TEXT NOT NULL,             -- JSON object of the answer's own headers
  body TEXT NOT NULL,                -- of the answer
  created_at BIGINT NOT NULL,        -- kept for a day
  PRIMARY KEY (user_id, key)
) {NOROWID};
CREATE INDEX idempotency_key_by_time ON idempotency_key (created_at);
