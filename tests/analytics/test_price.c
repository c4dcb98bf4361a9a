/* Break-even, economic value, waterfall, volume tiers: textbook cases, naive recomputation, properties, every status.
 */
#include <float.h>
#include <math.h>

#include <glib.h>
#include <kamen/price.h>

#include "data.h"

#define U 0x1p-53

static KamBreakeven
breakeven_of(double price_old, double price_new, double cost_old, double cost_new, double units, double fixed)
{
    const KamPriceChange change = { price_old, price_new, cost_old, cost_new, units, fixed };
    KamBreakeven b;

    g_assert_cmpint(kam_price_breakeven(&change, &b), ==, KAM_CALC_OK);
    return b;
}

static void
assert_value(KamCalcValue value, double expected, double tolerance)
{
    g_assert_cmpint(value.status, ==, KAM_CALC_OK);
    assert_near(value.value, expected, tolerance);
}

/* Nagle's Westside Manufacturing: price 10.00, variable cost 5.50, 4000 units. */
static void
test_breakeven__westside(void)
{
    KamBreakeven cut = breakeven_of(10, 9.5, 5.5, 5.5, 4000, 0);
    KamBreakeven cheaper = breakeven_of(10, 9.5, 5.5, 5.28, 4000, 0);
    KamBreakeven rise = breakeven_of(10, 10.5, 5.5, 5.5, 4000, 0);

    assert_near(cut.margin_old, 4.5, 4 * U);
    assert_near(cut.margin_new, 4.0, 4 * U);
    assert_value(cut.change, 0.125, 8 * U);
    assert_value(cut.units, 500, 5e-12);
    assert_near(cheaper.margin_new, 4.22, 8 * U);
    assert_value(cheaper.change, 0.06635071, 5e-9);
    assert_value(cheaper.units, 265.40, 0.005);
    assert_near(rise.margin_new, 5.0, 4 * U);
    assert_value(rise.change, -0.10, 8 * U);
    assert_value(rise.units, -400, 5e-12);
    assert_value(rise.units_new, 3600, 5e-12);
}

/* Kotler and Armstrong: 100 - 70, minus 10 %: 30 % -> 22.2222 %; 60 million become 81 million, units +50 %. */
static void
test_breakeven__marketing_by_the_numbers(void)
{
    KamBreakeven b = breakeven_of(100, 90, 70, 70, 600000, 0);

    assert_near(b.margin_ratio_old, 0.30, 4 * U);
    assert_near(b.margin_ratio_new, 0.222222, 5e-7);
    assert_value(b.change, 0.5, 8 * U);
    g_assert_cmpint(b.units_new.status, ==, KAM_CALC_OK);
    assert_near(b.units_new.value * 90, 81e6, 1e-7);
}

/* The definitions: contribution after the change, less the fixed cost, is the contribution before; and following a
 * competitor is worth as much as losing the sales. */
static void
test_breakeven__keeps_the_contribution(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);

    for (int round = 0; round < 200; round++) {
        double price = g_rand_double_range(rand, 5, 50), cost = price * g_rand_double_range(rand, 0.1, 0.8);
        double price_new = price * g_rand_double_range(rand, 0.9, 1.2);
        double cost_new = cost * g_rand_double_range(rand, 0.8, 1.1), units = g_rand_double_range(rand, 10, 5000);
        double fixed = g_rand_double_range(rand, -50, 200), contribution = units * (price - cost);
        KamBreakeven b = breakeven_of(price, price_new, cost, cost_new, units, fixed);
        double followed = units * b.margin_new - fixed;

        assert_near(b.units_new.value * b.margin_new - fixed, contribution, 1e-12 * contribution);
        assert_near(units * (1 + b.reactive.value) * b.margin_old, followed, 1e-11 * contribution);
        if (b.elasticity.status == KAM_CALC_OK)
            assert_near(pow(price_new / price, b.elasticity.value), 1 + b.change.value, 1e-12);
    }
}

/* A reactive cut of 5 % on a margin of 45 % pays when not following would lose more than 0.5 / 4.5 of sales. */
static void
test_breakeven__reactive(void)
{
    KamBreakeven b = breakeven_of(10, 9.5, 5.5, 5.5, 0, 0);

    assert_value(b.reactive, -1.0 / 9, 8 * U);
    g_assert_cmpint(b.units.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpint(b.units_new.status, ==, KAM_CALC_EMPTY);
}

static void
test_breakeven__where_it_has_no_meaning(void)
{
    KamBreakeven below_cost = breakeven_of(10, 5, 5.5, 5.5, 100, 0);
    KamBreakeven same_price = breakeven_of(10, 10, 5.5, 5, 100, 0);
    KamBreakeven loss_before = breakeven_of(10, 12, 11, 11, 100, 0);
    KamBreakeven saved = breakeven_of(10, 11, 5.5, 5.5, 10, -100);

    g_assert_cmpint(below_cost.change.status, ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(below_cost.units.status, ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(below_cost.elasticity.status, ==, KAM_CALC_DOMAIN);
    assert_value(below_cost.reactive, -5 / 4.5, 8 * U);
    g_assert_cmpint(same_price.elasticity.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpint(loss_before.reactive.status, ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(loss_before.change.status, ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(saved.change.value, <, -1);
    g_assert_cmpint(saved.elasticity.status, ==, KAM_CALC_DOMAIN);
}

static void
test_breakeven__status(void)
{
    const KamPriceChange bad[] = {
        { 0, 9, 5, 5, 0, 0 },         { 10, -9, 5, 5, 0, 0 },       { 10, 9, -5, 5, 0, 0 }, { 10, 9, 5, NAN, 0, 0 },
        { 10, INFINITY, 5, 5, 0, 0 }, { 10, 9, 5, 5, -1, 0 },       { 10, 9, 5, 5, 0, 3 },  { 10, 9, 5, 5, NAN, 0 },
        { 10, 9, 5, 5, INFINITY, 0 }, { 10, 9, 5, 5, 1, INFINITY },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        KamBreakeven b = { .margin_old = 7 };

        g_assert_cmpint(kam_price_breakeven(&bad[i], &b), ==, KAM_CALC_DOMAIN);
        g_assert_cmpfloat(b.margin_old, ==, 7);
    }
}

/* Dolan's example and the case Atlantic Computer. */
static void
test_value__harvard_cases(void)
{
    const double dolan[] = { 350, 100, 200 }, atlantic[] = { 4000, 500, 1500 };
    KamPriceValue value;

    g_assert_cmpint(kam_price_value(300, dolan, 3, &value), ==, KAM_CALC_OK);
    g_assert_cmpfloat(value.value, ==, 950);
    g_assert_cmpfloat(value.differentiation, ==, 650);
    g_assert_cmpint(kam_price_value(6800, atlantic, 3, &value), ==, KAM_CALC_OK);
    g_assert_cmpfloat(value.value, ==, 12800);
}

static void
test_value__what_is_worse_is_taken_away(void)
{
    const double parts[] = { 120.25, -40.5, 0.1, -0.2, 0.1 };
    const double bad[] = { 1, NAN };
    KamPriceValue value;

    g_assert_cmpint(kam_price_value(100, parts, 5, &value), ==, KAM_CALC_OK);
    assert_near(value.positive, 120.45, 2e-14);
    assert_near(value.negative, -40.7, 1e-14);
    assert_near(value.value, 179.75, 3e-14);
    g_assert_cmpint(kam_price_value(0, NULL, 0, &value), ==, KAM_CALC_OK);
    g_assert_cmpfloat(value.value, ==, 0);
    value.value = 7;
    g_assert_cmpint(kam_price_value(1, bad, 2, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_price_value(-1, parts, 5, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_price_value(INFINITY, parts, 5, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(value.value, ==, 7);
}

/* Marn and Rosiello's floor covering: list 6.00, invoice 5.78, pocket 4.47. */
static void
test_waterfall__managing_price_gaining_profit(void)
{
    const KamWaterfallStep step[] = {
        { KAM_WATERFALL_ON_INVOICE, KAM_WATERFALL_AMOUNT, 0.10 },
        { KAM_WATERFALL_ON_INVOICE, KAM_WATERFALL_AMOUNT, 0.12 },
        { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_AMOUNT, 0.30 },
        { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_AMOUNT, 0.37 },
        { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_AMOUNT, 0.35 },
        { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_AMOUNT, 0.20 },
        { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_AMOUNT, 0.09 },
    };
    double amount[7], after[7];
    KamWaterfall w;

    g_assert_cmpint(kam_price_waterfall(6, step, 7, amount, after, &w), ==, KAM_CALC_OK);
    assert_near(w.invoice, 5.78, 1e-14);
    assert_near(w.pocket, 4.47, 1e-14);
    assert_near(after[6], 4.47, 1e-14);
    assert_near(w.on_invoice, 0.22, 1e-15);
    assert_near(w.off_invoice, 1.31, 1e-15);
    assert_value(w.pocket_share, 0.745, 1e-14);
    g_assert_cmpfloat(w.margin, ==, w.pocket);
}

/* 100 less 10 % less 5 % of the rest = 85.5; 2 % of it and 1 % of the list off the invoice; a cost of 50. */
static void
test_waterfall__parts_of_what(void)
{
    const KamWaterfallStep step[] = {
        { KAM_WATERFALL_ON_INVOICE, KAM_WATERFALL_OF_RUNNING, 0.10 },
        { KAM_WATERFALL_ON_INVOICE, KAM_WATERFALL_OF_RUNNING, 0.05 },
        { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_OF_INVOICE, 0.02 },
        { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_OF_LIST, 0.01 },
        { KAM_WATERFALL_COST, KAM_WATERFALL_AMOUNT, 50 },
        { KAM_WATERFALL_COST, KAM_WATERFALL_OF_INVOICE, 0.04 },
    };
    double amount[6], after[6];
    KamWaterfall w;

    g_assert_cmpint(kam_price_waterfall(100, step, 6, amount, after, &w), ==, KAM_CALC_OK);
    assert_near(w.invoice, 85.5, 1e-13);
    assert_near(amount[2], 1.71, 1e-14);
    assert_near(w.pocket, 82.79, 1e-13);
    assert_near(w.margin, 29.37, 1e-13);
    assert_near(after[4], 32.79, 1e-13);
    assert_value(w.margin_share, 29.37 / 82.79, 1e-14);
    assert_near(w.list - w.on_invoice - w.off_invoice - w.cost, w.margin, 1e-13);
}

static void
test_waterfall__status(void)
{
    KamWaterfallStep step[2] = { { KAM_WATERFALL_OFF_INVOICE, KAM_WATERFALL_AMOUNT, 1 },
                                 { KAM_WATERFALL_ON_INVOICE, KAM_WATERFALL_AMOUNT, 1 } };
    double amount[2] = { 7, 7 }, after[2];
    KamWaterfall w = { .list = 7 };

    g_assert_cmpint(kam_price_waterfall(10, step, 2, amount, after, &w), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_price_waterfall(0, step, 1, amount, after, &w), ==, KAM_CALC_DOMAIN);
    step[1].basis = KAM_WATERFALL_OF_INVOICE;
    g_assert_cmpint(kam_price_waterfall(10, step + 1, 1, amount, after, &w), ==, KAM_CALC_DOMAIN);
    step[0].value = NAN;
    g_assert_cmpint(kam_price_waterfall(10, step, 1, amount, after, &w), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(amount[0], ==, 7);
    g_assert_cmpfloat(w.list, ==, 7);
    step[0].value = 12;
    g_assert_cmpint(kam_price_waterfall(10, step, 1, amount, after, &w), ==, KAM_CALC_OK);
    g_assert_cmpint(w.margin_share.status, ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_price_waterfall(10, NULL, 0, amount, after, &w), ==, KAM_CALC_OK);
    g_assert_cmpfloat(w.margin, ==, 10);
}

static KamVolumePrice
price_at(const KamVolumeTiers *tiers, double quantity)
{
    KamVolumePrice at;

    g_assert_cmpint(kam_price_tiers(tiers, quantity, &at), ==, KAM_CALC_OK);
    return at;
}

static void
test_tiers__three_ways_to_mean_a_list(void)
{
    const double from[] = { 0, 100, 500 }, price[] = { 10, 9, 8 }, amount[] = { 50, 120, 300 };
    KamVolumeTiers tiers = { 3, from, price, KAM_VOLUME_BAND, 0 };
    KamVolumePrice at = price_at(&tiers, 150);

    g_assert_cmpfloat(at.total, ==, 1450);
    assert_value(at.average, 1450.0 / 150, 1e-15);
    g_assert_cmpfloat(at.marginal, ==, 9);
    assert_value(at.next, 500, 1e-12);
    g_assert_cmpuint(at.tier, ==, 1);
    g_assert_cmpint(at.cheaper_from.status, ==, KAM_CALC_EMPTY);
    tiers.mode = KAM_VOLUME_ALL;
    g_assert_cmpfloat(price_at(&tiers, 150).total, ==, 1350);
    tiers.mode = KAM_VOLUME_FLAT;
    tiers.price = amount;
    at = price_at(&tiers, 150);
    g_assert_cmpfloat(at.total, ==, 120);
    g_assert_cmpfloat(at.marginal, ==, 0);
}

static void
test_tiers__thresholds_are_inclusive(void)
{
    const double from[] = { 0, 100 }, price[] = { 10, 9 };
    KamVolumeTiers tiers = { 2, from, price, KAM_VOLUME_ALL, 0 };

    g_assert_cmpfloat(price_at(&tiers, 99.5).total, ==, 995);
    g_assert_cmpfloat(price_at(&tiers, 100).total, ==, 900);
    g_assert_cmpint(price_at(&tiers, 100).next.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(price_at(&tiers, 99).marginal, ==, 900 - 990);
    g_assert_cmpfloat(price_at(&tiers, 0).total, ==, 0);
    g_assert_cmpint(price_at(&tiers, 0).average.status, ==, KAM_CALC_EMPTY);
}

/* Units 1 to 100 at 10, 101 and on at 9: written from 1 it counts units, written from 0 it measures. */
static void
test_tiers__bands_that_number_units(void)
{
    const double from_one[] = { 1, 101 }, from_zero[] = { 0, 100 }, price[] = { 10, 9 };
    KamVolumeTiers numbered = { 2, from_one, price, KAM_VOLUME_BAND, 1 };
    KamVolumeTiers measured = { 2, from_zero, price, KAM_VOLUME_BAND, 0 };

    for (double q = 1; q < 300; q++) {
        double naive = 0;

        for (double unit = 1; unit <= q; unit++)
            naive += unit < 101 ? 10 : 9;
        g_assert_cmpfloat(price_at(&numbered, q).total, ==, naive);
        g_assert_cmpfloat(price_at(&measured, q).total, ==, naive);
        g_assert_cmpfloat(price_at(&numbered, q).marginal, ==, q < 100 ? 10 : 9);
    }
}

/* 95 units at 10 cost 950, 100 units at 9 cost 900: from 90 up one should buy 100. */
static void
test_tiers__buying_more_for_less(void)
{
    const double from[] = { 0, 100, 200, 1000 }, price[] = { 10, 9, 8.9, 2 }, rising[] = { 5, 6, 7, 8 };
    KamVolumeTiers tiers = { 3, from, price, KAM_VOLUME_ALL, 0 };
    KamVolumePrice at = price_at(&tiers, 95);
    KamCalcValue trap[4];

    assert_value(at.cheaper_from, 100, 1e-12);
    assert_value(at.saving, 50, 1e-12);
    g_assert_cmpint(price_at(&tiers, 90).cheaper_from.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_OK);
    g_assert_cmpint(trap[0].status, ==, KAM_CALC_EMPTY);
    assert_value(trap[1], 90, 1e-13);
    assert_value(trap[2], 200 * 8.9 / 9, 1e-12);
    tiers.n = 4;
    assert_value(price_at(&tiers, 999).cheaper_from, 1000, 1e-12);
    g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_OK);
    assert_value(trap[3], 2000 / 8.9, 1e-12);
    tiers.mode = KAM_VOLUME_FLAT;
    g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_OK);
    assert_value(trap[1], 0, 1e-12);
    tiers.price = rising;
    g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_OK);
    g_assert_cmpint(trap[1].status, ==, KAM_CALC_EMPTY);
    tiers.mode = KAM_VOLUME_BAND;
    tiers.price = price;
    g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_OK);
    g_assert_cmpint(trap[1].status, ==, KAM_CALC_EMPTY);
}

/* Inside a trap some threshold above is cheaper, outside none is: the two functions say the same. */
static void
test_tiers__traps_are_where_more_is_cheaper(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);

    for (int round = 0; round < 50; round++) {
        double from[5] = { 0 }, price[5] = { 20 };
        KamVolumeTiers tiers = { 5, from, price, KAM_VOLUME_ALL, 0 };
        KamCalcValue trap[5];

        for (int i = 1; i < 5; i++) {
            from[i] = from[i - 1] + g_rand_int_range(rand, 20, 100);
            price[i] = price[i - 1] * g_rand_double_range(rand, 0.8, 1.02);
        }
        g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_OK);
        for (double q = 0.5; q < from[4]; q++) {
            KamVolumePrice at = price_at(&tiers, q);
            KamCalcValue next = trap[at.tier + 1];

            if (next.status == KAM_CALC_OK && q > next.value + 1e-9)
                g_assert_cmpint(at.cheaper_from.status, ==, KAM_CALC_OK);
        }
    }
}

/* Volume discounts of a bicycle maker: 2 % from 11, 5 % from 15, 10 % from 25, 15 % from 41, 20 % above 60. The share
 * of discount that its order lines carry is what the tiers say for their quantities. */
static void
test_tiers__bicycle_maker(void)
{
    g_autoptr(Data) promotions = data_read("b2b/aw_promotions.csv");
    g_autoptr(Data) sales = data_read("b2b/aw_reseller_sales.csv.gz");
    double from[6], price[6];
    KamVolumeTiers tiers = { 6, from, price, KAM_VOLUME_ALL, 0 };
    guint key, quantity, discount, seen = 0;

    if (promotions == NULL || sales == NULL)
        return;
    for (guint i = 0; i < 6; i++) {
        from[i] = data_number(promotions, i, data_column(promotions, "MinQty"));
        price[i] = 1 - data_number(promotions, i, data_column(promotions, "DiscountPct"));
    }
    key = data_column(sales, "PromotionKey");
    quantity = data_column(sales, "OrderQuantity");
    discount = data_column(sales, "UnitPriceDiscountPct");
    for (guint row = 0; row < data_rows(sales); row++) {
        double q = data_number(sales, row, quantity);

        if (data_number(sales, row, key) < 2 || data_number(sales, row, key) > 6)
            continue;
        assert_near(price_at(&tiers, q).average.value, 1 - data_number(sales, row, discount), 1e-15);
        seen++;
    }
    g_assert_cmpuint(seen, >, 1000);
}

static void
test_tiers__status(void)
{
    double from[] = { 1, 5 }, price[] = { 2, 1 };
    KamVolumeTiers tiers = { 0, from, price, KAM_VOLUME_ALL, 0 };
    KamVolumePrice at = { .total = 7 };
    KamCalcValue trap[2] = { { 7, KAM_CALC_OK } };

    g_assert_cmpint(kam_price_tiers(&tiers, 1, &at), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_EMPTY);
    tiers.n = 2;
    g_assert_cmpint(kam_price_tiers(&tiers, 0.5, &at), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_price_tiers(&tiers, -1, &at), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_price_tiers(&tiers, INFINITY, &at), ==, KAM_CALC_DOMAIN);
    from[1] = 1;
    g_assert_cmpint(kam_price_tiers(&tiers, 1, &at), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_price_tier_traps(&tiers, trap), ==, KAM_CALC_DOMAIN);
    from[1] = 5;
    price[1] = -1;
    g_assert_cmpint(kam_price_tiers(&tiers, 1, &at), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(at.total, ==, 7);
    g_assert_cmpfloat(trap[0].value, ==, 7);
}

#define ADD(name) g_test_add_func("/price/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(breakeven__westside);
    ADD(breakeven__marketing_by_the_numbers);
    ADD(breakeven__keeps_the_contribution);
    ADD(breakeven__reactive);
    ADD(breakeven__where_it_has_no_meaning);
    ADD(breakeven__status);
    ADD(value__harvard_cases);
    ADD(value__what_is_worse_is_taken_away);
    ADD(waterfall__managing_price_gaining_profit);
    ADD(waterfall__parts_of_what);
    ADD(waterfall__status);
    ADD(tiers__three_ways_to_mean_a_list);
    ADD(tiers__thresholds_are_inclusive);
    ADD(tiers__bands_that_number_units);
    ADD(tiers__buying_more_for_less);
    ADD(tiers__traps_are_where_more_is_cheaper);
    ADD(tiers__bicycle_maker);
    ADD(tiers__status);
    return g_test_run();
}
