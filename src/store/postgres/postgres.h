/* The PostgreSQL driver's own structures. */
#pragma once

#include <libpq-fe.h>

#include "store/driver.h"

typedef struct KamPostgresStmt KamPostgresStmt;

typedef struct {
    KamDb base;
    PGconn *conn;
    KamPostgresStmt *active; /* the statement whose rows are still arriving */
    gint64 changes;
} KamPostgres;

struct KamPostgresStmt {
    KamStmt base;
    char name[24];
    PGresult *description; /* column names and types */
    int n_parameters;
    char **values; /* one a parameter, owned; NULL for NULL */
    int *lengths;
    int *formats;
    gboolean is_running;
    PGresult *row;         /* the current one */
    GQueue waiting;        /* rows that had to be fetched because another statement wanted the connection */
    GError *waiting_error; /* what ended them, if not their end */
};

/** Set the error that stands for what the server said; gives FALSE. `result` may be NULL. */
gboolean kam_postgres_fail(KamPostgres *db, const PGresult *result, const char *what, GError **error);
/** Run SQL text without parameters; rows are thrown away. */
gboolean kam_postgres_run(KamPostgres *db, const char *sql, const char *what, GError **error);
/** Rows of SQL text with text parameters, in the text format; NULL on failure. Free with PQclear(). */
PGresult *kam_postgres_query(KamPostgres *db, const char *sql, const char *const *values, int n, GError **error);
/** Free the connection for another command: rows still on their way are kept with their statement. */
void kam_postgres_free_line(KamPostgres *db);
/** An identifier as SQL takes it. Free with g_free(). */
char *kam_postgres_quote(KamPostgres *db, const char *name);

/* The driver's functions for statements, as struct KamDriver describes them. */
KamStmt *kam_postgres_prepare(KamDb *db, const char *sql, GError **error);
void kam_postgres_finalize(KamStmt *stmt);
gboolean kam_postgres_bind(KamStmt *stmt, int index, const KamValue *value, GError **error);
KamStep kam_postgres_step(KamStmt *stmt, GError **error);
void kam_postgres_reset(KamStmt *stmt);
void kam_postgres_clear(KamStmt *stmt);

/** Whether a column of this type can be read; the common subset of the two databases. */
gboolean kam_postgres_knows_type(Oid type);
const char *kam_postgres_get_column_name(const KamStmt *stmt, int column);
KamValueKind kam_postgres_get_kind(KamStmt *stmt, int column);
gint64 kam_postgres_get_int(KamStmt *stmt, int column);
double kam_postgres_get_double(KamStmt *stmt, int column);
const char *kam_postgres_get_bytes(KamStmt *stmt, int column, gsize *length);

/* The driver's functions for loads, as struct KamDriver describes them. */
KamBulk *kam_postgres_bulk_new(KamDb *db, const char *table, const KamBulkColumn *columns, guint n, GError **error);
void kam_postgres_bulk_put_int(KamBulk *bulk, guint column, gint64 value);
void kam_postgres_bulk_put(KamBulk *bulk, guint column, const KamValue *value);
gboolean kam_postgres_bulk_end_row(KamBulk *bulk, GError **error);
gboolean kam_postgres_bulk_finish(KamBulk *bulk, GError **error);
void kam_postgres_bulk_free(KamBulk *bulk);
