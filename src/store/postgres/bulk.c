/* Loads on PostgreSQL: COPY in its binary format, of the columns that hold anything. A load that outgrows its first
 * buffer into an empty table is made without key and indexes, which are built once at the end: that takes less time
 * than keeping them row by row. */
#include <string.h>

#include "store/postgres/postgres.h"

#define BUFFER_BYTES (256 * 1024)
#define MAX_FIELD_BYTES 12 /* of a number: its length in four bytes and eight of its own */

typedef struct {
    KamBulk base;
    char *table;       /* quoted */
    char *restore_sql; /* makes key and indexes again; NULL while the table has them */
    GByteArray *buffer;
    gsize row_start;     /* in the buffer */
    gboolean *is_absent; /* by column: all NULL so far, and no part of the COPY */
    guint n_present;
    gboolean is_copying;
    gboolean is_large; /* outgrew a buffer */
} KamPostgresBulk;

static KamPostgresBulk *
own(KamBulk *bulk)
{
    return (KamPostgresBulk *)bulk;
}

static KamPostgres *
connection(KamPostgresBulk *bulk)
{
    return (KamPostgres *)bulk->base.db;
}

/* --- key and indexes --- */

/* What drops and what makes each index of an empty table, oldest first; not those that a foreign key leans on. */
#define INDEX_SQL                                                                                                       \
    "SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %%s', i.indexrelid::regclass)"                              \
    " ELSE format('ALTER TABLE %%s DROP CONSTRAINT %%I', i.indrelid::regclass, c.conname) END,"                         \
    " CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid) ELSE format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s'," \
    " i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) END"                                                \
    " FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid"               \
    " AND c.contype IN ('p', 'u', 'x') WHERE i.indrelid = to_regclass(quote_ident($1)) AND NOT EXISTS"                  \
    " (SELECT 1 FROM pg_constraint f WHERE f.conindid = i.indexrelid AND f.contype = 'f')"                              \
    " AND NOT EXISTS (SELECT 1 FROM %s) ORDER BY i.indexrelid"

static gboolean
drop_indexes_of_empty_table(KamPostgresBulk *bulk, GError **error)
{
    const char *name = bulk->base.table;
    g_autofree char *sql = g_strdup_printf(INDEX_SQL, bulk->table);
    g_autoptr(GString) drop_sql = g_string_new(NULL);
    /* The sort of an index should not go to disk; the setting ends with the transaction. */
    g_autoptr(GString) restore_sql = g_string_new("SET LOCAL maintenance_work_mem = '256MB'");
    PGresult *indexes = kam_postgres_query(connection(bulk), sql, &name, 1, error);

    if (indexes == NULL)
        return FALSE;
    for (int i = 0; i < PQntuples(indexes); i++) {
        g_string_append_printf(drop_sql, "%s;", PQgetvalue(indexes, i, 0));
        g_string_append_printf(restore_sql, ";%s", PQgetvalue(indexes, i, 1));
    }
    PQclear(indexes);
    if (drop_sql->len == 0)
        return TRUE;
    bulk->restore_sql = g_strdup(restore_sql->str);
    return kam_postgres_run(connection(bulk), drop_sql->str, "cannot drop the indexes before a load", error);
}

/* --- COPY --- */

static const guint8 copy_header[19] = { 'P', 'G', 'C', 'O', 'P', 'Y', '\n', 0xff, '\r', '\n', 0 };

static char *
make_copy_sql(KamPostgresBulk *bulk)
{
    GString *sql = g_string_new(NULL);
    const char *comma = "";

    g_string_append_printf(sql, "COPY %s (", bulk->table);
    for (guint i = 0; i < bulk->base.n_columns; i++) {
        g_autofree char *column = bulk->is_absent[i] ? NULL : kam_postgres_quote(connection(bulk), bulk->base.names[i]);

        if (column == NULL)
            continue;
        g_string_append_printf(sql, "%s%s", comma, column);
        comma = ", ";
    }
    g_string_append(sql, ") FROM STDIN (FORMAT binary)");
    return g_string_free(sql, FALSE);
}

static void
put_bytes(KamPostgresBulk *bulk, const void *data, gsize length)
{
    g_byte_array_append(bulk->buffer, data, (guint)length);
}

/* A number in the order of the network, `width` bytes of it. */
static void
put_number(KamPostgresBulk *bulk, guint64 value, gsize width)
{
    guint64 big = GUINT64_TO_BE(value);

    put_bytes(bulk, (const guint8 *)&big + sizeof(big) - width, width);
}

/* A field of fixed width: its length in four bytes and its value. A load has millions of them, so they are written
 * straight into the room that begin_row() has made. */
static inline void
put_field(KamPostgresBulk *bulk, guint64 value, guint32 width)
{
    guint32 big_width = GUINT32_TO_BE(width);
    guint64 big = GUINT64_TO_BE(value);
    guint8 *field = bulk->buffer->data + bulk->buffer->len;

    memcpy(field, &big_width, 4);
    memcpy(field + 4, (const guint8 *)&big + sizeof(big) - width, width);
    bulk->buffer->len += 4 + width;
}

static gboolean
send_bytes(KamPostgresBulk *bulk, const void *data, gsize length, GError **error)
{
    KamPostgres *db = connection(bulk);

    return PQputCopyData(db->conn, data, (int)length) == 1 || kam_postgres_fail(db, NULL, "cannot load rows", error);
}

static gboolean
begin_copy(KamPostgresBulk *bulk, GError **error)
{
    KamPostgres *db = connection(bulk);
    g_autofree char *sql = make_copy_sql(bulk);
    PGresult *result;

    kam_postgres_free_line(db);
    result = PQexec(db->conn, sql);
    bulk->is_copying = PQresultStatus(result) == PGRES_COPY_IN;
    if (!bulk->is_copying)
        kam_postgres_fail(db, result, "cannot start loading", error);
    PQclear(result);
    return bulk->is_copying && send_bytes(bulk, copy_header, sizeof(copy_header), error);
}

/* Ends the COPY, by taking the rows or, with a reason, by giving them up. */
static gboolean
end_copy(KamPostgresBulk *bulk, const char *reason, GError **error)
{
    KamPostgres *db = connection(bulk);
    gboolean ok = PQputCopyEnd(db->conn, reason) == 1;
    PGresult *result;

    bulk->is_copying = FALSE;
    if (!ok)
        kam_postgres_fail(db, NULL, "cannot load rows", error);
    while ((result = PQgetResult(db->conn)) != NULL) {
        if (ok && PQresultStatus(result) != PGRES_COMMAND_OK)
            ok = kam_postgres_fail(db, result, "cannot load rows", error);
        PQclear(result);
    }
    return ok;
}

/* Send the buffer's first bytes, which are whole rows; what follows them moves to the front. */
static gboolean
send_rows(KamPostgresBulk *bulk, gsize length, GError **error)
{
    if ((!bulk->is_copying && !begin_copy(bulk, error)) || !send_bytes(bulk, bulk->buffer->data, length, error))
        return FALSE;
    if (length > 0)
        g_byte_array_remove_range(bulk->buffer, 0, (guint)length);
    return TRUE;
}

static gboolean
finish_copy(KamPostgresBulk *bulk, GError **error)
{
    guint16 end = G_MAXUINT16; /* in COPY's words */

    return send_bytes(bulk, &end, sizeof(end), error) && end_copy(bulk, NULL, error);
}

/* --- rows --- */

/* Room for a row of numbers; longer values make it again behind them. */
static void
make_room(KamPostgresBulk *bulk)
{
    guint length = bulk->buffer->len;

    g_byte_array_set_size(bulk->buffer, length + 2 + bulk->base.n_columns * MAX_FIELD_BYTES);
    bulk->buffer->len = length;
}

static void
begin_row(KamPostgresBulk *bulk)
{
    bulk->row_start = bulk->buffer->len;
    put_number(bulk, bulk->n_present, 2);
    make_room(bulk);
}

/* Copy a row, the last one perhaps of its first fields only, with a NULL more in front of the field of that rank. Gives
 * its end. */
static gsize
copy_row_wider(KamPostgresBulk *bulk, const GByteArray *rows, gsize at, guint rank)
{
    put_number(bulk, bulk->n_present + 1, 2);
    at += 2;
    for (guint field = 0; field <= bulk->n_present && at < rows->len; field++) {
        guint32 length;
        if (field == rank)
            put_number(bulk, G_MAXUINT32, 4);
        if (field == bulk->n_present)
            break;
        memcpy(&length, rows->data + at, 4);
        length = GUINT32_FROM_BE(length) == G_MAXUINT32 ? 4 : GUINT32_FROM_BE(length) + 4;
        put_bytes(bulk, rows->data + at, length);
        at += length;
    }
    return at;
}

/* A column whose values were all NULL gets one that is not: rows on their way need a COPY of their own, and rows in the
 * buffer, the present one among them, another field. */
static gboolean
add_column(KamPostgresBulk *bulk, guint column, GError **error)
{
    g_autoptr(GByteArray) rows = NULL;
    guint rank = 0;

    if (bulk->is_copying && (!send_rows(bulk, bulk->row_start, error) || !finish_copy(bulk, error)))
        return FALSE;
    for (guint i = 0; i < column; i++)
        rank += bulk->is_absent[i] ? 0 : 1;
    rows = bulk->buffer;
    bulk->buffer = g_byte_array_sized_new(BUFFER_BYTES + 4096);
    bulk->row_start = 0;
    for (gsize at = 0; at < rows->len;) {
        bulk->row_start = bulk->buffer->len;
        at = copy_row_wider(bulk, rows, at, rank);
    }
    make_room(bulk);
    bulk->is_absent[column] = FALSE;
    bulk->n_present++;
    return TRUE;
}

/* Get ready for a value that is not NULL. */
static inline void
begin_field(KamPostgresBulk *bulk, guint column)
{
    if (column == 0)
        begin_row(bulk);
    if (G_UNLIKELY(bulk->is_absent[column]) && bulk->base.error == NULL)
        add_column(bulk, column, &bulk->base.error);
}

/* A COPY without any column cannot be said, and a column left out takes its default, which should be NULL. */
static gboolean
find_absent(KamPostgresBulk *bulk, const char *table, const KamBulkColumn *columns, guint n_columns, GError **error)
{
    static const char sql[] =
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(quote_ident($1)) AND atthasdef";
    PGresult *defaults = kam_postgres_query(connection(bulk), sql, &table, 1, error);

    if (defaults == NULL)
        return FALSE;
    bulk->is_absent = g_new(gboolean, n_columns);
    for (guint i = 0; i < n_columns; i++) {
        bulk->is_absent[i] = i > 0;
        for (int row = 0; row < PQntuples(defaults); row++)
            if (g_str_equal(PQgetvalue(defaults, row, 0), columns[i].name))
                bulk->is_absent[i] = FALSE;
        bulk->n_present += bulk->is_absent[i] ? 0 : 1;
    }
    PQclear(defaults);
    return TRUE;
}

KamBulk *
kam_postgres_bulk_new(KamDb *base, const char *table, const KamBulkColumn *columns, guint n_columns, GError **error)
{
    KamPostgresBulk *bulk = g_new0(KamPostgresBulk, 1);

    bulk->base.db = base;
    bulk->table = kam_postgres_quote((KamPostgres *)base, table);
    bulk->buffer = g_byte_array_sized_new(BUFFER_BYTES + 4096);
    if (find_absent(bulk, table, columns, n_columns, error))
        return &bulk->base;
    kam_postgres_bulk_free(&bulk->base);
    return NULL;
}

void
kam_postgres_bulk_put_int(KamBulk *base, guint column, gint64 value)
{
    KamColumnType type = base->types[column];

    begin_field(own(base), column);
    put_field(own(base), (guint64)value, type == KAM_COLUMN_INT16 ? 2 : type == KAM_COLUMN_INT32 ? 4 : 8);
}

void
kam_postgres_bulk_put(KamBulk *base, guint column, const KamValue *value)
{
    KamPostgresBulk *bulk = own(base);
    guint64 bits;

    if (value->kind != KAM_VALUE_NULL)
        begin_field(bulk, column);
    else if (column == 0)
        begin_row(bulk);
    switch (value->kind) {
    case KAM_VALUE_NULL:
        if (!bulk->is_absent[column])
            put_number(bulk, G_MAXUINT32, 4);
        break;
    case KAM_VALUE_INT: /* comes through kam_postgres_bulk_put_int() */
        g_assert_not_reached();
    case KAM_VALUE_DOUBLE:
        memcpy(&bits, &value->number, sizeof(bits));
        put_field(bulk, bits, 8);
        break;
    case KAM_VALUE_TEXT:
    case KAM_VALUE_BLOB:
        put_number(bulk, value->length, 4);
        put_bytes(bulk, value->data, value->length);
        make_room(bulk);
        break;
    }
}

gboolean
kam_postgres_bulk_end_row(KamBulk *base, GError **error)
{
    KamPostgresBulk *bulk = own(base);

    if (bulk->buffer->len < BUFFER_BYTES)
        return TRUE;
    if (!bulk->is_large && !drop_indexes_of_empty_table(bulk, error))
        return FALSE;
    bulk->is_large = TRUE;
    return send_rows(bulk, bulk->buffer->len, error);
}

gboolean
kam_postgres_bulk_finish(KamBulk *base, GError **error)
{
    KamPostgresBulk *bulk = own(base);

    if (!send_rows(bulk, bulk->buffer->len, error) || !finish_copy(bulk, error))
        return FALSE;
    return bulk->restore_sql == NULL ||
           kam_postgres_run(connection(bulk), bulk->restore_sql, "cannot load rows", error);
}

void
kam_postgres_bulk_free(KamBulk *base)
{
    KamPostgresBulk *bulk = own(base);

    if (bulk->is_copying)
        end_copy(bulk, "the load was given up", NULL);
    g_byte_array_unref(bulk->buffer);
    g_free(bulk->is_absent);
    g_free(bulk->table);
    g_free(bulk->restore_sql);
    g_free(bulk);
}
