/* Imports that do not come to their end: failing calls, cancelling, two at once. All leave everything as it was. */
#include <string.h>

#include "batch_support.h"

static const char first_file[] = HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
                                        "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,20,RSD\n"
                                        "F2,1,2024-01-03,,Beta doo,A1,Vijak,3,30.25,RSD\n";
static const char second_file[] = HEADER "F1,2,2024-01-02,100,Alfa Plus doo,A2,Matica,2,22,RSD\n"
                                         "F1,3,2024-01-02,100,Alfa Plus doo,A3,Podloška,2,22,RSD\n"
                                         "F3,1,2024-02-03,200,Beta doo,A1,Vijak,3,33,RSD\n";

typedef gboolean (*Attempt)(Batches *f, const char *path, GError **error);

static gboolean
attempt_import(Batches *f, const char *path, GError **error)
{
    const char *const paths[] = { path, NULL };
    KamBatchResult result;

    return batches_try(f, paths, NULL, FALSE, &result, error);
}

static gboolean
attempt_undo(Batches *f, G_GNUC_UNUSED const char *path, GError **error)
{
    guint64 lines;

    return kam_batch_undo(f->db, 2, 0, &lines, error);
}

/* Lets every call to the database fail in turn. Before the commit nothing may change; after it, only tidying up is
 * left. */
static void
fail_everywhere(Batches *f, Attempt attempt, const char *path)
{
    g_autofree char *before = batches_dump(f);
    guint n = 0;
    gboolean done = FALSE;

    while (!done) {
        g_autoptr(GError) error = NULL;
        g_autofree char *after = NULL;
        kam_db_fail_after(f->db, ++n);
        done = attempt(f, path, &error);
        kam_db_fail_after(f->db, 0);
        g_assert_true(done == (error == NULL));
        if (done)
            break;
        after = batches_dump(f);
        g_assert_cmpstr(after, ==, before);
        batches_assert_clean(f);
    }
    g_test_message("%u calls failed in turn", n - 1);
    g_assert_cmpuint(n, >, 20);
    batches_assert_clean(f);
}

static void
test_failure__of_any_call_of_a_first_import(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = batches_write(f, first_file);

    fail_everywhere(f, attempt_import, path);
    g_assert_cmpint(batches_count(f, "sales_line"), ==, 3);
}

static void
test_failure__of_any_call_of_a_correction_and_its_undo(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = batches_write(f, second_file);
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    batches_import(f, first_file);
    before = batches_dump(f);
    fail_everywhere(f, attempt_import, path);
    g_assert_cmpint(batches_count(f, "sales_line"), ==, 5);
    fail_everywhere(f, attempt_undo, NULL);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_failure__of_the_second_file(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *good = batches_write(f, first_file);
    g_autofree char *missing = g_build_filename(f->folder, "no such file.csv", NULL);
    const char *const paths[] = { good, missing, NULL };
    g_autofree char *before = batches_dump(f);
    g_autofree char *after = NULL;
    KamBatchResult result;

    g_assert_false(batches_try(f, paths, NULL, FALSE, &result, &error));
    g_assert_nonnull(error);
    g_assert_nonnull(strstr(error->message, "no such file.csv"));
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

/* --- cancelling --- */

static gboolean
cancel_at_second_report(gpointer data, guint64 rows, G_GNUC_UNUSED guint64 done, G_GNUC_UNUSED guint64 total)
{
    guint *reports = data;

    g_assert_cmpuint(rows, >, 0);
    return ++*reports < 2;
}

static char *
make_long_file(guint n)
{
    GString *out = g_string_new(HEADER);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "F%u,%u,2024-01-%02u,%u,Kupac %u,A%u,Vijak %u,%u,%u.%02u,RSD\n", i / 10, i % 10 + 1,
                               i / 10 % 28 + 1, i / 10 % 50, i / 10 % 50, i % 97, i % 97, i % 7 + 1, i % 1000, i % 100);
    return g_string_free(out, FALSE);
}

static void
test_cancel__changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = make_long_file(50000);
    g_autofree char *path = batches_write(f, text);
    const char *const paths[] = { path, NULL };
    guint reports = 0;
    const KamIngestOptions options = { .progress = { cancel_at_second_report, &reports } };
    g_autofree char *before = batches_dump(f);
    g_autofree char *after = NULL;
    KamBatchResult result;

    g_assert_false(batches_try(f, paths, &options, FALSE, &result, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CANCELLED);
    g_assert_cmpuint(reports, ==, 2);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

/* --- two at once --- */

typedef struct {
    const char *uri, *path;
    GError *error;
    KamBatchResult result;
    gint started; /* atomic */
} Rival;

static gpointer
import_as_rival(gpointer data)
{
    Rival *rival = data;
    const char *const paths[] = { rival->path, NULL };
    const KamIngestOptions options = { 0 };
    g_autoptr(KamDb) db = kam_db_open(rival->uri, KAM_DB_READ_WRITE, &rival->error);

    g_atomic_int_set(&rival->started, 1);
    return GINT_TO_POINTER(db != NULL &&
                           kam_batch_import(db, paths, &options, FALSE, 1, &rival->result, &rival->error));
}

static void
test_rival__on_a_file_is_told_to_wait(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = batches_write(f, first_file);
    Rival rival = { .uri = f->place->uri, .path = path };

    g_assert_null(import_as_rival(&rival));
    g_assert_error(rival.error, KAM_ERROR, KAM_ERROR_BUSY);
    g_clear_error(&rival.error);
}

static gboolean
start_rival(gpointer data, G_GNUC_UNUSED guint64 rows, G_GNUC_UNUSED guint64 done, G_GNUC_UNUSED guint64 total)
{
    GThread **thread = ((gpointer *)data)[0];
    Rival *rival = ((gpointer *)data)[1];

    if (*thread == NULL)
        *thread = g_thread_new("rival", import_as_rival, rival);
    while (g_atomic_int_get(&rival->started) == 0)
        g_thread_yield();
    return TRUE;
}

/* The second one starts in the midst of the first and waits for it; then it sees what the first one brought. */
static void
test_rival__on_a_server_waits(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = make_long_file(20000);
    g_autofree char *path = batches_write(f, text);
    const char *const paths[] = { path, NULL };
    Rival rival = { .uri = f->place->uri, .path = path };
    GThread *thread = NULL;
    gpointer both[] = { &thread, &rival };
    const KamIngestOptions options = { .progress = { start_rival, both } };
    KamBatchResult result;

    g_assert_true(batches_try(f, paths, &options, FALSE, &result, &error));
    g_assert_no_error(error);
    g_assert_nonnull(thread);
    g_assert_true(GPOINTER_TO_INT(g_thread_join(thread)));
    g_assert_no_error(rival.error);
    g_assert_cmpuint(result.balance.taken, ==, 20000);
    g_assert_cmpuint(rival.result.balance.taken, ==, 0);
    g_assert_cmpuint(rival.result.balance.repeated, ==, 20000);
    batches_assert_clean(f);
}

#define ADD(group, name) batches_add(#group "/" #name, test_##group##__##name)

void
batches_add_failure_tests(void)
{
    ADD(failure, of_any_call_of_a_first_import);
    ADD(failure, of_any_call_of_a_correction_and_its_undo);
    ADD(failure, of_the_second_file);
    ADD(cancel, changes_nothing);
    if (strcmp(batches_kind, "sqlite") == 0)
        ADD(rival, on_a_file_is_told_to_wait);
    else
        ADD(rival, on_a_server_waits);
}
