/* Figures worked out before anybody asks: a thread of low priority that begins with the server and again when the data
 * have changed, whoever changed them. Requests never wait for it. */
#pragma once

#include "service/figures/desk.h"
#include "store/pool.h"

typedef struct KamWarm KamWarm;

/* What it has done by now. */
typedef struct {
    gboolean is_ready;    /* nothing is left to do for the data as they were seen last */
    guint64 rounds;       /* states of the data that were gone through to the end */
    guint64 accounts;     /* forecasts made since the start */
    gint64 last_round_ms; /* what the last of the rounds took */
} KamWarmCounts;

/** Told on its thread when a round has ended. */
typedef void (*KamWarmDone)(gpointer data, const KamWarmCounts *counts);

/** Begin. `pool` and `desk` outlive it. `done` may be NULL. */
KamWarm *kam_warm_new(KamPool *pool, KamDesk *desk, KamWarmDone done, gpointer data);
/** Ends within the piece of work at hand, some milliseconds; a fit over all accounts takes up to seconds. */
void kam_warm_free(KamWarm *warm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamWarm, kam_warm_free)
/** Whether what requests ask for first has been made since the start, or cannot be made: from now on they need not wait
 * for more than a request's own work. */
gboolean kam_warm_is_prepared(KamWarm *warm);
void kam_warm_get_counts(KamWarm *warm, KamWarmCounts *counts);
