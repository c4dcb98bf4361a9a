/* Rows of import_profile. */
#include "service/import/profiles.h"

#include <string.h>

#include "service/import/profile_body.h"
#include "store/statements.h"

void
kam_import_profile_clear(KamImportProfile *profile)
{
    g_clear_pointer(&profile->name, g_free);
    g_clear_pointer(&profile->kind, g_free);
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
                                     .kind = kam_import_profile_dup_kind(kam_stmt_get_text(stmt, 1)),
                                     .body = g_strdup(kam_stmt_get_text(stmt, 1)),
                                     .updated_at = kam_stmt_get_int(stmt, 2) };

        g_array_append_val(profiles, profile);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&profiles) : NULL;
}

/* The body of a name, whatever its kind. FALSE when that failed; *body is NULL when there is none. */
static gboolean
find_body(KamDb *db, const char *name, char **body, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("profile_get"), error);
    KamStep step;

    *body = NULL;
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, name);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        *body = g_strdup(kam_stmt_get_text(stmt, 0));
    return step != KAM_STEP_FAILED;
}

/* --- by name --- */

static char *
list_names(KamDb *db, const char *kind)
{
    g_autoptr(GArray) profiles = kam_import_profile_list(db, NULL);
    GString *names = g_string_new(NULL);

    for (guint i = 0; profiles != NULL && i < profiles->len; i++) {
        const KamImportProfile *profile = &g_array_index(profiles, KamImportProfile, i);

        if (strcmp(profile->kind, kind) == 0)
            g_string_append_printf(names, "%s'%s'", names->len == 0 ? "" : ", ", profile->name);
    }
    return g_string_free(names, FALSE);
}

static gboolean
check_kind(const char *name, const char *body, const char *kind, GError **error)
{
    g_autofree char *own = kam_import_profile_dup_kind(body);

    if (strcmp(own, kind) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the profile '%s' is for files of %s, not of %s", name, own, kind);
    return FALSE;
}

char *
kam_import_profile_load_body(KamDb *db, const char *name, const char *kind, GError **error)
{
    g_autofree char *body = NULL;
    g_autofree char *names = NULL;

    if (!find_body(db, name, &body, error))
        return NULL;
    if (body != NULL)
        return check_kind(name, body, kind, error) ? g_steal_pointer(&body) : NULL;
    names = list_names(db, kind);
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no profile '%s'; for %s there is %s", name, kind,
                names[0] == '\0' ? "none yet: --save-profile NAME makes one" : names);
    return NULL;
}

/* --- changing --- */

/* Replacing a profile by one for other files is hardly ever meant. */
static gboolean
check_free(KamDb *db, const KamImportProfile *profile, GError **error)
{
    g_autofree char *body = NULL;
    g_autofree char *kind = NULL;

    if (!find_body(db, profile->name, &body, error))
        return FALSE;
    kind = body == NULL ? NULL : kam_import_profile_dup_kind(body);
    if (kind == NULL || strcmp(kind, profile->kind) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "there is a profile '%s' for files of %s already: take another name", profile->name, kind);
    return FALSE;
}

gboolean
kam_import_profile_save(KamDb *db, const KamImportProfile *profile, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (!check_free(db, profile, error) || (stmt = kam_stmt_new(db, kam_sql("profile_save"), error)) == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, profile->name);
    kam_stmt_bind_text(stmt, 2, profile->body);
    kam_stmt_bind_int(stmt, 3, profile->updated_at);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static gboolean
require(KamDb *db, const char *name, GError **error)
{
    g_autofree char *body = NULL;

    if (!find_body(db, name, &body, error))
        return FALSE;
    if (body == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no profile '%s'", name);
    return body != NULL;
}

static gboolean
check_new_name(KamDb *db, const char *name, const char *to, GError **error)
{
    g_autofree char *body = NULL;

    if (strcmp(name, to) == 0)
        return TRUE;
    if (!find_body(db, to, &body, error))
        return FALSE;
    if (body != NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "there is a profile '%s' already: take another name", to);
    return body == NULL;
}

gboolean
kam_import_profile_rename(KamDb *db, const char *name, const char *to, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (!require(db, name, error) || !check_new_name(db, name, to, error) ||
        (stmt = kam_stmt_new(db, kam_sql("profile_rename"), error)) == NULL)
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
