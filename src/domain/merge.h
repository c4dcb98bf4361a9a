/* Two records become one: everything that refers to the other refers to the survivor, fields are chosen, the other is
 * deleted. Each row that changes is kept, so that it can be taken back exactly. Invoice lines are the caller's: see
 * sales/ingest/move.h. */
#pragma once

#include <jansson.h>

#include "record/work.h"

typedef struct {
    gint64 id;
    const KamRecordType *type;
    gint64 survivor_id, other_id;
} KamMerge;

/** Whether records of the type can be merged: accounts and contacts. */
gboolean kam_merge_is_possible(const KamRecordType *type);

/**
 * The fields that a merge takes from the other record: those that `take` names, {"phone": "other"}, and those that the
 * survivor lacks, unless `take` says "survivor". Faults name wrong members. An array of names; free with json_decref().
 */
json_t *kam_merge_choose_fields(const KamWork *work, const KamRecord *survivor, const KamRecord *other, json_t *take,
                                KamFaults *faults);

/**
 * Merge, inside the caller's transaction; lines have moved already.
 * KAM_ERROR_NOT_FOUND when the actor does not see both, KAM_ERROR_CONFLICT when one owns the other through a third
 * company, KAM_ERROR_INVALID with faults.
 */
gboolean kam_merge_run(const KamWork *work, const KamMerge *merge, json_t *take, KamFaults *faults, GError **error);

/** What a merge of this id is. KAM_ERROR_NOT_FOUND; `is_done` FALSE: it was taken back. */
gboolean kam_merge_find(const KamWork *work, gint64 id, KamMerge *merge, gboolean *is_done, GError **error);

/**
 * Take a merge back, except for the lines. KAM_ERROR_CONFLICT when it is taken back already or the survivor was changed
 * since.
 */
gboolean kam_merge_undo(const KamWork *work, gint64 id, GError **error);
