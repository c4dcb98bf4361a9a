-- Documents without a customer: which there are, and giving them one. Which ones move is noted as merges note theirs, while
-- they move.

-- name: assignment_unassigned
SELECT d.id, d.number, d.day, d.is_credit, d.seller, d.ship_to, d.lines, d.currency, COALESCE(s.net_micro, 0)
FROM sales_document d
LEFT JOIN (
  SELECT l.document_id AS document_id, CAST(SUM(l.net_micro) AS BIGINT) AS net_micro FROM sales_line l
  WHERE l.account_id = 0 AND l.document_id IN (
    SELECT p.id FROM sales_document p WHERE p.account_id = 0 AND p.id < $1
      AND SUBSTR(p.number, 1, CAST($3 AS INTEGER)) = CAST($2 AS TEXT)
    ORDER BY p.id DESC LIMIT $4)
  GROUP BY l.document_id) s ON s.document_id = d.id
WHERE d.account_id = 0 AND d.id < $1 AND SUBSTR(d.number, 1, CAST($3 AS INTEGER)) = CAST($2 AS TEXT)
ORDER BY d.id DESC LIMIT $4;

-- name: assignment_unassigned_count
SELECT COUNT(*) FROM sales_document WHERE account_id = 0 AND SUBSTR(number, 1, CAST($2 AS INTEGER)) = CAST($1 AS TEXT);

-- name: assignment_note_one
INSERT INTO record_merge_document (merge_id, replaced_by, document_id)
SELECT CAST($1 AS BIGINT), 0, id FROM sales_document WHERE id = $2 AND account_id = 0
  AND NOT EXISTS (SELECT 1 FROM record_merge_document m
    WHERE m.merge_id = $1 AND m.replaced_by = 0 AND m.document_id = sales_document.id);

-- name: assignment_note_like
INSERT INTO record_merge_document (merge_id, replaced_by, document_id)
SELECT CAST($1 AS BIGINT), 0, id FROM sales_document
WHERE account_id = 0 AND SUBSTR(number, 1, CAST($3 AS INTEGER)) = CAST($2 AS TEXT);

-- name: assignment_note_replaced
INSERT INTO record_merge_document (merge_id, replaced_by, document_id)
SELECT CAST($1 AS BIGINT), r.replaced_by, r.id FROM sales_document_replaced r
JOIN record_merge_document m ON m.merge_id = $1 AND m.replaced_by = 0 AND m.document_id = r.id
WHERE r.account_id = 0;

-- name: assignment_mark
UPDATE sales_document SET assignment_id = $1
WHERE id IN (SELECT document_id FROM record_merge_document WHERE merge_id = $1 AND replaced_by = 0);

-- name: assignment_mark_replaced
UPDATE sales_document_replaced SET assignment_id = $1
WHERE EXISTS (SELECT 1 FROM record_merge_document m WHERE m.merge_id = $1
  AND m.document_id = sales_document_replaced.id AND m.replaced_by = sales_document_replaced.replaced_by);

-- name: assignment_note_marked
INSERT INTO record_merge_document (merge_id, replaced_by, document_id)
SELECT CAST($1 AS BIGINT), 0, id FROM sales_document WHERE assignment_id = $1
UNION
SELECT CAST($1 AS BIGINT), replaced_by, id FROM sales_document_replaced WHERE assignment_id = $1;

-- name: assignment_accounts
SELECT account_id FROM sales_document WHERE assignment_id = $1
UNION
SELECT account_id FROM sales_document_replaced WHERE assignment_id = $1
ORDER BY account_id;

-- name: assignment_unmark
UPDATE sales_document SET assignment_id = NULL WHERE assignment_id = $1;

-- name: assignment_unmark_replaced
UPDATE sales_document_replaced SET assignment_id = NULL WHERE assignment_id = $1;

-- name: assignment_insert
INSERT INTO sales_assignment (id, account_id, documents, lines, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6);

-- name: assignment_by_id
SELECT account_id, documents, lines, undone_at FROM sales_assignment WHERE id = $1;

-- name: assignment_set_undone
UPDATE sales_assignment SET undone_at = $2, undone_by = $3 WHERE id = $1;

-- name: assignment_page
SELECT s.id, s.account_id, a.name, s.documents, s.lines, s.created_at, by_user.name, s.undone_at, undone_user.name
FROM sales_assignment s
LEFT JOIN account a ON a.id = s.account_id
LEFT JOIN app_user by_user ON by_user.id = s.created_by
LEFT JOIN app_user undone_user ON undone_user.id = s.undone_by
WHERE s.id < CAST($1 AS BIGINT) ORDER BY s.id DESC LIMIT $2;
