/* Setting up. */
#include "service/setup.h"

#include <sodium.h>
#include <string.h>

#include "base/id.h"
#include "sales/ingest/charge.h"
#include "store/migrate.h"
#include "store/statements.h"

#define MIN_PASSWORD_LENGTH 12
#define MAX_PASSWORD_LENGTH 1024
#define PASSWORD_OPERATIONS 3
#define PASSWORD_MEMORY (64u * 1024 * 1024)
#define LINK_BYTES 24
#define LINK_LIFE_MS (G_GINT64_CONSTANT(7) * 24 * 3600 * 1000)

/* A new database starts with the rules for charges that everybody can change. */
static gboolean
add_default_rules(KamDb *db, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_insert"), error);
    KamIdMaker ids = { 0 };

    if (stmt == NULL)
        return FALSE;
    for (const KamChargeRule *rule = kam_charge_default_rules(); rule->field != NULL; rule++) {
        kam_stmt_bind_int(stmt, 1, kam_id_next(&ids, now_ms));
        kam_stmt_bind_text(stmt, 2, rule->field);
        kam_stmt_bind_text(stmt, 3, rule->pattern);
        kam_stmt_bind_text(stmt, 4, rule->reason);
        if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(stmt);
    }
    return TRUE;
}

/* In one transaction, or a program killed in between would leave a database without rules for good. Another program may
 * have been quicker: then nothing is applied. */
static gboolean
prepare_new(KamDb *db, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    int applied;

    return tx != NULL && kam_migrate_run(db, &applied, error) &&
           (applied == 0 || add_default_rules(db, g_get_real_time() / 1000, error)) && kam_tx_commit(tx, error);
}

KamDb *
kam_service_open(const char *uri, gboolean create, gboolean *created, GError **error)
{
    g_autoptr(KamDb) db = kam_db_open(uri, create ? KAM_DB_CREATE : KAM_DB_READ_WRITE, error);
    int current;

    if (db == NULL || (current = kam_migrate_get_current(db, error)) < 0)
        return NULL;
    if (current == 0 && create) {
        if (!prepare_new(db, error))
            return NULL;
    } else if (!kam_migrate_require_current(db, error)) {
        return NULL;
    }
    if (created != NULL)
        *created = current == 0;
    return g_steal_pointer(&db);
}

KamDb *
kam_service_open_read_only(const char *uri, GError **error)
{
    g_autoptr(KamDb) db = kam_db_open(uri, KAM_DB_READ_ONLY, error);

    if (db == NULL || !kam_migrate_require_current(db, error))
        return NULL;
    return g_steal_pointer(&db);
}

gboolean
kam_service_has_users(KamDb *db, gboolean *has_users, GError **error)
{
    gint64 users;

    if (!kam_db_get_int(db, kam_sql("user_count"), &users, error))
        return FALSE;
    *has_users = users > 0;
    return TRUE;
}

static gboolean
check_email(const char *email, GError **error)
{
    const char *at = strchr(email, '@');

    if (at != NULL && at != email && at[1] != '\0' && strchr(at + 1, '@') == NULL && strlen(email) <= 254 &&
        strpbrk(email, " \t\r\n<>,;\"") == NULL && g_utf8_validate(email, -1, NULL))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' is no e-mail address", email);
    return FALSE;
}

/* argon2id in its own text form, which names its parameters. */
static char *
hash_password(const char *password, GError **error)
{
    char hash[crypto_pwhash_STRBYTES];

    if (g_utf8_strlen(password, -1) < MIN_PASSWORD_LENGTH || strlen(password) > MAX_PASSWORD_LENGTH) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "password has fewer than %d or more than %d characters",
                    MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH);
        return NULL;
    }
    if (sodium_init() < 0 || crypto_pwhash_str_alg(hash, password, strlen(password), PASSWORD_OPERATIONS,
                                                   PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "password cannot be hashed: not enough memory");
        return NULL;
    }
    return g_strdup(hash);
}

static char *
make_secret(GError **error)
{
    guint8 bytes[LINK_BYTES];
    char text[LINK_BYTES * 2 + 1];

    if (sodium_init() < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "no random numbers to be had");
        return NULL;
    }
    randombytes_buf(bytes, sizeof bytes);
    return g_strdup(sodium_bin2hex(text, sizeof text, bytes, sizeof bytes));
}

static gboolean
insert_administrator(KamDb *db, const char *email, const char *password_hash, const char *secret, gint64 now_ms,
                     GError **error)
{
    g_autofree char *lower = g_utf8_strdown(email, -1);
    g_autofree char *link_hash = secret == NULL ? NULL : g_compute_checksum_for_string(G_CHECKSUM_SHA256, secret, -1);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_insert"), error);
    KamIdMaker ids = { 0 };

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_id_next(&ids, now_ms));
    kam_stmt_bind_text(stmt, 2, lower);
    kam_stmt_bind_text(stmt, 3, lower);
    kam_stmt_bind_text(stmt, 4, "admin");
    kam_stmt_bind_text(stmt, 5, password_hash);
    if (password_hash != NULL)
        kam_stmt_bind_int(stmt, 6, now_ms);
    else
        kam_stmt_bind_null(stmt, 6);
    kam_stmt_bind_text(stmt, 7, link_hash);
    kam_stmt_bind_text(stmt, 8, secret == NULL ? NULL : "set-up");
    if (secret == NULL)
        kam_stmt_bind_null(stmt, 9);
    else
        kam_stmt_bind_int(stmt, 9, now_ms + LINK_LIFE_MS);
    kam_stmt_bind_int(stmt, 10, now_ms);
    kam_stmt_bind_int(stmt, 11, 0);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_service_add_first_administrator(KamDb *db, const char *email, const char *password, gint64 now_ms, char **secret,
                                    GError **error)
{
    g_autofree char *password_hash = NULL;
    g_autofree char *link = NULL;
    g_autoptr(KamTx) tx = NULL;
    gboolean has_users;

    if (!check_email(email, error) || (password != NULL && (password_hash = hash_password(password, error)) == NULL) ||
        (password == NULL && (link = make_secret(error)) == NULL) || (tx = kam_tx_begin(db, error)) == NULL ||
        !kam_service_has_users(db, &has_users, error))
        return FALSE;
    if (has_users) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    "this database has users already; an administrator adds more");
        return FALSE;
    }
    if (!insert_administrator(db, email, password_hash, link, now_ms, error) || !kam_tx_commit(tx, error))
        return FALSE;
    *secret = g_steal_pointer(&link);
    return TRUE;
}
