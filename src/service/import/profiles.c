/* Rows of import_profile. */
#include "service/import/profiles.h"

#include <string.h>

#include "store/statements.h"

void
kam_import_profile_clear(KamImportProfile *profile)
{
    g_clear_pointer(&profile->name, g_free);
    g_clear_pointer(&profile->body, g_free);
}

gboolean
kam_import_profile_check_name(const char *name, GError **error)
{
    if (*name != '\0' && strchr(name, '/') == NULL)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "a profile cannot be called '%s': it needs a name without '/'",
                name);
    return FALSE;
}

GArray *
kam_import_profile_list(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("profile_list"), error);
    g_autoptr(GArray) profiles = g_array_new(FALSE, FALSE, sizeof(KamImportProfile));
    KamStep step = KAM_STEP_FAILED;

    g_array_set_clear_func(profiles, (GDestroyNotify)kam_import_profile_clear);
    while (stmt != NULL && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamImportProfile profile = { .name = g_strdup(kam_stmt_get_text(stmt, 0)),
                                     .body = g_strdup(kam_stmt_get_text(stmt, 1)),
                                     .updated_at = kam_stmt_get_int(stmt, 2) };

        g_array_append_val(profiles, profile);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&profiles) : NULL;
}

char *
kam_import_profile_read(const char *path, const KamLineOptions *options, GError **error)
{
    g_autoptr(KamLineReader) reader = kam_line_reader_open(path, options, error);

    return reader == NULL ? NULL : kam_line_reader_to_profile(reader);
}

gboolean
kam_import_profile_save(KamDb *db, const KamImportProfile *profile, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("profile_save"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, profile->name);
    kam_stmt_bind_text(stmt, 2, profile->body);
    kam_stmt_bind_int(stmt, 3, profile->updated_at);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

/* -1: failed. */
static int
exists(KamDb *db, const char *name, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("profile_get"), error);
    KamStep step;

    if (stmt == NULL)
        return -1;
    kam_stmt_bind_text(stmt, 1, name);
    step = kam_stmt_step(stmt, error);
    return step == KAM_STEP_FAILED ? -1 : step == KAM_STEP_ROW;
}

static gboolean
require(KamDb *db, const char *name, GError **error)
{
    int is_there = exists(db, name, error);

    if (is_there == 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no profile '%s'", name);
    return is_there == 1;
}

gboolean
kam_import_profile_rename(KamDb *db, const char *name, const char *to, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    int is_taken;

    if (!require(db, name, error) || (is_taken = strcmp(name, to) == 0 ? 0 : exists(db, to, error)) < 0)
        return FALSE;
    if (is_taken) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "there is a profile '%s' already: take another name", to);
        return FALSE;
    }
    stmt = kam_stmt_new(db, kam_sql("profile_rename"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, name);
    kam_stmt_bind_text(stmt, 2, to);
    kam_stmt_bind_int(stmt, 3, now_ms);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_import_profile_delete(KamDb *db, const char *name, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (!require(db, name, error) || (stmt = kam_stmt_new(db, kam_sql("profile_delete"), error)) == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, name);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}
