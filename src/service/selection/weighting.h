/* What one person says of the weights: points, an order, or pairs compared, about criteria that count. */
#pragma once

#include "service/selection/criterion.h"

typedef enum {
    KAM_WEIGHTING_POINTS,
    KAM_WEIGHTING_RANK_ORDER, /* 1 is the most important; equal places share */
    KAM_WEIGHTING_PAIRWISE,   /* how many times more a criterion counts than another */
    KAM_WEIGHTING_METHOD_N,
} KamWeightingMethod;

typedef struct {
    guint criterion; /* index */
    gint other;      /* of pairs: index; -1 otherwise */
    double value;
} KamWeightingItem;

typedef struct {
    gint64 id, user_id; /* 0: not saved */
    char *name;         /* NULL: not saved */
    gboolean is_counted;
    KamWeightingMethod method;
    GArray *items; /* KamWeightingItem */
} KamWeighting;

/** Without a figure yet. Free with kam_weighting_free(). */
KamWeighting *kam_weighting_new(KamWeightingMethod method);
void kam_weighting_free(KamWeighting *weighting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamWeighting, kam_weighting_free)

/** "points", "rank_order", "pairwise": the words of the record type; NULL at the end. */
const char *kam_weighting_method_name(KamWeightingMethod method);
/** KAM_WEIGHTING_METHOD_N when it is none; `word` may be NULL. */
KamWeightingMethod kam_weighting_method_find(const char *word);

/**
 * The saved ones, oldest first, without their figures of criteria that do not count.
 * @return KamWeighting, or NULL. Free with g_ptr_array_unref().
 */
GPtrArray *kam_weightings_load(KamDb *db, const GArray *criteria, GError **error);
/** Those that count for the group, of each person the newest. Borrowed entries; free with g_ptr_array_unref(). */
GPtrArray *kam_weightings_of_group(const GPtrArray *weightings);
/** Borrowed; NULL when there is none. */
KamWeighting *kam_weightings_find(const GPtrArray *weightings, gint64 id);
/** The newest of a name, or the one whose id it is. Borrowed; NULL when there is none. */
KamWeighting *kam_weightings_find_called(const GPtrArray *weightings, const char *name);
