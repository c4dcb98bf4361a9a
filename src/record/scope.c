/* Rows in view, as conditions on queries. The reasons behind them are in scope_explain.c. */
#include "record/scope.h"

#include "record/scope_private.h"

#define NAME_SIZE 128

/* "alias.column", in a buffer of the caller's. */
static const char *
qualified(char out[NAME_SIZE], const char *alias, const char *column)
{
    g_snprintf(out, NAME_SIZE, "%s.%s", alias, column);
    return out;
}

static void
where_person(KamQuery *query, const char *column, const KamActor *actor)
{
    kam_query_where_in_ints(query, column, actor->people, MIN(actor->n_people, KAM_ACTOR_MAX_PEOPLE));
}

void
kam_scope_where_on_team(KamQuery *query, const KamActor *actor)
{
    gint32 today = kam_actor_get_today(actor);

    where_person(query, "m.user_id", actor);
    kam_query_where_null(query, "m.deleted_at", TRUE);
    kam_query_where_int(query, "m.from_day", KAM_LE, today);
    kam_query_begin_any(query);
    kam_query_where_null(query, "m.to_day", TRUE);
    kam_query_where_int(query, "m.to_day", KAM_GE, today);
    kam_query_end(query);
}

/* Members of teams see by the team alone; key account managers also what they own. */
static gboolean
sees_own_accounts(const KamActor *actor)
{
    return actor->role == KAM_ROLE_KAM;
}

/* --- the accounts in view as a set --- */

static KamQuery *
select_team_accounts(const KamActor *actor)
{
    KamQuery *team = kam_query_new_select("account_team", "m");

    kam_query_select(team, "m.account_id", NULL);
    kam_query_distinct(team);
    kam_scope_where_on_team(team, actor);
    return team;
}

static void
add_own_accounts(KamQuery *query, const KamActor *actor)
{
    g_autoptr(KamQuery) own = kam_query_new_select("account", "s");
    g_autoptr(KamQuery) group = kam_query_new_select("account", "h");

    kam_query_select(own, "s.id", NULL);
    where_person(own, "s.owner_id", actor);
    kam_query_union(query, own);

    kam_query_join(group, "account", "s", "s.head_id", "h.id");
    kam_query_select(group, "s.id", NULL);
    where_person(group, "h.owner_id", actor);
    kam_query_where_null(group, "h.deleted_at", TRUE);
    kam_query_union(query, group);
}

KamQuery *
kam_scope_accounts(const KamActor *actor)
{
    KamQuery *query;

    if (kam_policy_sees_all_accounts(actor) && kam_policy_allows(actor, KAM_PERM_BUSINESS_READ))
        return NULL;
    query = select_team_accounts(actor);
    if (!kam_policy_allows(actor, KAM_PERM_BUSINESS_READ))
        kam_query_where_constant(query, FALSE);
    else if (sees_own_accounts(actor))
        add_own_accounts(query, actor);
    return query;
}

gboolean
kam_scope_list_accounts(KamDb *db, const KamActor *actor, GArray **ids, GError **error)
{
    g_autoptr(KamQuery) query = kam_scope_accounts(actor);
    g_autoptr(KamStmt) stmt = NULL;
    g_autoptr(GArray) list = NULL;
    KamStep step;

    if (query == NULL) {
        *ids = NULL;
        return TRUE;
    }
    stmt = kam_query_prepare(query, db, error);
    if (stmt == NULL)
        return FALSE;
    list = g_array_new(FALSE, FALSE, sizeof(gint64));
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_array_append_val(list, id);
    }
    if (step == KAM_STEP_FAILED)
        return FALSE;
    *ids = g_steal_pointer(&list);
    return TRUE;
}

/* --- one account, looked up by itself --- */

static void
where_team_of(KamQuery *query, const char *account_column, const KamActor *actor)
{
    g_autoptr(KamQuery) team = kam_query_new_select("account_team", "m");

    kam_query_select(team, "m.id", NULL);
    kam_query_where_columns(team, "m.account_id", KAM_EQ, account_column);
    kam_scope_where_on_team(team, actor);
    kam_query_where_exists(query, team);
}

/* Any of the ways in which the account of the alias is the actor's. */
static void
where_account_is_seen(KamQuery *query, const char *alias, const KamActor *actor)
{
    g_autoptr(KamQuery) head = NULL;
    char name[NAME_SIZE];

    kam_query_begin_any(query);
    where_team_of(query, qualified(name, alias, "id"), actor);
    if (sees_own_accounts(actor)) {
        where_person(query, qualified(name, alias, "owner_id"), actor);
        head = kam_query_new_select("account", "h");
        kam_query_select(head, "h.id", NULL);
        kam_query_where_columns(head, "h.id", KAM_EQ, qualified(name, alias, "head_id"));
        where_person(head, "h.owner_id", actor);
        kam_query_where_null(head, "h.deleted_at", TRUE);
        kam_query_where_exists(query, head);
    }
    kam_query_end(query);
}

static void
where_account_of(KamQuery *query, const char *account_column, const KamActor *actor, KamScopeRows rows)
{
    g_autoptr(KamQuery) accounts = NULL;

    if (rows == KAM_ROWS_MANY) {
        accounts = kam_scope_accounts(actor);
        kam_query_where_in(query, account_column, accounts);
        return;
    }
    accounts = kam_query_new_select("account", "s");
    kam_query_select(accounts, "s.id", NULL);
    kam_query_where_columns(accounts, "s.id", KAM_EQ, account_column);
    where_account_is_seen(accounts, "s", actor);
    kam_query_where_exists(query, accounts);
}

/* --- the kinds of scope --- */

static void
where_account_itself(KamQuery *query, const char *alias, const KamActor *actor, KamScopeRows rows)
{
    char name[NAME_SIZE];

    if (rows == KAM_ROWS_MANY)
        where_account_of(query, qualified(name, alias, "id"), actor, rows);
    else
        where_account_is_seen(query, alias, actor);
}

static gboolean
has_account(const KamRecordType *type)
{
    return kam_record_type_field(type, "account_id") != NULL;
}

/* Rows of the type that hang on an account in view. */
static KamQuery *
select_by_account(const KamRecordType *type, const KamActor *actor)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(type), "c");

    kam_query_select(query, "c.id", NULL);
    if (kam_policy_sees_all_accounts(actor))
        kam_query_where_null(query, "c.account_id", FALSE);
    else
        where_account_of(query, "c.account_id", actor, KAM_ROWS_MANY);
    return query;
}

static void
where_personal_among_many(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *type)
{
    g_autoptr(KamQuery) mine = kam_query_new_select(kam_record_type_table(type), "o");
    g_autoptr(KamQuery) shared = select_by_account(type, actor);
    char name[NAME_SIZE];

    kam_query_select(mine, "o.id", NULL);
    kam_query_where_int(mine, "o.user_id", KAM_EQ, actor->user_id);
    kam_query_union(mine, shared);
    kam_query_where_in(query, qualified(name, alias, "id"), mine);
}

static void
where_personal(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *type, KamScopeRows rows)
{
    gboolean sees_all = kam_policy_sees_all_accounts(actor);
    char name[NAME_SIZE];

    if (has_account(type) && !sees_all && rows == KAM_ROWS_MANY) {
        where_personal_among_many(query, alias, actor, type);
        return;
    }
    kam_query_begin_any(query);
    kam_query_where_int(query, qualified(name, alias, "user_id"), KAM_EQ, actor->user_id);
    if (has_account(type) && sees_all)
        kam_query_where_null(query, qualified(name, alias, "account_id"), FALSE);
    else if (has_account(type))
        where_account_of(query, qualified(name, alias, "account_id"), actor, rows);
    kam_query_end(query);
}

/* Rows that bind records of a linked type to accounts, alive. */
static KamQuery *
select_links(const KamRecordType *link, const KamRecordType *type)
{
    char name[NAME_SIZE];
    KamQuery *links = kam_query_new_select(kam_record_type_table(link), "l");

    kam_query_select(links, qualified(name, "l", type->linked_field), NULL);
    kam_query_where_null(links, "l.deleted_at", TRUE);
    return links;
}

/* Nothing binds the record to an account yet. */
static void
where_loose(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *link,
            const KamRecordType *type)
{
    g_autoptr(KamQuery) links = select_links(link, type);
    char name[NAME_SIZE], field[NAME_SIZE];

    if (has_account(type))
        kam_query_where_null(query, qualified(name, alias, "account_id"), TRUE);
    kam_query_where_int(query, qualified(name, alias, "created_by"), KAM_EQ, actor->user_id);
    kam_query_where_columns(links, qualified(field, "l", type->linked_field), KAM_EQ, qualified(name, alias, "id"));
    kam_query_begin_not(query);
    kam_query_where_exists(query, links);
    kam_query_end(query);
}

static gboolean
may_be_loose(const KamRecordType *type)
{
    return !has_account(type) || !kam_record_type_field(type, "account_id")->required;
}

static void
where_linked_among_many(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *link,
                        const KamRecordType *type)
{
    g_autoptr(KamQuery) links = select_links(link, type);
    char name[NAME_SIZE];

    where_account_of(links, "l.account_id", actor, KAM_ROWS_MANY);
    if (has_account(type)) {
        g_autoptr(KamQuery) own = select_by_account(type, actor);

        kam_query_union(links, own);
    }
    if (may_be_loose(type)) {
        g_autoptr(KamQuery) loose = kam_query_new_select(kam_record_type_table(type), "c");

        kam_query_select(loose, "c.id", NULL);
        where_loose(loose, "c", actor, link, type);
        kam_query_union(links, loose);
    }
    kam_query_where_in(query, qualified(name, alias, "id"), links);
}

static void
where_linked_among_few(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *link,
                       const KamRecordType *type)
{
    g_autoptr(KamQuery) links = select_links(link, type);
    char name[NAME_SIZE], field[NAME_SIZE];

    kam_query_where_columns(links, qualified(field, "l", type->linked_field), KAM_EQ, qualified(name, alias, "id"));
    where_account_of(links, "l.account_id", actor, KAM_ROWS_FEW);
    kam_query_begin_any(query);
    if (has_account(type))
        where_account_of(query, qualified(name, alias, "account_id"), actor, KAM_ROWS_FEW);
    kam_query_where_exists(query, links);
    if (may_be_loose(type)) {
        kam_query_begin_all(query);
        where_loose(query, alias, actor, link, type);
        kam_query_end(query);
    }
    kam_query_end(query);
}

static void
where_linked(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *const *types,
             const KamRecordType *type, KamScopeRows rows)
{
    const KamRecordType *link = kam_record_type_find(types, type->linked_by);

    g_assert(link != NULL);
    if (rows == KAM_ROWS_MANY)
        where_linked_among_many(query, alias, actor, link, type);
    else
        where_linked_among_few(query, alias, actor, link, type);
}

void
kam_scope_restrict(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *const *types,
                   const KamRecordType *type, KamScopeRows rows)
{
    KamPermission permission = type->read_permission != 0 ? type->read_permission : KAM_PERM_BUSINESS_READ;
    char name[NAME_SIZE];

    if (!kam_policy_allows(actor, permission)) {
        kam_query_where_constant(query, FALSE);
        return;
    }
    if (actor->role == KAM_ROLE_PROGRAM || type->scope == KAM_SCOPE_NONE)
        return;
    if (type->scope == KAM_SCOPE_PERSONAL) {
        where_personal(query, alias, actor, type, rows);
        return;
    }
    if (kam_policy_sees_all_accounts(actor))
        return;
    switch (type->scope) {
    case KAM_SCOPE_SELF:
        where_account_itself(query, alias, actor, rows);
        return;
    case KAM_SCOPE_ACCOUNT:
        where_account_of(query, qualified(name, alias, "account_id"), actor, rows);
        return;
    case KAM_SCOPE_LINKED:
        where_linked(query, alias, actor, types, type, rows);
        return;
    case KAM_SCOPE_NONE:
    case KAM_SCOPE_PERSONAL:
        return;
    }
    kam_query_where_constant(query, FALSE); /* a type without scope is seen by nobody */
}

gboolean
kam_scope_sees(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamRecordType *type,
               gint64 id, gboolean *sees, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), "t");
    gint64 found = 0;

    kam_query_select(query, "t.id", NULL);
    kam_query_where_int(query, "t.id", KAM_EQ, id);
    kam_scope_restrict(query, "t", actor, types, type, KAM_ROWS_FEW);
    if (!kam_query_get_int(query, db, &found, error))
        return FALSE;
    *sees = found != 0;
    return TRUE;
}
