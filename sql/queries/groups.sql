-- What is known of groups beside who belongs to whom.

-- How many roles of a day accounts have.
-- name: group_role_counts
SELECT account_id, CAST(COUNT(*) AS BIGINT) FROM group_role WHERE deleted_at IS NULL
AND (from_day IS NULL OR from_day <= CAST($1 AS BIGINT)) AND (to_day IS NULL OR to_day >= CAST($1 AS BIGINT))
GROUP BY account_id ORDER BY account_id;

-- name: group_role_list
SELECT id, role, for_account_id, category FROM group_role WHERE account_id = $1 AND deleted_at IS NULL
AND (from_day IS NULL OR from_day <= CAST($2 AS BIGINT)) AND (to_day IS NULL OR to_day >= CAST($2 AS BIGINT))
ORDER BY role, category NULLS FIRST, id;

-- How many ways of buying are known of accounts on a day.
-- name: purchasing_counts
SELECT account_id, CAST(COUNT(*) AS BIGINT) FROM purchasing WHERE deleted_at IS NULL
AND (since IS NULL OR since <= CAST($1 AS BIGINT)) GROUP BY account_id ORDER BY account_id;

-- name: purchasing_list
SELECT id, category, mode, centre_id, since, source FROM purchasing WHERE account_id = $1 AND deleted_at IS NULL
ORDER BY category, since NULLS FIRST, id;

-- What companies can be alike in.
-- name: suggestion_account_keys
SELECT id, tax_number, company_number, name_key, domain_key, phone_key, postal_code, address FROM account
WHERE deleted_at IS NULL ORDER BY id;

-- name: suggestion_places
SELECT DISTINCT city FROM account WHERE city IS NOT NULL AND deleted_at IS NULL ORDER BY city;

-- name: suggestion_contact_emails
SELECT account_id, email FROM contact WHERE account_id IS NOT NULL AND email IS NOT NULL AND deleted_at IS NULL
ORDER BY account_id, email;

-- name: suggestion_payers
SELECT r.account_id, r.for_account_id, a.name FROM group_role r JOIN account a ON a.id = r.account_id
WHERE r.role = 'pays' AND r.for_account_id IS NOT NULL AND r.deleted_at IS NULL ORDER BY r.account_id, r.for_account_id;

-- name: group_refusal_list
SELECT account_id, other_id FROM group_refusal WHERE deleted_at IS NULL ORDER BY account_id, other_id;

-- Changes with every membership and every parent of an account, of which the records keep when.
-- name: groups_stamp
SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM group_membership WHERE deleted_at IS NULL) * 1000003
  + (SELECT CAST(COUNT(*) AS BIGINT) FROM account WHERE parent_id IS NOT NULL AND deleted_at IS NULL),
  COALESCE((SELECT MAX(updated_at) FROM group_membership), 0);
