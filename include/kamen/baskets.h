/* What is bought together: frequent itemsets of baskets, and association rules between their items.
 *
 * A basket is whatever holds items: an invoice with its products, an account with all it ever bought. Only whether an
 * item is in a basket counts, not how often. Two steps: kam_itemsets_new() finds every set of items that enough baskets
 * share, kam_rules_list() makes the rules "who takes these takes that, too" out of them.
 *
 * Counts are exact integers. A share is compared with a threshold as the double nearest to the true quotient, so that
 * thresholds written as decimals mean what they say: 12 of 15 baskets reach 0.8. No function keeps state; all may be
 * called from any thread, and one KamItemsets may be read by many threads at once. */
#ifndef KAMEN_BASKETS_H
#define KAMEN_BASKETS_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Which item is in which basket, in any order; a pair may be repeated. The arrays are only read. */
typedef struct {
    size_t n;               /* pairs, below 2^32 */
    const uint32_t *basket; /* 0..n_baskets-1 */
    const uint32_t *item;   /* 0..n_items-1 */
    size_t n_baskets;       /* all baskets, those without an item too; below 2^32 - 1 */
    size_t n_items;         /* below 2^32 - 1 */
} KamBasketLines;

typedef struct {
    double min_support;  /* least share of all baskets, in (0, 1] */
    size_t max_items;    /* longest set looked for; 0: as long as there are */
    size_t max_itemsets; /* more sets than this are refused; 0: as many as the memory holds */
} KamItemsetOptions;

/** The frequent itemsets; opaque. */
typedef struct KamItemsets KamItemsets;

/**
 * All frequent itemsets: each set of items that lie together in at least min_support of all baskets.
 *
 *     support(X) = |{baskets that contain X}| / n_baskets >= min_support,   1 <= |X| <= max_items
 *
 * @param[in]  lines     the baskets; see the type.
 * @param[in]  options   thresholds and limits; see the type.
 * @param[out] itemsets  the sets, in an order that depends on the data alone; free with kam_itemsets_free(). There may
 * be none: then kam_itemsets_count() is 0.
 *
 * @return KAM_CALC_OK         itemsets is written
 *         KAM_CALC_EMPTY      n_baskets == 0; itemsets is not touched
 *         KAM_CALC_DOMAIN     an index is outside its range, min_support is outside (0, 1], or a number is too large;
 *                             itemsets is not touched
 *         KAM_CALC_NO_MEMORY  there are more than max_itemsets, or more than the memory holds; itemsets is not touched
 *
 * Accuracy: exact.
 * Cost: O(n + n_baskets + n_items) to sort, then depth first without candidates: single items and pairs by counting
 * along the baskets, O(sum of squared basket sizes); longer sets by intersecting bitmaps of the baskets of their rarest
 * item. 20 bytes a set, and bitmaps for one branch at a time. 19,213 baskets of 4,017 products at support 0.005 (3,498
 * sets): about 15 ms. Source: M. J. Zaki, "Scalable algorithms for association mining", IEEE Transactions on Knowledge
 * and Data Engineering 12 (2000), pp. 372-390 (depth first by basket lists); T. Uno, M. Kiyomi, H. Arimura, "LCM ver.
 * 2: Efficient mining algorithms for frequent/closed/maximal itemsets", FIMI 2004 (pairs by delivering occurrences).
 * Checked by: tests/analytics/test_baskets.c, tests/analytics/test_baskets_data.c
 */
KamCalcStatus kam_itemsets_new(const KamBasketLines *lines, const KamItemsetOptions *options, KamItemsets **itemsets);
/** Free them; NULL is allowed. */
void kam_itemsets_free(KamItemsets *itemsets);

/** How many there are; they are numbered from 0. */
size_t kam_itemsets_count(const KamItemsets *itemsets);
/** How many baskets there were, those without an item too. */
size_t kam_itemsets_baskets(const KamItemsets *itemsets);
/** Items of the largest set; 0 without a set. */
size_t kam_itemsets_largest(const KamItemsets *itemsets);
/** How many sets have so many items. */
size_t kam_itemsets_count_of_size(const KamItemsets *itemsets, size_t size);

/**
 * One itemset.
 *
 * @param[in]  itemsets  the sets.
 * @param[in]  index     0..kam_itemsets_count()-1.
 * @param[out] item      room for kam_itemsets_largest() items; the set's own are written in ascending order.
 * @param[out] count     baskets that contain the set; may be NULL.
 *
 * @return how many items the set has; 0, and nothing is touched, when the index is outside its range.
 *
 * Accuracy: exact.
 * Cost: O(k^2) for k items.
 * Checked by: tests/analytics/test_baskets.c
 */
size_t kam_itemsets_get(const KamItemsets *itemsets, size_t index, uint32_t item[], size_t *count);

/** A rule antecedent -> consequent with one item on the right: whose baskets contain the antecedent, contain it, too.
 */
typedef struct {
    uint32_t itemset;          /* number of the set of antecedent and consequent together */
    uint32_t consequent;       /* the item */
    uint32_t count;            /* baskets with all of them */
    uint32_t antecedent_count; /* baskets with the antecedent */
    uint32_t consequent_count; /* baskets with the consequent */
} KamRule;

typedef struct {
    double min_confidence; /* in [0, 1] */
    size_t min_items;      /* least items on both sides together, >= 1; with 1 there are rules without an antecedent,
                            * which say no more than how frequent their item is. Usually 2 */
} KamRuleOptions;

/**
 * How many rules kam_rules_list() would write. Parameters and statuses as there.
 * Checked by: tests/analytics/test_baskets.c
 */
KamCalcStatus kam_rules_count(const KamItemsets *itemsets, const KamRuleOptions *options, size_t *n);

/**
 * The rules of the itemsets: each set of at least min_items, with each of its items in turn on the right.
 *
 *     confidence = count / antecedent_count >= min_confidence
 *
 * @param[in]  itemsets  the sets; their least support is also that of the rules.
 * @param[in]  options   see the type.
 * @param[out] rule      room for kam_rules_count() rules. They come by descending lift, then confidence, then count,
 * then by number of itemset and consequent.
 *
 * @return KAM_CALC_OK      rule is written; when there are no rules, too
 *         KAM_CALC_DOMAIN  min_confidence is outside [0, 1] or min_items is 0; nothing is touched
 *
 * Accuracy: exact.
 * Cost: O(s k^2 log c) for s sets of k items with c continuations each, and O(r log r) to order r rules.
 * Source: R. Agrawal, R. Srikant, "Fast algorithms for mining association rules", VLDB 1994, pp. 487-499. One item on
 * the right, as the R package arules does. Checked by: tests/analytics/test_baskets.c,
 * tests/analytics/test_baskets_data.c
 */
KamCalcStatus kam_rules_list(const KamItemsets *itemsets, const KamRuleOptions *options, KamRule rule[]);

/**
 * The left side of a rule.
 *
 * @param[in]  itemsets  the sets that the rule came from.
 * @param[in]  rule      the rule.
 * @param[out] item      room for kam_itemsets_largest() items; the antecedent's are written in ascending order.
 *
 * @return how many there are.
 *
 * Accuracy: exact.
 * Cost: O(k^2) for k items.
 * Checked by: tests/analytics/test_baskets.c
 */
size_t kam_rule_antecedent(const KamItemsets *itemsets, const KamRule *rule, uint32_t item[]);

/** How strong a rule is; the bounds are those of 95 % intervals. */
typedef struct {
    double support;                         /* share of all baskets with both sides, in [0, 1] */
    double confidence;                      /* share of the antecedent's baskets that hold the consequent, in [0, 1] */
    double confidence_low, confidence_high; /* in [0, 1] */
    double lift;                            /* confidence over the share of all baskets; 1: no connection; >= 0 */
    KamCalcValue lift_low, lift_high;       /* EMPTY when no basket holds both */
    double leverage;                        /* support minus what chance would give, in [-1/4, 1/4] */
    KamCalcValue conviction; /* how much more often the rule would fail by chance; EMPTY when it never fails */
} KamRuleMeasure;

/**
 * The measures of a rule from its counts. With n baskets, a with both sides, b with the antecedent, c with the
 * consequent:
 *
 *     support  a / n        confidence  a / b        lift  a n / (b c)
 *     leverage  a / n - b c / n^2                    conviction  (1 - c / n) / (1 - a / b)
 *     confidence interval of Wilson:  (a + z^2/2 +- z sqrt(a (b - a) / b + z^2/4)) / (b + z^2),   z = 1.959964
 *     lift interval:  lift exp(+- z s),   s^2 = 1/a - 1/b - 1/c + (2 lift - 1) / n
 *
 * s is the standard error of log(lift) by the delta method when the baskets are a random sample. A rule that was found
 * as the best of thousands looks better than it is: the intervals are those of a rule that was named beforehand.
 *
 * @param[in]  count             a: baskets with both sides.
 * @param[in]  antecedent_count  b: baskets with the antecedent, a <= b.
 * @param[in]  consequent_count  c: baskets with the consequent, a <= c.
 * @param[in]  n_baskets         n: all baskets, b + c - a <= n.
 * @param[out] measure           every field is written.
 *
 * @return KAM_CALC_OK      measure is written
 *         KAM_CALC_EMPTY   n, b or c is 0: there is nothing to compare; measure is not touched
 *         KAM_CALC_DOMAIN  no baskets have such counts, or n is 2^32 or more; measure is not touched
 *
 * Accuracy: relative error below 8 u (u = 2^-53); of leverage absolute, below 4 u. The lift interval covers 95 % from
 * about 5 baskets with both sides on: see docs/numbers.md. Cost: O(1). Source: S. Brin, R. Motwani, J. D. Ullman, S.
 * Tsur, "Dynamic itemset counting and implication rules for market basket data", SIGMOD 1997, pp. 255-264 (lift,
 * conviction); G. Piatetsky-Shapiro, "Discovery, analysis, and presentation of strong rules", 1991 (leverage); E. B.
 * Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical
 * Association 22 (1927), pp. 209-212. Checked by: tests/analytics/test_baskets.c
 */
KamCalcStatus kam_rule_measure(size_t count, size_t antecedent_count, size_t consequent_count, size_t n_baskets,
                               KamRuleMeasure *measure);

#ifdef __cplusplus
}
#endif

#endif
