/* SQLite connections: opening, errors, the integrity check, and the table of the driver's functions. Settings and the
 * journal are in journal.c. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/sqlite/sqlite.h"

static KamErrorCode
code_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_CONSTRAINT:
        return KAM_ERROR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return KAM_ERROR_BUSY;
    case SQLITE_INTERRUPT:
        return KAM_ERROR_CANCELLED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return KAM_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return KAM_ERROR_DENIED;
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
        return KAM_ERROR_IO;
    case SQLITE_TOOBIG:
        return KAM_ERROR_TOO_LARGE;
    default:
        return KAM_ERROR_STORE;
    }
}

gboolean
kam_sqlite_fail(KamSqlite *db, int rc, const char *what, GError **error)
{
    /* errmsg speaks of the last call; where that succeeded or there is no connection, the code's own words serve. */
    const char *message = db->handle != NULL && sqlite3_errcode(db->handle) != SQLITE_OK ? sqlite3_errmsg(db->handle)
                                                                                         : sqlite3_errstr(rc);

    g_set_error(error, KAM_ERROR, code_of(rc), "%s: %s", what, message);
    return FALSE;
}

gboolean
kam_sqlite_exec(KamDb *base, const char *script, GError **error)
{
    KamSqlite *db = (KamSqlite *)base;
    int rc = sqlite3_exec(db->handle, script, NULL, NULL, NULL);

    return rc == SQLITE_OK || kam_sqlite_fail(db, rc, "cannot run a statement", error);
}

static void
sqlite_close(KamDb *base)
{
    KamSqlite *db = (KamSqlite *)base;

    kam_sqlite_leave_direct(db);
    if (db->handle != NULL)
        sqlite3_close(db->handle);
    kam_sqlite_unlock(db);
    g_free(db->path);
    g_free(db);
}

static const char *
sqlite_get_warning(void)
{
    int version = sqlite3_libversion_number();

    if (version < 3007000 || version > 3051002)
        return NULL;
    return "the SQLite library in use (3.7.0 to 3.51.2) can damage a database when two programs write or copy its log "
           "at the same moment; Kamen lets only one program write: change the file with no other tool while Kamen runs";
}

static gboolean
sqlite_lock_schema(G_GNUC_UNUSED KamDb *base, G_GNUC_UNUSED GError **error)
{
    return TRUE; /* BEGIN IMMEDIATE holds the only right to write already */
}

static gint64
sqlite_get_changes(KamDb *base)
{
    return sqlite3_changes64(((KamSqlite *)base)->handle);
}

static gboolean
append_findings(KamDb *base, const char *pragma, GString *out, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(base, pragma, error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        if (g_strcmp0(kam_stmt_get_text(stmt, 0), "ok") == 0)
            continue;
        if (kam_stmt_get_n_columns(stmt) == 1)
            g_string_append_printf(out, "%s\n", kam_stmt_get_text(stmt, 0));
        else
            g_string_append_printf(out, "a row of '%s' points to a missing row of '%s'\n", kam_stmt_get_text(stmt, 0),
                                   kam_stmt_get_text(stmt, 2));
    }
    return step == KAM_STEP_DONE;
}

static gboolean
sqlite_check_integrity(KamDb *base, GString *out, GError **error)
{
    return append_findings(base, "PRAGMA integrity_check", out, error) &&
           append_findings(base, "PRAGMA foreign_key_check", out, error);
}

static const KamDriver sqlite_driver = {
    .kind = "sqlite",
    .begin_write = "BEGIN IMMEDIATE",
    .begin_read = "BEGIN",
    .has_table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1",
    .token_id = "INTEGER PRIMARY KEY",
    .token_norowid = "WITHOUT ROWID",
    .token_blob = "BLOB",
    .token_key = "TEXT",
    .lower_begin = "kam_lower(",
    .lower_end = ")",
    .close = sqlite_close,
    .get_warning = sqlite_get_warning,
    .exec = kam_sqlite_exec,
    .lock_schema = sqlite_lock_schema,
    .listen = kam_sqlite_listen,
    .get_changes = sqlite_get_changes,
    .expect_load = kam_sqlite_expect_load,
    .settle = kam_sqlite_settle,
    .check_integrity = sqlite_check_integrity,
    .backup = kam_sqlite_backup,
    .tend = kam_sqlite_tend,
    .prepare = kam_sqlite_prepare,
    .finalize = kam_sqlite_finalize,
    .bind = kam_sqlite_bind,
    .step = kam_sqlite_step,
    .reset = kam_sqlite_reset,
    .clear = kam_sqlite_clear,
    .get_column_name = kam_sqlite_get_column_name,
    .get_kind = kam_sqlite_get_kind,
    .get_int = kam_sqlite_get_int,
    .get_double = kam_sqlite_get_double,
    .get_bytes = kam_sqlite_get_bytes,
    .bulk_new = kam_sqlite_bulk_new,
    .bulk_put_int = kam_sqlite_bulk_put_int,
    .bulk_put = kam_sqlite_bulk_put,
    .bulk_end_row = kam_sqlite_bulk_end_row,
    .bulk_finish = kam_sqlite_bulk_finish,
    .bulk_free = kam_sqlite_bulk_free,
};

/* The file of a new database is made here, so that only its owner can read what it will hold. */
static gboolean
find_or_make_file(const char *path, KamDbMode mode, GError **error)
{
    int fd;

    if (mode != KAM_DB_CREATE) {
        if (access(path, F_OK) == 0)
            return TRUE;
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no database '%s': make it with 'kamen init'", path);
        return FALSE;
    }
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the database '%s': %s", path, g_strerror(errno));
        return FALSE;
    }
    close(fd);
    return TRUE;
}

static gboolean
open_handle(KamSqlite *db, GError **error)
{
    /* Readers too may have to undo what a killed writer left, so only "query_only" keeps them from writing. */
    int rc = sqlite3_open_v2(db->path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    g_autofree char *what = g_strdup_printf("cannot open the database '%s'", db->path);

    if (rc != SQLITE_OK)
        return kam_sqlite_fail(db, rc, what, error);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, KAM_SQLITE_BUSY_MS);
    /* Reading the header now tells a file that is no database, before anything is written to it. */
    rc = sqlite3_exec(db->handle, "PRAGMA schema_version", NULL, NULL, NULL);
    return rc == SQLITE_OK || kam_sqlite_fail(db, rc, what, error);
}

KamDb *
kam_sqlite_open(const char *path, KamDbMode mode, GError **error)
{
    KamSqlite *db;
    gboolean is_memory = strcmp(path, ":memory:") == 0;

    if (!is_memory && !find_or_make_file(path, mode, error))
        return NULL;
    db = g_new0(KamSqlite, 1);
    db->base.driver = &sqlite_driver;
    db->base.mode = mode;
    db->path = g_strdup(path);
    db->lock_fd = db->turn_fd = -1;
    if ((!is_memory && mode != KAM_DB_READ_ONLY && !kam_sqlite_lock(db, error)) || !open_handle(db, error) ||
        !kam_sqlite_apply_settings(db, error) || !kam_sqlite_add_functions(db, error)) {
        sqlite_close(&db->base);
        return NULL;
    }
    return &db->base;
}
