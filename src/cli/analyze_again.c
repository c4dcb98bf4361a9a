/* kamen analyze again: does a run that was kept once more, with what it was asked then. */
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_run.h"
#include "cli/database.h"
#include "service/setup.h"

static KamAnalysisRun *
load(const KamRunArguments *arguments, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->db), error);

    return db == NULL ? NULL : kam_analysis_run_load(db, arguments->id, NULL, error);
}

static int
repeat(const KamRunArguments *told, const KamAnalysisRun *run, GError **error)
{
    g_auto(KamAnalyzeArguments) arguments = { 0 };
    g_auto(KamAnalysisValues) values = { 0 };
    const KamAnalysisKind *kind = kam_analysis_kind_find(run->name);

    if (kind == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "this program has no analysis '%s' any more", run->name);
        return -1;
    }
    kam_analyze_arguments_init(&arguments);
    arguments.db = g_strdup(told->db);
    arguments.json = told->json;
    kam_analysis_values_init(&values, kind);
    if (!kam_analysis_values_from_json(&values, run->parameters, error))
        return -1;
    return kam_analyze_answer(&arguments, &values, run, error) ? KAM_EXIT_DONE : -1;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamRunArguments) arguments = { 0 };
    g_autoptr(KamAnalysisRun) found = NULL;

    if (!kam_run_arguments_parse(&arguments, &kam_analysis_again, argc, argv, error))
        return -1;
    found = load(&arguments, error);
    return found == NULL ? -1 : repeat(&arguments, found, error);
}

const KamVerb kam_analysis_again = {
    .name = "analyze again",
    .arguments = "RUN",
    .summary = "do a run once more and compare the answers",
    .help =
        "RUN is a number that 'kamen analyze runs' lists. The analysis is done with the options that it had then; on\n"
        "unchanged data it must answer the same, bit for bit, and status 1 says that it did not.\n"
        "\n"
        "  kamen analyze again 12",
    .run = run,
};
