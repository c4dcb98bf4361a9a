/* Records as JSON, straight from their rows: lists and single ones, with what is embedded in them. A field that the
 * actor may not read is absent; rows that are not seen are not there. */
#pragma once

#include "base/json.h"
#include "record/filter.h"

/**
 * Write an array of the records that a filter finds.
 * @param[out] next   where the next page begins, newly allocated; NULL: this was the last. May be NULL.
 * @param[out] total  how many there are on all pages; NULL: not counted.
 * Cost: one statement, and one more for each embedded type, for many references and for the total.
 */
gboolean
kam_record_list_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter,
                        KamJson *json, const char *name, char **next, gint64 *total, GError **error);

/**
 * Write one record as an object, with the members and embedded records of the filter (its conditions count, too).
 * @param[out] version  for the ETag. May be NULL.
 * KAM_ERROR_NOT_FOUND when there is none or the actor does not see it, in the same words.
 */
gboolean
kam_record_get_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter,
                       gint64 id, KamJson *json, const char *name, gint64 *version, GError **error);
