/* PostgreSQL statements: prepared once, their values sent as text whose type the server infers, their rows received one
 * by one in the binary format, so that a long result needs no more memory than a short one. */
#include <stdio.h>
#include <string.h>

#include "store/postgres/postgres.h"

static KamPostgresStmt *
own(KamStmt *stmt)
{
    return (KamPostgresStmt *)stmt;
}

static void
drop_row(KamPostgresStmt *stmt)
{
    g_clear_pointer(&stmt->row, PQclear);
}

/* --- preparing --- */

static gboolean
check_columns(KamPostgresStmt *stmt, GError **error)
{
    for (int i = 0; i < stmt->base.n_columns; i++) {
        Oid type = PQftype(stmt->description, i);

        if (kam_postgres_knows_type(type))
            continue;
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_STORE,
            "column '%s' has a type that SQLite does not know (number %u): write CAST(... AS BIGINT) or another",
            PQfname(stmt->description, i), type);
        return FALSE;
    }
    return TRUE;
}

static gboolean
describe(KamPostgres *db, KamPostgresStmt *stmt, GError **error)
{
    stmt->description = PQdescribePrepared(db->conn, stmt->name);
    if (PQresultStatus(stmt->description) != PGRES_COMMAND_OK)
        return kam_postgres_fail(db, stmt->description, "cannot prepare a statement", error);
    stmt->base.n_columns = PQnfields(stmt->description);
    stmt->n_parameters = PQnparams(stmt->description);
    stmt->values = g_new0(char *, stmt->n_parameters + 1);
    stmt->lengths = g_new0(int, stmt->n_parameters + 1);
    stmt->formats = g_new0(int, stmt->n_parameters + 1);
    return check_columns(stmt, error);
}

KamStmt *
kam_postgres_prepare(KamDb *base, const char *sql, GError **error)
{
    KamPostgres *db = (KamPostgres *)base;
    KamPostgresStmt *stmt = g_new0(KamPostgresStmt, 1);
    PGresult *result;
    gboolean ok;

    stmt->base.db = base;
    g_queue_init(&stmt->waiting);
    kam_postgres_free_line(db);
    snprintf(stmt->name, sizeof(stmt->name), "k%" G_GUINT64_FORMAT, base->n_prepared);
    result = PQprepare(db->conn, stmt->name, sql, 0, NULL);
    ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!ok)
        kam_postgres_fail(db, result, "cannot prepare a statement", error);
    PQclear(result);
    if (ok && describe(db, stmt, error))
        return &stmt->base;
    kam_postgres_finalize(&stmt->base);
    return NULL;
}

void
kam_postgres_finalize(KamStmt *base)
{
    KamPostgresStmt *stmt = own(base);
    KamPostgres *db = (KamPostgres *)base->db;

    kam_postgres_reset(base);
    kam_postgres_clear(base);
    /* In a failed transaction the server refuses this and keeps a small plan until the connection ends. */
    if (stmt->description != NULL && PQtransactionStatus(db->conn) != PQTRANS_INERROR) {
        g_autofree char *sql = g_strdup_printf("DEALLOCATE %s", stmt->name);

        kam_postgres_run(db, sql, "cannot release a statement", NULL);
    }
    PQclear(stmt->description);
    g_free(stmt->values);
    g_free(stmt->lengths);
    g_free(stmt->formats);
    g_free(stmt);
}

/* --- values --- */

static char *
value_text(const KamValue *value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    switch (value->kind) {
    case KAM_VALUE_NULL:
        return NULL;
    case KAM_VALUE_INT:
        return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
    case KAM_VALUE_DOUBLE:
        return g_strdup(g_ascii_dtostr(buffer, sizeof(buffer), value->number));
    case KAM_VALUE_TEXT:
        return g_strndup(value->data, value->length);
    case KAM_VALUE_BLOB: {
        char *copy = g_malloc(value->length + 1);

        if (value->length > 0)
            memcpy(copy, value->data, value->length);
        return copy;
    }
    }
    return NULL;
}

gboolean
kam_postgres_bind(KamStmt *base, int index, const KamValue *value, GError **error)
{
    KamPostgresStmt *stmt = own(base);

    if (index < 1 || index > stmt->n_parameters) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "the statement has no parameter $%d", index);
        return FALSE;
    }
    if (value->length > G_MAXINT32 / 2) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "a value is larger than a database takes");
        return FALSE;
    }
    g_free(stmt->values[index - 1]);
    stmt->values[index - 1] = value_text(value);
    stmt->lengths[index - 1] = (int)value->length;
    stmt->formats[index - 1] = value->kind == KAM_VALUE_BLOB;
    return TRUE;
}

void
kam_postgres_clear(KamStmt *base)
{
    KamPostgresStmt *stmt = own(base);

    for (int i = 0; i < stmt->n_parameters; i++)
        g_clear_pointer(&stmt->values[i], g_free);
}

/* --- rows --- */

static void
note_changes(KamPostgres *db, PGresult *result)
{
    const char *tag = PQcmdStatus(result);

    if (g_str_has_prefix(tag, "INSERT") || g_str_has_prefix(tag, "UPDATE") || g_str_has_prefix(tag, "DELETE"))
        db->changes = g_ascii_strtoll(PQcmdTuples(result), NULL, 10);
}

/* The statement is over: read the end of the answer, which the protocol wants read. */
static void
end_answer(KamPostgres *db, KamPostgresStmt *stmt)
{
    PGresult *result;

    while ((result = PQgetResult(db->conn)) != NULL)
        PQclear(result);
    stmt->is_running = FALSE;
    if (db->active == stmt)
        db->active = NULL;
}

/* COMMIT of a transaction that the server has given up answers ROLLBACK and no error. */
static gboolean
is_hidden_rollback(KamPostgresStmt *stmt, PGresult *result)
{
    return g_strcmp0(stmt->base.sql, "COMMIT") == 0 && strcmp(PQcmdStatus(result), "ROLLBACK") == 0;
}

/* The next result of the running statement as a step; a row is left in `*row`. */
static KamStep
receive(KamPostgres *db, KamPostgresStmt *stmt, PGresult **row, GError **error)
{
    PGresult *result = PQgetResult(db->conn);
    ExecStatusType status = PQresultStatus(result);
    KamStep step = KAM_STEP_FAILED;

    if (status == PGRES_SINGLE_TUPLE) {
        *row = result;
        return KAM_STEP_ROW;
    }
    if (result == NULL || (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)) {
        kam_postgres_fail(db, result, "cannot run a statement", error);
    } else if (is_hidden_rollback(stmt, result)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "cannot commit: the server had given up the transaction");
    } else {
        note_changes(db, result);
        step = KAM_STEP_DONE;
    }
    PQclear(result);
    end_answer(db, stmt);
    return step;
}

static gboolean
send(KamPostgres *db, KamPostgresStmt *stmt, GError **error)
{
    kam_postgres_free_line(db);
    if (!PQsendQueryPrepared(db->conn, stmt->name, stmt->n_parameters, (const char *const *)stmt->values, stmt->lengths,
                             stmt->formats, 1))
        return kam_postgres_fail(db, NULL, "cannot run a statement", error);
    PQsetSingleRowMode(db->conn);
    stmt->is_running = TRUE;
    db->active = stmt;
    return TRUE;
}

/* After another statement took the connection: what it made wait is handed out first, its end last. */
static KamStep
take_waiting(KamPostgresStmt *stmt, GError **error)
{
    PGresult *result = g_queue_pop_head(&stmt->waiting);

    if (result != NULL) {
        stmt->row = result;
        return KAM_STEP_ROW;
    }
    stmt->is_running = FALSE;
    if (stmt->waiting_error == NULL)
        return KAM_STEP_DONE;
    g_propagate_error(error, g_steal_pointer(&stmt->waiting_error));
    return KAM_STEP_FAILED;
}

KamStep
kam_postgres_step(KamStmt *base, GError **error)
{
    KamPostgresStmt *stmt = own(base);
    KamPostgres *db = (KamPostgres *)base->db;

    drop_row(stmt);
    if (stmt->is_running && db->active != stmt)
        return take_waiting(stmt, error);
    if (!stmt->is_running && !send(db, stmt, error))
        return KAM_STEP_FAILED;
    return receive(db, stmt, &stmt->row, error);
}

void
kam_postgres_free_line(KamPostgres *db)
{
    KamPostgresStmt *stmt = db->active;
    PGresult *row = NULL;

    if (stmt == NULL)
        return;
    g_clear_error(&stmt->waiting_error);
    while (receive(db, stmt, &row, &stmt->waiting_error) == KAM_STEP_ROW)
        g_queue_push_tail(&stmt->waiting, row);
    stmt->is_running = TRUE; /* though not on the line: take_waiting() ends it */
}

void
kam_postgres_reset(KamStmt *base)
{
    KamPostgresStmt *stmt = own(base);
    KamPostgres *db = (KamPostgres *)base->db;

    drop_row(stmt);
    if (db->active == stmt)
        end_answer(db, stmt);
    g_queue_clear_full(&stmt->waiting, (GDestroyNotify)PQclear);
    g_clear_error(&stmt->waiting_error);
    stmt->is_running = FALSE;
}
