-- The choice of key accounts: criteria, judgements, weights.

-- name: criteria_active
SELECT id, code, name_en, name_sr, measure, unit, axis, direction, value_function, missing_rule, low_micro, high_micro,
  weight_micro, weight_low_micro, weight_high_micro, is_core
FROM criterion WHERE deleted_at IS NULL AND is_active = 1 ORDER BY position, id;

-- The last word of each person about an account by a criterion.
-- name: judgements_last
SELECT j.account_id, j.criterion_id, j.points_micro
FROM judgement j
WHERE j.deleted_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM judgement later
  WHERE later.account_id = j.account_id AND later.criterion_id = j.criterion_id AND later.user_id = j.user_id
    AND later.deleted_at IS NULL
    AND (later.judged_on > j.judged_on OR (later.judged_on = j.judged_on AND later.id > j.id)))
ORDER BY j.account_id, j.criterion_id, j.user_id;

-- What people say about weights: each saved weighting with its figures, oldest first.
-- name: weightings_saved
SELECT w.id, w.user_id, w.name, w.method, w.is_counted, i.criterion_id, i.other_id, i.value_micro
FROM weighting w LEFT JOIN weighting_item i ON i.weighting_id = w.id AND i.deleted_at IS NULL
WHERE w.deleted_at IS NULL ORDER BY w.id, i.id;

-- Signs of a wish for partnership, by account, in any order. A plus before a column keeps it from being looked up in an
-- index row by row, which takes four times as long as reading the whole table once.
-- Visits, calls and meetings between two instants.
-- name: partnership_interactions
SELECT +account_id, COUNT(*) FROM interaction
WHERE deleted_at IS NULL AND at >= $1 AND at < $2 GROUP BY +account_id;

-- People known there.
-- name: partnership_contacts
SELECT +account_id, COUNT(*) FROM contact WHERE +deleted_at IS NULL GROUP BY +account_id;

-- Files kept with the account.
-- name: partnership_documents
SELECT record_id, COUNT(*) FROM attachment WHERE deleted_at IS NULL AND type = 'account' GROUP BY record_id;

-- Tasks done between two instants.
-- name: partnership_tasks
SELECT +account_id, COUNT(*) FROM task
WHERE deleted_at IS NULL AND +account_id IS NOT NULL AND state = 'done' AND closed_at >= $1 AND closed_at < $2
GROUP BY +account_id;
