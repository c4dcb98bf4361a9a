/* PostgreSQL connections: opening, errors by their SQLSTATE, what is left after a commit, and the table of the driver's
 * functions. */
#include <string.h>

#include "store/postgres/postgres.h"

/* One number for all programs that change the schema of the same database; any other would do. */
#define SCHEMA_LOCK "5349171860237"

typedef struct {
    const char *prefix; /* of the SQLSTATE */
    KamErrorCode code;
} StateRow;

/* The first prefix that fits wins. */
static const StateRow state_rows[] = {
    { "23", KAM_ERROR_CONFLICT },     /* a constraint */
    { "40001", KAM_ERROR_BUSY },      /* two transactions in each other's way */
    { "40P01", KAM_ERROR_BUSY },      /* deadlock */
    { "55P03", KAM_ERROR_BUSY },      /* a lock not to be had in time */
    { "53300", KAM_ERROR_BUSY },      /* too many connections */
    { "57014", KAM_ERROR_CANCELLED }, /* a statement was cancelled */
    { "57", KAM_ERROR_IO },           /* the server stops or starts */
    { "08", KAM_ERROR_IO },           /* the connection */
    { "53", KAM_ERROR_IO },           /* disk or memory full */
    { "58", KAM_ERROR_IO },           /* the server's files */
    { "3D000", KAM_ERROR_NOT_FOUND }, /* no such database */
    { "28", KAM_ERROR_DENIED },       /* wrong user or password */
    { "25006", KAM_ERROR_DENIED },    /* read only */
    { "42501", KAM_ERROR_DENIED },    /* no right to a table */
    { "22", KAM_ERROR_INVALID },      /* a value that the column cannot take */
    { "54", KAM_ERROR_TOO_LARGE },    /* a limit of the server */
    { "XX001", KAM_ERROR_CORRUPT },   /* damaged pages */
    { "XX002", KAM_ERROR_CORRUPT },
};

static KamErrorCode
code_of(const char *state)
{
    for (guint i = 0; i < G_N_ELEMENTS(state_rows); i++)
        if (g_str_has_prefix(state, state_rows[i].prefix))
            return state_rows[i].code;
    return KAM_ERROR_STORE;
}

gboolean
kam_postgres_fail(KamPostgres *db, const PGresult *result, const char *what, GError **error)
{
    const char *state = result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    /* The primary message only: the detail repeats values of the row, which may be personal. */
    const char *message = result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    KamErrorCode code = state != NULL ? code_of(state) : KAM_ERROR_STORE;
    g_autofree char *line = NULL;

    if (PQstatus(db->conn) == CONNECTION_BAD)
        code = KAM_ERROR_IO;
    if (message == NULL)
        message = PQerrorMessage(db->conn);
    line = g_strchomp(g_strdelimit(g_strdup(message), "\n", ' '));
    g_set_error(error, KAM_ERROR, code, "%s: %s", what, *line != '\0' ? line : "the server gave no reason");
    return FALSE;
}

PGresult *
kam_postgres_query(KamPostgres *db, const char *sql, const char *const *values, int n, GError **error)
{
    PGresult *result;
    ExecStatusType status;

    kam_postgres_free_line(db);
    result = PQexecParams(db->conn, sql, n, NULL, values, NULL, NULL, 0);
    status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return result;
    kam_postgres_fail(db, result, "cannot run a statement", error);
    PQclear(result);
    return NULL;
}

gboolean
kam_postgres_run(KamPostgres *db, const char *sql, const char *what, GError **error)
{
    PGresult *result;
    ExecStatusType status;
    gboolean ok;

    kam_postgres_free_line(db);
    result = PQexec(db->conn, sql);
    status = PQresultStatus(result);
    ok = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
    if (!ok)
        kam_postgres_fail(db, result, what, error);
    PQclear(result);
    return ok;
}

char *
kam_postgres_quote(KamPostgres *db, const char *name)
{
    char *quoted = PQescapeIdentifier(db->conn, name, strlen(name));
    char *copy = g_strdup(quoted);

    PQfreemem(quoted);
    return copy;
}

static void
postgres_close(KamDb *base)
{
    KamPostgres *db = (KamPostgres *)base;

    PQfinish(db->conn);
    g_free(db);
}

static gboolean
postgres_exec(KamDb *base, const char *script, GError **error)
{
    return kam_postgres_run((KamPostgres *)base, script, "cannot run a statement", error);
}

static gboolean
postgres_lock_schema(KamDb *base, GError **error)
{
    return kam_postgres_run((KamPostgres *)base, "SELECT pg_advisory_xact_lock(" SCHEMA_LOCK ")",
                            "cannot lock the schema", error);
}

static gint64
postgres_get_changes(KamDb *base)
{
    return ((KamPostgres *)base)->changes;
}

/* Statistics are left to the server's own autovacuum, which a load wakes within a minute: refreshing them here costs a
 * fifth of an import's time. */
static gboolean
postgres_settle(G_GNUC_UNUSED KamDb *base, G_GNUC_UNUSED GError **error)
{
    return TRUE;
}

/* A full read makes the server verify the checksum of every page and the form of every row. */
static void
read_table(KamPostgres *db, const char *table, GString *out)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *quoted = kam_postgres_quote(db, table);
    g_autofree char *sql = g_strconcat("SELECT count(t.*) FROM ", quoted, " t", NULL);

    if (!kam_postgres_run(db, sql, "cannot read", &error))
        g_string_append_printf(out, "table '%s': %s\n", table, error->message);
}

static gboolean
postgres_check_integrity(KamDb *base, GString *out, GError **error)
{
    KamPostgres *db = (KamPostgres *)base;
    PGresult *tables = kam_postgres_query(
        db, "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema() ORDER BY 1", NULL, 0,
        error);

    if (tables == NULL)
        return FALSE;
    for (int i = 0; i < PQntuples(tables); i++)
        read_table(db, PQgetvalue(tables, i, 0), out);
    PQclear(tables);
    return PQstatus(db->conn) == CONNECTION_OK || kam_postgres_fail(db, NULL, "cannot check the tables", error);
}

static gboolean
postgres_is_lost(const KamDb *base)
{
    return PQstatus(((const KamPostgres *)base)->conn) == CONNECTION_BAD;
}

static const KamDriver postgres_driver = {
    .kind = "postgresql",
    .begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED",
    /* Figures of one page must agree with each other, as they do in a SQLite reader's transaction. */
    .begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    .has_table = "SELECT 1 FROM pg_catalog.pg_class WHERE oid = to_regclass($1)",
    .token_id = "BIGINT PRIMARY KEY",
    .token_norowid = "",
    .token_blob = "BYTEA",
    .token_key = "TEXT COLLATE \"C\"",
    .lower_begin = "lower(",
    .lower_end = " COLLATE \"und-x-icu\")",
    .close = postgres_close,
    .exec = postgres_exec,
    .lock_schema = postgres_lock_schema,
    .get_changes = postgres_get_changes,
    .settle = postgres_settle,
    .check_integrity = postgres_check_integrity,
    .is_lost = postgres_is_lost,
    .prepare = kam_postgres_prepare,
    .finalize = kam_postgres_finalize,
    .bind = kam_postgres_bind,
    .step = kam_postgres_step,
    .reset = kam_postgres_reset,
    .clear = kam_postgres_clear,
    .get_column_name = kam_postgres_get_column_name,
    .get_kind = kam_postgres_get_kind,
    .get_int = kam_postgres_get_int,
    .get_double = kam_postgres_get_double,
    .get_bytes = kam_postgres_get_bytes,
    .bulk_new = kam_postgres_bulk_new,
    .bulk_put_int = kam_postgres_bulk_put_int,
    .bulk_put = kam_postgres_bulk_put,
    .bulk_end_row = kam_postgres_bulk_end_row,
    .bulk_finish = kam_postgres_bulk_finish,
    .bulk_free = kam_postgres_bulk_free,
};

static void
ignore_notice(G_GNUC_UNUSED void *data, G_GNUC_UNUSED const PGresult *result)
{
}

/* Long values are compressed already, so the server's own attempt should be a short one: lz4 where it can. */
static const char session_sql[] =
    "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET synchronous_commit = on; "
    "SET bytea_output = 'hex'; SET extra_float_digits = 1; SELECT set_config(name, 'lz4', false) FROM pg_settings "
    "WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)";

/* libpq tells no SQLSTATE of a refused connection, so the server's English words are all there is; a server that
 * speaks otherwise gets the general code, and the message says the same. */
static gboolean
refuse_connection(KamPostgres *db, GError **error)
{
    const char *message = PQerrorMessage(db->conn);
    KamErrorCode code = KAM_ERROR_IO;
    g_autofree char *line = g_strchomp(g_strdelimit(g_strdup(message), "\n", ' '));

    if (strstr(message, "database \"") != NULL && strstr(message, "does not exist") != NULL)
        code = KAM_ERROR_NOT_FOUND;
    else if (PQconnectionNeedsPassword(db->conn) || PQconnectionUsedPassword(db->conn))
        code = KAM_ERROR_DENIED;
    g_set_error(error, KAM_ERROR, code, "cannot connect to PostgreSQL: %s", line);
    return FALSE;
}

static gboolean
begin_session(KamPostgres *db, KamDbMode mode, GError **error)
{
    if (PQstatus(db->conn) != CONNECTION_OK)
        return refuse_connection(db, error);
    PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
    if (PQserverVersion(db->conn) < 130000) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "PostgreSQL %d is too old: use 13 or newer",
                    PQserverVersion(db->conn) / 10000);
        return FALSE;
    }
    if (!kam_postgres_run(db, session_sql, "cannot begin a session", error))
        return FALSE;
    return mode != KAM_DB_READ_ONLY ||
           kam_postgres_run(db, "SET default_transaction_read_only = on", "cannot begin a session", error);
}

KamDb *
kam_postgres_open(const char *uri, KamDbMode mode, GError **error)
{
    static const char *const keys[] = { "dbname", "fallback_application_name", NULL };
    const char *values[] = { uri, "kamen", NULL };
    KamPostgres *db = g_new0(KamPostgres, 1);

    db->base.driver = &postgres_driver;
    db->base.mode = mode;
    db->conn = PQconnectdbParams(keys, values, 1);
    if (!begin_session(db, mode, error)) {
        postgres_close(&db->base);
        return NULL;
    }
    return &db->base;
}
