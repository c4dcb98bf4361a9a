/* Why an account is seen: the reasons behind the conditions of scope.c, one by one. */
#include "base/date.h"
#include "record/scope.h"
#include "record/scope_private.h"

static void
clear_seen(gpointer data)
{
    g_free(((KamSeen *)data)->team_role);
}

static void
add_reason(GArray *reasons, KamSeen seen)
{
    g_array_append_val(reasons, seen);
}

static gboolean
is_person(const KamActor *actor, gint64 user_id)
{
    for (guint i = 0; i < actor->n_people; i++)
        if (actor->people[i] == user_id)
            return TRUE;
    return FALSE;
}

/* The owners of the account and of its group's head. */
static gboolean
add_owners(KamDb *db, const KamActor *actor, gint64 account_id, GArray *reasons, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("account", "s");
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    kam_query_left_join(query, "account", "h", "h.id", "s.head_id");
    kam_query_select(query, "s.owner_id", NULL);
    kam_query_select(query, "h.owner_id", "head_owner_id");
    kam_query_select(query, "h.id", "head_id");
    kam_query_select(query, "h.deleted_at", "head_deleted_at");
    kam_query_where_int(query, "s.id", KAM_EQ, account_id);
    stmt = kam_query_prepare(query, db, error);
    if (stmt == NULL)
        return FALSE;
    step = kam_stmt_step(stmt, error);
    if (step != KAM_STEP_ROW)
        return step == KAM_STEP_DONE;
    if (is_person(actor, kam_stmt_get_int(stmt, 0)))
        add_reason(reasons, (KamSeen) { .kind = KAM_SEEN_AS_OWNER,
                                        .person_id = kam_stmt_get_int(stmt, 0),
                                        .from_day = KAM_DAY_NONE,
                                        .to_day = KAM_DAY_NONE });
    if (is_person(actor, kam_stmt_get_int(stmt, 1)) && kam_stmt_is_null(stmt, 3))
        add_reason(reasons, (KamSeen) { .kind = KAM_SEEN_BY_GROUP,
                                        .person_id = kam_stmt_get_int(stmt, 1),
                                        .head_id = kam_stmt_get_int(stmt, 2),
                                        .from_day = KAM_DAY_NONE,
                                        .to_day = KAM_DAY_NONE });
    return TRUE;
}

static gboolean
add_teams(KamDb *db, const KamActor *actor, gint64 account_id, GArray *reasons, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("account_team", "m");
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    kam_query_select(query, "m.user_id", NULL);
    kam_query_select(query, "m.role", NULL);
    kam_query_select(query, "m.from_day", NULL);
    kam_query_select(query, "m.to_day", NULL);
    kam_query_where_int(query, "m.account_id", KAM_EQ, account_id);
    kam_scope_where_on_team(query, actor);
    kam_query_order_by(query, &(KamQueryKey) { .column = "m.from_day" });
    kam_query_order_by(query, &(KamQueryKey) { .column = "m.id" });
    stmt = kam_query_prepare(query, db, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        add_reason(reasons, (KamSeen) { .kind = KAM_SEEN_ON_THE_TEAM,
                                        .person_id = kam_stmt_get_int(stmt, 0),
                                        .team_role = g_strdup(kam_stmt_get_text(stmt, 1)),
                                        .from_day = (gint32)kam_stmt_get_int(stmt, 2),
                                        .to_day = kam_stmt_is_null(stmt, 3) ? KAM_DAY_NONE
                                                                            : (gint32)kam_stmt_get_int(stmt, 3) });
    return step == KAM_STEP_DONE;
}

/* Whether there is such an account at all: nobody sees one that is not there. */
static gboolean
exists(KamDb *db, gint64 account_id, gboolean *there, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("account", NULL);
    gint64 id = 0;

    kam_query_select(query, "id", NULL);
    kam_query_where_int(query, "id", KAM_EQ, account_id);
    if (!kam_query_get_int(query, db, &id, error))
        return FALSE;
    *there = id != 0;
    return TRUE;
}

GArray *
kam_scope_explain(KamDb *db, const KamActor *actor, gint64 account_id, GError **error)
{
    g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(KamSeen));
    gboolean there = FALSE;

    g_array_set_clear_func(reasons, clear_seen);
    if (!exists(db, account_id, &there, error))
        return NULL;
    if (!there || !kam_policy_allows(actor, KAM_PERM_BUSINESS_READ))
        return g_steal_pointer(&reasons);
    if (kam_policy_sees_all_accounts(actor)) {
        add_reason(reasons, (KamSeen) { .kind = KAM_SEEN_BY_ROLE, .from_day = KAM_DAY_NONE, .to_day = KAM_DAY_NONE });
        return g_steal_pointer(&reasons);
    }
    if (actor->role == KAM_ROLE_KAM && !add_owners(db, actor, account_id, reasons, error))
        return NULL;
    if (!add_teams(db, actor, account_id, reasons, error))
        return NULL;
    return g_steal_pointer(&reasons);
}

const char *
kam_seen_name(KamSeenKind kind)
{
    static const char *const names[] = { "role", "owner", "group", "team" };

    return names[kind];
}
