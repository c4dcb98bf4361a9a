/* Recovery codes: for the day that the telephone is lost. */
#include <string.h>

#include "service/people/secret.h"
#include "service/people/totp.h"
#include "store/statements.h"

#define N_CODES 10
#define CODE_BYTES 15 /* 120 bits: nobody finds one from its hash */
#define GROUP 4

static gboolean
insert_code(KamDb *db, gint64 user_id, const char *code, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("recovery_insert"), error);
    char hash[KAM_SECRET_HASH_SIZE];

    if (stmt == NULL)
        return FALSE;
    kam_secret_hash(code, hash);
    kam_stmt_bind_int(stmt, 1, kam_secret_new_id(now_ms));
    kam_stmt_bind_int(stmt, 2, user_id);
    kam_stmt_bind_text(stmt, 3, hash);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static char *
in_groups(const char *code)
{
    GString *out = g_string_new(NULL);

    for (gsize i = 0; code[i] != '\0'; i++) {
        if (i > 0 && i % GROUP == 0)
            g_string_append_c(out, '-');
        g_string_append_c(out, code[i]);
    }
    return g_string_free(out, FALSE);
}

GStrv
kam_recovery_make(KamDb *db, gint64 user_id, gint64 now_ms, GError **error)
{
    g_auto(GStrv) codes = g_new0(char *, N_CODES + 1);

    if (!kam_db_run(db, kam_sql("recovery_delete"), &user_id, 1, error))
        return NULL;
    for (guint i = 0; i < N_CODES; i++) {
        g_autofree char *code = kam_secret_new(CODE_BYTES);

        if (!insert_code(db, user_id, code, now_ms, error))
            return NULL;
        codes[i] = in_groups(code);
    }
    return g_steal_pointer(&codes);
}

/* As it was made: small letters and figures only. */
static char *
plain_code(const char *code)
{
    GString *out = g_string_new(NULL);

    for (const char *at = code; *at != '\0'; at++)
        if (g_ascii_isalnum(*at))
            g_string_append_c(out, g_ascii_tolower(*at));
    return g_string_free(out, FALSE);
}

gboolean
kam_recovery_take(KamDb *db, gint64 user_id, const char *code, gint64 now_ms, gboolean *right, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("recovery_take"), error);
    g_autofree char *plain = plain_code(code);
    char hash[KAM_SECRET_HASH_SIZE];

    if (stmt == NULL)
        return FALSE;
    kam_secret_hash(plain, hash);
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_text(stmt, 2, hash);
    kam_stmt_bind_int(stmt, 3, now_ms);
    if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
        return FALSE;
    *right = kam_db_get_changes(db) > 0;
    return TRUE;
}

gboolean
kam_recovery_count(KamDb *db, gint64 user_id, gint64 *left, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("recovery_count"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *left = kam_stmt_get_int(stmt, 0);
    return TRUE;
}
