/* Removing for good what was deleted long ago. */
#pragma once

#include "store/db.h"

/* How long what was deleted can be brought back, unless said otherwise. */
#define KAM_PURGE_DAYS 30
#define KAM_PURGE_MAX_DAYS 36500

/**
 * Remove for good what was deleted more than so many days ago, in one transaction; see kam_records_purge().
 * @param who     as the audit names it: "kamen purge".
 * @param[out] n  how many records went.
 */
gboolean kam_service_purge(KamDb *db, const char *who, gint64 days, gint64 now_ms, guint *n, GError **error);
