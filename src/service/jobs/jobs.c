/* The jobs that are open: queued or running. Their state is kept here under a lock, and written where it must survive:
 * when they come, when they begin, when they end. */
#include "service/jobs/jobs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/id.h"
#include "service/jobs/row.h"
#include "store/statements.h"

/* Two, so that a backup need not wait for an import. */
#define N_THREADS 2
#define MAX_OPEN 1000
/* Watchers are told no more often than this: an import reports far more often. */
#define TELL_US (100 * 1000)

/* A job that is not finished; owned by the table, and used by its thread until it takes it out. */
typedef struct {
    KamJob job;
    gboolean is_cancelled;
    gint64 told_us;
} Open;

struct KamJobs {
    KamPool *pool;
    KamDesk *desk;
    const KamJobKind *const *kinds;
    char *files, *backups;
    KamJobsChanged changed;
    gpointer data;
    GThreadPool *threads;
    GMutex mutex; /* guards what follows */
    GHashTable *open;
    KamIdMaker ids;
    guint n_running;
    guint n_alone;
    gboolean is_interrupted;
};

static void
open_free(gpointer data)
{
    Open *open = data;

    kam_job_clear(&open->job);
    g_free(open);
}

/* --- files --- */

static char *
folder_of(const KamJobs *jobs, gint64 id)
{
    g_autofree char *name = g_strdup_printf("job-%" G_GINT64_FORMAT, id);

    return g_build_filename(jobs->files, name, NULL);
}

char *
kam_jobs_make_folder(KamJobs *jobs, gint64 id, GError **error)
{
    g_autofree char *folder = folder_of(jobs, id);

    if (g_mkdir_with_parents(folder, 0700) == 0)
        return g_steal_pointer(&folder);
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the folder of a job: %s", g_strerror(errno));
    kam_error_set_reason(error, "folder_of_jobs", NULL);
    return NULL;
}

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

void
kam_jobs_remove_folder(KamJobs *jobs, gint64 id)
{
    g_autofree char *folder = folder_of(jobs, id);

    remove_folder(folder);
}

char *
kam_jobs_rejects_path(KamJobs *jobs, gint64 id)
{
    g_autofree char *name = g_strdup_printf("rejects-%" G_GINT64_FORMAT ".csv", id);

    return g_build_filename(jobs->files, name, NULL);
}

char *
kam_jobs_batch_rejects_path(KamJobs *jobs, gint64 batch)
{
    g_autofree char *name = g_strdup_printf("rejects-batch-%" G_GINT64_FORMAT ".csv", batch);

    return g_build_filename(jobs->files, name, NULL);
}

const char *
kam_jobs_get_files(const KamJobs *jobs)
{
    return jobs->files;
}

const char *
kam_jobs_get_backups(const KamJobs *jobs)
{
    return jobs->backups;
}

/* Folders of jobs that were never added, or ended while their server died. */
static void
remove_strays(KamJobs *jobs)
{
    g_autoptr(GDir) dir = g_dir_open(jobs->files, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        gint64 id = g_str_has_prefix(name, "job-") ? g_ascii_strtoll(name + 4, NULL, 10) : 0;

        if (id > 0 && !g_hash_table_contains(jobs->open, &id))
            kam_jobs_remove_folder(jobs, id);
    }
}

/* --- running --- */

static void
tell(KamJobs *jobs, gint64 id)
{
    if (jobs->changed != NULL)
        jobs->changed(jobs->data, id);
}

/* The thread's own copy of what it is to do; FALSE when there is nothing left to do. */
static gboolean
begin(KamJobs *jobs, Open *open, KamJob *job)
{
    gboolean goes_on;

    g_mutex_lock(&jobs->mutex);
    goes_on = !jobs->is_interrupted && !open->is_cancelled;
    if (goes_on) {
        open->job.state = KAM_JOB_RUNNING;
        open->job.started_at = g_get_real_time() / 1000;
        jobs->n_running++;
        *job = kam_job_copy(&open->job);
    }
    g_mutex_unlock(&jobs->mutex);
    return goes_on;
}

/* Who asked for the job looks at the figures next. A failure is told to whoever asks for them. */
static void
prepare_figures(KamJobs *jobs)
{
    KamDb *db = jobs->desk != NULL && kam_desk_is_warm(jobs->desk) ? kam_pool_borrow(jobs->pool, NULL) : NULL;

    if (db == NULL)
        return;
    kam_desk_prepare(jobs->desk, db, NULL);
    kam_pool_return(jobs->pool, db);
}

static gboolean
run_kind(KamJobs *jobs, const KamJob *job, char **result, GError **error)
{
    KamJobRun run = { .jobs = jobs,
                      .pool = jobs->pool,
                      .desk = jobs->desk,
                      .id = job->id,
                      .parameters = job->parameters,
                      .created_by = job->created_by };
    gboolean done;

    run.folder = folder_of(jobs, job->id);
    done = job->kind->run(&run, error);
    if (done && job->kind->changes_sales)
        prepare_figures(jobs);
    *result = run.result;
    g_free(run.folder);
    return done;
}

/* Where the files lie is nobody's business outside. */
static char *
dup_without_folders(const KamJobs *jobs, gint64 id, const char *message)
{
    g_autofree char *own = folder_of(jobs, id);
    g_autofree char *own_prefix = g_strconcat(own, G_DIR_SEPARATOR_S, NULL);
    g_autofree char *prefix = g_strconcat(jobs->files, G_DIR_SEPARATOR_S, NULL);
    GString *text = g_string_new(message);

    g_string_replace(text, own_prefix, "", 0);
    g_string_replace(text, prefix, "", 0);
    return g_string_free(text, FALSE);
}

/* What failed, as pages say it: kept beside the words. */
static char *
dup_failure(const KamJobs *jobs, gint64 id, const GError *error)
{
    const char *const *pairs = kam_error_get_reason_parameters(error);
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "code", kam_error_get_reason(error));
    kam_json_begin_object(&json, "parameters");
    for (guint i = 0; pairs != NULL && pairs[i] != NULL && pairs[i + 1] != NULL; i += 2) {
        g_autofree char *value = dup_without_folders(jobs, id, pairs[i + 1]);

        kam_json_text(&json, pairs[i], value);
    }
    kam_json_end_object(&json);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

/* How it ended: into the copy that is written. */
static void
conclude(KamJobs *jobs, Open *open, KamJob *job, const GError *error)
{
    g_mutex_lock(&jobs->mutex);
    job->progress = open->job.progress;
    job->total = open->job.total;
    g_mutex_unlock(&jobs->mutex);
    job->finished_at = g_get_real_time() / 1000;
    job->state = error == NULL                                            ? KAM_JOB_DONE
                 : g_error_matches(error, KAM_ERROR, KAM_ERROR_CANCELLED) ? KAM_JOB_CANCELLED
                                                                          : KAM_JOB_FAILED;
    g_free(job->message);
    job->step = NULL;
    job->message = error != NULL ? dup_without_folders(jobs, job->id, error->message) : NULL;
    if (job->state == KAM_JOB_FAILED)
        job->failure = dup_failure(jobs, job->id, error);
}

static void
forget(KamJobs *jobs, gint64 id, gboolean was_running)
{
    g_mutex_lock(&jobs->mutex);
    g_hash_table_remove(jobs->open, &id);
    if (was_running)
        jobs->n_running--;
    g_mutex_unlock(&jobs->mutex);
    tell(jobs, id);
}

/* An interrupted one stays as it is in the database, for the next server. */
static gboolean
is_left_to_next(KamJobs *jobs, const GError *error)
{
    gboolean is_interrupted;

    g_mutex_lock(&jobs->mutex);
    is_interrupted = jobs->is_interrupted;
    g_mutex_unlock(&jobs->mutex);
    return is_interrupted && g_error_matches(error, KAM_ERROR, KAM_ERROR_CANCELLED);
}

static void
finish(KamJobs *jobs, KamJob *job)
{
    g_autoptr(GError) error = NULL;

    if (!kam_pool_write_wait(jobs->pool, kam_job_set_finished, job, &error))
        g_warning("the end of a job is not kept: %s", error->message);
    kam_jobs_remove_folder(jobs, job->id);
    forget(jobs, job->id, TRUE);
}

static void
run_job(gpointer data, gpointer user_data)
{
    KamJobs *jobs = user_data;
    Open *open = data;
    g_auto(KamJob) job = { 0 };
    g_autoptr(GError) error = NULL;

    if (!begin(jobs, open, &job)) {
        if (open->is_cancelled)
            forget(jobs, open->job.id, FALSE);
        return;
    }
    tell(jobs, job.id);
    if (kam_pool_write_wait(jobs->pool, kam_job_set_running, &job, &error))
        run_kind(jobs, &job, &job.result, &error);
    if (is_left_to_next(jobs, error)) {
        forget(jobs, job.id, TRUE);
        return;
    }
    conclude(jobs, open, &job, error);
    finish(jobs, &job);
}

gboolean
kam_job_run_report(KamJobRun *run, gint64 progress, gint64 total, const char *step, const char *message)
{
    KamJobs *jobs = run->jobs;
    gint64 now_us = g_get_monotonic_time();
    gboolean goes_on, is_worth_telling = FALSE;
    Open *open;

    g_mutex_lock(&jobs->mutex);
    open = g_hash_table_lookup(jobs->open, &run->id);
    goes_on = !jobs->is_interrupted && !open->is_cancelled;
    if (open->job.progress != progress || open->job.total != total || message != NULL) {
        open->job.progress = progress;
        open->job.total = total;
        is_worth_telling = now_us - open->told_us >= TELL_US;
    }
    if (message != NULL && g_strcmp0(message, open->job.message) != 0) {
        g_free(open->job.message);
        open->job.message = g_strdup(message);
        open->job.step = step;
        is_worth_telling = TRUE;
    }
    if (is_worth_telling)
        open->told_us = now_us;
    g_mutex_unlock(&jobs->mutex);
    if (is_worth_telling)
        tell(jobs, run->id);
    return goes_on;
}

static void
count_alone(KamJobs *jobs, gint change)
{
    g_mutex_lock(&jobs->mutex);
    jobs->n_alone = (guint)((gint)jobs->n_alone + change);
    g_mutex_unlock(&jobs->mutex);
}

gboolean
kam_job_run_alone(KamJobRun *run, KamWriteFunc work, gpointer data, GError **error)
{
    gboolean done;

    count_alone(run->jobs, 1);
    done = kam_pool_write_alone(run->pool, work, data, error);
    count_alone(run->jobs, -1);
    return done;
}

/* --- asking --- */

gint64
kam_jobs_make_id(KamJobs *jobs, gint64 now_ms)
{
    gint64 id;

    g_mutex_lock(&jobs->mutex);
    id = kam_id_next(&jobs->ids, now_ms);
    g_mutex_unlock(&jobs->mutex);
    return id;
}

/* Into the table and to the threads; the job is taken over. */
static void
enqueue(KamJobs *jobs, KamJob *job)
{
    Open *open = g_new0(Open, 1);
    gint64 id = job->id;

    open->job = *job;
    *job = (KamJob) { 0 };
    g_mutex_lock(&jobs->mutex);
    g_hash_table_insert(jobs->open, &open->job.id, open);
    g_mutex_unlock(&jobs->mutex);
    tell(jobs, id);
    g_thread_pool_push(jobs->threads, open, NULL);
}

static const KamJobKind *
find_kind(const KamJobs *jobs, const char *name)
{
    const KamJobKind *const *kind = jobs->kinds;

    while (*kind != NULL && strcmp((*kind)->name, name) != 0)
        kind++;
    g_assert(*kind != NULL);
    return *kind;
}

gboolean
kam_jobs_add(KamJobs *jobs, gint64 id, const char *kind, const char *parameters, gint64 created_by, gint64 now_ms,
             GError **error)
{
    g_auto(KamJob) job = { .id = id, .created_by = created_by, .created_at = now_ms };
    guint n_running, n_queued;

    kam_jobs_count(jobs, &n_running, &n_queued);
    if (n_queued >= MAX_OPEN) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY, "too many jobs wait already: try again when some are done");
        return FALSE;
    }
    job.kind = find_kind(jobs, kind);
    job.kind_name = g_strdup(kind);
    job.parameters = g_strdup(parameters);
    if (!kam_pool_write_wait(jobs->pool, kam_job_insert, &job, error))
        return FALSE;
    enqueue(jobs, &job);
    return TRUE;
}

/* What is in memory is newer than the row. */
static void
take_newer(KamJobs *jobs, KamJob *job)
{
    const Open *open;

    g_mutex_lock(&jobs->mutex);
    open = g_hash_table_lookup(jobs->open, &job->id);
    if (open != NULL && !kam_job_is_finished(job)) {
        kam_job_clear(job);
        *job = kam_job_copy(&open->job);
    }
    g_mutex_unlock(&jobs->mutex);
}

gboolean
kam_jobs_load(KamJobs *jobs, KamDb *db, gint64 id, KamJob *job, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("job_by_id"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no job '%" G_GINT64_FORMAT "'", id);
    if (step != KAM_STEP_ROW)
        return FALSE;
    kam_job_from_row(stmt, jobs->kinds, job);
    take_newer(jobs, job);
    return TRUE;
}

static GArray *
read_rows(KamJobs *jobs, KamStmt *stmt, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KamJob));
    KamStep step;

    g_array_set_clear_func(rows, (GDestroyNotify)kam_job_clear);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamJob job;

        kam_job_from_row(stmt, jobs->kinds, &job);
        take_newer(jobs, &job);
        g_array_append_val(rows, job);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

GArray *
kam_jobs_list(KamJobs *jobs, KamDb *db, gint64 user_id, gboolean all, gint64 before, guint limit, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("job_list"), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_int(stmt, 2, all);
    kam_stmt_bind_int(stmt, 3, before > 0 ? before : G_MAXINT64);
    kam_stmt_bind_int(stmt, 4, limit);
    return read_rows(jobs, stmt, error);
}

static void
end_cancelling(gpointer data, G_GNUC_UNUSED const GError *error)
{
    KamJob *job = data;

    kam_job_clear(job);
    g_free(job);
}

/* One that waits is over at once, though its thread hears of it later; the copy is to be written. */
static KamJob *
end_queued(Open *open)
{
    KamJob *ended = g_new0(KamJob, 1);

    open->job.state = KAM_JOB_CANCELLED;
    open->job.finished_at = g_get_real_time() / 1000;
    *ended = kam_job_copy(&open->job);
    return ended;
}

gboolean
kam_jobs_cancel(KamJobs *jobs, gint64 id, GError **error)
{
    KamJob *ended = NULL;
    gboolean is_open;
    Open *open;

    g_mutex_lock(&jobs->mutex);
    open = g_hash_table_lookup(jobs->open, &id);
    is_open = open != NULL && !kam_job_is_finished(&open->job);
    if (is_open) {
        open->is_cancelled = TRUE;
        if (open->job.state == KAM_JOB_QUEUED)
            ended = end_queued(open);
    }
    g_mutex_unlock(&jobs->mutex);
    if (!is_open) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the job is finished already");
        return FALSE;
    }
    if (ended != NULL)
        kam_pool_write(jobs->pool, kam_job_set_finished, end_cancelling, ended);
    tell(jobs, id);
    return TRUE;
}

/* --- life --- */

static GArray *
list_open(KamJobs *jobs, GError **error)
{
    KamDb *db = kam_pool_borrow(jobs->pool, error);
    GArray *rows = NULL;

    if (db == NULL)
        return NULL;
    {
        g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("job_list_open"), error);

        if (stmt != NULL)
            rows = read_rows(jobs, stmt, error);
    }
    kam_pool_return(jobs->pool, db);
    return rows;
}

static gboolean
fail_left(KamJobs *jobs, KamJob *job, GError **error)
{
    job->state = KAM_JOB_FAILED;
    job->finished_at = g_get_real_time() / 1000;
    g_free(job->message);
    job->message = g_strdup("the server ended while this ran");
    g_free(job->failure);
    job->failure = g_strdup("{\"code\":\"server_ended\",\"parameters\":{}}");
    return kam_pool_write_wait(jobs->pool, kam_job_set_finished, job, error);
}

/* What waits, waits on; what ran begins again or has failed, as its kind says. */
static gboolean
take_up_left(KamJobs *jobs, GError **error)
{
    g_autoptr(GArray) rows = list_open(jobs, error);

    if (rows == NULL)
        return FALSE;
    for (guint i = 0; i < rows->len; i++) {
        KamJob *job = &g_array_index(rows, KamJob, i);

        jobs->ids.last = MAX(jobs->ids.last, job->id);
        if (job->kind == NULL || (job->state == KAM_JOB_RUNNING && !job->kind->restarts)) {
            if (!fail_left(jobs, job, error))
                return FALSE;
            continue;
        }
        job->state = KAM_JOB_QUEUED;
        enqueue(jobs, job);
    }
    remove_strays(jobs);
    return TRUE;
}

KamJobs *
kam_jobs_new(KamPool *pool, KamDesk *desk, const KamJobKind *const *kinds, const char *files, const char *backups,
             KamJobsChanged changed, gpointer data, GError **error)
{
    KamJobs *jobs = g_new0(KamJobs, 1);

    jobs->pool = pool;
    jobs->desk = desk;
    jobs->kinds = kinds;
    jobs->files = g_strdup(files);
    jobs->backups = g_strdup(backups);
    jobs->changed = changed;
    jobs->data = data;
    g_mutex_init(&jobs->mutex);
    jobs->open = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, open_free);
    jobs->threads = g_thread_pool_new(run_job, jobs, N_THREADS, FALSE, NULL);
    if (take_up_left(jobs, error))
        return jobs;
    kam_jobs_free(jobs);
    return NULL;
}

void
kam_jobs_interrupt(KamJobs *jobs)
{
    g_mutex_lock(&jobs->mutex);
    jobs->is_interrupted = TRUE;
    g_mutex_unlock(&jobs->mutex);
}

void
kam_jobs_count(KamJobs *jobs, guint *n_running, guint *n_queued)
{
    g_mutex_lock(&jobs->mutex);
    *n_running = jobs->n_running;
    *n_queued = g_hash_table_size(jobs->open) - jobs->n_running;
    g_mutex_unlock(&jobs->mutex);
}

gboolean
kam_jobs_holds_writer(KamJobs *jobs)
{
    gboolean holds;

    g_mutex_lock(&jobs->mutex);
    holds = jobs->n_alone > 0;
    g_mutex_unlock(&jobs->mutex);
    return holds;
}

void
kam_jobs_free(KamJobs *jobs)
{
    if (jobs == NULL)
        return;
    kam_jobs_interrupt(jobs);
    g_thread_pool_free(jobs->threads, FALSE, TRUE);
    g_hash_table_unref(jobs->open);
    g_mutex_clear(&jobs->mutex);
    g_free(jobs->files);
    g_free(jobs->backups);
    g_free(jobs);
}
