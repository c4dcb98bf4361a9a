-- The choice of key accounts: criteria, judgements, weights.

-- name: criteria_active
SELECT id, code, name_en, name_sr, measure, unit, axis, direction, value_function, missing_rule, low_micro, high_micro,
  weight_micro, weight_low_micro, weight_high_micro, is_core
FROM criterion WHERE deleted_at IS NULL AND is_active = 1 ORDER BY position, id;
