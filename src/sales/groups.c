/* A forest in the order of a walk: each company before those below it, so that a subtree is one stretch. */
#include "sales/groups.h"

#include "base/decimal.h"
#include "base/error.h"
#include "sales/groups_private.h"

struct KamGroups {
    guint n;
    guint32 *parent, *root, *depth;
    guint32 *child_start, *child; /* n + 1; by parent, ascending */
    guint32 *order, *place;       /* the walk, and where each stands in it */
    guint32 *size;                /* of the subtree, at least 1 */
};

void
kam_groups_free(KamGroups *groups)
{
    if (groups == NULL)
        return;
    g_free(groups->parent);
    g_free(groups->root);
    g_free(groups->depth);
    g_free(groups->child_start);
    g_free(groups->child);
    g_free(groups->order);
    g_free(groups->place);
    g_free(groups->size);
    g_free(groups);
}

/* --- making --- */

static void
list_children(KamGroups *groups)
{
    g_autofree guint32 *next = NULL;

    groups->child_start = g_new0(guint32, groups->n + 1);
    for (guint32 i = 0; i < groups->n; i++)
        if (groups->parent[i] != KAM_NO_INDEX)
            groups->child_start[groups->parent[i] + 1]++;
    for (guint32 i = 0; i < groups->n; i++)
        groups->child_start[i + 1] += groups->child_start[i];
    groups->child = g_new(guint32, groups->child_start[groups->n] + 1);
    next = g_memdup2(groups->child_start, sizeof *next * (groups->n + 1));
    for (guint32 i = 0; i < groups->n; i++)
        if (groups->parent[i] != KAM_NO_INDEX)
            groups->child[next[groups->parent[i]]++] = i;
}

/* Those below one are pushed from the last to the first, so that they are taken in their order. */
static guint32
walk_from(KamGroups *groups, guint32 root, guint32 *stack, guint32 at)
{
    guint32 n_stack = 0;

    stack[n_stack++] = root;
    while (n_stack > 0) {
        guint32 unit = stack[--n_stack], parent = groups->parent[unit];

        groups->root[unit] = root;
        groups->depth[unit] = parent == KAM_NO_INDEX ? 0 : groups->depth[parent] + 1;
        groups->place[unit] = at;
        groups->order[at++] = unit;
        for (guint32 c = groups->child_start[unit + 1]; c > groups->child_start[unit]; c--)
            stack[n_stack++] = groups->child[c - 1];
    }
    return at;
}

static void
measure(KamGroups *groups, guint32 n_walked)
{
    for (guint32 i = 0; i < groups->n; i++)
        groups->size[i] = 1;
    for (guint32 at = n_walked; at-- > 0;) {
        guint32 unit = groups->order[at];

        if (groups->parent[unit] != KAM_NO_INDEX)
            groups->size[groups->parent[unit]] += groups->size[unit];
    }
}

/* Who was not reached from a head is in a circle or below one. */
static void
refuse_circle(const KamGroups *groups, const KamFacts *facts, GError **error)
{
    guint32 unit = 0;

    while (groups->size[unit] != 0)
        unit++;
    for (guint32 steps = 0; steps < groups->n; steps++)
        unit = groups->parent[unit];
    kam_groups_refuse_circle(facts, unit, groups->parent[unit], KAM_DAY_NONE, error);
}

static gboolean
walk(KamGroups *groups, const KamFacts *facts, GError **error)
{
    g_autofree guint32 *stack = g_new(guint32, groups->n + 1);
    guint32 at = 0;

    for (guint32 i = 0; i < groups->n; i++)
        if (groups->parent[i] == KAM_NO_INDEX)
            at = walk_from(groups, i, stack, at);
    if (at == groups->n) {
        measure(groups, at);
        return TRUE;
    }
    for (guint32 i = 0; i < at; i++)
        groups->size[groups->order[i]] = 1;
    refuse_circle(groups, facts, error);
    return FALSE;
}

/* Takes the parents over. */
static KamGroups *
groups_of(const KamFacts *facts, guint32 *parent, GError **error)
{
    g_autoptr(KamGroups) groups = g_new0(KamGroups, 1);
    gsize n = (gsize)facts->accounts->len + 1;

    groups->n = facts->accounts->len;
    groups->parent = parent;
    groups->root = g_new0(guint32, n);
    groups->depth = g_new0(guint32, n);
    groups->order = g_new0(guint32, n);
    groups->place = g_new0(guint32, n);
    groups->size = g_new0(guint32, n);
    list_children(groups);
    return walk(groups, facts, error) ? g_steal_pointer(&groups) : NULL;
}

KamGroups *
kam_groups_new(const KamFacts *facts, const guint32 *parent, GError **error)
{
    return groups_of(facts, g_memdup2(parent, sizeof *parent * ((gsize)facts->accounts->len + 1)), error);
}

KamGroups *
kam_groups_new_today(const KamFacts *facts, GError **error)
{
    guint32 *parent = g_new(guint32, facts->accounts->len + 1);

    for (guint32 i = 0; i < facts->accounts->len; i++) {
        gint64 id = g_array_index(facts->accounts, KamFactAccount, i).parent_id;

        parent[i] = id == 0 ? KAM_NO_INDEX : kam_facts_find_account(facts, id);
    }
    return groups_of(facts, parent, error);
}

KamGroups *
kam_groups_new_on(const KamFacts *facts, gint32 day, GError **error)
{
    g_autofree const KamTie **lead = g_new0(const KamTie *, facts->accounts->len + 1);
    guint32 *parent = g_new(guint32, facts->accounts->len + 1);

    for (guint i = 0; i < facts->ties->len; i++) {
        const KamTie *tie = &g_array_index(facts->ties, KamTie, i);

        if (kam_tie_is_of_tree(tie) && tie->from_day <= day && day < tie->to_day &&
            (lead[tie->account] == NULL || kam_tie_leads(tie, lead[tie->account])))
            lead[tie->account] = tie;
    }
    for (guint32 i = 0; i < facts->accounts->len; i++)
        parent[i] = lead[i] == NULL ? KAM_NO_INDEX : lead[i]->parent;
    return groups_of(facts, parent, error);
}

/* --- asking --- */

guint
kam_groups_count(const KamGroups *groups)
{
    return groups->n;
}

guint32
kam_groups_parent(const KamGroups *groups, guint32 account)
{
    return groups->parent[account];
}

guint32
kam_groups_root(const KamGroups *groups, guint32 account)
{
    return groups->root[account];
}

guint
kam_groups_depth(const KamGroups *groups, guint32 account)
{
    return groups->depth[account];
}

guint32
kam_groups_holder(const KamGroups *groups, guint32 account, guint depth)
{
    if (depth == KAM_GROUPS_HEAD)
        return groups->root[account];
    while (groups->depth[account] > depth)
        account = groups->parent[account];
    return account;
}

const guint32 *
kam_groups_children(const KamGroups *groups, guint32 account, guint *n)
{
    *n = groups->child_start[account + 1] - groups->child_start[account];
    return groups->child + groups->child_start[account];
}

const guint32 *
kam_groups_units(const KamGroups *groups, guint32 account, guint *n)
{
    *n = groups->size[account];
    return groups->order + groups->place[account];
}

gboolean
kam_groups_roll_up(const KamGroups *groups, const gint64 *own, gint64 *sums, GError **error)
{
    for (guint32 i = 0; i < groups->n; i++)
        sums[i] = own[i];
    for (guint32 at = groups->n; at-- > 0;) {
        guint32 unit = groups->order[at], parent = groups->parent[unit];

        if (parent == KAM_NO_INDEX || kam_micro_add(&sums[parent], sums[unit]))
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "the sum of a group leaves the range of 9.2 trillion units of money");
        return FALSE;
    }
    return TRUE;
}
