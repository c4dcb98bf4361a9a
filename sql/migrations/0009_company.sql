-- The firm itself, and what administrators keep for all: tiers, calendars with their days off.

-- The firm: one row.
CREATE TABLE company (
  id {ID},                           -- 1
  name TEXT,                         -- as it calls itself; NULL until somebody has said it
  tax_number TEXT,                   -- PIB in Serbia
  company_number TEXT,               -- matični broj in Serbia
  country TEXT,                      -- ISO 3166
  language TEXT,                     -- en, sr, sr-Cyrl: for whoever has chosen none; NULL: the reader's own
  currency TEXT,                     -- ISO 4217: what other currencies are converted into
  year_start_month BIGINT NOT NULL,  -- 1 to 12: the first month of its business year
  calendar_id BIGINT,                -- its working days
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL: the firm is never deleted
);
INSERT INTO company (id, currency, year_start_month, created_at, updated_at)
SELECT 1, (SELECT value FROM setting WHERE name = 'currency'), 1, 0, 0;
DELETE FROM setting WHERE name = 'currency';

-- Tiers of key accounts: what their codes mean to the firm.
CREATE TABLE tier (
  id {ID},                           -- made by the program, ordered by time
  code {KEY} NOT NULL,               -- the word of analyses: A, B, C
  name_en TEXT NOT NULL,             -- as the firm calls it, in English
  name_sr TEXT NOT NULL,             -- the same in Serbian, Latin letters
  position BIGINT NOT NULL,          -- 1 is the highest
  colour TEXT NOT NULL,              -- #rrggbb
  rule TEXT,                         -- who belongs to it, in words
  entitlements TEXT,                 -- what it is entitled to in marketing, service and administration
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE UNIQUE INDEX tier_by_code ON tier (code) WHERE deleted_at IS NULL;

-- Calendars: on which days of the week somebody works.
CREATE TABLE calendar (
  id {ID},                           -- made by the program, ordered by time
  name TEXT NOT NULL,                -- as people call it
  country TEXT,                      -- whose holidays it has, ISO 3166
  monday SMALLINT NOT NULL,          -- 1: a working day
  tuesday SMALLINT NOT NULL,         -- the same
  wednesday SMALLINT NOT NULL,       -- the same
  thursday SMALLINT NOT NULL,        -- the same
  friday SMALLINT NOT NULL,          -- the same
  saturday SMALLINT NOT NULL,        -- the same
  sunday SMALLINT NOT NULL,          -- the same
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
-- Days that are otherwise than their day of the week.
CREATE TABLE calendar_day (
  id {ID},                           -- made by the program, ordered by time
  calendar_id BIGINT NOT NULL,       -- whose
  on_day INTEGER NOT NULL,           -- which
  name TEXT NOT NULL,                -- why: the holiday's name
  kind TEXT NOT NULL,                -- holiday, short, working
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX calendar_day_by_calendar ON calendar_day (calendar_id, on_day);

-- The audit is also read by what was done and by time.
CREATE INDEX audit_entry_by_action ON audit_entry (action, seq);
CREATE INDEX audit_entry_by_time ON audit_entry (at, seq);
