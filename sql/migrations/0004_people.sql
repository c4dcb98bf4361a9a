-- Our people and the ways they sign in. What proves somebody (passwords, secrets of sessions, tokens, links, recovery
-- codes) is kept as a hash only; the second factor's secret has to be read again and is sealed with a key that is not
-- in the database (docs/sign-in.md).

-- Our people, those who sign in and those who do not: one without e-mail address or with the role none does not.
CREATE TABLE app_user_next (
  id {ID},                           -- made by the program, ordered by time
  version INTEGER NOT NULL,          -- 1, 2 ...: of the record, for If-Match
  email {KEY},                       -- lower case; the name one signs in with; NULL: does not sign in
  name {KEY} NOT NULL,               -- as people call them; at first the e-mail address
  role TEXT NOT NULL,                -- none, admin, director, kam, member, analyst, executive
  function TEXT,                     -- what they do: "key account manager"
  department TEXT,                   -- where in the firm
  place TEXT,                        -- town or site
  languages TEXT,                    -- that they speak, as written
  phone TEXT,                        -- as written
  disabled SMALLINT NOT NULL DEFAULT 0,-- 1: may not sign in
  password_hash TEXT,                -- argon2id in its own text form; NULL until the one-time link was used
  password_at BIGINT,                -- when it was chosen; NULL without one
  link_hash TEXT,                    -- SHA-256 of the one-time link's secret, NULL when none is open
  link_use TEXT,                     -- set-up or reset; NULL when none is open
  link_expires_at BIGINT,            -- after this instant the link is dead
  created_at BIGINT NOT NULL,        -- when the person was added
  created_by BIGINT NOT NULL,        -- by whom; 0: the program itself
  updated_at BIGINT NOT NULL,        -- when the record was changed last
  updated_by BIGINT NOT NULL,        -- by whom
  deleted_at BIGINT                  -- NULL while it lives
);
INSERT INTO app_user_next (id, version, email, name, role, disabled, password_hash, password_at, link_hash, link_use,
  link_expires_at, created_at, created_by, updated_at, updated_by)
SELECT id, 1, email, name, role, disabled, password_hash, CASE WHEN password_hash IS NULL THEN NULL ELSE created_at END,
  link_hash, CASE WHEN link_hash IS NULL THEN NULL ELSE 'set-up' END, link_expires_at, created_at, 0, created_at, 0
FROM app_user;
DROP TABLE app_user;
ALTER TABLE app_user_next RENAME TO app_user;
CREATE UNIQUE INDEX app_user_by_email ON app_user (email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX app_user_by_link ON app_user (link_hash);

-- Who stands in for whom, between two days: the deputy sees the accounts of the one who is away.
CREATE TABLE user_deputy (
  id {ID},                           -- made by the program
  version INTEGER NOT NULL,          -- of the record
  user_id BIGINT NOT NULL,           -- who is away
  deputy_id BIGINT NOT NULL,         -- who stands in
  from_day INTEGER NOT NULL,         -- the first day
  to_day INTEGER NOT NULL,           -- the last day
  reason TEXT,                       -- "leave", as written
  created_at BIGINT NOT NULL,        -- when it was agreed
  created_by BIGINT NOT NULL,        -- by whom
  updated_at BIGINT NOT NULL,        -- when it was changed last
  updated_by BIGINT NOT NULL,        -- by whom
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX user_deputy_by_deputy ON user_deputy (deputy_id, to_day);
CREATE INDEX user_deputy_by_user ON user_deputy (user_id, to_day);

-- Who has signed in, one row a browser. A row with `pending` waits for the second factor and opens nothing.
CREATE TABLE user_session (
  id {ID},                           -- made by the program
  user_id BIGINT NOT NULL,           -- whose
  secret_hash TEXT NOT NULL,         -- SHA-256 of the secret in the cookie, in hexadecimal digits
  pending SMALLINT NOT NULL,         -- 1: the password was right, the code is still to come
  failures INTEGER NOT NULL DEFAULT 0,-- wrong codes while it was pending
  second_factor SMALLINT NOT NULL,   -- 1: signed in with a code as well
  created_at BIGINT NOT NULL,        -- when the password was right
  used_at BIGINT NOT NULL,           -- the last request, to the minute
  idle_ms BIGINT NOT NULL,           -- it ends when it was not used for so long
  expires_at BIGINT NOT NULL,        -- and at this instant in any case
  address TEXT NOT NULL,             -- from where
  agent TEXT NOT NULL                -- what the browser called itself, cut to 200 characters
);
CREATE UNIQUE INDEX user_session_by_secret ON user_session (secret_hash);
CREATE INDEX user_session_by_user ON user_session (user_id);

-- Tokens for programs: each acts for one person with narrower rights.
CREATE TABLE api_token (
  id {ID},                           -- made by the program
  user_id BIGINT NOT NULL,           -- for whom it acts
  name TEXT NOT NULL,                -- what it is for, in words
  prefix TEXT NOT NULL,              -- its public part, by which it is found and told apart
  secret_hash TEXT NOT NULL,         -- SHA-256 of the whole token, in hexadecimal digits
  scopes TEXT NOT NULL,              -- '*', read, write or names of permissions, divided by spaces
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL,        -- by whom; 0: at the command line
  used_at BIGINT,                    -- the last request, to the minute; NULL: never
  expires_at BIGINT NOT NULL,        -- after this instant it opens nothing
  revoked_at BIGINT                  -- NULL while it is good
);
CREATE UNIQUE INDEX api_token_by_prefix ON api_token (prefix);
CREATE INDEX api_token_by_user ON api_token (user_id);

-- The second factor: codes by time (RFC 6238).
CREATE TABLE user_totp (
  user_id {ID},                      -- whose
  secret {BLOB} NOT NULL,            -- nonce and sealed secret; the bare secret where `is_sealed` is 0
  is_sealed SMALLINT NOT NULL,       -- 0: the program had no key when it was made
  created_at BIGINT NOT NULL,        -- when it was shown
  confirmed_at BIGINT,               -- when a first code proved that it arrived; NULL: not in force yet
  last_step BIGINT NOT NULL          -- the newest step of 30 s that a code was taken of: none is taken twice
);

-- Codes for the day that the telephone is lost; each is good once.
CREATE TABLE recovery_code (
  id {ID},                           -- made by the program
  user_id BIGINT NOT NULL,           -- whose
  code_hash TEXT NOT NULL,           -- SHA-256, in hexadecimal digits
  used_at BIGINT                     -- NULL while it is good
);
CREATE UNIQUE INDEX recovery_code_by_hash ON recovery_code (user_id, code_hash);

-- Wrong passwords and codes of an account since the last right one, so that a restart forgets no delay.
CREATE TABLE sign_in_limit (
  user_id {ID},                      -- whose
  failures INTEGER NOT NULL,         -- how many
  failed_at BIGINT NOT NULL          -- the last
);

-- Addresses from which somebody signed in: strangers who guess cannot keep them out there.
CREATE TABLE sign_in_address (
  user_id BIGINT NOT NULL,           -- who
  address TEXT NOT NULL,             -- from where
  used_at BIGINT NOT NULL,           -- when last
  PRIMARY KEY (user_id, address)
) {NOROWID};
