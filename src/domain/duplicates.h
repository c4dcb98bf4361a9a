/* Records that may be the same company or person: found by keys that agree, scored, never merged by themselves. */
#pragma once

#include "base/json.h"
#include "domain/pairs_kept.h"
#include "record/work.h"

/* Another record that is like one. */
typedef struct {
    gint64 id;
    guint score;   /* points of the keys that agree; 100 and more: hardly a coincidence */
    guint reasons; /* bits: places in the table of keys */
} KamLikeness;

/* From here on a new record is refused until somebody says that it is another one. */
#define KAM_LIKENESS_STRONG 40

/**
 * Records that a record is like, the likest first, at most 20: those that the actor sees, by keys that the actor may
 * read. Types other than account and contact are like none. NULL on failure; free with g_array_unref().
 * Cost: one look-up in an index a key.
 */
GArray *kam_duplicates_find_like(const KamWork *work, const KamRecord *record, guint min_score, GError **error);

/** A member: an array of what the record is like: {record, score, reasons}. */
gboolean kam_duplicates_likenesses_to_json(const KamWork *work, const KamRecordType *type, const GArray *likenesses,
                                           KamJson *json, const char *name, GError **error);

/**
 * A member `items`: pairs of records that are alike, the likest first, at most `limit`: {records: [a, b], score,
 * reasons}. Pairs that people dismissed are not among them, and keys that more than 20 records share say nothing.
 * Cost: one pass over the index of each key, unless `kept` has them for those who see everything.
 */
gboolean kam_duplicates_pairs_to_json(const KamWork *work, const KamRecordType *type, guint limit, KamPairsKept *kept,
                                      KamJson *json, GError **error);

/** How many such pairs there are among all records, by all keys: for those who see everything. Cost: as the list. */
gboolean
kam_duplicates_count_pairs(KamDb *db, const KamRecordType *type, KamPairsKept *kept, gint64 *n, GError **error);

/** Remember that two records are not the same. KAM_ERROR_NOT_FOUND when the actor does not see both. */
gboolean
kam_duplicates_dismiss(const KamWork *work, const KamRecordType *type, gint64 first, gint64 second, GError **error);
