/* SQLite statements: "$1" bound by name, since SQLite numbers such parameters in order of appearance. */
#include <stdlib.h>
#include <string.h>

#include "store/sqlite/sqlite.h"

static KamSqliteStmt *
own(KamStmt *stmt)
{
    return (KamSqliteStmt *)stmt;
}

/* Parameters are "$1" to "$n" only, so that PostgreSQL reads the same text. */
static gboolean
find_positions(KamSqliteStmt *stmt, const char *sql, GError **error)
{
    int n = sqlite3_bind_parameter_count(stmt->handle);

    for (int i = 1; i <= n; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt->handle, i);
        int index = name != NULL && name[0] == '$' ? atoi(name + 1) : 0;

        if (index < 1 || index > 32767) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "a parameter is not of the form $1 in '%s'", sql);
            return FALSE;
        }
        if (index > stmt->n_positions) {
            stmt->positions = g_renew(int, stmt->positions, index);
            memset(stmt->positions + stmt->n_positions, 0, sizeof(int) * (gsize)(index - stmt->n_positions));
            stmt->n_positions = index;
        }
        stmt->positions[index - 1] = i;
    }
    return TRUE;
}

static gboolean
is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n;")] == '\0';
}

KamStmt *
kam_sqlite_prepare(KamDb *base, const char *sql, GError **error)
{
    KamSqlite *db = (KamSqlite *)base;
    KamSqliteStmt *stmt = g_new0(KamSqliteStmt, 1);
    const char *tail = "";
    int rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->handle, &tail);

    if (rc != SQLITE_OK) {
        kam_sqlite_fail(db, rc, "cannot prepare a statement", error);
    } else if (stmt->handle == NULL || !is_blank(tail)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "not exactly one statement: '%s'", sql);
    } else if (find_positions(stmt, sql, error)) {
        stmt->base.n_columns = sqlite3_column_count(stmt->handle);
        return &stmt->base;
    }
    kam_sqlite_finalize(&stmt->base);
    return NULL;
}

void
kam_sqlite_finalize(KamStmt *base)
{
    KamSqliteStmt *stmt = own(base);

    sqlite3_finalize(stmt->handle);
    g_free(stmt->positions);
    g_free(stmt);
}

static int
bind_at(sqlite3_stmt *handle, int position, const KamValue *value)
{
    switch (value->kind) {
    case KAM_VALUE_NULL:
        return sqlite3_bind_null(handle, position);
    case KAM_VALUE_INT:
        return sqlite3_bind_int64(handle, position, value->integer);
    case KAM_VALUE_DOUBLE:
        return sqlite3_bind_double(handle, position, value->number);
    case KAM_VALUE_TEXT:
        return sqlite3_bind_text64(handle, position, value->data, value->length, SQLITE_TRANSIENT, SQLITE_UTF8);
    case KAM_VALUE_BLOB:
        /* An empty blob is a value, and NULL is none. */
        if (value->length == 0)
            return sqlite3_bind_zeroblob(handle, position, 0);
        return sqlite3_bind_blob64(handle, position, value->data, value->length, SQLITE_TRANSIENT);
    }
    return SQLITE_MISUSE;
}

gboolean
kam_sqlite_bind(KamStmt *base, int index, const KamValue *value, GError **error)
{
    KamSqliteStmt *stmt = own(base);
    int rc;

    if (index < 1 || index > stmt->n_positions || stmt->positions[index - 1] == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "the statement has no parameter $%d", index);
        return FALSE;
    }
    rc = bind_at(stmt->handle, stmt->positions[index - 1], value);
    return rc == SQLITE_OK || kam_sqlite_fail((KamSqlite *)base->db, rc, "cannot pass a value to a statement", error);
}

KamStep
kam_sqlite_step(KamStmt *base, GError **error)
{
    KamSqliteStmt *stmt = own(base);
    int rc = sqlite3_step(stmt->handle);

    if (rc == SQLITE_ROW)
        return KAM_STEP_ROW;
    if (rc == SQLITE_DONE)
        return KAM_STEP_DONE;
    kam_sqlite_fail((KamSqlite *)base->db, rc, "cannot run a statement", error);
    sqlite3_reset(stmt->handle);
    return KAM_STEP_FAILED;
}

void
kam_sqlite_reset(KamStmt *base)
{
    sqlite3_reset(own(base)->handle);
}

void
kam_sqlite_clear(KamStmt *base)
{
    sqlite3_clear_bindings(own(base)->handle);
}

const char *
kam_sqlite_get_column_name(const KamStmt *base, int column)
{
    const KamSqliteStmt *stmt = (const KamSqliteStmt *)base;

    return sqlite3_column_name(stmt->handle, column);
}

KamValueKind
kam_sqlite_get_kind(KamStmt *base, int column)
{
    switch (sqlite3_column_type(own(base)->handle, column)) {
    case SQLITE_INTEGER:
        return KAM_VALUE_INT;
    case SQLITE_FLOAT:
        return KAM_VALUE_DOUBLE;
    case SQLITE_TEXT:
        return KAM_VALUE_TEXT;
    case SQLITE_BLOB:
        return KAM_VALUE_BLOB;
    default:
        return KAM_VALUE_NULL;
    }
}

gint64
kam_sqlite_get_int(KamStmt *base, int column)
{
    return sqlite3_column_int64(own(base)->handle, column);
}

double
kam_sqlite_get_double(KamStmt *base, int column)
{
    return sqlite3_column_double(own(base)->handle, column);
}

const char *
kam_sqlite_get_bytes(KamStmt *base, int column, gsize *length)
{
    sqlite3_stmt *stmt = own(base)->handle;
    /* A text that a function made has a NUL behind it only when it is asked for as a text. */
    const char *data = sqlite3_column_type(stmt, column) == SQLITE_TEXT
                           ? (const char *)sqlite3_column_text(stmt, column)
                           : sqlite3_column_blob(stmt, column);

    if (length != NULL)
        *length = (gsize)sqlite3_column_bytes(stmt, column);
    /* SQLite gives no pointer for a value without bytes, which still differs from NULL. */
    return data != NULL ? data : "";
}
