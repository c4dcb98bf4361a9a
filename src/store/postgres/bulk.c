/* Loads on PostgreSQL: COPY in its binary format. A load that outgrows one buffer into an empty table is made without
 * key and indexes, which are built once at the end: that takes less time than keeping them row by row. */
#include <string.h>

#include "store/postgres/postgres.h"

#define BUFFER_BYTES (256 * 1024)
#define MAX_FIELD_BYTES 12 /* of a number: its length in four bytes and eight of its own */

typedef struct {
    KamBulk base;
    char *table;       /* quoted */
    char *restore_sql; /* makes key and indexes again; NULL while the table has them */
    GByteArray *buffer;
    gboolean is_copying;
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

static char *
make_copy_sql(KamPostgresBulk *bulk)
{
    GString *sql = g_string_new("COPY ");

    g_string_append_printf(sql, "%s (", bulk->table);
    for (guint i = 0; i < bulk->base.n_columns; i++) {
        g_autofree char *column = kam_postgres_quote(connection(bulk), bulk->base.names[i]);

        g_string_append_printf(sql, "%s%s", i == 0 ? "" : ", ", column);
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
    return bulk->is_copying;
}

static gboolean
send_buffer(KamPostgresBulk *bulk, GError **error)
{
    KamPostgres *db = connection(bulk);

    if (PQputCopyData(db->conn, (const char *)bulk->buffer->data, (int)bulk->buffer->len) != 1)
        return kam_postgres_fail(db, NULL, "cannot load rows", error);
    g_byte_array_set_size(bulk->buffer, 0);
    return TRUE;
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
    put_number(bulk, bulk->base.n_columns, 2);
    make_room(bulk);
}

KamBulk *
kam_postgres_bulk_new(KamDb *base, const char *table, G_GNUC_UNUSED const KamBulkColumn *columns,
                      G_GNUC_UNUSED guint n_columns, G_GNUC_UNUSED GError **error)
{
    static const guint8 header[19] = { 'P', 'G', 'C', 'O', 'P', 'Y', '\n', 0xff, '\r', '\n', 0 };
    KamPostgresBulk *bulk = g_new0(KamPostgresBulk, 1);

    bulk->table = kam_postgres_quote((KamPostgres *)base, table);
    bulk->buffer = g_byte_array_sized_new(BUFFER_BYTES + 4096);
    put_bytes(bulk, header, sizeof(header));
    return &bulk->base;
}

void
kam_postgres_bulk_put_int(KamBulk *base, guint column, gint64 value)
{
    KamColumnType type = base->types[column];

    if (column == 0)
        begin_row(own(base));
    put_field(own(base), (guint64)value, type == KAM_COLUMN_INT16 ? 2 : type == KAM_COLUMN_INT32 ? 4 : 8);
}

void
kam_postgres_bulk_put(KamBulk *base, guint column, const KamValue *value)
{
    KamPostgresBulk *bulk = own(base);
    guint64 bits;

    if (column == 0)
        begin_row(bulk);
    switch (value->kind) {
    case KAM_VALUE_NULL:
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
    if (!bulk->is_copying && (!drop_indexes_of_empty_table(bulk, error) || !begin_copy(bulk, error)))
        return FALSE;
    return send_buffer(bulk, error);
}

gboolean
kam_postgres_bulk_finish(KamBulk *base, GError **error)
{
    KamPostgresBulk *bulk = own(base);

    put_number(bulk, G_MAXUINT16, 2); /* the end, in COPY's words */
    if ((!bulk->is_copying && !begin_copy(bulk, error)) || !send_buffer(bulk, error) || !end_copy(bulk, NULL, error))
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
    g_free(bulk->table);
    g_free(bulk->restore_sql);
    g_free(bulk);
}
