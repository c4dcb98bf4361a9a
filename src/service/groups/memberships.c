/* Every membership of the companies of a group, of any kind and any day: who owns, controls, lends a name to or buys
 * together with whom. Several parents at once are usual. */
#include "service/groups/group_parts.h"
#include "store/statements.h"

const KamTie *
kam_group_first_tie(const KamFacts *facts, guint32 account, guint *n)
{
    const KamTie *ties = (const KamTie *)(gconstpointer)facts->ties->data;
    guint low = 0, high = facts->ties->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (ties[middle].account < account)
            low = middle + 1;
        else
            high = middle;
    }
    for (*n = 0; low + *n < facts->ties->len && ties[low + *n].account == account;)
        (*n)++;
    return ties + low;
}

/* Units of the tree that is shown, and whoever was in the group on another day. */
static guint8 *
mark_companies(const KamGroupWork *work, const KamGroupDays *days, guint32 head)
{
    guint8 *is_of = g_new0(guint8, work->facts->accounts->len + 1);

    for (guint32 account = 0; account < work->facts->accounts->len; account++) {
        gint32 day = KAM_TIE_EVER;

        is_of[account] = kam_groups_root(work->groups, account) == head;
        while (!is_of[account] && day != KAM_TIE_STILL) {
            KamGroupStay stay = kam_group_days_stay(days, account, day, KAM_GROUPS_HEAD);

            is_of[account] = stay.holder == head;
            day = stay.to_day;
        }
    }
    return is_of;
}

/* What a person accepted is known with its evidence: text by the id of the membership. */
static GHashTable *
load_evidence(KamDb *db, GError **error)
{
    g_autoptr(GHashTable) evidence = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("group_membership_evidence"), error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : KAM_STEP_ROW;

    while (step == KAM_STEP_ROW && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_hash_table_insert(evidence, g_memdup2(&id, sizeof id), g_strdup(kam_stmt_get_text(stmt, 1)));
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&evidence) : NULL;
}

static void
put_membership(const KamGroupWork *work, const KamTie *tie, const char *evidence)
{
    gboolean holds = kam_group_holds(work, tie);

    kam_json_begin_object(work->w.json, NULL);
    kam_figures_put_account(work->w.json, "account", work->ground, tie->account);
    kam_figures_put_account(work->w.json, "parent", work->ground, tie->parent);
    kam_group_put_tie(work->w.json, tie);
    kam_json_bool(work->w.json, "holds", holds);
    kam_json_bool(work->w.json, "leads",
                  holds && kam_tie_is_of_tree(tie) && kam_groups_parent(work->groups, tie->account) == tie->parent);
    kam_json_text(work->w.json, "evidence", evidence);
    kam_json_end_object(work->w.json);
}

gboolean
kam_group_put_memberships(const KamGroupWork *work, KamDb *db, guint32 head, GError **error)
{
    g_autoptr(KamGroupDays) days = kam_group_days_new(work->facts, error);
    g_autoptr(GHashTable) evidence = days == NULL ? NULL : load_evidence(db, error);
    g_autofree guint8 *is_of = evidence == NULL ? NULL : mark_companies(work, days, head);

    if (is_of == NULL)
        return FALSE;
    kam_json_begin_array(work->w.json, "memberships");
    for (guint i = 0; i < work->facts->ties->len; i++) {
        const KamTie *tie = &g_array_index(work->facts->ties, KamTie, i);

        if ((is_of[tie->account] || is_of[tie->parent]) && kam_group_sees(work, tie->account))
            put_membership(work, tie, g_hash_table_lookup(evidence, &tie->id));
    }
    kam_json_end_array(work->w.json);
    return TRUE;
}
