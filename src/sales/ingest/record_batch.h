/* Lists of customers or articles into the database: all or nothing, and back out by kam_batch_undo(). */
#pragma once

#include "base/json.h"
#include "sales/ingest/record_intake.h"
#include "store/db.h"

typedef struct {
    gint64 id; /* 0 after a dry run, and when nothing was new */
    KamRecordKind kind;
    KamRecordRows rows;
    guint64 created, changed, equal; /* records; rows.read = these + rows.duplicates + rows.refused */
    guint64 known;                   /* records of the kind after it */
    GArray *mappings;                /* KamRecordMapping */
} KamRecordResult;
void kam_record_result_clear(KamRecordResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRecordResult, kam_record_result_clear)

/**
 * Import lists of one kind as one batch, in one transaction. Records are matched as those of invoice lines are; what a
 * list gives replaces what is stored, empty cells change nothing. Of several rows for one record the later wins.
 *
 * A run that changes nothing makes no batch.
 *
 * @param dry_run  everything is done and then rolled back.
 * @param now_ms   milliseconds since 1970 UTC.
 * @param result   written on success; clear it with kam_record_result_clear().
 */
gboolean
kam_record_batch_import(KamDb *db, KamRecordKind kind, const char *const *paths, const KamIngestOptions *options,
                        gboolean dry_run, gint64 now_ms, KamRecordResult *result, GError **error);

/** {"read","taken","repeated","refused","new","changed","equal","duplicates"}: read = taken + repeated + refused,
 * taken = new + changed, repeated = equal + duplicates. */
void kam_record_balance_to_json(KamJson *json, const char *name, const KamRecordResult *result);
