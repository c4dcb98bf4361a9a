/* How a SQLite connection keeps its promises on disk: the settings that make a commit durable, when the log is copied
 * into the file, and the direct way for a first load. */
#include <string.h>

#include "store/sqlite/sqlite.h"

/* Readers are as many as threads, so each gets less. Negative means KiB, as SQLite wants it. */
#define WRITER_CACHE "-32000"
#define READER_CACHE "-8000"
/* Pages in the log before a commit copies them into the file, when no load was made: 32 MB of them. */
#define CHECKPOINT_PAGES 4000
/* Where readers that never pause have kept the log from beginning anew until it has this many, they are waited for,
 * at most so long. */
#define LARGE_PAGES 32000
#define TEND_WAIT_MS 250
/* A file up to this many pages is nearly empty: undoing a load that was killed then costs nothing. */
#define SMALL_PAGES 1000

/* Copying a large load's log inside its commit would make the commit wait for it: that is left to kam_db_settle(). */
static int
after_commit(void *data, sqlite3 *handle, const char *name, int n_pages)
{
    KamSqlite *db = data;

    if (n_pages < db->log_pages)
        db->tend_pages = CHECKPOINT_PAGES; /* it has begun anew */
    db->log_pages = n_pages;
    if (n_pages >= CHECKPOINT_PAGES && !db->had_load && !db->is_tended)
        sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

gboolean
kam_sqlite_apply_settings(KamSqlite *db, GError **error)
{
    static const char *const common = "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; "
                                      "PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL; "
                                      "PRAGMA case_sensitive_like = ON;";
    static const char *const writer = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; "
                                      "PRAGMA cache_size = " WRITER_CACHE ";";
    static const char *const reader = "PRAGMA query_only = ON; PRAGMA cache_size = " READER_CACHE ";";
    gboolean is_reader = db->base.mode == KAM_DB_READ_ONLY;

    if (!kam_sqlite_exec(&db->base, common, error) || !kam_sqlite_exec(&db->base, is_reader ? reader : writer, error))
        return FALSE;
    if (is_reader)
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    else
        sqlite3_wal_hook(db->handle, after_commit, db);
    return TRUE;
}

static gboolean
is_nearly_empty(KamSqlite *db)
{
    sqlite3_stmt *stmt = NULL;
    gboolean small = FALSE;

    if (sqlite3_prepare_v2(db->handle, "PRAGMA page_count", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        small = sqlite3_column_int(stmt, 0) <= SMALL_PAGES;
    sqlite3_finalize(stmt);
    return small;
}

/* Whether the journal is of this kind now; SQLite answers with the old one when others keep the file open. */
static gboolean
set_journal(KamSqlite *db, const char *sql, const char *kind)
{
    sqlite3_stmt *stmt = NULL;
    gboolean done = FALSE;

    if (sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
        done = g_ascii_strcasecmp((const char *)sqlite3_column_text(stmt, 0), kind) == 0;
    sqlite3_finalize(stmt);
    return done;
}

gboolean
kam_sqlite_expect_load(KamDb *base, G_GNUC_UNUSED GError **error)
{
    KamSqlite *db = (KamSqlite *)base;

    if (base->mode == KAM_DB_READ_ONLY || db->is_direct || !is_nearly_empty(db))
        return TRUE;
    /* Others are not waited for: with them the log is the better way anyway. TRUNCATE rather than DELETE, since
     * SQLite makes only that end of a journal durable under synchronous = FULL. */
    sqlite3_busy_timeout(db->handle, 0);
    db->is_direct = set_journal(db, "PRAGMA journal_mode = TRUNCATE", "truncate");
    sqlite3_busy_timeout(db->handle, KAM_SQLITE_BUSY_MS);
    return TRUE;
}

void
kam_sqlite_leave_direct(KamSqlite *db)
{
    if (db->is_direct)
        db->is_direct = !set_journal(db, "PRAGMA journal_mode = WAL", "wal");
}

gboolean
kam_sqlite_settle(KamDb *base, GError **error)
{
    KamSqlite *db = (KamSqlite *)base;
    int rc;

    if (base->mode == KAM_DB_READ_ONLY)
        return TRUE;
    kam_sqlite_leave_direct(db);
    rc = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    /* A reader at work keeps the log from being emptied; what could be copied was, and the next commits go on. */
    if (rc != SQLITE_OK && rc != SQLITE_BUSY && rc != SQLITE_LOCKED)
        return kam_sqlite_fail(db, rc, "cannot copy the log into the file", error);
    db->had_load = FALSE;
    return TRUE;
}

void
kam_sqlite_tend(KamDb *base)
{
    KamSqlite *db = (KamSqlite *)base;
    gboolean is_large = db->log_pages >= LARGE_PAGES;

    if (!db->is_tended) {
        db->is_tended = TRUE;
        db->tend_pages = CHECKPOINT_PAGES;
    }
    if (db->log_pages < db->tend_pages)
        return;
    sqlite3_busy_timeout(db->handle, is_large ? TEND_WAIT_MS : 0);
    sqlite3_wal_checkpoint_v2(db->handle, NULL, is_large ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, NULL,
                              NULL);
    sqlite3_busy_timeout(db->handle, KAM_SQLITE_BUSY_MS);
    /* What could not be copied now, for a reader in its way, is tried again when as much has come again; a failure of
     * the disk is told by the next commit. */
    db->tend_pages = db->log_pages + CHECKPOINT_PAGES;
    db->had_load = FALSE;
}
