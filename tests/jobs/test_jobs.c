/* Jobs: they run, report, fail, are cancelled, and outlive the server that ran them. */
#include <glib/gstdio.h>
#include <string.h>

#include "service/jobs/jobs.h"
#include "service/setup.h"
#include "support/test_db.h"

#define ANA 7
#define PETAR 8
#define NOW_MS G_GINT64_CONSTANT(1764100000000)

static const char *kind_of_database = "sqlite";

/* What the test and its kinds say to each other; the jobs' own callback tells of changes. */
typedef struct {
    KamTestDb *place;
    KamPool *pool;
    KamJobs *jobs;
    char *files;
    GMutex mutex;
    GCond cond;
    gboolean may_end; /* for the kind that waits */
    guint n_changes;
    guint n_runs;
} Fixture;

/* Kinds have no place for data of their own: the address of the fixture travels in the parameters. */
static Fixture *
fixture_of(const KamJobRun *run)
{
    return (Fixture *)(gsize)g_ascii_strtoull(strchr(run->parameters, ':') + 1, NULL, 10);
}

static void
note_change(gpointer data, G_GNUC_UNUSED gint64 id)
{
    Fixture *f = data;

    g_mutex_lock(&f->mutex);
    f->n_changes++;
    g_cond_broadcast(&f->cond);
    g_mutex_unlock(&f->mutex);
}

/* --- kinds --- */

static gboolean
run_count(KamJobRun *run, G_GNUC_UNUSED GError **error)
{
    kam_job_run_report(run, 3, 4, "counts", "counting");
    run->result = g_strdup("{\"counted\":4}");
    return TRUE;
}

static gboolean
run_fail(KamJobRun *run, GError **error)
{
    g_autofree char *path = g_build_filename(run->folder, "x.csv", NULL);

    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s/x.csv': it is empty", run->folder);
    kam_error_set_reason(error, "file_empty", "file", path, NULL);
    return FALSE;
}

static gboolean
run_wait(KamJobRun *run, GError **error)
{
    Fixture *f = fixture_of(run);
    gboolean goes_on = TRUE, may_end;

    g_mutex_lock(&f->mutex);
    f->n_runs++;
    g_cond_broadcast(&f->cond);
    g_mutex_unlock(&f->mutex);
    do {
        g_mutex_lock(&f->mutex);
        may_end = f->may_end;
        g_mutex_unlock(&f->mutex);
        goes_on = kam_job_run_report(run, 0, 0, NULL, NULL);
        g_thread_yield();
    } while (goes_on && !may_end);
    if (!goes_on)
        g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "stopped");
    return goes_on;
}

typedef struct {
    KamJobs *jobs;
    gboolean is_held;
} Alone;

static gboolean
write_alone(KamDb *db, gpointer data, GError **error)
{
    Alone *alone = data;

    alone->is_held = kam_jobs_holds_writer(alone->jobs);
    return kam_db_run(db, "DELETE FROM setting WHERE name = 'nobody'", NULL, 0, error);
}

static gboolean
run_alone(KamJobRun *run, GError **error)
{
    Alone alone = { run->jobs, FALSE };

    if (!kam_job_run_alone(run, write_alone, &alone, error))
        return FALSE;
    run->result = g_strdup(alone.is_held ? "{\"held\":true}" : "{\"held\":false}");
    return TRUE;
}

/* What a real one leaves, and the name of a file that is no copy, which is not believed. */
static gboolean
run_import(KamJobRun *run, G_GNUC_UNUSED GError **error)
{
    run->result = g_strdup("{\"batch\":7,\"file\":\"outside-1\"}");
    return TRUE;
}

static gboolean
run_backup(KamJobRun *run, G_GNUC_UNUSED GError **error)
{
    run->result = g_strdup_printf("{\"file\":\"kamen-%" G_GINT64_FORMAT ".db\"}", run->id);
    return TRUE;
}

static const KamJobKind count_kind = { "count", TRUE, FALSE, run_count };
static const KamJobKind fail_kind = { "fail", TRUE, FALSE, run_fail };
static const KamJobKind wait_kind = { "wait", TRUE, FALSE, run_wait };
static const KamJobKind once_kind = { "once", FALSE, FALSE, run_wait };
static const KamJobKind alone_kind = { "alone", FALSE, FALSE, run_alone };
static const KamJobKind import_kind = { "import", TRUE, FALSE, run_import };
static const KamJobKind backup_kind = { "backup", TRUE, FALSE, run_backup };
static const KamJobKind *const kinds[] = { &import_kind, &backup_kind, &count_kind, &fail_kind,
                                           &wait_kind,   &once_kind,   &alone_kind, NULL };

/* --- the frame --- */

static void
start(Fixture *f)
{
    g_autoptr(GError) error = NULL;

    f->jobs = kam_jobs_new(f->pool, NULL, kinds, f->files, f->files, note_change, f, &error);
    g_assert_no_error(error);
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(kind_of_database);
    kam_db_close(kam_service_open(f->place->uri, TRUE, NULL, &error));
    g_assert_no_error(error);
    f->pool = kam_pool_new(f->place->uri, 4, &error);
    g_assert_no_error(error);
    f->files = g_dir_make_tmp("kamen-jobs-XXXXXX", &error);
    g_assert_no_error(error);
    start(f);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_jobs_free(f->jobs);
    kam_pool_free(f->pool);
    kam_test_db_free(f->place);
    g_assert_cmpint(g_rmdir(f->files), ==, 0);
    g_free(f->files);
}

static gint64
add(Fixture *f, const char *kind, gint64 user)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *parameters = g_strdup_printf("{\"a\":%" G_GSIZE_FORMAT "}", (gsize)f);
    gint64 id = kam_jobs_make_id(f->jobs, NOW_MS);

    g_assert_true(kam_jobs_add(f->jobs, id, kind, parameters, user, NOW_MS, &error));
    g_assert_no_error(error);
    return id;
}

static void
load(Fixture *f, gint64 id, KamJob *job)
{
    g_autoptr(GError) error = NULL;
    KamDb *db = kam_pool_borrow(f->pool, &error);

    kam_job_clear(job);
    g_assert_true(kam_jobs_load(f->jobs, db, id, job, &error));
    kam_pool_return(f->pool, db);
}

/* Wait until a job is in a state; every change is told, so it cannot be missed. */
static void
wait_for(Fixture *f, gint64 id, KamJobState state, KamJob *job)
{
    for (;;) {
        guint n_changes;

        g_mutex_lock(&f->mutex);
        n_changes = f->n_changes;
        g_mutex_unlock(&f->mutex);
        load(f, id, job);
        if (job->state == state)
            return;
        g_mutex_lock(&f->mutex);
        while (f->n_changes == n_changes)
            g_cond_wait(&f->cond, &f->mutex);
        g_mutex_unlock(&f->mutex);
    }
}

static void
wait_for_runs(Fixture *f, guint n)
{
    g_mutex_lock(&f->mutex);
    while (f->n_runs < n)
        g_cond_wait(&f->cond, &f->mutex);
    g_mutex_unlock(&f->mutex);
}

static void
let_end(Fixture *f)
{
    g_mutex_lock(&f->mutex);
    f->may_end = TRUE;
    g_mutex_unlock(&f->mutex);
}

static void
stop(Fixture *f)
{
    g_clear_pointer(&f->jobs, kam_jobs_free);
}

typedef struct {
    KamJobs *jobs;
    gint64 before_ms;
    guint n;
} Purge;

/* --- tests --- */

static void
test_job__runs_and_keeps_what_came_out(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    gint64 id = add(f, "count", ANA);

    wait_for(f, id, KAM_JOB_DONE, &job);
    g_assert_cmpstr(job.result, ==, "{\"counted\":4}");
    g_assert_cmpint(job.progress, ==, 3);
    g_assert_cmpint(job.total, ==, 4);
    g_assert_null(job.message);
    g_assert_cmpint(job.started_at, >, 0);
    g_assert_cmpint(job.finished_at, >=, job.started_at);
    g_assert_true(kam_job_is_finished(&job));
}

static void
test_job__that_fails_says_why_without_its_folder(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    g_autoptr(GError) error = NULL;
    gint64 id = kam_jobs_make_id(f->jobs, NOW_MS);
    g_autofree char *folder = kam_jobs_make_folder(f->jobs, id, &error);
    g_autofree char *file = g_build_filename(folder, "x.csv", NULL);

    g_assert_true(g_file_set_contents(file, "a", 1, NULL));
    g_assert_true(kam_jobs_add(f->jobs, id, "fail", "{}", ANA, NOW_MS, &error));
    wait_for(f, id, KAM_JOB_FAILED, &job);
    g_assert_cmpstr(job.message, ==, "cannot read 'x.csv': it is empty");
    g_assert_cmpstr(job.failure, ==, "{\"code\":\"file_empty\",\"parameters\":{\"file\":\"x.csv\"}}");
    g_assert_null(job.result);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

static void
test_job__running_is_cancelled(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    g_autoptr(GError) error = NULL;
    gint64 id = add(f, "wait", ANA);

    wait_for_runs(f, 1);
    g_assert_true(kam_jobs_cancel(f->jobs, id, &error));
    wait_for(f, id, KAM_JOB_CANCELLED, &job);
    g_assert_false(kam_jobs_cancel(f->jobs, id, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_job__waiting_is_cancelled_at_once_and_never_runs(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    gint64 first = add(f, "wait", ANA), second = add(f, "wait", ANA), third;
    guint n_running, n_queued;

    wait_for_runs(f, 2);
    third = add(f, "wait", ANA);
    kam_jobs_count(f->jobs, &n_running, &n_queued);
    g_assert_cmpuint(n_running, ==, 2);
    g_assert_cmpuint(n_queued, ==, 1);
    g_assert_true(kam_jobs_cancel(f->jobs, third, NULL));
    load(f, third, &job);
    g_assert_cmpint(job.state, ==, KAM_JOB_CANCELLED);
    let_end(f);
    wait_for(f, first, KAM_JOB_DONE, &job);
    wait_for(f, second, KAM_JOB_DONE, &job);
    wait_for(f, third, KAM_JOB_CANCELLED, &job);
    g_assert_cmpuint(f->n_runs, ==, 2);
}

static void
test_server__that_ends_leaves_its_jobs_to_the_next(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    gint64 wait = add(f, "wait", ANA), once = add(f, "once", ANA);
    gint64 queued;

    wait_for_runs(f, 2);
    queued = add(f, "count", ANA);
    stop(f);
    let_end(f);
    start(f);
    wait_for(f, wait, KAM_JOB_DONE, &job);
    wait_for(f, queued, KAM_JOB_DONE, &job);
    wait_for(f, once, KAM_JOB_FAILED, &job);
    g_assert_cmpstr(job.message, ==, "the server ended while this ran");
    g_assert_cmpuint(f->n_runs, ==, 3);
    g_assert_cmpint(kam_jobs_make_id(f->jobs, 0), >, queued);
}

static void
test_server__removes_files_of_jobs_that_never_were(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *folder = kam_jobs_make_folder(f->jobs, kam_jobs_make_id(f->jobs, NOW_MS), NULL);

    stop(f);
    g_assert_true(g_file_test(folder, G_FILE_TEST_IS_DIR));
    start(f);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

static void
test_alone__is_known_while_it_lasts(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };

    wait_for(f, add(f, "alone", ANA), KAM_JOB_DONE, &job);
    g_assert_cmpstr(job.result, ==, "{\"held\":true}");
    g_assert_false(kam_jobs_holds_writer(f->jobs));
}

static void
test_list__shows_own_jobs_or_all_page_by_page(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    gint64 first = add(f, "count", ANA), others = add(f, "count", PETAR), last = add(f, "count", ANA);
    g_autoptr(GArray) own = NULL;
    g_autoptr(GArray) page = NULL;
    KamDb *db;

    wait_for(f, first, KAM_JOB_DONE, &job);
    wait_for(f, last, KAM_JOB_DONE, &job);
    wait_for(f, others, KAM_JOB_DONE, &job);
    db = kam_pool_borrow(f->pool, NULL);
    own = kam_jobs_list(f->jobs, db, ANA, FALSE, 0, 10, NULL);
    page = kam_jobs_list(f->jobs, db, ANA, TRUE, last, 1, NULL);
    kam_pool_return(f->pool, db);
    g_assert_cmpuint(own->len, ==, 2);
    g_assert_cmpint(g_array_index(own, KamJob, 0).id, ==, last);
    g_assert_cmpint(g_array_index(own, KamJob, 1).id, ==, first);
    g_assert_cmpuint(page->len, ==, 1);
    g_assert_cmpint(g_array_index(page, KamJob, 0).id, ==, others);
}

static void
assert_here(Fixture *f, const char *name, gboolean is_here)
{
    g_autofree char *path = g_build_filename(f->files, name, NULL);

    g_assert_cmpint(g_file_test(path, G_FILE_TEST_EXISTS), ==, is_here);
}

static char *
leave_file(Fixture *f, const char *before, gint64 id, const char *behind)
{
    char *name = g_strdup_printf("%s%" G_GINT64_FORMAT "%s", before, id, behind);
    g_autofree char *path = g_build_filename(f->files, name, NULL);

    g_assert_true(g_file_set_contents(path, "a", 1, NULL));
    return name;
}

static gboolean
purge(KamDb *db, gpointer data, GError **error)
{
    Purge *purge = data;

    return kam_jobs_purge(purge->jobs, db, purge->before_ms, &purge->n, error);
}

static guint
purge_before(Fixture *f, gint64 before_ms)
{
    g_autoptr(GError) error = NULL;
    Purge work = { f->jobs, before_ms, 0 };

    kam_pool_write_wait(f->pool, purge, &work, &error);
    g_assert_no_error(error);
    return work.n;
}

static void
test_old__go_with_their_files(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 }, kept = { 0 };
    gint64 first = add(f, "import", ANA), second = add(f, "fail", ANA), waits = add(f, "wait", ANA);
    g_autofree char *rejects = leave_file(f, "rejects-", first, ".csv");
    g_autofree char *of_batch = leave_file(f, "rejects-batch-", 7, ".csv");
    g_autofree char *outside = leave_file(f, "outside-", 1, "");
    g_autoptr(GArray) left = NULL;
    KamDb *db;

    wait_for(f, first, KAM_JOB_DONE, &job);
    wait_for(f, second, KAM_JOB_FAILED, &kept);
    wait_for_runs(f, 1);
    /* Nothing is older than the first: an instant that is not behind its end leaves it. */
    g_assert_cmpuint(purge_before(f, MIN(job.finished_at, kept.finished_at)), ==, 0);
    assert_here(f, rejects, TRUE);
    g_assert_cmpuint(purge_before(f, MAX(job.finished_at, kept.finished_at) + 1), ==, 2);
    assert_here(f, rejects, FALSE);
    assert_here(f, of_batch, FALSE);
    assert_here(f, outside, TRUE);
    db = kam_pool_borrow(f->pool, NULL);
    left = kam_jobs_list(f->jobs, db, ANA, TRUE, 0, 10, NULL);
    kam_pool_return(f->pool, db);
    g_assert_cmpuint(left->len, ==, 1);
    g_assert_cmpint(g_array_index(left, KamJob, 0).id, ==, waits);
    let_end(f);
    wait_for(f, waits, KAM_JOB_DONE, &job);
    {
        g_autofree char *path = g_build_filename(f->files, outside, NULL);
        g_unlink(path);
    }
}

static void
test_old__the_newest_copy_stays(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    gint64 first = add(f, "backup", ANA), second = add(f, "backup", ANA);
    g_autofree char *old = leave_file(f, "kamen-", first, ".db");
    g_autofree char *newest = leave_file(f, "kamen-", second, ".db");

    wait_for(f, first, KAM_JOB_DONE, &job);
    wait_for(f, second, KAM_JOB_DONE, &job);
    g_assert_cmpuint(purge_before(f, G_MAXINT64), ==, 1);
    assert_here(f, old, FALSE);
    assert_here(f, newest, TRUE);
    {
        g_autofree char *path = g_build_filename(f->files, newest, NULL);
        g_unlink(path);
    }
}

static void
test_json__has_every_member(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamJob) job = { 0 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *expected = NULL;
    gint64 id = add(f, "count", ANA);
    KamJson json;

    wait_for(f, id, KAM_JOB_DONE, &job);
    job.started_at = NOW_MS;
    job.finished_at = 0;
    kam_json_init(&json, text, 0);
    kam_job_to_json(&job, &json, NULL);
    expected = g_strdup_printf(
        "{\"id\":\"%" G_GINT64_FORMAT "\",\"kind\":\"count\",\"state\":\"done\",\"progress\":3,\"total\":4,"
        "\"step\":null,\"message\":null,\"error\":null,\"parameters\":%s,\"result\":{\"counted\":4},\"created_by\":\"7\","
        "\"created_at\":\"2025-11-25T19:46:40Z\",\"started_at\":\"2025-11-25T19:46:40Z\",\"finished_at\":null}",
        id, job.parameters);
    g_assert_cmpstr(text->str, ==, expected);
}

#define ADD(name, test) g_test_add(name, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--db") == 0)
        kind_of_database = argv[2];
    g_test_init(&argc, &argv, NULL);
    if (!kam_test_db_is_available(kind_of_database)) {
        g_print("1..0 # SKIP no %s here\n", kind_of_database);
        return 0;
    }
    ADD("/jobs/runs", test_job__runs_and_keeps_what_came_out);
    ADD("/jobs/fails", test_job__that_fails_says_why_without_its_folder);
    ADD("/jobs/cancel_running", test_job__running_is_cancelled);
    ADD("/jobs/cancel_waiting", test_job__waiting_is_cancelled_at_once_and_never_runs);
    ADD("/jobs/restart", test_server__that_ends_leaves_its_jobs_to_the_next);
    ADD("/jobs/strays", test_server__removes_files_of_jobs_that_never_were);
    ADD("/jobs/alone", test_alone__is_known_while_it_lasts);
    ADD("/jobs/list", test_list__shows_own_jobs_or_all_page_by_page);
    ADD("/jobs/old", test_old__go_with_their_files);
    ADD("/jobs/old-copies", test_old__the_newest_copy_stays);
    ADD("/jobs/json", test_json__has_every_member);
    return g_test_run();
}
