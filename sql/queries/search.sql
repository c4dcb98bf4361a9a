-- Words by which records are found.

-- name: search_word_clear
DELETE FROM search_word;

-- name: search_word_insert
INSERT INTO search_word (word, record_id, field_class, weight, type) VALUES ($1, $2, $3, $4, $5)
