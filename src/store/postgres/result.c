/* Reading the columns of a PostgreSQL row in the binary format, by the type that the server names. */
#include <stdio.h>
#include <string.h>

#include "store/postgres/postgres.h"

/* Numbers of types in the server's catalogue, which never change. */
enum {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_NAME = 19,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_OID = 26,
    TYPE_FLOAT4 = 700,
    TYPE_FLOAT8 = 701,
    TYPE_VARCHAR = 1043,
    TYPE_VOID = 2278,
};

static KamValueKind
kind_of_type(Oid type)
{
    switch (type) {
    case TYPE_BOOL:
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_OID:
        return KAM_VALUE_INT;
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return KAM_VALUE_DOUBLE;
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_NAME:
        return KAM_VALUE_TEXT;
    case TYPE_BYTEA:
        return KAM_VALUE_BLOB;
    default:
        return KAM_VALUE_NULL;
    }
}

gboolean
kam_postgres_knows_type(Oid type)
{
    return type == TYPE_VOID || kind_of_type(type) != KAM_VALUE_NULL;
}

static const KamPostgresStmt *
own(const KamStmt *stmt)
{
    return (const KamPostgresStmt *)stmt;
}

static const char *
bytes_of(KamStmt *stmt, int column)
{
    return PQgetvalue(own(stmt)->row, 0, column);
}

static gsize
length_of(KamStmt *stmt, int column)
{
    return (gsize)PQgetlength(own(stmt)->row, 0, column);
}

const char *
kam_postgres_get_column_name(const KamStmt *stmt, int column)
{
    return PQfname(own(stmt)->description, column);
}

KamValueKind
kam_postgres_get_kind(KamStmt *stmt, int column)
{
    if (own(stmt)->row == NULL || PQgetisnull(own(stmt)->row, 0, column))
        return KAM_VALUE_NULL;
    return kind_of_type(PQftype(own(stmt)->description, column));
}

static gint64
read_int(const char *bytes, gsize length)
{
    guint16 two;
    guint32 four;
    guint64 eight;

    switch (length) {
    case 1:
        return bytes[0] != 0;
    case 2:
        memcpy(&two, bytes, 2);
        return (gint16)GUINT16_FROM_BE(two);
    case 4:
        memcpy(&four, bytes, 4);
        return (gint32)GUINT32_FROM_BE(four);
    default:
        memcpy(&eight, bytes, 8);
        return (gint64)GUINT64_FROM_BE(eight);
    }
}

static double
read_double(const char *bytes, gsize length)
{
    guint32 four;
    guint64 eight;
    float single;
    double number;

    if (length == 4) {
        memcpy(&four, bytes, 4);
        four = GUINT32_FROM_BE(four);
        memcpy(&single, &four, 4);
        return (double)single;
    }
    memcpy(&eight, bytes, 8);
    eight = GUINT64_FROM_BE(eight);
    memcpy(&number, &eight, 8);
    return number;
}

gint64
kam_postgres_get_int(KamStmt *stmt, int column)
{
    switch (kam_postgres_get_kind(stmt, column)) {
    case KAM_VALUE_INT:
        return read_int(bytes_of(stmt, column), length_of(stmt, column));
    case KAM_VALUE_DOUBLE:
        return (gint64)read_double(bytes_of(stmt, column), length_of(stmt, column));
    case KAM_VALUE_TEXT:
        return g_ascii_strtoll(bytes_of(stmt, column), NULL, 10);
    case KAM_VALUE_NULL:
    case KAM_VALUE_BLOB:
        return 0;
    }
    return 0;
}

double
kam_postgres_get_double(KamStmt *stmt, int column)
{
    switch (kam_postgres_get_kind(stmt, column)) {
    case KAM_VALUE_INT:
        return (double)read_int(bytes_of(stmt, column), length_of(stmt, column));
    case KAM_VALUE_DOUBLE:
        return read_double(bytes_of(stmt, column), length_of(stmt, column));
    case KAM_VALUE_TEXT:
        return g_ascii_strtod(bytes_of(stmt, column), NULL);
    case KAM_VALUE_NULL:
    case KAM_VALUE_BLOB:
        return 0;
    }
    return 0;
}

/* A number asked for as text lives in a buffer of the statement, as long as the row. */
static GString *
text_buffer(KamStmt *stmt, int column)
{
    GString **text = &((KamPostgresStmt *)stmt)->texts[column];

    if (*text == NULL)
        *text = g_string_new(NULL);
    return *text;
}

const char *
kam_postgres_get_text(KamStmt *stmt, int column)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    GString *text;

    switch (kam_postgres_get_kind(stmt, column)) {
    case KAM_VALUE_NULL:
        return NULL;
    case KAM_VALUE_INT:
        text = text_buffer(stmt, column);
        g_string_printf(text, "%" G_GINT64_FORMAT, kam_postgres_get_int(stmt, column));
        return text->str;
    case KAM_VALUE_DOUBLE:
        text = text_buffer(stmt, column);
        g_string_assign(text, g_ascii_dtostr(buffer, sizeof(buffer), kam_postgres_get_double(stmt, column)));
        return text->str;
    case KAM_VALUE_TEXT:
    case KAM_VALUE_BLOB:
        return bytes_of(stmt, column); /* libpq ends every value with a NUL */
    }
    return NULL;
}

const void *
kam_postgres_get_blob(KamStmt *stmt, int column, gsize *length)
{
    KamValueKind kind = kam_postgres_get_kind(stmt, column);

    if (length != NULL)
        *length = kind == KAM_VALUE_NULL ? 0 : length_of(stmt, column);
    return kind == KAM_VALUE_NULL ? NULL : bytes_of(stmt, column);
}
