/* The day that comes: memberships that begin or end take effect. */
#pragma once

#include "store/db.h"

/**
 * Let memberships of groups that began or ended since the last time set the parents of accounts, in one transaction.
 * @param who     as the audit names it: "kamen serve".
 * @param[out] n  accounts that have another parent now.
 * Cost: one look at a setting when it was done today already.
 */
gboolean kam_service_settle_groups(KamDb *db, const char *who, gint64 now_ms, guint *n, GError **error);
