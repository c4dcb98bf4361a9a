/* What becomes of an analysis that was made: its answer as the JSON that is kept and handed out, and the run that keeps
 * it. */
#pragma once

#include "service/analysis/kind.h"
#include "service/analysis/run.h"

/** The whole answer, compact, without the number of a run. Free with g_string_free(). */
GString *kam_analysis_answer(const KamAnalysisKind *kind, gconstpointer analysis);
/** A run of an analysis that was begun then and has finished now, ready to be saved. */
KamAnalysisRun *kam_analysis_run_new(const KamAnalysisValues *values, gint64 data_version, gint64 started_at_ms);
