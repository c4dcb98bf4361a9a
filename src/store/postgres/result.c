/* Reading the columns of a PostgreSQL row in the binary format, by the type that the server names. */
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
    TYPE_FLOAT8 = 701,
    TYPE_VARCHAR = 1043,
};

static KamValueKind
kind_of_type(Oid type)
{
    switch (type) {
    case TYPE_BOOL:
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
        return KAM_VALUE_INT;
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
    return kind_of_type(type) != KAM_VALUE_NULL;
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

gint64
kam_postgres_get_int(KamStmt *stmt, int column)
{
    const char *bytes = bytes_of(stmt, column);
    gint64 value = (signed char)bytes[0]; /* the sign, for a number of any width */

    for (gsize i = 1; i < length_of(stmt, column); i++)
        value = (gint64)((guint64)value << 8 | (guint8)bytes[i]);
    return value;
}

double
kam_postgres_get_double(KamStmt *stmt, int column)
{
    guint64 bits;
    double number;

    memcpy(&bits, bytes_of(stmt, column), sizeof(bits));
    bits = GUINT64_FROM_BE(bits);
    memcpy(&number, &bits, sizeof(number));
    return number;
}

const char *
kam_postgres_get_bytes(KamStmt *stmt, int column, gsize *length)
{
    if (length != NULL)
        *length = length_of(stmt, column);
    return bytes_of(stmt, column); /* libpq ends every value with a NUL */
}
