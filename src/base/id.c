/* Identifiers that only grow: time in the upper 42 bits, a counter in the lower 21. */
#include "base/id.h"

#define ID_EPOCH_MS G_GINT64_CONSTANT(1577836800000) /* 2020-01-01T00:00:00Z */
#define ID_COUNTER_BITS 21
#define ID_LAST_MS ((G_GINT64_CONSTANT(1) << 42) - 1)

gint64
kam_id_next(KamIdMaker *maker, gint64 now_ms)
{
    gint64 since_epoch = CLAMP(now_ms, ID_EPOCH_MS, ID_EPOCH_MS + ID_LAST_MS) - ID_EPOCH_MS;

    g_assert(maker->last >= 0 && maker->last < G_MAXINT64);
    /* Counting on from the last id covers a clock that stands, one that steps back, and a counter that
     * runs over into the next millisecond. */
    maker->last = MAX(since_epoch << ID_COUNTER_BITS | maker->salt, maker->last + 1);
    return maker->last;
}
