/* What users do with lists of customers and articles: import, try; taking back is the same as with sales. */
#pragma once

#include "base/json.h"
#include "sales/ingest/record_batch.h"
#include "service/batches.h"

/** {"batch":3,"kind":"accounts","lines":{...},"accounts":701,"new_accounts":701,"changed_accounts":0,"columns":[...]}
 */
void kam_service_records_to_json(const KamRecordResult *result, KamJson *json);

/* A batch that was taken back. */
typedef struct {
    char kind[16]; /* "sales", "accounts", "products" */
    guint64 lines; /* of sales */
} KamUndoneBatch;

/** Take a batch of any kind back whole; see kam_batch_undo(). */
gboolean kam_service_undo_batch(KamDb *db, gint64 id, gint64 now_ms, KamUndoneBatch *undone, GError **error);
