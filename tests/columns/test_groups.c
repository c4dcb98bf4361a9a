/* Tests of groups of companies: the forest of a day, who belonged to whom on each day, circles; against a plain walk
 * over all ties. */
#include "base/error.h"
#include "sales/groups.h"

#define DAY(y, m, d) kam_day_from_civil((y), (m), (d))

static KamFacts *
facts_of(guint n)
{
    KamFacts *facts = kam_facts_new();

    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("Firm %u", i);
        KamFactAccount account = { .id = 10 + (gint64)i, .name = g_string_chunk_insert(facts->texts, name) };

        g_array_append_val(facts->accounts, account);
    }
    return facts;
}

static void
tie(KamFacts *facts, guint32 account, guint32 parent, gint32 from, gint32 to)
{
    KamTie made = { 1, account, parent, from, to, KAM_TIE_UNKNOWN_SHARE, KAM_TIE_OWNS };

    g_array_append_val(facts->ties, made);
}

static void
line(KamFacts *facts, guint32 account, gint32 day, gint64 net)
{
    facts->account = g_renew(guint32, facts->account, facts->n + 1);
    facts->day = g_renew(gint32, facts->day, facts->n + 1);
    facts->net_micro = g_renew(gint64, facts->net_micro, facts->n + 1);
    facts->account[facts->n] = account;
    facts->day[facts->n] = day;
    facts->net_micro[facts->n++] = net;
}

/* 0 is the head of 1 and 2, 3 is below 2, 4 stands alone. */
static KamFacts *
small(void)
{
    KamFacts *facts = facts_of(5);

    tie(facts, 1, 0, KAM_TIE_EVER, KAM_TIE_STILL);
    tie(facts, 2, 0, KAM_TIE_EVER, KAM_TIE_STILL);
    tie(facts, 3, 2, KAM_TIE_EVER, KAM_TIE_STILL);
    return facts;
}

static void
test_groups__tree(void)
{
    g_autoptr(KamFacts) facts = small();
    g_autoptr(KamGroups) groups = kam_groups_new_on(facts, 0, NULL);
    const guint32 *units;
    guint n;

    g_assert_cmpuint(kam_groups_count(groups), ==, 5);
    g_assert_cmpuint(kam_groups_root(groups, 3), ==, 0);
    g_assert_cmpuint(kam_groups_root(groups, 4), ==, 4);
    g_assert_cmpuint(kam_groups_depth(groups, 3), ==, 2);
    g_assert_cmpuint(kam_groups_parent(groups, 0), ==, KAM_NO_INDEX);
    units = kam_groups_children(groups, 0, &n);
    g_assert_cmpuint(n, ==, 2);
    g_assert_cmpuint(units[1], ==, 2);
    units = kam_groups_units(groups, 0, &n);
    g_assert_cmpuint(n, ==, 4);
    g_assert_cmpuint(units[0], ==, 0);
    units = kam_groups_units(groups, 2, &n);
    g_assert_cmpuint(n, ==, 2);
    g_assert_cmpuint(units[1], ==, 3);
}

static void
test_groups__depth(void)
{
    g_autoptr(KamFacts) facts = small();
    g_autoptr(KamGroups) groups = kam_groups_new_on(facts, 0, NULL);

    g_assert_cmpuint(kam_groups_holder(groups, 3, KAM_GROUPS_HEAD), ==, 0);
    g_assert_cmpuint(kam_groups_holder(groups, 3, 1), ==, 2);
    g_assert_cmpuint(kam_groups_holder(groups, 3, 2), ==, 3);
    g_assert_cmpuint(kam_groups_holder(groups, 1, 2), ==, 1);
    g_assert_cmpuint(kam_groups_holder(groups, 3, KAM_GROUPS_UNIT), ==, 3);
}

static void
test_groups__roll_up(void)
{
    g_autoptr(KamFacts) facts = small();
    g_autoptr(KamGroups) groups = kam_groups_new_on(facts, 0, NULL);
    const gint64 own[] = { 1, 20, 300, 4000, 50000 }, wide[] = { 0, G_MAXINT64, 1, 0, 0 };
    gint64 sums[5];
    g_autoptr(GError) error = NULL;

    g_assert_true(kam_groups_roll_up(groups, own, sums, NULL));
    g_assert_cmpint(sums[0], ==, 4321);
    g_assert_cmpint(sums[2], ==, 4300);
    g_assert_cmpint(sums[4], ==, 50000);
    g_assert_false(kam_groups_roll_up(groups, wide, sums, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE);
}

static void
test_groups__today_is_what_accounts_say(void)
{
    g_autoptr(KamFacts) facts = small();
    g_autoptr(KamGroups) groups = NULL;

    g_array_index(facts->accounts, KamFactAccount, 4).parent_id = 13;
    g_array_index(facts->accounts, KamFactAccount, 1).parent_id = 999; /* deleted since */
    groups = kam_groups_new_today(facts, NULL);
    g_assert_cmpuint(kam_groups_root(groups, 4), ==, 3);
    g_assert_cmpuint(kam_groups_root(groups, 1), ==, 1);
}

static void
test_groups__largest_share_leads(void)
{
    g_autoptr(KamFacts) facts = facts_of(4);
    const KamTie ties[] = {
        { 1, 0, 1, KAM_TIE_EVER, KAM_TIE_STILL, 40000000, KAM_TIE_OWNS },
        { 2, 0, 2, DAY(2020, 1, 1), DAY(2021, 1, 1), 60000000, KAM_TIE_CONTROLS },
        { 3, 0, 3, KAM_TIE_EVER, KAM_TIE_STILL, KAM_TIE_UNKNOWN_SHARE, KAM_TIE_FRANCHISE },
    };
    g_autoptr(KamGroupDays) days = NULL;

    g_array_append_vals(facts->ties, ties, G_N_ELEMENTS(ties));
    days = kam_group_days_new(facts, NULL);
    g_assert_cmpuint(kam_group_days_root(days, 0, DAY(2019, 12, 31)), ==, 1);
    g_assert_cmpuint(kam_group_days_root(days, 0, DAY(2020, 1, 1)), ==, 2);
    g_assert_cmpuint(kam_group_days_root(days, 0, DAY(2020, 12, 31)), ==, 2);
    g_assert_cmpuint(kam_group_days_root(days, 0, DAY(2021, 1, 1)), ==, 1);
}

static void
test_days__a_company_moves(void)
{
    g_autoptr(KamFacts) facts = facts_of(4);
    g_autoptr(KamGroupDays) days = NULL;
    KamGroupStay stay;

    /* 0 was below 1, then is below 2, which came under 3 later. */
    tie(facts, 0, 1, KAM_TIE_EVER, DAY(2020, 5, 1));
    tie(facts, 0, 2, DAY(2020, 5, 1), KAM_TIE_STILL);
    tie(facts, 2, 3, DAY(2021, 2, 1), KAM_TIE_STILL);
    days = kam_group_days_new(facts, NULL);
    stay = kam_group_days_stay(days, 0, DAY(2020, 7, 1), KAM_GROUPS_HEAD);
    g_assert_cmpuint(stay.holder, ==, 2);
    g_assert_cmpint(stay.from_day, ==, DAY(2020, 5, 1));
    g_assert_cmpint(stay.to_day, ==, DAY(2021, 2, 1));
    g_assert_cmpuint(kam_group_days_root(days, 0, DAY(2021, 2, 1)), ==, 3);
    g_assert_cmpuint(kam_group_days_stay(days, 0, DAY(2021, 2, 1), 1).holder, ==, 2);
    g_assert_true(kam_group_days_moves(days, 0));
    g_assert_false(kam_group_days_moves(days, 3));
}

static void
test_circle__names_both(void)
{
    g_autoptr(KamFacts) facts = facts_of(3);
    g_autoptr(GError) error = NULL;

    tie(facts, 0, 1, KAM_TIE_EVER, DAY(2020, 6, 1));
    tie(facts, 1, 2, KAM_TIE_EVER, KAM_TIE_STILL);
    tie(facts, 2, 0, DAY(2020, 5, 1), KAM_TIE_STILL);
    g_assert_null(kam_group_days_new(facts, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_nonnull(g_strstr_len(error->message, -1, "on 2020-05-01"));
    g_assert_nonnull(g_strstr_len(error->message, -1, "'Firm 2'"));
    g_clear_error(&error);
    g_assert_null(kam_groups_new_on(facts, DAY(2020, 5, 31), &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
}

static void
test_circle__not_on_the_same_days(void)
{
    g_autoptr(KamFacts) facts = facts_of(2);
    g_autoptr(KamGroupDays) days = NULL;

    tie(facts, 0, 1, KAM_TIE_EVER, DAY(2020, 6, 1));
    tie(facts, 1, 0, DAY(2020, 6, 1), KAM_TIE_STILL);
    days = kam_group_days_new(facts, NULL);
    g_assert_nonnull(days);
    g_assert_cmpuint(kam_group_days_root(days, 1, DAY(2020, 6, 1)), ==, 0);
}

/* --- against a plain walk --- */

static guint32
plain_holder(const KamFacts *facts, guint32 account, gint32 day, guint depth)
{
    guint32 way[64];
    guint n = 0;

    for (guint32 at = account; at != KAM_NO_INDEX && n < G_N_ELEMENTS(way);) {
        const KamTie *lead = NULL;

        way[n++] = at;
        for (guint i = 0; i < facts->ties->len; i++) {
            const KamTie *t = &g_array_index(facts->ties, KamTie, i);

            if (t->account == at && kam_tie_is_of_tree(t) && t->from_day <= day && day < t->to_day &&
                (lead == NULL || kam_tie_leads(t, lead)))
                lead = t;
        }
        at = lead == NULL ? KAM_NO_INDEX : lead->parent;
    }
    return n - 1 > depth ? way[n - 1 - depth] : account;
}

/* Parents come before those below them, so that there is no circle. */
static KamFacts *
random_facts(GRand *rand, guint n, guint n_ties)
{
    KamFacts *facts = facts_of(n);
    g_autofree guint *of = g_new(guint, n_ties);

    for (guint i = 0; i < n_ties; i++)
        of[i] = (guint)g_rand_int_range(rand, 1, (gint32)n);
    for (guint account = 0; account < n; account++)
        for (guint i = 0; i < n_ties; i++) {
            gint32 from = g_rand_int_range(rand, 0, 1000);
            KamTie made = { 1,
                            account,
                            account == 0 ? 0 : (guint32)g_rand_int_range(rand, 0, (gint32)account),
                            g_rand_boolean(rand) ? KAM_TIE_EVER : from,
                            g_rand_boolean(rand) ? KAM_TIE_STILL : g_rand_int_range(rand, from, 1001),
                            g_rand_int_range(rand, -1, 3) < 0
                                ? KAM_TIE_UNKNOWN_SHARE
                                : g_rand_int_range(rand, 0, 4) * G_GINT64_CONSTANT(25000000),
                            g_rand_int_range(rand, 0, KAM_TIE_N) };
            if (of[i] == account)
                g_array_append_val(facts->ties, made);
        }
    for (guint i = 0; i < 2000; i++)
        line(facts, (guint32)g_rand_int_range(rand, 0, (gint32)n), g_rand_int_range(rand, 0, 1000),
             g_rand_int_range(rand, -1000, 5000));
    return facts;
}

static void
test_days__equal_a_plain_walk(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(20260101);
    const guint depths[] = { KAM_GROUPS_HEAD, 1, 3, KAM_GROUPS_UNIT };

    for (guint round = 0; round < 20; round++) {
        g_autoptr(KamFacts) facts = random_facts(rand, 60, 50);
        g_autoptr(KamGroupDays) days = kam_group_days_new(facts, NULL);
        g_autofree guint32 *holder = g_new(guint32, facts->n);
        guint depth = depths[round % G_N_ELEMENTS(depths)];

        kam_group_days_put(days, facts, depth, holder);
        for (gsize i = 0; i < facts->n; i++)
            g_assert_cmpuint(holder[i], ==, plain_holder(facts, facts->account[i], facts->day[i], depth));
    }
}

static void
test_day__equals_the_same_of_all_days(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    g_autoptr(KamFacts) facts = random_facts(rand, 80, 100);
    g_autoptr(KamGroupDays) days = kam_group_days_new(facts, NULL);

    for (gint32 day = -1; day < 1002; day += 17) {
        g_autoptr(KamGroups) groups = kam_groups_new_on(facts, day, NULL);

        for (guint32 i = 0; i < 80; i++) {
            g_assert_cmpuint(kam_groups_root(groups, i), ==, kam_group_days_root(days, i, day));
            g_assert_cmpuint(kam_groups_holder(groups, i, 2), ==, kam_group_days_stay(days, i, day, 2).holder);
        }
    }
}

/* Sums over heads, and over units of any depth, are the sum of all; a head's rolled up sum is that of its lines. */
static void
test_sums__agree(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(99);
    g_autoptr(KamFacts) facts = random_facts(rand, 80, 100);
    g_autoptr(KamGroups) groups = kam_groups_new_on(facts, 500, NULL);
    gint64 own[80] = { 0 }, sums[80], by_head[80] = { 0 }, total = 0, heads = 0;

    for (gsize i = 0; i < facts->n; i++) {
        own[facts->account[i]] += facts->net_micro[i];
        by_head[kam_groups_root(groups, facts->account[i])] += facts->net_micro[i];
        total += facts->net_micro[i];
    }
    g_assert_true(kam_groups_roll_up(groups, own, sums, NULL));
    for (guint32 i = 0; i < 80; i++) {
        if (kam_groups_parent(groups, i) != KAM_NO_INDEX)
            continue;
        g_assert_cmpint(sums[i], ==, by_head[i]);
        heads += sums[i];
    }
    g_assert_cmpint(heads, ==, total);
}

/* 2 was a head, then came below 1 with 3 that belongs to it, and so below 0. */
static void
test_below__a_company_stands_at_the_head_of_what_is_below_it(void)
{
    g_autoptr(KamFacts) facts = facts_of(5);
    const KamGroupsKind kinds[] = { KAM_GROUPS_ON, KAM_GROUPS_THEN };
    guint32 holder[3];

    tie(facts, 1, 0, KAM_TIE_EVER, KAM_TIE_STILL);
    tie(facts, 2, 1, DAY(2020, 5, 1), KAM_TIE_STILL);
    tie(facts, 3, 2, KAM_TIE_EVER, KAM_TIE_STILL);
    line(facts, 3, DAY(2020, 4, 30), 1);
    line(facts, 3, DAY(2020, 5, 1), 2);
    line(facts, 1, DAY(2020, 5, 1), 4);
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        KamGroupsAt at = { .kind = kinds[k], .day = DAY(2021, 1, 1) };
        g_autoptr(GArray) spans = NULL;

        g_assert_true(kam_groups_at_is_equal(&at, &at) && !kam_groups_at_is_default(&at));
        g_assert_true(kam_groups_at_put(&at, facts, holder, NULL));
        g_assert_cmpuint(holder[1], ==, 0);
        at.below_id = 12;
        g_assert_true(kam_groups_at_put(&at, facts, holder, NULL));
        g_assert_cmpuint(holder[0], ==, 2);
        g_assert_cmpuint(holder[1], ==, 2);
        /* Everybody else is where it was. */
        g_assert_cmpuint(holder[2], ==, 0);
        spans = kam_groups_at_list(&at, facts, 2, NULL);
        g_assert_cmpuint(spans->len, ==, 2);
        g_assert_cmpint(g_array_index(spans, KamGroupSpan, 1).to_day, ==, KAM_TIE_STILL);
    }
}

static void
test_days__without_changes_then_is_today(void)
{
    g_autoptr(KamFacts) facts = small();
    g_autoptr(KamGroupDays) days = kam_group_days_new(facts, NULL);
    g_autoptr(KamGroups) groups = kam_groups_new_on(facts, DAY(2026, 1, 1), NULL);

    for (guint32 i = 0; i < 5; i++) {
        g_assert_cmpuint(kam_group_days_root(days, i, KAM_TIE_EVER), ==, kam_groups_root(groups, i));
        g_assert_false(kam_group_days_moves(days, i));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/groups/tree", test_groups__tree);
    g_test_add_func("/groups/depth", test_groups__depth);
    g_test_add_func("/groups/roll_up", test_groups__roll_up);
    g_test_add_func("/groups/today_is_what_accounts_say", test_groups__today_is_what_accounts_say);
    g_test_add_func("/groups/largest_share_leads", test_groups__largest_share_leads);
    g_test_add_func("/days/a_company_moves", test_days__a_company_moves);
    g_test_add_func("/circle/names_both", test_circle__names_both);
    g_test_add_func("/circle/not_on_the_same_days", test_circle__not_on_the_same_days);
    g_test_add_func("/days/equal_a_plain_walk", test_days__equal_a_plain_walk);
    g_test_add_func("/day/equals_the_same_of_all_days", test_day__equals_the_same_of_all_days);
    g_test_add_func("/sums/agree", test_sums__agree);
    g_test_add_func("/below/is_the_head", test_below__a_company_stands_at_the_head_of_what_is_below_it);
    g_test_add_func("/days/without_changes_then_is_today", test_days__without_changes_then_is_today);
    return g_test_run();
}
