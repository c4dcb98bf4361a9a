/* How a group buys, on facts made by hand: three companies and one outside, two years by month. */
#include <math.h>
#include <string.h>

#include "service/analysis/purchasing.h"
#include "support.h"

/* Invoices of a company: each month one with the categories, `n` months from the k-th on. */
static void
buy(Builder *b, const char *account, const char *category, guint from_month, guint n, double net)
{
    for (guint m = from_month; m < from_month + n; m++) {
        g_autofree char *day = g_strdup_printf("%u-%02u-10", 2023 + m / 12, 1 + m % 12);
        g_autofree char *document = g_strdup_printf("%s/%u", account, m);

        ADD(b, .account = account, .product = category, .category = category, .document = document, .day = day,
            .net = net, .cost = net / 2, .has_cost = TRUE);
    }
}

static guint32
account_index(const KamFacts *facts, const char *number)
{
    for (guint32 i = 0; i < facts->accounts->len; i++)
        if (strcmp(g_array_index(facts->accounts, KamFactAccount, i).number, number) == 0)
            return i;
    g_assert_not_reached();
}

static void
tie(KamFacts *facts, const char *number, const char *parent, gint32 from_day, gint32 to_day)
{
    const KamTie made = { .id = 1 + facts->ties->len,
                          .account = account_index(facts, number),
                          .parent = account_index(facts, parent),
                          .from_day = from_day,
                          .to_day = to_day,
                          .share_micro = KAM_TIE_UNKNOWN_SHARE,
                          .kind = KAM_TIE_OWNS };

    g_array_append_val(facts->ties, made);
}

static void
set_region(KamFacts *facts, const char *number, const char *region)
{
    g_array_index(facts->accounts, KamFactAccount, account_index(facts, number)).region = region;
}

/* Everybody buys "local" all along; "central" everybody until the year is over, then A alone, three times as much;
 * "alone" only B; "regional" A for itself and B, and C; "rare" two months ago, A and B. */
static KamFacts *
make_group(void)
{
    Builder *b = builder_new("EUR");
    KamFacts *facts;

    for (const char *const *account = (const char *const[]) { "A", "B", "C", NULL }; *account != NULL; account++) {
        buy(b, *account, "local", 0, 24, 100);
        buy(b, *account, "central", 0, 12, 200);
    }
    for (guint more = 0; more < 3; more++)
        buy(b, "A", "central", 12, 12, 200);
    buy(b, "B", "alone", 0, 24, 50);
    buy(b, "A", "regional", 0, 24, 60);
    buy(b, "B", "regional", 0, 1, 60);
    buy(b, "C", "regional", 0, 24, 40);
    buy(b, "A", "rare", 22, 1, 10);
    buy(b, "B", "rare", 21, 1, 10);
    buy(b, "D", "local", 0, 24, 900);
    buy(b, "D", "central", 0, 24, 600);
    facts = builder_finish(b);
    set_region(facts, "A", "north");
    set_region(facts, "B", "north");
    set_region(facts, "C", "south");
    tie(facts, "B", "A", KAM_TIE_EVER, KAM_TIE_STILL);
    tie(facts, "C", "A", KAM_TIE_EVER, KAM_TIE_STILL);
    return facts;
}

static KamPurchasingAnalysis *
analyse(const KamFacts *facts)
{
    const KamAnalysisOptions options = { .basis = KAM_BASIS_PRODUCTS,
                                         .from_day = KAM_DAY_NONE,
                                         .until_day = KAM_DAY_NONE };
    g_autoptr(GError) error = NULL;
    KamPurchasingAnalysis *analysis = kam_purchasing_analysis_new(facts, 1, &options, &error);

    g_assert_no_error(error);
    return analysis;
}

static const KamPurchasingCategory *
find_category(const KamPurchasingAnalysis *analysis, const char *name)
{
    for (guint c = 0; c < analysis->groups[0].n; c++)
        if (strcmp(analysis->market[analysis->groups[0].categories[c].category].name, name) == 0)
            return &analysis->groups[0].categories[c];
    g_assert_not_reached();
}

static void
test_group__each_category_has_its_way(void)
{
    g_autoptr(KamFacts) facts = make_group();
    g_autoptr(KamPurchasingAnalysis) analysis = analyse(facts);

    g_assert_cmpuint(analysis->n, ==, 1);
    g_assert_cmpuint(analysis->groups[0].head, ==, account_index(facts, "A"));
    g_assert_cmpuint(analysis->groups[0].companies, ==, 3);
    g_assert_cmpint(find_category(analysis, "local")->mode, ==, KAM_BUYING_LOCAL);
    g_assert_cmpint(find_category(analysis, "regional")->mode, ==, KAM_BUYING_REGIONAL);
    g_assert_cmpint(find_category(analysis, "alone")->reason, ==, KAM_BUYING_ONE_BUYER);
    g_assert_cmpint(find_category(analysis, "rare")->reason, ==, KAM_BUYING_FEW_DOCUMENTS);
    g_assert_cmpint(find_category(analysis, "rare")->mode, ==, KAM_BUYING_UNKNOWN);
    g_assert_cmpuint(analysis->n_found, ==, 1);
    g_assert_cmpuint(analysis->n_tested, ==, 4);
}

static void
test_group__the_move_has_its_centre_day_and_documents(void)
{
    g_autoptr(KamFacts) facts = make_group();
    g_autoptr(KamPurchasingAnalysis) analysis = analyse(facts);
    const KamPurchasingCategory *central = find_category(analysis, "central");
    const gint32 moved = kam_day_from_civil(2024, 1, 10);

    g_assert_true(central->found.is_found);
    g_assert_cmpint(central->mode, ==, KAM_BUYING_CENTRAL);
    g_assert_cmpuint(central->centre, ==, account_index(facts, "A"));
    g_assert_cmpint(ABS(central->since_day - moved), <=, 35);
    g_assert_cmpint(central->since_from_day, <=, moved);
    g_assert_cmpint(central->since_to_day, >=, moved - 31);
    g_assert_cmpuint(central->n_units, ==, 3);
    for (guint u = 0; u < 3; u++) {
        gboolean is_centre = central->units[u].account == central->centre;

        g_assert_cmpuint(central->units[u].before, ==, 12);
        g_assert_cmpuint(central->units[u].before_all, ==, 12);
        g_assert_cmpuint(central->units[u].after, ==, is_centre ? 12 : 0);
        g_assert_cmpuint(central->units[u].after_all, ==, 12);
    }
    g_assert_cmpfloat_with_epsilon(central->share_before, 1 / 3.0, 1e-12);
    g_assert_cmpfloat(central->share_after, ==, 1);
}

/* The year ends on 2024-12-10 and holds the twelve months of 2024: 7200 of the group, 7200 outside. */
static void
test_money__of_the_year_and_of_all(void)
{
    g_autoptr(KamFacts) facts = make_group();
    g_autoptr(KamPurchasingAnalysis) analysis = analyse(facts);
    const KamPurchasingCategory *central = find_category(analysis, "central");
    const KamPurchasingMarket *market = &analysis->market[central->category];

    g_assert_cmpint(central->net_micro, ==, G_GINT64_CONSTANT(7200000000));
    g_assert_true(central->has_profit && market->has_profit);
    g_assert_cmpint(central->profit_micro, ==, G_GINT64_CONSTANT(3600000000));
    g_assert_cmpint(market->net_micro, ==, G_GINT64_CONSTANT(14400000000));
    g_assert_cmpuint(market->customers, ==, 2);
}

/* B was bought when the central year began: nobody of the group has stopped anything. */
static void
test_group__who_joins_late_has_stopped_nothing(void)
{
    g_autoptr(KamFacts) facts = make_group();
    g_autoptr(KamPurchasingAnalysis) analysis = NULL;

    g_array_set_size(facts->ties, 0);
    tie(facts, "B", "A", kam_day_from_civil(2024, 1, 5), KAM_TIE_STILL);
    analysis = analyse(facts);
    g_assert_cmpuint(analysis->groups[0].companies, ==, 2);
    g_assert_cmpuint(analysis->n_found, ==, 0);
    g_assert_false(find_category(analysis, "central")->is_tested);
}

static void
test_group__nobody_is_none(void)
{
    g_autoptr(KamFacts) facts = make_group();
    g_autoptr(KamPurchasingAnalysis) analysis = NULL;

    g_array_set_size(facts->ties, 0);
    analysis = analyse(facts);
    g_assert_cmpuint(analysis->n, ==, 0);
    g_assert_cmpuint(analysis->n_tested, ==, 0);
}

#define TEST(name) g_test_add_func("/purchasing/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(group__each_category_has_its_way);
    TEST(group__the_move_has_its_centre_day_and_documents);
    TEST(money__of_the_year_and_of_all);
    TEST(group__who_joins_late_has_stopped_nothing);
    TEST(group__nobody_is_none);
    return g_test_run();
}
