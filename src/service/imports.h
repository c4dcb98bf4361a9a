/* What users do with files: import, try, take back, list. */
#pragma once

#include "base/json.h"
#include "sales/ingest/batch.h"
#include "service/batches.h"

/** {"batch":3,"lines":{...},"net":{...},"period":{...},...}. `months`: KamBatchMonth; NULL: they are left out. */
void kam_service_batch_to_json(const KamBatchResult *result, const GArray *months, KamJson *json);

/** All batches, oldest first, as a JSON array. */
gboolean kam_service_batches_to_json(KamDb *db, KamJson *json, GError **error);
