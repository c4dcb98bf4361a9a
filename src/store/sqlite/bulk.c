/* Loads on SQLite. Rows are gathered in batches, and each batch is read back through rows.c as a table by one
 * "INSERT ... SELECT": the insert's cursor then stays on the last page from row to row. Measured on sales_line in the
 * order of its key, this takes half the time of a prepared INSERT stepped once a row (docs/store.md). */
#include <string.h>

#include "store/sqlite/sqlite.h"

/* More rows a batch gain nothing measurable; long texts end a batch early, so that memory stays flat. */
#define BATCH_ROWS 1024
#define BATCH_BYTES (1024 * 1024)

static char *
insert_sql(const char *table, const KamBulkColumn *columns, guint n_columns)
{
    GString *sql = g_string_new(NULL);

    /* FAIL instead of the usual ABORT: what a refused batch has inserted goes with the load's savepoint, so SQLite
     * need not keep a journal of its own for each batch. */
    g_string_append_printf(sql, "INSERT OR FAIL INTO \"%s\" (", table);
    for (guint i = 0; i < n_columns; i++)
        g_string_append_printf(sql, "%s\"%s\"", i == 0 ? "" : ", ", columns[i].name);
    g_string_append(sql, ") SELECT ");
    for (guint i = 0; i < n_columns; i++)
        g_string_append_printf(sql, "%sc%u", i == 0 ? "" : ", ", i);
    g_string_append(sql, " FROM " KAM_SQLITE_ROWS_TABLE);
    return g_string_free(sql, FALSE);
}

static void
free_own(KamSqliteBulk *bulk)
{
    sqlite3_finalize(bulk->insert);
    g_free(bulk->cells);
    if (bulk->bytes != NULL)
        g_byte_array_unref(bulk->bytes);
    g_free(bulk);
}

KamBulk *
kam_sqlite_bulk_new(KamDb *base, const char *table, const KamBulkColumn *columns, guint n_columns, GError **error)
{
    KamSqlite *db = (KamSqlite *)base;
    g_autofree char *sql = insert_sql(table, columns, n_columns);
    KamSqliteBulk *bulk = g_new0(KamSqliteBulk, 1);
    int rc = kam_sqlite_rows_register(db);

    g_assert(n_columns <= KAM_SQLITE_ROWS_COLUMNS);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &bulk->insert, NULL);
    if (rc != SQLITE_OK) {
        kam_sqlite_fail(db, rc, "cannot start loading", error);
        free_own(bulk);
        return NULL;
    }
    bulk->n_columns = n_columns;
    bulk->cells = g_new(KamSqliteCell, (gsize)n_columns * BATCH_ROWS);
    bulk->bytes = g_byte_array_new();
    db->rows = bulk;
    db->had_load = TRUE;
    return &bulk->base;
}

static KamSqliteCell *
next_cell(KamSqliteBulk *bulk, guint column)
{
    return &bulk->cells[(gsize)bulk->n_rows * bulk->n_columns + column];
}

void
kam_sqlite_bulk_put_int(KamBulk *base, guint column, gint64 value)
{
    KamSqliteCell *cell = next_cell((KamSqliteBulk *)base, column);

    cell->kind = KAM_VALUE_INT;
    cell->integer = value;
}

void
kam_sqlite_bulk_put(KamBulk *base, guint column, const KamValue *value)
{
    KamSqliteBulk *bulk = (KamSqliteBulk *)base;
    KamSqliteCell *cell = next_cell(bulk, column);

    if (value->length > G_MAXINT32 / 2) {
        if (base->error == NULL)
            g_set_error(&base->error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "a value is larger than a database takes");
        return;
    }
    cell->kind = value->kind;
    switch (value->kind) {
    case KAM_VALUE_NULL:
        break;
    case KAM_VALUE_INT:
        cell->integer = value->integer;
        break;
    case KAM_VALUE_DOUBLE:
        cell->number = value->number;
        break;
    case KAM_VALUE_TEXT:
    case KAM_VALUE_BLOB:
        /* By its place, since the array moves as it grows. */
        cell->offset = bulk->bytes->len;
        cell->length = (guint32)value->length;
        g_byte_array_append(bulk->bytes, (const guint8 *)value->data, (guint)value->length);
        break;
    }
}

static gboolean
insert_batch(KamSqliteBulk *bulk, GError **error)
{
    int rc;

    if (bulk->n_rows == 0)
        return TRUE;
    sqlite3_step(bulk->insert);
    rc = sqlite3_reset(bulk->insert);
    bulk->n_rows = 0;
    g_byte_array_set_size(bulk->bytes, 0);
    return rc == SQLITE_OK || kam_sqlite_fail((KamSqlite *)bulk->base.db, rc, "cannot load rows", error);
}

gboolean
kam_sqlite_bulk_end_row(KamBulk *base, GError **error)
{
    KamSqliteBulk *bulk = (KamSqliteBulk *)base;

    bulk->n_rows++;
    if (bulk->n_rows < BATCH_ROWS && bulk->bytes->len < BATCH_BYTES)
        return TRUE;
    return insert_batch(bulk, error);
}

gboolean
kam_sqlite_bulk_finish(KamBulk *base, GError **error)
{
    return insert_batch((KamSqliteBulk *)base, error);
}

void
kam_sqlite_bulk_free(KamBulk *base)
{
    KamSqlite *db = (KamSqlite *)base->db;

    db->rows = NULL;
    free_own((KamSqliteBulk *)base);
}
