/* Loads on SQLite: one prepared INSERT, one step a row. */
#include "store/sqlite/sqlite.h"

typedef struct {
    KamBulk base;
    sqlite3_stmt *insert;
} KamSqliteBulk;

static char *
insert_sql(const char *table, const KamBulkColumn *columns, guint n_columns)
{
    GString *sql = g_string_new(NULL);

    g_string_append_printf(sql, "INSERT INTO \"%s\" (", table);
    for (guint i = 0; i < n_columns; i++)
        g_string_append_printf(sql, "%s\"%s\"", i == 0 ? "" : ", ", columns[i].name);
    g_string_append(sql, ") VALUES (");
    for (guint i = 0; i < n_columns; i++)
        g_string_append(sql, i == 0 ? "?" : ", ?");
    g_string_append_c(sql, ')');
    return g_string_free(sql, FALSE);
}

KamBulk *
kam_sqlite_bulk_new(KamDb *base, const char *table, const KamBulkColumn *columns, guint n_columns, GError **error)
{
    KamSqlite *db = (KamSqlite *)base;
    g_autofree char *sql = insert_sql(table, columns, n_columns);
    KamSqliteBulk *bulk = g_new0(KamSqliteBulk, 1);
    int rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &bulk->insert, NULL);

    if (rc != SQLITE_OK) {
        kam_sqlite_fail(db, rc, "cannot start loading", error);
        g_free(bulk);
        return NULL;
    }
    db->had_load = TRUE;
    return &bulk->base;
}

void
kam_sqlite_bulk_put_int(KamBulk *base, guint column, gint64 value)
{
    sqlite3_bind_int64(((KamSqliteBulk *)base)->insert, (int)column + 1, value);
}

static int
bind_value(sqlite3_stmt *insert, int position, const KamValue *value)
{
    switch (value->kind) {
    case KAM_VALUE_NULL:
        return sqlite3_bind_null(insert, position);
    case KAM_VALUE_INT:
        return sqlite3_bind_int64(insert, position, value->integer);
    case KAM_VALUE_DOUBLE:
        return sqlite3_bind_double(insert, position, value->number);
    case KAM_VALUE_TEXT:
        return sqlite3_bind_text64(insert, position, value->data, value->length, SQLITE_STATIC, SQLITE_UTF8);
    case KAM_VALUE_BLOB:
        if (value->length == 0)
            return sqlite3_bind_zeroblob(insert, position, 0);
        return sqlite3_bind_blob64(insert, position, value->data, value->length, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

void
kam_sqlite_bulk_put(KamBulk *base, guint column, const KamValue *value)
{
    int rc = bind_value(((KamSqliteBulk *)base)->insert, (int)column + 1, value);

    if (rc != SQLITE_OK && base->error == NULL)
        kam_sqlite_fail((KamSqlite *)base->db, rc, "cannot load a value", &base->error);
}

gboolean
kam_sqlite_bulk_end_row(KamBulk *base, GError **error)
{
    KamSqliteBulk *bulk = (KamSqliteBulk *)base;
    int rc;

    sqlite3_step(bulk->insert);
    rc = sqlite3_reset(bulk->insert);
    return rc == SQLITE_OK || kam_sqlite_fail((KamSqlite *)base->db, rc, "cannot load a row", error);
}

gboolean
kam_sqlite_bulk_finish(KamBulk *base, G_GNUC_UNUSED GError **error)
{
    KamSqliteBulk *bulk = (KamSqliteBulk *)base;

    sqlite3_finalize(bulk->insert);
    bulk->insert = NULL;
    return TRUE;
}

void
kam_sqlite_bulk_free(KamBulk *base)
{
    sqlite3_finalize(((KamSqliteBulk *)base)->insert);
    g_free(base);
}
