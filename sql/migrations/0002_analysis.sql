-- Analyses that were done: what was asked, of which state of the data, and what came out, so that a decision can point
-- to the run that it was taken on and anyone can do the run again.
CREATE TABLE analysis_run (
  id INTEGER PRIMARY KEY,            -- 1, 2, 3 ... what people call the run
  name TEXT NOT NULL,                -- concentration, clv ... as in `kamen analyze`
  parameters TEXT NOT NULL,          -- JSON object: the options that were set, by their names
  data_version BIGINT NOT NULL,      -- setting sales_version when the lines were read
  seed BIGINT NOT NULL,              -- of its random numbers; 0 when it draws none
  program TEXT NOT NULL,             -- version of the program
  started_at BIGINT NOT NULL,        -- when reading began
  finished_at BIGINT NOT NULL,       -- when the answer stood
  result_hash TEXT NOT NULL,         -- SHA-256 of the answer's JSON, in hexadecimal digits
  result {BLOB} NOT NULL             -- that JSON, compressed by zstd
);
