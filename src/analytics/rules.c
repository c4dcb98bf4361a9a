/* Association rules out of frequent itemsets: see kamen/baskets.h. */
#include <math.h>
#include <stdlib.h>

#include "itemsets.h"

/* The quantile of the normal distribution for intervals of 95 %. */
#define Z95 1.959963984540054

/* Where rules go to: without a place they are only counted. */
typedef struct {
    const KamItemsets *itemsets;
    double min_confidence;
    KamRule *rule;
    size_t n;
} Collector;

/* Count of the set without its k-th item: down the path beside that item. Every subset of a frequent set is frequent,
 * so it is there. */
static uint32_t
count_without(const KamItemsets *itemsets, const uint32_t path[], size_t size, size_t k)
{
    size_t next = k + 1;
    uint32_t node;

    if (size == 1)
        return itemsets->n_baskets;
    node = k > 0 ? path[k - 1] : itemsets->node[path[next++]].rank;
    for (; next < size; next++)
        node = itemset_child(itemsets, node, itemsets->node[path[next]].rank);
    return itemsets->node[node].count;
}

static void
collect_itemset(Collector *collector, uint32_t itemset, const uint32_t path[], size_t size)
{
    const KamItemsets *itemsets = collector->itemsets;
    uint32_t count = itemsets->node[itemset].count;

    for (size_t k = 0; k < size; k++) {
        uint32_t rank = itemsets->node[path[k]].rank;
        uint32_t antecedent = count_without(itemsets, path, size, k);

        if ((double)count / antecedent < collector->min_confidence)
            continue;
        if (collector->rule != NULL)
            collector->rule[collector->n] = (KamRule) { .itemset = itemset,
                                                        .consequent = itemsets->item_of[rank],
                                                        .count = count,
                                                        .antecedent_count = antecedent,
                                                        .consequent_count = itemsets->node[rank].count };
        collector->n++;
    }
}

static KamCalcStatus
collect(Collector *collector, const KamRuleOptions *options)
{
    uint32_t path[ITEMSET_MAX_ITEMS];

    if (!(options->min_confidence >= 0 && options->min_confidence <= 1) || options->min_items == 0)
        return KAM_CALC_DOMAIN;
    collector->min_confidence = options->min_confidence;
    for (uint32_t i = 0; i < collector->itemsets->n; i++) {
        size_t size = itemset_path(collector->itemsets, i, path);

        if (size >= options->min_items)
            collect_itemset(collector, i, path, size);
    }
    return KAM_CALC_OK;
}

KamCalcStatus
kam_rules_count(const KamItemsets *itemsets, const KamRuleOptions *options, size_t *n)
{
    Collector collector = { .itemsets = itemsets };
    KamCalcStatus status = collect(&collector, options);

    if (status == KAM_CALC_OK)
        *n = collector.n;
    return status;
}

static int
descending(double x, double y)
{
    return (x < y) - (x > y);
}

/* Lift over the number of baskets, which all rules share. */
static double
relative_lift(const KamRule *rule)
{
    return rule->count / ((double)rule->antecedent_count * rule->consequent_count);
}

static int
compare_rules(const void *a, const void *b)
{
    const KamRule *x = a;
    const KamRule *y = b;
    int order = descending(relative_lift(x), relative_lift(y));

    if (order == 0)
        order = descending((double)x->count / x->antecedent_count, (double)y->count / y->antecedent_count);
    if (order == 0)
        order = descending(x->count, y->count);
    if (order == 0)
        order = (x->itemset > y->itemset) - (x->itemset < y->itemset);
    return order != 0 ? order : (x->consequent > y->consequent) - (x->consequent < y->consequent);
}

KamCalcStatus
kam_rules_list(const KamItemsets *itemsets, const KamRuleOptions *options, KamRule rule[])
{
    Collector collector = { .itemsets = itemsets, .rule = rule };
    KamCalcStatus status = collect(&collector, options);

    if (status == KAM_CALC_OK && collector.n > 1)
        qsort(rule, collector.n, sizeof rule[0], compare_rules);
    return status;
}

size_t
kam_rule_antecedent(const KamItemsets *itemsets, const KamRule *rule, uint32_t item[])
{
    uint32_t all[ITEMSET_MAX_ITEMS];
    size_t size = kam_itemsets_get(itemsets, rule->itemset, all, NULL);
    size_t n = 0;

    for (size_t k = 0; k < size; k++)
        if (all[k] != rule->consequent)
            item[n++] = all[k];
    return n;
}

static void
measure_confidence(double a, double b, KamRuleMeasure *measure)
{
    double middle = a + Z95 * Z95 / 2;
    double half = Z95 * sqrt(a * (b - a) / b + Z95 * Z95 / 4);
    double whole = b + Z95 * Z95;

    measure->confidence = a / b;
    measure->confidence_low = a > 0 ? (middle - half) / whole : 0;
    measure->confidence_high = a < b ? (middle + half) / whole : 1;
}

static void
measure_lift(double a, double b, double c, double n, KamRuleMeasure *measure)
{
    double variance, half;

    measure->lift = a * n / (b * c);
    measure->lift_low = measure->lift_high = (KamCalcValue) { .status = KAM_CALC_EMPTY };
    if (a == 0)
        return;
    variance = 1 / a - 1 / b - 1 / c + (2 * measure->lift - 1) / n;
    half = Z95 * sqrt(fmax(variance, 0));
    measure->lift_low = (KamCalcValue) { measure->lift * exp(-half), KAM_CALC_OK };
    measure->lift_high = (KamCalcValue) { measure->lift * exp(half), KAM_CALC_OK };
}

KamCalcStatus
kam_rule_measure(size_t count, size_t antecedent_count, size_t consequent_count, size_t n_baskets,
                 KamRuleMeasure *measure)
{
    double a = (double)count, b = (double)antecedent_count, c = (double)consequent_count, n = (double)n_baskets;

    if (n_baskets > UINT32_MAX || count > antecedent_count || count > consequent_count ||
        antecedent_count > n_baskets || consequent_count > n_baskets ||
        antecedent_count + consequent_count - count > n_baskets)
        return KAM_CALC_DOMAIN;
    if (antecedent_count == 0 || consequent_count == 0)
        return KAM_CALC_EMPTY;
    measure->support = a / n;
    measure_confidence(a, b, measure);
    measure_lift(a, b, c, n, measure);
    measure->leverage = a / n - (b / n) * (c / n);
    measure->conviction = (KamCalcValue) { .status = KAM_CALC_EMPTY };
    if (count < antecedent_count)
        measure->conviction = (KamCalcValue) { (1 - c / n) / (1 - a / b), KAM_CALC_OK };
    return KAM_CALC_OK;
}
