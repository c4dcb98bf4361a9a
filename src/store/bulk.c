/* Loads of many rows for every driver: checks values against their columns, remembers the first error, and keeps the
 * load in a savepoint of its own, so that giving it up leaves nothing. */
#include <math.h>
#include <string.h>

#include "store/driver.h"

static void
remember(KamBulk *bulk, const char *what)
{
    if (bulk->error != NULL)
        return;
    g_set_error(&bulk->error, KAM_ERROR, KAM_ERROR_INVALID, "cannot load a row into '%s': %s in column '%s'",
                bulk->table, what, bulk->next < bulk->n_columns ? bulk->names[bulk->next] : "beyond the last");
}

static void
free_common(KamBulk *bulk)
{
    g_free(bulk->table);
    g_strfreev(bulk->names);
    g_free(bulk->types);
    g_clear_error(&bulk->error);
}

static void
copy_columns(KamBulk *bulk, const char *table, const KamBulkColumn *columns, guint n_columns)
{
    bulk->table = g_strdup(table);
    bulk->n_columns = n_columns;
    bulk->names = g_new0(char *, n_columns + 1);
    bulk->types = g_new(KamColumnType, n_columns);
    for (guint i = 0; i < n_columns; i++) {
        bulk->names[i] = g_strdup(columns[i].name);
        bulk->types[i] = columns[i].type;
    }
}

KamBulk *
kam_bulk_new(KamDb *db, const char *table, const KamBulkColumn *columns, guint n_columns, GError **error)
{
    g_autoptr(KamTx) tx = NULL;
    KamBulk *bulk;

    g_return_val_if_fail(db != NULL && table != NULL && columns != NULL && n_columns > 0, NULL);
    g_assert(db->depth > 0);

    tx = kam_tx_begin(db, error);
    if (tx == NULL || !kam_db_may_call(db, error))
        return NULL;
    bulk = db->driver->bulk_new(db, table, columns, n_columns, error);
    if (bulk == NULL) {
        kam_db_note_failure(db);
        return NULL;
    }
    bulk->db = db;
    bulk->tx = g_steal_pointer(&tx);
    copy_columns(bulk, table, columns, n_columns);
    db->bulk = bulk;
    return bulk;
}

/* Whether the next column takes integers this wide; PostgreSQL's columns have widths, so SQLite is held to them too. */
static gboolean
takes_int(KamBulk *bulk, gint64 value)
{
    if (bulk->next >= bulk->n_columns)
        return FALSE;
    switch (bulk->types[bulk->next]) {
    case KAM_COLUMN_INT64:
        return TRUE;
    case KAM_COLUMN_INT32:
        return value == (gint32)value;
    case KAM_COLUMN_INT16:
        return value == (gint16)value;
    case KAM_COLUMN_TEXT:
    case KAM_COLUMN_BLOB:
    case KAM_COLUMN_DOUBLE:
        return FALSE;
    }
    return FALSE;
}

void
kam_bulk_put_int(KamBulk *bulk, gint64 value)
{
    if (G_UNLIKELY(!takes_int(bulk, value)))
        remember(bulk, "the integer does not fit");
    else
        bulk->db->driver->bulk_put_int(bulk, bulk->next, value);
    bulk->next++;
}

static void
put_value(KamBulk *bulk, KamColumnType type, const KamValue *value)
{
    if (bulk->next >= bulk->n_columns)
        remember(bulk, "one value too many");
    else if (value->kind != KAM_VALUE_NULL && bulk->types[bulk->next] != type)
        remember(bulk, "a value of another type");
    else
        bulk->db->driver->bulk_put(bulk, bulk->next, value);
    bulk->next++;
}

void
kam_bulk_put_double(KamBulk *bulk, double value)
{
    if (!isfinite(value))
        remember(bulk, "a number that is infinite or none");
    put_value(bulk, KAM_COLUMN_DOUBLE, &(KamValue) { .kind = KAM_VALUE_DOUBLE, .number = value });
}

void
kam_bulk_put_text(KamBulk *bulk, const char *value, gssize length)
{
    gsize n;

    if (value == NULL) {
        kam_bulk_put_null(bulk);
        return;
    }
    n = length < 0 ? strlen(value) : (gsize)length;
    if (!kam_db_check_text(value, n, NULL))
        remember(bulk, "text that is not UTF-8 or holds a NUL byte");
    put_value(bulk, KAM_COLUMN_TEXT, &(KamValue) { .kind = KAM_VALUE_TEXT, .data = value, .length = n });
}

void
kam_bulk_put_blob(KamBulk *bulk, const void *data, gsize length)
{
    put_value(bulk, KAM_COLUMN_BLOB, &(KamValue) { .kind = KAM_VALUE_BLOB, .data = data, .length = length });
}

void
kam_bulk_put_null(KamBulk *bulk)
{
    put_value(bulk, KAM_COLUMN_INT64, &(KamValue) { .kind = KAM_VALUE_NULL });
}

static gboolean
may_go_on(KamBulk *bulk, GError **error)
{
    if (bulk->error != NULL) {
        g_propagate_error(error, g_error_copy(bulk->error));
        return kam_db_note_failure(bulk->db);
    }
    return kam_db_may_call(bulk->db, error);
}

gboolean
kam_bulk_end_row(KamBulk *bulk, GError **error)
{
    if (G_UNLIKELY(bulk->next < bulk->n_columns))
        remember(bulk, "no value");
    bulk->next = 0;
    if (!may_go_on(bulk, error))
        return FALSE;
    return bulk->db->driver->bulk_end_row(bulk, error) || kam_db_note_failure(bulk->db);
}

gboolean
kam_bulk_finish(KamBulk *bulk, GError **error)
{
    KamDb *db = bulk->db;

    g_assert(bulk->next == 0 && bulk->tx != NULL);
    if (!may_go_on(bulk, error))
        return FALSE;
    if (!db->driver->bulk_finish(bulk, error))
        return kam_db_note_failure(db);
    db->bulk = NULL;
    if (!kam_tx_commit(bulk->tx, error)) {
        db->bulk = bulk;
        return FALSE;
    }
    g_clear_pointer(&bulk->tx, kam_tx_end);
    return TRUE;
}

void
kam_bulk_free(KamBulk *bulk)
{
    KamDb *db;
    KamTx *tx;

    if (bulk == NULL)
        return;
    db = bulk->db;
    tx = bulk->tx;
    if (db->bulk == bulk)
        db->bulk = NULL;
    free_common(bulk);
    db->driver->bulk_free(bulk); /* first, for COPY must be left before anything can be rolled back */
    kam_tx_end(tx);
}
