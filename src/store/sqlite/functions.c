/* Functions that PostgreSQL has and SQLite lacks, for the words of queries that drivers spell differently. */
#include "store/sqlite/sqlite.h"

/* lower() of SQLite knows ASCII only. */
static void
lower_text(sqlite3_context *context, G_GNUC_UNUSED int n, sqlite3_value **arguments)
{
    const char *text = (const char *)sqlite3_value_text(arguments[0]);
    char *lower;

    if (text == NULL)
        return; /* NULL stays NULL */
    lower = g_utf8_strdown(text, sqlite3_value_bytes(arguments[0]));
    sqlite3_result_text(context, lower, -1, g_free);
}

gboolean
kam_sqlite_add_functions(KamSqlite *db, GError **error)
{
    int rc = sqlite3_create_function_v2(db->handle, "kam_lower", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                        lower_text, NULL, NULL, NULL);

    return rc == SQLITE_OK || kam_sqlite_fail(db, rc, "cannot open the database", error);
}
