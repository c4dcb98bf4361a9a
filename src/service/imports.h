/* What users do with files: import, try, take back, list; profiles. */
#pragma once

#include "base/json.h"
#include "sales/ingest/batch.h"
#include "service/batches.h"

/** Apply a saved profile to options that say nothing yet about a field; texts go into `texts`. KAM_ERROR_NOT_FOUND
 * names the profiles there are. */
gboolean
kam_service_apply_profile(KamDb *db, const char *name, KamLineOptions *options, GStringChunk *texts, GError **error);
/** Save what is recognised in a file as a profile. */
gboolean kam_service_save_profile(KamDb *db, const char *name, const char *path, const KamLineOptions *options,
                                  gint64 now_ms, GError **error);

/** {"batch":3,"lines":{...},"net":{...},"period":{...},...}. `months`: KamBatchMonth; NULL: they are left out. */
void kam_service_batch_to_json(const KamBatchResult *result, const GArray *months, KamJson *json);

/** All batches, oldest first, as a JSON array. */
gboolean kam_service_batches_to_json(KamDb *db, KamJson *json, GError **error);
