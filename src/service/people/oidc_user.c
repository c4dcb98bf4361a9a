/* Who of our people it is. */
#include "service/people/oidc_user.h"

#include <jansson.h>

#include "record/audit.h"
#include "record/change.h"
#include "service/people/user.h"
#include "store/statements.h"

/* 0 in `user_id`: the provider's name for the person is new. */
static gboolean
find_known(KamDb *db, const char *issuer, const char *subject, gint64 *user_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("identity_user"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, issuer);
    kam_stmt_bind_text(stmt, 2, subject);
    step = kam_stmt_step(stmt, error);
    *user_id = step == KAM_STEP_ROW ? kam_stmt_get_int(stmt, 0) : 0;
    return step != KAM_STEP_FAILED;
}

/* An address that was given to somebody else must not open the account of the one who had it before. */
static gboolean
check_unnamed(KamDb *db, const char *issuer, const KamUser *user, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("identity_of_user"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, issuer);
    kam_stmt_bind_int(stmt, 2, user->id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                    "'%s' belongs to somebody whom the identity provider called otherwise: ask an administrator",
                    user->email);
    return step == KAM_STEP_DONE;
}

static gboolean
keep(const KamWork *work, const char *issuer, const char *subject, gint64 user_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("identity_keep"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, issuer);
    kam_stmt_bind_text(stmt, 2, subject);
    kam_stmt_bind_int(stmt, 3, user_id);
    kam_stmt_bind_int(stmt, 4, work->now_ms);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

static gboolean
add_user(const KamWork *work, KamRole role, const KamOidcPerson *person, gint64 *user_id, GError **error)
{
    const char *name = person->name != NULL ? person->name : person->email;
    json_t *body = json_pack("{s:s, s:s, s:s}", "name", name, "email", person->email, "role", kam_role_name(role));
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_create(work, kam_record_type_find(work->types, "user"), body, &faults, error);
    json_decref(body);
    if (record == NULL)
        return FALSE;
    *user_id = record->id;
    return TRUE;
}

/* By the address, for the first time. */
static gboolean
find_first(const KamWork *work, const KamOidc *oidc, const KamOidcPerson *person, gint64 *user_id, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(KamUser) user = NULL;

    if (person->email == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                    "the identity provider told no verified e-mail address, so nobody can be found by it");
        return FALSE;
    }
    user = kam_user_find_by_email(work->db, person->email, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (user != NULL) {
        *user_id = user->id;
        return check_unnamed(work->db, kam_oidc_get_issuer(oidc), user, error);
    }
    if (kam_oidc_get_role_of_new(oidc) != KAM_ROLE_NONE)
        return add_user(work, kam_oidc_get_role_of_new(oidc), person, user_id, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "nobody here has the address '%s': ask an administrator",
                person->email);
    return FALSE;
}

gboolean
kam_oidc_user_find(const KamWork *work, const KamOidc *oidc, const KamOidcPerson *person, gint64 *user_id,
                   GError **error)
{
    const char *issuer = kam_oidc_get_issuer(oidc);
    gint64 found = 0;

    if (!find_known(work->db, issuer, person->subject, &found, error))
        return FALSE;
    if (found == 0 && !find_first(work, oidc, person, &found, error))
        return FALSE;
    if (!keep(work, issuer, person->subject, found, error))
        return FALSE;
    *user_id = found;
    return TRUE;
}

gboolean
kam_oidc_user_forget(const KamWork *work, gint64 user_id, GError **error)
{
    if (!kam_db_run(work->db, kam_sql("identity_forget"), &user_id, 1, error))
        return FALSE;
    if (kam_db_get_changes(work->db) == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no identity provider has vouched for that person");
        return FALSE;
    }
    return kam_audit_add(work, "forget_identity", "user", user_id, 0, NULL, error);
}
