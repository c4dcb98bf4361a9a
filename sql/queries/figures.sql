-- What figures are told by beside the lines: accounts, people, and whether something has changed.

-- name: figures_versions
SELECT CAST(s.value AS BIGINT), h.seq FROM setting s CROSS JOIN audit_head h WHERE s.name = 'sales_version' AND h.id = 1;

-- Signing in and what hangs on a record beside its fields change no name.
-- name: figures_count_changes
SELECT COUNT(*) FROM audit_entry WHERE seq > $1 AND type IN ('account', 'product', 'user', 'group_membership', 'purchasing')
AND action NOT IN ('sign_in', 'sign_in_failed', 'session_end', 'sessions_end', 'password', 'token_create', 'token_revoke', 'totp_on', 'totp_off',
  'recovery_codes', 'comment', 'comment_edit', 'comment_delete', 'attach', 'detach', 'tag', 'untag', 'watch', 'unwatch', 'export');

-- name: figures_person_list
SELECT id, name FROM app_user ORDER BY id;

-- name: figures_document_account
SELECT account_id FROM sales_document WHERE id = $1;

-- name: figures_gone_accounts
SELECT id FROM account WHERE deleted_at IS NOT NULL;

-- name: figures_gone_products
SELECT id FROM product WHERE deleted_at IS NOT NULL;
