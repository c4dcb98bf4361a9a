-- Pairs of living records that agree in a column, unless somebody said that they are not the same. A value that more than
-- twenty share says nothing about any two of them; deleted ones count there, so that the index alone answers.

-- Up to where the pairs below were found: the end of the audit, and what people said of pairs, which it does not tell.
-- name: duplicate_versions
SELECT h.seq, (SELECT COUNT(*) FROM duplicate_dismissal), (SELECT COALESCE(MAX(created_at), 0) FROM duplicate_dismissal)
FROM audit_head h WHERE h.id = 1;

-- Imports of sales make accounts; merges move contacts to another account.
-- name: duplicate_count_changes
SELECT COUNT(*) FROM audit_entry WHERE seq > $1 AND (type IN ($2, 'import') OR action IN ('merge', 'unmerge'))
AND action NOT IN ('comment', 'comment_edit', 'comment_delete', 'attach', 'detach', 'tag', 'untag', 'watch', 'unwatch', 'export');

-- name: duplicate_account_tax_number
SELECT a.id, b.id, 0 FROM (
  SELECT tax_number FROM account WHERE tax_number IS NOT NULL AND tax_number <> ''
  GROUP BY tax_number HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN account a ON a.tax_number = g.tax_number AND a.deleted_at IS NULL
JOIN account b ON b.tax_number = g.tax_number AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_account_company_number
SELECT a.id, b.id, 0 FROM (
  SELECT company_number FROM account WHERE company_number IS NOT NULL AND company_number <> ''
  GROUP BY company_number HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN account a ON a.company_number = g.company_number AND a.deleted_at IS NULL
JOIN account b ON b.company_number = g.company_number AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_account_name
SELECT a.id, b.id, 0 FROM (
  SELECT name_key FROM account WHERE name_key IS NOT NULL AND name_key <> ''
  GROUP BY name_key HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN account a ON a.name_key = g.name_key AND a.deleted_at IS NULL
JOIN account b ON b.name_key = g.name_key AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_account_phone
SELECT a.id, b.id, 0 FROM (
  SELECT phone_key FROM account WHERE phone_key IS NOT NULL AND phone_key <> ''
  GROUP BY phone_key HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN account a ON a.phone_key = g.phone_key AND a.deleted_at IS NULL
JOIN account b ON b.phone_key = g.phone_key AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_account_domain
SELECT a.id, b.id, 0 FROM (
  SELECT domain_key FROM account WHERE domain_key IS NOT NULL AND domain_key <> ''
  GROUP BY domain_key HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN account a ON a.domain_key = g.domain_key AND a.deleted_at IS NULL
JOIN account b ON b.domain_key = g.domain_key AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_contact_email
SELECT a.id, b.id, 0 FROM (
  SELECT email FROM contact WHERE email IS NOT NULL AND email <> ''
  GROUP BY email HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN contact a ON a.email = g.email AND a.deleted_at IS NULL
JOIN contact b ON b.email = g.email AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_contact_name
SELECT a.id, b.id, CASE WHEN a.account_id = b.account_id THEN 1 ELSE 0 END FROM (
  SELECT name_key FROM contact WHERE name_key IS NOT NULL AND name_key <> ''
  GROUP BY name_key HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN contact a ON a.name_key = g.name_key AND a.deleted_at IS NULL
JOIN contact b ON b.name_key = g.name_key AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_contact_mobile
SELECT a.id, b.id, 0 FROM (
  SELECT mobile_key FROM contact WHERE mobile_key IS NOT NULL AND mobile_key <> ''
  GROUP BY mobile_key HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN contact a ON a.mobile_key = g.mobile_key AND a.deleted_at IS NULL
JOIN contact b ON b.mobile_key = g.mobile_key AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;

-- name: duplicate_contact_phone
SELECT a.id, b.id, 0 FROM (
  SELECT phone_key FROM contact WHERE phone_key IS NOT NULL AND phone_key <> ''
  GROUP BY phone_key HAVING COUNT(*) BETWEEN 2 AND 20) g
JOIN contact a ON a.phone_key = g.phone_key AND a.deleted_at IS NULL
JOIN contact b ON b.phone_key = g.phone_key AND b.deleted_at IS NULL AND b.id > a.id
WHERE NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.low_id = a.id AND d.high_id = b.id)
ORDER BY a.id, b.id LIMIT 5000;
