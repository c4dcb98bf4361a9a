-- What was agreed with an account in writing, and for how long. Whether it is a draft, runs or has ended follows from its days.
CREATE TABLE agreement (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- with whom
  number TEXT,                       -- as it stands on the paper
  name TEXT NOT NULL,                -- as people call it
  kind TEXT NOT NULL,                -- framework, annual, tender, project, service, other
  category TEXT,                     -- of what, as products name it; NULL: of everything
  signed_on INTEGER,                 -- day on which the last side signed; NULL: a draft, which covers nothing
  starts_on INTEGER NOT NULL,        -- first day
  ends_on INTEGER,                   -- last day of its first term; NULL: open
  is_renewed SMALLINT NOT NULL,      -- 1: goes on for another term unless somebody gives notice
  renewal_months BIGINT,             -- months of each further term; NULL: twelve
  notice_days BIGINT,                -- days before the end by which notice has to be given; NULL: none
  notice_given_on INTEGER,           -- day on which one side gave notice; NULL: nobody has
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX agreement_by_account ON agreement (account_id, starts_on);
CREATE INDEX agreement_by_number ON agreement (number) WHERE number IS NOT NULL;
