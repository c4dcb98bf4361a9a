/* Groups before and after, the two in each category, and the prices of what both buy. */
#include "service/analysis/merger.h"

#include <math.h>
#include <stdlib.h>

#include <kamen/concentration.h>

#include "service/report/report.h"

#define COVERED_COST 0.8

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

/* Sums of the year by the head of the group of today. */
static gint64 *
sum_by_head(const KamMergerAnalysis *analysis, const KamGroups *today)
{
    const KamFacts *facts = analysis->scope.facts;
    gint64 *net = g_new0(gint64, facts->accounts->len + 1);

    for (gsize i = 0; i < facts->n; i++)
        if (kam_pair_is_of_year(&analysis->pair, &analysis->scope, i))
            net[kam_groups_root(today, facts->account[i])] += facts->net_micro[i];
    return net;
}

/* The target leaves the group that it may belong to. Two that stand alone add 2 s t, exactly. */
static void
measure_concentration(KamMergerAnalysis *analysis, const KamGroups *today)
{
    guint n = analysis->scope.facts->accounts->len;
    g_autofree gint64 *net = sum_by_head(analysis, today);
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
    gint64 net_micro, contribution_micro;
    gint64 positive_micro; /* over groups above 0 */
    double moved, costed;
} House;

static void
add_house_line(House *house, const KamFacts *facts, gsize line)
{
    house->net_micro += facts->net_micro[line];
    house->moved += fabs((double)facts->net_micro[line]);
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    house->costed += fabs((double)facts->net_micro[line]);
    house->contribution_micro += facts->net_micro[line] - facts->cost_micro[line];
}

static void
weigh(KamMergerWeight *weight, const House *house, gboolean house_has_profit)
{
    gboolean knows = weight->has_profit && house_has_profit && house->contribution_micro > 0;

    weight->share = house->positive_micro > 0 ? (double)weight->net_micro / (double)house->positive_micro : (double)NAN;
    weight->profit_share = knows ? (double)weight->contribution_micro / (double)house->contribution_micro : (double)NAN;
}

static void
measure_weight(KamMergerAnalysis *analysis, const KamGroups *today)
{
    const KamFacts *facts = analysis->scope.facts;
    g_autofree gint64 *net = sum_by_head(analysis, today);
    House house = { 0 };

    for (gsize i = 0; i < facts->n; i++)
        if (kam_pair_is_of_year(&analysis->pair, &analysis->scope, i))
            add_house_line(&house, facts, i);
    for (guint a = 0; a < facts->accounts->len; a++)
        house.positive_micro += MAX(net[a], 0);
    analysis->has_profit = house.costed > 0 && house.costed >= COVERED_COST * house.moved;
    analysis->together.has_profit = TRUE;
    for (guint side = 0; side < 2; side++) {
        const KamPairSide *of = &analysis->pair.side[side];

        analysis->before[side] = (KamMergerWeight) { .net_micro = of->net_micro,
                                                     .contribution_micro = of->contribution_micro,
                                                     .has_profit = of->has_profit };
        analysis->together.net_micro += of->net_micro;
        analysis->together.contribution_micro += of->contribution_micro;
        analysis->together.has_profit &= of->has_profit;
        weigh(&analysis->before[side], &house, analysis->has_profit);
    }
    weigh(&analysis->together, &house, analysis->has_profit);
}

/* --- categories --- */

typedef struct {
    KamMergerCategory category;
    double moved, costed, market_moved, market_costed;
} CategorySum;

static void
add_category_line(CategorySum *sum, const KamFacts *facts, gsize line, guint8 side)
{
    gboolean has_cost = !(facts->flags[line] & KAM_FACT_NO_COST);
    gint64 net = facts->net_micro[line], margin = has_cost ? net - facts->cost_micro[line] : 0;
    double moved = fabs((double)net);

    sum->category.market_micro += net;
    sum->category.market_contribution_micro += margin;
    sum->market_moved += moved;
    sum->market_costed += has_cost ? moved : 0;
    if (side == 0)
        return;
    sum->category.net_micro[side - 1] += net;
    sum->category.contribution_micro[side - 1] += margin;
    sum->moved += moved;
    sum->costed += has_cost ? moved : 0;
}

static int
compare_categories(gconstpointer a, gconstpointer b)
{
    const KamMergerCategory *x = a, *y = b;
    gint64 one = x->net_micro[0] + x->net_micro[1], other = y->net_micro[0] + y->net_micro[1];

    if (one != other)
        return one < other ? 1 : -1;
    return (x->category > y->category) - (x->category < y->category);
}

static void
fill_categories(KamMergerAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;
    guint n = analysis->categories.list->len;
    g_autofree CategorySum *sums = g_new0(CategorySum, n + 1);

    for (gsize i = 0; i < facts->n; i++) {
        guint32 category;

        if (!kam_pair_is_of_year(&analysis->pair, &analysis->scope, i))
            continue;
        category = kam_holders_of_line(&analysis->categories, facts, i);
        add_category_line(&sums[category == KAM_NO_INDEX ? n : category], facts, i,
                          analysis->pair.side_of[facts->account[i]]);
    }
    for (guint c = 0; c <= n; c++) {
        if (!(sums[c].moved > 0))
            continue;
        sums[c].category.category = c == n ? KAM_NO_INDEX : c;
        sums[c].category.has_profit = sums[c].costed > 0 && sums[c].costed >= COVERED_COST * sums[c].moved;
        sums[c].category.market_has_profit =
            sums[c].market_costed > 0 && sums[c].market_costed >= COVERED_COST * sums[c].market_moved;
        g_array_append_val(analysis->by_category, sums[c].category);
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

    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        (today = kam_groups_new_today(facts, error)) == NULL ||
        !kam_pair_init(&analysis->pair, &analysis->scope, today, &question, error))
        return NULL;
    kam_holders_init(&analysis->categories, facts, KAM_BY_CATEGORY);
    analysis->by_category = g_array_new(FALSE, FALSE, sizeof(KamMergerCategory));
    analysis->prices = g_array_new(FALSE, FALSE, sizeof(KamMergerPrice));
    measure_weight(analysis, today);
    measure_concentration(analysis, today);
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
