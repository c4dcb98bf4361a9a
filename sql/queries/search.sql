-- Words by which records are found.

-- name: search_word_clear
DELETE FROM search_word;

-- name: search_word_insert
INSERT INTO search_word (word, record_id, field_class, weight, type) VALUES ($1, $2, $3, $4, $5);

-- name: search_batch_accounts
SELECT id FROM account WHERE batch_id = $1
UNION SELECT id FROM account_replaced WHERE replaced_by = $1;

-- name: search_batch_products
SELECT id FROM product WHERE batch_id = $1
UNION SELECT id FROM product_replaced WHERE replaced_by = $1;
