/* Loads on PostgreSQL: COPY in its binary format. A load that outgrows one buffer into an empty table is made without
 * the primary key, which is built once at the end: that takes less time than keeping it row by row. */
#include <string.h>

#include "store/postgres/postgres.h"

#define BUFFER_BYTES (256 * 1024)

typedef struct {
    KamBulk base;
    char *copy_sql;
    char *restore_sql; /* puts the key back; NULL while the table has it */
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

/* --- the key --- */

/* Only a key that no other table points to can be dropped and made again. */
static const char key_sql[] = "SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c"
                              " WHERE c.conrelid = to_regclass(quote_ident($1)) AND c.contype = 'p' AND NOT EXISTS"
                              " (SELECT 1 FROM pg_constraint f WHERE f.confrelid = c.conrelid AND f.contype = 'f')";

static gboolean
is_empty(KamPostgres *db, const char *table, gboolean *empty, GError **error)
{
    g_autofree char *quoted = kam_postgres_quote(db, table);
    g_autofree char *sql = g_strconcat("SELECT 1 FROM ", quoted, " LIMIT 1", NULL);
    PGresult *result = kam_postgres_query(db, sql, NULL, 0, error);

    if (result == NULL)
        return FALSE;
    *empty = PQntuples(result) == 0;
    PQclear(result);
    return TRUE;
}

static gboolean
drop_key(KamPostgresBulk *bulk, PGresult *key, GError **error)
{
    KamPostgres *db = connection(bulk);
    g_autofree char *table = kam_postgres_quote(db, bulk->base.table);
    g_autofree char *name = kam_postgres_quote(db, PQgetvalue(key, 0, 0));
    g_autofree char *drop_sql = g_strdup_printf("ALTER TABLE %s DROP CONSTRAINT %s", table, name);

    /* The sort of the key's columns should not go to disk; the setting ends with the transaction. */
    bulk->restore_sql = g_strdup_printf("SET LOCAL maintenance_work_mem = '256MB'; ALTER TABLE %s ADD CONSTRAINT %s %s",
                                        table, name, PQgetvalue(key, 0, 1));
    return kam_postgres_run(db, drop_sql, "cannot drop the key before a load", error);
}

static gboolean
drop_key_of_empty_table(KamPostgresBulk *bulk, GError **error)
{
    KamPostgres *db = connection(bulk);
    const char *table = bulk->base.table;
    gboolean empty = FALSE;
    PGresult *key;
    gboolean ok;

    if (!is_empty(db, table, &empty, error))
        return FALSE;
    if (!empty)
        return TRUE;
    key = kam_postgres_query(db, key_sql, &table, 1, error);
    if (key == NULL)
        return FALSE;
    ok = PQntuples(key) != 1 || drop_key(bulk, key, error);
    PQclear(key);
    return ok;
}

/* --- COPY --- */

static char *
make_copy_sql(KamPostgres *db, const char *table, const KamBulkColumn *columns, guint n_columns)
{
    g_autofree char *quoted = kam_postgres_quote(db, table);
    GString *sql = g_string_new("COPY ");

    g_string_append_printf(sql, "%s (", quoted);
    for (guint i = 0; i < n_columns; i++) {
        g_autofree char *column = kam_postgres_quote(db, columns[i].name);

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

/* A field of fixed width: its length in four bytes and its value, in one go, since a load has millions of them. */
static void
put_field(KamPostgresBulk *bulk, guint64 value, guint32 width)
{
    guint32 big_width = GUINT32_TO_BE(width);
    guint64 big = GUINT64_TO_BE(value);
    guint8 field[12];

    memcpy(field, &big_width, 4);
    memcpy(field + 4, (const guint8 *)&big + sizeof(big) - width, width);
    put_bytes(bulk, field, 4 + width);
}

static void
begin_row(KamPostgresBulk *bulk)
{
    put_number(bulk, bulk->base.n_columns, 2);
}

static gboolean
begin_copy(KamPostgresBulk *bulk, GError **error)
{
    KamPostgres *db = connection(bulk);
    PGresult *result;
    gboolean ok;

    kam_postgres_free_line(db);
    result = PQexec(db->conn, bulk->copy_sql);
    ok = PQresultStatus(result) == PGRES_COPY_IN;
    if (!ok)
        kam_postgres_fail(db, result, "cannot start loading", error);
    PQclear(result);
    bulk->is_copying = ok;
    return ok;
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

KamBulk *
kam_postgres_bulk_new(KamDb *base, const char *table, const KamBulkColumn *columns, guint n_columns,
                      G_GNUC_UNUSED GError **error)
{
    static const guint8 header[19] = { 'P', 'G', 'C', 'O', 'P', 'Y', '\n', 0xff, '\r', '\n', 0 };
    KamPostgresBulk *bulk = g_new0(KamPostgresBulk, 1);

    bulk->copy_sql = make_copy_sql((KamPostgres *)base, table, columns, n_columns);
    bulk->buffer = g_byte_array_sized_new(BUFFER_BYTES + 4096);
    put_bytes(bulk, header, sizeof(header));
    return &bulk->base;
}

void
kam_postgres_bulk_put_int(KamBulk *base, guint column, gint64 value)
{
    KamPostgresBulk *bulk = own(base);
    KamColumnType type = base->types[column];

    if (column == 0)
        begin_row(bulk);
    put_field(bulk, (guint64)value, type == KAM_COLUMN_INT16 ? 2 : type == KAM_COLUMN_INT32 ? 4 : 8);
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
        break;
    }
}

gboolean
kam_postgres_bulk_end_row(KamBulk *base, GError **error)
{
    KamPostgresBulk *bulk = own(base);

    if (bulk->buffer->len < BUFFER_BYTES)
        return TRUE;
    if (!bulk->is_copying && (!drop_key_of_empty_table(bulk, error) || !begin_copy(bulk, error)))
        return FALSE;
    return send_buffer(bulk, error);
}

gboolean
kam_postgres_bulk_finish(KamBulk *base, GError **error)
{
    KamPostgresBulk *bulk = own(base);
    KamPostgres *db = connection(bulk);

    put_number(bulk, G_MAXUINT16, 2); /* the end, in COPY's words */
    if ((!bulk->is_copying && !begin_copy(bulk, error)) || !send_buffer(bulk, error) || !end_copy(bulk, NULL, error))
        return FALSE;
    if (bulk->restore_sql != NULL && !kam_postgres_run(db, bulk->restore_sql, "cannot load rows", error))
        return FALSE;
    return TRUE;
}

void
kam_postgres_bulk_free(KamBulk *base)
{
    KamPostgresBulk *bulk = own(base);

    if (bulk->is_copying)
        end_copy(bulk, "the load was given up", NULL);
    g_byte_array_unref(bulk->buffer);
    g_free(bulk->copy_sql);
    g_free(bulk->restore_sql);
    g_free(bulk);
}
