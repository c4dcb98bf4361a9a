/* A copy of the whole database while others write, by SQLite's own way: page by page, all of one moment. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/sqlite/sqlite.h"

/* Pages a step: between steps progress is told, and a wish to stop is heard. */
#define STEP_PAGES 512

static gboolean
copy_pages(KamSqlite *from, sqlite3 *to, KamDbProgress progress, gpointer data, GError **error)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from->handle, "main");
    gboolean goes_on = TRUE;
    int rc = SQLITE_OK;

    if (backup == NULL)
        return kam_sqlite_fail(from, sqlite3_errcode(to), "cannot begin the backup", error);
    while (goes_on && rc == SQLITE_OK) {
        rc = sqlite3_backup_step(backup, STEP_PAGES);
        goes_on =
            progress == NULL || progress(data, sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup),
                                         sqlite3_backup_pagecount(backup));
    }
    sqlite3_backup_finish(backup);
    if (rc == SQLITE_DONE)
        return TRUE;
    if (rc != SQLITE_OK)
        return kam_sqlite_fail(from, rc, "cannot write the backup", error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "the backup was cancelled");
    return FALSE;
}

/* Reading it back whole is what makes a copy a backup. */
static gboolean
verify(KamSqlite *from, sqlite3 *to, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    gboolean is_sound = FALSE;
    int rc = sqlite3_prepare_v2(to, "PRAGMA quick_check", -1, &stmt, NULL);

    if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
        is_sound = g_strcmp0((const char *)sqlite3_column_text(stmt, 0), "ok") == 0;
    sqlite3_finalize(stmt);
    if (is_sound)
        return TRUE;
    return kam_sqlite_fail(from, rc == SQLITE_OK ? SQLITE_CORRUPT : rc, "the backup cannot be read back", error);
}

static gboolean
copy_into(KamSqlite *from, const char *path, KamDbProgress progress, gpointer data, GError **error)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    gboolean done = rc == SQLITE_OK || kam_sqlite_fail(from, rc, "cannot open the backup", error);

    /* One file, with no log beside it. */
    done = done && copy_pages(from, to, progress, data, error) &&
           (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK ||
            kam_sqlite_fail(from, sqlite3_errcode(to), "cannot finish the backup", error)) &&
           verify(from, to, error);
    sqlite3_close(to);
    return done;
}

/* Under another name until it is whole, so that nobody takes half a backup for one. */
static gboolean
make_part(const char *part, GError **error)
{
    int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the backup '%s': %s", part, g_strerror(errno));
        return FALSE;
    }
    close(fd);
    return TRUE;
}

/* link() and not rename(): what is there already is never replaced. */
static gboolean
give_name(const char *part, const char *path, GError **error)
{
    if (link(part, path) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, errno == EEXIST ? KAM_ERROR_CONFLICT : KAM_ERROR_IO,
                "cannot name the backup '%s': %s", path, g_strerror(errno));
    return FALSE;
}

gboolean
kam_sqlite_backup(KamDb *base, const char *path, KamDbProgress progress, gpointer data, GError **error)
{
    g_autofree char *part = g_strconcat(path, ".part", NULL);
    gboolean done;

    if (access(path, F_OK) == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "'%s' is there already: give the backup another name", path);
        return FALSE;
    }
    g_unlink(part);
    if (!make_part(part, error))
        return FALSE;
    done = copy_into((KamSqlite *)base, part, progress, data, error) && give_name(part, path, error);
    g_unlink(part);
    return done;
}
