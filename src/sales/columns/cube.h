/* The cube: sums by account, product and month as columns in memory, shared read-only by whoever asks, replaced as a
 * whole when the facts change. What-ifs and comparisons read it instead of the lines. */
#pragma once

#include "sales/facts.h"
#include "store/db.h"

typedef struct KamCube KamCube;

/**
 * Cells of one account, ordered by product, then month: n values in each column. Lines in foreign currencies are not in
 * them. Borrowed from the cube.
 */
typedef struct {
    gsize n;
    const guint32 *product; /* index into the facts' products, KAM_NO_INDEX without one */
    const gint32 *month;
    const gint64 *quantity_micro;
    const gint64 *net_micro;
    const gint64 *cost_micro;       /* of the lines whose cost is known */
    const gint64 *costed_net_micro; /* net of those lines */
    const guint32 *lines;
} KamCubeCells;

/**
 * Build the cube. The facts are taken over and stay readable through the cube.
 * KAM_ERROR_TOO_LARGE when a sum would leave 64 bits.
 * Cost: O(lines) time, about 60 ms a million lines; 52 bytes a cell.
 */
KamCube *kam_cube_new(KamFacts *facts, GError **error);
KamCube *kam_cube_ref(KamCube *cube);
void kam_cube_unref(KamCube *cube);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamCube, kam_cube_unref)

/** The facts that the cube was built from; borrowed. */
const KamFacts *kam_cube_get_facts(const KamCube *cube);
/** Cells in all. */
gsize kam_cube_get_size(const KamCube *cube);
/** First and last month with a line. */
void kam_cube_get_months(const KamCube *cube, gint32 *first, gint32 *last);
/** Cells of an account; KAM_NO_INDEX asks for the lines without one. */
void kam_cube_get_account(const KamCube *cube, guint32 account, KamCubeCells *cells);

/* The cube of a database, made when first asked for and again when the facts have changed. Safe to share between
 * threads. */
typedef struct KamCubeCache KamCubeCache;
KamCubeCache *kam_cube_cache_new(void);
void kam_cube_cache_free(KamCubeCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamCubeCache, kam_cube_cache_free)
/** The cube as of now; unref it when done. Somebody who holds an older one keeps it whole. */
KamCube *kam_cube_cache_get(KamCubeCache *cache, KamDb *db, GError **error);
