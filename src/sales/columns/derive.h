/* Sums and columns of lines while they are being stored: in a thread of their own, since the database keeps the
 * first one busy. Few lines never start a thread. */
#pragma once

#include "sales/columns/rollup.h"
#include "sales/columns/segment_store.h"

typedef struct KamDeriver KamDeriver;

/** Lines go into both; neither may be used by others until kam_deriver_finish(). */
KamDeriver *kam_deriver_new(KamRollup *rollup, KamSegmentSpool *spool);
/** Without kam_deriver_finish(): waits for the thread and gives its work up. */
void kam_deriver_free(KamDeriver *deriver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDeriver, kam_deriver_free)
/** Hand a line over: into sums and columns (sign +1), or out of the sums (-1; the columns of its batch are remade).
 * Never waits for long. An error of the thread shows in kam_deriver_finish(). */
void kam_deriver_add(KamDeriver *deriver, const KamSegmentLine *line, gboolean is_charge, int sign);
/** Wait until everything handed over is counted. May be followed by more lines. */
gboolean kam_deriver_finish(KamDeriver *deriver, GError **error);
