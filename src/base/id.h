/* Identifiers of 63 bits, ordered by time, made by the application. */
#pragma once

#include <glib.h>

/**
 * Makes ids that only grow: 42 bits of milliseconds since 2020-01-01 UTC (enough until 2159), 21 bits of counter.
 * Starts as { 0 }, or with the largest id known. Not shared between threads.
 */
typedef struct {
    gint64 last;
    guint32
        salt; /* below 2^20: where the counter begins each millisecond, so that two programs do not make equal ids */
} KamIdMaker;

/** The next id at the given instant (ms since 1970 UTC); grows even when the clock stands or steps back. */
gint64 kam_id_next(KamIdMaker *maker, gint64 now_ms);
