/* Groups before and after, the two in each category, and the prices of what both buy. */
#include "service/analysis/merger.h"

#include <math.h>
#include <stdlib.h>

#include <kamen/concentration.h>

/* --- concentration --- */

static double
hhi_of(const gint64 micro[], guint n)
{
    g_autofree double *amount = g_new(double, (gsize)n + 1);
    gsize positive = 0;
    double hhi = (double)NAN;

    for (guint i = 0; i < n; i++)
        if (micro[i] > 0)
            amount[positive++] = (double)micro[i];
    return kam_concentration_hhi(amount, positive, &hhi) == KAM_CALC_OK ? hhi : (double)NAN;
}

static guint
rank_of(const gint64 micro[], guint n, guint32 of)
{
    guint rank = 1;

    for (guint32 i = 0; i < n; i++)
        rank += micro[i] > micro[of] || (micro[i] == micro[of] && i < of);
    return micro[of] > 0 ? rank : 0;
}

/* In `net`, by heads, the target leaves the group that it may belong to and joins the buyer's. Two that stand alone add
 * 2 s t, exactly. */
static void
measure_concentration(KamMergerAnalysis *analysis, const KamGroups *today, gint64 net[])
{
    guint n = analysis->scope.facts->accounts->len;
    guint32 buyer = analysis->pair.side[0].account, target = analysis->pair.side[1].account;
    guint32 old = kam_groups_root(today, target);
    gint64 moved = analysis->pair.side[1].net_micro;

    analysis->hhi_before = hhi_of(net, n);
    analysis->before[0].rank = rank_of(net, n, buyer);
    analysis->before[1].rank = rank_of(net, n, old);
    net[old] -= moved;
    net[buyer] += moved;
    analysis->hhi_after = hhi_of(net, n);
    analysis->together.rank = rank_of(net, n, buyer);
    analysis->hhi_change = analysis->hhi_after - analysis->hhi_before;
    if (old == target && analysis->before[0].share >= 0 && analysis->before[1].share >= 0)
        kam_concentration_merger(analysis->before[0].share, analysis->before[1].share, &analysis->hhi_change);
}

/* --- weight --- */

typedef struct {
    KamContribution sum;
    gint64 positive_micro; /* over groups above 0 */
} House;

static void
weigh(KamMergerWeight *weight, const House *house)
{
    gboolean knows = weight->has_profit && kam_contribution_is_known(&house->sum) && house->sum.contribution_micro > 0;

    weight->share = house->positive_micro > 0 ? (double)weight->net_micro / (double)house->positive_micro : (double)NAN;
    weight->profit_share =
        knows ? (double)weight->contribution_micro / (double)house->sum.contribution_micro : (double)NAN;
}

static void
measure_weight(KamMergerAnalysis *analysis, const gint64 net[])
{
    const KamFacts *facts = analysis->scope.facts;
    House house = { 0 };

    for (gsize i = 0; i < facts->n; i++)
        if (kam_pair_is_of_year(&analysis->pair, &analysis->scope, i))
            kam_contribution_add(&house.sum, facts, i);
    for (guint a = 0; a < facts->accounts->len; a++)
        house.positive_micro += MAX(net[a], 0);
    analysis->together.has_profit = TRUE;
    for (guint side = 0; side < 2; side++) {
        const KamPairSide *of = &analysis->pair.side[side];

        analysis->before[side] = (KamMergerWeight) { .net_micro = of->net_micro,
                                                     .contribution_micro = of->contribution_micro,
                                                     .has_profit = of->has_profit };
        analysis->together.net_micro += of->net_micro;
        analysis->together.contribution_micro += of->contribution_micro;
        analysis->together.has_profit &= of->has_profit;
        weigh(&analysis->before[side], &house);
    }
    weigh(&analysis->together, &house);
}

/* --- categories --- */

static int
compare_categories(gconstpointer a, gconstpointer b)
{
    const KamMergerCategory *x = a, *y = b;
    if (x->together.net_micro != y->together.net_micro)
        return x->together.net_micro < y->together.net_micro ? 1 : -1;
    return (x->category > y->category) - (x->category < y->category);
}

static void
fill_categories(KamMergerAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;
    guint n = analysis->categories.list->len;
    g_autofree KamMergerCategory *sums = g_new0(KamMergerCategory, n + 1);

    for (gsize i = 0; i < facts->n; i++) {
        guint8 side = facts->account[i] == KAM_NO_INDEX ? 0 : analysis->pair.side_of[facts->account[i]];
        guint32 category;

        if (!kam_pair_is_of_year(&analysis->pair, &analysis->scope, i))
            continue;
        category = kam_holders_of_line(&analysis->categories, facts, i);
        category = category == KAM_NO_INDEX ? n : category;
        kam_contribution_add(&sums[category].market, facts, i);
        if (side == 0)
            continue;
        kam_contribution_add(&sums[category].together, facts, i);
        sums[category].net_micro[side - 1] += facts->net_micro[i];
    }
    for (guint c = 0; c <= n; c++) {
        sums[c].category = c == n ? KAM_NO_INDEX : c;
        if (sums[c].together.moved > 0)
            g_array_append_val(analysis->by_category, sums[c]);
    }
    g_array_sort(analysis->by_category, compare_categories);
}

/* --- prices --- */

/* What who pays more would pay less at the other's price: never below 0, and 0 for equal prices. */
static KamMergerPrice
compare_prices(const KamPairArticle *article)
{
    const KamPairPurchase *one = &article->side[0], *other = &article->side[1];
    __extension__ typedef __int128 Wide;
    Wide left = (Wide)one->net_micro * other->quantity_micro, right = (Wide)other->net_micro * one->quantity_micro;
    const KamPairPurchase *dear = left > right ? one : other, *cheap = left > right ? other : one;
    KamMergerPrice price = { .article = article, .better = -1 };
    Wide at_better;

    if (left == right)
        return price;
    at_better = ((Wide)cheap->net_micro * dear->quantity_micro + cheap->quantity_micro / 2) / cheap->quantity_micro;
    price.better = left > right ? 1 : 0;
    price.cost_micro = MAX(dear->net_micro - (gint64)at_better, 0);
    return price;
}

static int
compare_costs(gconstpointer a, gconstpointer b)
{
    const KamMergerPrice *x = a, *y = b;

    if (x->cost_micro != y->cost_micro)
        return x->cost_micro < y->cost_micro ? 1 : -1;
    return (x->article > y->article) - (x->article < y->article);
}

static void
fill_prices(KamMergerAnalysis *analysis)
{
    for (guint i = 0; i < analysis->pair.both->len; i++) {
        KamMergerPrice price = compare_prices(&g_array_index(analysis->pair.both, KamPairArticle, i));

        analysis->cost_micro += price.cost_micro;
        if (price.better >= 0)
            analysis->cost_of_side_micro[1 - price.better] += price.cost_micro;
        g_array_append_val(analysis->prices, price);
    }
    g_array_sort(analysis->prices, compare_costs);
}

KamMergerAnalysis *
kam_merger_analysis_new(const KamFacts *facts, gint64 data_version, gint64 buyer, gint64 target,
                        const KamAnalysisOptions *options, GError **error)
{
    const KamPairQuestion question = { { buyer, target }, { "buyer", "target" }, { TRUE, FALSE } };
    g_autoptr(KamMergerAnalysis) analysis = g_new0(KamMergerAnalysis, 1);
    g_autoptr(KamGroups) today = NULL;
    g_autofree gint64 *net = NULL;

    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        (today = kam_groups_new_today(facts, error)) == NULL ||
        !kam_pair_init(&analysis->pair, &analysis->scope, today, &question, error))
        return NULL;
    kam_holders_init(&analysis->categories, facts, KAM_BY_CATEGORY);
    analysis->by_category = g_array_new(FALSE, FALSE, sizeof(KamMergerCategory));
    analysis->prices = g_array_new(FALSE, FALSE, sizeof(KamMergerPrice));
    net = kam_pair_sum_by_root(&analysis->pair, &analysis->scope, today);
    measure_weight(analysis, net);
    measure_concentration(analysis, today, net);
    fill_categories(analysis);
    fill_prices(analysis);
    return g_steal_pointer(&analysis);
}

void
kam_merger_analysis_free(KamMergerAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_pair_clear(&analysis->pair);
    kam_holders_clear(&analysis->categories);
    g_clear_pointer(&analysis->by_category, g_array_unref);
    g_clear_pointer(&analysis->prices, g_array_unref);
    g_free(analysis);
}
