/* The answer and its run. */
#include "service/analysis/answer.h"

GString *
kam_analysis_answer(const KamAnalysisKind *kind, gconstpointer analysis)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kind->to_json(analysis, 0, &json);
    return out;
}

KamAnalysisRun *
kam_analysis_run_new(const KamAnalysisValues *values, gint64 data_version, gint64 started_at_ms)
{
    KamAnalysisRun *run = g_new0(KamAnalysisRun, 1);
    const char *seed = values->kind->seed;

    run->name = g_strdup(values->kind->name);
    run->parameters = kam_analysis_values_to_json(values);
    run->data_version = data_version;
    run->seed = seed == NULL ? 0 : kam_analysis_values_int(values, seed);
    run->program = g_strdup(KAM_VERSION);
    run->started_at_ms = started_at_ms;
    run->finished_at_ms = g_get_real_time() / 1000;
    return run;
}
