-- The first record types: what people know of accounts beside their invoices, the people on both sides, products and
-- prices, what was talked about and what is to be done; and what became one by merging.

-- Accounts: what people say of them. Files bring number, name, tax_number and country.
ALTER TABLE account ADD COLUMN kind TEXT NOT NULL DEFAULT 'customer';    -- customer, prospect, lost, head (of a group)
ALTER TABLE account ADD COLUMN company_number TEXT;                      -- MB, as written
ALTER TABLE account ADD COLUMN industry TEXT;                            -- what it does
ALTER TABLE account ADD COLUMN region TEXT;                              -- of its seat
ALTER TABLE account ADD COLUMN city TEXT;                                -- of its seat
ALTER TABLE account ADD COLUMN postal_code TEXT;                         -- of its seat
ALTER TABLE account ADD COLUMN address TEXT;                             -- street and number of its seat
ALTER TABLE account ADD COLUMN website TEXT;                             -- http or https
ALTER TABLE account ADD COLUMN email TEXT;                               -- of the company, no person's
ALTER TABLE account ADD COLUMN phone TEXT;                               -- of the company, as written
ALTER TABLE account ADD COLUMN currency TEXT;                            -- in which it is invoiced, ISO 4217
ALTER TABLE account ADD COLUMN payment_days BIGINT;                      -- from invoice to payment, as agreed
ALTER TABLE account ADD COLUMN note TEXT;                                -- Markdown
ALTER TABLE account ADD COLUMN domain_key {KEY};                         -- computed: domain of website or e-mail, small letters
ALTER TABLE account ADD COLUMN phone_key {KEY};                          -- computed: last eight digits of the phone
ALTER TABLE account ADD COLUMN merged_into_id BIGINT;                    -- the account that it became part of; then it is deleted
CREATE INDEX account_by_domain_key ON account (domain_key) WHERE domain_key IS NOT NULL;
CREATE INDEX account_by_phone_key ON account (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX account_by_merged_into ON account (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX account_by_name ON account (name, id) WHERE deleted_at IS NULL;
CREATE INDEX account_by_company_number ON account (company_number) WHERE company_number IS NOT NULL;

-- Places of an account.
CREATE TABLE site (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- whose it is
  name TEXT NOT NULL,                -- as people call it
  kind TEXT NOT NULL,                -- seat, plant, warehouse, shop, building_site, other
  address TEXT,                      -- street and number
  postal_code TEXT,                  -- as written
  city TEXT,                         -- the place
  region TEXT,                       -- as written
  country TEXT,                      -- two letters of ISO 3166
  latitude_micro BIGINT,             -- degrees north in millionths
  longitude_micro BIGINT,            -- degrees east in millionths
  phone TEXT,                        -- as written
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX site_by_account ON site (account_id, id);

-- Numbers that accounts bear in other systems. Those of the system 'sales' are found by imports as if they were the
-- account's own: so the numbers of merged accounts live on.
CREATE TABLE outside_number (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- whose it is
  system {KEY} NOT NULL,             -- word of the system: sales, erp2, gln, duns ...
  number {KEY} NOT NULL,             -- as that system writes it
  note TEXT,                         -- what it is for
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX outside_number_by_account ON outside_number (account_id, id);
CREATE UNIQUE INDEX outside_number_by_number ON outside_number (system, number) WHERE deleted_at IS NULL;

-- People of theirs. The columns about work are those at the main employer; contact_function has the others.
CREATE TABLE contact (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- the main employer
  family_name TEXT NOT NULL,         -- as written
  given_name TEXT,                   -- as written
  name TEXT NOT NULL,                -- computed: given and family name
  name_key {KEY} NOT NULL,           -- computed: the folded words of the name in order of the alphabet
  salutation TEXT,                   -- before the name: "dipl. inž."
  email TEXT,                        -- small letters
  phone TEXT,                        -- as written
  mobile TEXT,                       -- as written
  phone_key {KEY},                   -- computed: last eight digits of the phone
  mobile_key {KEY},                  -- computed: last eight digits of the mobile phone
  language TEXT,                     -- in which to speak with the person, ISO 639
  function TEXT,                     -- what the person does there
  department TEXT,                   -- where in the company
  buying_role TEXT,                  -- initiator, user, influencer, decider, buyer, gatekeeper
  influence BIGINT,                  -- 0 to 10
  note TEXT,                         -- Markdown
  private_note TEXT,                 -- Markdown, for its author and the director
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX contact_by_account ON contact (account_id, id);
CREATE INDEX contact_by_family_name ON contact (family_name, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_name_key ON contact (name_key);
CREATE INDEX contact_by_email ON contact (email) WHERE email IS NOT NULL;
CREATE INDEX contact_by_phone_key ON contact (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX contact_by_mobile_key ON contact (mobile_key) WHERE mobile_key IS NOT NULL;

-- What a person does in further companies.
CREATE TABLE contact_function (
  id {ID},                           -- made by the program, ordered by time
  contact_id BIGINT NOT NULL,        -- who
  account_id BIGINT NOT NULL,        -- where
  function TEXT,                     -- what the person does there
  department TEXT,                   -- where in the company
  buying_role TEXT,                  -- initiator, user, influencer, decider, buyer, gatekeeper
  influence BIGINT,                  -- 0 to 10
  from_day INTEGER,                  -- first day; NULL: unknown
  to_day INTEGER,                    -- last day; NULL: still
  is_primary SMALLINT NOT NULL,      -- 1: the main one of the person at that company
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX contact_function_by_account ON contact_function (account_id, contact_id);
CREATE INDEX contact_function_by_contact ON contact_function (contact_id, account_id);

-- Who of ours works for an account, and when.
CREATE TABLE account_team (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- for whom
  user_id BIGINT NOT NULL,           -- who
  role TEXT NOT NULL,                -- sales, research, production, service, marketing, finance, sponsor
  from_day INTEGER NOT NULL,         -- first day
  to_day INTEGER,                    -- last day; NULL: still
  note TEXT,                         -- what was agreed
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX account_team_by_account ON account_team (account_id, user_id);
CREATE INDEX account_team_by_user ON account_team (user_id, account_id) WHERE deleted_at IS NULL;

-- The tree of categories; `category` of a product stays what its file said.
CREATE TABLE product_category (
  id {ID},                           -- made by the program, ordered by time
  name TEXT NOT NULL,                -- as people read it
  name_key {KEY} NOT NULL,           -- computed: folded
  parent_id BIGINT,                  -- the category above it; NULL at the top
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX product_category_by_parent ON product_category (parent_id) WHERE parent_id IS NOT NULL;
CREATE UNIQUE INDEX product_category_by_name ON product_category (COALESCE(parent_id, 0), name_key)
  WHERE deleted_at IS NULL;

-- Products: what people say of them. Files bring number, name, category and unit.
ALTER TABLE product ADD COLUMN category_id BIGINT;                       -- in the tree of categories
ALTER TABLE product ADD COLUMN description TEXT;                         -- Markdown
ALTER TABLE product ADD COLUMN brand TEXT;                               -- whose it is
ALTER TABLE product ADD COLUMN standard_cost_micro BIGINT;               -- what one unit costs us
ALTER TABLE product ADD COLUMN standard_cost_currency TEXT;              -- of that cost
ALTER TABLE product ADD COLUMN warranty_months BIGINT;                   -- as promised
ALTER TABLE product ADD COLUMN lead_days BIGINT;                         -- from order to delivery
ALTER TABLE product ADD COLUMN is_discontinued SMALLINT NOT NULL DEFAULT 0; -- 1: sold no longer
CREATE INDEX product_by_category ON product (category_id) WHERE category_id IS NOT NULL;
CREATE INDEX product_by_name ON product (name, id) WHERE deleted_at IS NULL;

-- Price lists, and what stands in them.
CREATE TABLE price_list (
  id {ID},                           -- made by the program, ordered by time
  name TEXT NOT NULL,                -- as people call it
  currency TEXT NOT NULL,            -- of all its prices, ISO 4217
  valid_from INTEGER NOT NULL,       -- first day
  valid_to INTEGER,                  -- last day; NULL: until the next one
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX price_list_by_name ON price_list (name, id);
CREATE TABLE price_list_item (
  id {ID},                           -- made by the program, ordered by time
  price_list_id BIGINT NOT NULL,     -- where it stands
  product_id BIGINT NOT NULL,        -- of what
  price_micro BIGINT NOT NULL,       -- of one unit, without tax
  price_currency TEXT NOT NULL,      -- that of the list
  min_quantity_micro BIGINT NOT NULL,-- from how many units on
  valid_from INTEGER NOT NULL,       -- first day
  valid_to INTEGER,                  -- last day; NULL: as long as the list
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX price_list_item_by_list ON price_list_item (price_list_id, product_id, valid_from);
CREATE INDEX price_list_item_by_product ON price_list_item (product_id);

-- What was talked about, with whom, and what comes of it.
CREATE TABLE interaction (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- with whom
  kind TEXT NOT NULL,                -- visit, call, mail, meeting
  at BIGINT NOT NULL,                -- when it began
  minutes BIGINT,                    -- how long it took
  place TEXT,                        -- where
  subject TEXT NOT NULL,             -- about what
  outcome TEXT,                      -- what came of it, Markdown
  next_step TEXT,                    -- what follows
  next_step_on INTEGER,              -- by which day
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX interaction_by_account ON interaction (account_id, at);
CREATE INDEX interaction_by_time ON interaction (at, id) WHERE deleted_at IS NULL;
CREATE INDEX interaction_by_next_step ON interaction (next_step_on) WHERE next_step_on IS NOT NULL AND deleted_at IS NULL;

-- What is to be done, by whom and when.
CREATE TABLE task (
  id {ID},                           -- made by the program, ordered by time
  title TEXT NOT NULL,               -- what
  account_id BIGINT,                 -- for whom; NULL: only its owner sees it
  user_id BIGINT NOT NULL,           -- who does it
  interaction_id BIGINT,             -- what it came from
  due_on INTEGER,                    -- by which day
  priority TEXT NOT NULL,            -- low, normal, high
  state TEXT NOT NULL,               -- open, in_progress, done, dropped
  outcome TEXT,                      -- what came of it, Markdown
  closed_at BIGINT,                  -- computed: when it was done or dropped
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX task_by_account ON task (account_id, id) WHERE account_id IS NOT NULL;
CREATE INDEX task_by_user ON task (user_id, state, due_on);
CREATE INDEX task_by_due ON task (due_on, id) WHERE deleted_at IS NULL;
CREATE INDEX task_by_interaction ON task (interaction_id) WHERE interaction_id IS NOT NULL;

-- Merges of two records into one, and everything that each changed, so that it can be taken back.
CREATE TABLE record_merge (
  id {ID},                           -- made by the program, ordered by time
  type TEXT NOT NULL,                -- account, contact
  survivor_id BIGINT NOT NULL,       -- what both are now
  merged_id BIGINT NOT NULL,         -- what is no more
  survivor_version INTEGER NOT NULL, -- of the survivor after the merge: taking back asks that nobody changed it since
  fields TEXT NOT NULL,              -- JSON array: the fields whose values were taken from the other
  state TEXT NOT NULL,               -- done, undone
  created_at BIGINT NOT NULL,        -- when
  created_by BIGINT NOT NULL,        -- who; 0: the program itself
  undone_at BIGINT,                  -- NULL while it stands
  undone_by BIGINT                   -- who took it back
);
CREATE INDEX record_merge_by_survivor ON record_merge (survivor_id);
CREATE INDEX record_merge_by_merged ON record_merge (merged_id);
-- Rows that a merge changed, one a row, in the order of changing.
CREATE TABLE record_merge_step (
  merge_id BIGINT NOT NULL,          -- whose it is
  seq INTEGER NOT NULL,              -- 1, 2, 3 ...
  action TEXT NOT NULL,              -- updated, deleted, inserted
  table_name TEXT NOT NULL,          -- where
  row_key TEXT NOT NULL,             -- JSON object: the row's key
  before TEXT,                       -- JSON object: its columns before, those that changed or all that were deleted
  after TEXT,                        -- JSON object: the same columns afterwards
  PRIMARY KEY (merge_id, seq)
) {NOROWID};
-- Documents that a merge moved to the survivor, with their lines.
CREATE TABLE record_merge_document (
  merge_id BIGINT NOT NULL,          -- whose it is
  document_id INTEGER NOT NULL,      -- that had been the merged account's
  replaced_by INTEGER NOT NULL,      -- 0: as it is; else as it was before this batch
  PRIMARY KEY (merge_id, document_id, replaced_by)
) {NOROWID};

-- Names and tax numbers of merged accounts, by which lines still find the survivor; their numbers are outside numbers.
CREATE TABLE account_alias (
  account_id BIGINT NOT NULL,        -- the survivor
  merge_id BIGINT NOT NULL,          -- the merge that it came from
  name_key {KEY} NOT NULL,           -- of the merged account; '' without one
  tax_number {KEY} NOT NULL,         -- of the merged account; '' without one
  PRIMARY KEY (account_id, merge_id)
) {NOROWID};

-- Pairs of records that look alike and are not: people said so.
CREATE TABLE duplicate_dismissal (
  type TEXT NOT NULL,                -- account, contact
  low_id BIGINT NOT NULL,            -- the lesser id of the two
  high_id BIGINT NOT NULL,           -- the greater
  created_at BIGINT NOT NULL,        -- when it was said
  created_by BIGINT NOT NULL,        -- by whom
  PRIMARY KEY (low_id, high_id)
) {NOROWID};
