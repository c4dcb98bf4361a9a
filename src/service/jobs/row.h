/* What the files of jobs share about one of them. */
#pragma once

#include "service/jobs/jobs.h"

/** A copy with texts of its own. */
KamJob kam_job_copy(const KamJob *job);
/** A row of job_by_id and the like. */
void kam_job_from_row(KamStmt *stmt, const KamJobKind *const *kinds, KamJob *job);

/* Changes for the writer; data is a KamJob. */
gboolean kam_job_insert(KamDb *db, gpointer job, GError **error);
gboolean kam_job_set_running(KamDb *db, gpointer job, GError **error);
gboolean kam_job_set_finished(KamDb *db, gpointer job, GError **error);
