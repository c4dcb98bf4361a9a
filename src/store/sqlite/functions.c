/* Functions that PostgreSQL has and SQLite lacks, for the words of queries that drivers spell differently. */
#include "store/sqlite/sqlite.h"

/* Longer texts are rare where this is asked for row by row. */
#define MAX_SHORT 255

/* ASCII needs no tables and no memory; FALSE when the text is not that. */
static gboolean
lower_ascii(const char *text, gsize length, char out[MAX_SHORT])
{
    guint8 all = 0;

    if (length > MAX_SHORT)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        char letter = text[i];

        all |= (guint8)letter;
        out[i] = letter >= 'A' && letter <= 'Z' ? (char)(letter | 0x20) : letter;
    }
    return all < 0x80;
}

/* lower() of SQLite knows ASCII only. */
static void
lower_text(sqlite3_context *context, G_GNUC_UNUSED int n, sqlite3_value **arguments)
{
    const char *text = (const char *)sqlite3_value_text(arguments[0]);
    int length = sqlite3_value_bytes(arguments[0]);
    char few[MAX_SHORT];
    char *lower;

    if (text == NULL)
        return; /* NULL stays NULL */
    if (lower_ascii(text, (gsize)length, few)) {
        sqlite3_result_text(context, few, length, SQLITE_TRANSIENT);
        return;
    }
    lower = g_utf8_strdown(text, length);
    sqlite3_result_text(context, lower, -1, g_free);
}

gboolean
kam_sqlite_add_functions(KamSqlite *db, GError **error)
{
    int rc = sqlite3_create_function_v2(db->handle, "kam_lower", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                        lower_text, NULL, NULL, NULL);

    return rc == SQLITE_OK || kam_sqlite_fail(db, rc, "cannot open the database", error);
}
