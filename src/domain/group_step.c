/* Rows are written here without the rules and followers of records, since these would call each other in turn; what
 * they would check was checked by whoever made the first change. */
#include "domain/group_step.h"

#include "domain/account.h"
#include "domain/tree_ties.h"
#include "domain/types.h"
#include "record/audit.h"
#include "record/change.h"
#include "store/query.h"
#include "store/statements.h"

#define SETTLED_ON "groups_settled_on"

static void
stamp(KamQuery *query, const KamWork *work)
{
    kam_query_set_int(query, "updated_at", work->now_ms);
    kam_query_set_int(query, "updated_by", work->actor->user_id);
}

/* --- memberships --- */

/* Set one column of a membership, NULL for KAM_TREE_STILL. */
static gboolean
set_column(const KamWork *work, gint64 id, const char *column, gint64 value, const char *action, GError **error)
{
    const KamRecordType *type = &kam_group_membership_type;
    g_autoptr(KamRecord) before = kam_record_load(work->db, type, id, FALSE, error);
    g_autoptr(KamRecord) after = NULL;
    g_autoptr(KamQuery) query = kam_query_new_update("group_membership");

    if (before == NULL)
        return FALSE;
    kam_query_set(query, column, value == KAM_TREE_STILL ? KAM_QUERY_NULL : KAM_QUERY_INT(value));
    kam_query_set_next(query, "version");
    stamp(query, work);
    kam_query_where_int(query, "id", KAM_EQ, id);
    if (!kam_query_run(query, work->db, error))
        return FALSE;
    after = kam_record_load(work->db, type, id, TRUE, error);
    return after != NULL && kam_audit_add_change(work, action, before, after, error);
}

/* One that began today was never there. */
static gboolean
end_tie(const KamWork *work, const KamTreeTie *tie, gint32 today, GError **error)
{
    return tie->from_day >= today ? set_column(work, tie->id, "deleted_at", work->now_ms, "delete", error)
                                  : set_column(work, tie->id, "sold_on", today, "update", error);
}

static gboolean
insert_tie(const KamWork *work, gint64 account, gint64 parent, gint32 from_day, gint32 to_day, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_insert("group_membership");
    g_autoptr(KamRecord) made = NULL;
    gint64 id = kam_db_next_id(work->db, work->now_ms);

    kam_query_set_int(query, "id", id);
    kam_query_set_int(query, "account_id", account);
    kam_query_set_int(query, "parent_id", parent);
    kam_query_set_text(query, "kind", "owns");
    kam_query_set(query, "bought_on", from_day == KAM_TREE_EVER ? KAM_QUERY_NULL : KAM_QUERY_INT(from_day));
    kam_query_set(query, "sold_on", to_day == KAM_TREE_STILL ? KAM_QUERY_NULL : KAM_QUERY_INT(to_day));
    kam_query_set_text(query, "source", "account");
    kam_query_set_int(query, "created_at", work->now_ms);
    kam_query_set_int(query, "created_by", work->actor->user_id);
    stamp(query, work);
    if (!kam_query_run(query, work->db, error))
        return FALSE;
    made = kam_record_load(work->db, &kam_group_membership_type, id, FALSE, error);
    return made != NULL && kam_audit_add_change(work, "create", NULL, made, error);
}

/* One that ended today goes on, so that what was done and taken back leaves nothing; one that is to come is met. */
static gboolean
begin_tie(const KamWork *work, const GArray *ties, gint64 account, gint64 parent, gint32 from_day, GError **error)
{
    gint32 today = kam_actor_get_today(work->actor), until = KAM_TREE_STILL;

    for (guint i = 0; i < ties->len; i++) {
        const KamTreeTie *tie = &g_array_index(ties, KamTreeTie, i);

        if (tie->parent != parent)
            continue;
        if (kam_tree_tie_holds(tie, today))
            return TRUE;
        if (tie->to_day == today && tie->from_day < today)
            return set_column(work, tie->id, "sold_on", KAM_TREE_STILL, "update", error);
        if (tie->from_day > today)
            until = MIN(until, tie->from_day);
    }
    return insert_tie(work, account, parent, from_day, until, error);
}

/* Ends what leads today as long as it leads elsewhere. */
static gboolean
end_others(const KamWork *work, gint64 account, gint64 parent, GError **error)
{
    gint32 today = kam_actor_get_today(work->actor);

    for (;;) {
        g_autoptr(GArray) ties = kam_tree_ties_list(work->db, account, error);
        const KamTreeTie *lead = ties == NULL ? NULL : kam_tree_ties_lead(ties, today);

        if (ties == NULL)
            return FALSE;
        if (lead == NULL || lead->parent == parent)
            return TRUE;
        if (!end_tie(work, lead, today, error))
            return FALSE;
    }
}

gboolean
kam_group_step_follow_account(const KamWork *work, const KamRecord *account, gboolean is_new, GError **error)
{
    gint64 parent = kam_record_get_int(account, "parent_id");
    gint32 today = kam_actor_get_today(work->actor);
    g_autoptr(GArray) ties = kam_tree_ties_list(work->db, account->id, error);
    const KamTreeTie *lead = ties == NULL ? NULL : kam_tree_ties_lead(ties, today);

    if (ties == NULL)
        return FALSE;
    if ((lead == NULL ? 0 : lead->parent) == parent)
        return TRUE;
    if (lead != NULL && !end_tie(work, lead, today, error))
        return FALSE;
    if (parent != 0 && !begin_tie(work, ties, account->id, parent, is_new ? KAM_TREE_EVER : today, error))
        return FALSE;
    return end_others(work, account->id, parent, error);
}

/* --- the account --- */

static gboolean
find_head(const KamWork *work, gint64 parent, gint64 *head, GError **error)
{
    g_autoptr(KamRecord) above = NULL;

    *head = 0;
    if (parent == 0)
        return TRUE;
    above = kam_record_load(work->db, &kam_account_type, parent, TRUE, error);
    if (above == NULL)
        return FALSE;
    *head = kam_record_has(above, "head_id") ? kam_record_get_int(above, "head_id") : parent;
    return TRUE;
}

static gboolean
write_place(const KamWork *work, gint64 id, gint64 parent, gint64 head, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_update("account");

    kam_query_set(query, "parent_id", parent == 0 ? KAM_QUERY_NULL : KAM_QUERY_INT(parent));
    kam_query_set(query, "head_id", head == 0 ? KAM_QUERY_NULL : KAM_QUERY_INT(head));
    kam_query_set_next(query, "version");
    stamp(query, work);
    kam_query_where_int(query, "id", KAM_EQ, id);
    return kam_query_run(query, work->db, error);
}

static gboolean
place_account(const KamWork *work, const KamRecord *before, gint64 parent, GError **error)
{
    g_autoptr(KamRecord) after = NULL;
    gint64 head;

    if (!find_head(work, parent, &head, error) || !write_place(work, before->id, parent, head, error))
        return FALSE;
    after = kam_record_load(work->db, before->type, before->id, FALSE, error);
    if (after == NULL || !kam_audit_add_change(work, "update", before, after, error))
        return FALSE;
    return head == kam_record_get_int(before, "head_id") ||
           kam_account_hand_down_head(work->db, before->id, head == 0 ? before->id : head, work->actor->user_id,
                                      work->now_ms, error);
}

gboolean
kam_group_step_follow_ties(const KamWork *work, gint64 account, gboolean *is_changed, GError **error)
{
    g_autoptr(KamRecord) before = kam_record_load(work->db, &kam_account_type, account, TRUE, error);
    g_autoptr(GArray) ties = before == NULL ? NULL : kam_tree_ties_list(work->db, account, error);
    const KamTreeTie *lead = ties == NULL ? NULL : kam_tree_ties_lead(ties, kam_actor_get_today(work->actor));
    gint64 parent = lead == NULL ? 0 : lead->parent;
    gboolean is_other;

    if (ties == NULL)
        return FALSE;
    is_other = before->deleted_at == 0 && parent != kam_record_get_int(before, "parent_id");
    if (is_other && !place_account(work, before, parent, error))
        return FALSE;
    if (is_changed != NULL)
        *is_changed = is_other;
    return TRUE;
}

/* --- days --- */

/* The day up to which memberships have taken effect; long ago when nobody ever looked. */
static gboolean
load_settled(KamDb *db, gint32 *day, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("setting_get"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, SETTLED_ON);
    step = kam_stmt_step(stmt, error);
    *day = step == KAM_STEP_ROW ? (gint32)g_ascii_strtoll(kam_stmt_get_text(stmt, 0), NULL, 10) : KAM_TREE_EVER;
    return step != KAM_STEP_FAILED;
}

static gboolean
store_settled(KamDb *db, gint32 day, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("setting_set"), error);
    g_autofree char *text = g_strdup_printf("%d", day);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, SETTLED_ON);
    kam_stmt_bind_text(stmt, 2, text);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static GArray *
list_due(KamDb *db, gint32 after, gint32 until, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("tree_tie_list_due"), error);
    g_autoptr(GArray) accounts = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, after);
    kam_stmt_bind_int(stmt, 2, until);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        g_array_append_val(accounts, id);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&accounts) : NULL;
}

gboolean
kam_group_step_is_settled(KamDb *db, const KamActor *actor, gboolean *is_settled, GError **error)
{
    gint32 settled;

    if (!load_settled(db, &settled, error))
        return FALSE;
    *is_settled = settled >= kam_actor_get_today(actor);
    return TRUE;
}

gboolean
kam_group_step_settle(const KamWork *work, guint *n, GError **error)
{
    gint32 today = kam_actor_get_today(work->actor), settled;
    g_autoptr(GArray) due = NULL;

    *n = 0;
    if (!load_settled(work->db, &settled, error))
        return FALSE;
    if (settled >= today)
        return TRUE;
    due = list_due(work->db, settled, today, error);
    for (guint i = 0; due != NULL && i < due->len; i++) {
        gboolean is_changed;

        if (!kam_group_step_follow_ties(work, g_array_index(due, gint64, i), &is_changed, error))
            return FALSE;
        *n += is_changed;
    }
    return due != NULL && store_settled(work->db, today, error);
}
