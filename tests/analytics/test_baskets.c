/* Itemsets and rules: published examples, counting word by word, properties, coverage of the intervals, every status.
 */
#include <math.h>
#include <string.h>

#include <glib.h>
#include <kamen/baskets.h>

#include "data.h"

#define U 0x1p-53
#define MAX_ITEMS 10

/* Baskets as bits: item i is in a basket when bit i is set. */
typedef struct {
    guint n_baskets, n_items;
    guint32 bits[400];
} Plain;

typedef struct {
    KamBasketLines lines;
    guint32 *basket, *item;
} Pairs;

static void
pairs_clear(Pairs *pairs)
{
    g_free(pairs->basket);
    g_free(pairs->item);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pairs, pairs_clear)

static void
pairs_init(Pairs *pairs, const Plain *plain)
{
    gsize room = (gsize)plain->n_baskets * plain->n_items + 1;
    gsize n = 0;

    pairs->basket = g_new(guint32, room);
    pairs->item = g_new(guint32, room);
    for (guint b = 0; b < plain->n_baskets; b++)
        for (guint i = 0; i < plain->n_items; i++)
            if (plain->bits[b] & 1u << i) {
                pairs->basket[n] = b;
                pairs->item[n++] = i;
            }
    pairs->lines = (KamBasketLines) { n, pairs->basket, pairs->item, plain->n_baskets, plain->n_items };
}

static KamItemsets *
mine(const KamBasketLines *lines, double support, size_t max_items)
{
    const KamItemsetOptions options = { support, max_items, 0 };
    KamItemsets *itemsets = NULL;

    g_assert_cmpint(kam_itemsets_new(lines, &options, &itemsets), ==, KAM_CALC_OK);
    return itemsets;
}

static KamItemsets *
mine_plain(const Plain *plain, double support, size_t max_items)
{
    g_auto(Pairs) pairs = { 0 };

    pairs_init(&pairs, plain);
    return mine(&pairs.lines, support, max_items);
}

static KamRule *
list_rules(const KamItemsets *itemsets, double confidence, size_t min_items, size_t *n)
{
    const KamRuleOptions options = { confidence, min_items };
    KamRule *rule;

    g_assert_cmpint(kam_rules_count(itemsets, &options, n), ==, KAM_CALC_OK);
    rule = g_new(KamRule, *n + 1);
    memset(rule + *n, 0x5a, sizeof *rule);
    g_assert_cmpint(kam_rules_list(itemsets, &options, rule), ==, KAM_CALC_OK);
    g_assert_cmphex(rule[*n].itemset, ==, 0x5a5a5a5a);
    return rule;
}

static KamRuleMeasure
measure_of(size_t both, size_t antecedent, size_t consequent, size_t baskets)
{
    KamRuleMeasure measure;

    g_assert_cmpint(kam_rule_measure(both, antecedent, consequent, baskets, &measure), ==, KAM_CALC_OK);
    return measure;
}

enum { BREAD, MILK, DIAPERS, BEER, EGGS, COLA };

static const Plain textbook = { 5,
                                6,
                                { 1u << BREAD | 1u << MILK, 1u << BREAD | 1u << DIAPERS | 1u << BEER | 1u << EGGS,
                                  1u << MILK | 1u << DIAPERS | 1u << BEER | 1u << COLA,
                                  1u << BREAD | 1u << MILK | 1u << DIAPERS | 1u << BEER,
                                  1u << BREAD | 1u << MILK | 1u << DIAPERS | 1u << COLA } };

/* Published: Tan, Steinbach, Kumar, "Introduction to Data Mining": support 0.4, confidence 0.67. */
static void
test_rule__milk_and_diapers_bring_beer(void)
{
    KamItemsets *itemsets = mine_plain(&textbook, 0.4, 0);
    size_t n;
    g_autofree KamRule *rule = list_rules(itemsets, 0.5, 2, &n);
    guint found = 0;

    for (size_t i = 0; i < n; i++) {
        guint32 left[MAX_ITEMS];
        KamRuleMeasure m = measure_of(rule[i].count, rule[i].antecedent_count, rule[i].consequent_count, 5);

        if (rule[i].consequent != BEER || kam_rule_antecedent(itemsets, &rule[i], left) != 2 || left[0] != MILK)
            continue;
        g_assert_cmpuint(left[1], ==, DIAPERS);
        assert_near(m.support, 0.4, U);
        assert_near(m.confidence, 2.0 / 3, U);
        assert_near(m.lift, 10.0 / 9, 4 * U);
        found++;
    }
    g_assert_cmpuint(found, ==, 1);
    kam_itemsets_free(itemsets);
}

/* Published in the same book: a rule with a confidence of 75 % that tea drinkers fulfil less than others. */
static void
test_measure__tea_and_coffee(void)
{
    KamRuleMeasure m = measure_of(150, 200, 800, 1000);

    assert_near(m.support, 0.15, U);
    assert_near(m.confidence, 0.75, U);
    assert_near(m.lift, 0.9375, 2 * U);
    assert_near(m.leverage, 0.15 - 0.2 * 0.8, 4 * U);
    assert_near(m.conviction.value, 0.2 / 0.25, 4 * U);
    /* Wilson by hand: z^2 = 3.84145882; (150 + 1.92072941 -+ 1.95996398 sqrt(37.5 + 0.96036471)) / 203.84145882 */
    assert_near(m.confidence_low, 0.6856590, 5e-7);
    assert_near(m.confidence_high, 0.8049183, 5e-7);
    /* s^2 = 1/150 - 1/200 - 1/800 + 0.875/1000 = 0.00129166667 */
    assert_near(m.lift_low.value, 0.9375 * exp(-1.959963985 * sqrt(0.00129166667)), 1e-9);
    assert_near(m.lift_high.value, 0.9375 * exp(1.959963985 * sqrt(0.00129166667)), 1e-9);
}

static void
test_measure__what_is_missing_is_said(void)
{
    KamRuleMeasure never = measure_of(0, 5, 6, 20), always = measure_of(5, 5, 6, 20), empty = measure_of(6, 20, 6, 20);

    g_assert_cmpint(never.lift_low.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpint(never.lift_high.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(never.lift, ==, 0);
    g_assert_cmpfloat(never.confidence_low, ==, 0);
    g_assert_cmpint(always.conviction.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(always.confidence_high, ==, 1);
    /* Without an antecedent a rule says nothing, and that is certain. */
    assert_near(empty.lift, 1, 2 * U);
    assert_near(empty.lift_low.value, 1, 1e-7);
    assert_near(empty.leverage, 0, 2 * U);
}

static void
test_measure__sides_change_places(void)
{
    KamRuleMeasure there = measure_of(37, 91, 53, 400), back = measure_of(37, 53, 91, 400);

    assert_near(there.lift, back.lift, 4 * U);
    assert_near(there.leverage, back.leverage, 2 * U);
    assert_near(there.lift_low.value, back.lift_low.value, 8 * U);
    g_assert_cmpfloat(there.support, ==, back.support);
}

static Plain
random_baskets(GRand *rand)
{
    Plain plain = { .n_baskets = (guint)g_rand_int_range(rand, 1, 300),
                    .n_items = (guint)g_rand_int_range(rand, 1, MAX_ITEMS + 1) };

    for (guint b = 0; b < plain.n_baskets; b++)
        for (guint i = 0; i < plain.n_items; i++)
            plain.bits[b] |= (g_rand_double(rand) < 0.7 / (1 + i / 3.0) ? 1u : 0) << i;
    return plain;
}

static guint
count_baskets(const Plain *plain, guint32 set)
{
    guint count = 0;

    for (guint b = 0; b < plain->n_baskets; b++)
        count += (plain->bits[b] & set) == set;
    return count;
}

static guint32
set_of(const guint32 item[], size_t n)
{
    guint32 set = 0;

    for (size_t i = 0; i < n; i++) {
        g_assert_true(i == 0 || item[i - 1] < item[i]);
        set |= 1u << item[i];
    }
    return set;
}

/* Every set there can be, counted basket by basket. */
static void
check_itemsets(const Plain *plain, const KamItemsets *itemsets, double support, guint max_items)
{
    guint expected = 0, seen = 0;
    g_autofree guint8 *mined = g_new0(guint8, 1 << MAX_ITEMS);

    for (size_t i = 0; i < kam_itemsets_count(itemsets); i++) {
        guint32 item[MAX_ITEMS], set;
        size_t count, n = kam_itemsets_get(itemsets, i, item, &count);

        set = set_of(item, n);
        g_assert_cmpuint(count, ==, count_baskets(plain, set));
        g_assert_cmpuint(mined[set]++, ==, 0);
    }
    for (guint32 set = 1; set < 1u << plain->n_items; set++)
        expected += (double)count_baskets(plain, set) / plain->n_baskets >= support &&
                    (guint)__builtin_popcount(set) <= max_items;
    g_assert_cmpuint(kam_itemsets_count(itemsets), ==, expected);
    for (size_t size = 1; size <= kam_itemsets_largest(itemsets); size++)
        seen += kam_itemsets_count_of_size(itemsets, size);
    g_assert_cmpuint(seen, ==, expected);
    g_assert_cmpuint(kam_itemsets_count_of_size(itemsets, kam_itemsets_largest(itemsets) + 1), ==, 0);
}

static void
check_rules(const Plain *plain, const KamItemsets *itemsets, double confidence)
{
    size_t n, expected = 0;
    g_autofree KamRule *rule = list_rules(itemsets, confidence, 2, &n);

    for (size_t i = 0; i < n; i++) {
        guint32 item[MAX_ITEMS];
        guint32 left = set_of(item, kam_rule_antecedent(itemsets, &rule[i], item));

        g_assert_cmpuint(rule[i].antecedent_count, ==, count_baskets(plain, left));
        g_assert_cmpuint(rule[i].consequent_count, ==, count_baskets(plain, 1u << rule[i].consequent));
        g_assert_cmpuint(rule[i].count, ==, count_baskets(plain, left | 1u << rule[i].consequent));
        g_assert_cmpfloat((double)rule[i].count / rule[i].antecedent_count, >=, confidence);
        if (i > 0)
            g_assert_cmpfloat((double)rule[i - 1].count / rule[i - 1].antecedent_count / rule[i - 1].consequent_count,
                              >=, (double)rule[i].count / rule[i].antecedent_count / rule[i].consequent_count - 1e-15);
    }
    for (size_t i = 0; i < kam_itemsets_count(itemsets); i++) {
        guint32 item[MAX_ITEMS], set;
        size_t size = kam_itemsets_get(itemsets, i, item, NULL);

        set = set_of(item, size);
        for (size_t k = 0; size > 1 && k < size; k++)
            expected += (double)count_baskets(plain, set) / count_baskets(plain, set & ~(1u << item[k])) >= confidence;
    }
    g_assert_cmpuint(n, ==, expected);
}

static void
test_itemsets__are_those_of_counting_every_set(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(311);

    for (int round = 0; round < 60; round++) {
        Plain plain = random_baskets(rand);
        double support = g_rand_double_range(rand, 0.005, 0.3);
        guint max_items = round % 3 == 0 ? 1 + (guint)round % 4 : MAX_ITEMS;
        KamItemsets *itemsets = mine_plain(&plain, support, round % 3 == 0 ? max_items : 0);

        check_itemsets(&plain, itemsets, support, max_items);
        check_rules(&plain, itemsets, g_rand_double(rand));
        kam_itemsets_free(itemsets);
    }
}

/* Order of lines, repeated lines and other numbers for the baskets change nothing. */
static void
test_property__order_and_repetition(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(312);
    Plain plain = random_baskets(rand);
    g_auto(Pairs) pairs = { 0 }, mixed = { 0 };
    KamItemsets *one, *other;
    gsize n;

    pairs_init(&pairs, &plain);
    n = pairs.lines.n;
    mixed.basket = g_new(guint32, 2 * n);
    mixed.item = g_new(guint32, 2 * n);
    for (gsize i = 0; i < 2 * n; i++) {
        gsize from = i < n ? n - 1 - i : (gsize)g_rand_int_range(rand, 0, (gint32)n);

        mixed.basket[i] = plain.n_baskets - 1 - pairs.basket[from];
        mixed.item[i] = pairs.item[from];
    }
    mixed.lines = (KamBasketLines) { 2 * n, mixed.basket, mixed.item, plain.n_baskets, plain.n_items };
    one = mine(&pairs.lines, 0.02, 0);
    other = mine(&mixed.lines, 0.02, 0);
    g_assert_cmpuint(kam_itemsets_count(one), ==, kam_itemsets_count(other));
    for (size_t i = 0; i < kam_itemsets_count(one); i++) {
        guint32 a[MAX_ITEMS], b[MAX_ITEMS];
        size_t count_a, count_b, size = kam_itemsets_get(one, i, a, &count_a);

        g_assert_cmpuint(kam_itemsets_get(other, i, b, &count_b), ==, size);
        g_assert_cmpmem(a, size * sizeof a[0], b, size * sizeof b[0]);
        g_assert_cmpuint(count_a, ==, count_b);
    }
    kam_itemsets_free(one);
    kam_itemsets_free(other);
}

/* A share written as a decimal is reached by the count that it means. */
static void
test_limit__thresholds_mean_what_they_say(void)
{
    for (guint n = 1; n <= 400; n++)
        for (guint percent = 1; percent <= 100; percent += 3) {
            Plain plain = { .n_baskets = n, .n_items = 1 };
            guint needed = (n * percent + 99) / 100;
            KamItemsets *itemsets;

            for (guint b = 0; b < needed; b++)
                plain.bits[b] = 1;
            itemsets = mine_plain(&plain, percent / 100.0, 0);
            g_assert_cmpuint(kam_itemsets_count(itemsets), ==, 1);
            kam_itemsets_free(itemsets);
            plain.bits[0] = 0;
            itemsets = mine_plain(&plain, percent / 100.0, 0);
            g_assert_cmpuint(kam_itemsets_count(itemsets), ==, 0);
            kam_itemsets_free(itemsets);
        }
}

static void
test_limit__baskets_without_items_count(void)
{
    const Plain plain = { 8, 2, { 3, 3 } };
    KamItemsets *itemsets = mine_plain(&plain, 0.25, 0);
    guint32 item[2];
    size_t count;

    g_assert_cmpuint(kam_itemsets_baskets(itemsets), ==, 8);
    g_assert_cmpuint(kam_itemsets_count(itemsets), ==, 3);
    g_assert_cmpuint(kam_itemsets_get(itemsets, 2, item, &count), ==, 2);
    g_assert_cmpuint(count, ==, 2);
    g_assert_cmpuint(kam_itemsets_get(itemsets, 3, item, &count), ==, 0);
    kam_itemsets_free(itemsets);
}

/* With one item at least, the rules {} -> item are those of arules with minlen 1. */
static void
test_rules__may_have_no_antecedent(void)
{
    KamItemsets *itemsets = mine_plain(&textbook, 0.4, 1);
    size_t n;
    g_autofree KamRule *rule = list_rules(itemsets, 0.8, 1, &n);
    guint32 item[1];

    g_assert_cmpuint(n, ==, 3); /* bread, milk and diapers are in 4 of 5 */
    for (size_t i = 0; i < n; i++) {
        g_assert_cmpuint(kam_rule_antecedent(itemsets, &rule[i], item), ==, 0);
        g_assert_cmpuint(rule[i].antecedent_count, ==, 5);
        g_assert_cmpuint(rule[i].count, ==, 4);
    }
    kam_itemsets_free(itemsets);
}

static guint
draw_count(GRand *rand, guint n, double share)
{
    guint count = 0;

    for (guint i = 0; i < n; i++)
        count += g_rand_double(rand) < share;
    return count;
}

/* A known truth: n baskets, P(A), P(B|A), P(B|not A). */
typedef struct {
    guint n;
    double antecedent, inside, outside;
} Truth;

/* What the samples of a truth gave; without a basket that holds both there is no rule, and the sample does not count.
 */
typedef struct {
    guint samples;
    double lift_covered, confidence_covered, log_bias;
} Coverage;

static Coverage
simulate(GRand *rand, const Truth *truth, guint rounds)
{
    const double lift = truth->inside / (truth->antecedent * truth->inside + (1 - truth->antecedent) * truth->outside);
    Coverage coverage = { 0 };

    for (guint round = 0; round < rounds; round++) {
        guint a = draw_count(rand, truth->n, truth->antecedent);
        guint both = draw_count(rand, a, truth->inside);
        guint alone = draw_count(rand, truth->n - a, truth->outside);
        KamRuleMeasure m;

        if (both == 0)
            continue;
        m = measure_of(both, a, both + alone, truth->n);
        coverage.samples++;
        coverage.lift_covered += m.lift_low.value <= lift && lift <= m.lift_high.value;
        coverage.confidence_covered += m.confidence_low <= truth->inside && truth->inside <= m.confidence_high;
        coverage.log_bias += log(m.lift / lift);
    }
    coverage.lift_covered /= coverage.samples;
    coverage.confidence_covered /= coverage.samples;
    coverage.log_bias /= coverage.samples;
    return coverage;
}

/* Over 1,500 samples a coverage of 95 % has a standard error of 0.6 %. With -m slow it makes the table of
 * docs/numbers.md, from 10,000 samples a row. */
static void
test_simulation__intervals_cover(void)
{
    const Truth truths[] = {
        { 600, 0.2, 0.35, 0.1 },   { 200, 0.05, 0.5, 0.1 }, { 1000, 0.02, 0.5, 0.05 },
        { 1000, 0.01, 0.5, 0.02 }, { 2000, 0.1, 0.1, 0.1 },
    };
    g_autoptr(GRand) rand = g_rand_new_with_seed(313);
    guint n = g_test_slow() ? G_N_ELEMENTS(truths) : 1;

    for (guint i = 0; i < n; i++) {
        Coverage coverage = simulate(rand, &truths[i], g_test_slow() ? 10000 : 1500);

        g_test_message("%u, %g, %g, %g: lift %.1f %%, confidence %.1f %%, bias of log lift %+.3f", truths[i].n,
                       truths[i].antecedent, truths[i].inside, truths[i].outside, 100 * coverage.lift_covered,
                       100 * coverage.confidence_covered, coverage.log_bias);
        assert_near(coverage.lift_covered, 0.95, 0.02);
        assert_near(coverage.confidence_covered, 0.95, 0.02);
        assert_near(coverage.log_bias, 0, i == 0 ? 0.015 : 0.05);
    }
}

static void
test_status__nothing_is_touched(void)
{
    const guint32 basket[] = { 0, 1, 1 }, item[] = { 0, 0, 1 }, outside[] = { 0, 0, 2 };
    KamBasketLines lines = { 3, basket, item, 2, 2 };
    KamItemsetOptions options = { 0.5, 0, 0 };
    KamItemsets *itemsets = (KamItemsets *)&lines;
    const KamItemsets *before = itemsets;

    lines.n_baskets = 0;
    g_assert_cmpint(kam_itemsets_new(&lines, &options, &itemsets), ==, KAM_CALC_EMPTY);
    lines.n_baskets = 1;
    g_assert_cmpint(kam_itemsets_new(&lines, &options, &itemsets), ==, KAM_CALC_DOMAIN);
    lines = (KamBasketLines) { 3, basket, outside, 2, 2 };
    g_assert_cmpint(kam_itemsets_new(&lines, &options, &itemsets), ==, KAM_CALC_DOMAIN);
    lines.item = item;
    options.min_support = 0;
    g_assert_cmpint(kam_itemsets_new(&lines, &options, &itemsets), ==, KAM_CALC_DOMAIN);
    options.min_support = NAN;
    g_assert_cmpint(kam_itemsets_new(&lines, &options, &itemsets), ==, KAM_CALC_DOMAIN);
    options = (KamItemsetOptions) { 0.5, 0, 2 };
    g_assert_cmpint(kam_itemsets_new(&lines, &options, &itemsets), ==, KAM_CALC_NO_MEMORY);
    g_assert_true(itemsets == before);
}

static void
test_status__of_rules_and_measures(void)
{
    KamItemsets *itemsets = mine_plain(&textbook, 0.4, 0);
    KamRuleOptions options = { 1.5, 2 };
    KamRuleMeasure measure = { .support = 7 };
    size_t n = 7;

    g_assert_cmpint(kam_rules_count(itemsets, &options, &n), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_rules_list(itemsets, &options, NULL), ==, KAM_CALC_DOMAIN);
    options = (KamRuleOptions) { 0.5, 0 };
    g_assert_cmpint(kam_rules_count(itemsets, &options, &n), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(n, ==, 7);
    kam_itemsets_free(itemsets);
    kam_itemsets_free(NULL);
    g_assert_cmpint(kam_rule_measure(0, 0, 3, 9, &measure), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_rule_measure(0, 0, 0, 0, &measure), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_rule_measure(4, 3, 5, 9, &measure), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_rule_measure(4, 5, 3, 9, &measure), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_rule_measure(1, 6, 5, 9, &measure), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_rule_measure(1, 6, 5, (size_t)1 << 32, &measure), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(measure.support, ==, 7);
}

#define ADD(name) g_test_add_func("/baskets/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(rule__milk_and_diapers_bring_beer);
    ADD(measure__tea_and_coffee);
    ADD(measure__what_is_missing_is_said);
    ADD(measure__sides_change_places);
    ADD(itemsets__are_those_of_counting_every_set);
    ADD(property__order_and_repetition);
    ADD(limit__thresholds_mean_what_they_say);
    ADD(limit__baskets_without_items_count);
    ADD(rules__may_have_no_antecedent);
    ADD(simulation__intervals_cover);
    ADD(status__nothing_is_touched);
    ADD(status__of_rules_and_measures);
    return g_test_run();
}
