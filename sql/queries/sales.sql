-- The facts: batches, documents, lines, and what is derived from them.

-- name: sales_version
SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'sales_version';

-- name: sales_version_hold
UPDATE setting SET value = value WHERE name = 'sales_version';

-- name: sales_version_next
UPDATE setting SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE name = 'sales_version';

-- name: account_list
SELECT id, number, name, name_key, tax_number, country FROM account WHERE deleted_at IS NULL ORDER BY id;

-- What facts say of accounts beside their lines.
-- name: facts_account_list
SELECT a.id, a.number, a.name, a.tax_number, a.country, a.region, a.city, u.name, a.owner_id, a.parent_id, a.head_id
FROM account a LEFT JOIN app_user u ON u.id = a.owner_id WHERE a.deleted_at IS NULL ORDER BY a.id;

-- name: facts_tie_list
SELECT id, account_id, parent_id, kind, bought_on, sold_on, share_micro FROM group_membership
WHERE deleted_at IS NULL ORDER BY account_id, id;

-- What people say of how groups buy: the last word of a category comes last.
-- name: facts_purchasing_list
SELECT id, account_id, category, mode, since, source, yearly_purchases_micro, yearly_purchases_currency FROM purchasing
WHERE deleted_at IS NULL ORDER BY account_id, category, since NULLS FIRST, id;

-- name: account_alias_list
SELECT o.account_id, o.number AS number, CAST(NULL AS TEXT) AS name_key, CAST(NULL AS TEXT) AS tax_number
FROM outside_number o WHERE o.system = 'sales' AND o.deleted_at IS NULL
UNION ALL
SELECT a.account_id, CAST(NULL AS TEXT), a.name_key, a.tax_number FROM account_alias a
ORDER BY 1, 2, 3, 4;

-- name: account_archive
INSERT INTO account_replaced (replaced_by, id, number, name, name_key, tax_number, country)
SELECT CAST($1 AS INTEGER), id, number, name, name_key, tax_number, country FROM account WHERE id = $2;

-- name: account_update
UPDATE account SET number = $2, name = $3, name_key = $4, tax_number = $5, country = $6, updated_at = $7, updated_by = 0,
  version = version + 1
WHERE id = $1;

-- name: product_list
SELECT id, number, name, name_key, category, unit, is_charge, charge_reason FROM product WHERE deleted_at IS NULL ORDER BY id;

-- name: product_archive
INSERT INTO product_replaced (replaced_by, id, number, name, name_key, category, unit, is_charge, charge_reason)
SELECT CAST($1 AS INTEGER), id, number, name, name_key, category, unit, is_charge, charge_reason
FROM product WHERE id = $2;

-- name: product_update
UPDATE product SET number = $2, name = $3, name_key = $4, category = $5, unit = $6, is_charge = $7, charge_reason = $8,
  updated_at = $9, updated_by = 0, version = version + 1
WHERE id = $1;

-- name: product_set_charge
UPDATE product SET is_charge = $2, charge_reason = $3, version = version + 1 WHERE id = $1;

-- name: charge_rule_list
SELECT id, field, pattern, reason FROM charge_rule WHERE enabled = 1 ORDER BY id;

-- name: charge_rule_insert
INSERT INTO charge_rule (id, field, pattern, reason, enabled) VALUES ($1, $2, $3, $4, 1);

-- name: charge_rule_delete
DELETE FROM charge_rule WHERE field = $1 AND pattern = $2;

-- name: batch_next_id
SELECT COALESCE(MAX(id), 0) + 1 FROM import_batch;

-- name: batch_insert
INSERT INTO import_batch (id, kind, state, started_at, finished_at, undone_at, files, balance, lines, net_micro, currency)
VALUES ($1, $2, 'done', $3, $4, NULL, $5, $6, $7, $8, $9);

-- name: batch_by_id
SELECT kind, state, started_at, finished_at, undone_at, files, balance, lines, net_micro, currency
FROM import_batch WHERE id = $1;

-- name: batch_list
SELECT id, kind, state, started_at, finished_at, undone_at, files, balance, lines, net_micro, currency
FROM import_batch ORDER BY id;

-- name: batch_set_undone
UPDATE import_batch SET state = 'undone', undone_at = $2 WHERE id = $1;

-- name: batch_corrected_by
SELECT MIN(replaced_by) FROM (
  SELECT MIN(replaced_by) AS replaced_by FROM sales_line_replaced WHERE batch_id = $1
  UNION ALL
  SELECT MIN(replaced_by) AS replaced_by FROM sales_document_replaced WHERE batch_id = $1
) AS corrections;

-- name: document_count
SELECT COUNT(*) FROM sales_document;

-- name: document_next_id
SELECT COALESCE(MAX(id), 0) + 1 FROM sales_document;

-- name: document_by_number
SELECT id, account_id, day, lines, content_hash, currency, assignment_id FROM sales_document WHERE number = $1 ORDER BY id;

-- Without a customer in the file: those that a person gave one, too.
-- name: document_by_account_day
SELECT id, account_id, day, lines, content_hash, currency, assignment_id FROM sales_document
WHERE number = '' AND account_id = $1 AND day = $2
UNION ALL
SELECT id, account_id, day, lines, content_hash, currency, assignment_id FROM sales_document
WHERE assignment_id IS NOT NULL AND number = '' AND day = $2 AND account_id <> 0 AND CAST($1 AS BIGINT) = 0
ORDER BY id;

-- name: document_archive
INSERT INTO sales_document_replaced (replaced_by, id, number, account_id, day, is_credit, currency, seller, ship_to,
  lines, content_hash, batch_id, assignment_id)
SELECT CAST($1 AS INTEGER), id, number, account_id, day, is_credit, currency, seller, ship_to, lines, content_hash, batch_id,
  assignment_id
FROM sales_document WHERE id = $2;

-- name: document_update
UPDATE sales_document SET account_id = $2, day = $3, is_credit = $4, currency = $5, seller = $6, ship_to = $7,
  lines = $8, content_hash = $9, batch_id = $10, assignment_id = CASE WHEN account_id = $2 THEN assignment_id END
WHERE id = $1;

-- name: document_currency_list
SELECT id, currency FROM sales_document ORDER BY id;

-- name: document_delete_by_batch
DELETE FROM sales_document WHERE batch_id = $1;

-- name: document_restore
INSERT INTO sales_document (id, number, account_id, day, is_credit, currency, seller, ship_to, lines, content_hash,
  batch_id, assignment_id)
SELECT id, number, account_id, day, is_credit, currency, seller, ship_to, lines, content_hash, batch_id, assignment_id
FROM sales_document_replaced WHERE replaced_by = $1;

-- name: document_forget_replaced
DELETE FROM sales_document_replaced WHERE replaced_by = $1;

-- name: line_list_of_document
SELECT day, position, product_id, flags, quantity_micro, net_micro, cost_micro, price_mantissa, price_scale,
  discount_micro, batch_id
FROM sales_line WHERE account_id = $1 AND document_id = $2 ORDER BY position;

-- name: line_archive
INSERT INTO sales_line_replaced (replaced_by, account_id, day, document_id, position, product_id, flags,
  quantity_micro, net_micro, cost_micro, price_mantissa, price_scale, discount_micro, source_row, batch_id)
SELECT CAST($1 AS INTEGER), account_id, day, document_id, position, product_id, flags,
  quantity_micro, net_micro, cost_micro, price_mantissa, price_scale, discount_micro, source_row, batch_id
FROM sales_line WHERE account_id = $2 AND day = $3 AND document_id = $4 AND position = $5;

-- name: line_delete
DELETE FROM sales_line WHERE account_id = $1 AND day = $2 AND document_id = $3 AND position = $4;

-- name: line_insert
INSERT INTO sales_line (account_id, day, document_id, position, product_id, flags, quantity_micro, net_micro,
  cost_micro, price_mantissa, price_scale, discount_micro, source_row, batch_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: line_delete_by_batch
DELETE FROM sales_line WHERE batch_id = $1;

-- name: line_restore
INSERT INTO sales_line (account_id, day, document_id, position, product_id, flags, quantity_micro, net_micro,
  cost_micro, price_mantissa, price_scale, discount_micro, source_row, batch_id)
SELECT account_id, day, document_id, position, product_id, flags, quantity_micro, net_micro,
  cost_micro, price_mantissa, price_scale, discount_micro, source_row, batch_id
FROM sales_line_replaced WHERE replaced_by = $1;

-- name: line_list_replaced
SELECT r.account_id, r.product_id, r.document_id, r.day, r.flags, r.quantity_micro, r.net_micro, r.cost_micro,
  d.currency, r.batch_id
FROM sales_line_replaced r JOIN sales_document d ON d.id = r.document_id
WHERE r.replaced_by = $1 ORDER BY r.account_id, r.day, r.document_id, r.position;

-- name: line_forget_replaced
DELETE FROM sales_line_replaced WHERE replaced_by = $1;

-- name: line_list_by_batch
SELECT l.account_id, l.product_id, l.document_id, l.day, l.flags, l.quantity_micro, l.net_micro, l.cost_micro,
  d.currency
FROM sales_line l JOIN sales_document d ON d.id = l.document_id
WHERE l.batch_id = $1 ORDER BY l.account_id, l.day, l.document_id, l.position;

-- name: line_list_by_product
SELECT l.account_id, l.product_id, l.document_id, l.day, l.flags, l.quantity_micro, l.net_micro, l.cost_micro,
  d.currency
FROM sales_line l JOIN sales_document d ON d.id = l.document_id
WHERE l.product_id = $1;

-- name: line_list_batches
SELECT DISTINCT batch_id FROM sales_line ORDER BY batch_id;

-- name: line_list
SELECT l.account_id, l.day, l.document_id, l.position, l.product_id, l.flags, l.quantity_micro, l.net_micro,
  l.cost_micro, l.price_mantissa, l.price_scale, l.discount_micro, l.source_row, l.batch_id, d.number, d.currency
FROM sales_line l JOIN sales_document d ON d.id = l.document_id
ORDER BY l.account_id, l.day, l.document_id, l.position;

-- name: segment_insert
INSERT INTO sales_segment (batch_id, part, lines, first_day, last_day, body) VALUES ($1, $2, $3, $4, $5, $6);

-- name: segment_delete_by_batch
DELETE FROM sales_segment WHERE batch_id = $1;

-- name: segment_delete_all
DELETE FROM sales_segment;

-- name: segment_list
SELECT batch_id, part, lines, body FROM sales_segment ORDER BY batch_id, part;

-- name: segment_list_by_batch
SELECT batch_id, part, lines, body FROM sales_segment WHERE batch_id = $1 ORDER BY part;

-- name: segment_count_lines
SELECT CAST(COALESCE(SUM(lines), 0) AS BIGINT) FROM sales_segment;

-- name: account_month_add
INSERT INTO account_month (account_id, month, currency, is_charge, lines, quantity_micro, net_micro, credit_micro,
  cost_micro, costed_net_micro)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (account_id, month, currency, is_charge) DO UPDATE SET
  lines = account_month.lines + excluded.lines,
  quantity_micro = account_month.quantity_micro + excluded.quantity_micro,
  net_micro = account_month.net_micro + excluded.net_micro,
  credit_micro = account_month.credit_micro + excluded.credit_micro,
  cost_micro = account_month.cost_micro + excluded.cost_micro,
  costed_net_micro = account_month.costed_net_micro + excluded.costed_net_micro;

-- name: account_month_delete_empty
DELETE FROM account_month WHERE lines = 0;

-- name: account_month_delete_all
DELETE FROM account_month;

-- name: account_month_list
SELECT account_id, month, currency, is_charge, lines, quantity_micro, net_micro, credit_micro, cost_micro,
  costed_net_micro
FROM account_month;

-- name: product_month_add
INSERT INTO product_month (product_id, month, currency, lines, quantity_micro, net_micro, credit_micro, cost_micro,
  costed_net_micro)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (product_id, month, currency) DO UPDATE SET
  lines = product_month.lines + excluded.lines,
  quantity_micro = product_month.quantity_micro + excluded.quantity_micro,
  net_micro = product_month.net_micro + excluded.net_micro,
  credit_micro = product_month.credit_micro + excluded.credit_micro,
  cost_micro = product_month.cost_micro + excluded.cost_micro,
  costed_net_micro = product_month.costed_net_micro + excluded.costed_net_micro;

-- name: product_month_delete_empty
DELETE FROM product_month WHERE lines = 0;

-- name: product_month_delete_all
DELETE FROM product_month;

-- name: product_month_list
SELECT product_id, month, currency, lines, quantity_micro, net_micro, credit_micro, cost_micro, costed_net_micro
FROM product_month;

-- Where people have worked on it, an account stays when the file that brought it is taken back; so does a product.
-- name: account_delete_by_batch
DELETE FROM account WHERE (batch_id = $1 OR batch_id IN (SELECT b.id FROM import_batch b WHERE b.state = 'undone'))
  AND NOT EXISTS (SELECT 1 FROM account_month m WHERE m.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM account_replaced r WHERE r.id = account.id)
  AND merged_into_id IS NULL AND owner_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM account c WHERE c.parent_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM record_merge m WHERE m.survivor_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.record_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM site s WHERE s.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM outside_number o WHERE o.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM contact_function f WHERE f.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM account_team t WHERE t.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM interaction i WHERE i.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM task t WHERE t.account_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM comment c WHERE c.record_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM record_tag t WHERE t.record_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.record_id = account.id)
  AND NOT EXISTS (SELECT 1 FROM watcher w WHERE w.record_id = account.id);

-- name: account_list_replaced
SELECT id, number, name, name_key, tax_number, country FROM account_replaced r
WHERE replaced_by = $1 AND NOT EXISTS (SELECT 1 FROM account_replaced n WHERE n.id = r.id AND n.replaced_by > r.replaced_by)
ORDER BY id;

-- name: account_hand_down_replaced
UPDATE account_replaced SET (number, name, name_key, tax_number, country) = (
  SELECT o.number, o.name, o.name_key, o.tax_number, o.country FROM account_replaced o
  WHERE o.replaced_by = $1 AND o.id = account_replaced.id)
WHERE replaced_by = (SELECT MIN(n.replaced_by) FROM account_replaced n WHERE n.id = account_replaced.id AND n.replaced_by > $1)
  AND EXISTS (SELECT 1 FROM account_replaced o WHERE o.replaced_by = $1 AND o.id = account_replaced.id);

-- name: account_forget_replaced
DELETE FROM account_replaced WHERE replaced_by = $1;

-- name: product_delete_by_batch
DELETE FROM product WHERE (batch_id = $1 OR batch_id IN (SELECT b.id FROM import_batch b WHERE b.state = 'undone'))
  AND NOT EXISTS (SELECT 1 FROM product_month m WHERE m.product_id = product.id)
  AND NOT EXISTS (SELECT 1 FROM product_replaced r WHERE r.id = product.id)
  AND NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.record_id = product.id)
  AND NOT EXISTS (SELECT 1 FROM price_list_item i WHERE i.product_id = product.id);

-- name: product_list_replaced
SELECT id, number, name, name_key, category, unit, is_charge, charge_reason FROM product_replaced r
WHERE replaced_by = $1 AND NOT EXISTS (SELECT 1 FROM product_replaced n WHERE n.id = r.id AND n.replaced_by > r.replaced_by)
ORDER BY id;

-- name: product_hand_down_replaced
UPDATE product_replaced SET (number, name, name_key, category, unit, is_charge, charge_reason) = (
  SELECT o.number, o.name, o.name_key, o.category, o.unit, o.is_charge, o.charge_reason FROM product_replaced o
  WHERE o.replaced_by = $1 AND o.id = product_replaced.id)
WHERE replaced_by = (SELECT MIN(n.replaced_by) FROM product_replaced n WHERE n.id = product_replaced.id AND n.replaced_by > $1)
  AND EXISTS (SELECT 1 FROM product_replaced o WHERE o.replaced_by = $1 AND o.id = product_replaced.id);

-- name: product_forget_replaced
DELETE FROM product_replaced WHERE replaced_by = $1;

-- name: setting_get
SELECT value FROM setting WHERE name = $1;

-- name: setting_set
INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: document_currency
SELECT currency FROM sales_document WHERE id = $1;

-- name: line_scan
SELECT l.account_id, l.product_id, l.document_id, l.day, l.flags, l.quantity_micro, l.net_micro, l.cost_micro,
  d.currency, l.batch_id
FROM sales_line l JOIN sales_document d ON d.id = l.document_id;

-- name: document_count_wrong
SELECT
  (SELECT COUNT(*) FROM sales_document d
   LEFT JOIN (SELECT document_id, COUNT(*) AS lines FROM sales_line GROUP BY document_id) l ON l.document_id = d.id
   WHERE COALESCE(l.lines, 0) <> d.lines)
  + (SELECT COUNT(*) FROM (SELECT document_id FROM sales_line GROUP BY document_id) l
     LEFT JOIN sales_document d ON d.id = l.document_id
     WHERE d.id IS NULL);

-- name: export_lines
SELECT d.number, CASE WHEN d.is_credit = 1 THEN 'credit' ELSE 'invoice' END, l.position, l.day, a.number, a.name,
  a.tax_number, p.number, p.name, p.category, p.unit, l.quantity_micro, l.net_micro, l.discount_micro, l.cost_micro,
  CASE WHEN d.currency = 'XXX' THEN NULL ELSE d.currency END, d.seller, d.ship_to, l.batch_id
FROM sales_line l
JOIN sales_document d ON d.id = l.document_id
LEFT JOIN account a ON a.id = l.account_id
LEFT JOIN product p ON p.id = l.product_id
ORDER BY l.account_id, l.day, l.document_id, l.position;

-- name: export_accounts
SELECT a.number, a.name, a.tax_number, a.country, m.lines, m.net_micro
FROM account a
LEFT JOIN (SELECT account_id, CAST(SUM(lines) AS BIGINT) AS lines, CAST(SUM(net_micro) AS BIGINT) AS net_micro
  FROM account_month GROUP BY account_id) m ON m.account_id = a.id
ORDER BY a.id;

-- name: export_products
SELECT number, name, category, unit, is_charge, charge_reason FROM product ORDER BY id;

-- name: export_batches
SELECT id, state, started_at, lines, net_micro, CASE WHEN currency = 'XXX' THEN NULL ELSE currency END
FROM import_batch ORDER BY id;

-- name: rate_list
SELECT currency, day, rate_mantissa, rate_scale FROM currency_rate ORDER BY currency, day;

-- name: rate_save
INSERT INTO currency_rate (currency, day, rate_mantissa, rate_scale) VALUES ($1, $2, $3, $4)
ON CONFLICT (currency, day) DO UPDATE SET rate_mantissa = excluded.rate_mantissa, rate_scale = excluded.rate_scale;
