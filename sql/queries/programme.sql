-- The programme of key accounts: tiers, their rules and promises, decisions, deliveries, the yearly review.

-- name: programme_tiers
SELECT id, code, name_en, name_sr, colour, capacity, work_days_micro FROM tier WHERE deleted_at IS NULL ORDER BY position, id;

-- name: programme_rules
SELECT r.id, r.tier_id, r.purpose, r.measure, r.comparison, r.value_micro, r.note
FROM tier_rule r JOIN tier t ON t.id = r.tier_id
WHERE r.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.position, t.id, r.purpose, r.id;

-- name: programme_promises
SELECT e.id, e.tier_id, e.area, e.kind, e.promise_en, e.promise_sr, e.amount_micro, e.unit, e.every
FROM entitlement e JOIN tier t ON t.id = e.tier_id
WHERE e.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.position, t.id, e.position, e.id;

-- name: programme_decisions
SELECT d.id, d.version, d.account_id, d.tier_id, d.user_id, d.run_id, d.review_id, d.decided_on, d.review_on, u.name, d.reason
FROM tier_decision d LEFT JOIN app_user u ON u.id = d.user_id
WHERE d.deleted_at IS NULL AND d.decided_on <= $1 ORDER BY d.account_id, d.decided_on, d.id;

-- name: programme_deliveries
SELECT id, account_id, entitlement_id, on_day, amount_micro FROM entitlement_delivery
WHERE deleted_at IS NULL AND on_day >= $1 AND on_day <= $2 ORDER BY account_id, entitlement_id, on_day, id;

-- name: programme_people
SELECT id, name, programme_days FROM app_user WHERE deleted_at IS NULL ORDER BY name, id;

-- name: programme_review_open
SELECT id FROM programme_review WHERE deleted_at IS NULL AND signed_at IS NULL AND id <> $1 ORDER BY id LIMIT 1;

-- name: programme_review_last
SELECT id FROM programme_review WHERE deleted_at IS NULL ORDER BY opened_on DESC, id DESC LIMIT 1;

-- name: programme_review_is_signed
SELECT 1 FROM programme_review WHERE id = $1 AND signed_at IS NOT NULL;

-- name: programme_review_items
SELECT i.id, i.version, i.account_id, a.number, a.name, i.from_tier_id, i.to_tier_id, i.verdict, i.reason
FROM programme_review_item i JOIN account a ON a.id = i.account_id
WHERE i.review_id = $1 AND i.deleted_at IS NULL ORDER BY i.id;

-- name: programme_review_sign
UPDATE programme_review SET state = 'signed', signed_by = $2, signed_at = $3, list_hash = $4, version = version + 1,
  updated_at = $3, updated_by = $2 WHERE id = $1 AND signed_at IS NULL;

-- name: programme_decision_bind
UPDATE tier_decision SET review_id = $2 WHERE id = $1;
