/* Reading the columns of a row, for every driver: a value asked for as another type is converted here, so that both
 * databases convert alike. */
#include <string.h>

#include "store/driver.h"

int
kam_stmt_get_n_columns(const KamStmt *stmt)
{
    return stmt->n_columns;
}

const char *
kam_stmt_get_column_name(const KamStmt *stmt, int column)
{
    g_return_val_if_fail(column >= 0 && column < stmt->n_columns, NULL);
    return stmt->db->driver->get_column_name(stmt, column);
}

KamValueKind
kam_stmt_get_kind(KamStmt *stmt, int column)
{
    g_return_val_if_fail(column >= 0 && column < stmt->n_columns, KAM_VALUE_NULL);
    return stmt->db->driver->get_kind(stmt, column);
}

gboolean
kam_stmt_is_null(KamStmt *stmt, int column)
{
    return kam_stmt_get_kind(stmt, column) == KAM_VALUE_NULL;
}

gint64
kam_stmt_get_int(KamStmt *stmt, int column)
{
    const KamDriver *driver = stmt->db->driver;

    switch (kam_stmt_get_kind(stmt, column)) {
    case KAM_VALUE_INT:
        return driver->get_int(stmt, column);
    case KAM_VALUE_DOUBLE:
        return (gint64)CLAMP(driver->get_double(stmt, column), -9.2e18, 9.2e18);
    case KAM_VALUE_TEXT:
        return g_ascii_strtoll(driver->get_bytes(stmt, column, NULL), NULL, 10);
    case KAM_VALUE_NULL:
    case KAM_VALUE_BLOB:
        return 0;
    }
    return 0;
}

gboolean
kam_stmt_take_int(KamStmt *stmt, int column, gint64 *value)
{
    switch (kam_stmt_get_kind(stmt, column)) {
    case KAM_VALUE_NULL:
        return FALSE;
    case KAM_VALUE_INT:
        *value = stmt->db->driver->get_int(stmt, column);
        return TRUE;
    case KAM_VALUE_DOUBLE:
    case KAM_VALUE_TEXT:
    case KAM_VALUE_BLOB:
        *value = kam_stmt_get_int(stmt, column);
        return TRUE;
    }
    return FALSE;
}

double
kam_stmt_get_double(KamStmt *stmt, int column)
{
    const KamDriver *driver = stmt->db->driver;

    switch (kam_stmt_get_kind(stmt, column)) {
    case KAM_VALUE_INT:
        return (double)driver->get_int(stmt, column);
    case KAM_VALUE_DOUBLE:
        return driver->get_double(stmt, column);
    case KAM_VALUE_TEXT:
        return g_ascii_strtod(driver->get_bytes(stmt, column, NULL), NULL);
    case KAM_VALUE_NULL:
    case KAM_VALUE_BLOB:
        return 0;
    }
    return 0;
}

/* A number asked for as text lives with the statement, one text a column, until it is asked for again. */
static const char *
keep_text(KamStmt *stmt, int column, char *text)
{
    if (stmt->texts == NULL) {
        stmt->texts = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_set_size(stmt->texts, stmt->n_columns);
    }
    g_free(stmt->texts->pdata[column]);
    stmt->texts->pdata[column] = text;
    return text;
}

const char *
kam_stmt_get_text(KamStmt *stmt, int column)
{
    const KamDriver *driver = stmt->db->driver;
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    switch (kam_stmt_get_kind(stmt, column)) {
    case KAM_VALUE_INT:
        return keep_text(stmt, column, g_strdup_printf("%" G_GINT64_FORMAT, driver->get_int(stmt, column)));
    case KAM_VALUE_DOUBLE:
        return keep_text(stmt, column,
                         g_strdup(g_ascii_dtostr(buffer, sizeof(buffer), driver->get_double(stmt, column))));
    case KAM_VALUE_TEXT:
    case KAM_VALUE_BLOB:
        return driver->get_bytes(stmt, column, NULL);
    case KAM_VALUE_NULL:
        return NULL;
    }
    return NULL;
}

const void *
kam_stmt_get_blob(KamStmt *stmt, int column, gsize *length)
{
    KamValueKind kind = kam_stmt_get_kind(stmt, column);
    gsize n = 0;
    const void *data = NULL;

    if (kind == KAM_VALUE_TEXT || kind == KAM_VALUE_BLOB)
        data = stmt->db->driver->get_bytes(stmt, column, &n);
    if (length != NULL)
        *length = n;
    return data;
}
