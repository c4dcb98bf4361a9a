/* When types of records changed last: by which entries of the audit, and by which not. */
#include "figures/support.h"
#include "record/audit.h"
#include "service/figures/said.h"
#include "service/setup.h"

#define SHELF_BYTES 100000

static const char *const types[] = { "judgement", "attachment", NULL };

typedef struct {
    KamTestDb *place;
    KamDb *db;
    KamShelf *shelf;
} Fixture;

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(figures_kind);
    f->db = kam_service_open(f->place->uri, TRUE, NULL, &error);
    g_assert_no_error(error);
    f->shelf = kam_shelf_new(SHELF_BYTES);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_shelf_free(f->shelf);
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

static void
note(Fixture *f, const char *action, const char *type)
{
    g_autoptr(GError) error = NULL;
    const KamActor actor = kam_actor_program("test");
    const KamWork work = { .db = f->db, .actor = &actor, .now_ms = FIGURES_NOW_MS };
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);

    g_assert_no_error(error);
    kam_audit_add(&work, action, type, 1, 2, NULL, &error);
    g_assert_no_error(error);
    kam_tx_commit(tx, &error);
    g_assert_no_error(error);
}

static gint64
last(Fixture *f, gint64 version)
{
    g_autoptr(GError) error = NULL;
    gint64 seq = -1;

    kam_said_last(f->shelf, version, f->db, types, &seq, &error);
    g_assert_no_error(error);
    return seq;
}

static void
assert_ages(Fixture *f, const char *action, const char *type, gboolean ages)
{
    gint64 before = last(f, 1);

    note(f, action, type);
    g_assert_cmpint(last(f, 1) > before, ==, ages);
    g_assert_cmpint(last(f, 1), ==, last(f, 1));
}

static void
test_types__those_asked_for_and_no_others(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_ages(f, "create", "judgement", TRUE);
    assert_ages(f, "update", "account", FALSE);
    assert_ages(f, "undo_import", "judgement", TRUE);
    assert_ages(f, "comment", "judgement", FALSE);
    assert_ages(f, "export", "judgement", FALSE);
    assert_ages(f, "sign_in", "", FALSE);
    assert_ages(f, "delete", "judgement", TRUE);
}

static void
test_files__are_a_type_whatever_they_hang_on(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_ages(f, "attach", "account", TRUE);
    assert_ages(f, "detach", "plan", TRUE);
}

static void
test_merge__is_of_all_types(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_ages(f, "merge", "account", TRUE);
    assert_ages(f, "unmerge", "contact", TRUE);
}

/* What happened before the first question is not known one by one. */
static void
test_begin__counts_all_before(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 first = last(f, 1);

    note(f, "update", "account");
    g_assert_cmpint(last(f, 1), ==, first);
    g_assert_cmpint(last(f, 2), >, first);
}

static void
add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = figures_path("said", name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_all(void)
{
    add("types", test_types__those_asked_for_and_no_others);
    add("files", test_files__are_a_type_whatever_they_hang_on);
    add("merge", test_merge__is_of_all_types);
    add("begin", test_begin__counts_all_before);
}

int
main(int argc, char **argv)
{
    return figures_main(argc, argv, add_all);
}
