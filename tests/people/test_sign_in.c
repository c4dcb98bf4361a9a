/* Signing in: one step, two steps, limits, and that strangers learn nothing. */
#include <string.h>

#include "people_support.h"
#include "service/people/totp.h"
#include "store/statements.h"

#define SECOND G_GINT64_CONSTANT(1000)

static KamSignInState
sign_in(People *f, const char *email, const char *password, const char *code, char **secret, gint64 *wait_ms)
{
    g_auto(KamSignInAnswer) answer = { 0 };
    g_autoptr(GError) error = NULL;

    f->at.db = f->db;
    kam_sign_in_by_password(&f->at, email, password, code, &answer, &error);
    g_assert_no_error(error);
    g_assert_cmpint(answer.secret != NULL, ==, answer.state == KAM_SIGNED_IN || answer.state == KAM_SIGN_IN_CODE);
    if (secret != NULL)
        *secret = g_steal_pointer(&answer.secret);
    if (wait_ms != NULL)
        *wait_ms = answer.wait_ms;
    return answer.state;
}

static KamSignInState
try_ana(People *f, const char *password)
{
    return sign_in(f, "ana@firma.rs", password, NULL, NULL, NULL);
}

static KamSignInState
send_code(People *f, const char *ticket, const char *code, char **secret)
{
    g_auto(KamSignInAnswer) answer = { 0 };
    g_autoptr(GError) error = NULL;

    kam_sign_in_by_code(&f->at, ticket, code, &answer, &error);
    g_assert_no_error(error);
    if (secret != NULL)
        *secret = g_steal_pointer(&answer.secret);
    return answer.state;
}

/* The secret of ana's second factor, put into force as if she had confirmed it. */
typedef struct {
    char *text;
    GStrv recovery;
} Factor;

static gboolean
write_factor(KamDb *db, gpointer data, GError **error)
{
    Factor *factor = data;
    g_autofree char *uri = NULL;

    factor->text = kam_totp_enrol(db, NULL, 1, "ana@firma.rs", NOW_MS, &uri, error);
    factor->recovery = kam_recovery_make(db, 1, NOW_MS, error);
    return factor->text != NULL && factor->recovery != NULL &&
           kam_db_run(db, kam_sql("totp_confirm"), (gint64[]) { 1, NOW_MS }, 2, error);
}

static void
give_factor(People *f, Factor *factor)
{
    g_autoptr(GError) error = NULL;

    kam_pool_write_wait(f->pool, write_factor, factor, &error);
    g_assert_no_error(error);
}

static void
factor_clear(Factor *factor)
{
    g_free(factor->text);
    g_strfreev(factor->recovery);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Factor, factor_clear)

static void
test_sign_in__opens_a_session(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *secret = NULL;
    KamActor actor;

    g_assert_cmpint(sign_in(f, "Ana@Firma.RS", PASSWORD, NULL, &secret, NULL), ==, KAM_SIGNED_IN);
    g_assert_true(kam_session_authenticate(f->db, secret, NOW_MS, &actor, NULL, NULL));
    g_assert_cmpint(actor.user_id, ==, 1);
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM audit_entry WHERE action = 'sign_in' AND user_id = 1"), ==,
                    1);
}

static void
test_sign_in__wrong_is_wrong_whatever_it_is(People *f, G_GNUC_UNUSED gconstpointer data)
{
    people_run(f, "UPDATE app_user SET password_hash = (SELECT password_hash FROM app_user WHERE id = 1) WHERE id > 1");
    people_run(f, "UPDATE app_user SET disabled = 1 WHERE id = 2");
    people_run(f, "UPDATE app_user SET role = 'none' WHERE id = 3");
    g_assert_cmpint(try_ana(f, "seven green bottles sit"), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(try_ana(f, ""), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(try_ana(f, "\xff\xfe"), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(sign_in(f, "nobody@firma.rs", PASSWORD, NULL, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(sign_in(f, "petar@firma.rs", "seven green bottles sit", NULL, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(sign_in(f, "mira@firma.rs", "", NULL, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
    /* Only the right password is told that the door is shut, and opens nothing. */
    g_assert_cmpint(sign_in(f, "petar@firma.rs", PASSWORD, NULL, NULL, NULL), ==, KAM_SIGN_IN_OFF);
    g_assert_cmpint(sign_in(f, "mira@firma.rs", PASSWORD, NULL, NULL, NULL), ==, KAM_SIGN_IN_OFF);
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM user_session WHERE user_id IN (2, 3)"), ==, 0);
    g_assert_cmpint(sign_in(f, "dragan@firma.rs", PASSWORD, NULL, NULL, NULL), ==, KAM_SIGNED_IN);
}

/* What an attempt costs, counted in hashes and not in time: one each, whoever it is. */
static void
test_sign_in__costs_the_same_for_strangers(People *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *const emails[] = { "ana@firma.rs", "nobody@firma.rs", "petar@firma.rs", "", "mira@firma.rs" };
    KamHashGate *gate = kam_people_get_gate(f->people);

    people_run(f, "UPDATE app_user SET disabled = 1 WHERE id = 3");
    for (guint i = 0; i < G_N_ELEMENTS(emails); i++) {
        guint64 before = kam_hash_gate_get_count(gate);

        g_assert_cmpint(sign_in(f, emails[i], "seven green bottles sit", NULL, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
        g_assert_cmpuint(kam_hash_gate_get_count(gate) - before, ==, 1);
    }
}

static void
test_sign_in__guesses_wait_longer_and_longer(People *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *const emails[] = { "ana@firma.rs", "nobody@firma.rs" };

    for (guint e = 0; e < G_N_ELEMENTS(emails); e++) {
        gint64 wait = 0;

        f->at.now_ms = NOW_MS;
        for (guint i = 0; i < 5; i++)
            g_assert_cmpint(sign_in(f, emails[e], "guess", NULL, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
        g_assert_cmpint(sign_in(f, emails[e], "guess", NULL, NULL, &wait), ==, KAM_SIGN_IN_LATER);
        g_assert_cmpint(wait, ==, 2 * SECOND);
        f->at.now_ms += wait;
        g_assert_cmpint(sign_in(f, emails[e], "guess", NULL, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
        g_assert_cmpint(sign_in(f, emails[e], "guess", NULL, NULL, &wait), ==, KAM_SIGN_IN_LATER);
        g_assert_cmpint(wait, ==, 4 * SECOND);
    }
}

static void
test_sign_in__nobody_is_locked_out_for_good(People *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 wait = 0;

    for (guint i = 0; i < 200; i++) {
        if (sign_in(f, "ana@firma.rs", "guess", NULL, NULL, &wait) == KAM_SIGN_IN_LATER)
            f->at.now_ms += wait;
        g_assert_cmpint(wait, <=, 15 * 60 * SECOND);
    }
    while (sign_in(f, "ana@firma.rs", PASSWORD, NULL, NULL, &wait) == KAM_SIGN_IN_LATER) {
        g_assert_cmpint(wait, >, 0);
        f->at.now_ms += wait;
    }
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
}

static void
guess_from_many_addresses(People *f, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *address = g_strdup_printf("198.51.100.%u", i);

        f->at.origin.address = address;
        try_ana(f, "guess");
    }
}

static void
test_sign_in__strangers_do_not_keep_out_known_addresses(People *f, G_GNUC_UNUSED gconstpointer data)
{
    const gint64 day = 24 * 3600 * SECOND;

    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
    guess_from_many_addresses(f, 60);
    f->at.origin.address = "203.0.113.9";
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGN_IN_LATER);
    f->at.origin.address = "192.0.2.7";
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
    guess_from_many_addresses(f, 60);
    f->at.origin.address = "203.0.113.9";
    f->at.now_ms += 60 * SECOND;
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
    /* After three months an address is a stranger's again. */
    f->at.now_ms += 91 * day;
    guess_from_many_addresses(f, 60);
    f->at.origin.address = "192.0.2.7";
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGN_IN_LATER);
}

static void
test_sign_in__restart_forgets_no_delay(People *f, G_GNUC_UNUSED gconstpointer data)
{
    KamPeople *old = f->people;

    guess_from_many_addresses(f, 30);
    g_assert_cmpint(people_get_int(f, "SELECT failures FROM sign_in_limit WHERE user_id = 1"), ==, 20);
    f->people = f->at.people = kam_people_new((KamHashCost) { 1, 8192 });
    kam_people_free(old);
    f->at.origin.address = "203.0.113.9";
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGN_IN_LATER);
    f->at.now_ms += 3 * SECOND;
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM sign_in_limit"), ==, 0);
}

static void
test_sign_in__one_address_is_limited_over_all_accounts(People *f, G_GNUC_UNUSED gconstpointer data)
{
    guint later = 0;

    for (guint i = 0; i < 40; i++) {
        g_autofree char *email = g_strdup_printf("nobody%u@firma.rs", i);
        g_autofree char *address = g_strdup_printf("2001:db8:1:2::%x", i);

        f->at.origin.address = address;
        later += sign_in(f, email, "guess", NULL, NULL, NULL) == KAM_SIGN_IN_LATER ? 1 : 0;
    }
    g_assert_cmpuint(later, ==, 10);
    f->at.origin.address = "2001:db8:1:3::1";
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
}

static void
test_sign_in__second_factor_takes_two_steps(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(Factor) factor = { 0 };
    g_autofree char *ticket = NULL;
    g_autofree char *secret = NULL;
    KamActor actor;
    char code[8];

    give_factor(f, &factor);
    people_make_code(factor.text, NOW_MS, code);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, NULL, &ticket, NULL), ==, KAM_SIGN_IN_CODE);
    g_assert_false(kam_session_authenticate(f->db, ticket, NOW_MS, &actor, NULL, NULL));
    g_assert_cmpint(send_code(f, ticket, "000000", NULL), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(send_code(f, ticket, code, &secret), ==, KAM_SIGNED_IN);
    g_assert_true(kam_session_authenticate(f->db, secret, NOW_MS, &actor, NULL, NULL));
    g_assert_cmpint(send_code(f, ticket, code, NULL), ==, KAM_SIGN_IN_WRONG);
}

static void
test_sign_in__code_is_good_once(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(Factor) factor = { 0 };
    char code[8], next[8];

    give_factor(f, &factor);
    people_make_code(factor.text, NOW_MS, code);
    people_make_code(factor.text, NOW_MS + 30 * SECOND, next);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, code, NULL, NULL), ==, KAM_SIGNED_IN);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, code, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, next, NULL, NULL), ==, KAM_SIGNED_IN);
    /* The older one is in the window still, and dead. */
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, code, NULL, NULL), ==, KAM_SIGN_IN_WRONG);
}

static void
test_sign_in__recovery_code_is_good_once(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(Factor) factor = { 0 };
    g_autofree char *shouted = NULL;
    gint64 left = 0;

    give_factor(f, &factor);
    g_assert_cmpuint(g_strv_length(factor.recovery), ==, 10);
    shouted = g_ascii_strup(factor.recovery[3], -1);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, shouted, NULL, NULL), ==, KAM_SIGNED_IN);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, factor.recovery[3], NULL, NULL), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, factor.recovery[4], NULL, NULL), ==, KAM_SIGNED_IN);
    g_assert_true(kam_recovery_count(f->db, 1, &left, NULL));
    g_assert_cmpint(left, ==, 8);
}

static void
test_sign_in__ticket_bears_five_wrong_codes(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(Factor) factor = { 0 };
    g_autofree char *ticket = NULL;
    char code[8];

    give_factor(f, &factor);
    people_make_code(factor.text, NOW_MS, code);
    sign_in(f, "ana@firma.rs", PASSWORD, NULL, &ticket, NULL);
    for (guint i = 0; i < 5; i++)
        g_assert_cmpint(send_code(f, ticket, "000000", NULL), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(send_code(f, ticket, code, NULL), ==, KAM_SIGN_IN_WRONG);
}

/* Whoever knows the password may try codes only as slowly as others try passwords. */
static void
test_sign_in__codes_are_limited(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(Factor) factor = { 0 };
    guint wrong = 0;

    give_factor(f, &factor);
    for (guint i = 0; i < 100; i++)
        wrong += sign_in(f, "ana@firma.rs", PASSWORD, "000000", NULL, NULL) == KAM_SIGN_IN_WRONG ? 1 : 0;
    g_assert_cmpuint(wrong, ==, 5);
}

/* Whoever knows the password cannot have tickets, and so tries, without end; a right code forgives. */
static void
test_sign_in__tickets_are_limited(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(Factor) factor = { 0 };
    g_autofree char *ticket = NULL;
    char code[8];

    give_factor(f, &factor);
    people_make_code(factor.text, NOW_MS, code);
    g_assert_cmpint(sign_in(f, "ana@firma.rs", PASSWORD, NULL, &ticket, NULL), ==, KAM_SIGN_IN_CODE);
    for (guint i = 0; i < 4; i++)
        g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGN_IN_CODE);
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGN_IN_LATER);
    g_assert_cmpint(send_code(f, ticket, code, NULL), ==, KAM_SIGNED_IN);
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGN_IN_CODE);
}

static void
test_sign_in__outdated_hash_is_replaced(People *f, G_GNUC_UNUSED gconstpointer data)
{
    KamPeople *old = f->people;

    f->people = f->at.people = kam_people_new((KamHashCost) { 2, 16384 });
    kam_people_free(old);
    g_assert_cmpint(try_ana(f, "guess"), ==, KAM_SIGN_IN_WRONG);
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM app_user WHERE password_hash LIKE '%m=16,t=2%'"), ==, 0);
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
    g_assert_cmpint(people_get_int(f, "SELECT count(*) FROM app_user WHERE password_hash LIKE '%m=16,t=2%'"), ==, 1);
    g_assert_cmpint(try_ana(f, PASSWORD), ==, KAM_SIGNED_IN);
}

static void
test_sign_in__vouched_person_needs_a_role(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_sign_in_vouched(f->db, 5, &f->at.origin, NULL, NOW_MS, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
}

static void
test_touch__once_a_minute(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *secret = NULL;
    const char used_at[] = "SELECT used_at FROM user_session";
    KamActor actor;

    sign_in(f, "ana@firma.rs", PASSWORD, NULL, &secret, NULL);
    kam_session_authenticate(f->db, secret, NOW_MS, &actor, NULL, NULL);
    kam_people_touch(f->people, f->pool, &actor, NOW_MS + 5);
    g_assert_cmpint(people_get_int(f, used_at), ==, NOW_MS + 5);
    kam_people_touch(f->people, f->pool, &actor, NOW_MS + 60000);
    g_assert_cmpint(people_get_int(f, used_at), ==, NOW_MS + 5);
    kam_people_touch(f->people, f->pool, &actor, NOW_MS + 60005);
    g_assert_cmpint(people_get_int(f, used_at), ==, NOW_MS + 60005);
}

void
people_add_sign_in_tests(void)
{
    people_add_served("sign-in/opens-a-session", test_sign_in__opens_a_session);
    people_add_served("sign-in/wrong-is-wrong-whatever-it-is", test_sign_in__wrong_is_wrong_whatever_it_is);
    people_add_served("sign-in/costs-the-same-for-strangers", test_sign_in__costs_the_same_for_strangers);
    people_add_served("sign-in/guesses-wait-longer-and-longer", test_sign_in__guesses_wait_longer_and_longer);
    people_add_served("sign-in/nobody-is-locked-out-for-good", test_sign_in__nobody_is_locked_out_for_good);
    people_add_served("sign-in/strangers-do-not-keep-out-known-addresses",
                      test_sign_in__strangers_do_not_keep_out_known_addresses);
    people_add_served("sign-in/restart-forgets-no-delay", test_sign_in__restart_forgets_no_delay);
    people_add_served("sign-in/one-address-is-limited", test_sign_in__one_address_is_limited_over_all_accounts);
    people_add_served("sign-in/second-factor-takes-two-steps", test_sign_in__second_factor_takes_two_steps);
    people_add_served("sign-in/code-is-good-once", test_sign_in__code_is_good_once);
    people_add_served("sign-in/recovery-code-is-good-once", test_sign_in__recovery_code_is_good_once);
    people_add_served("sign-in/ticket-bears-five-wrong-codes", test_sign_in__ticket_bears_five_wrong_codes);
    people_add_served("sign-in/codes-are-limited", test_sign_in__codes_are_limited);
    people_add_served("sign-in/tickets-are-limited", test_sign_in__tickets_are_limited);
    people_add_served("sign-in/outdated-hash-is-replaced", test_sign_in__outdated_hash_is_replaced);
    people_add_served("sign-in/vouched-person-needs-a-role", test_sign_in__vouched_person_needs_a_role);
    people_add_served("touch/once-a-minute", test_touch__once_a_minute);
}
