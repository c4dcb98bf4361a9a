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

-- name: account_name
SELECT name FROM account WHERE id = $1;

-- Memberships that make the tree, in the order in which they lead on a day on which several hold.
-- name: tree_tie_list
SELECT id, account_id, parent_id, CASE kind WHEN 'owns' THEN 1 ELSE 0 END, bought_on, sold_on, COALESCE(share_micro, 100000000)
FROM group_membership WHERE account_id = $1 AND kind IN ('owns', 'controls') AND deleted_at IS NULL
ORDER BY COALESCE(share_micro, 100000000) DESC, CASE kind WHEN 'owns' THEN 0 ELSE 1 END, bought_on DESC NULLS LAST, parent_id, id;

-- name: tree_tie_list_below
SELECT id, account_id, parent_id, CASE kind WHEN 'owns' THEN 1 ELSE 0 END, bought_on, sold_on, COALESCE(share_micro, 100000000)
FROM group_membership WHERE parent_id = $1 AND kind IN ('owns', 'controls') AND deleted_at IS NULL ORDER BY account_id, id;

-- Accounts of which a membership begins or ends behind one day and up to another.
-- name: tree_tie_list_due
SELECT DISTINCT account_id FROM group_membership WHERE kind IN ('owns', 'controls') AND deleted_at IS NULL
AND ((bought_on > CAST($1 AS BIGINT) AND bought_on <= CAST($2 AS BIGINT))
  OR (sold_on > CAST($1 AS BIGINT) AND sold_on <= CAST($2 AS BIGINT))) ORDER BY account_id;

-- Whether one company belongs to another in the same way on some of the same days, apart from one membership.
-- name: group_membership_overlaps
SELECT 1 FROM group_membership WHERE account_id = $1 AND parent_id = $2 AND id <> $3 AND deleted_at IS NULL
AND (CASE kind WHEN 'franchise' THEN 1 WHEN 'buying_association' THEN 2 ELSE 0 END) = CAST($4 AS BIGINT)
AND COALESCE(bought_on, -1000000) < CAST($6 AS BIGINT) AND COALESCE(sold_on, 1000000) > CAST($5 AS BIGINT) LIMIT 1;

-- What two accounts that become one say of each other.
-- name: group_membership_between
SELECT id FROM group_membership WHERE ((account_id = $1 AND parent_id = $2) OR (account_id = $2 AND parent_id = $1))
AND deleted_at IS NULL ORDER BY id;

-- name: group_refusal_between
SELECT id FROM group_refusal WHERE ((account_id = $1 AND other_id = $2) OR (account_id = $2 AND other_id = $1))
AND deleted_at IS NULL ORDER BY id;

-- Franchises and associations of the second that the first has on some of the same days.
-- name: group_membership_doubles
SELECT o.id FROM group_membership o WHERE o.deleted_at IS NULL AND o.kind IN ('franchise', 'buying_association')
AND (o.account_id = $2 OR o.parent_id = $2)
AND EXISTS (SELECT 1 FROM group_membership s WHERE s.deleted_at IS NULL AND s.kind = o.kind AND s.id <> o.id
  AND s.account_id = CASE o.account_id WHEN $2 THEN $1 ELSE o.account_id END
  AND s.parent_id = CASE o.parent_id WHEN $2 THEN $1 ELSE o.parent_id END
  AND COALESCE(s.bought_on, -1000000) < COALESCE(o.sold_on, 1000000)
  AND COALESCE(o.bought_on, -1000000) < COALESCE(s.sold_on, 1000000)) ORDER BY o.id;

-- name: account_by_number
SELECT id FROM account WHERE number = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1;

-- name: group_head_by_name
SELECT id FROM account WHERE name = $1 AND kind = 'head' AND deleted_at IS NULL ORDER BY id LIMIT 1;

-- name: group_membership_of_day
SELECT id FROM group_membership WHERE account_id = $1 AND parent_id = $2 AND kind IN ('owns', 'controls') AND deleted_at IS NULL
AND COALESCE(bought_on, -1000000) = CAST($3 AS BIGINT) ORDER BY id LIMIT 1;

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
