/* The gate before argon2id. */
#include "service/people/gate.h"

#include <sodium.h>
#include <string.h>

#define MAX_WAITING 64

struct KamHashGate {
    GMutex mutex;
    GCond left;
    guint free_places;
    guint waiting;
    guint64 count;
    KamHashCost cost;
    char *nobody; /* a hash that no password has, of the same cost */
};

const KamHashCost kam_hash_cost_standard = { 3, 64u * 1024 * 1024 };

KamHashGate *
kam_hash_gate_new(guint at_once, KamHashCost cost)
{
    KamHashGate *gate = g_new0(KamHashGate, 1);

    if (sodium_init() < 0)
        g_error("no random numbers to be had on this machine");
    g_mutex_init(&gate->mutex);
    g_cond_init(&gate->left);
    gate->free_places = at_once;
    gate->cost = cost;
    /* Salt and hash are zeros in base64: finding a password for it would mean to invert argon2id. */
    gate->nobody =
        g_strdup_printf("$argon2id$v=19$m=%" G_GSIZE_FORMAT ",t=%" G_GUINT64_FORMAT ",p=1$%s$%s", cost.memory / 1024,
                        cost.operations, "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    return gate;
}

void
kam_hash_gate_free(KamHashGate *gate)
{
    if (gate == NULL)
        return;
    g_mutex_clear(&gate->mutex);
    g_cond_clear(&gate->left);
    g_free(gate->nobody);
    g_free(gate);
}

guint64
kam_hash_gate_get_count(KamHashGate *gate)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&gate->mutex);

    return gate->count;
}

static gboolean
enter(KamHashGate *gate, GError **error)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&gate->mutex);

    if (gate->free_places == 0 && gate->waiting >= MAX_WAITING) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY, "too many people sign in at this moment: try again");
        return FALSE;
    }
    gate->waiting++;
    while (gate->free_places == 0)
        g_cond_wait(&gate->left, &gate->mutex);
    gate->waiting--;
    gate->free_places--;
    gate->count++;
    return TRUE;
}

static void
leave(KamHashGate *gate)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&gate->mutex);

    gate->free_places++;
    g_cond_signal(&gate->left);
}

char *
kam_hash_gate_hash(KamHashGate *gate, const char *password, GError **error)
{
    char hash[crypto_pwhash_STRBYTES];
    int status;

    if (!enter(gate, error))
        return NULL;
    status = crypto_pwhash_str_alg(hash, password, strlen(password), gate->cost.operations, gate->cost.memory,
                                   crypto_pwhash_ALG_ARGON2ID13);
    leave(gate);
    if (status == 0)
        return g_strdup(hash);
    g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "password cannot be hashed: not enough memory");
    return NULL;
}

gboolean
kam_hash_gate_verify(KamHashGate *gate, const char *hash, const char *password, gboolean *right, gboolean *outdated,
                     GError **error)
{
    const char *compared = hash != NULL ? hash : gate->nobody;
    gboolean equal;

    if (!enter(gate, error))
        return FALSE;
    equal = crypto_pwhash_str_verify(compared, password, strlen(password)) == 0;
    leave(gate);
    *right = equal && hash != NULL;
    if (outdated != NULL)
        *outdated = crypto_pwhash_str_needs_rehash(compared, gate->cost.operations, gate->cost.memory) != 0;
    return TRUE;
}
