/* What people change of their own, and one-time links. */
#include <glib/gstdio.h>
#include <string.h>

#include "people_support.h"
#include "service/people/link.h"
#include "service/people/own.h"

#define NEXT_PASSWORD "eleven copper kettles hum"

static gboolean
write_session(KamDb *db, gpointer data, GError **error)
{
    const KamSessionOrigin origin = { "192.0.2.7", "test" };
    char **secret = data;

    *secret = kam_session_open(db, 1, &origin, FALSE, FALSE, NOW_MS, error);
    return *secret != NULL;
}

static void
open_session(People *f, KamActor *actor, char **secret)
{
    g_autoptr(GError) error = NULL;

    kam_pool_write_wait(f->pool, write_session, secret, &error);
    g_assert_no_error(error);
    g_assert_true(kam_session_authenticate(f->db, *secret, NOW_MS, actor, NULL, NULL));
}

static gboolean
is_open(People *f, const char *secret)
{
    KamActor actor;

    return kam_session_authenticate(f->db, secret, NOW_MS, &actor, NULL, NULL);
}

static KamSignInState
sign_in(People *f, const char *email, const char *password)
{
    g_auto(KamSignInAnswer) answer = { 0 };
    g_autoptr(GError) error = NULL;

    kam_sign_in_by_password(&f->at, email, password, NULL, &answer, &error);
    g_assert_no_error(error);
    return answer.state;
}

static void
test_password__is_changed_and_ends_other_sessions(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *mine = NULL;
    g_autofree char *other = NULL;
    g_autoptr(GError) error = NULL;
    KamOwnAnswer answer = { 0 };
    KamActor actor;
    KamOwnPlace own = { f->at, &actor };

    open_session(f, &actor, &other);
    open_session(f, &actor, &mine);
    g_assert_true(kam_own_change_password(&own, "guess", NEXT_PASSWORD, &answer, NULL));
    g_assert_cmpint(answer.state, ==, KAM_OWN_WRONG_PASSWORD);
    g_assert_true(is_open(f, other));
    g_assert_false(kam_own_change_password(&own, PASSWORD, "password123456", &answer, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_true(kam_own_change_password(&own, PASSWORD, NEXT_PASSWORD, &answer, NULL));
    g_assert_cmpint(answer.state, ==, KAM_OWN_DONE);
    g_assert_false(is_open(f, other));
    g_assert_true(is_open(f, mine));
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", NEXT_PASSWORD), ==, KAM_SIGNED_IN);
}

static void
test_password__guesses_at_an_open_browser_are_limited(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *mine = NULL;
    KamOwnAnswer answer = { 0 };
    KamActor actor;
    KamOwnPlace own = { f->at, &actor };

    open_session(f, &actor, &mine);
    for (guint i = 0; i < 5; i++) {
        g_assert_true(kam_own_remove_totp(&own, "guess", &answer, NULL));
        g_assert_cmpint(answer.state, ==, KAM_OWN_WRONG_PASSWORD);
    }
    g_assert_true(kam_own_remove_totp(&own, "guess", &answer, NULL));
    g_assert_cmpint(answer.state, ==, KAM_OWN_LATER);
    g_assert_cmpint(answer.wait_ms, >, 0);
}

static void
test_totp__is_begun_confirmed_and_removed(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *mine = NULL;
    g_autofree char *other = NULL;
    g_autofree char *secret = NULL;
    g_autofree char *uri = NULL;
    g_auto(GStrv) codes = NULL;
    g_autoptr(GError) error = NULL;
    KamOwnAnswer answer = { 0 };
    g_autofree char *later = NULL;
    KamActor actor, other_actor;
    KamOwnPlace own = { f->at, &actor };
    char code[8];

    open_session(f, &actor, &other);
    open_session(f, &actor, &mine);
    g_assert_false(kam_own_confirm_totp(&own, "000000", &codes, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_true(kam_own_enrol_totp(&own, PASSWORD, &answer, &secret, &uri, NULL));
    g_assert_cmpint(answer.state, ==, KAM_OWN_DONE);
    g_assert_true(g_str_has_prefix(uri, "otpauth://totp/Kamen:ana%40firma.rs?secret="));
    g_assert_nonnull(strstr(uri, secret));
    g_assert_cmpuint(strlen(secret), ==, 32);
    /* Not in force before it is confirmed. */
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD), ==, KAM_SIGNED_IN);
    g_assert_false(kam_own_confirm_totp(&own, "000000", &codes, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    people_make_code(secret, NOW_MS, code);
    g_assert_true(kam_own_confirm_totp(&own, code, &codes, NULL));
    g_assert_cmpuint(g_strv_length(codes), ==, 10);
    g_assert_false(is_open(f, other));
    g_assert_true(is_open(f, mine));
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD), ==, KAM_SIGN_IN_CODE);
    open_session(f, &other_actor, &later);
    g_assert_true(kam_own_remove_totp(&own, PASSWORD, &answer, NULL));
    g_assert_false(is_open(f, later));
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD), ==, KAM_SIGNED_IN);
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM recovery_code"), ==, 0);
}

static void
test_totp__secret_is_sealed_with_a_key(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *folder = g_dir_make_tmp("kamen-key-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "key", NULL);
    g_autofree char *mine = NULL;
    g_autofree char *secret = NULL;
    g_autofree char *uri = NULL;
    KamOwnAnswer answer = { 0 };
    KamActor actor;
    KamOwnPlace own = { f->at, &actor };

    g_assert_true(kam_people_load_key(f->people, path, NULL));
    open_session(f, &actor, &mine);
    g_assert_true(kam_own_enrol_totp(&own, PASSWORD, &answer, &secret, &uri, NULL));
    /* Nonce of 24, secret of 20, tag of 16 bytes. */
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM user_totp WHERE is_sealed = 1 AND length(secret) = 60"), ==,
                    1);
    g_unlink(path);
    g_rmdir(folder);
}

static void
test_recovery_codes__need_a_factor(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *mine = NULL;
    g_auto(GStrv) codes = NULL;
    g_autoptr(GError) error = NULL;
    KamOwnAnswer answer = { 0 };
    KamActor actor;
    KamOwnPlace own = { f->at, &actor };

    open_session(f, &actor, &mine);
    g_assert_false(kam_own_make_recovery_codes(&own, PASSWORD, &answer, &codes, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_assert_null(codes);
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM recovery_code"), ==, 0);
}

typedef struct {
    gint64 user_id;
    KamLinkUse use;
    char *secret;
} Link;

static gboolean
write_link(KamDb *db, gpointer data, GError **error)
{
    Link *link = data;
    const KamNoteBy by = { 3, "mira@firma.rs", 0, NULL, NOW_MS };

    link->secret = kam_link_make(db, &by, link->user_id, link->use, error);
    return link->secret != NULL;
}

static char *
make_link(People *f, gint64 user_id, KamLinkUse use)
{
    Link link = { user_id, use, NULL };
    g_autoptr(GError) error = NULL;

    kam_pool_write_wait(f->pool, write_link, &link, &error);
    g_assert_no_error(error);
    return link.secret;
}

static void
assert_link_is_dead(People *f, const char *secret)
{
    g_autoptr(GError) error = NULL;
    gint64 wait_ms = 0;

    g_assert_false(kam_link_use(&f->at, secret, NEXT_PASSWORD, &wait_ms, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
}

static void
test_link__is_good_once(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *secret = make_link(f, 2, KAM_LINK_SET_UP);
    g_autoptr(GError) error = NULL;
    gint64 wait_ms = 0;

    g_assert_cmpint(people_count_text(f->db, "SELECT count(*) FROM app_user WHERE link_hash LIKE $1", secret), ==, 0);
    g_assert_false(kam_link_use(&f->at, secret, "too short", &wait_ms, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(kam_link_use(&f->at, secret, NEXT_PASSWORD, &wait_ms, &error));
    g_assert_no_error(error);
    g_assert_cmpint(sign_in(f, "petar@firma.rs", NEXT_PASSWORD), ==, KAM_SIGNED_IN);
    assert_link_is_dead(f, secret);
}

static void
test_link__dies_with_age_and_with_the_next(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *first = make_link(f, 1, KAM_LINK_RESET);
    g_autofree char *second = make_link(f, 1, KAM_LINK_RESET);

    assert_link_is_dead(f, first);
    f->at.now_ms = NOW_MS + kam_link_life_ms(KAM_LINK_RESET);
    assert_link_is_dead(f, second);
    f->at.now_ms = NOW_MS;
    people_run(f, "UPDATE app_user SET disabled = 1 WHERE id = 1");
    assert_link_is_dead(f, second);
}

static void
test_link__ends_all_sessions_and_forgives_guesses(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *mine = NULL;
    g_autofree char *link = make_link(f, 1, KAM_LINK_RESET);
    gint64 wait_ms = 0;
    KamActor actor;

    open_session(f, &actor, &mine);
    for (guint i = 0; i < 5; i++)
        sign_in(f, "ana@firma.rs", "guess");
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD), ==, KAM_SIGN_IN_LATER);
    g_assert_true(kam_link_use(&f->at, link, NEXT_PASSWORD, &wait_ms, NULL));
    g_assert_false(is_open(f, mine));
    g_assert_cmpint(sign_in(f, "ana@firma.rs", NEXT_PASSWORD), ==, KAM_SIGNED_IN);
}

static void
test_link__is_not_made_for_who_may_not_sign_in(People *f, G_GNUC_UNUSED gconstpointer data)
{
    Link link = { 5, KAM_LINK_SET_UP, NULL };
    g_autoptr(GError) error = NULL;

    g_assert_false(kam_pool_write_wait(f->pool, write_link, &link, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_link__guesses_are_limited_by_address(People *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 wait_ms = 0;

    for (guint i = 0; i < 30; i++)
        g_assert_false(kam_link_use(&f->at, "guess", NEXT_PASSWORD, &wait_ms, NULL));
    g_assert_true(kam_link_use(&f->at, "guess", NEXT_PASSWORD, &wait_ms, NULL));
    g_assert_cmpint(wait_ms, >, 0);
}

void
people_add_own_tests(void)
{
    people_add_served("own/password-is-changed", test_password__is_changed_and_ends_other_sessions);
    people_add_served("own/guesses-at-an-open-browser", test_password__guesses_at_an_open_browser_are_limited);
    people_add_served("own/totp-is-begun-confirmed-removed", test_totp__is_begun_confirmed_and_removed);
    people_add_served("own/totp-is-sealed-with-a-key", test_totp__secret_is_sealed_with_a_key);
    people_add_served("own/recovery-codes-need-a-factor", test_recovery_codes__need_a_factor);
    people_add_served("link/is-good-once", test_link__is_good_once);
    people_add_served("link/dies-with-age-and-with-the-next", test_link__dies_with_age_and_with_the_next);
    people_add_served("link/ends-all-sessions", test_link__ends_all_sessions_and_forgives_guesses);
    people_add_served("link/not-for-who-may-not-sign-in", test_link__is_not_made_for_who_may_not_sign_in);
    people_add_served("link/guesses-are-limited", test_link__guesses_are_limited_by_address);
}
