/* Pairs of records that may be the same, kept until a record or what was said of one changes: finding them costs a pass
 * over all. Safe to share between threads. */
#pragma once

#include "store/db.h"

typedef struct KamPairsKept KamPairsKept;

/* Finds them: an array, released with g_array_unref(); NULL with an error. */
typedef GArray *(*KamPairsFind)(gpointer data, GError **error);

/* Which pairs. */
typedef struct {
    const char *name;    /* of the kind */
    guint key;           /* everything else that they depend on */
    const char *changes; /* statement: how many entries of the audit behind $1 may change them */
    const char *type;    /* its $2; NULL: it takes none */
    KamPairsFind find;
    gpointer data; /* passed to it */
} KamPairsWanted;

KamPairsKept *kam_pairs_kept_new(void);
void kam_pairs_kept_free(KamPairsKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPairsKept, kam_pairs_kept_free)

/**
 * The pairs that are wanted. Who asks while somebody finds them waits. Release with g_array_unref(). NULL with an
 * error. Cost while they stand: two looks at the database.
 */
GArray *kam_pairs_kept_get(KamPairsKept *kept, KamDb *db, const KamPairsWanted *wanted, GError **error);
