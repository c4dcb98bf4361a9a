-- Work that takes longer than a request: what was asked for, by whom, how far it is, what came out.
CREATE TABLE job (
  id {ID},                           -- grows with time
  kind TEXT NOT NULL,                -- import, undo, backup ...
  state TEXT NOT NULL,               -- queued, running, done, failed, cancelled
  progress BIGINT NOT NULL,          -- of total, in the kind's own unit; while it runs, the server knows better
  total BIGINT NOT NULL,             -- 0 while unknown
  message TEXT,                      -- in words what it does, or why it failed
  parameters TEXT NOT NULL,          -- JSON object: what was asked for
  result TEXT,                       -- JSON object: what came out; NULL before the end
  created_by BIGINT NOT NULL,        -- the person who asked
  created_at BIGINT NOT NULL,        -- when it was asked for
  started_at BIGINT,                 -- when it began, the last time
  finished_at BIGINT                 -- when it was done, failed or was cancelled
);
CREATE INDEX job_by_person ON job (created_by, id);
CREATE INDEX job_by_state ON job (state);
