/* Numbered migrations: what the program knows against what the database holds, each applied in a transaction of its own
 * under the schema's lock. */
#include "store/migrate.h"

#include <string.h>

#include "store/driver.h"
#include "store/texts.h"

static const char create_table_sql[] = "CREATE TABLE schema_migration (\n"
                                       "  number INTEGER PRIMARY KEY,        -- 1 for sql/migrations/0001_...\n"
                                       "  name TEXT NOT NULL,                -- the rest of the file's name\n"
                                       "  applied_at BIGINT NOT NULL,\n"
                                       "  sha256 TEXT NOT NULL               -- of its text without comments\n"
                                       ")";

int
kam_migrate_get_newest(void)
{
    return kam_migration_texts[kam_n_migration_texts - 1].number;
}

/* A list of {token, text}: what a migration may not say in the same words on both databases. */
char *
kam_migrate_expand(const KamDb *db, const char *text)
{
    GString *out = g_string_new(text);

    g_string_replace(out, "{ID}", db->driver->token_id, 0);
    g_string_replace(out, "{NOROWID}", db->driver->token_norowid, 0);
    g_string_replace(out, "{BLOB}", db->driver->token_blob, 0);
    g_string_replace(out, "{KEY}", db->driver->token_key, 0);
    return g_string_free(out, FALSE);
}

static gboolean
has_table(KamDb *db, gboolean *exists, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, db->driver->has_table, error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, "schema_migration");
    step = kam_stmt_step(stmt, error);
    *exists = step == KAM_STEP_ROW;
    return step != KAM_STEP_FAILED;
}

static const KamMigrationText *
find_text(gint64 number)
{
    for (guint i = 0; i < kam_n_migration_texts; i++)
        if (kam_migration_texts[i].number == number)
            return &kam_migration_texts[i];
    return NULL;
}

static gboolean
check_row(KamStmt *stmt, GError **error)
{
    const KamMigrationText *known = find_text(kam_stmt_get_int(stmt, 0));

    if (known == NULL || g_strcmp0(kam_stmt_get_text(stmt, 1), known->sha256) == 0)
        return TRUE;
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_CORRUPT,
        "migration %d '%s' was changed after it was applied: run the program that made this database, or restore "
        "the migration's text and write a new one",
        known->number, known->name);
    return FALSE;
}

int
kam_migrate_get_current(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    gboolean exists = FALSE;
    int current = 0;
    KamStep step;

    if (!has_table(db, &exists, error))
        return -1;
    if (!exists)
        return 0;
    stmt = kam_stmt_new(db, "SELECT number, sha256 FROM schema_migration ORDER BY number", error);
    if (stmt == NULL)
        return -1;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        if (!check_row(stmt, error))
            return -1;
        current = (int)kam_stmt_get_int(stmt, 0);
    }
    return step == KAM_STEP_DONE ? current : -1;
}

static gboolean
record(KamDb *db, const KamMigrationText *text, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(
        db, "INSERT INTO schema_migration (number, name, applied_at, sha256) VALUES ($1, $2, $3, $4)", error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, text->number);
    kam_stmt_bind_text(stmt, 2, text->name);
    kam_stmt_bind_int(stmt, 3, g_get_real_time() / 1000);
    kam_stmt_bind_text(stmt, 4, text->sha256);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

/* Another program may have applied it while this one waited for the lock: then there is nothing to do. */
static gboolean
apply(KamDb *db, const KamMigrationText *text, int *applied, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    g_autofree char *sql = NULL;
    int current;

    if (tx == NULL || !db->driver->lock_schema(db, error))
        return FALSE;
    current = kam_migrate_get_current(db, error);
    if (current < 0)
        return FALSE;
    if (current >= text->number)
        return kam_tx_commit(tx, error);
    sql = kam_migrate_expand(db, text->sql);
    if ((current == 0 && !kam_db_exec(db, create_table_sql, error)) || !kam_db_exec(db, sql, error)) {
        g_prefix_error(error, "cannot apply migration %d '%s': ", text->number, text->name);
        return FALSE;
    }
    if (!record(db, text, error) || !kam_tx_commit(tx, error))
        return FALSE;
    (*applied)++;
    return TRUE;
}

static gboolean
refuse_newer(int current, GError **error)
{
    if (current <= kam_migrate_get_newest())
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "the database has schema %d and this program knows %d: use the newer program that made it", current,
                kam_migrate_get_newest());
    return FALSE;
}

/* The server that gave the turn knows the old schema and would go on with it. */
static gboolean
refuse_guest(KamDb *db, int current, GError **error)
{
    if (!db->is_guest || current == kam_migrate_get_newest())
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY,
                "a server keeps the database open: stop it, migrate, and start this version");
    return FALSE;
}

gboolean
kam_migrate_run(KamDb *db, int *applied, GError **error)
{
    int current = kam_migrate_get_current(db, error);
    int count = 0;

    if (current < 0 || !refuse_newer(current, error) || !refuse_guest(db, current, error))
        return FALSE;
    for (guint i = 0; i < kam_n_migration_texts; i++)
        if (kam_migration_texts[i].number > current && !apply(db, &kam_migration_texts[i], &count, error))
            return FALSE;
    if (applied != NULL)
        *applied = count;
    return TRUE;
}

gboolean
kam_migrate_require_current(KamDb *db, GError **error)
{
    int current = kam_migrate_get_current(db, error);

    if (current < 0 || !refuse_newer(current, error))
        return FALSE;
    if (current == kam_migrate_get_newest())
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "the database has schema %d and this program needs %d: run 'kamen migrate' after a backup", current,
                kam_migrate_get_newest());
    return FALSE;
}
