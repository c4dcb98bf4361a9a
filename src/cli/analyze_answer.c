/* What every analysis does with its answer: keep it as a run, or compare it with the run that it repeats, and print. */
#include <stdio.h>
#include <string.h>

#include "cli/analyze.h"
#include "cli/database.h"
#include "service/analysis/context.h"
#include "service/setup.h"

/* An analysis that was made of a question. */
typedef struct {
    const KamAnalyzeArguments *arguments;
    const KamAnalysisValues *values;
    const KamAnalysisKind *kind;
    gpointer analysis;
    KamScope *scope; /* inside the analysis: learns the number of the run */
} Answer;

static void
keep(const Answer *answer)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = kam_service_open(kam_db_argument(answer->arguments->db), FALSE, NULL, &error);
    g_autoptr(KamAnalysisRun) run =
        kam_analysis_run_new(answer->values, answer->scope->data_version, answer->arguments->begun_at_ms);
    g_autoptr(GString) result = kam_analysis_answer(answer->kind, answer->analysis);

    if (db != NULL && kam_analysis_run_save(db, run, result, &error))
        answer->scope->run_id = run->id;
    else
        fprintf(stderr, "kamen analyze %s: the run is not kept: %s\n", answer->kind->name, error->message);
}

/* What people say is part of some answers and of no version of the data. */
static gboolean
judge(const KamAnalysisKind *kind, const KamAnalysisRun *run, gint64 data_version, gboolean is_same, GError **error)
{
    if (is_same) {
        fprintf(stderr, "run %" G_GINT64_FORMAT " gives the same answer, bit for bit\n", run->id);
        return TRUE;
    }
    if (run->data_version != data_version) {
        fprintf(stderr,
                "run %" G_GINT64_FORMAT " gives another answer: the data has changed, version %" G_GINT64_FORMAT
                " then, %" G_GINT64_FORMAT " now; 'kamen analyze show %" G_GINT64_FORMAT "' prints what it said\n",
                run->id, run->data_version, data_version, run->id);
        return TRUE;
    }
    if (kind->stamp != NULL || kind->said != NULL) {
        fprintf(stderr,
                "run %" G_GINT64_FORMAT " gives another answer on the same lines: what people say has changed since; "
                "'kamen analyze show %" G_GINT64_FORMAT "' prints what it said\n",
                run->id, run->id);
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "run %" G_GINT64_FORMAT " gives another answer on the same data; version %s made it, this is %s",
                run->id, run->program, KAM_VERSION);
    return FALSE;
}

static gboolean
compare(const Answer *answer, const KamAnalysisRun *run, GError **error)
{
    g_autoptr(GString) result = kam_analysis_answer(answer->kind, answer->analysis);
    g_autofree char *hash = kam_analysis_run_hash(result);

    answer->scope->run_id = run->id;
    return judge(answer->kind, run, answer->scope->data_version, strcmp(hash, run->result_hash) == 0, error);
}

static gboolean
print_answer(const Answer *answer, GError **error)
{
    guint limit = kam_analyze_arguments_limit(answer->arguments);
    g_autoptr(GString) out = NULL;
    KamJson json;

    if (answer->arguments->csv) {
        out = answer->kind->to_csv(answer->analysis, limit);
    } else if (answer->arguments->json) {
        out = g_string_new(NULL);
        kam_analyze_begin_json(&json, out);
        answer->kind->to_json(answer->analysis, limit, &json);
        g_string_append_c(out, '\n');
    } else {
        out = kam_analyze_to_text(answer->kind, answer->analysis, answer->arguments->language, limit);
    }
    return kam_analyze_print(out, error);
}

static gboolean
keep_and_print(const Answer *answer, const KamAnalysisRun *run, GError **error)
{
    if (run != NULL) {
        if (!compare(answer, run, error))
            return FALSE;
    } else if (!answer->arguments->no_keep) {
        keep(answer);
    }
    return print_answer(answer, error);
}

gboolean
kam_analyze_answer(const KamAnalyzeArguments *arguments, const KamAnalysisValues *values, const KamAnalysisRun *run,
                   GError **error)
{
    const KamAnalysisKind *kind = values->kind;
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->db), error);
    const KamAnalysisContext context = { .db = db };
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    KamAnalysisValues asked = *values;
    gint64 version;
    g_autoptr(KamFacts) facts =
        db == NULL ? NULL : kam_analysis_load_facts_in(db, options.part.currency, &version, error);
    g_autoptr(KamFacts) part = facts == NULL ? NULL : kam_analysis_part_pick(&options.part, facts);
    gpointer analysis;
    gboolean is_done;

    asked.context = &context;
    analysis = facts == NULL ? NULL : kind->make(part != NULL ? part : facts, version, &asked, error);
    if (analysis == NULL)
        return FALSE;
    g_clear_pointer(&db, kam_db_close);
    is_done = keep_and_print(&(Answer) { arguments, values, kind, analysis, kind->get_scope(analysis) }, run, error);
    kind->free(analysis);
    return is_done;
}
