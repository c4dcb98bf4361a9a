/* Pairs of records that may be the same, kept until a record or what was said of one changes: finding them costs a pass
 * over all. Safe to share between threads. */
#pragma once

#include "store/db.h"

typedef struct KamPairsKept KamPairsKept;

/* Finds them: an array, released with g_array_unref(); NULL with an error. */
typedef GArray *(*KamPairsFind)(gpointer data, GError **error);

KamPairsKept *kam_pairs_kept_new(void);
void kam_pairs_kept_free(KamPairsKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPairsKept, kam_pairs_kept_free)

/**
 * The pairs of records of a type, as found for a `key`, by everything else that they depend on. Who asks while somebody
 * finds them waits. NULL with an error. Cost while they stand: two looks at the database.
 */
GArray *kam_pairs_kept_get(KamPairsKept *kept, KamDb *db, const char *type, guint key, KamPairsFind find, gpointer data,
                           GError **error);
