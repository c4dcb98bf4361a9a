-- Kamen's first schema: accounts and products as sales files name them, the facts, what is derived from
-- them, the batches that brought them, and the people who may sign in.
--
-- Conventions: ids are 63 bits, time ordered, made in C ({ID} is a primary key of that kind); a batch and a
-- document bear small numbers, handed out by the writer, because a million lines repeat them. *_micro is an
-- amount of money or a quantity in millionths, exact, rounded only when shown (docs/money.md). *_at is an instant in
-- milliseconds since 1970 UTC. A day counts from 1970-01-01; a month is year * 12 + month - 1. Booleans are 0 and 1.

-- Settings of the firm: one row per word.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,             -- the word, as in `kamen config`
  value TEXT NOT NULL                -- its value as text
);
-- Counts every change of the facts; imports hold this row, so that two of them never number the same documents.
INSERT INTO setting (name, value) VALUES ('sales_version', '0');

-- People who sign in.
CREATE TABLE app_user (
  id {ID},
  email TEXT NOT NULL UNIQUE,        -- lower case; the name one signs in with
  name TEXT NOT NULL,
  role TEXT NOT NULL,                -- admin, director, kam, member, analyst, executive
  password_hash TEXT,                -- argon2id in its own text form; NULL until the one-time link was used
  link_hash TEXT,                    -- SHA-256 of the one-time link's secret, NULL when none is open
  link_expires_at BIGINT,            -- after this instant the link is dead
  disabled SMALLINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);

-- Batches: one import of one or more files, taken whole and undone whole.
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,            -- 1, 2, 3 ... what --undo takes
  kind TEXT NOT NULL,                -- sales, accounts, products
  state TEXT NOT NULL,               -- done, undone
  started_at BIGINT NOT NULL,
  finished_at BIGINT NOT NULL,
  undone_at BIGINT,                  -- NULL while it stands
  files TEXT NOT NULL,               -- JSON array of {"name","bytes","rows","profile"}
  balance TEXT NOT NULL,             -- JSON object: lines read, taken, repeated, refused ... as the import printed it
  lines BIGINT NOT NULL,             -- lines that this batch holds or held
  net_micro BIGINT NOT NULL,         -- their sum
  currency TEXT NOT NULL             -- of that sum
);

-- Saved recognitions: what --profile NAME applies.
CREATE TABLE import_profile (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL,                -- JSON: mapping, formats, preset
  updated_at BIGINT NOT NULL
);

-- Rules by which a line is a charge and no product: postage, bank fees, manual entries.
CREATE TABLE charge_rule (
  id {ID},
  field TEXT NOT NULL,               -- product_number or product_name
  pattern TEXT NOT NULL,             -- folded; * stands for any run of characters
  reason TEXT NOT NULL,              -- postage, bank fee, manual entry, discount, deposit, sample, adjustment
  enabled SMALLINT NOT NULL DEFAULT 1
);

-- Rates of exchange: one unit of `currency` is `rate` units of the firm's currency, from `day` on.
CREATE TABLE currency_rate (
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  rate_mantissa BIGINT NOT NULL,     -- rate = mantissa * 10 ^ -scale, exactly
  rate_scale SMALLINT NOT NULL,
  PRIMARY KEY (currency, day)
);

-- Customers, as files name them.
CREATE TABLE account (
  id {ID},
  number TEXT,                       -- the firm's own customer number, as written
  name TEXT,                         -- as written by the newest file that named it
  name_key TEXT NOT NULL,            -- folded company name: case, diacritics, script, legal form (base/text.h)
  tax_number TEXT,                   -- PIB or VAT number, digits and letters only
  country TEXT,                      -- as written
  batch_id INTEGER,                  -- the batch that made it; NULL when a person did
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_by_number ON account (number) WHERE number IS NOT NULL;
CREATE INDEX account_by_tax_number ON account (tax_number) WHERE tax_number IS NOT NULL;
CREATE INDEX account_by_name_key ON account (name_key);

-- Articles and charges.
CREATE TABLE product (
  id {ID},
  number TEXT,                       -- the firm's own article number, as written
  name TEXT,
  name_key TEXT NOT NULL,            -- folded name
  category TEXT,                     -- as written; the tree of categories comes with its record type
  unit TEXT,                         -- as first seen
  is_charge SMALLINT NOT NULL DEFAULT 0, -- 1: found to be no product by charge_rule
  charge_reason TEXT,                -- which rule said so
  batch_id INTEGER,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX product_by_number ON product (number) WHERE number IS NOT NULL;
CREATE INDEX product_by_name_key ON product (name_key);

-- Invoices and credit notes. `number_key` with the account and the year tells whether a document is known already.
CREATE TABLE sales_document (
  id INTEGER PRIMARY KEY,            -- 1, 2, 3 ...
  number TEXT NOT NULL,              -- as written; '' for lines that name no document: then one document is one account's day
  account_id BIGINT NOT NULL,        -- 0 without a customer
  day INTEGER NOT NULL,
  is_credit SMALLINT NOT NULL,
  currency TEXT NOT NULL,            -- 'XXX' when the file names none
  seller TEXT,
  ship_to TEXT,
  lines INTEGER NOT NULL,
  content_hash BIGINT NOT NULL,      -- of all its lines: equal means that nothing changed
  batch_id INTEGER NOT NULL          -- the batch that wrote it last
);
CREATE INDEX sales_document_by_number ON sales_document (number, account_id, day);

-- The facts: what the invoices said. Stored in the order of the key, so that one account is one stretch of pages.
CREATE TABLE sales_line (
  account_id BIGINT NOT NULL,        -- 0 without a customer
  day INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  position INTEGER NOT NULL,         -- from the file, else the ordinal within the document
  product_id BIGINT NOT NULL,        -- 0 without a product
  flags SMALLINT NOT NULL,           -- bits: 1 credit, 16 position from the file
  quantity_micro BIGINT NOT NULL,
  net_micro BIGINT NOT NULL,
  cost_micro BIGINT,                 -- NULL when unknown
  price_mantissa BIGINT,             -- unit price as written = mantissa * 10 ^ -scale;
  price_scale SMALLINT,              --   NULL when it is exactly net / quantity
  discount_micro BIGINT,             -- list value minus net; NULL when unknown or none
  source_row INTEGER NOT NULL,       -- row of the file
  batch_id INTEGER NOT NULL,         -- the batch that wrote it
  PRIMARY KEY (account_id, day, document_id, position)
) {NOROWID};

-- Lines and documents that a later batch replaced, so that undoing that batch brings them back.
CREATE TABLE sales_line_replaced (
  replaced_by INTEGER NOT NULL,      -- the batch that replaced it
  account_id BIGINT NOT NULL,
  day INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  product_id BIGINT NOT NULL,
  flags SMALLINT NOT NULL,
  quantity_micro BIGINT NOT NULL,
  net_micro BIGINT NOT NULL,
  cost_micro BIGINT,
  price_mantissa BIGINT,
  price_scale SMALLINT,
  discount_micro BIGINT,
  source_row INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,         -- the batch that had written it
  PRIMARY KEY (replaced_by, account_id, day, document_id, position)
) {NOROWID};

CREATE TABLE sales_document_replaced (
  replaced_by INTEGER NOT NULL,
  id INTEGER NOT NULL,
  number TEXT NOT NULL,
  account_id BIGINT NOT NULL,
  day INTEGER NOT NULL,
  is_credit SMALLINT NOT NULL,
  currency TEXT NOT NULL,
  seller TEXT,
  ship_to TEXT,
  lines INTEGER NOT NULL,
  content_hash BIGINT NOT NULL,
  batch_id INTEGER NOT NULL,
  PRIMARY KEY (replaced_by, id)
) {NOROWID};

-- Accounts and products that a batch taught something new, as they were before.
CREATE TABLE account_replaced (
  replaced_by INTEGER NOT NULL,
  id BIGINT NOT NULL,
  number TEXT,
  name TEXT,
  name_key TEXT NOT NULL,
  tax_number TEXT,
  country TEXT,
  PRIMARY KEY (replaced_by, id)
) {NOROWID};

CREATE TABLE product_replaced (
  replaced_by INTEGER NOT NULL,
  id BIGINT NOT NULL,
  number TEXT,
  name TEXT,
  name_key TEXT NOT NULL,
  category TEXT,
  unit TEXT,
  is_charge SMALLINT NOT NULL,
  charge_reason TEXT,
  PRIMARY KEY (replaced_by, id)
) {NOROWID};

-- Derived: `kamen check --rebuild` drops and remakes what follows.

-- Sums of lines by account and month; charges apart; currencies are never added.
CREATE TABLE account_month (
  account_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  currency TEXT NOT NULL,
  is_charge SMALLINT NOT NULL,
  lines BIGINT NOT NULL,
  quantity_micro BIGINT NOT NULL,
  net_micro BIGINT NOT NULL,
  credit_micro BIGINT NOT NULL,      -- the part of net that stands on credit documents
  cost_micro BIGINT NOT NULL,        -- of the lines whose cost is known
  costed_net_micro BIGINT NOT NULL,  -- net of those lines
  PRIMARY KEY (account_id, month, currency, is_charge)
) {NOROWID};

CREATE TABLE product_month (
  product_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  currency TEXT NOT NULL,
  lines BIGINT NOT NULL,
  quantity_micro BIGINT NOT NULL,
  net_micro BIGINT NOT NULL,
  credit_micro BIGINT NOT NULL,
  cost_micro BIGINT NOT NULL,
  costed_net_micro BIGINT NOT NULL,
  PRIMARY KEY (product_id, month, currency)
) {NOROWID};

-- The lines again, as compressed columns (sales/segment.h): up to 65536 lines of one batch each.
CREATE TABLE sales_segment (
  batch_id INTEGER NOT NULL,
  part INTEGER NOT NULL,             -- 0, 1, 2 ... in the order of account
  lines INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  body {BLOB} NOT NULL,
  PRIMARY KEY (batch_id, part)
);
