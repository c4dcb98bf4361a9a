/* What nobody may do to people who sign in. */
#include "domain/user_rules.h"

#include "store/statements.h"

static gboolean
is_admin(const KamRecord *record)
{
    return g_strcmp0(kam_record_get_text(record, "role"), "admin") == 0 && kam_record_get_int(record, "disabled") == 0;
}

static gboolean
has_other_admins(KamDb *db, gint64 user_id, gboolean *has, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_count_other_admins"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *has = kam_stmt_get_int(stmt, 0) > 0;
    return TRUE;
}

/* The last administrator stays: nobody else could let anybody in again. */
static gboolean
check_last_admin(KamDb *db, const KamRecord *before, const char *field, KamFaults *faults, GError **error)
{
    gboolean has = FALSE;

    if (!is_admin(before))
        return TRUE;
    if (!has_other_admins(db, before->id, &has, error))
        return FALSE;
    if (!has)
        kam_faults_add(faults, field, "last_admin", "this is the last administrator; make another one first");
    return TRUE;
}

static void
check_own(const KamActor *actor, const KamRecord *before, const KamRecord *record, KamFaults *faults)
{
    if (actor->user_id == 0 || actor->user_id != before->id)
        return;
    if (g_strcmp0(kam_record_get_text(before, "role"), kam_record_get_text(record, "role")) != 0)
        kam_faults_add(faults, "role", "own", "nobody changes their own role; another administrator does");
    if (kam_record_get_int(record, "disabled") != 0)
        kam_faults_add(faults, "disabled", "own", "nobody shuts themselves out; another administrator does");
}

gboolean
kam_user_rules_check(KamDb *db, const KamActor *actor, const KamRecord *before, KamRecord *record, KamFaults *faults,
                     GError **error)
{
    const char *role = kam_record_get_text(record, "role");

    if (role != NULL && !g_str_equal(role, "none") && !kam_record_has(record, "email"))
        kam_faults_add(faults, "email", "required", "somebody who signs in needs an e-mail address");
    if (before == NULL)
        return TRUE;
    check_own(actor, before, record, faults);
    if (is_admin(record))
        return TRUE;
    return check_last_admin(db, before, g_strcmp0(role, "admin") == 0 ? "disabled" : "role", faults, error);
}

gboolean
kam_user_rules_check_delete(KamDb *db, const KamActor *actor, const KamRecord *record, KamFaults *faults,
                            GError **error)
{
    if (actor->user_id != 0 && actor->user_id == record->id)
        kam_faults_add(faults, "", "own", "nobody deletes themselves; another administrator does");
    return check_last_admin(db, record, "", faults, error);
}

gboolean
kam_user_rules_changed(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *before, const KamRecord *record,
                       GError **error)
{
    gboolean same = before != NULL && record != NULL && kam_record_get_int(record, "disabled") == 0 &&
                    g_strcmp0(kam_record_get_text(before, "role"), kam_record_get_text(record, "role")) == 0;

    if (before == NULL || same)
        return TRUE;
    return kam_db_run(db, kam_sql("session_delete_by_user"), (gint64[]) { before->id, 0 }, 2, error);
}
