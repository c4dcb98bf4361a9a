-- Merges of two records: the facts that move, the log of what changed, duplicates.

-- name: merge_document_note
INSERT INTO record_merge_document (merge_id, replaced_by, document_id)
SELECT CAST($1 AS BIGINT), 0, id FROM sales_document WHERE account_id = $2
UNION
SELECT CAST($1 AS BIGINT), replaced_by, id FROM sales_document_replaced WHERE account_id = $2
UNION
SELECT CAST($1 AS BIGINT), replaced_by, document_id FROM sales_line_replaced WHERE account_id = $2;

-- name: merge_document_forget
DELETE FROM record_merge_document WHERE merge_id = $1;

-- name: merge_line_list
SELECT l.account_id, l.product_id, l.document_id, l.day, l.flags, l.quantity_micro, l.net_micro, l.cost_micro,
  d.currency, l.batch_id, COALESCE(p.is_charge, 0)
FROM sales_line l
JOIN sales_document d ON d.id = l.document_id
JOIN record_merge_document m ON m.document_id = l.document_id AND m.merge_id = $2 AND m.replaced_by = 0
LEFT JOIN product p ON p.id = l.product_id
WHERE l.account_id = $1
ORDER BY l.day, l.document_id, l.position;

-- name: merge_line_copy
INSERT INTO sales_line (account_id, day, document_id, position, product_id, flags, quantity_micro, net_micro,
  cost_micro, price_mantissa, price_scale, discount_micro, source_row, batch_id)
SELECT CAST($2 AS BIGINT), day, document_id, position, product_id, flags, quantity_micro, net_micro,
  cost_micro, price_mantissa, price_scale, discount_micro, source_row, batch_id
FROM sales_line WHERE account_id = $1
  AND document_id IN (SELECT document_id FROM record_merge_document WHERE merge_id = $3 AND replaced_by = 0);

-- name: merge_line_delete
DELETE FROM sales_line WHERE account_id = $1 AND CAST($2 AS BIGINT) <> $1
  AND document_id IN (SELECT document_id FROM record_merge_document WHERE merge_id = $3 AND replaced_by = 0);

-- name: merge_document_move
UPDATE sales_document SET account_id = $2 WHERE account_id = $1
  AND id IN (SELECT document_id FROM record_merge_document WHERE merge_id = $3 AND replaced_by = 0);

-- name: merge_line_replaced
UPDATE sales_line_replaced SET account_id = $2 WHERE account_id = $1
  AND EXISTS (SELECT 1 FROM record_merge_document m WHERE m.merge_id = $3
    AND m.document_id = sales_line_replaced.document_id AND m.replaced_by = sales_line_replaced.replaced_by);

-- name: merge_document_replaced
UPDATE sales_document_replaced SET account_id = $2 WHERE account_id = $1
  AND EXISTS (SELECT 1 FROM record_merge_document m WHERE m.merge_id = $3
    AND m.document_id = sales_document_replaced.id AND m.replaced_by = sales_document_replaced.replaced_by);

-- name: merge_insert
INSERT INTO record_merge (id, type, survivor_id, merged_id, survivor_version, fields, state, created_at, created_by)
VALUES ($1, $2, $3, $4, $5, $6, 'done', $7, $8);

-- name: merge_by_id
SELECT type, survivor_id, merged_id, survivor_version, state FROM record_merge WHERE id = $1;

-- name: merge_set_undone
UPDATE record_merge SET state = 'undone', undone_at = $2, undone_by = $3 WHERE id = $1;

-- name: merge_step_insert
INSERT INTO record_merge_step (merge_id, seq, action, table_name, row_key, before, after)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: merge_step_list
SELECT action, table_name, row_key, before, after FROM record_merge_step WHERE merge_id = $1 ORDER BY seq DESC;

-- name: merge_step_forget
DELETE FROM record_merge_step WHERE merge_id = $1;

-- name: account_below
WITH RECURSIVE below (id, head_id, depth) AS (
  SELECT id, head_id, 1 FROM account WHERE parent_id = $1
  UNION ALL
  SELECT a.id, a.head_id, b.depth + 1 FROM account a JOIN below b ON a.parent_id = b.id WHERE b.depth < 24)
SELECT id, head_id FROM below ORDER BY id;

-- Rows of the team that say the same as another of that account for some of their days: the younger ones.
-- name: account_team_doubles
SELECT t.id FROM account_team t WHERE t.account_id = $1 AND t.deleted_at IS NULL
  AND EXISTS (SELECT 1 FROM account_team o WHERE o.account_id = t.account_id AND o.user_id = t.user_id
    AND o.role = t.role AND o.id < t.id AND o.deleted_at IS NULL AND o.from_day <= COALESCE(t.to_day, 2147483647)
    AND COALESCE(o.to_day, 2147483647) >= t.from_day)
ORDER BY t.id;

-- name: account_sums
SELECT CAST(COALESCE(SUM(lines), 0) AS BIGINT) FROM account_month WHERE account_id = $1;

-- name: merge_page
SELECT m.id, m.survivor_id, m.merged_id, m.survivor_version, m.state, m.created_at, by_user.name, m.undone_at,
  undone_user.name,
  (SELECT MAX(n.id) FROM record_merge n
   WHERE n.id > m.id AND n.state = 'done' AND (n.survivor_id = m.survivor_id OR n.merged_id = m.survivor_id))
FROM record_merge m
LEFT JOIN app_user by_user ON by_user.id = m.created_by
LEFT JOIN app_user undone_user ON undone_user.id = m.undone_by
WHERE m.type = $1 AND m.id < CAST($2 AS BIGINT)
ORDER BY m.id DESC
LIMIT $3;
