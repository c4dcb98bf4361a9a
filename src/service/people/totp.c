/* The second factor. */
#include "service/people/totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#include "service/people/secret.h"
#include "store/statements.h"

#define SECRET_SIZE 20
#define STEP_S 30
#define DIGITS 6
#define WINDOW 1

/* A row of user_totp with its secret opened. */
typedef struct {
    GBytes *secret; /* NULL: there is no row */
    gboolean is_confirmed;
} Factor;

static void
factor_clear(Factor *factor)
{
    g_clear_pointer(&factor->secret, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Factor, factor_clear)

gboolean
kam_totp_code_is_right(const guint8 *secret, gsize length, const char *code, gint64 now_ms, gint64 *step)
{
    int position = 0;

    if (strlen(code) != DIGITS || strspn(code, "0123456789") != DIGITS ||
        oath_totp_validate2((const char *)secret, length, now_ms / 1000, STEP_S, 0, WINDOW, &position, code) < 0)
        return FALSE;
    *step = now_ms / 1000 / STEP_S + position;
    return TRUE;
}

static gboolean
open_secret(KamStmt *stmt, const guint8 *key, gint64 user_id, GBytes **secret, GError **error)
{
    gsize length = 0;
    const guint8 *stored = kam_stmt_get_blob(stmt, 0, &length);

    if (kam_stmt_get_int(stmt, 1) == 0) {
        *secret = g_bytes_new(stored, length);
        return TRUE;
    }
    if (key == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                    "the second factor is sealed and the key file is not there: bring it back, or reset the factor");
        return FALSE;
    }
    *secret = kam_key_open(key, user_id, stored, length, error);
    return *secret != NULL;
}

static gboolean
load_factor(KamDb *db, const guint8 *key, gint64 user_id, Factor *factor, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("totp_by_user"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    step = kam_stmt_step(stmt, error);
    if (step != KAM_STEP_ROW)
        return step == KAM_STEP_DONE;
    factor->is_confirmed = !kam_stmt_is_null(stmt, 2);
    return open_secret(stmt, key, user_id, &factor->secret, error);
}

gboolean
kam_totp_is_on(KamDb *db, gint64 user_id, gboolean *on, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("totp_by_user"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    *on = step == KAM_STEP_ROW && !kam_stmt_is_null(stmt, 2);
    return TRUE;
}

static gboolean
put_secret(KamDb *db, const guint8 *key, gint64 user_id, const guint8 *secret, gint64 now_ms, GError **error)
{
    g_autoptr(GBytes) kept =
        key == NULL ? g_bytes_new(secret, SECRET_SIZE) : kam_key_seal(key, user_id, secret, SECRET_SIZE);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("totp_put"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_blob(stmt, 2, g_bytes_get_data(kept, NULL), g_bytes_get_size(kept));
    kam_stmt_bind_int(stmt, 3, key != NULL ? 1 : 0);
    kam_stmt_bind_int(stmt, 4, now_ms);
    if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
        return FALSE;
    if (kam_db_get_changes(db) > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "there is a second factor already; remove it first");
    return FALSE;
}

char *
kam_totp_enrol(KamDb *db, const guint8 *key, gint64 user_id, const char *label, gint64 now_ms, char **uri,
               GError **error)
{
    g_autofree char *escaped = g_uri_escape_string(label, NULL, FALSE);
    g_autofree char *lower = NULL;
    g_autofree char *text = NULL;
    guint8 secret[SECRET_SIZE];
    gboolean stored;

    randombytes_buf(secret, sizeof secret);
    stored = put_secret(db, key, user_id, secret, now_ms, error);
    lower = kam_secret_to_text(secret, sizeof secret);
    text = g_ascii_strup(lower, -1);
    sodium_memzero(secret, sizeof secret);
    if (!stored)
        return NULL;
    *uri = g_strdup_printf("otpauth://totp/Kamen:%s?secret=%s&issuer=Kamen&algorithm=SHA1&digits=%d&period=%d", escaped,
                           text, DIGITS, STEP_S);
    return g_steal_pointer(&text);
}

/* A step is taken by the row that holds the newest one, so that of two programs with the same code one loses. */
static gboolean
take_step(KamDb *db, gint64 user_id, const Factor *factor, const char *code, gint64 now_ms, gboolean *right,
          GError **error)
{
    gsize length = 0;
    const guint8 *secret = g_bytes_get_data(factor->secret, &length);
    gint64 step = 0;

    if (!kam_totp_code_is_right(secret, length, code, now_ms, &step)) {
        *right = FALSE;
        return TRUE;
    }
    if (!kam_db_run(db, kam_sql("totp_take_step"), (gint64[]) { user_id, step }, 2, error))
        return FALSE;
    *right = kam_db_get_changes(db) > 0;
    return TRUE;
}

gboolean
kam_totp_confirm(KamDb *db, const guint8 *key, gint64 user_id, const char *code, gint64 now_ms, GError **error)
{
    g_auto(Factor) factor = { 0 };
    gboolean right = FALSE;

    if (!load_factor(db, key, user_id, &factor, error))
        return FALSE;
    if (factor.secret == NULL || factor.is_confirmed) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    factor.secret == NULL ? "no second factor was begun" : "the second factor is in force already");
        return FALSE;
    }
    if (!take_step(db, user_id, &factor, code, now_ms, &right, error))
        return FALSE;
    if (right)
        return kam_db_run(db, kam_sql("totp_confirm"), (gint64[]) { user_id, now_ms }, 2, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "the code is wrong; see whether the telephone's clock is right and take the next one");
    return FALSE;
}

gboolean
kam_totp_take(KamDb *db, const guint8 *key, gint64 user_id, const char *code, gint64 now_ms, gboolean *right,
              GError **error)
{
    g_auto(Factor) factor = { 0 };

    if (!load_factor(db, key, user_id, &factor, error))
        return FALSE;
    if (factor.secret == NULL || !factor.is_confirmed) {
        *right = FALSE;
        return TRUE;
    }
    return take_step(db, user_id, &factor, code, now_ms, right, error);
}

gboolean
kam_totp_remove(KamDb *db, gint64 user_id, GError **error)
{
    return kam_db_run(db, kam_sql("totp_delete"), &user_id, 1, error) &&
           kam_db_run(db, kam_sql("recovery_delete"), &user_id, 1, error);
}
