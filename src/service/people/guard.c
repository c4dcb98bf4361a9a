/* The limits that an attempt to sign in meets. */
#include "service/people/guard.h"

#include <arpa/inet.h>
#include <string.h>

#include "store/statements.h"

#define SECOND (G_GINT64_CONSTANT(1000))
#define MINUTE (60 * SECOND)
#define KNOWN_MS (G_GINT64_CONSTANT(90) * 24 * 60 * MINUTE)
#define NETWORK_BYTES 8
#define MAX_EMAIL_BYTES 254 /* longer ones are nobody's, and take no more memory than others */

/* A whole office may sit behind one address. */
static const KamLimitRule address_rule = { 30, SECOND, 5 * MINUTE, 20 * SECOND };
/* A person who mistypes tries a few times; somebody who guesses gets about four tries an hour. */
static const KamLimitRule pair_rule = { 5, 2 * SECOND, 15 * MINUTE, 10 * MINUTE };
/* Guesses from many addresses at one account: at most one a minute. */
static const KamLimitRule account_rule = { 20, 2 * SECOND, MINUTE, MINUTE };
static const KamLimitRule code_rule = { 10, 2 * SECOND, 15 * MINUTE, 10 * MINUTE };

void
kam_guard_clear(KamGuard *guard)
{
    g_clear_pointer(&guard->address_key, g_free);
    g_clear_pointer(&guard->pair_key, g_free);
    g_clear_pointer(&guard->account_key, g_free);
}

/* Whoever has one address of IPv6 has the whole network of 64 bits. */
static char *
dup_address_key(const char *address)
{
    const char *text = address != NULL ? address : "";
    GString *key = g_string_new("a|");
    struct in6_addr bytes;

    if (inet_pton(AF_INET6, text, &bytes) != 1) {
        g_string_append(key, text);
        return g_string_free(key, FALSE);
    }
    for (guint i = 0; i < NETWORK_BYTES; i++)
        g_string_append_printf(key, "%02x", bytes.s6_addr[i]);
    return g_string_free(key, FALSE);
}

static gboolean
is_known_address(const KamSignInPlace *place, gint64 user_id, gboolean *known, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(place->db, kam_sql("sign_in_address_is_known"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_text(stmt, 2, place->origin.address != NULL ? place->origin.address : "");
    kam_stmt_bind_int(stmt, 3, place->now_ms - KNOWN_MS);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *known = kam_stmt_get_int(stmt, 0) > 0;
    return TRUE;
}

/* What was held against the account before this program began. */
static gboolean
seed_account(const KamSignInPlace *place, gint64 user_id, const char *key, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(place->db, kam_sql("sign_in_limit_by_user"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        kam_limits_seed(kam_people_get_limits(place->people), key, (guint)kam_stmt_get_int(stmt, 0),
                        kam_stmt_get_int(stmt, 1));
    return step != KAM_STEP_FAILED;
}

/* All or none: what one limit turns away is not counted by the others. */
static gint64
take_all(const KamSignInPlace *place, const KamGuard *guard, const KamLimitRule *pair)
{
    KamLimits *limits = kam_people_get_limits(place->people);
    gint64 wait = kam_limits_take(limits, guard->address_key, &address_rule, place->now_ms);

    if (wait > 0)
        return wait;
    if ((wait = kam_limits_take(limits, guard->pair_key, pair, place->now_ms)) > 0) {
        kam_limits_give_back(limits, guard->address_key);
        return wait;
    }
    if (guard->account_key == NULL ||
        (wait = kam_limits_take(limits, guard->account_key, &account_rule, place->now_ms)) == 0)
        return 0;
    kam_limits_give_back(limits, guard->address_key);
    kam_limits_give_back(limits, guard->pair_key);
    return wait;
}

void
kam_guard_name(const KamSignInPlace *place, const char *email, KamGuard *guard)
{
    guard->address_key = dup_address_key(place->origin.address);
    guard->account_key = g_strdup_printf("u|%.*s", MAX_EMAIL_BYTES, email);
    guard->pair_key = g_strconcat(guard->address_key, "|", guard->account_key, NULL);
}

gboolean
kam_guard_take(const KamSignInPlace *place, const char *email, gint64 user_id, KamGuard *guard, gint64 *wait_ms,
               GError **error)
{
    gboolean known = FALSE;

    kam_guard_name(place, email, guard);
    /* Strangers' names cost the same reads as people's: the person 0 has no rows. */
    if (!is_known_address(place, user_id, &known, error) || !seed_account(place, user_id, guard->account_key, error))
        return FALSE;
    if (known)
        g_clear_pointer(&guard->account_key, g_free);
    *wait_ms = take_all(place, guard, &pair_rule);
    return TRUE;
}

void
kam_guard_take_code(const KamSignInPlace *place, gint64 user_id, KamGuard *guard, gint64 *wait_ms)
{
    guard->address_key = dup_address_key(place->origin.address);
    guard->pair_key = g_strdup_printf("c|%" G_GINT64_FORMAT, user_id);
    *wait_ms = take_all(place, guard, &code_rule);
}

gint64
kam_guard_take_address(const KamSignInPlace *place)
{
    g_autofree char *key = dup_address_key(place->origin.address);

    return kam_limits_take(kam_people_get_limits(place->people), key, &address_rule, place->now_ms);
}

void
kam_guard_forget(const KamSignInPlace *place, const KamGuard *guard)
{
    KamLimits *limits = kam_people_get_limits(place->people);

    kam_limits_give_back(limits, guard->address_key);
    kam_limits_forget(limits, guard->pair_key);
    if (guard->account_key != NULL)
        kam_limits_forget(limits, guard->account_key);
}

guint
kam_guard_get_failures(const KamSignInPlace *place, const KamGuard *guard)
{
    if (guard->account_key == NULL)
        return 0;
    return kam_limits_get_failures(kam_people_get_limits(place->people), guard->account_key, &account_rule,
                                   place->now_ms);
}
