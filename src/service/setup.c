/* Setting up. */
#include "service/setup.h"

#include "base/id.h"
#include "domain/types.h"
#include "sales/ingest/charge.h"
#include "service/groups/settle.h"
#include "service/people/admin.h"
#include "service/people/user_password.h"
#include "service/tiers.h"
#include "store/migrate.h"
#include "store/statements.h"

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

static gboolean
add_defaults(KamDb *db, GError **error)
{
    const KamActor actor = kam_actor_program("kamen init");
    const KamWork work = { db, &actor, kam_domain_types(), NULL, g_get_real_time() / 1000 };

    return add_default_rules(db, work.now_ms, error) && kam_service_add_default_tiers(&work, error);
}

/* In one transaction, or a program killed in between would leave a database without rules for good. Another program may
 * have been quicker: then nothing is applied. */
static gboolean
prepare_new(KamDb *db, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    int applied;

    return tx != NULL && kam_migrate_run(db, &applied, error) && (applied == 0 || add_defaults(db, error)) &&
           kam_tx_commit(tx, error);
}

KamDb *
kam_service_open(const char *uri, gboolean create, gboolean *created, GError **error)
{
    g_autoptr(KamDb) db = kam_db_open(uri, create ? KAM_DB_CREATE : KAM_DB_READ_WRITE, error);
    guint n_settled;
    int current;

    if (db == NULL || (current = kam_migrate_get_current(db, error)) < 0)
        return NULL;
    if (current == 0 && create) {
        if (!prepare_new(db, error))
            return NULL;
    } else if (!kam_migrate_require_current(db, error)) {
        return NULL;
    }
    if (!kam_service_settle_groups(db, "kamen", g_get_real_time() / 1000, &n_settled, error))
        return NULL;
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

static char *
hash_password(const char *email, const char *password, GError **error)
{
    g_autoptr(KamHashGate) gate = kam_hash_gate_new(1, kam_hash_cost_standard);
    g_autofree char *name = g_strdup(email);
    const KamUser user = { .email = name, .name = name };

    return kam_user_hash_password(gate, &user, password, error);
}

static gboolean
check_is_first(KamDb *db, GError **error)
{
    gboolean has_users;

    if (!kam_service_has_users(db, &has_users, error))
        return FALSE;
    if (has_users)
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    "this database has users already; an administrator adds more");
    return !has_users;
}

gboolean
kam_service_add_first_administrator(KamDb *db, const char *email, const char *password, gint64 now_ms, char **secret,
                                    GError **error)
{
    const KamActor actor = kam_actor_program("kamen init");
    const KamWork work = { db, &actor, kam_domain_types(), NULL, now_ms };
    KamNewUser user = { .email = email, .role = "admin" };
    g_autofree char *hash = NULL;
    g_autofree char *link = NULL;
    g_autoptr(KamTx) tx = NULL;
    gint64 id = 0;

    if (!kam_user_check_email(email, error) ||
        (password != NULL && (hash = hash_password(email, password, error)) == NULL) ||
        (tx = kam_tx_begin(db, error)) == NULL || !check_is_first(db, error))
        return FALSE;
    user.password_hash = hash;
    if (!kam_admin_add_user(&work, &user, &id, error) ||
        (hash == NULL && (link = kam_admin_make_link(&work, id, KAM_LINK_SET_UP, error)) == NULL) ||
        !kam_tx_commit(tx, error))
        return FALSE;
    *secret = g_steal_pointer(&link);
    return TRUE;
}
