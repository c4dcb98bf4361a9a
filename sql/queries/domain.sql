-- What the rules of record types ask: parents, overlaps, what hangs on a record.

-- name: account_parent
SELECT parent_id FROM account WHERE id = $1;

-- name: product_category_parent
SELECT parent_id FROM product_category WHERE id = $1;

-- name: account_hand_down_head
WITH RECURSIVE below (id, depth) AS (
  SELECT id, 1 FROM account WHERE parent_id = $1
  UNION ALL
  SELECT a.id, b.depth + 1 FROM account a JOIN below b ON a.parent_id = b.id WHERE b.depth < 24)
UPDATE account SET head_id = $2, version = version + 1, updated_by = $3, updated_at = $4
WHERE id IN (SELECT id FROM below) AND head_id IS DISTINCT FROM $2;

-- name: account_has_lines
SELECT 1 FROM account_month WHERE account_id = $1 LIMIT 1;

-- name: product_has_lines
SELECT 1 FROM product_month WHERE product_id = $1 LIMIT 1;

-- name: outside_number_taken
SELECT 1 FROM outside_number WHERE system = $1 AND number = $2 AND id <> $3 AND deleted_at IS NULL LIMIT 1;

-- name: contact_works_for
SELECT 1 FROM contact WHERE id = $1 AND account_id = $2
UNION ALL
SELECT 1 FROM contact_function WHERE contact_id = $1 AND account_id = $2 AND deleted_at IS NULL
LIMIT 1;

-- name: account_team_overlap
SELECT 1 FROM account_team WHERE account_id = $1 AND user_id = $2 AND role = $3 AND id <> $4 AND deleted_at IS NULL
  AND from_day <= $6 AND COALESCE(to_day, 2147483647) >= $5
LIMIT 1;

-- name: product_category_taken
SELECT 1 FROM product_category
WHERE COALESCE(parent_id, 0) = $1 AND name_key = $2 AND id <> $3 AND deleted_at IS NULL
LIMIT 1;

-- name: price_list_currency
SELECT currency FROM price_list WHERE id = $1;

-- name: price_list_item_overlap
SELECT 1 FROM price_list_item WHERE price_list_id = $1 AND product_id = $2 AND min_quantity_micro = $3 AND id <> $4
  AND deleted_at IS NULL AND valid_from <= $6 AND COALESCE(valid_to, 2147483647) >= $5
LIMIT 1;

-- name: contact_count
SELECT COUNT(*) FROM contact;

-- name: account_list_numbers
SELECT id, number FROM account WHERE number IS NOT NULL AND deleted_at IS NULL ORDER BY id;

-- name: product_list_numbers
SELECT id, number FROM product WHERE number IS NOT NULL AND deleted_at IS NULL ORDER BY id;

-- name: account_list_largest
SELECT account_id FROM account_month WHERE account_id <> 0 AND is_charge = 0
GROUP BY account_id ORDER BY CAST(SUM(net_micro) AS BIGINT) DESC, account_id LIMIT $1;
