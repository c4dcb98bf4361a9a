-- The programme: what tiers ask for and promise, which account is in which since when and why, what was delivered, and
-- the yearly review.

ALTER TABLE tier ADD COLUMN capacity BIGINT;                            -- accounts that it has room for; NULL: any number
ALTER TABLE tier ADD COLUMN work_days_micro BIGINT;                     -- days a year that one of its accounts takes a manager, millionths
ALTER TABLE app_user ADD COLUMN programme_days BIGINT;                  -- days a year that the person has for key accounts

-- Who may come into a tier, and who has to leave it.
CREATE TABLE tier_rule (
  id {ID},                           -- made by the program, ordered by time
  tier_id BIGINT NOT NULL,           -- of which tier
  purpose TEXT NOT NULL,             -- entry: all of them hold for whoever comes in; exit: whoever meets one has to leave
  measure TEXT NOT NULL,             -- net, margin, margin_rate, share, rank, score, key_probability, alive, growth, days_silent
  comparison TEXT NOT NULL,          -- at_least, at_most
  value_micro BIGINT NOT NULL,       -- the bound, in the unit of the measure, millionths
  note TEXT,                         -- why
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX tier_rule_by_tier ON tier_rule (tier_id, purpose);

-- What an account of a tier is entitled to.
CREATE TABLE entitlement (
  id {ID},                           -- made by the program, ordered by time
  tier_id BIGINT NOT NULL,           -- of which tier
  area TEXT NOT NULL,                -- marketing, service, administration
  kind TEXT NOT NULL,                -- invoicing, ordering, reporting, payment_terms, priority, contacts, response, training ...
  promise_en TEXT NOT NULL,          -- what, in English
  promise_sr TEXT NOT NULL,          -- the same in Serbian, Latin letters
  amount_micro BIGINT,               -- how much: visits, hours, days, millionths; NULL: it is there or not
  unit TEXT,                         -- of the amount: visits, hours
  every TEXT,                        -- month, quarter, year: how often it is due; NULL: whenever asked for
  position BIGINT NOT NULL,          -- its place in lists, 1 is the first
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX entitlement_by_tier ON entitlement (tier_id, position);

-- What was delivered of that.
CREATE TABLE entitlement_delivery (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- to whom
  entitlement_id BIGINT NOT NULL,    -- what was promised
  on_day INTEGER NOT NULL,           -- when it was delivered
  amount_micro BIGINT,               -- how much, millionths; NULL: it was
  user_id BIGINT NOT NULL,           -- by whom
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX entitlement_delivery_by_account ON entitlement_delivery (account_id, entitlement_id, on_day);
CREATE INDEX entitlement_delivery_by_entitlement ON entitlement_delivery (entitlement_id);
CREATE INDEX entitlement_delivery_by_user ON entitlement_delivery (user_id);

-- Which account is in which tier: the last decision holds, the others are its history.
CREATE TABLE tier_decision (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- of whom
  tier_id BIGINT,                    -- the tier from that day on; NULL: none, it leaves the programme
  decided_on INTEGER NOT NULL,       -- from which day
  user_id BIGINT NOT NULL,           -- who decided
  reason TEXT NOT NULL,              -- why, Markdown
  run_id BIGINT,                     -- the run of the selection that it rests on; NULL: none
  review_on INTEGER,                 -- when it is looked at again
  review_id BIGINT,                  -- the yearly review that it came from; NULL: none
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX tier_decision_by_account ON tier_decision (account_id, decided_on);
CREATE INDEX tier_decision_by_tier ON tier_decision (tier_id) WHERE tier_id IS NOT NULL;
CREATE INDEX tier_decision_by_user ON tier_decision (user_id);
CREATE INDEX tier_decision_by_review ON tier_decision (review_id) WHERE review_id IS NOT NULL;

-- The yearly review of the programme: it ends in a signed list.
CREATE TABLE programme_review (
  id {ID},                           -- made by the program, ordered by time
  name TEXT NOT NULL,                -- "2027"
  state TEXT,                        -- open, signed
  opened_on INTEGER NOT NULL,        -- when it began
  run_id BIGINT,                     -- the run of the selection that it rests on
  signed_by BIGINT,                  -- who signed the list
  signed_at BIGINT,                  -- when
  list_hash TEXT,                    -- SHA-256 of the list as it was signed
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX programme_review_by_opened ON programme_review (opened_on);
CREATE INDEX programme_review_by_signer ON programme_review (signed_by) WHERE signed_by IS NOT NULL;

-- What the review says of one account.
CREATE TABLE programme_review_item (
  id {ID},                           -- made by the program, ordered by time
  review_id BIGINT NOT NULL,         -- of which review
  account_id BIGINT NOT NULL,        -- of whom
  from_tier_id BIGINT,               -- its tier when the review began; NULL: none
  to_tier_id BIGINT,                 -- the one decided; NULL: none
  verdict TEXT NOT NULL,             -- open, keep, enter, raise, lower, leave
  reason TEXT,                       -- why, Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX programme_review_item_by_review ON programme_review_item (review_id, account_id);
CREATE INDEX programme_review_item_by_account ON programme_review_item (account_id);
CREATE INDEX programme_review_item_by_from ON programme_review_item (from_tier_id) WHERE from_tier_id IS NOT NULL;
CREATE INDEX programme_review_item_by_to ON programme_review_item (to_tier_id) WHERE to_tier_id IS NOT NULL;
