-- Whom the firm's identity provider knows by what name of its own: the first sign-in finds a person by the verified
-- e-mail address, every later one by the subject, which never changes and is never given to another.
CREATE TABLE user_identity (
  issuer {KEY} NOT NULL,             -- the provider as it calls itself
  subject {KEY} NOT NULL,            -- its name for the person
  user_id BIGINT NOT NULL,           -- who that is here
  created_at BIGINT NOT NULL,        -- the first sign-in through it
  used_at BIGINT NOT NULL,           -- the last
  PRIMARY KEY (issuer, subject)
) {NOROWID};
CREATE INDEX user_identity_by_user ON user_identity (user_id);
