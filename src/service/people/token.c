/* Tokens for programs. */
#include "service/people/token.h"

#include <sodium.h>
#include <string.h>

#include "record/policy.h"
#include "service/people/secret.h"
#include "service/people/session.h"
#include "store/statements.h"

#define HEAD "kamen_"
#define PREFIX_BYTES 5
#define PREFIX_LENGTH 8
#define SECRET_BYTES 30
#define SECRET_LENGTH 48
#define CHECK_BYTES 5
#define CHECK_LENGTH 8
#define PREFIX_AT (sizeof HEAD - 1)
#define SECRET_AT (PREFIX_AT + PREFIX_LENGTH + 1)
#define CHECK_AT (SECRET_AT + SECRET_LENGTH)
#define TOKEN_LENGTH (CHECK_AT + CHECK_LENGTH)
#define MAX_TOKENS 100
#define MAX_NAME_CHARACTERS 100

#define BIT(name) KAM_SCOPE_BIT(KAM_PERM_##name)
#define READ_SCOPES                                                                                                    \
    (BIT(PUBLIC) | BIT(SELF) | BIT(BUSINESS_READ) | BIT(ANALYSE) | BIT(EXPORT) | BIT(PEOPLE_READ) |                    \
     BIT(SETTINGS_READ) | BIT(AUDIT_READ))
#define WRITE_SCOPES (READ_SCOPES | BIT(BUSINESS_WRITE) | BIT(MASTER_WRITE) | BIT(MERGE) | BIT(IMPORT))

/* Forty bits over all that comes before: one typo in a million million is not seen. */
static char *
check_letters(const char *token, gsize length)
{
    guint8 digest[crypto_generichash_BYTES];

    crypto_generichash(digest, sizeof digest, (const guint8 *)token, length, NULL, 0);
    return kam_secret_to_text(digest, CHECK_BYTES);
}

gboolean
kam_token_is_well_formed(const char *token)
{
    g_autofree char *check = NULL;

    if (strlen(token) != TOKEN_LENGTH || strncmp(token, HEAD, PREFIX_AT) != 0 || token[SECRET_AT - 1] != '_')
        return FALSE;
    check = check_letters(token, CHECK_AT);
    return strcmp(token + CHECK_AT, check) == 0;
}

static gboolean
deny(GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "the token opens nothing: mistyped, expired or revoked");
    return FALSE;
}

gboolean
kam_token_authenticate(KamDb *db, const char *token, gint64 now_ms, KamActor *actor, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    char hash[KAM_SECRET_HASH_SIZE];
    guint64 scopes = 0;
    KamStep step;
    KamActor found;

    if (!kam_token_is_well_formed(token))
        return deny(error);
    if ((stmt = kam_stmt_new(db, kam_sql("token_by_prefix"), error)) == NULL)
        return FALSE;
    kam_secret_hash(token, hash);
    kam_stmt_bind_text_n(stmt, 1, token + PREFIX_AT, PREFIX_LENGTH);
    kam_stmt_bind_int(stmt, 2, now_ms);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    if (step == KAM_STEP_DONE || !kam_secret_hash_equal(kam_stmt_get_text(stmt, 2), hash) ||
        !kam_token_parse_scopes(kam_stmt_get_text(stmt, 3), &scopes, NULL))
        return deny(error);
    if (!kam_session_fill_actor(db, kam_stmt_get_int(stmt, 1), kam_stmt_get_text(stmt, 5), kam_stmt_get_text(stmt, 6),
                                now_ms, &found, error))
        return FALSE;
    found.credential_id = kam_stmt_get_int(stmt, 0);
    found.is_token = TRUE;
    found.scopes = scopes;
    *actor = found;
    return TRUE;
}

static guint64
scopes_of_word(const char *word)
{
    KamPermission permission = kam_permission_from_name(word);

    if (strcmp(word, "*") == 0)
        return KAM_SCOPES_ALL;
    if (strcmp(word, "read") == 0)
        return READ_SCOPES;
    if (strcmp(word, "write") == 0)
        return WRITE_SCOPES;
    return permission != 0 ? KAM_SCOPE_BIT(permission) : 0;
}

gboolean
kam_token_parse_scopes(const char *words, guint64 *scopes, GError **error)
{
    g_auto(GStrv) list = g_strsplit_set(words, " ,", -1);
    guint64 all = 0;

    for (char **word = list; *word != NULL; word++) {
        guint64 bits = **word == '\0' ? 0 : scopes_of_word(*word);

        if (**word != '\0' && bits == 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "no scope '%s'; say *, read, write or permissions such as business_read", *word);
            return FALSE;
        }
        all |= bits;
    }
    if (all == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no scopes; say *, read, write or permissions such as business_read");
        return FALSE;
    }
    *scopes = all;
    return TRUE;
}

static char *
make_token(void)
{
    g_autofree char *prefix = kam_secret_new(PREFIX_BYTES);
    g_autofree char *secret = kam_secret_new(SECRET_BYTES);
    g_autofree char *head = g_strconcat(HEAD, prefix, "_", secret, NULL);
    g_autofree char *check = check_letters(head, strlen(head));

    return g_strconcat(head, check, NULL);
}

static gboolean
check_new(KamDb *db, gint64 user_id, const char *name, const char *scopes, gint64 expires_at, gint64 now_ms,
          GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    guint64 bits;

    if (!g_utf8_validate(name, -1, NULL) || *name == '\0' || g_utf8_strlen(name, -1) > MAX_NAME_CHARACTERS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the token's name has no or more than %d characters",
                    MAX_NAME_CHARACTERS);
        return FALSE;
    }
    if (expires_at <= now_ms) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the token would be expired already; say a later day");
        return FALSE;
    }
    if (!kam_token_parse_scopes(scopes, &bits, error) ||
        (stmt = kam_stmt_new(db, kam_sql("token_count_by_user"), error)) == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_int(stmt, 2, now_ms);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    if (kam_stmt_get_int(stmt, 0) < MAX_TOKENS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "there are %d tokens already; revoke those that nobody uses",
                MAX_TOKENS);
    return FALSE;
}

char *
kam_token_create(KamDb *db, gint64 user_id, const char *name, const char *scopes, gint64 expires_at, gint64 created_by,
                 gint64 now_ms, GError **error)
{
    g_autofree char *token = make_token();
    g_autofree char *prefix = g_strndup(token + PREFIX_AT, PREFIX_LENGTH);
    g_autoptr(KamStmt) stmt = NULL;
    char hash[KAM_SECRET_HASH_SIZE];

    if (!check_new(db, user_id, name, scopes, expires_at, now_ms, error) ||
        (stmt = kam_stmt_new(db, kam_sql("token_insert"), error)) == NULL)
        return NULL;
    kam_secret_hash(token, hash);
    kam_stmt_bind_int(stmt, 1, kam_secret_new_id(now_ms));
    kam_stmt_bind_int(stmt, 2, user_id);
    kam_stmt_bind_text(stmt, 3, name);
    kam_stmt_bind_text(stmt, 4, prefix);
    kam_stmt_bind_text(stmt, 5, hash);
    kam_stmt_bind_text(stmt, 6, scopes);
    kam_stmt_bind_int(stmt, 7, now_ms);
    kam_stmt_bind_int(stmt, 8, created_by);
    kam_stmt_bind_int(stmt, 9, expires_at);
    return kam_stmt_step(stmt, error) == KAM_STEP_FAILED ? NULL : g_steal_pointer(&token);
}

static void
clear_token(gpointer data)
{
    KamToken *token = data;

    g_free(token->name);
    g_free(token->prefix);
    g_free(token->scopes);
}

GArray *
kam_token_list(KamDb *db, gint64 user_id, GError **error)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(KamToken));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("token_list_by_user"), error);
    KamStep step;

    g_array_set_clear_func(tokens, clear_token);
    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, user_id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamToken token = {
            .id = kam_stmt_get_int(stmt, 0),
            .user_id = kam_stmt_get_int(stmt, 1),
            .name = g_strdup(kam_stmt_get_text(stmt, 2)),
            .prefix = g_strdup(kam_stmt_get_text(stmt, 3)),
            .scopes = g_strdup(kam_stmt_get_text(stmt, 4)),
            .created_at = kam_stmt_get_int(stmt, 5),
            .used_at = kam_stmt_get_int(stmt, 6),
            .expires_at = kam_stmt_get_int(stmt, 7),
            .revoked_at = kam_stmt_get_int(stmt, 8),
        };
        g_array_append_val(tokens, token);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&tokens) : NULL;
}

gboolean
kam_token_find_owner(KamDb *db, gint64 id, gint64 *user_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("token_owner"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        *user_id = kam_stmt_get_int(stmt, 0);
    else if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no token '%" G_GINT64_FORMAT "'", id);
    return step == KAM_STEP_ROW;
}

gboolean
kam_token_find_by_prefix(KamDb *db, const char *prefix, gint64 *id, gint64 *user_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("token_owner_by_prefix"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, prefix);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no token '%s'; 'kamen token list' shows them", prefix);
    if (step != KAM_STEP_ROW)
        return FALSE;
    *user_id = kam_stmt_get_int(stmt, 0);
    *id = kam_stmt_get_int(stmt, 1);
    return TRUE;
}

gboolean
kam_token_revoke(KamDb *db, gint64 user_id, gint64 id, gint64 now_ms, GError **error)
{
    if (!kam_db_run(db, kam_sql("token_revoke"), (gint64[]) { id, user_id, now_ms }, 3, error))
        return FALSE;
    if (kam_db_get_changes(db) > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no token '%" G_GINT64_FORMAT "' that is not revoked", id);
    return FALSE;
}
