/* What signing in needs beside the database, one for each program that serves: the gate before argon2id, the limits on
 * guessing, the key that seals second factors, and when each session was last noted as used. */
#pragma once

#include "record/actor.h"
#include "service/people/gate.h"
#include "service/people/key.h"
#include "service/people/limit.h"
#include "store/pool.h"

typedef struct KamPeople KamPeople;

/** With the cost of kam_hash_cost_standard, unless a test wants quicker ones. No key: secrets of second factors are
 * kept as they are. */
KamPeople *kam_people_new(KamHashCost cost);
void kam_people_free(KamPeople *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPeople, kam_people_free)

/** Take the key of a file, which is made when it is not there. Before the first request. */
gboolean kam_people_load_key(KamPeople *people, const char *path, GError **error);

/** Borrowed: where all hashes are made. */
KamHashGate *kam_people_get_gate(KamPeople *people);
/** Borrowed: what is held against whom. */
KamLimits *kam_people_get_limits(KamPeople *people);
/** The key for sealing, borrowed; NULL: there is none. */
const guint8 *kam_people_get_key(KamPeople *people);

/**
 * Note that the actor's session or token was used: through the pool, without waiting, at most once a minute.
 * For requests that were admitted.
 */
void kam_people_touch(KamPeople *people, KamPool *pool, const KamActor *actor, gint64 now_ms);
