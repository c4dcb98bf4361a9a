/* What every analysis does with its answer: keep it as a run, or compare it with the run that it repeats, and print. */
#include <stdio.h>
#include <string.h>

#include "cli/analyze.h"
#include "cli/database.h"
#include "service/analysis/run.h"

static void
put_parameter(KamJson *json, const GOptionEntry *entry)
{
    const char *text = entry->arg == G_OPTION_ARG_STRING ? *(char **)entry->arg_data : NULL;

    if (text != NULL)
        kam_json_text(json, entry->long_name, text);
    else if (entry->arg == G_OPTION_ARG_INT)
        kam_json_int(json, entry->long_name, *(gint *)entry->arg_data);
    else if (entry->arg == G_OPTION_ARG_INT64)
        kam_json_int(json, entry->long_name, *(gint64 *)entry->arg_data);
    else if (entry->arg == G_OPTION_ARG_DOUBLE)
        kam_json_number(json, entry->long_name, *(double *)entry->arg_data);
    else if (entry->arg == G_OPTION_ARG_NONE && *(gboolean *)entry->arg_data)
        kam_json_bool(json, entry->long_name, TRUE);
}

/* Numbers are written even where they are the default, which may be another one day. */
static char *
parameters_of(const KamAnalyzeAnswer *answer)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    for (const GOptionEntry *entry = answer->entries + KAM_ANALYZE_N_OUTPUT_ENTRIES; entry->long_name != NULL; entry++)
        put_parameter(&json, entry);
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static GString *
whole_answer(const KamAnalyzeAnswer *answer)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    answer->to_json(answer->analysis, 0, &json);
    return out;
}

static KamAnalysisRun *
new_run(const KamAnalyzeAnswer *answer)
{
    KamAnalysisRun *run = g_new0(KamAnalysisRun, 1);

    run->name = g_strdup(strchr(answer->verb->name, ' ') + 1);
    run->parameters = parameters_of(answer);
    run->data_version = answer->scope->data_version;
    run->seed = answer->seed;
    run->program = g_strdup(KAM_VERSION);
    run->started_at_ms = answer->arguments->begun_at_ms;
    run->finished_at_ms = g_get_real_time() / 1000;
    return run;
}

static void
keep(const KamAnalyzeAnswer *answer)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = kam_service_open(kam_db_argument(answer->arguments->db), FALSE, NULL, &error);
    g_autoptr(KamAnalysisRun) run = new_run(answer);
    g_autoptr(GString) result = whole_answer(answer);

    if (db != NULL && kam_analysis_run_save(db, run, result, &error))
        answer->scope->run_id = run->id;
    else
        fprintf(stderr, "kamen %s: the run is not kept: %s\n", answer->verb->name, error->message);
}

static gboolean
judge(const KamAnalyzeAnswer *answer, const KamAnalysisRun *run, gboolean is_same, GError **error)
{
    if (is_same) {
        fprintf(stderr, "run %" G_GINT64_FORMAT " gives the same answer, bit for bit\n", run->id);
        return TRUE;
    }
    if (run->data_version != answer->scope->data_version) {
        fprintf(stderr,
                "run %" G_GINT64_FORMAT " gives another answer: the data has changed, version %" G_GINT64_FORMAT
                " then, %" G_GINT64_FORMAT " now; 'kamen analyze show %" G_GINT64_FORMAT "' prints what it said\n",
                run->id, run->data_version, answer->scope->data_version, run->id);
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "run %" G_GINT64_FORMAT " gives another answer on the same data; version %s made it, this is %s",
                run->id, run->program, KAM_VERSION);
    return FALSE;
}

static gboolean
compare(const KamAnalyzeAnswer *answer, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(answer->arguments->db), error);
    g_autoptr(KamAnalysisRun) run =
        db == NULL ? NULL : kam_analysis_run_load(db, answer->arguments->again, NULL, error);
    g_autoptr(GString) result = NULL;
    g_autofree char *hash = NULL;

    if (run == NULL)
        return FALSE;
    result = whole_answer(answer);
    hash = kam_analysis_run_hash(result);
    answer->scope->run_id = run->id;
    return judge(answer, run, strcmp(hash, run->result_hash) == 0, error);
}

static gboolean
print_answer(const KamAnalyzeAnswer *answer, GError **error)
{
    guint limit = kam_analyze_arguments_limit(answer->arguments);
    g_autoptr(GString) out = NULL;
    KamJson json;

    if (answer->arguments->csv) {
        out = answer->to_csv(answer->analysis, limit);
    } else if (answer->arguments->json) {
        out = g_string_new(NULL);
        kam_analyze_begin_json(&json, out);
        answer->to_json(answer->analysis, limit, &json);
        g_string_append_c(out, '\n');
    } else {
        out = answer->to_text(answer->analysis, limit);
    }
    return kam_analyze_print(out, error);
}

gboolean
kam_analyze_answer(const KamAnalyzeAnswer *answer, GError **error)
{
    if (answer->arguments->again != 0) {
        if (!compare(answer, error))
            return FALSE;
    } else if (!answer->arguments->no_keep) {
        keep(answer);
    }
    return print_answer(answer, error);
}
