/* Limits on guessing: counters that fill with failures and drain with time. Whoever goes on after the free tries waits,
 * twice as long after each, up to a longest wait: nobody is locked out for good. Shared by all threads; bounded in
 * memory; the clock is a parameter. */
#pragma once

#include <glib.h>

typedef struct KamLimits KamLimits;

/* How one kind of key is limited. */
typedef struct {
    guint free_tries;     /* without any wait */
    gint64 first_wait_ms; /* after the first try beyond them; doubles with each */
    gint64 longest_wait_ms;
    gint64 drain_ms; /* one failure is forgotten in so long */
} KamLimitRule;

/** Counters for about `capacity` keys; the oldest are forgotten first. */
KamLimits *kam_limits_new(guint capacity);
void kam_limits_free(KamLimits *limits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamLimits, kam_limits_free)

/**
 * Take one try: it counts as failed until kam_limits_give_back() or kam_limits_forget() says otherwise, so that many at
 * once cannot pass together.
 * @return 0 when it may go on; otherwise how long to wait, in milliseconds, and nothing is counted.
 */
gint64 kam_limits_take(KamLimits *limits, const char *key, const KamLimitRule *rule, gint64 now_ms);
/** The try was no failure. */
void kam_limits_give_back(KamLimits *limits, const char *key);
/** The key has proved itself: nothing is held against it. */
void kam_limits_forget(KamLimits *limits, const char *key);
/** Failures that are held against a key, drained up to now; what a database keeps across a restart. */
guint kam_limits_get_failures(KamLimits *limits, const char *key, const KamLimitRule *rule, gint64 now_ms);
/** Begin with what was kept: nothing happens when the key is known already. */
void kam_limits_seed(KamLimits *limits, const char *key, guint failures, gint64 failed_at);
