/* The gate before argon2id: each hash takes 64 MiB and most of a processor, so only a few are made at once, some wait,
 * and more than that are turned away. Shared by all threads. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef struct KamHashGate KamHashGate;

/* What one hash costs. */
typedef struct {
    guint64 operations;
    gsize memory; /* bytes */
} KamHashCost;

/** 64 MiB, three passes. */
extern const KamHashCost kam_hash_cost_standard;

/** A gate for `at_once` hashes at a time. */
KamHashGate *kam_hash_gate_new(guint at_once, KamHashCost cost);
void kam_hash_gate_free(KamHashGate *gate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamHashGate, kam_hash_gate_free)

/** Hashes made or compared since the start: what an attempt costs, whoever it was. */
guint64 kam_hash_gate_get_count(KamHashGate *gate);

/** argon2id in its own text form, which names its cost and holds a salt of its own. Free with g_free(). */
char *kam_hash_gate_hash(KamHashGate *gate, const char *password, GError **error);
/**
 * Compare a password with a hash.
 *
 * @param hash           NULL when there is none to compare with: the answer is no, after the same work.
 * @param[out] right     whether it is the one.
 * @param[out] outdated  whether the hash cost less than one made now; may be NULL.
 * @return FALSE with KAM_ERROR_BUSY when too many wait already; try again a little later.
 */
gboolean kam_hash_gate_verify(KamHashGate *gate, const char *hash, const char *password, gboolean *right,
                              gboolean *outdated, GError **error);
