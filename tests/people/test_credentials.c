/* Sessions and tokens: what opens an actor, and what has ceased to. */
#include <string.h>

#include "people_support.h"
#include "record/policy.h"
#include "service/people/session.h"
#include "service/people/token.h"

static const KamSessionOrigin origin = { "192.0.2.7", "Mozilla/5.0\t(test)" };

static char *
open_session(KamDb *db, gint64 user_id)
{
    g_autoptr(GError) error = NULL;
    char *secret = kam_session_open(db, user_id, &origin, FALSE, FALSE, NOW_MS, &error);

    g_assert_no_error(error);
    return secret;
}

static void
assert_session(KamDb *db, const char *secret, gint64 now_ms, gboolean expected)
{
    g_autoptr(GError) error = NULL;
    KamActor actor = { .user_id = -1 };

    g_assert_cmpint(kam_session_authenticate(db, secret, now_ms, &actor, NULL, &error), ==, expected);
    if (expected)
        return;
    g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
    g_assert_cmpint(actor.user_id, ==, -1);
}

static char *
create_token(KamDb *db, gint64 user_id, const char *scopes)
{
    g_autoptr(GError) error = NULL;
    char *token = kam_token_create(db, user_id, "feed", scopes, NOW_MS + DAY_MS, 0, NOW_MS, &error);

    g_assert_no_error(error);
    return token;
}

static void
assert_token(KamDb *db, const char *token, gint64 now_ms, gboolean expected)
{
    g_autoptr(GError) error = NULL;
    KamActor actor;

    g_assert_cmpint(kam_token_authenticate(db, token, now_ms, &actor, &error), ==, expected);
    if (!expected)
        g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
}

static void
test_session__opens_its_person(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *secret = open_session(f->db, 1);
    char change_token[KAM_SESSION_CHANGE_TOKEN_SIZE], again[KAM_SESSION_CHANGE_TOKEN_SIZE];
    KamActor actor;

    g_assert_true(kam_session_authenticate(f->db, secret, NOW_MS, &actor, change_token, NULL));
    g_assert_cmpint(actor.user_id, ==, 1);
    g_assert_cmpint(actor.role, ==, KAM_ROLE_KAM);
    g_assert_cmpstr(actor.name, ==, "ana@firma.rs");
    g_assert_cmpuint(actor.n_people, ==, 1);
    g_assert_cmpint(actor.people[0], ==, 1);
    g_assert_false(actor.is_token);
    g_assert_true(actor.scopes == KAM_SCOPES_ALL);
    g_assert_cmpint(actor.credential_id, >, 0);
    g_assert_true(kam_session_authenticate(f->db, secret, NOW_MS, &actor, again, NULL));
    g_assert_cmpstr(change_token, ==, again);
    g_assert_cmpuint(strlen(change_token), ==, 64);
}

static void
test_session__ends_when_idle_and_in_any_case(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *secret = open_session(f->db, 1);
    const gint64 hour = 3600 * 1000;

    assert_session(f->db, secret, NOW_MS + 2 * hour - 1, TRUE);
    assert_session(f->db, secret, NOW_MS + 2 * hour, FALSE);
    kam_test_db_run(f->db, "UPDATE user_session SET used_at = used_at + 40000000");
    assert_session(f->db, secret, NOW_MS + 12 * hour - 1, TRUE);
    assert_session(f->db, secret, NOW_MS + 12 * hour, FALSE);
}

static void
test_session__limits_are_settings(People *f, G_GNUC_UNUSED gconstpointer data)
{
    const gint64 minute = 60 * 1000;
    g_autofree char *secret = NULL;

    kam_test_db_run(f->db, "INSERT INTO setting (name, value) VALUES ('session_idle_minutes', '30'),"
                           " ('session_hours', 'many')");
    secret = open_session(f->db, 1);
    assert_session(f->db, secret, NOW_MS + 30 * minute - 1, TRUE);
    assert_session(f->db, secret, NOW_MS + 30 * minute, FALSE);
}

static void
test_session__of_a_disabled_person_opens_nothing(People *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *const changes[] = { "UPDATE app_user SET disabled = 1 WHERE id = 1",
                                    "UPDATE app_user SET disabled = 0, role = 'none' WHERE id = 1",
                                    "UPDATE app_user SET role = 'kam', deleted_at = 5 WHERE id = 1" };
    g_autofree char *secret = open_session(f->db, 1);
    g_autofree char *token = create_token(f->db, 1, "*");

    assert_session(f->db, secret, NOW_MS, TRUE);
    assert_token(f->db, token, NOW_MS, TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        kam_test_db_run(f->db, changes[i]);
        assert_session(f->db, secret, NOW_MS, FALSE);
        assert_token(f->db, token, NOW_MS, FALSE);
    }
    kam_test_db_run(f->db, "UPDATE app_user SET deleted_at = NULL WHERE id = 1");
    assert_session(f->db, secret, NOW_MS, TRUE);
}

static void
test_session__is_ended_by_its_person_only(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *first = open_session(f->db, 1);
    g_autofree char *second = open_session(f->db, 1);
    g_autofree char *other = open_session(f->db, 2);
    g_autoptr(GArray) list = kam_session_list(f->db, 1, NOW_MS, NULL);
    g_autoptr(GError) error = NULL;
    KamActor actor;

    g_assert_cmpuint(list->len, ==, 2);
    g_assert_cmpstr(g_array_index(list, KamSession, 0).agent, ==, "Mozilla/5.0 (test)");
    g_assert_cmpstr(g_array_index(list, KamSession, 0).address, ==, "192.0.2.7");
    g_assert_true(kam_session_authenticate(f->db, first, NOW_MS, &actor, NULL, NULL));
    g_assert_false(kam_session_end(f->db, 2, actor.credential_id, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
    assert_session(f->db, first, NOW_MS, TRUE);
    g_assert_true(kam_session_end_all(f->db, 1, actor.credential_id, NULL));
    assert_session(f->db, first, NOW_MS, TRUE);
    assert_session(f->db, second, NOW_MS, FALSE);
    g_assert_true(kam_session_end(f->db, 1, actor.credential_id, NULL));
    assert_session(f->db, first, NOW_MS, FALSE);
    assert_session(f->db, other, NOW_MS, TRUE);
}

static void
test_session__dead_and_surplus_ones_go(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *dead G_GNUC_UNUSED = open_session(f->db, 1);
    g_autoptr(KamTx) tx G_GNUC_UNUSED = kam_tx_begin(f->db, NULL);

    kam_test_db_run(f->db, "UPDATE user_session SET expires_at = 1");
    for (guint i = 0; i < 52; i++) {
        g_autofree char *secret = open_session(f->db, 1);
        assert_session(f->db, secret, NOW_MS, TRUE);
    }
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM user_session"), ==, 50);
}

static void
test_session__ticket_opens_nothing_and_grows_old(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *ticket = kam_session_open(f->db, 1, &origin, TRUE, FALSE, NOW_MS, NULL);
    g_autoptr(GError) error = NULL;
    gint64 session_id = 0, user_id = 0;

    assert_session(f->db, ticket, NOW_MS, FALSE);
    g_assert_true(kam_session_find_pending(f->db, ticket, NOW_MS + 299999, &session_id, &user_id, NULL));
    g_assert_cmpint(user_id, ==, 1);
    g_assert_false(kam_session_find_pending(f->db, ticket, NOW_MS + 300000, &session_id, &user_id, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
    kam_test_db_run(f->db, "UPDATE user_session SET failures = 5");
    g_assert_false(kam_session_find_pending(f->db, ticket, NOW_MS, &session_id, &user_id, NULL));
}

static void
test_actor__stands_in_between_two_days(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *secret = open_session(f->db, 2);
    const struct {
        gint64 from, to;
        guint people;
    } cases[] = { { 20783, 20783, 2 }, { 20780, 20790, 2 }, { 20784, 20790, 1 }, { 20700, 20782, 1 } };
    KamActor actor;

    kam_test_db_run(f->db, "INSERT INTO user_deputy (id, version, user_id, deputy_id, from_day, to_day, created_at,"
                           " created_by, updated_at, updated_by) VALUES (7, 1, 1, 2, 0, 0, 0, 0, 0, 0)");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_true(kam_db_run(f->db, "UPDATE user_deputy SET from_day = $1, to_day = $2",
                                 (gint64[]) { cases[i].from, cases[i].to }, 2, NULL));
        g_assert_true(kam_session_authenticate(f->db, secret, NOW_MS, &actor, NULL, NULL));
        g_assert_cmpuint(actor.n_people, ==, cases[i].people);
        g_assert_cmpint(actor.people[0], ==, 2);
    }
    kam_test_db_run(f->db, "UPDATE user_deputy SET from_day = 0, to_day = 99999, deleted_at = 1");
    g_assert_true(kam_session_authenticate(f->db, secret, NOW_MS, &actor, NULL, NULL));
    g_assert_cmpuint(actor.n_people, ==, 1);
}

static const char insert_absent_sql[] =
    "INSERT INTO app_user (id, version, name, role, created_at, created_by, updated_at, updated_by)"
    " VALUES ($1, 1, 'x', 'kam', 0, 0, 0, 0)";
static const char insert_deputy_sql[] =
    "INSERT INTO user_deputy (id, version, user_id, deputy_id, from_day, to_day, created_at, created_by, updated_at,"
    " updated_by) VALUES ($1, 1, $1, 2, 0, 99999, 0, 0, 0, 0)";

static void
test_actor__stands_in_for_at_most_fifteen(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *secret = open_session(f->db, 2);
    g_autoptr(KamTx) tx G_GNUC_UNUSED = kam_tx_begin(f->db, NULL);
    KamActor actor;

    for (gint64 i = 10; i < 40; i++) {
        g_assert_true(kam_db_run(f->db, insert_absent_sql, &i, 1, NULL));
        g_assert_true(kam_db_run(f->db, insert_deputy_sql, &i, 1, NULL));
    }
    g_assert_true(kam_session_authenticate(f->db, secret, NOW_MS, &actor, NULL, NULL));
    g_assert_cmpuint(actor.n_people, ==, KAM_ACTOR_MAX_PEOPLE);
}

static void
test_token__acts_with_narrower_rights(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *token = create_token(f->db, 1, "read");
    g_autofree char *all = create_token(f->db, 1, "*");
    KamActor actor;

    g_assert_true(g_str_has_prefix(token, "kamen_"));
    g_assert_true(kam_token_authenticate(f->db, token, NOW_MS, &actor, NULL));
    g_assert_true(actor.is_token);
    g_assert_cmpint(actor.user_id, ==, 1);
    g_assert_true(kam_policy_allows(&actor, KAM_PERM_BUSINESS_READ));
    g_assert_false(kam_policy_allows(&actor, KAM_PERM_BUSINESS_WRITE));
    g_assert_cmpint(kam_policy_class_access(&actor, KAM_PUBLIC), ==, KAM_READ);
    g_assert_true(kam_token_authenticate(f->db, all, NOW_MS, &actor, NULL));
    g_assert_true(kam_policy_allows(&actor, KAM_PERM_BUSINESS_WRITE));
    g_assert_false(kam_policy_allows(&actor, KAM_PERM_PEOPLE_WRITE));
}

static void
test_token__typo_is_told_by_its_form(G_GNUC_UNUSED People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *token = create_token(f->db, 1, "*");

    g_assert_true(kam_token_is_well_formed(token));
    for (gsize i = 0; i < strlen(token); i++) {
        g_autofree char *typo = g_strdup(token);

        typo[i] = typo[i] == 'b' ? 'c' : 'b';
        g_assert_false(kam_token_is_well_formed(typo));
        assert_token(f->db, typo, NOW_MS, FALSE);
    }
    g_assert_false(kam_token_is_well_formed(""));
    g_assert_false(kam_token_is_well_formed("kamen_"));
}

static void
test_token__expires_and_is_revoked(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *token = create_token(f->db, 1, "*");
    g_autoptr(GError) error = NULL;
    KamActor actor;

    assert_token(f->db, token, NOW_MS + DAY_MS - 1, TRUE);
    assert_token(f->db, token, NOW_MS + DAY_MS, FALSE);
    g_assert_true(kam_token_authenticate(f->db, token, NOW_MS, &actor, NULL));
    g_assert_false(kam_token_revoke(f->db, 2, actor.credential_id, NOW_MS, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
    assert_token(f->db, token, NOW_MS, TRUE);
    g_assert_true(kam_token_revoke(f->db, 1, actor.credential_id, NOW_MS, NULL));
    assert_token(f->db, token, NOW_MS, FALSE);
    g_assert_false(kam_token_revoke(f->db, 1, actor.credential_id, NOW_MS, NULL));
}

static void
test_token__stored_is_no_secret(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *token = create_token(f->db, 1, "*");
    g_autofree char *secret = open_session(f->db, 1);
    g_autofree char *token_secret = g_strndup(token + strlen("kamen_") + 9, 48);

    g_assert_cmpint(people_count_text(f->db,
                                      "SELECT count(*) FROM api_token WHERE secret_hash LIKE $1 OR prefix LIKE $1"
                                      " OR scopes LIKE $1 OR name LIKE $1",
                                      token_secret),
                    ==, 0);
    g_assert_cmpint(people_count_text(f->db, "SELECT count(*) FROM user_session WHERE secret_hash LIKE $1", secret), ==,
                    0);
}

static void
assert_not_created(KamDb *db, const char *name, const char *scopes, gint64 expires_at, KamErrorCode code)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_token_create(db, 1, name, scopes, expires_at, 0, NOW_MS, &error));
    g_assert_error(error, KAM_ERROR, (int)code);
}

static void
test_token__bad_wishes_are_refused(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *long_name = g_strnfill(101, 'x');
    g_autoptr(KamTx) tx G_GNUC_UNUSED = kam_tx_begin(f->db, NULL);

    assert_not_created(f->db, "", "*", NOW_MS + 1, KAM_ERROR_INVALID);
    assert_not_created(f->db, long_name, "*", NOW_MS + 1, KAM_ERROR_INVALID);
    assert_not_created(f->db, "feed", "", NOW_MS + 1, KAM_ERROR_INVALID);
    assert_not_created(f->db, "feed", "read everything", NOW_MS + 1, KAM_ERROR_INVALID);
    assert_not_created(f->db, "feed", "*", NOW_MS, KAM_ERROR_INVALID);
    for (guint i = 0; i < 100; i++)
        g_free(create_token(f->db, 1, "business_read"));
    assert_not_created(f->db, "feed", "*", NOW_MS + 1, KAM_ERROR_CONFLICT);
}

void
people_add_credential_tests(void)
{
    people_add("session/opens-its-person", test_session__opens_its_person);
    people_add("session/ends-when-idle-and-in-any-case", test_session__ends_when_idle_and_in_any_case);
    people_add("session/limits-are-settings", test_session__limits_are_settings);
    people_add("session/of-a-disabled-person-opens-nothing", test_session__of_a_disabled_person_opens_nothing);
    people_add("session/is-ended-by-its-person-only", test_session__is_ended_by_its_person_only);
    people_add("session/dead-and-surplus-ones-go", test_session__dead_and_surplus_ones_go);
    people_add("session/ticket-opens-nothing-and-grows-old", test_session__ticket_opens_nothing_and_grows_old);
    people_add("actor/stands-in-between-two-days", test_actor__stands_in_between_two_days);
    people_add("actor/stands-in-for-at-most-fifteen", test_actor__stands_in_for_at_most_fifteen);
    people_add("token/acts-with-narrower-rights", test_token__acts_with_narrower_rights);
    people_add("token/typo-is-told-by-its-form", test_token__typo_is_told_by_its_form);
    people_add("token/expires-and-is-revoked", test_token__expires_and_is_revoked);
    people_add("token/stored-is-no-secret", test_token__stored_is_no_secret);
    people_add("token/bad-wishes-are-refused", test_token__bad_wishes_are_refused);
}
