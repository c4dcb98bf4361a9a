/* A copy of the database, made beside the work. */
#include <errno.h>
#include <glib/gstdio.h>
#include <jansson.h>

#include "service/backup.h"
#include "service/jobs/kinds.h"

static gboolean
report(gpointer data, gint64 done, gint64 total)
{
    return kam_job_run_report(data, done, total, "copies", "pages copied");
}

static gboolean
back_up(KamJobRun *job, const char *path, GError **error)
{
    KamDb *db = kam_pool_borrow(job->pool, error);
    gboolean done;

    if (db == NULL)
        return FALSE;
    done = kam_service_backup(db, path, report, job, error);
    kam_pool_return(job->pool, db);
    return done;
}

static char *
write_result(const char *name, const char *path)
{
    GString *text = g_string_new(NULL);
    GStatBuf info;
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "file", name);
    kam_json_int(&json, "bytes", g_stat(path, &info) == 0 ? (gint64)info.st_size : 0);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

static gboolean
run(KamJobRun *job, GError **error)
{
    g_autofree char *name = g_strdup_printf("kamen-%" G_GINT64_FORMAT ".db", job->id);
    g_autofree char *path = g_build_filename(kam_jobs_get_backups(job->jobs), name, NULL);

    if (g_mkdir_with_parents(kam_jobs_get_backups(job->jobs), 0700) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the folder of backups: %s", g_strerror(errno));
        kam_error_set_reason(error, "folder_of_backups", NULL);
        return FALSE;
    }
    /* Begun again, it may have been made before its server ended. */
    if (!g_file_test(path, G_FILE_TEST_EXISTS) && !back_up(job, path, error))
        return FALSE;
    job->result = write_result(name, path);
    return TRUE;
}

const KamJobKind kam_job_backup = { .name = "backup", .restarts = TRUE, .run = run };
