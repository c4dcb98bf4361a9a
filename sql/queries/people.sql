-- Our people: who they are, how they sign in, what acts for them.

-- name: user_count
SELECT COUNT(*) FROM app_user WHERE role = 'admin' AND deleted_at IS NULL;

-- name: user_insert
INSERT INTO app_user (id, version, email, name, role, disabled, password_hash, password_at, link_hash, link_use,
  link_expires_at, created_at, created_by, updated_at, updated_by)
VALUES ($1, 1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, $10, $11);

-- name: user_by_id
SELECT id, email, name, role, disabled, password_hash, link_hash, link_use, link_expires_at
FROM app_user WHERE id = $1 AND deleted_at IS NULL;

-- name: user_by_email
SELECT id, email, name, role, disabled, password_hash, link_hash, link_use, link_expires_at
FROM app_user WHERE email = $1 AND deleted_at IS NULL;

-- name: user_by_link
SELECT id, email, name, role, disabled, password_hash, link_hash, link_use, link_expires_at
FROM app_user WHERE link_hash = $1 AND deleted_at IS NULL;

-- name: user_list
SELECT u.id, u.email, u.name, u.role, u.disabled, u.password_hash, u.link_hash, u.link_use, u.link_expires_at
FROM app_user u WHERE u.deleted_at IS NULL ORDER BY u.email NULLS LAST, u.name, u.id;

-- name: user_count_other_admins
SELECT COUNT(*) FROM app_user WHERE role = 'admin' AND disabled = 0 AND deleted_at IS NULL AND id <> $1;

-- name: user_set_disabled
UPDATE app_user SET disabled = $2, version = version + 1, updated_at = $3, updated_by = $4
WHERE id = $1 AND disabled <> $2 AND deleted_at IS NULL;

-- name: user_set_role
UPDATE app_user SET role = $2, version = version + 1, updated_at = $3, updated_by = $4
WHERE id = $1 AND role <> $2 AND deleted_at IS NULL;

-- name: user_set_link
UPDATE app_user SET link_hash = $2, link_use = $3, link_expires_at = $4 WHERE id = $1;

-- name: user_set_password
UPDATE app_user SET password_hash = $2, password_at = $3, link_hash = NULL, link_use = NULL, link_expires_at = NULL
WHERE id = $1 AND deleted_at IS NULL;

-- name: user_take_link
UPDATE app_user SET password_hash = $2, password_at = $3, link_hash = NULL, link_use = NULL, link_expires_at = NULL
WHERE link_hash = $1 AND link_expires_at > $3 AND disabled = 0 AND role <> 'none' AND deleted_at IS NULL
RETURNING id;

-- name: user_rehash_password
UPDATE app_user SET password_hash = $3 WHERE id = $1 AND password_hash = $2;

-- name: deputy_absent_today
SELECT DISTINCT d.user_id FROM user_deputy d JOIN app_user u ON u.id = d.user_id
WHERE d.deputy_id = $1 AND d.from_day <= $2 AND d.to_day >= $2 AND d.deleted_at IS NULL AND u.deleted_at IS NULL
ORDER BY d.user_id LIMIT 16;

-- name: session_by_secret
SELECT s.id, s.user_id, s.used_at, u.role, u.email, s.second_factor
FROM user_session s JOIN app_user u ON u.id = s.user_id
WHERE s.secret_hash = $1 AND s.pending = 0 AND s.expires_at > $2 AND s.used_at + s.idle_ms > $2
  AND u.disabled = 0 AND u.role <> 'none' AND u.deleted_at IS NULL;

-- name: session_pending
SELECT s.id, s.user_id, s.failures FROM user_session s JOIN app_user u ON u.id = s.user_id
WHERE s.secret_hash = $1 AND s.pending = 1 AND s.expires_at > $2
  AND u.disabled = 0 AND u.role <> 'none' AND u.deleted_at IS NULL;

-- name: session_insert
INSERT INTO user_session (id, user_id, secret_hash, pending, second_factor, created_at, used_at, idle_ms, expires_at,
  address, agent)
VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10);

-- name: session_fail
UPDATE user_session SET failures = failures + 1 WHERE id = $1;

-- name: session_touch
UPDATE user_session SET used_at = $2 WHERE id = $1 AND used_at < $2;

-- name: session_list_by_user
SELECT id, created_at, used_at, expires_at, address, agent, second_factor FROM user_session
WHERE user_id = $1 AND pending = 0 AND expires_at > $2 AND used_at + idle_ms > $2 ORDER BY used_at DESC, id DESC;

-- name: session_delete
DELETE FROM user_session WHERE id = $1 AND user_id = $2;

-- name: session_delete_by_id
DELETE FROM user_session WHERE id = $1;

-- name: session_delete_by_user
DELETE FROM user_session WHERE user_id = $1 AND id <> $2;

-- name: session_delete_dead
DELETE FROM user_session WHERE user_id = $1 AND (expires_at <= $2 OR used_at + idle_ms <= $2);

-- name: session_delete_surplus
DELETE FROM user_session WHERE user_id = $1 AND id NOT IN
  (SELECT id FROM user_session WHERE user_id = $1 ORDER BY used_at DESC, id DESC LIMIT 49);

-- name: token_by_prefix
SELECT t.id, t.user_id, t.secret_hash, t.scopes, t.used_at, u.role, u.email
FROM api_token t JOIN app_user u ON u.id = t.user_id
WHERE t.prefix = $1 AND t.revoked_at IS NULL AND t.expires_at > $2
  AND u.disabled = 0 AND u.role <> 'none' AND u.deleted_at IS NULL;

-- name: token_insert
INSERT INTO api_token (id, user_id, name, prefix, secret_hash, scopes, created_at, created_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: token_touch
UPDATE api_token SET used_at = $2 WHERE id = $1 AND (used_at IS NULL OR used_at < $2);

-- name: token_list_by_user
SELECT id, user_id, name, prefix, scopes, created_at, used_at, expires_at, revoked_at FROM api_token
WHERE user_id = $1 ORDER BY id;

-- name: token_count_by_user
SELECT COUNT(*) FROM api_token WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2;

-- name: token_revoke
UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL;

-- name: token_owner
SELECT user_id, prefix FROM api_token WHERE id = $1;

-- name: token_owner_by_prefix
SELECT user_id, id FROM api_token WHERE prefix = $1;

-- name: token_revoke_by_user
UPDATE api_token SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL;

-- name: totp_by_user
SELECT secret, is_sealed, confirmed_at, last_step FROM user_totp WHERE user_id = $1;

-- name: totp_put
INSERT INTO user_totp (user_id, secret, is_sealed, created_at, confirmed_at, last_step)
VALUES ($1, $2, $3, $4, NULL, 0)
ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, is_sealed = excluded.is_sealed,
  created_at = excluded.created_at, last_step = 0
WHERE user_totp.confirmed_at IS NULL;

-- name: totp_confirm
UPDATE user_totp SET confirmed_at = $2 WHERE user_id = $1 AND confirmed_at IS NULL;

-- name: totp_take_step
UPDATE user_totp SET last_step = $2 WHERE user_id = $1 AND last_step < $2;

-- name: totp_delete
DELETE FROM user_totp WHERE user_id = $1;

-- name: recovery_insert
INSERT INTO recovery_code (id, user_id, code_hash) VALUES ($1, $2, $3);

-- name: recovery_take
UPDATE recovery_code SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL;

-- name: recovery_count
SELECT COUNT(*) FROM recovery_code WHERE user_id = $1 AND used_at IS NULL;

-- name: recovery_delete
DELETE FROM recovery_code WHERE user_id = $1;

-- name: sign_in_limit_by_user
SELECT failures, failed_at FROM sign_in_limit WHERE user_id = $1;

-- name: sign_in_limit_put
INSERT INTO sign_in_limit (user_id, failures, failed_at) VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at;

-- name: sign_in_limit_delete
DELETE FROM sign_in_limit WHERE user_id = $1;

-- name: sign_in_address_is_known
SELECT COUNT(*) FROM sign_in_address WHERE user_id = $1 AND address = $2 AND used_at > $3;

-- name: sign_in_address_put
INSERT INTO sign_in_address (user_id, address, used_at) VALUES ($1, $2, $3)
ON CONFLICT (user_id, address) DO UPDATE SET used_at = excluded.used_at;

-- name: sign_in_address_trim
DELETE FROM sign_in_address WHERE user_id = $1 AND used_at <= $2;

-- How people get in: password, second factor, sessions that are open, tokens that are good, the last time, an open link.
-- name: user_sign_in_list
SELECT u.id, CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END,
  (SELECT COUNT(*) FROM user_totp t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL),
  (SELECT COUNT(*) FROM user_session s WHERE s.user_id = u.id AND s.pending = 0 AND s.expires_at > $1
     AND s.used_at + s.idle_ms > $1),
  (SELECT COUNT(*) FROM api_token k WHERE k.user_id = u.id AND k.revoked_at IS NULL AND k.expires_at > $1),
  COALESCE((SELECT MAX(e.at) FROM audit_entry e WHERE e.record_id = u.id AND e.action = 'sign_in'), 0),
  CASE WHEN u.link_hash IS NOT NULL AND u.link_expires_at > $1 THEN u.link_expires_at ELSE 0 END
FROM app_user u WHERE u.deleted_at IS NULL ORDER BY u.id;
