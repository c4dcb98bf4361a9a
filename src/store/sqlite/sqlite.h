/* The SQLite driver's own structures. */
#pragma once

#include <sqlite3.h>

#include "store/driver.h"

/* The table through which INSERT reads the rows of a load, and its width: the widest table that can be loaded. */
#define KAM_SQLITE_ROWS_TABLE "kam_rows"
#define KAM_SQLITE_ROWS_COLUMNS 64

/* How long one waits for the file while another commits or copies its log. */
#define KAM_SQLITE_BUSY_MS 10000

/** One value of a gathered row; text and blob lie in the load's bytes. */
typedef struct {
    KamValueKind kind;
    guint32 length;
    union {
        gint64 integer;
        double number;
        gsize offset;
    };
} KamSqliteCell;

typedef struct {
    KamBulk base;
    sqlite3_stmt *insert;
    guint n_columns;
    guint n_rows; /* gathered now */
    KamSqliteCell *cells;
    GByteArray *bytes;
} KamSqliteBulk;

typedef struct {
    KamDb base;
    sqlite3 *handle;
    char *path;
    char *lock_path;
    int lock_fd;         /* -1 when no lock is held */
    int turn_fd;         /* to the server whose turn this is; -1: there is none */
    gboolean had_load;   /* a load was committed and its log not yet copied: kam_db_settle() will */
    gboolean is_tended;  /* kam_db_tend() copies the log, not the commits */
    int log_pages;       /* in the log after the last commit */
    int tend_pages;      /* in the log when kam_db_tend() has work to do */
    gboolean is_direct;  /* a load writes the file directly, see kam_db_expect_load() */
    gboolean has_rows;   /* the table of gathered rows is known to this connection */
    KamSqliteBulk *rows; /* what it shows */
} KamSqlite;

typedef struct {
    KamStmt base;
    sqlite3_stmt *handle;
    int *positions; /* SQLite's number of "$1", "$2" ...; 0 for one that the text does not use */
    int n_positions;
} KamSqliteStmt;

/** Set the error that stands for SQLite's result code; gives FALSE. */
gboolean kam_sqlite_fail(KamSqlite *db, int rc, const char *what, GError **error);
/** Settings of a connection that was just opened. */
gboolean kam_sqlite_apply_settings(KamSqlite *db, GError **error);
/** Make the functions known that SQLite lacks. */
gboolean kam_sqlite_add_functions(KamSqlite *db, GError **error);
/** kam_db_expect_load() and kam_db_settle() on SQLite. */
gboolean kam_sqlite_expect_load(KamDb *base, GError **error);
gboolean kam_sqlite_settle(KamDb *base, GError **error);
/** kam_db_tend() on SQLite. */
void kam_sqlite_tend(KamDb *base);
/** Go back to the log after a load that wrote directly. */
void kam_sqlite_leave_direct(KamSqlite *db);
/** kam_db_backup() on SQLite. */
gboolean kam_sqlite_backup(KamDb *base, const char *path, KamDbProgress progress, gpointer data, GError **error);
/** Run statements without parameters or rows. */
gboolean kam_sqlite_exec(KamDb *base, const char *script, GError **error);

/** Make this process the one that writes to the file; KAM_ERROR_BUSY names the holder. */
gboolean kam_sqlite_lock(KamSqlite *db, GError **error);
void kam_sqlite_unlock(KamSqlite *db);
/** kam_db_listen() on SQLite. */
int kam_sqlite_listen(KamDb *base, GError **error);
/** Wait for one's turn from the server that holds the lock; FALSE when there is none or it has no time. */
gboolean kam_sqlite_ask_for_turn(KamSqlite *db);

/* The driver's functions for statements, as struct KamDriver describes them. */
KamStmt *kam_sqlite_prepare(KamDb *db, const char *sql, GError **error);
void kam_sqlite_finalize(KamStmt *stmt);
gboolean kam_sqlite_bind(KamStmt *stmt, int index, const KamValue *value, GError **error);
KamStep kam_sqlite_step(KamStmt *stmt, GError **error);
void kam_sqlite_reset(KamStmt *stmt);
void kam_sqlite_clear(KamStmt *stmt);
const char *kam_sqlite_get_column_name(const KamStmt *stmt, int column);
KamValueKind kam_sqlite_get_kind(KamStmt *stmt, int column);
gint64 kam_sqlite_get_int(KamStmt *stmt, int column);
double kam_sqlite_get_double(KamStmt *stmt, int column);
const char *kam_sqlite_get_bytes(KamStmt *stmt, int column, gsize *length);

/* The driver's functions for loads, as struct KamDriver describes them. */
KamBulk *kam_sqlite_bulk_new(KamDb *db, const char *table, const KamBulkColumn *columns, guint n, GError **error);
void kam_sqlite_bulk_put_int(KamBulk *bulk, guint column, gint64 value);
void kam_sqlite_bulk_put(KamBulk *bulk, guint column, const KamValue *value);
gboolean kam_sqlite_bulk_end_row(KamBulk *bulk, GError **error);
gboolean kam_sqlite_bulk_finish(KamBulk *bulk, GError **error);
void kam_sqlite_bulk_free(KamBulk *bulk);
/** Make the table of gathered rows known to the connection, once. Gives SQLite's result code. */
int kam_sqlite_rows_register(KamSqlite *db);
