/* What users do with lists of customers and articles: import, try; taking back is the same as with sales. */
#pragma once

#include "base/json.h"
#include "sales/ingest/record_batch.h"
#include "service/batch_note.h"
#include "service/batches.h"
#include "service/import/record_import.h"

/** {"batch":3,"kind":"accounts","lines":{...},"accounts":701,"new_accounts":701,"changed_accounts":0,"columns":[...]}
 */
void kam_service_records_to_json(const KamRecordResult *result, KamJson *json);

/* A batch that was taken back. */
typedef struct {
    char kind[64];         /* "sales", "accounts", "products", or the plural of a record type */
    guint64 lines;         /* of sales */
    KamRecordUndo records; /* of the others but for lists */
} KamUndoneBatch;
void kam_undone_batch_clear(KamUndoneBatch *undone);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamUndoneBatch, kam_undone_batch_clear)

/** Take a batch of any kind back whole; see kam_batch_undo() and kam_record_import_undo(). `undone` is to be cleared.
 */
gboolean kam_service_undo_batch(KamDb *db, const KamActor *actor, gint64 id, gint64 now_ms, KamUndoneBatch *undone,
                                GError **error);
/** "batch":3,"kind":"contacts","lines":0,"deleted":9,"restored":2,"kept":1,"notes":[...]: members of an object that the
 * caller has opened. */
void kam_service_undone_members_to_json(gint64 id, const KamUndoneBatch *undone, KamJson *json);
