/* Numbered migrations: sql/migrations/NNNN_name.sql, one text for both databases, embedded into the program. */
#pragma once

#include "store/db.h"

/** Number of the newest migration this program knows. */
int kam_migrate_get_newest(void);
/** Number of the newest migration applied to the database; 0 for an empty one, -1 and an error on failure. */
int kam_migrate_get_current(KamDb *db, GError **error);
/** Apply what is missing, each in a transaction of its own. `applied` (may be NULL) counts them. A database newer than
 * the program is refused with KAM_ERROR_CONFLICT. */
gboolean kam_migrate_run(KamDb *db, int *applied, GError **error);
/** KAM_ERROR_CONFLICT unless the database is exactly as new as the program; the message says what to run. */
gboolean kam_migrate_require_current(KamDb *db, GError **error);
