/* Depths of one account. */
#include "service/figures/account_companies.h"

gboolean
kam_account_has_companies(const KamGround *ground, guint32 account)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    gint64 id = g_array_index(facts->accounts, KamFactAccount, account).id;

    for (guint i = 0; i < facts->ties->len; i++) {
        const KamTie *tie = &g_array_index(facts->ties, KamTie, i);

        if (tie->parent == account && kam_tie_is_of_tree(tie))
            return TRUE;
    }
    for (guint i = 0; i < facts->accounts->len; i++)
        if (g_array_index(facts->accounts, KamFactAccount, i).parent_id == id)
            return TRUE;
    return FALSE;
}

/* Whoever never belonged to anybody needs no tree to tell. */
static gboolean
was_ever_below(const KamFacts *facts, guint32 account)
{
    for (guint i = 0; i < facts->ties->len; i++)
        if (g_array_index(facts->ties, KamTie, i).account == account)
            return TRUE;
    return g_array_index(facts->accounts, KamFactAccount, account).parent_id != 0;
}

static guint
depth_on(const KamGroupDays *days, guint32 account, gint32 day)
{
    guint depth = 0;

    while ((account = kam_group_days_parent(days, account, day)) != KAM_NO_INDEX)
        depth++;
    return depth;
}

/* FALSE when it is not the same on all days. */
static gboolean
find_only_depth(const KamGroupDays *days, guint32 account, guint *depth)
{
    gint32 day = KAM_TIE_EVER;

    *depth = depth_on(days, account, day);
    for (;;) {
        KamGroupStay stay = kam_group_days_stay(days, account, day, KAM_GROUPS_HEAD);

        if (depth_on(days, account, day) != *depth)
            return FALSE;
        if (stay.to_day == KAM_TIE_STILL)
            return TRUE;
        day = stay.to_day;
    }
}

static gboolean
place_then(const KamFacts *facts, guint32 account, KamGroupsAt *at, GError **error)
{
    g_autoptr(KamGroupDays) days = kam_groups_at_new_days(at, facts, error);

    if (days == NULL)
        return FALSE;
    if (find_only_depth(days, account, &at->depth))
        return TRUE;
    at->depth = KAM_GROUPS_HEAD;
    at->below_id = g_array_index(facts->accounts, KamFactAccount, account).id;
    return TRUE;
}

/* The few steps up, without a tree of everybody. Circles are refused where parents are changed. */
static guint
depth_today(const KamFacts *facts, guint32 account)
{
    guint depth = 0;

    while (depth < KAM_GROUPS_MAX_DEPTH) {
        gint64 parent_id = g_array_index(facts->accounts, KamFactAccount, account).parent_id;

        account = parent_id == 0 ? KAM_NO_INDEX : kam_facts_find_account(facts, parent_id);
        if (account == KAM_NO_INDEX)
            break;
        depth++;
    }
    return depth;
}

static gboolean
place_on_day(const KamFacts *facts, guint32 account, KamGroupsAt *at, GError **error)
{
    g_autoptr(KamGroups) groups = NULL;

    if (at->kind == KAM_GROUPS_TODAY) {
        at->depth = depth_today(facts, account);
        return TRUE;
    }
    groups = kam_groups_at_new(at, facts, error);
    if (groups != NULL)
        at->depth = kam_groups_depth(groups, account);
    return groups != NULL;
}

gboolean
kam_account_rows_with_companies(const KamGround *ground, guint32 account, const KamGroupsAt *at, KamFiguresBy *by,
                                GError **error)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    KamGroupsAt placed = { .kind = at->kind, .day = at->day };

    if (was_ever_below(facts, account) && !(at->kind == KAM_GROUPS_THEN ? place_then(facts, account, &placed, error)
                                                                        : place_on_day(facts, account, &placed, error)))
        return FALSE;
    *by = (KamFiguresBy) { .is_group = TRUE, .at = placed };
    return TRUE;
}
