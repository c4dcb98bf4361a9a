/* The gathered rows of a load, seen by SQLite as a table to read from: a virtual table of the connection, without a
 * life outside bulk.c. */
#include "store/sqlite/sqlite.h"

typedef struct {
    sqlite3_vtab base;
    KamSqlite *db;
} RowsTable;

typedef struct {
    sqlite3_vtab_cursor base;
    const KamSqliteBulk *bulk;
    guint row;
} RowsCursor;

static int
rows_connect(sqlite3 *handle, void *data, G_GNUC_UNUSED int argc, G_GNUC_UNUSED const char *const *argv,
             sqlite3_vtab **out, G_GNUC_UNUSED char **message)
{
    g_autoptr(GString) sql = g_string_new("CREATE TABLE t (");
    RowsTable *table;
    int rc;

    for (guint i = 0; i < KAM_SQLITE_ROWS_COLUMNS; i++)
        g_string_append_printf(sql, "%sc%u", i == 0 ? "" : ", ", i);
    g_string_append_c(sql, ')');
    rc = sqlite3_declare_vtab(handle, sql->str);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_vtab_config(handle, SQLITE_VTAB_DIRECTONLY);
    table = g_new0(RowsTable, 1);
    table->db = data;
    *out = &table->base;
    return SQLITE_OK;
}

static int
rows_disconnect(sqlite3_vtab *table)
{
    g_free(table);
    return SQLITE_OK;
}

static int
rows_best_index(G_GNUC_UNUSED sqlite3_vtab *table, sqlite3_index_info *info)
{
    info->estimatedCost = 1000;
    info->estimatedRows = 1000;
    return SQLITE_OK;
}

static int
rows_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    RowsCursor *cursor = g_new0(RowsCursor, 1);

    cursor->bulk = ((RowsTable *)table)->db->rows;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int
rows_close(sqlite3_vtab_cursor *cursor)
{
    g_free(cursor);
    return SQLITE_OK;
}

static int
rows_filter(sqlite3_vtab_cursor *base, G_GNUC_UNUSED int number, G_GNUC_UNUSED const char *name, G_GNUC_UNUSED int argc,
            G_GNUC_UNUSED sqlite3_value **argv)
{
    ((RowsCursor *)base)->row = 0;
    return SQLITE_OK;
}

static int
rows_next(sqlite3_vtab_cursor *base)
{
    ((RowsCursor *)base)->row++;
    return SQLITE_OK;
}

static int
rows_eof(sqlite3_vtab_cursor *base)
{
    const RowsCursor *cursor = (const RowsCursor *)base;

    return cursor->bulk == NULL || cursor->row >= cursor->bulk->n_rows;
}

static int
rows_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const RowsCursor *cursor = (const RowsCursor *)base;
    const KamSqliteBulk *bulk = cursor->bulk;
    const KamSqliteCell *cell = &bulk->cells[(gsize)cursor->row * bulk->n_columns + (guint)column];

    switch (cell->kind) {
    case KAM_VALUE_NULL:
        break;
    case KAM_VALUE_INT:
        sqlite3_result_int64(context, cell->integer);
        break;
    case KAM_VALUE_DOUBLE:
        sqlite3_result_double(context, cell->number);
        break;
    case KAM_VALUE_TEXT:
        /* Without a byte in the whole batch the array has no address, and an empty text still is no NULL. */
        sqlite3_result_text64(context, cell->length == 0 ? "" : (const char *)bulk->bytes->data + cell->offset,
                              cell->length, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case KAM_VALUE_BLOB:
        sqlite3_result_blob64(context, cell->length == 0 ? (const guint8 *)"" : bulk->bytes->data + cell->offset,
                              cell->length, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

static int
rows_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    *rowid = ((RowsCursor *)base)->row;
    return SQLITE_OK;
}

/* Without xCreate it can only be named in a FROM, never made in a schema. */
static const sqlite3_module rows_module = {
    .iVersion = 0,
    .xConnect = rows_connect,
    .xBestIndex = rows_best_index,
    .xDisconnect = rows_disconnect,
    .xOpen = rows_open,
    .xClose = rows_close,
    .xFilter = rows_filter,
    .xNext = rows_next,
    .xEof = rows_eof,
    .xColumn = rows_column,
    .xRowid = rows_rowid,
};

int
kam_sqlite_rows_register(KamSqlite *db)
{
    int rc;

    if (db->has_rows)
        return SQLITE_OK;
    rc = sqlite3_create_module(db->handle, KAM_SQLITE_ROWS_TABLE, &rows_module, db);
    db->has_rows = rc == SQLITE_OK;
    return rc;
}
