/* Jobs that ended long ago go, with the refused rows and copies that they left. Files go first, so that a row whose
 * purge was cut short is purged the next time. */
#include <errno.h>
#include <glib/gstdio.h>
#include <jansson.h>

#include "base/error.h"
#include "service/jobs/jobs.h"
#include "store/statements.h"

/* Rows looked at in one go. */
#define AT_ONCE 200

typedef struct {
    gint64 id;
    gint64 batch; /* 0: none */
    char *copy;   /* name of a backup; NULL: none */
} Old;

static void
old_clear(gpointer data)
{
    g_free(((Old *)data)->copy);
}

static void
read_result(const char *text, Old *old)
{
    json_t *result = text == NULL ? NULL : json_loads(text, 0, NULL);

    old->batch = json_integer_value(json_object_get(result, "batch"));
    old->copy = g_strdup(json_string_value(json_object_get(result, "file")));
    json_decref(result);
}

static GArray *
list_old(KamDb *db, gint64 before_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("job_list_old"), error);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(Old));
    KamStep step = KAM_STEP_FAILED;

    g_array_set_clear_func(list, old_clear);
    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, before_ms);
    kam_stmt_bind_int(stmt, 2, AT_ONCE);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Old old = { .id = kam_stmt_get_int(stmt, 0) };

        read_result(kam_stmt_get_text(stmt, 1), &old);
        g_array_append_val(list, old);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&list) : NULL;
}

/* Takes the path over. */
static gboolean
remove_file(char *path, GError **error)
{
    gboolean is_gone = g_unlink(path) == 0 || errno == ENOENT;

    if (!is_gone)
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "a file of an old job cannot be removed: %s", g_strerror(errno));
    g_free(path);
    return is_gone;
}

/* The name comes out of a row: only a name of this folder is believed. */
static gboolean
remove_copy(KamJobs *jobs, const char *name, GError **error)
{
    g_autofree char *base = name == NULL ? NULL : g_path_get_basename(name);

    return base == NULL || !g_str_has_prefix(base, "kamen-") || g_strcmp0(base, name) != 0 ||
           remove_file(g_build_filename(kam_jobs_get_backups(jobs), base, NULL), error);
}

static gboolean
purge_one(KamJobs *jobs, KamDb *db, const Old *old, GError **error)
{
    if (!remove_file(kam_jobs_rejects_path(jobs, old->id), error) || !remove_copy(jobs, old->copy, error) ||
        (old->batch > 0 && !remove_file(kam_jobs_batch_rejects_path(jobs, old->batch), error)))
        return FALSE;
    return kam_db_run(db, kam_sql("job_delete"), &old->id, 1, error);
}

gboolean
kam_jobs_purge(KamJobs *jobs, KamDb *db, gint64 before_ms, guint *n, GError **error)
{
    guint purged = 0, last;

    do {
        g_autoptr(GArray) list = list_old(db, before_ms, error);

        if (list == NULL)
            return FALSE;
        for (guint i = 0; i < list->len; i++)
            if (!purge_one(jobs, db, &g_array_index(list, Old, i), error))
                return FALSE;
        last = list->len;
        purged += last;
    } while (last == AT_ONCE);
    *n = purged;
    return TRUE;
}
