-- The firm, its rates of exchange, its calendars.

-- name: company_currency
SELECT currency FROM company WHERE id = 1;

-- name: company_set_currency
UPDATE company SET currency = CAST($1 AS TEXT), version = version + 1
WHERE id = 1 AND currency IS DISTINCT FROM CAST($1 AS TEXT);

-- What is there already: invoices, customers, people who sign in.
-- name: company_contents
SELECT CASE WHEN EXISTS (SELECT 1 FROM sales_document) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM account WHERE deleted_at IS NULL) THEN 1 ELSE 0 END,
       (SELECT COUNT(*) FROM app_user WHERE deleted_at IS NULL AND role <> 'none');

-- name: company_uses_calendar
SELECT 1 FROM company WHERE calendar_id = $1;

-- name: calendar_day_taken
SELECT 1 FROM calendar_day WHERE calendar_id = $1 AND on_day = $2 AND id <> $3 AND deleted_at IS NULL LIMIT 1;

-- name: rate_count
SELECT COUNT(*) FROM currency_rate;

-- name: rate_delete
DELETE FROM currency_rate WHERE currency = $1 AND day = $2;

-- name: rate_by_currency_and_day
SELECT rate_mantissa, rate_scale FROM currency_rate WHERE currency = $1 AND day = $2;

-- The newest first; a page begins behind ($2, $3).
-- name: rate_page
SELECT currency, day, rate_mantissa, rate_scale FROM currency_rate
WHERE (CAST($1 AS TEXT) = '' OR currency = CAST($1 AS TEXT)) AND (day < $2 OR (day = $2 AND currency > $3))
ORDER BY day DESC, currency LIMIT $4;

-- name: rate_currencies
SELECT currency, COUNT(*), MIN(day), MAX(day) FROM currency_rate GROUP BY currency ORDER BY currency;

-- name: charge_rule_by_id
SELECT field, pattern FROM charge_rule WHERE id = $1 AND enabled = 1;

-- How many articles each rule has made a charge.
-- name: charge_reason_count
SELECT charge_reason, COUNT(*) FROM product WHERE is_charge = 1 AND deleted_at IS NULL GROUP BY charge_reason;
