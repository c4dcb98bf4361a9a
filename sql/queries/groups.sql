-- What is known of groups beside who belongs to whom.

-- How many roles of a day accounts have.
-- name: group_role_counts
SELECT account_id, CAST(COUNT(*) AS BIGINT) FROM group_role WHERE deleted_at IS NULL
AND (from_day IS NULL OR from_day <= CAST($1 AS BIGINT)) AND (to_day IS NULL OR to_day >= CAST($1 AS BIGINT))
GROUP BY account_id ORDER BY account_id;

-- name: group_role_list
SELECT account_id, id, role, for_account_id, category, from_day, to_day FROM group_role WHERE deleted_at IS NULL
ORDER BY account_id, role, category NULLS FIRST, id;

-- How many ways of buying are known of accounts on a day.
-- name: purchasing_counts
SELECT account_id, CAST(COUNT(*) AS BIGINT) FROM purchasing WHERE deleted_at IS NULL
AND (since IS NULL OR since <= CAST($1 AS BIGINT)) GROUP BY account_id ORDER BY account_id;

-- name: purchasing_list
SELECT account_id, id, category, mode, centre_id, since, source FROM purchasing WHERE deleted_at IS NULL
ORDER BY account_id, category, since NULLS FIRST, id;

-- What memberships that were suggested rest on.
-- name: group_membership_evidence
SELECT id, evidence FROM group_membership WHERE source = 'suggestion' AND evidence IS NOT NULL AND deleted_at IS NULL ORDER BY id;

-- What companies can be alike in. In no order: the caller sorts ids, which is quicker than to go by an index to each row.
-- name: suggestion_account_keys
SELECT id, tax_number, company_number, name_key, domain_key, phone_key, postal_code, address FROM account
WHERE deleted_at IS NULL;

-- name: suggestion_places
SELECT DISTINCT city FROM account WHERE city IS NOT NULL AND deleted_at IS NULL ORDER BY city;

-- name: suggestion_contact_emails
SELECT account_id, email FROM contact WHERE account_id IS NOT NULL AND email IS NOT NULL AND deleted_at IS NULL;

-- name: suggestion_payers
SELECT r.account_id, r.for_account_id, a.name FROM group_role r JOIN account a ON a.id = r.account_id
WHERE r.role = 'pays' AND r.for_account_id IS NOT NULL AND r.deleted_at IS NULL ORDER BY r.account_id, r.for_account_id;

-- Entries of the audit that may change what is suggested: of companies, of their people and of who pays for whom. Imports of sales make
-- companies. Who belongs to whom, and all else that is said of a company, changes none of it.
-- name: suggestion_count_changes
SELECT COUNT(*) FROM audit_entry WHERE seq > $1 AND (type IN ('group_role', 'import') OR action IN ('merge', 'unmerge')
OR (type IN ('account', 'contact') AND action NOT IN
('update', 'comment', 'comment_edit', 'comment_delete', 'attach', 'detach', 'tag', 'untag', 'watch', 'unwatch', 'export'))
OR (type IN ('account', 'contact') AND action = 'update' AND (changes LIKE '%"name"%' OR changes LIKE '%"tax_number"%'
OR changes LIKE '%"company_number"%' OR changes LIKE '%"website"%' OR changes LIKE '%"email"%' OR changes LIKE '%"phone"%'
OR changes LIKE '%"postal_code"%' OR changes LIKE '%"address"%' OR changes LIKE '%"city"%' OR changes LIKE '%"account_id"%')));

-- name: group_refusal_list
SELECT account_id, other_id FROM group_refusal WHERE deleted_at IS NULL ORDER BY account_id, other_id;

-- Changes with every membership and every parent of an account, of which the records keep when.
-- name: groups_stamp
SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM group_membership WHERE deleted_at IS NULL) * 1000003
  + (SELECT CAST(COUNT(*) AS BIGINT) FROM account WHERE parent_id IS NOT NULL AND deleted_at IS NULL),
  COALESCE((SELECT MAX(updated_at) FROM group_membership), 0);
