/* Jobs: work that takes longer than a request. They are rows, so that they outlive the server; what runs and how far it
 * is, is kept in memory, since long work may hold the database's only writer. */
#pragma once

#include "base/json.h"
#include "record/actor.h"
#include "service/figures/desk.h"
#include "store/pool.h"

typedef struct KamJobs KamJobs;
typedef struct KamJobRun KamJobRun;

typedef enum { KAM_JOB_QUEUED, KAM_JOB_RUNNING, KAM_JOB_DONE, KAM_JOB_FAILED, KAM_JOB_CANCELLED } KamJobState;

/* A kind of job, a row of kam_job_kinds(). */
typedef struct {
    const char *name;
    gboolean restarts;      /* one that a dead server left running begins again; otherwise it has failed */
    gboolean changes_sales; /* what pages show of them is made ready before it is told as done */
    /* On a thread of its own kind of work. FALSE with an error: failed, or cancelled when the error says so. */
    gboolean (*run)(KamJobRun *run, GError **error);
} KamJobKind;

/* All kinds; ends with NULL. */
const KamJobKind *const *kam_job_kinds(void);

/* Texts are owned. */
typedef struct {
    gint64 id;
    const KamJobKind *kind; /* NULL: of another version of the program */
    char *kind_name;
    KamJobState state;
    gint64 progress, total;
    const char *step;                                       /* what it is at: "waits"; static, NULL: not running */
    char *message;                                          /* the same in words, or why it failed; NULL without */
    char *failure;                                          /* of one that failed: {"code":..,"parameters":{..}} */
    char *parameters;                                       /* JSON object */
    char *result;                                           /* JSON object, NULL before the end */
    gint64 created_by, created_at, started_at, finished_at; /* 0: not yet */
} KamJob;
void kam_job_clear(KamJob *job);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamJob, kam_job_clear)
/** "running". */
const char *kam_job_state_name(KamJobState state);
/** Whether nothing more will come of it. */
gboolean kam_job_is_finished(const KamJob *job);
/** One object: id, kind, state, progress, total, step, message, error, parameters, result, created_by and instants. */
void kam_job_to_json(const KamJob *job, KamJson *json, const char *name);

/* Told that a job has changed, on any thread; quick, and calls nothing of the jobs. */
typedef void (*KamJobsChanged)(gpointer data, gint64 id);

/* --- the server --- */

/**
 * Take up what an earlier server left, and start the threads. `pool` and `desk` outlive it.
 * @param desk     where analyses are asked for; NULL for kinds that ask for none
 * @param files    folder of what jobs read and leave: files to import, refused rows
 * @param backups  folder that backups go to; made when the first comes
 * @param kinds    kam_job_kinds(), or a test's own; ends with NULL
 */
KamJobs *kam_jobs_new(KamPool *pool, KamDesk *desk, const KamJobKind *const *kinds, const char *files,
                      const char *backups, KamJobsChanged changed, gpointer data, GError **error);
/** Ask what runs to stop, without waiting. It begins again with the next server, or has failed, as its kind says. */
void kam_jobs_interrupt(KamJobs *jobs);
/** How many are running and waiting. */
void kam_jobs_count(KamJobs *jobs, guint *n_running, guint *n_queued);
/**
 * Forget jobs that ended before an instant, with their refused rows and copies of the database; the newest copy stays.
 * On the writer. *n: how many.
 */
gboolean kam_jobs_purge(KamJobs *jobs, KamDb *db, gint64 before_ms, guint *n, GError **error);
/** Whether one holds the writer for itself, so that changes wait. */
gboolean kam_jobs_holds_writer(KamJobs *jobs);
/** Interrupts what runs and waits for it. */
void kam_jobs_free(KamJobs *jobs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamJobs, kam_jobs_free)

/* --- who asks for work --- */

/** An id for a job to come, so that its files can be put into its folder first. */
gint64 kam_jobs_make_id(KamJobs *jobs, gint64 now_ms);
/** Folder of a job's own files, which is made when it is not there. NULL and an error. Free with g_free(). */
char *kam_jobs_make_folder(KamJobs *jobs, gint64 id, GError **error);
/** Remove that folder with all in it; for jobs that are not added after all. */
void kam_jobs_remove_folder(KamJobs *jobs, gint64 id);
/** Put a job into the queue. Waits for the writer, so never on its thread. KAM_ERROR_BUSY when too many wait. */
gboolean kam_jobs_add(KamJobs *jobs, gint64 id, const char *kind, const char *parameters, gint64 created_by,
                      gint64 now_ms, GError **error);
/** One job as it is at this moment; NULL data: KAM_ERROR_NOT_FOUND. */
gboolean kam_jobs_load(KamJobs *jobs, KamDb *db, gint64 id, KamJob *job, GError **error);
/** KamJob, the newest first, those of one person or all, older than `before` (0: from the newest). */
GArray *
kam_jobs_list(KamJobs *jobs, KamDb *db, gint64 user_id, gboolean all, gint64 before, guint limit, GError **error);
/** Ask a job to stop; it does soon, or when it begins. KAM_ERROR_CONFLICT when it is finished. */
gboolean kam_jobs_cancel(KamJobs *jobs, gint64 id, GError **error);
/** Path of the file of refused rows of a job; whether it is there is another matter. Free with g_free(). */
char *kam_jobs_rejects_path(KamJobs *jobs, gint64 id);
/** The same of a batch. */
char *kam_jobs_batch_rejects_path(KamJobs *jobs, gint64 batch);
/** The folder of what jobs read and leave. */
const char *kam_jobs_get_files(const KamJobs *jobs);
/** The folder that backups go to. */
const char *kam_jobs_get_backups(const KamJobs *jobs);

/* --- what runs --- */

struct KamJobRun {
    KamJobs *jobs;
    KamPool *pool;
    KamDesk *desk;
    gint64 id;
    const char *parameters;
    char *folder; /* as kam_jobs_make_folder(); removed when the job has ended */
    char *result; /* JSON object; set by the kind, freed by the caller */
    gint64 created_by;
};

/**
 * Say how far it is.
 * @param step     a word for catalogues, "reads_rows"; static. NULL: as before, and so is the message
 * @param message  the same in words, with numbers
 * @return FALSE: it should end with KAM_ERROR_CANCELLED.
 */
gboolean kam_job_run_report(KamJobRun *run, gint64 progress, gint64 total, const char *step, const char *message);
/** kam_pool_write_alone(), noted. */
gboolean kam_job_run_alone(KamJobRun *run, KamWriteFunc work, gpointer data, GError **error);
