/* Weightings out of the database. */
#include "service/selection/weighting.h"

#include <string.h>

#include "store/statements.h"

#define MICRO 1e6

static const char *const method_names[KAM_WEIGHTING_METHOD_N + 1] = { "points", "rank_order", "pairwise", NULL };

const char *
kam_weighting_method_name(KamWeightingMethod method)
{
    return method_names[method];
}

KamWeightingMethod
kam_weighting_method_find(const char *word)
{
    KamWeightingMethod method = KAM_WEIGHTING_POINTS;

    while (method < KAM_WEIGHTING_METHOD_N && g_strcmp0(word, method_names[method]) != 0)
        method++;
    return method;
}

KamWeighting *
kam_weighting_new(KamWeightingMethod method)
{
    KamWeighting *weighting = g_new0(KamWeighting, 1);

    weighting->method = method;
    weighting->items = g_array_new(FALSE, FALSE, sizeof(KamWeightingItem));
    return weighting;
}

void
kam_weighting_free(KamWeighting *weighting)
{
    if (weighting == NULL)
        return;
    g_free(weighting->name);
    g_array_unref(weighting->items);
    g_free(weighting);
}

/* --- out of the database ------------------------------------------------------------------------------------------ */

static gint
index_of_criterion(const GArray *criteria, gint64 id)
{
    for (guint c = 0; c < criteria->len; c++)
        if (g_array_index(criteria, KamCriterion, c).id == id)
            return (gint)c;
    return -1;
}

/* The method was checked when it was written. */
static KamWeighting *
read_weighting(KamStmt *stmt)
{
    KamWeighting *weighting = kam_weighting_new(kam_weighting_method_find(kam_stmt_get_text(stmt, 3)));

    weighting->id = kam_stmt_get_int(stmt, 0);
    weighting->user_id = kam_stmt_get_int(stmt, 1);
    weighting->name = g_strdup(kam_stmt_get_text(stmt, 2));
    weighting->is_counted = kam_stmt_get_int(stmt, 4) != 0;
    return weighting;
}

/* A figure that makes no sense with its method, such as a pair without the other, says nothing. */
static void
read_item(KamStmt *stmt, const GArray *criteria, KamWeighting *weighting)
{
    gint criterion = kam_stmt_is_null(stmt, 5) ? -1 : index_of_criterion(criteria, kam_stmt_get_int(stmt, 5));
    gint other = kam_stmt_is_null(stmt, 6) ? -1 : index_of_criterion(criteria, kam_stmt_get_int(stmt, 6));
    KamWeightingItem item = { (guint)criterion, other, (double)kam_stmt_get_int(stmt, 7) / MICRO };

    if (criterion >= 0 && (weighting->method == KAM_WEIGHTING_PAIRWISE) == (other >= 0) && criterion != other)
        g_array_append_val(weighting->items, item);
}

GPtrArray *
kam_weightings_load(KamDb *db, const GArray *criteria, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("weightings_saved"), error);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)kam_weighting_free);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamWeighting *last = list->len == 0 ? NULL : g_ptr_array_index(list, list->len - 1);

        if (last == NULL || last->id != kam_stmt_get_int(stmt, 0)) {
            last = read_weighting(stmt);
            g_ptr_array_add(list, last);
        }
        read_item(stmt, criteria, last);
    }
    return step == KAM_STEP_FAILED ? NULL : g_steal_pointer(&list);
}

/* --- which of them ------------------------------------------------------------------------------------------------ */

GPtrArray *
kam_weightings_of_group(const GPtrArray *weightings)
{
    GPtrArray *group = g_ptr_array_new();

    for (guint i = 0; i < weightings->len; i++) {
        KamWeighting *weighting = g_ptr_array_index(weightings, i);
        gboolean is_last = weighting->is_counted;

        for (guint k = i + 1; k < weightings->len && is_last; k++) {
            const KamWeighting *later = g_ptr_array_index(weightings, k);

            is_last = !later->is_counted || later->user_id != weighting->user_id;
        }
        if (is_last)
            g_ptr_array_add(group, weighting);
    }
    return group;
}

KamWeighting *
kam_weightings_find(const GPtrArray *weightings, gint64 id)
{
    for (guint i = 0; i < weightings->len; i++)
        if (((KamWeighting *)g_ptr_array_index(weightings, i))->id == id)
            return g_ptr_array_index(weightings, i);
    return NULL;
}

KamWeighting *
kam_weightings_find_called(const GPtrArray *weightings, const char *name)
{
    gint64 id;

    for (guint i = weightings->len; i-- > 0;)
        if (strcmp(((KamWeighting *)g_ptr_array_index(weightings, i))->name, name) == 0)
            return g_ptr_array_index(weightings, i);
    return g_ascii_string_to_signed(name, 10, 1, G_MAXINT64, &id, NULL) ? kam_weightings_find(weightings, id) : NULL;
}
