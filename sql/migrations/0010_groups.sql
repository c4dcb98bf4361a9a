-- Corporate groups: who belongs to whom, from when to when, and what each company does for the others. Companies change
-- hands, so a membership has days; figures are asked as it was at the time or as it is today.

-- A company belongs to another. Several at once are allowed: two owners, or an owner and a buying association.
CREATE TABLE group_membership (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- the company that belongs
  parent_id BIGINT NOT NULL,         -- to whom: the company right above it, or the association
  kind TEXT NOT NULL,                -- owns, controls, franchise, buying_association
  share_micro BIGINT,                -- percent of it that the parent holds, millionths
  bought_on INTEGER,                 -- the first day; NULL: since before anything is known
  sold_on INTEGER,                   -- the first day on which it belongs no more; NULL: still
  source TEXT NOT NULL,              -- account (its field parent_id), hand, suggestion, import
  evidence TEXT,                     -- why it was thought so, when it was suggested
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX group_membership_by_account ON group_membership (account_id, bought_on);
CREATE INDEX group_membership_by_parent ON group_membership (parent_id, account_id);

-- What the field parent_id of accounts says is a membership since before anything is known.
INSERT INTO group_membership (id, account_id, parent_id, kind, source, created_at, updated_at)
SELECT id, id, parent_id, 'owns', 'account', updated_at, updated_at FROM account
WHERE parent_id IS NOT NULL AND deleted_at IS NULL;

-- What a company does in the buying of its group.
CREATE TABLE group_role (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- the company
  role TEXT NOT NULL,                -- decides, frames, orders, receives, pays
  for_account_id BIGINT,             -- for whom; NULL: for itself and all below it
  category TEXT,                     -- of what, as products name it; NULL: of everything
  from_day INTEGER,                  -- first day; NULL: unknown
  to_day INTEGER,                    -- last day; NULL: still
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX group_role_by_account ON group_role (account_id, role);
CREATE INDEX group_role_by_for_account ON group_role (for_account_id) WHERE for_account_id IS NOT NULL;

-- Two companies that a person said are no group, so that nobody is asked again.
CREATE TABLE group_refusal (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- the one company
  other_id BIGINT NOT NULL,          -- the other
  reason TEXT,                       -- why they are not one group
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX group_refusal_by_account ON group_refusal (account_id, other_id);
CREATE INDEX group_refusal_by_other ON group_refusal (other_id);

-- Who buys a category for a group, since when, and what either side could do without the other.
CREATE TABLE purchasing (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- head of the group, or a company that stands alone
  category TEXT NOT NULL,            -- of what, as products name it
  mode TEXT NOT NULL,                -- central, regional, local
  centre_id BIGINT,                  -- the company that buys for the others; NULL: none or unknown
  since INTEGER,                     -- first day of this way of buying; NULL: unknown
  source TEXT NOT NULL,              -- data: seen in the invoices and accepted; judgement: said by a person
  confidence_micro BIGINT,           -- percent that the invoices gave it, millionths; NULL: judged
  yearly_purchases_micro BIGINT,     -- what they buy of it a year, from everybody
  yearly_purchases_currency TEXT,    -- of that amount
  their_alternatives BIGINT,         -- suppliers that could serve them as well
  our_alternatives BIGINT,           -- customers that could take over what they buy
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX purchasing_by_account ON purchasing (account_id, category);
CREATE INDEX purchasing_by_centre ON purchasing (centre_id) WHERE centre_id IS NOT NULL;
