/* Memberships of groups: circles on any day, what leads, and the account's own parent in step with them, whoever
 * changes what; merging. */
#include <string.h>

#include "base/date.h"
#include "domain/group_step.h"
#include "domain/merge.h"
#include "domain/tree_ties.h"
#include "support.h"

#define DAY(y, m, d) kam_day_from_civil((y), (m), (d))

static gint64
firm(Domain *f, const char *name)
{
    g_autofree char *json = g_strdup_printf("{\"name\":\"%s\"}", name);

    return domain_create(f, &kam_account_type, json);
}

static char *
membership(gint64 account, gint64 parent, const char *rest)
{
    return g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT "\",\"parent_id\":\"%" G_GINT64_FORMAT "\"%s}",
                           account, parent, rest);
}

static gint64
join(Domain *f, gint64 account, gint64 parent, const char *rest)
{
    g_autofree char *json = membership(account, parent, rest);

    return domain_create(f, &kam_group_membership_type, json);
}

static void
assert_refused(Domain *f, gint64 account, gint64 parent, const char *rest, const char *expected)
{
    g_autofree char *json = membership(account, parent, rest);
    g_autofree char *refusal = domain_refusal(f, &kam_group_membership_type, json);

    g_assert_cmpstr(refusal, ==, expected);
}

static void
assert_place(Domain *f, gint64 account, gint64 parent, gint64 head)
{
    g_assert_cmpint(domain_get_int(f, &kam_account_type, account, "parent_id"), ==, parent);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, account, "head_id"), ==, head);
}

static void
set_parent(Domain *f, gint64 account, gint64 parent)
{
    g_autofree char *json = parent == 0 ? g_strdup("{\"parent_id\":null}")
                                        : g_strdup_printf("{\"parent_id\":\"%" G_GINT64_FORMAT "\"}", parent);

    domain_patch(f, &kam_account_type, account, json);
}

/* "from..to" of the memberships of an account to a parent, in the order of time. */
static char *
tell(Domain *f, gint64 account, gint64 parent)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) ties = kam_tree_ties_list(f->db, account, &error);
    GString *text = g_string_new(NULL);

    g_assert_no_error(error);
    for (guint i = ties->len; i-- > 0;) {
        const KamTreeTie *tie = &g_array_index(ties, KamTreeTie, i);
        char from[11], to[11];

        kam_day_to_iso(tie->from_day, from);
        kam_day_to_iso(tie->to_day, to);
        if (tie->parent == parent)
            g_string_append_printf(text, "%s%s..%s", text->len > 0 ? " " : "", from, to);
    }
    return g_string_free(text, FALSE);
}

static void
assert_told(Domain *f, gint64 account, gint64 parent, const char *expected)
{
    g_autofree char *told = tell(f, account, parent);

    g_assert_cmpstr(told, ==, expected);
}

static void
test_membership__sets_the_parent_of_today(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B"), c = firm(f, "C"), below = firm(f, "Below"), id;

    join(f, below, a, "");
    id = join(f, a, b, ",\"share\":\"60\"");
    assert_place(f, a, b, b);
    assert_place(f, below, a, b);
    join(f, a, c, ",\"share\":\"40\"");
    assert_place(f, a, b, b);
    domain_patch(f, &kam_group_membership_type, id, "{\"share\":\"30\"}");
    assert_place(f, a, c, c);
    assert_place(f, below, a, c);
}

static void
test_membership__deleted_or_of_another_kind_counts_no_more(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B"), c = firm(f, "C"), id = join(f, a, b, "");
    g_autofree char *refusal = NULL;

    join(f, a, c, ",\"kind\":\"buying_association\"");
    assert_place(f, a, b, b);
    refusal = domain_delete(f, &kam_group_membership_type, id);
    g_assert_null(refusal);
    assert_place(f, a, 0, 0);
}

static void
test_account__begins_and_ends_memberships(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B"), c = firm(f, "C"), d;
    g_autofree char *json = g_strdup_printf("{\"name\":\"D\",\"parent_id\":\"%" G_GINT64_FORMAT "\"}", b);

    d = domain_create(f, &kam_account_type, json);
    assert_told(f, d, b, "..");
    f->actor.today = DAY(2026, 3, 1);
    set_parent(f, a, b);
    assert_told(f, a, b, "2026-03-01..");
    f->actor.today = DAY(2026, 5, 1);
    set_parent(f, a, c);
    assert_told(f, a, b, "2026-03-01..2026-05-01");
    assert_told(f, a, c, "2026-05-01..");
    set_parent(f, a, b);
    assert_told(f, a, b, "2026-03-01..");
    assert_told(f, a, c, "");
    set_parent(f, a, 0);
    assert_told(f, a, b, "2026-03-01..2026-05-01");
}

static void
test_account__ends_whatever_leads(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B"), c = firm(f, "C");

    f->actor.today = DAY(2026, 5, 1);
    join(f, a, b, ",\"share\":\"70\"");
    join(f, a, c, ",\"share\":\"30\",\"bought_on\":\"2020-01-01\"");
    set_parent(f, a, c);
    assert_told(f, a, b, "..2026-05-01");
    assert_told(f, a, c, "2020-01-01..");
    assert_place(f, a, c, c);
}

static void
test_day__takes_effect_when_it_comes(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B"), c = firm(f, "C"), below = firm(f, "Below");
    g_autoptr(GError) error = NULL;
    guint n;

    f->actor.today = DAY(2026, 5, 1);
    join(f, below, a, "");
    join(f, a, b, ",\"sold_on\":\"2026-06-01\"");
    join(f, a, c, ",\"bought_on\":\"2026-06-01\"");
    g_assert_true(kam_group_step_settle(&f->work, &n, &error));
    assert_place(f, a, b, b);
    f->actor.today = DAY(2026, 6, 1);
    g_assert_true(kam_group_step_settle(&f->work, &n, &error));
    g_assert_cmpuint(n, ==, 1);
    assert_place(f, a, c, c);
    assert_place(f, below, a, c);
    g_assert_cmpint(domain_ask(f,
                               "SELECT COUNT(*) FROM audit_entry WHERE type = 'account' AND record_id = $1 "
                               "AND action = 'update'",
                               a, 0),
                    ==, 2);
    g_assert_true(kam_group_step_settle(&f->work, &n, &error));
    g_assert_cmpuint(n, ==, 0);
}

static void
test_circle__on_any_day_is_refused(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B"), c = firm(f, "C");
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;

    f->actor.today = DAY(2026, 5, 1);
    join(f, a, b, ",\"sold_on\":\"2020-06-01\"");
    join(f, b, c, ",\"bought_on\":\"2020-01-01\",\"share\":\"10\",\"kind\":\"controls\"");
    assert_refused(f, c, a, ",\"sold_on\":\"2020-02-01\"", "/parent_id cycle");
    assert_refused(f, c, a, ",\"bought_on\":\"2020-05-31\"", "/parent_id cycle");
    assert_refused(f, a, a, "", "/parent_id self");
    kam_faults_init(&faults);
    g_assert_true(kam_tree_ties_check(f->db, c, a, KAM_TREE_EVER, KAM_TREE_STILL, "parent_id", &faults, &error));
    g_assert_nonnull(strstr(((const KamFault *)faults.list->pdata[0])->detail, "'A' belongs to 'B' belongs to 'C'"));
    join(f, c, a, ",\"bought_on\":\"2020-06-01\"");
}

static void
test_circle__to_come_refuses_a_parent_of_today(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B");
    g_autofree char *json = g_strdup_printf("{\"parent_id\":\"%" G_GINT64_FORMAT "\"}", b);
    g_autofree char *refusal = NULL;

    f->actor.today = DAY(2026, 5, 1);
    join(f, b, a, ",\"bought_on\":\"2027-01-01\"");
    refusal = domain_patch_refusal(f, &kam_account_type, a, json);
    g_assert_cmpstr(refusal, ==, "/parent_id cycle");
}

static void
test_membership__days_do_not_overlap(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B");

    join(f, a, b, ",\"bought_on\":\"2020-01-01\",\"sold_on\":\"2021-01-01\"");
    assert_refused(f, a, b, ",\"kind\":\"controls\",\"bought_on\":\"2020-12-31\"", "/bought_on overlap");
    assert_refused(f, a, b, ",\"bought_on\":\"2022-01-02\",\"sold_on\":\"2022-01-01\"", "/sold_on period");
    join(f, a, b, ",\"kind\":\"franchise\",\"bought_on\":\"2020-12-31\"");
    join(f, a, b, ",\"bought_on\":\"2021-01-01\"");
}

/* A company that goes takes along what it belonged to, with its days, and brings it back; its owner cannot go. */
static void
test_account__goes_and_comes_with_its_memberships(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B");
    g_autofree char *owner = NULL, *gone = NULL;
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) back = NULL;

    kam_faults_init(&faults);
    f->actor.today = DAY(2026, 5, 1);
    join(f, a, b, ",\"bought_on\":\"2021-01-01\"");
    owner = domain_delete(f, &kam_account_type, b);
    g_assert_nonnull(strstr(owner, "referred_to"));
    gone = domain_delete(f, &kam_account_type, a);
    g_assert_null(gone);
    assert_told(f, a, b, "");
    back = kam_record_restore(&f->work, &kam_account_type, a, &faults, &error);
    g_assert_no_error(error);
    assert_told(f, a, b, "2021-01-01..");
    assert_place(f, a, b, b);
}

/* --- merging --- */

static gint64
merge(Domain *f, gint64 survivor, gint64 other)
{
    const KamMerge merge = { kam_db_next_id(f->db, f->work.now_ms), &kam_account_type, survivor, other };
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);
    json_t *take = json_object();

    kam_faults_init(&faults);
    g_assert_no_error(error);
    kam_merge_run(&f->work, &merge, take, &faults, &error);
    g_assert_no_error(error);
    json_decref(take);
    g_assert_true(kam_tx_commit(tx, &error));
    return merge.id;
}

static void
test_merge__moves_memberships_and_comes_back(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), twin = firm(f, "A2"), b = firm(f, "B"), c = firm(f, "C"), child = firm(f, "Child"), id;
    g_autoptr(GError) error = NULL;

    f->actor.today = DAY(2026, 5, 1);
    join(f, a, b, ",\"bought_on\":\"2021-01-01\",\"sold_on\":\"2023-01-01\"");
    join(f, twin, c, "");
    join(f, child, twin, ",\"share\":\"80\"");
    join(f, twin, b, ",\"kind\":\"franchise\"");
    id = merge(f, a, twin);
    assert_told(f, a, b, "2021-01-01..2023-01-01");
    assert_told(f, a, c, "2023-01-01..");
    assert_place(f, a, c, c);
    assert_place(f, child, a, c);
    g_assert_true(kam_merge_undo(&f->work, id, &error));
    g_assert_no_error(error);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, child, "parent_id"), ==, twin);
    assert_told(f, twin, c, "..");
    assert_told(f, a, c, "");
}

static void
test_merge__owner_and_owned(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 a = firm(f, "A"), b = firm(f, "B"), c = firm(f, "C");

    f->actor.today = DAY(2026, 5, 1);
    join(f, a, b, "");
    join(f, b, c, ",\"bought_on\":\"2020-01-01\"");
    merge(f, a, b);
    assert_told(f, a, c, "2020-01-01..");
    assert_place(f, a, c, c);
}

static void
add(void)
{
    domain_add("groups/parent", test_membership__sets_the_parent_of_today);
    domain_add("groups/deleted", test_membership__deleted_or_of_another_kind_counts_no_more);
    domain_add("groups/account", test_account__begins_and_ends_memberships);
    domain_add("groups/account-leads", test_account__ends_whatever_leads);
    domain_add("groups/day", test_day__takes_effect_when_it_comes);
    domain_add("groups/circle", test_circle__on_any_day_is_refused);
    domain_add("groups/circle-to-come", test_circle__to_come_refuses_a_parent_of_today);
    domain_add("groups/overlap", test_membership__days_do_not_overlap);
    domain_add("groups/gone", test_account__goes_and_comes_with_its_memberships);
    domain_add("groups/merge", test_merge__moves_memberships_and_comes_back);
    domain_add("groups/merge-owner", test_merge__owner_and_owned);
}

int
main(int argc, char **argv)
{
    return domain_main(argc, argv, add);
}
