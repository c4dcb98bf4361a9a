/* Losing several at once: a set that is asked for, the fewest that would be too many, everybody by chance. */
#include "service/analysis/dependency_parts.h"

#include <math.h>

#include "base/error.h"

/* --- one set --- */

/* Which holders are lost already is marked, so that a set of very many takes no longer than they are. */
typedef struct {
    const KamDependencyAnalysis *analysis;
    KamDependencySet *set;
    KamDependencyTotals totals;
    guint8 *is_lost; /* by holder */
} Losing;

static void
losing_init(Losing *losing, const KamDependencyAnalysis *analysis, KamDependencySet *set)
{
    *set = (KamDependencySet) { .lost = g_array_new(FALSE, FALSE, sizeof(guint32)), .after = analysis->whole };
    *losing =
        (Losing) { analysis, set, kam_dependency_totals(analysis), g_new0(guint8, analysis->holders.list->len + 1) };
}

static void
add_at_risk(KamDependencySet *set, const KamDependencyAnalysis *analysis, const KamDependencyHolder *row)
{
    double part = row->net_micro > 0 ? row->net_at_risk.amount / ((double)row->net_micro / 1e6) : 0;

    kam_risk_add_risk(&set->net_at_risk, &row->net_at_risk);
    kam_risk_add_risk(&set->contribution_at_risk, &row->contribution_at_risk);
    set->spread = hypot(set->spread, kam_dependency_knows_chances(analysis) ? part * row->spread : 0);
}

/* Once each, however often it is named: under its own id, or under that of its head. */
static void
lose_holder(Losing *losing, guint32 holder)
{
    const KamDependencyHolder *row = kam_dependency_find(losing->analysis, holder);

    if (losing->is_lost[holder])
        return;
    losing->is_lost[holder] = 1;
    g_array_append_val(losing->set->lost, holder);
    if (row == NULL)
        return;
    kam_dependency_lose(&losing->set->after, &losing->totals, row);
    add_at_risk(losing->set, losing->analysis, row);
}

/* What is told of the whole set at the end. */
static void
losing_end(Losing *losing)
{
    const KamDependencyAnalysis *analysis = losing->analysis;
    const KamAccountLosses *losses = analysis->losses;

    losing->set->after.hhi = kam_dependency_hhi(&losing->totals);
    kam_risk_together_init(&losing->set->together);
    for (guint32 a = 0; a < losses->n; a++)
        if (losses->is_known[a] && analysis->owner[a] != KAM_NO_INDEX && losing->is_lost[analysis->owner[a]])
            kam_risk_together_add(&losing->set->together, &losses->loss[a].lost);
    g_free(losing->is_lost);
}

void
kam_dependency_set_clear(KamDependencySet *set)
{
    g_clear_pointer(&set->lost, g_array_unref);
}

/* --- those who are asked for --- */

/* As groups are today, or on the day that is asked for; of each day, on the last. */
static KamGroups *
find_groups(const KamDependencyAnalysis *analysis, GError **error)
{
    KamGroupsAt at = analysis->question.groups;

    if (at.kind == KAM_GROUPS_THEN)
        at = (KamGroupsAt) { .kind = KAM_GROUPS_ON, .day = analysis->scope.as_of_day };
    return kam_groups_at_new(&at, analysis->scope.facts, error);
}

/* Of a group, whoever of it is named, at the depth of the rows. */
static guint32
holder_of_account(const KamDependencyAnalysis *analysis, const KamGroups *groups, guint32 account)
{
    if (groups == NULL || kam_dependency_find(analysis, account) != NULL)
        return account;
    return kam_groups_holder(groups, account, analysis->question.groups.depth);
}

/* Lines of others are not there for who does not see them, but their names are. */
static gboolean
is_known(const KamDependencyAnalysis *analysis, guint32 account)
{
    return account != KAM_NO_INDEX &&
           (kam_dependency_find(analysis, account) != NULL || kam_scope_has_account(&analysis->scope, account));
}

static gboolean
refuse(const char *parameter, gint64 id, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s names '%" G_GINT64_FORMAT "', which is no account here",
                parameter, id);
    return FALSE;
}

static gboolean
lose_accounts(Losing *losing, GError **error)
{
    const KamDependencyAnalysis *analysis = losing->analysis;
    const KamDependencyQuestion *question = &analysis->question;
    gboolean is_by_group = question->by_group && question->n_lose > 0;
    g_autoptr(KamGroups) groups = is_by_group ? find_groups(analysis, error) : NULL;

    if (is_by_group && groups == NULL)
        return FALSE;
    for (guint i = 0; i < question->n_lose; i++) {
        guint32 account = kam_facts_find_account(analysis->scope.facts, question->lose[i]);

        if (!is_known(analysis, account))
            return refuse("lose", question->lose[i], error);
        lose_holder(losing, holder_of_account(analysis, groups, account));
    }
    return TRUE;
}

/* All of it that have bought in the year. FALSE when nobody of it has a line that may be seen. */
static gboolean
lose_group(Losing *losing, const KamGroups *groups, guint32 account)
{
    const KamDependencyAnalysis *analysis = losing->analysis;
    gboolean has_known = FALSE;
    guint32 n;
    const guint32 *units = kam_groups_units(groups, kam_groups_root(groups, account), &n);

    for (guint32 i = 0; i < n; i++) {
        guint32 owner = analysis->owner[units[i]];

        has_known = has_known || owner != KAM_NO_INDEX || is_known(analysis, units[i]);
        if (owner != KAM_NO_INDEX)
            lose_holder(losing, owner);
    }
    return has_known;
}

static gboolean
lose_groups(Losing *losing, GError **error)
{
    const KamDependencyAnalysis *analysis = losing->analysis;
    const KamDependencyQuestion *question = &analysis->question;
    g_autoptr(KamGroups) groups = question->n_lose_groups == 0 ? NULL : find_groups(analysis, error);

    if (question->n_lose_groups > 0 && groups == NULL)
        return FALSE;
    for (guint i = 0; i < question->n_lose_groups; i++) {
        guint32 account = kam_facts_find_account(analysis->scope.facts, question->lose_groups[i]);

        if (account == KAM_NO_INDEX || !lose_group(losing, groups, account))
            return refuse("lose_groups", question->lose_groups[i], error);
    }
    return TRUE;
}

gboolean
kam_dependency_fill_stress(KamDependencyAnalysis *analysis, GError **error)
{
    const KamDependencyQuestion *question = &analysis->question;
    gboolean is_done;
    Losing losing;

    if (question->n_lose == 0 && question->n_lose_groups == 0)
        return TRUE;
    analysis->has_stress = TRUE;
    losing_init(&losing, analysis, &analysis->stress);
    is_done = lose_accounts(&losing, error) && lose_groups(&losing, error);
    losing_end(&losing);
    return is_done;
}

/* --- the fewest --- */

static int
compare_contributions(gconstpointer a, gconstpointer b)
{
    const KamDependencyHolder *x = a, *y = b;

    if (x->contribution_micro != y->contribution_micro)
        return x->contribution_micro < y->contribution_micro ? 1 : -1;
    return (x->holder > y->holder) - (x->holder < y->holder);
}

/* The largest contributions first: no set with fewer takes as much away. */
static void
fill_least_to_break(KamDependencyAnalysis *analysis)
{
    gint64 fixed = analysis->question.fixed_cost_micro;
    g_autoptr(GArray) rows = NULL;
    Losing losing;

    if (fixed == KAM_DEPENDENCY_NO_AMOUNT || !analysis->has_profit || analysis->whole.contribution_micro < fixed)
        return;
    rows = g_array_copy(analysis->all);
    g_array_sort(rows, compare_contributions);
    analysis->has_least = TRUE;
    losing_init(&losing, analysis, &analysis->least);
    for (guint i = 0; i < rows->len && analysis->least.after.contribution_micro >= fixed; i++)
        lose_holder(&losing, g_array_index(rows, KamDependencyHolder, i).holder);
    losing_end(&losing);
}

/* Likewise the largest sales. */
static void
fill_least_for_loss(KamDependencyAnalysis *analysis)
{
    gint64 left = analysis->whole.net_micro - analysis->question.loss_micro;
    Losing losing;

    if (analysis->question.loss_micro == KAM_DEPENDENCY_NO_AMOUNT ||
        kam_dependency_totals(analysis).positive_micro < analysis->question.loss_micro)
        return;
    analysis->has_least_for_loss = TRUE;
    losing_init(&losing, analysis, &analysis->least_for_loss);
    for (guint i = 0; i < analysis->all->len && analysis->least_for_loss.after.net_micro > left; i++)
        lose_holder(&losing, g_array_index(analysis->all, KamDependencyHolder, i).holder);
    losing_end(&losing);
}

void
kam_dependency_fill_least(KamDependencyAnalysis *analysis)
{
    fill_least_to_break(analysis);
    fill_least_for_loss(analysis);
}

/* --- everybody --- */

static double
chance_not_covered(const KamDependencyAnalysis *analysis)
{
    const KamAccountLosses *losses = analysis->losses;
    double spare = (double)(analysis->whole.contribution_micro - analysis->question.fixed_cost_micro) / 1e6;
    g_autofree KamRiskStake *stakes = g_new(KamRiskStake, losses->n + 1);
    gsize n = 0;

    if (analysis->question.fixed_cost_micro == KAM_DEPENDENCY_NO_AMOUNT || !analysis->has_profit ||
        !kam_dependency_knows_chances(analysis))
        return (double)NAN;
    for (guint a = 0; a < losses->n; a++)
        if (losses->is_known[a] && analysis->stake[a] != 0)
            stakes[n++] = (KamRiskStake) { analysis->stake[a], losses->loss[a].lost.probability };
    return spare < 0 ? 1 : kam_risk_chance_above(stakes, n, spare);
}

void
kam_dependency_fill_everybody(KamDependencyAnalysis *analysis)
{
    for (guint i = 0; i < analysis->all->len; i++)
        add_at_risk(&analysis->everybody, analysis, &g_array_index(analysis->all, KamDependencyHolder, i));
    analysis->chance_not_covered = chance_not_covered(analysis);
}
