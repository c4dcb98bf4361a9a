/* What a merge changes, row by row, kept so that it can be taken back. Rows and keys are JSON objects of columns. */
#pragma once

#include <jansson.h>

#include "record/work.h"

typedef struct {
    const KamWork *work;
    gint64 merge_id;
    gint64 seq; /* of the last step */
} KamMergeLog;

/** The columns of the row of a key; NULL without an error set when there is no such row. Free with json_decref(). */
json_t *kam_merge_load_row(KamDb *db, const char *table, const char *const *columns, json_t *key, GError **error);
/** All rows of a key, an array, in the order of `columns`; NULL on failure. Free with json_decref(). */
json_t *kam_merge_load_rows(KamDb *db, const char *table, const char *const *columns, json_t *key, GError **error);

/** Change columns of a row and keep what they were. */
gboolean kam_merge_log_update(KamMergeLog *log, const char *table, json_t *key, json_t *values, GError **error);
/** Change a column of a record (NULL: none) to a number, 0 being NULL; its version rises. */
gboolean kam_merge_log_update_record(KamMergeLog *log, const char *table, gint64 id, const char *column, gint64 value,
                                     GError **error);
/** Delete a row and keep it. */
gboolean
kam_merge_log_delete(KamMergeLog *log, const char *table, const char *const *columns, json_t *key, GError **error);
/** Add a row. */
gboolean kam_merge_log_insert(KamMergeLog *log, const char *table, json_t *row, GError **error);
/** Keep a change that was made otherwise: "updated", "deleted" (before is the row) or "inserted" (key is the row). */
gboolean kam_merge_log_note(KamMergeLog *log, const char *action, const char *table, const json_t *key,
                            const json_t *before, const json_t *after, GError **error);
/** Keep what two readings of a table's rows differ in. */
gboolean kam_merge_log_note_difference(KamMergeLog *log, const char *table, const json_t *before, const json_t *after,
                                       GError **error);

/**
 * Take all steps of a merge back, the last one first, and forget them. A record that was changed since keeps that
 * change; only what the merge had set goes back.
 */
gboolean kam_merge_log_undo(const KamWork *work, gint64 merge_id, GError **error);
