-- Files that somebody brought to look at before they import them: the bytes lie beside the database, like those of jobs,
-- and go when they are old.
CREATE TABLE import_file (
  id {ID},                           -- grows with time; names the folder of the bytes
  name TEXT NOT NULL,                -- what the file is called; no path
  bytes BIGINT NOT NULL,             -- its size as it came
  created_by BIGINT NOT NULL,        -- who brought it, and alone may use it
  created_at BIGINT NOT NULL         -- when it was whole
);
CREATE INDEX import_file_by_person ON import_file (created_by, id);
ALTER TABLE import_batch ADD COLUMN imported_by TEXT;                    -- who brought it, as they were called then; NULL: not known
ALTER TABLE import_batch ADD COLUMN undone_by TEXT;                      -- who took it back
ALTER TABLE import_batch ADD COLUMN profile TEXT;                        -- the saved profile that it was read by; NULL: none
