/* Which rows are seen: held against a plain reading of the rules, for accounts, owners, groups, teams and deputies at
 * random. */
#include "base/date.h"
#include "fixture.h"
#include "record/scope.h"

#define N_ACCOUNTS 60
#define N_TEAM 80
#define N_USERS 5
#define N_RECORDS 90

typedef struct {
    gint64 owner[N_ACCOUNTS + 1], head[N_ACCOUNTS + 1];
    gboolean deleted[N_ACCOUNTS + 1];
    struct {
        gint64 account, user;
        gint32 from, to;
        gboolean deleted;
    } team[N_TEAM];
    gint64 account_of[N_RECORDS + 1], user_of[N_RECORDS + 1];
    struct {
        gint64 account, person;
        gboolean deleted;
    } posts[N_RECORDS];
} House;

static void
add_accounts(Fixture *f, House *house)
{
    for (gint64 id = 1; id <= N_ACCOUNTS; id++) {
        house->owner[id] = fixture_pick(f, N_USERS + 1);
        house->head[id] = id > 8 && id % 2 == 0 ? id % 8 + 1 : 0;
        fixture_add_account(f, id, "x", house->owner[id], house->head[id]);
    }
    house->deleted[3] = TRUE;
    kam_test_db_run(f->db, "UPDATE account SET deleted_at = 5 WHERE id = 3");
}

static void
add_teams(Fixture *f, House *house)
{
    for (gint64 i = 0; i < N_TEAM; i++) {
        house->team[i].account = fixture_pick(f, N_ACCOUNTS - 1) + 2;
        house->team[i].user = fixture_pick(f, N_USERS) + 1;
        house->team[i].from = FIXTURE_TODAY - 1 + (gint32)fixture_pick(f, 3);
        house->team[i].to = i % 2 == 0 ? KAM_DAY_NONE : FIXTURE_TODAY + (gint32)fixture_pick(f, 2);
        house->team[i].deleted = i % 7 == 0;
        fixture_add_team(f, i + 1, house->team[i].account, house->team[i].user, house->team[i].from, house->team[i].to,
                         house->team[i].deleted);
    }
}

static void
add_records(Fixture *f, House *house)
{
    for (gint64 id = 1; id <= N_RECORDS; id++) {
        gint64 account = fixture_pick(f, N_ACCOUNTS) + 1, user = fixture_pick(f, N_USERS) + 1;
        gint64 post[] = { id, fixture_pick(f, N_ACCOUNTS) + 1, fixture_pick(f, N_RECORDS) + 1,
                          id % 5 == 0 ? 7 : G_MININT64 };
        gint64 paper[] = { id, user, id % 3 == 0 ? G_MININT64 : account };

        house->account_of[id] = account;
        house->user_of[id] = user;
        house->posts[id - 1].account = post[1];
        house->posts[id - 1].person = post[2];
        house->posts[id - 1].deleted = id % 5 == 0;
        kam_db_run(f->db, "INSERT INTO test_person (id, created_by, name) VALUES ($1, $2, 'x')",
                   (gint64[]) { id, user }, 2, NULL);
        if (id % 4 == 0)
            kam_db_run(f->db, "UPDATE test_person SET account_id = $1 WHERE id = $2", (gint64[]) { account, id }, 2,
                       NULL);
        kam_db_run(f->db, "INSERT INTO test_deal (id, account_id, name) VALUES ($1, $2, 'x')",
                   (gint64[]) { id, account }, 2, NULL);
        fixture_insert(f, "test_post", "id account_id person_id deleted_at", post, 4);
        fixture_insert(f, "test_paper", "id user_id account_id", paper, 3);
    }
    kam_test_db_run(f->db, "INSERT INTO test_ware (id, name) VALUES (1, 'x')");
}

static House *
build_house(Fixture *f)
{
    House *house = g_new0(House, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);

    add_accounts(f, house);
    add_teams(f, house);
    add_records(f, house);
    g_assert_true(kam_tx_commit(tx, &error));
    return house;
}

/* --- the rules, read plainly --- */

static gboolean
is_among(const KamActor *actor, gint64 user)
{
    for (guint i = 0; i < actor->n_people; i++)
        if (user == actor->people[i])
            return TRUE;
    return FALSE;
}

static gboolean
account_is_seen(const House *house, const KamActor *actor, gint64 id)
{
    if (actor->role == KAM_ROLE_ADMIN || actor->role == KAM_ROLE_NONE)
        return FALSE;
    if (actor->role != KAM_ROLE_KAM && actor->role != KAM_ROLE_MEMBER)
        return TRUE;
    if (actor->role == KAM_ROLE_KAM && is_among(actor, house->owner[id]))
        return TRUE;
    if (actor->role == KAM_ROLE_KAM && house->head[id] > 0 && !house->deleted[house->head[id]] &&
        is_among(actor, house->owner[house->head[id]]))
        return TRUE;
    for (guint i = 0; i < N_TEAM; i++)
        if (house->team[i].account == id && !house->team[i].deleted && is_among(actor, house->team[i].user) &&
            house->team[i].from <= FIXTURE_TODAY &&
            (house->team[i].to == KAM_DAY_NONE || house->team[i].to >= FIXTURE_TODAY))
            return TRUE;
    return FALSE;
}

static gboolean
person_is_seen(const House *house, const KamActor *actor, gint64 id)
{
    gboolean has_account = id % 4 == 0; /* see add_records() */

    if (has_account && account_is_seen(house, actor, house->account_of[id]))
        return TRUE;
    for (guint i = 0; i < N_RECORDS; i++) {
        if (house->posts[i].person != id || house->posts[i].deleted)
            continue;
        has_account = TRUE;
        if (account_is_seen(house, actor, house->posts[i].account))
            return TRUE;
    }
    return kam_policy_sees_all_accounts(actor) || (!has_account && house->user_of[id] == actor->user_id);
}

static gboolean
is_seen(const House *house, const KamActor *actor, const KamRecordType *type, gint64 id)
{
    if (actor->role == KAM_ROLE_ADMIN)
        return FALSE;
    if (type == &account_type)
        return account_is_seen(house, actor, id);
    if (type == &deal_type)
        return account_is_seen(house, actor, house->account_of[id]);
    if (type == &person_type)
        return person_is_seen(house, actor, id);
    if (type == &paper_type && actor->role != KAM_ROLE_PROGRAM)
        return house->user_of[id] == actor->user_id ||
               (id % 3 != 0 && account_is_seen(house, actor, house->account_of[id]));
    return TRUE;
}

/* --- what the database says --- */

static GHashTable *
list_seen(Fixture *f, const KamActor *actor, const KamRecordType *type, KamScopeRows rows)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), "t");
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = NULL;
    GHashTable *ids = g_hash_table_new(NULL, NULL);

    kam_query_select(query, "t.id", NULL);
    kam_scope_restrict(query, "t", actor, fixture_types, type, rows);
    stmt = kam_query_prepare(query, f->db, &error);
    g_assert_no_error(error);
    while (kam_stmt_step(stmt, &error) == KAM_STEP_ROW)
        g_assert_true(g_hash_table_add(ids, GSIZE_TO_POINTER((gsize)kam_stmt_get_int(stmt, 0))));
    g_assert_no_error(error);
    return ids;
}

static void
assert_seen(Fixture *f, const House *house, const KamActor *actor, const KamRecordType *type, gint64 n)
{
    g_autoptr(GHashTable) many = list_seen(f, actor, type, KAM_ROWS_MANY);
    g_autoptr(GHashTable) few = list_seen(f, actor, type, KAM_ROWS_FEW);

    g_test_message("%s, %s", type->name, kam_role_name(actor->role));
    for (gint64 id = 1; id <= n; id++) {
        gboolean expected = is_seen(house, actor, type, id);
        gboolean sees = !expected;
        g_autoptr(GError) error = NULL;

        g_assert_cmpint(g_hash_table_contains(many, GSIZE_TO_POINTER((gsize)id)), ==, expected);
        g_assert_cmpint(g_hash_table_contains(few, GSIZE_TO_POINTER((gsize)id)), ==, expected);
        g_assert_true(kam_scope_sees(f->db, actor, fixture_types, type, id, &sees, &error));
        g_assert_cmpint(sees, ==, expected);
    }
}

static const KamRole all_roles[] = { KAM_ROLE_ADMIN,   KAM_ROLE_DIRECTOR,  KAM_ROLE_KAM,    KAM_ROLE_MEMBER,
                                     KAM_ROLE_ANALYST, KAM_ROLE_EXECUTIVE, KAM_ROLE_PROGRAM };

static void
test_scope__rows_follow_the_rules(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree House *house = build_house(f);

    for (guint i = 0; i < G_N_ELEMENTS(all_roles); i++)
        for (gint64 user = 1; user <= 2; user++) {
            KamActor actor = fixture_actor(all_roles[i], user, user == 2 ? 4 : 0, user == 2 ? 5 : 0);

            assert_seen(f, house, &actor, &account_type, N_ACCOUNTS);
            assert_seen(f, house, &actor, &deal_type, N_RECORDS);
            assert_seen(f, house, &actor, &person_type, N_RECORDS);
            assert_seen(f, house, &actor, &paper_type, N_RECORDS);
            assert_seen(f, house, &actor, &ware_type, 1);
        }
}

static void
test_scope__what_is_not_there_is_not_seen(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);
    g_autoptr(GError) error = NULL;
    gboolean sees = TRUE;

    g_assert_true(kam_scope_sees(f->db, &director, fixture_types, &account_type, 12345, &sees, &error));
    g_assert_false(sees);
}

static void
test_scope__a_token_without_the_permission_sees_nothing(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor actor = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);
    g_autoptr(GHashTable) seen = NULL;

    fixture_add_account(f, 1, "x", 1, 0);
    actor.scopes = KAM_SCOPE_BIT(KAM_PERM_SELF);
    seen = list_seen(f, &actor, &account_type, KAM_ROWS_MANY);
    g_assert_cmpuint(g_hash_table_size(seen), ==, 0);
}

static void
test_scope__list_of_accounts_follows_the_rules(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree House *house = build_house(f);

    for (guint i = 0; i < G_N_ELEMENTS(all_roles); i++) {
        KamActor actor = fixture_actor(all_roles[i], 2, 3, 0);
        g_autoptr(GError) error = NULL;
        g_autoptr(GArray) ids = NULL;
        guint n_expected = 0;

        g_assert_true(kam_scope_list_accounts(f->db, &actor, &ids, &error));
        g_assert_cmpint(ids == NULL, ==, kam_policy_sees_all_accounts(&actor));
        for (gint64 id = 1; id <= N_ACCOUNTS; id++)
            n_expected += account_is_seen(house, &actor, id);
        for (guint at = 0; ids != NULL && at < ids->len; at++)
            g_assert_true(account_is_seen(house, &actor, g_array_index(ids, gint64, at)));
        if (ids != NULL)
            g_assert_cmpuint(ids->len, ==, n_expected);
    }
}

/* --- reasons --- */

static void
test_explain__has_a_reason_exactly_for_what_is_seen(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree House *house = build_house(f);

    for (guint i = 0; i < G_N_ELEMENTS(all_roles); i++) {
        KamActor actor = fixture_actor(all_roles[i], 2, 3, 0);

        for (gint64 id = 1; id <= N_ACCOUNTS; id++) {
            g_autoptr(GError) error = NULL;
            g_autoptr(GArray) reasons = kam_scope_explain(f->db, &actor, id, &error);

            g_assert_no_error(error);
            g_assert_cmpint(reasons->len > 0, ==, account_is_seen(house, &actor, id));
        }
    }
}

static void
test_explain__tells_owner_group_team_and_deputy(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor actor = fixture_actor(KAM_ROLE_KAM, 1, 2, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) reasons = NULL;
    KamSeen *seen;

    fixture_add_account(f, 10, "Head", 2, 0);
    fixture_add_account(f, 11, "Member", 1, 10);
    fixture_add_team(f, 1, 11, 2, FIXTURE_TODAY - 5, FIXTURE_TODAY + 5, FALSE);
    reasons = kam_scope_explain(f->db, &actor, 11, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(reasons->len, ==, 3);
    seen = &g_array_index(reasons, KamSeen, 0);
    g_assert_cmpstr(kam_seen_name(seen->kind), ==, "owner");
    g_assert_cmpint(seen->person_id, ==, 1);
    seen = &g_array_index(reasons, KamSeen, 1);
    g_assert_cmpstr(kam_seen_name(seen->kind), ==, "group");
    g_assert_cmpint(seen->person_id, ==, 2);
    g_assert_cmpint(seen->head_id, ==, 10);
    seen = &g_array_index(reasons, KamSeen, 2);
    g_assert_cmpstr(kam_seen_name(seen->kind), ==, "team");
    g_assert_cmpint(seen->person_id, ==, 2);
    g_assert_cmpstr(seen->team_role, ==, "service");
    g_assert_cmpint(seen->from_day, ==, FIXTURE_TODAY - 5);
    g_assert_cmpint(seen->to_day, ==, FIXTURE_TODAY + 5);
}

static void
test_explain__role_sees_what_is_there_only(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor actor = fixture_actor(KAM_ROLE_EXECUTIVE, 1, 0, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) there = NULL;
    g_autoptr(GArray) nowhere = NULL;

    fixture_add_account(f, 1, "x", 0, 0);
    there = kam_scope_explain(f->db, &actor, 1, &error);
    nowhere = kam_scope_explain(f->db, &actor, 2, &error);
    g_assert_cmpuint(there->len, ==, 1);
    g_assert_cmpstr(kam_seen_name(g_array_index(there, KamSeen, 0).kind), ==, "role");
    g_assert_cmpuint(nowhere->len, ==, 0);
}

static void
add_tests(void)
{
    fixture_add("scope/rows-follow-the-rules", test_scope__rows_follow_the_rules);
    fixture_add("scope/what-is-not-there-is-not-seen", test_scope__what_is_not_there_is_not_seen);
    fixture_add("scope/a-token-without-the-permission-sees-nothing",
                test_scope__a_token_without_the_permission_sees_nothing);
    fixture_add("scope/list-of-accounts-follows-the-rules", test_scope__list_of_accounts_follows_the_rules);
    fixture_add("explain/has-a-reason-exactly-for-what-is-seen", test_explain__has_a_reason_exactly_for_what_is_seen);
    fixture_add("explain/tells-owner-group-team-and-deputy", test_explain__tells_owner_group_team_and_deputy);
    fixture_add("explain/role-sees-what-is-there-only", test_explain__role_sees_what_is_there_only);
}

int
main(int argc, char **argv)
{
    return fixture_main(argc, argv, add_tests);
}
