/* What a database driver provides, and the parts of connections, statements and loads that db.c, tx.c and bulk.c keep
 * for every driver. Only src/store includes this. */
#pragma once

#include "base/id.h"
#include "store/db.h"

typedef struct KamDriver KamDriver;

/** One value on its way into the database; text and blob are borrowed for the call. */
typedef struct {
    KamValueKind kind;
    gint64 integer;
    double number;
    const char *data;
    gsize length;
} KamValue;

/** Drivers embed this as the first member of their own connection. */
struct KamDb {
    const KamDriver *driver;
    KamDbMode mode;
    GHashTable *idle;              /* text -> prepared statement that nobody uses now */
    GQueue idle_order;             /* the same, the one used last at the end */
    guint64 n_prepared;            /* since the connection was opened */
    guint n_live;                  /* statements handed out */
    guint depth;                   /* open transactions: 1 is the real one, above are savepoints */
    KamBeforeCommit before_commit; /* see kam_tx_before_commit(); NULL: nothing is due */
    guint before_commit_depth;     /* where it was asked for */
    guint failed_depth;            /* the depth at which a call failed, until that is rolled back; 0 when all is well */
    guint fail_after;              /* see kam_db_fail_after(); 0 is off */
    KamBulk *bulk;                 /* the load in progress */
    KamIdMaker ids;                /* see kam_db_next_id() */
    gboolean is_guest;             /* has its turn from a server that keeps the file */
};

struct KamStmt {
    KamDb *db;
    char *sql;
    GList idle_link; /* in idle_order */
    int n_columns;
    GPtrArray *texts;   /* numbers that were asked for as text, by column; NULL until then */
    GError *bind_error; /* the first value that could not be bound; the next step returns it */
};

struct KamBulk {
    KamDb *db;
    KamTx *tx; /* the load's own savepoint, so that giving up leaves nothing */
    char *table;
    char **names;
    KamColumnType *types;
    guint n_columns;
    guint next; /* column of the next value */
    GError *error;
};

struct KamDriver {
    const char *kind;
    const char *begin_write; /* SQL that opens a transaction on a connection that writes */
    const char *begin_read;
    const char *has_table; /* SQL that gives a row when $1 names a table */
    const char *token_id;  /* what {ID}, {NOROWID}, {BLOB} and {KEY} stand for in migrations */
    const char *token_norowid;
    const char *token_blob;
    const char *token_key;   /* a text that is compared and ordered by its bytes, whatever the database's language */
    const char *lower_begin; /* what stands around a text so that its letters of any script become small ones */
    const char *lower_end;

    void (*close)(KamDb *db);
    const char *(*get_warning)(void);                                /* may be NULL: none */
    gboolean (*exec)(KamDb *db, const char *script, GError **error); /* statements without parameters or rows */
    gboolean (*lock_schema)(KamDb *db, GError **error); /* until the end of the transaction, against other migrations */
    gint64 (*get_changes)(KamDb *db);
    int (*listen)(KamDb *db, GError **error);           /* may be NULL: programs need not ask */
    gboolean (*expect_load)(KamDb *db, GError **error); /* may be NULL: nothing to prepare */
    gboolean (*settle)(KamDb *db, GError **error);
    gboolean (*check_integrity)(KamDb *db, GString *out, GError **error);
    gboolean (*backup)(KamDb *db, const char *path, KamDbProgress progress, gpointer data,
                       GError **error);   /* may be NULL: the database has its own tools */
    gboolean (*is_lost)(const KamDb *db); /* may be NULL: never */
    void (*tend)(KamDb *db);              /* may be NULL: nothing to do between transactions */

    KamStmt *(*prepare)(KamDb *db, const char *sql, GError **error); /* fills all of KamStmt but db and sql */
    void (*finalize)(KamStmt *stmt);
    gboolean (*bind)(KamStmt *stmt, int index, const KamValue *value, GError **error);
    KamStep (*step)(KamStmt *stmt, GError **error);
    void (*reset)(KamStmt *stmt); /* values stay */
    void (*clear)(KamStmt *stmt); /* values become NULL */
    const char *(*get_column_name)(const KamStmt *stmt, int column);
    KamValueKind (*get_kind)(KamStmt *stmt, int column);
    gint64 (*get_int)(KamStmt *stmt, int column); /* only called for a column of this kind; so below */
    double (*get_double)(KamStmt *stmt, int column);
    const char *(*get_bytes)(KamStmt *stmt, int column, gsize *length); /* of a text or blob; never NULL */

    KamBulk *(*bulk_new)(KamDb *db, const char *table, const KamBulkColumn *columns, guint n_columns, GError **error);
    void (*bulk_put_int)(KamBulk *bulk, guint column, gint64 value);
    void (*bulk_put)(KamBulk *bulk, guint column, const KamValue *value);
    gboolean (*bulk_end_row)(KamBulk *bulk, GError **error);
    gboolean (*bulk_finish)(KamBulk *bulk, GError **error);
    void (*bulk_free)(KamBulk *bulk); /* frees the driver's own parts and the structure */
};

/** FALSE and an error when this call was told to fail, when the transaction has failed already or a load is open. */
gboolean kam_db_may_call(KamDb *db, GError **error);
/** Note that a call failed, so that both databases refuse what follows until the rollback. Gives FALSE. */
gboolean kam_db_note_failure(KamDb *db);
/** Run transaction control through the statement cache: never made to fail, never refused. */
gboolean kam_db_control(KamDb *db, const char *sql, GError **error);
/** Run a script of statements, and forget prepared ones, whose tables may have changed. */
gboolean kam_db_exec(KamDb *db, const char *script, GError **error);
/** Whether the server has ended the connection, so that it is of no more use. */
gboolean kam_db_is_lost(const KamDb *db);
/** For a writer that commits often: what may be put off is done here, between transactions, when there is enough of it,
 * and no longer inside of commits. Call it once at the beginning and after each answer. Never made to fail. */
void kam_db_tend(KamDb *db);
/** Whether text may be stored: UTF-8 without NUL, which is what both databases take. */
gboolean kam_db_check_text(const char *text, gsize length, GError **error);

/* The drivers' doors: a connection with its driver and mode set, or NULL and an error. Closed by kam_db_close(). */
KamDb *kam_sqlite_open(const char *path, KamDbMode mode, GError **error);
/** See kam_db_stop_listening(). */
void kam_sqlite_stop_listening(const char *path);
KamDb *kam_postgres_open(const char *uri, KamDbMode mode, GError **error);
