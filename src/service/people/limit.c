/* Limits on guessing. */
#include "service/people/limit.h"

#include <string.h>

typedef struct {
    guint failures;
    gint64 at_ms; /* when the count was true */
    gint64 tried_ms;
} Counter;

/* Two generations: when the younger is full it becomes the older, and the older is forgotten. Each step costs the same,
 * whatever somebody with many addresses does. */
struct KamLimits {
    GMutex mutex;
    GHashTable *young, *old;
    guint generation_size;
};

static GHashTable *
new_generation(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

KamLimits *
kam_limits_new(guint capacity)
{
    KamLimits *limits = g_new0(KamLimits, 1);

    g_mutex_init(&limits->mutex);
    limits->young = new_generation();
    limits->old = new_generation();
    limits->generation_size = MAX(capacity / 2, 1);
    return limits;
}

void
kam_limits_free(KamLimits *limits)
{
    if (limits == NULL)
        return;
    g_hash_table_unref(limits->young);
    g_hash_table_unref(limits->old);
    g_mutex_clear(&limits->mutex);
    g_free(limits);
}

static Counter *
find_counter(KamLimits *limits, const char *key)
{
    Counter *counter = g_hash_table_lookup(limits->young, key);

    return counter != NULL ? counter : g_hash_table_lookup(limits->old, key);
}

/* The counter in the young generation, made when it is new. */
static Counter *
use_counter(KamLimits *limits, const char *key)
{
    Counter *counter = g_hash_table_lookup(limits->young, key);
    Counter *used;

    if (counter != NULL)
        return counter;
    if (g_hash_table_size(limits->young) >= limits->generation_size) {
        g_hash_table_unref(limits->old);
        limits->old = limits->young;
        limits->young = new_generation();
    }
    used = g_new0(Counter, 1);
    counter = g_hash_table_lookup(limits->old, key);
    if (counter != NULL)
        *used = *counter;
    g_hash_table_insert(limits->young, g_strdup(key), used);
    return used;
}

static void
drain(Counter *counter, const KamLimitRule *rule, gint64 now_ms)
{
    gint64 drained = now_ms > counter->at_ms ? (now_ms - counter->at_ms) / rule->drain_ms : 0;

    if (drained >= counter->failures) {
        counter->failures = 0;
        counter->at_ms = now_ms;
        return;
    }
    counter->failures -= (guint)drained;
    counter->at_ms += drained * rule->drain_ms;
}

/* How long after the last try the next may come. */
static gint64
wait_after(guint failures, const KamLimitRule *rule)
{
    gint64 wait = rule->first_wait_ms;

    if (failures < rule->free_tries)
        return 0;
    for (guint i = rule->free_tries; i < failures && wait < rule->longest_wait_ms; i++)
        wait *= 2;
    return MIN(wait, rule->longest_wait_ms);
}

gint64
kam_limits_take(KamLimits *limits, const char *key, const KamLimitRule *rule, gint64 now_ms)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&limits->mutex);
    Counter *counter = use_counter(limits, key);
    gint64 wait;

    if (counter->failures == 0)
        counter->at_ms = now_ms;
    drain(counter, rule, now_ms);
    wait = wait_after(counter->failures, rule) - (now_ms - counter->tried_ms);
    if (counter->failures >= rule->free_tries && wait > 0)
        return MIN(wait, rule->longest_wait_ms);
    counter->failures++;
    counter->tried_ms = now_ms;
    return 0;
}

void
kam_limits_give_back(KamLimits *limits, const char *key)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&limits->mutex);
    Counter *counter = find_counter(limits, key);

    if (counter != NULL && counter->failures > 0)
        counter->failures--;
}

void
kam_limits_forget(KamLimits *limits, const char *key)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&limits->mutex);

    g_hash_table_remove(limits->young, key);
    g_hash_table_remove(limits->old, key);
}

guint
kam_limits_get_failures(KamLimits *limits, const char *key, const KamLimitRule *rule, gint64 now_ms)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&limits->mutex);
    Counter *counter = find_counter(limits, key);

    if (counter == NULL)
        return 0;
    drain(counter, rule, now_ms);
    return counter->failures;
}

void
kam_limits_seed(KamLimits *limits, const char *key, guint failures, gint64 failed_at)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&limits->mutex);

    if (failures > 0 && find_counter(limits, key) == NULL)
        *use_counter(limits, key) = (Counter) { failures, failed_at, failed_at };
}
