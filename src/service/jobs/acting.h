/* For whom a job works: what it changes bears the name of the person who asked for it, within the rights that they have
 * when it runs and that their token had when they asked. */
#pragma once

#include <jansson.h>

#include "base/json.h"
#include "record/actor.h"
#include "store/db.h"

/** Members of a job's parameters that remember a token's scopes; nothing for a session. */
void kam_job_write_acting(const KamActor *actor, KamJson *json);
/** Whoever asked for the job. KAM_ERROR_DENIED when they may not sign in by now. */
gboolean kam_job_load_acting(KamDb *db, gint64 created_by, const json_t *parameters, gint64 now_ms, KamActor *actor,
                             GError **error);
