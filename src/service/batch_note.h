/* What follows when somebody brings a batch or takes one back: words to search by, and a row of the audit that says who
 * it was. */
#pragma once

#include "record/actor.h"
#include "store/db.h"

/* Who did it; the actor is borrowed. */
typedef struct {
    const KamActor *actor;
    gint64 now_ms;
    const char *profile; /* that the file was read by; NULL: none */
} KamBatchBy;

/** Write into the row of a batch who brought it and by which profile. */
gboolean kam_batch_set_origin(KamDb *db, gint64 batch, const KamBatchBy *by, GError **error);
/** Write who took it back. */
gboolean kam_batch_set_undone_by(KamDb *db, gint64 batch, const KamBatchBy *by, GError **error);

/** KamFollowBatch of an import; `by` is a KamBatchBy. */
gboolean kam_batch_follow_import(KamDb *db, gint64 batch, gpointer by, GError **error);
/** KamFollowBatch of an undo; `by` is a KamBatchBy. */
gboolean kam_batch_follow_undo(KamDb *db, gint64 batch, gpointer by, GError **error);
