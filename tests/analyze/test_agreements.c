/* Agreements by hand, and shares, ends and lengths against a walk over every single day. */
#include <math.h>

#include "service/analysis/agreements.h"
#include "support.h"

#define NONE KAM_DAY_NONE

static gint32
day(const char *iso)
{
    return kam_day_parse(iso, 10, KAM_DATE_YMD);
}

static KamAgreement
agreed(const char *from, const char *to)
{
    return (KamAgreement) { .account_id = 1,
                            .signed_on = day(from) - 10,
                            .starts_on = day(from),
                            .ends_on = to == NULL ? NONE : day(to),
                            .notice_given_on = NONE };
}

static void
assert_end(const KamAgreement *agreement, const char *as_of, const char *expected)
{
    char got[11];

    kam_day_to_iso(kam_agreement_end(agreement, day(as_of)), got);
    g_assert_cmpstr(got, ==, expected);
}

/* --- one agreement ------------------------------------------------------------------------------------------------ */

static void
test_end__of_a_term_is_its_last_day(void)
{
    KamAgreement agreement = agreed("2025-01-01", "2025-12-31");

    assert_end(&agreement, "2025-06-01", "2025-12-31");
    assert_end(&agreement, "2027-06-01", "2025-12-31");
    agreement.ends_on = NONE;
    g_assert_cmpint(kam_agreement_end(&agreement, day("2025-06-01")), ==, KAM_AGREEMENT_OPEN);
}

static void
test_end__moves_on_when_it_is_too_late_for_notice(void)
{
    KamAgreement agreement = agreed("2024-01-01", "2024-12-31");

    agreement.renewal_months = 12;
    agreement.notice_days = 60;
    assert_end(&agreement, "2024-03-01", "2024-12-31");
    assert_end(&agreement, "2024-11-01", "2024-12-31");
    assert_end(&agreement, "2024-11-02", "2025-12-31");
    assert_end(&agreement, "2031-05-05", "2031-12-31");
    agreement.notice_given_on = day("2025-11-01");
    assert_end(&agreement, "2024-11-02", "2025-12-31");
    assert_end(&agreement, "2026-05-05", "2025-12-31");
    agreement.notice_given_on = day("2025-11-02");
    assert_end(&agreement, "2025-11-01", "2025-12-31");
    assert_end(&agreement, "2028-01-01", "2026-12-31");
}

static void
test_end__keeps_the_last_day_of_months(void)
{
    KamAgreement agreement = agreed("2024-01-01", "2024-01-31");

    agreement.renewal_months = 1;
    assert_end(&agreement, "2024-02-10", "2024-02-29");
    assert_end(&agreement, "2024-03-31", "2024-03-31");
    agreement.ends_on = day("2024-01-30");
    assert_end(&agreement, "2025-02-10", "2025-02-27");
    assert_end(&agreement, "2025-03-10", "2025-03-30");
}

static void
test_end__follows_notice(void)
{
    KamAgreement agreement = agreed("2024-01-01", NULL);

    agreement.notice_days = 90;
    agreement.notice_given_on = day("2025-01-01");
    g_assert_cmpint(kam_agreement_end(&agreement, day("2024-12-31")), ==, KAM_AGREEMENT_OPEN);
    assert_end(&agreement, "2025-01-01", "2025-04-01");
    agreement.ends_on = day("2025-12-31");
    assert_end(&agreement, "2025-01-01", "2025-04-01");
    agreement.ends_on = day("2025-02-28");
    assert_end(&agreement, "2025-01-01", "2025-02-28");
}

/* --- accounts ----------------------------------------------------------------------------------------------------- */

/* Two accounts of a year and a half; the second buys nothing under any agreement. */
static KamFacts *
make_facts(void)
{
    static const char *const categories[] = { "red", "blue", "green" };
    Builder *b = builder_new("EUR");
    KamFacts *facts;

    for (gint32 d = day("2024-06-01"); d <= day("2025-12-31"); d++) {
        char iso[11];

        kam_day_to_iso(d, iso);
        ADD(b, .account = "1", .product = categories[d % 3], .category = categories[d % 3], .document = iso, .day = iso,
            .net = d % 11 == 0 ? -5 : 10 + d % 7);
        ADD(b, .account = "2", .product = "red", .category = "red", .document = iso, .day = iso, .net = 1);
    }
    facts = builder_finish(b);
    for (guint a = 0; a < facts->accounts->len; a++)
        g_array_index(facts->accounts, KamFactAccount, a).id = a + 1;
    return facts;
}

static KamScope
scope_of(const KamFacts *facts, const char *as_of)
{
    const KamAnalysisOptions options = { .basis = KAM_BASIS_PRODUCTS, .from_day = NONE, .until_day = day(as_of) };
    g_autoptr(GError) error = NULL;
    KamScope scope;

    kam_scope_init(&scope, facts, 1, &options, &error);
    g_assert_no_error(error);
    return scope;
}

static KamContracts *
look_at(const KamFacts *facts, const char *as_of, const KamAgreement agreements[], guint n)
{
    const KamScope scope = scope_of(facts, as_of);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KamAgreement));

    g_array_append_vals(list, agreements, n);
    return kam_contracts_new(list, &scope, NULL);
}

static void
test_share__is_not_known_where_nothing_is_kept(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    KamAgreement later = agreed("2025-11-01", "2026-12-31");
    g_autoptr(KamContracts) none = look_at(facts, "2025-10-31", NULL, 0);
    g_autoptr(KamContracts) not_yet = look_at(facts, "2025-10-31", &later, 1);
    g_autoptr(KamContracts) some = look_at(facts, "2025-11-01", &later, 1);

    g_assert_true(isnan(none->list[0].share) && isnan(not_yet->list[0].share));
    g_assert_cmpstr(kam_contracts_reason(not_yet, 0), ==, "no_agreements");
    g_assert_cmpfloat(some->list[0].share, >, 0);
    g_assert_cmpfloat(some->list[1].share, ==, 0);
    g_assert_null(kam_contracts_reason(some, 1));
    g_assert_cmpint(some->list[1].end, ==, NONE);
    g_assert_cmpfloat(some->list[1].years, ==, 0);
}

static void
test_share__counts_no_draft(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    KamAgreement two[2] = { agreed("2025-01-01", "2025-12-31"), agreed("2025-02-01", "2025-02-01") };
    g_autoptr(KamContracts) drafted = NULL;

    two[0].signed_on = NONE;
    drafted = look_at(facts, "2025-10-31", two, 2);
    g_assert_cmpfloat(drafted->list[0].share, <, 0.01);
    g_assert_cmpint(drafted->list[0].end, ==, NONE);
}

static void
test_share__of_everything_is_one(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    const KamAgreement all = agreed("2023-01-01", NULL);
    g_autoptr(KamContracts) contracts = look_at(facts, "2025-10-31", &all, 1);

    g_assert_cmpfloat(contracts->list[0].share, ==, 1);
    g_assert_cmpint(contracts->list[0].end, ==, KAM_AGREEMENT_OPEN);
    g_assert_cmpfloat_with_epsilon(contracts->list[0].years, (day("2025-10-31") - day("2023-01-01") + 1) / 365.25,
                                   1e-12);
}

/* A signed one that begins when another ends carries the stretch on; one with a day between does not. */
static void
test_end__of_an_account_goes_on_without_a_gap(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    KamAgreement three[3] = { agreed("2025-01-01", "2025-06-30"), agreed("2025-07-01", "2026-03-31"),
                              agreed("2026-04-02", "2027-03-31") };
    g_autoptr(KamContracts) known = NULL, not_signed = NULL;

    three[1].signed_on = three[2].signed_on = day("2025-03-01");
    known = look_at(facts, "2025-05-01", three, 3);
    g_assert_cmpint(known->list[0].end, ==, day("2026-03-31"));
    g_assert_cmpfloat_with_epsilon(known->list[0].years, 455 / 365.25, 1e-12);
    not_signed = look_at(facts, "2025-02-28", three, 3);
    g_assert_cmpint(not_signed->list[0].end, ==, day("2025-06-30"));
}

/* Of a group each company's lines count under its own agreements. */
static void
test_group__has_the_lines_of_each_under_its_own(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    const guint32 head[] = { 0, 0 };
    const KamContractsRoll roll = { facts, head };
    g_autofree guint32 *heads = g_new0(guint32, facts->n);
    KamFacts rolled = *facts;
    KamAgreement two[2] = { agreed("2025-01-01", "2025-12-31"), agreed("2025-07-01", "2026-06-30") };
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KamAgreement));
    g_autoptr(KamContracts) contracts = NULL;
    KamScope scope;
    double net = 0, covered = 0;

    two[1].account_id = 2;
    g_array_append_vals(list, two, 2);
    rolled.account = heads;
    scope = scope_of(&rolled, "2025-10-31");
    contracts = kam_contracts_new(list, &scope, &roll);
    for (gsize i = 0; i < facts->n; i++) {
        if (facts->day[i] > day("2025-10-31") || facts->day[i] <= day("2025-10-31") - 365)
            continue;
        net += (double)facts->net_micro[i];
        covered += facts->day[i] >= two[facts->account[i]].starts_on ? (double)facts->net_micro[i] : 0;
    }
    g_assert_cmpfloat_with_epsilon(contracts->list[0].share, covered / net, 1e-12);
    g_assert_cmpint(contracts->list[0].end, ==, day("2026-06-30"));
    g_assert_cmpfloat_with_epsilon(contracts->list[0].years, 365 / 365.25, 1e-12);
}

/* --- against every single day ------------------------------------------------------------------------------------- */

/* The end, found by looking at one term after the other. */
static gint32
walk_end(const KamAgreement *a, gint32 as_of)
{
    const gint32 asked = a->notice_given_on != NONE && a->notice_given_on <= as_of ? a->notice_given_on : as_of;
    const gboolean has_notice = a->notice_given_on != NONE && a->notice_given_on <= as_of;
    gint32 end = a->ends_on;

    if (end == NONE)
        return has_notice ? a->notice_given_on + a->notice_days : G_MAXINT32 - 1;
    if (a->renewal_months == 0)
        return has_notice && a->notice_given_on + a->notice_days < end ? a->notice_given_on + a->notice_days : end;
    for (gint term = 1; end < asked + a->notice_days; term++) {
        g_autoptr(GDate) date = g_date_new_julian((guint)(a->ends_on + 1 + 719163));

        g_date_add_months(date, (guint)(term * a->renewal_months));
        end = (gint32)g_date_get_julian(date) - 719163 - 1;
    }
    return end;
}

static gboolean
covers(const KamAgreement *a, gint32 as_of, gint32 d, const char *category)
{
    return a->signed_on != NONE && a->signed_on <= as_of && d >= a->starts_on && d <= walk_end(a, as_of) &&
           (category == NULL || a->category == NULL || g_str_equal(a->category, category));
}

static gboolean
any_covers(const KamAgreement agreements[], guint n, gint32 as_of, gint32 d, const char *category)
{
    for (guint i = 0; i < n; i++)
        if (covers(&agreements[i], as_of, d, category))
            return TRUE;
    return FALSE;
}

static double
walk_share(const KamFacts *facts, const KamAgreement agreements[], guint n, gint32 as_of)
{
    double net = 0, covered = 0;

    for (gsize i = 0; i < facts->n; i++) {
        const char *category = g_array_index(facts->products, KamFactProduct, facts->product[i]).category;

        if (facts->account[i] != 0 || facts->day[i] > as_of || facts->day[i] <= as_of - 365)
            continue;
        net += (double)facts->net_micro[i];
        covered += any_covers(agreements, n, as_of, facts->day[i], category) ? (double)facts->net_micro[i] : 0;
    }
    return CLAMP(covered / net, 0, 1);
}

static KamAgreement
draw(GRand *random, gint32 from)
{
    static const char *const categories[] = { NULL, "red", "blue", NULL };
    gint32 starts = from + g_rand_int_range(random, -500, 300);

    return (KamAgreement) {
        .account_id = 1,
        .category = categories[g_rand_int_range(random, 0, 4)],
        .signed_on = g_rand_int_range(random, 0, 6) == 0 ? NONE : starts + g_rand_int_range(random, -60, 30),
        .starts_on = starts,
        .ends_on = g_rand_int_range(random, 0, 8) == 0 ? NONE : starts + g_rand_int_range(random, 0, 400),
        .notice_given_on = g_rand_int_range(random, 0, 3) == 0 ? starts + g_rand_int_range(random, 0, 400) : NONE,
        .notice_days = g_rand_int_range(random, 0, 3) * 45,
        .renewal_months = g_rand_int_range(random, 0, 3) == 0 ? g_rand_int_range(random, 1, 14) : 0,
    };
}

static void
assert_as_walked(const KamFacts *facts, const KamAgreement agreements[], guint n, gint32 as_of)
{
    char iso[11];
    g_autoptr(KamContracts) contracts = NULL;
    gint32 last = as_of;

    kam_day_to_iso(as_of, iso);
    contracts = look_at(facts, iso, agreements, n);
    if (!contracts->is_kept)
        return;
    g_assert_cmpfloat_with_epsilon(contracts->list[0].share, walk_share(facts, agreements, n, as_of), 1e-12);
    if (!any_covers(agreements, n, as_of, as_of, NULL)) {
        g_assert_cmpint(contracts->list[0].end, ==, NONE);
        return;
    }
    while (last < as_of + 20000 && any_covers(agreements, n, as_of, last + 1, NULL))
        last++;
    g_assert_cmpint(MIN(contracts->list[0].end, as_of + 20000), ==, last);
}

static void
test_contracts__as_found_day_by_day(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(GRand) random = g_rand_new_with_seed(14);

    for (guint round = 0; round < 150; round++) {
        KamAgreement agreements[4];
        guint n = (guint)g_rand_int_range(random, 1, 5);

        for (guint i = 0; i < n; i++)
            agreements[i] = draw(random, day("2025-07-01"));
        assert_as_walked(facts, agreements, n, day("2025-06-15") + g_rand_int_range(random, 0, 180));
    }
}

#define TEST(name) g_test_add_func("/agreements/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(end__of_a_term_is_its_last_day);
    TEST(end__moves_on_when_it_is_too_late_for_notice);
    TEST(end__keeps_the_last_day_of_months);
    TEST(end__follows_notice);
    TEST(share__is_not_known_where_nothing_is_kept);
    TEST(share__counts_no_draft);
    TEST(share__of_everything_is_one);
    TEST(end__of_an_account_goes_on_without_a_gap);
    TEST(group__has_the_lines_of_each_under_its_own);
    TEST(contracts__as_found_day_by_day);
    return g_test_run();
}
