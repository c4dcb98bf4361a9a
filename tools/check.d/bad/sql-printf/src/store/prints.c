/* A store that prints values into SQL. */
static char *
by_name(const char *name)
{
    return g_strdup_printf("SELECT id FROM account WHERE name = '%s'", name);
}

static void
append(GString *sql, gint64 id)
{
    g_string_append_printf(sql,
                           "DELETE FROM account "
                           "WHERE id = %" G_GINT64_FORMAT,
                           id);
}

static void
into_buffer(char out[64], int id)
{
    snprintf(out, 64, "UPDATE account SET id = %d", id);
}
