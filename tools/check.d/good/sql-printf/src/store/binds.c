/* A store that binds. */
static gboolean
rename_account(KamDb *db, const char *name, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, "UPDATE account SET name = $1", error);
    g_autofree char *shown = g_strdup_printf("account '%s'", name);

    return stmt != NULL && shown != NULL;
}
