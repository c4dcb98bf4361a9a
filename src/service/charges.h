/* The rules for charges, seen and changed. */
#pragma once

#include "record/work.h"

typedef struct {
    gint64 id;
    char *field, *pattern, *reason;
    gint64 n_products; /* articles that are charges for this reason */
} KamChargeRuleRow;

/** KamChargeRuleRow, in the order in which they are tried. */
GArray *kam_service_list_charge_rules(KamDb *db, GError **error);
/** Add a rule and apply all rules to all articles; the pattern is folded. KAM_ERROR_INVALID for a field that is none or
 * an empty pattern, KAM_ERROR_CONFLICT when there is such a rule already. In a transaction of its own or as part of the
 * caller's. */
gboolean kam_service_add_charge_rule(const KamWork *work, const char *field, const char *pattern, const char *reason,
                                     GError **error);
/** KAM_ERROR_NOT_FOUND when there is no such rule. */
gboolean kam_service_remove_charge_rule(const KamWork *work, const char *field, const char *pattern, GError **error);
/** The same by its number. */
gboolean kam_service_remove_charge_rule_by_id(const KamWork *work, gint64 id, GError **error);
