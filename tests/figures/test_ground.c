/* The ground: what has changed is in it at once, and lines are read again only when they changed themselves. */
#include <string.h>

#include "figures/support.h"
#include "record/audit.h"
#include "sales/ingest/batch.h"
#include "service/figures/desk.h"
#include "service/setup.h"

#define COLUMNS "document,date,account_number,account_name,product_number,product_name,quantity,net,currency"

typedef struct {
    KamTestDb *place;
    KamDb *db, *other; /* the one that asks; somebody else's */
    KamGroundCache *cache;
} Fixture;

static void
import(Fixture *f, const char *rows)
{
    figures_import(f->other, COLUMNS, rows);
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(figures_kind);
    f->other = kam_service_open(f->place->uri, TRUE, NULL, &error);
    g_assert_no_error(error);
    f->db = kam_test_db_open(f->place, KAM_DB_READ_ONLY);
    f->cache = kam_ground_cache_new(KAM_DESK_LINE_BYTES);
    import(f, "R1,2025-01-10,10,Alfa,A1,Vijak,2,100.00,EUR\n"
              "R2,2025-01-11,11,Beta,A2,Navrtka,3,30.00,EUR\n"
              "R3,2025-01-12,12,Gama,A1,Vijak,1,50.00,EUR\n");
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_ground_cache_free(f->cache);
    kam_db_close(f->db);
    kam_db_close(f->other);
    kam_test_db_free(f->place);
}

/* A change with its row in the audit, as every change of a record has one. */
static void
change_by(Fixture *f, const char *action, const char *type, const char *sql)
{
    g_autoptr(GError) error = NULL;
    const KamActor actor = kam_actor_program("test");
    const KamWork work = { .db = f->other, .actor = &actor, .now_ms = FIGURES_NOW_MS };
    g_autoptr(KamTx) tx = kam_tx_begin(f->other, &error);

    g_assert_no_error(error);
    kam_test_db_run(f->other, sql);
    kam_audit_add(&work, action, type, 1, 2, NULL, &error);
    g_assert_no_error(error);
    kam_tx_commit(tx, &error);
    g_assert_no_error(error);
}

static void
change(Fixture *f, const char *type, const char *sql)
{
    change_by(f, "update", type, sql);
}

static KamGround *
get(Fixture *f)
{
    g_autoptr(GError) error = NULL;
    KamGround *ground = kam_ground_cache_get(f->cache, f->db, &error);

    g_assert_no_error(error);
    return ground;
}

/* "Alfa:100 Beta:30 -:50", with the products' names: each line by the name of its account. */
static char *
tell(Fixture *f)
{
    g_autoptr(KamGround) ground = get(f);
    const KamFacts *facts = kam_ground_get_facts(ground);
    GString *text = g_string_new(NULL);

    for (gsize i = 0; i < facts->n; i++) {
        guint32 account = facts->account[i], product = facts->product[i];

        g_string_append_printf(
            text, "%s%s/%s:%d", i > 0 ? " " : "",
            account == KAM_NO_INDEX ? "-" : g_array_index(facts->accounts, KamFactAccount, account).name,
            product == KAM_NO_INDEX ? "-" : g_array_index(facts->products, KamFactProduct, product).name,
            (int)(facts->net_micro[i] / 1000000));
    }
    return g_string_free(text, FALSE);
}

static void
assert_told(Fixture *f, const char *expected, guint reads)
{
    g_autofree char *told = tell(f);

    g_assert_cmpstr(told, ==, expected);
    g_assert_cmpuint(kam_ground_cache_count_reads(f->cache), ==, reads);
}

#define ALL "Alfa/Vijak:100 Beta/Navrtka:30 Gama/Vijak:50"

static void
test_names__are_new_over_the_same_lines(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_told(f, ALL, 1);
    change(f, "account", "UPDATE account SET name = 'Delta' WHERE number = '11'");
    assert_told(f, "Alfa/Vijak:100 Delta/Navrtka:30 Gama/Vijak:50", 1);
    change(f, "product", "UPDATE product SET name = 'Klin' WHERE number = 'A1'");
    assert_told(f, "Alfa/Klin:100 Delta/Navrtka:30 Gama/Klin:50", 1);
    change(f, "account", "UPDATE account SET region = 'Jug' WHERE number = '10'");
    {
        g_autoptr(KamGround) ground = get(f);
        g_assert_cmpstr(kam_ground_get_account(ground, 0)->region, ==, "Jug");
    }
    g_assert_cmpuint(kam_ground_cache_count_reads(f->cache), ==, 1);
}

/* Who belongs to whom is read with the names, and another tree is another ground for whoever adds up groups. */
static void
test_ties__are_new_over_the_same_lines(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) before = get(f), after = NULL;
    const KamTie *tie;

    g_assert_cmpuint(kam_ground_get_facts(before)->ties->len, ==, 0);
    change(f, "group_membership",
           "INSERT INTO group_membership (id, account_id, parent_id, kind, share_micro, sold_on, source, created_at, "
           "updated_at) SELECT 77, a.id, b.id, 'controls', 51000000, 20000, 'hand', 1, 1 FROM account a, account b "
           "WHERE a.number = '10' AND b.number = '12'");
    after = get(f);
    g_assert_cmpuint(kam_ground_get_facts(after)->ties->len, ==, 1);
    tie = &g_array_index(kam_ground_get_facts(after)->ties, KamTie, 0);
    g_assert_cmpuint(tie->account, ==, 0);
    g_assert_cmpuint(tie->parent, ==, 2);
    g_assert_cmpint(tie->kind, ==, KAM_TIE_CONTROLS);
    g_assert_cmpint(tie->from_day, ==, KAM_TIE_EVER);
    g_assert_cmpint(tie->to_day, ==, 20000);
    g_assert_cmpint(tie->share_micro, ==, 51000000);
    g_assert_cmpstr(kam_ground_get_tree(before), !=, kam_ground_get_tree(after));
    g_assert_cmpuint(kam_ground_cache_count_reads(f->cache), ==, 1);
}

static void
test_older__stays_whole_for_who_holds_it(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) old = get(f);
    const KamFacts *facts = kam_ground_get_facts(old);

    change(f, "account", "UPDATE account SET name = 'Delta' WHERE number = '10'");
    kam_ground_unref(get(f));
    import(f, "R4,2025-01-13,10,Delta,A1,Vijak,2,1.00,EUR\n");
    kam_ground_unref(get(f));
    g_assert_cmpuint(facts->n, ==, 3);
    g_assert_cmpint(facts->net_micro[0], ==, 100000000);
    g_assert_cmpstr(g_array_index(facts->accounts, KamFactAccount, 0).name, ==, "Alfa");
}

static void
test_stamp__is_of_what_is_shown(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) first = get(f), second = NULL, third = NULL, fourth = NULL;

    change(f, "user", "UPDATE setting SET value = value WHERE name = 'nobody'");
    second = get(f);
    g_assert_cmpstr(kam_ground_get_stamp(first), ==, kam_ground_get_stamp(second));
    change(f, "account", "UPDATE account SET name = 'Delta' WHERE number = '10'");
    third = get(f);
    g_assert_cmpstr(kam_ground_get_stamp(first), !=, kam_ground_get_stamp(third));
    change(f, "account", "UPDATE account SET name = 'Alfa' WHERE number = '10'");
    fourth = get(f);
    g_assert_cmpstr(kam_ground_get_stamp(first), ==, kam_ground_get_stamp(fourth));
}

/* Ids between those that lines know move the places of all that follow. */
static void
test_new_account__moves_places_without_reading(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_told(f, ALL, 1);
    change(
        f, "account",
        "INSERT INTO account (id, number, name, name_key, created_at, updated_at) SELECT MIN(id) - 5, '9', 'Nova', 'nova', 1, 1 FROM account");
    assert_told(f, ALL, 1);
    change(f, "account", "UPDATE account SET deleted_at = 1 WHERE number = '9'");
    assert_told(f, ALL, 1);
    change(f, "account", "UPDATE account SET deleted_at = NULL WHERE number = '9'");
    assert_told(f, ALL, 1);
}

static void
test_deleted_account__takes_its_name_off_its_lines(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_told(f, ALL, 1);
    change(f, "account", "UPDATE account SET deleted_at = 1 WHERE number = '11'");
    assert_told(f, "Alfa/Vijak:100 -/Navrtka:30 Gama/Vijak:50", 2);
    change(f, "account", "UPDATE account SET name = 'Alfa 2' WHERE number = '10'");
    assert_told(f, "Alfa 2/Vijak:100 -/Navrtka:30 Gama/Vijak:50", 2);
    change(f, "account", "UPDATE account SET deleted_at = NULL WHERE number = '11'");
    assert_told(f, "Alfa 2/Vijak:100 Beta/Navrtka:30 Gama/Vijak:50", 3);
    change(f, "product", "UPDATE product SET deleted_at = 1 WHERE number = 'A2'");
    assert_told(f, "Alfa 2/Vijak:100 Beta/-:30 Gama/Vijak:50", 4);
}

static void
test_import__of_another_is_noticed(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_told(f, ALL, 1);
    import(f, "R4,2025-01-13,12,Gama,A2,Navrtka,2,7.00,EUR\n");
    assert_told(f, ALL " Gama/Navrtka:7", 2);
}

static void
test_without_lines__names_are_no_error(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    guint64 lines;

    assert_told(f, ALL, 1);
    kam_batch_undo(f->other, 1, FIGURES_NOW_MS, &lines, &error);
    g_assert_no_error(error);
    assert_told(f, "", 2);
    assert_told(f, "", 2);
}

static void
test_lines_beyond_the_bound__are_read_each_time(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_ground_cache_free(f->cache);
    f->cache = kam_ground_cache_new(1);
    assert_told(f, ALL, 1);
    assert_told(f, ALL, 2);
}

static void
test_comment__reads_no_name_again(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) first = get(f), second = NULL, third = NULL;

    change_by(f, "comment", "account", "UPDATE account SET name = 'Beta 2' WHERE number = '11'");
    second = get(f);
    g_assert_true(first == second);
    change_by(f, "update", "account", "UPDATE account SET name = 'Beta 3' WHERE number = '11'");
    third = get(f);
    g_assert_true(first != third);
}

/* Work on a ground that a newer one has just followed is not given up as if its lines were too many. */
static void
test_room__is_there_for_an_older_ground(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGroundCache) narrow = kam_ground_cache_new(1);
    g_autoptr(KamGround) first = get(f), second = NULL;

    change_by(f, "update", "account", "UPDATE account SET name = 'Beta 2' WHERE number = '11'");
    second = get(f);
    g_assert_true(first != second);
    g_assert_true(kam_ground_cache_has_room(f->cache, first));
    g_assert_true(kam_ground_cache_has_room(f->cache, second));
    g_assert_false(kam_ground_cache_has_room(narrow, second));
}

static void
add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = figures_path("ground", name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_all(void)
{
    add("names", test_names__are_new_over_the_same_lines);
    add("ties", test_ties__are_new_over_the_same_lines);
    add("older", test_older__stays_whole_for_who_holds_it);
    add("stamp", test_stamp__is_of_what_is_shown);
    add("new-account", test_new_account__moves_places_without_reading);
    add("comment", test_comment__reads_no_name_again);
    add("room-for-an-older-one", test_room__is_there_for_an_older_ground);
    add("deleted-account", test_deleted_account__takes_its_name_off_its_lines);
    add("import-of-another", test_import__of_another_is_noticed);
    add("without-lines", test_without_lines__names_are_no_error);
    add("beyond-the-bound", test_lines_beyond_the_bound__are_read_each_time);
}

int
main(int argc, char **argv)
{
    return figures_main(argc, argv, add_all);
}
