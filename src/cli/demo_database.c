/* Filling a database with the demonstration company. */
#include "cli/demo_database.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli/progress.h"
#include "service/company.h"
#include "service/demo/people.h"
#include "service/setup.h"

/* The folder of the files; a temporary one goes with everything in it. */
typedef struct {
    char *path;
    gboolean is_temporary;
} Folder;

static void
folder_clear(Folder *folder)
{
    g_autoptr(GDir) dir = folder->is_temporary ? g_dir_open(folder->path, 0, NULL) : NULL;
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder->path, name, NULL);
        g_unlink(path);
    }
    if (folder->is_temporary)
        g_rmdir(folder->path);
    g_free(folder->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folder, folder_clear)

static gboolean
choose_folder(Folder *folder, const char *asked, GError **error)
{
    g_autoptr(GError) failure = NULL;
    char *path = asked != NULL ? g_strdup(asked) : g_dir_make_tmp("kamen-demo-XXXXXX", &failure);

    if (path == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "no temporary folder can be made: %s", failure->message);
        return FALSE;
    }
    *folder = (Folder) { path, asked == NULL };
    return TRUE;
}

/* NULL when the truth is not to be kept. */
static char *
choose_truth(const KamDemoDatabase *demo, const KamDb *db)
{
    if (demo->truth != NULL)
        return g_strdup(demo->truth);
    return strcmp(kam_db_get_kind(db), "sqlite") == 0 ? g_strconcat(demo->db, ".truth.json", NULL) : NULL;
}

static gboolean
copy_truth(const char *folder, const char *goal, GError **error)
{
    g_autofree char *from = g_build_filename(folder, "truth.json", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) failure = NULL;
    gsize length;

    if (g_file_get_contents(from, &text, &length, &failure) &&
        g_file_set_contents(goal, text, (gssize)length, &failure))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "the truth cannot be kept in '%s': %s", goal, failure->message);
    return FALSE;
}

static gboolean
import_company(KamDb *db, const KamDemoOptions *company, const char *hash, GError **error)
{
    KamProgressLine line;
    KamProgress progress = kam_progress_start(&line);
    KamBatchResult sales;
    gboolean done =
        kam_service_fill_from_folder(db, company->folder, progress, g_get_real_time() / 1000, &sales, error);

    kam_progress_end(&line);
    return done && kam_demo_people_fill(db, company, sales.last_day, hash, error);
}

gboolean
kam_demo_database_fill(const KamDemoDatabase *demo, KamDemoSummary *summary, char **truth, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open(demo->db, TRUE, NULL, error);
    KamDemoOptions company = demo->company;
    g_auto(Folder) folder = { 0 };
    g_autofree char *goal = NULL;
    g_autofree char *hash = NULL;

    if (db == NULL || !kam_service_require_no_lines(db, error) || !choose_folder(&folder, company.folder, error))
        return FALSE;
    if (demo->password != NULL && (hash = kam_demo_people_hash_password(demo->password, error)) == NULL)
        return FALSE;
    company.folder = folder.path;
    goal = choose_truth(demo, db);
    /* The truth first: a company in the database whose truth could not be kept would be of no use to anybody. */
    if (!kam_demo_write(&company, summary, error) || (goal != NULL && !copy_truth(folder.path, goal, error)) ||
        !import_company(db, &company, hash, error))
        return FALSE;
    *truth = g_steal_pointer(&goal);
    return TRUE;
}
