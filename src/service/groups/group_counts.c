/* What is known of each group, counted: roles, ways of buying, bonds that make no tree, open suggestions. */
#include "service/groups/group_parts.h"
#include "service/groups/suggest.h"
#include "store/statements.h"

/* Where in the counts of the head of an account's group a statement's (account, count) is added. */
static gboolean
count_into(KamDb *db, const KamGroupWork *work, const char *statement, KamGroupCounts *counts, gsize member,
           GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_group_day(work));
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        guint32 account = kam_facts_find_account(work->facts, kam_stmt_get_int(stmt, 0));

        if (account != KAM_NO_INDEX && kam_group_sees(work, account))
            G_STRUCT_MEMBER(guint, &counts[kam_groups_root(work->groups, account)], member) +=
                (guint)kam_stmt_get_int(stmt, 1);
    }
    return step == KAM_STEP_DONE;
}

/* A bond between two groups is one of both. */
static void
count_bonds(const KamGroupWork *work, KamGroupCounts *counts)
{
    for (guint i = 0; i < work->facts->ties->len; i++) {
        const KamTie *tie = &g_array_index(work->facts->ties, KamTie, i);
        guint32 head, other;

        if (kam_tie_is_of_tree(tie) || !kam_group_holds(work, tie) || !kam_group_sees(work, tie->account))
            continue;
        head = kam_groups_root(work->groups, tie->account);
        other = kam_groups_root(work->groups, tie->parent);
        counts[head].bonds++;
        counts[other].bonds += other != head;
    }
}

KamGroupCounts *
kam_group_counts_new(const KamGroupWork *work, const KamWork *who, KamPairsKept *kept, GError **error)
{
    g_autofree KamGroupCounts *counts = g_new0(KamGroupCounts, work->facts->accounts->len + 1);
    const KamSuggestionQuestion question = { .view = work->question->tally.view };
    g_autofree guint *suggestions = kam_suggestions_count(who, work->ground, kept, &question, error);

    if (suggestions == NULL ||
        !count_into(who->db, work, "group_role_counts", counts, G_STRUCT_OFFSET(KamGroupCounts, roles), error) ||
        !count_into(who->db, work, "purchasing_counts", counts, G_STRUCT_OFFSET(KamGroupCounts, purchasings), error))
        return NULL;
    count_bonds(work, counts);
    for (guint i = 0; i < work->facts->accounts->len; i++)
        counts[i].suggestions = suggestions[i];
    return g_steal_pointer(&counts);
}
