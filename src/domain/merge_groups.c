/* Merging accounts: whom both belonged to and who belonged to both, so that afterwards no company belongs to two at
 * once by accident, to itself, or in a circle. What is left after this moves with all other references. */
#include "domain/merge_private.h"
#include "domain/tree_ties.h"
#include "domain/types.h"
#include "store/query.h"
#include "store/statements.h"

#define MEMBERSHIP "group_membership"

static gboolean
drop(KamMergeLog *log, const char *table, gint64 id, GError **error)
{
    return kam_merge_log_update_record(log, table, id, "deleted_at", log->work->now_ms, error);
}

/* Rows that would be about the survivor and itself. */
static gboolean
drop_between(KamMergeLog *log, const KamMerge *merge, const char *statement, const char *table, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(log->work->db, kam_sql(statement), error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, merge->survivor_id);
    kam_stmt_bind_int(stmt, 2, merge->other_id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        g_array_append_val(ids, id);
    }
    for (guint i = 0; step == KAM_STEP_DONE && i < ids->len; i++)
        if (!drop(log, table, g_array_index(ids, gint64, i), error))
            return FALSE;
    return step == KAM_STEP_DONE;
}

/* --- days on which both belonged to somebody --- */

static gboolean
overlap(const KamTreeTie *a, const KamTreeTie *b)
{
    return a->from_day < b->to_day && b->from_day < a->to_day;
}

/* What the survivor's own leave of a membership of the other: its end, its beginning, or nothing. */
static gboolean
cut(KamMergeLog *log, KamTreeTie *tie, const KamTreeTie *own, gboolean *is_gone, GError **error)
{
    if (own->to_day < tie->to_day) {
        tie->from_day = own->to_day;
        return kam_merge_log_update_record(log, MEMBERSHIP, tie->id, "bought_on", tie->from_day, error);
    }
    if (own->from_day > tie->from_day) {
        tie->to_day = own->from_day;
        return kam_merge_log_update_record(log, MEMBERSHIP, tie->id, "sold_on", tie->to_day, error);
    }
    *is_gone = TRUE;
    return drop(log, MEMBERSHIP, tie->id, error);
}

static gboolean
cut_by_all(KamMergeLog *log, KamTreeTie *tie, const GArray *own, GError **error)
{
    gboolean is_gone = FALSE;

    for (guint i = 0; i < own->len && !is_gone; i++)
        if (overlap(tie, &g_array_index(own, KamTreeTie, i)) &&
            !cut(log, tie, &g_array_index(own, KamTreeTie, i), &is_gone, error))
            return FALSE;
    return TRUE;
}

static gboolean
cut_parents(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    g_autoptr(GArray) own = kam_tree_ties_list(log->work->db, merge->survivor_id, error);
    g_autoptr(GArray) its = own == NULL ? NULL : kam_tree_ties_list(log->work->db, merge->other_id, error);

    for (guint i = 0; its != NULL && i < its->len; i++)
        if (!cut_by_all(log, &g_array_index(its, KamTreeTie, i), own, error))
            return FALSE;
    return its != NULL;
}

/* A company that belonged to both on the same days belongs to the survivor as it did before. */
static gboolean
cut_children(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    g_autoptr(GArray) its = kam_tree_ties_list_below(log->work->db, merge->other_id, error);

    for (guint i = 0; its != NULL && i < its->len; i++) {
        KamTreeTie *tie = &g_array_index(its, KamTreeTie, i);
        g_autoptr(GArray) own = kam_tree_ties_list(log->work->db, tie->account, error);

        for (guint j = own == NULL ? 0 : own->len; j-- > 0;)
            if (g_array_index(own, KamTreeTie, j).parent != merge->survivor_id)
                g_array_remove_index(own, j);
        if (own == NULL || !cut_by_all(log, tie, own, error))
            return FALSE;
    }
    return its != NULL;
}

gboolean
kam_merge_join_groups(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    return drop_between(log, merge, "group_membership_between", MEMBERSHIP, error) &&
           drop_between(log, merge, "group_refusal_between", "group_refusal", error) &&
           drop_between(log, merge, "group_membership_doubles", MEMBERSHIP, error) && cut_parents(log, merge, error) &&
           cut_children(log, merge, error);
}

gboolean
kam_merge_check_groups(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    g_autoptr(GArray) ties = kam_tree_ties_list(log->work->db, merge->survivor_id, error);
    g_auto(KamFaults) faults = { 0 };

    kam_faults_init(&faults);
    for (guint i = 0; ties != NULL && i < ties->len; i++) {
        const KamTreeTie *tie = &g_array_index(ties, KamTreeTie, i);

        if (!kam_tree_ties_check(log->work->db, tie->account, tie->parent, tie->from_day, tie->to_day, "", &faults,
                                 error))
            return FALSE;
    }
    if (ties == NULL || faults.n_errors == 0)
        return ties != NULL;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the accounts cannot be merged: %s; change the memberships first",
                ((const KamFault *)faults.list->pdata[0])->detail);
    return FALSE;
}

gboolean
kam_merge_find_lead(KamMergeLog *log, const KamMerge *merge, gint64 *parent, GError **error)
{
    g_autoptr(GArray) ties = kam_tree_ties_list(log->work->db, merge->survivor_id, error);
    const KamTreeTie *lead = ties == NULL ? NULL : kam_tree_ties_lead(ties, kam_actor_get_today(log->work->actor));

    *parent = lead == NULL ? 0 : lead->parent;
    return ties != NULL;
}
