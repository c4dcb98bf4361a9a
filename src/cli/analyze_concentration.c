/* kamen analyze concentration */
#include "cli/analyze.h"
#include "cli/analyze_text.h"

/* The analysis and what is shown of it. */
typedef struct {
    const KamConcentrationAnalysis *analysis;
    gboolean points;
} View;

static void
to_json(gconstpointer data, guint limit, KamJson *json)
{
    const View *view = data;

    kam_concentration_analysis_to_json(view->analysis, limit, view->points, json);
}

static GString *
to_csv(gconstpointer data, guint limit)
{
    const View *view = data;

    return kam_concentration_analysis_to_csv(view->analysis, limit);
}

static GString *
to_text(gconstpointer data, guint limit)
{
    const View *view = data;

    return kam_concentration_analysis_to_text(view->analysis, limit, view->points);
}

static gboolean
answer(KamConcentrationAnalysis *analysis, gboolean points, const GOptionEntry *entries,
       const KamAnalyzeArguments *arguments, GError **error)
{
    const View view = { analysis, points };
    const KamAnalyzeAnswer answer = {
        .verb = &kam_analysis_concentration,
        .entries = entries,
        .arguments = arguments,
        .scope = &analysis->scope,
        .analysis = &view,
        .to_json = to_json,
        .to_csv = to_csv,
        .to_text = to_text,
    };

    return kam_analyze_answer(&answer, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamAnalyzeArguments) arguments = { 0 };
    gboolean points = FALSE;
    GOptionEntry entries[KAM_ANALYZE_N_ENTRIES + 2] = {
        [KAM_ANALYZE_N_ENTRIES] = { "points", 0, 0, G_OPTION_ARG_NONE, &points,
                                    "with the points of the Pareto, Lorenz and whale curves", NULL },
    };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamConcentrationAnalysis) analysis = NULL;
    KamAnalysisOptions options;
    KamDimension by;
    gint64 version;

    kam_analyze_arguments_add_entries(&arguments, entries);
    if (!kam_verb_parse(&kam_analysis_concentration, entries, &argc, &argv, error) ||
        !kam_analyze_arguments_resolve(&arguments, argc, argv, &options, &by, error))
        return -1;
    if (points && arguments.csv) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--csv prints the list, not the points; ask for --json or text");
        return -1;
    }
    facts = kam_analyze_load(&arguments, &version, error);
    if (facts == NULL)
        return -1;
    analysis = kam_concentration_analysis_new(facts, version, by, &options, error);
    return analysis != NULL && answer(analysis, points, entries, &arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_concentration = {
    .name = "analyze concentration",
    .arguments = "",
    .summary = "how few customers, products, categories or countries make the sales and the profit",
    .help =
        "How many holders bring 50, 80 and 95% of sales, ABC classes, HHI, Gini, Theil, entropy; by calendar year and\n"
        "over rolling years; and where costs are known, the whale curve: who brings the profit and who erodes it.\n"
        "Holders whose total is not above 0 are counted apart.\n"
        "\n"
        "  kamen analyze concentration\n"
        "  kamen analyze concentration --by category --from 2025-01-01 --until 2025-12-31\n"
        "  kamen analyze concentration --by product --json --points | jq '.points'\n"
        "\n"
        "'kamen calc concentration' does the same arithmetic on a table of your own.",
    .run = run,
};
