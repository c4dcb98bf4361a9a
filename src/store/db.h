/* The only door to a database. One SQL text serves SQLite and PostgreSQL: "$1" parameters, typed columns,
 * tokens {ID} {NOROWID} {BLOB} {KEY} in migrations. Only a driver knows which database it is. Not shared between
 * threads. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef struct KamDb KamDb;
typedef struct KamStmt KamStmt;

/* KAM_DB_KEEP is reading and writing by a program that stays: others may ask it for their turn, see kam_db_listen(). */
typedef enum { KAM_DB_READ_WRITE, KAM_DB_READ_ONLY, KAM_DB_CREATE, KAM_DB_KEEP } KamDbMode;
typedef enum { KAM_STEP_ROW, KAM_STEP_DONE, KAM_STEP_FAILED } KamStep;

/**
 * Open a database: a file name, or "postgresql://...".
 * KAM_DB_READ_WRITE and KAM_DB_READ_ONLY fail with KAM_ERROR_NOT_FOUND when there is no such file.
 * A read-write SQLite database takes a lock file beside it, so that one program writes at a time. Where the holder is a
 * server, this waits for a turn (up to a minute); otherwise KAM_ERROR_BUSY names the holder's process.
 */
KamDb *kam_db_open(const char *uri, KamDbMode mode, GError **error);
void kam_db_close(KamDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDb, kam_db_close)

/** "sqlite" or "postgresql"; for messages, never for choosing SQL. */
const char *kam_db_get_kind(const KamDb *db);

/** A known defect of the database library in use that an administrator should hear of at start, or NULL. */
const char *kam_db_get_warning(const KamDb *db);

/* Statements. `sql` is a named statement's text (sql/queries, see store/statements.h). They are prepared once per
 * connection and cached by text. */
KamStmt *kam_stmt_new(KamDb *db, const char *sql, GError **error);
void kam_stmt_free(KamStmt *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamStmt, kam_stmt_free)
void kam_stmt_bind_int(KamStmt *stmt, int index, gint64 value); /* index as in $1, $2 ... */
void kam_stmt_bind_double(KamStmt *stmt, int index, double value);
void kam_stmt_bind_text(KamStmt *stmt, int index, const char *value); /* NULL binds NULL; copied */
void kam_stmt_bind_text_n(KamStmt *stmt, int index, const char *value, gsize length);
void kam_stmt_bind_blob(KamStmt *stmt, int index, const void *data, gsize length);
void kam_stmt_bind_null(KamStmt *stmt, int index);
KamStep kam_stmt_step(KamStmt *stmt, GError **error);
/** Ready for new values and another run. */
void kam_stmt_reset(KamStmt *stmt);
int kam_stmt_get_n_columns(const KamStmt *stmt);
const char *kam_stmt_get_column_name(const KamStmt *stmt, int column);
typedef enum { KAM_VALUE_NULL, KAM_VALUE_INT, KAM_VALUE_DOUBLE, KAM_VALUE_TEXT, KAM_VALUE_BLOB } KamValueKind;
/** What the current row holds in a column, counted from 0; for copying rows whose statement is not known. */
KamValueKind kam_stmt_get_kind(KamStmt *stmt, int column);
gboolean kam_stmt_is_null(KamStmt *stmt, int column); /* columns from 0 */
gint64 kam_stmt_get_int(KamStmt *stmt, int column);   /* 0 for NULL */
/** The same where NULL is not 0: FALSE, and the value stays as it was. */
gboolean kam_stmt_take_int(KamStmt *stmt, int column, gint64 *value);
double kam_stmt_get_double(KamStmt *stmt, int column);
const char *kam_stmt_get_text(KamStmt *stmt, int column); /* NULL for NULL; valid until the next step */
const void *kam_stmt_get_blob(KamStmt *stmt, int column, gsize *length);

/** Run a statement without result to its end: for short ones. Integers only are taken as parameters, n of them. */
gboolean kam_db_run(KamDb *db, const char *sql, const gint64 *parameters, guint n, GError **error);
/**
 * The number that a statement without parameters answers, first row, first column; NULL counts as 0. KAM_ERROR_CORRUPT
 * when it answers no row: callers ask for counts and for rows that every database has.
 */
gboolean kam_db_get_int(KamDb *db, const char *sql, gint64 *value, GError **error);
/** Rows changed by the last finished INSERT, UPDATE or DELETE. */
gint64 kam_db_get_changes(KamDb *db);

/* Transactions that cannot leak: hold one in a g_autoptr(KamTx); leaving the scope without kam_tx_commit() rolls back.
 * A transaction inside another is a savepoint. */
typedef struct KamTx KamTx;
KamTx *kam_tx_begin(KamDb *db, GError **error);
/** One that only reads: all its statements see the same moment, whatever others commit meanwhile. Inside another
 * transaction it sees what that one sees. On a connection that is read only every transaction is of this kind. */
KamTx *kam_tx_begin_read(KamDb *db, GError **error);
gboolean kam_tx_commit(KamTx *tx, GError **error); /* frees nothing; the scope does */
void kam_tx_end(KamTx *tx);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamTx, kam_tx_end)

/** Something that is due once a transaction, at its end: FALSE and an error make the commit fail. */
typedef gboolean (*KamBeforeCommit)(KamDb *db, GError **error);
/**
 * Run a function just before the outermost transaction commits. One function a transaction; the rollback of the
 * savepoint in which it was asked for forgets it.
 * @return TRUE when it was asked for now, FALSE when it is due already. There must be a transaction.
 */
gboolean kam_tx_before_commit(KamDb *db, KamBeforeCommit run);
/** Whether a transaction is open. */
gboolean kam_db_is_in_transaction(const KamDb *db);

/* Bulk loading: prepared inserts on SQLite, binary COPY on PostgreSQL. Inside a transaction. Values in the order of
 * columns. An error is remembered and returned by kam_bulk_end_row() or kam_bulk_finish(). While one is open no other
 * statement runs on the connection. */
typedef struct KamBulk KamBulk;
typedef enum {
    KAM_COLUMN_INT64,
    KAM_COLUMN_INT32,
    KAM_COLUMN_INT16,
    KAM_COLUMN_TEXT,
    KAM_COLUMN_BLOB,
    KAM_COLUMN_DOUBLE
} KamColumnType;
typedef struct {
    const char *name;
    KamColumnType type;
} KamBulkColumn;
KamBulk *kam_bulk_new(KamDb *db, const char *table, const KamBulkColumn *columns, guint n_columns, GError **error);
void kam_bulk_put_int(KamBulk *bulk, gint64 value);
void kam_bulk_put_double(KamBulk *bulk, double value);
void kam_bulk_put_text(KamBulk *bulk, const char *value,
                       gssize length); /* NULL puts NULL; not copied: must live until kam_bulk_end_row() */
void kam_bulk_put_blob(KamBulk *bulk, const void *data, gsize length);
void kam_bulk_put_null(KamBulk *bulk);
gboolean kam_bulk_end_row(KamBulk *bulk, GError **error);
gboolean kam_bulk_finish(KamBulk *bulk, GError **error);
void kam_bulk_free(KamBulk *bulk); /* without kam_bulk_finish(): the rows are given up */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamBulk, kam_bulk_free)

/**
 * Say, outside any transaction, that a large load comes next and that nobody reads meanwhile, until kam_db_settle().
 * SQLite then writes a nearly empty file directly, guarded by a rollback journal, instead of writing everything twice;
 * readers wait. It stays as safe against crashes. Where it cannot help (others have the file open, there is data
 * already, PostgreSQL) nothing changes and TRUE is returned.
 */
gboolean kam_db_expect_load(KamDb *db, GError **error);

/**
 * Listen for programs that want to write to the file that this one keeps open (KAM_DB_KEEP). Who connects waits for one
 * byte, which says that this program has closed its connection, and hangs up when it has written.
 * @return a listening socket, the caller's; -1 without an error where programs need not ask (PostgreSQL), or with one.
 */
int kam_db_listen(KamDb *db, GError **error);
/** Take the place to ask away; the socket stays the caller's. */
void kam_db_stop_listening(const char *uri);

/** An id for a new row, ordered by time and different from those that other programs make at the same moment. */
gint64 kam_db_next_id(KamDb *db, gint64 now_ms);

/** For tests: the n-th call from now that reaches the database fails with KAM_ERROR_STORE; 0 switches off. */
void kam_db_fail_after(KamDb *db, guint n);
/** Work left for after a commit: SQLite copies its log into the file, PostgreSQL refreshes statistics of the tables
 * named. */
gboolean kam_db_settle(KamDb *db, GError **error);
/** The database's own integrity check; findings are appended to `out`, one a line. */
gboolean kam_db_check_integrity(KamDb *db, GString *out, GError **error);

/** Called now and then during a backup; FALSE cancels it. */
typedef gboolean (*KamDbProgress)(gpointer data, gint64 done, gint64 total);
/** Whether kam_db_backup() can copy this database; PostgreSQL brings its own tools for that. */
gboolean kam_db_can_backup(const KamDb *db);
/**
 * Copy the whole database, as it is at one moment, into a new file, which is read back. Others write meanwhile; hold a
 * transaction that reads, or each of their commits makes the copy begin again.
 * KAM_ERROR_CONFLICT when the file is there already; KAM_ERROR_USAGE when kam_db_can_backup() says no.
 */
gboolean kam_db_backup(KamDb *db, const char *path, KamDbProgress progress, gpointer data, GError **error);
