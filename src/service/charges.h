/* The rules for charges, seen and changed. */
#pragma once

#include "store/db.h"

typedef struct {
    char *field, *pattern, *reason;
} KamChargeRuleRow;

/** KamChargeRuleRow, in the order in which they are tried. */
GArray *kam_service_list_charge_rules(KamDb *db, GError **error);
/** Add a rule and apply all rules to all articles; the pattern is folded. KAM_ERROR_INVALID for a field that is none or
 * an empty pattern. */
gboolean kam_service_add_charge_rule(KamDb *db, const char *field, const char *pattern, const char *reason,
                                     gint64 now_ms, GError **error);
/** KAM_ERROR_NOT_FOUND when there is no such rule. */
gboolean kam_service_remove_charge_rule(KamDb *db, const char *field, const char *pattern, GError **error);
