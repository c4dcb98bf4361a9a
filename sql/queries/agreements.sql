-- name: agreement_stamp
SELECT CAST(COUNT(*) * 1000003 + COALESCE(SUM(version), 0) AS BIGINT), CAST(COALESCE(MAX(updated_at), 0) AS BIGINT) FROM agreement;

-- Terms by account, for what is under contract.
-- name: agreement_terms
SELECT account_id, category, signed_on, starts_on, ends_on, notice_given_on, notice_days, is_renewed, renewal_months FROM agreement
WHERE deleted_at IS NULL ORDER BY account_id, starts_on, id;

-- Those of one account with what people call them, running and latest first.
-- name: agreement_list_of_account
SELECT account_id, category, signed_on, starts_on, ends_on, notice_given_on, notice_days, is_renewed, renewal_months, id, number, name, kind
FROM agreement WHERE account_id = $1 AND deleted_at IS NULL ORDER BY starts_on DESC, id DESC;
