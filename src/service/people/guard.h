/* The three limits that an attempt to sign in meets: its address, the account from that address, the account from
 * anywhere. The last one does not hold addresses from which the person signed in before, so that nobody can keep
 * somebody out by guessing. */
#pragma once

#include "service/people/sign_in.h"

/* One attempt; starts as { 0 }. */
typedef struct {
    char *address_key, *pair_key, *account_key; /* account_key NULL: the address is known */
} KamGuard;

void kam_guard_clear(KamGuard *guard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamGuard, kam_guard_clear)

/**
 * Take one try.
 * @param email    folded; known to us or not.
 * @param user_id  0: nobody has that address.
 * @param[out] wait_ms  0: go on.
 */
gboolean kam_guard_take(const KamSignInPlace *place, const char *email, gint64 user_id, KamGuard *guard,
                        gint64 *wait_ms, GError **error);
/** The same keys without taking a try: for kam_guard_forget() when an earlier request took it. */
void kam_guard_name(const KamSignInPlace *place, const char *email, KamGuard *guard);
/** One try for a code: of that address, and of that person. */
void kam_guard_take_code(const KamSignInPlace *place, gint64 user_id, KamGuard *guard, gint64 *wait_ms);
/** One try of something that needs no account, such as a one-time link. */
gint64 kam_guard_take_address(const KamSignInPlace *place);
/** It was the right person: nothing is held against them. */
void kam_guard_forget(const KamSignInPlace *place, const KamGuard *guard);
/** Failures of the account, for the database; 0 when they are not counted here. */
guint kam_guard_get_failures(const KamSignInPlace *place, const KamGuard *guard);
