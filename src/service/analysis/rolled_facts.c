/* Lines under heads. */
#include "service/analysis/rolled_facts.h"

static gboolean
find_heads(const KamFacts *facts, const KamGroupsAt *at, guint32 head[], GError **error)
{
    g_autoptr(KamGroups) groups = at->kind == KAM_GROUPS_TODAY  ? kam_groups_new_today(facts, error)
                                  : at->kind == KAM_GROUPS_THEN ? kam_groups_new_on(facts, facts->last_day, error)
                                                                : kam_groups_new_on(facts, at->day, error);

    for (guint32 account = 0; groups != NULL && account < facts->accounts->len; account++)
        head[account] = kam_groups_holder(groups, account, at->depth);
    return groups != NULL;
}

KamRolledFacts *
kam_rolled_facts_new(const KamFacts *facts, const KamGroupsAt *at, GError **error)
{
    g_autoptr(KamRolledFacts) rolled = g_new0(KamRolledFacts, 1);

    rolled->account = g_new(guint32, facts->n + 1);
    rolled->head = g_new(guint32, facts->accounts->len + 1);
    if (!find_heads(facts, at, rolled->head, error) || !kam_groups_at_put(at, facts, rolled->account, error))
        return NULL;
    rolled->facts = *facts;
    rolled->facts.account = rolled->account;
    return g_steal_pointer(&rolled);
}

void
kam_rolled_facts_free(KamRolledFacts *rolled)
{
    if (rolled == NULL)
        return;
    g_free(rolled->account);
    g_free(rolled->head);
    g_free(rolled);
}
