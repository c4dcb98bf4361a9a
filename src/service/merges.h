/* Making one of two records, and taking that back: lines, references and fields together. */
#pragma once

#include "base/json.h"
#include "domain/merge.h"

/**
 * Merge inside the caller's transaction: `other_id` becomes part of `survivor_id`. See kam_merge_run() for errors.
 * @param take       {"phone": "other"}; NULL: what the survivor lacks.
 * @param[out] id    of the merge, by which it can be taken back.
 */
gboolean kam_merges_run(const KamWork *work, const KamRecordType *type, gint64 survivor_id, gint64 other_id,
                        json_t *take, gint64 *id, KamFaults *faults, GError **error);

/** Take a merge back, inside the caller's transaction: everything is as it was. */
gboolean kam_merges_undo(const KamWork *work, gint64 id, GError **error);

/** What a merge would do: members survivor, other (as the actor may read them), fields taken from the other, records
 * that would move, lines that would move. Into an open object. */
gboolean kam_merges_preview_to_json(const KamWork *work, const KamRecordType *type, gint64 survivor_id, gint64 other_id,
                                    KamJson *json, GError **error);

/** Past merges of a type, the newest first, of which the actor sees the survivor: members items and next, into an open
 * object. `obstacle` of each says why it cannot be taken back: undone, merged_again, changed.
 * @param before  of merges with smaller numbers; G_MAXINT64: from the newest */
gboolean kam_merges_page_to_json(const KamWork *work, const KamRecordType *type, gint64 before, guint limit,
                                 KamJson *json, GError **error);
