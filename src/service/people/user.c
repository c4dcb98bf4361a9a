/* People as those who sign in. */
#include "service/people/user.h"

#include <string.h>

#include "service/people/secret.h"
#include "store/statements.h"

void
kam_user_free(KamUser *user)
{
    if (user == NULL)
        return;
    g_free(user->email);
    g_free(user->name);
    g_free(user->password_hash);
    g_free(user);
}

static KamUser *
user_from_row(KamStmt *stmt)
{
    KamUser *user = g_new0(KamUser, 1);

    user->id = kam_stmt_get_int(stmt, 0);
    user->email = g_strdup(kam_stmt_get_text(stmt, 1));
    user->name = g_strdup(kam_stmt_get_text(stmt, 2));
    user->role = kam_role_from_name(kam_stmt_get_text(stmt, 3));
    user->disabled = kam_stmt_get_int(stmt, 4) != 0;
    user->password_hash = g_strdup(kam_stmt_get_text(stmt, 5));
    user->has_link = !kam_stmt_is_null(stmt, 6);
    return user;
}

static KamUser *
find_by_text(KamDb *db, const char *statement, const char *text, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_text(stmt, 1, text);
    return kam_stmt_step(stmt, error) == KAM_STEP_ROW ? user_from_row(stmt) : NULL;
}

KamUser *
kam_user_find(KamDb *db, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_by_id"), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    return kam_stmt_step(stmt, error) == KAM_STEP_ROW ? user_from_row(stmt) : NULL;
}

KamUser *
kam_user_find_by_email(KamDb *db, const char *email, GError **error)
{
    g_autofree char *folded = kam_user_fold_email(email);

    return find_by_text(db, "user_by_email", folded, error);
}

KamUser *
kam_user_find_by_link(KamDb *db, const char *secret, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_by_link"), error);
    char hash[KAM_SECRET_HASH_SIZE];
    g_autoptr(KamUser) user = NULL;

    if (stmt == NULL)
        return NULL;
    kam_secret_hash(secret, hash);
    kam_stmt_bind_text(stmt, 1, hash);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW || kam_stmt_get_int(stmt, 8) <= now_ms)
        return NULL;
    user = user_from_row(stmt);
    return kam_user_may_sign_in(user) ? g_steal_pointer(&user) : NULL;
}

KamUser *
kam_user_load(KamDb *db, gint64 id, GError **error)
{
    g_autoptr(GError) failed = NULL;
    KamUser *user = kam_user_find(db, id, &failed);

    if (failed != NULL)
        g_propagate_error(error, g_steal_pointer(&failed));
    else if (user == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no user '%" G_GINT64_FORMAT "'", id);
    return user;
}

KamUser *
kam_user_load_by_email(KamDb *db, const char *email, GError **error)
{
    g_autoptr(GError) failed = NULL;
    KamUser *user = kam_user_find_by_email(db, email, &failed);

    if (failed != NULL)
        g_propagate_error(error, g_steal_pointer(&failed));
    else if (user == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no user '%s'; 'kamen user list' shows them", email);
    return user;
}

GPtrArray *
kam_user_list(KamDb *db, GError **error)
{
    g_autoptr(GPtrArray) users = g_ptr_array_new_with_free_func((GDestroyNotify)kam_user_free);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_list"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        g_ptr_array_add(users, user_from_row(stmt));
    return step == KAM_STEP_DONE ? g_steal_pointer(&users) : NULL;
}

gboolean
kam_user_may_sign_in(const KamUser *user)
{
    return !user->disabled && user->role != KAM_ROLE_NONE && user->email != NULL;
}

gboolean
kam_user_check_email(const char *email, GError **error)
{
    const char *at = strchr(email, '@');

    if (at != NULL && at != email && at[1] != '\0' && strchr(at + 1, '@') == NULL && strlen(email) <= 254 &&
        strpbrk(email, " \t\r\n<>,;\"") == NULL && g_utf8_validate(email, -1, NULL))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' is no e-mail address", email);
    return FALSE;
}

char *
kam_user_fold_email(const char *email)
{
    g_autofree char *valid = g_utf8_make_valid(email, -1);

    return g_utf8_strdown(valid, -1);
}

GArray *
kam_user_list_sign_ins(KamDb *db, gint64 now_ms, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KamUserSignIn));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_sign_in_list"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, now_ms);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamUserSignIn row = { .user_id = kam_stmt_get_int(stmt, 0),
                              .has_password = kam_stmt_get_int(stmt, 1) != 0,
                              .has_second_factor = kam_stmt_get_int(stmt, 2) != 0,
                              .n_sessions = kam_stmt_get_int(stmt, 3),
                              .n_tokens = kam_stmt_get_int(stmt, 4),
                              .last_at = kam_stmt_get_int(stmt, 5),
                              .link_until = kam_stmt_get_int(stmt, 6) };
        g_array_append_val(rows, row);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}
