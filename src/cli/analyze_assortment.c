/* kamen analyze assortment */
#include "cli/analyze.h"
#include "cli/analyze_text.h"

static void
to_json(gconstpointer analysis, guint limit, KamJson *json)
{
    kam_assortment_analysis_to_json(analysis, limit, json);
}

static GString *
to_csv(gconstpointer analysis, guint limit)
{
    return kam_assortment_analysis_to_csv(analysis, limit);
}

static GString *
to_text(gconstpointer analysis, guint limit)
{
    return kam_assortment_analysis_to_text(analysis, limit);
}

static gboolean
answer(KamAssortmentAnalysis *analysis, const GOptionEntry *entries, const KamAnalyzeArguments *arguments,
       GError **error)
{
    const KamAnalyzeAnswer answer = {
        .verb = &kam_analysis_assortment,
        .entries = entries,
        .arguments = arguments,
        .scope = &analysis->scope,
        .analysis = analysis,
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
    GOptionEntry entries[KAM_ANALYZE_N_ENTRIES + 1] = { 0 };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamAssortmentAnalysis) analysis = NULL;
    KamAnalysisOptions options;
    KamDimension by;
    gint64 version;

    kam_analyze_arguments_add_entries(&arguments, entries);
    if (!kam_verb_parse(&kam_analysis_assortment, entries, &argc, &argv, error) ||
        !kam_analyze_arguments_resolve(&arguments, argc, argv, &options, &by, error))
        return -1;
    facts = kam_analyze_load(&arguments, &version, error);
    if (facts == NULL)
        return -1;
    /* Articles unless told otherwise: the common default, accounts, is no assortment. */
    by = arguments.by == NULL ? KAM_BY_PRODUCT : by;
    analysis = kam_assortment_analysis_new(facts, version, by, &options, error);
    return analysis != NULL && answer(analysis, entries, &arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_assortment = {
    .name = "analyze assortment",
    .arguments = "",
    .summary = "what each customer does not buy yet and would, and how often such guesses were right",
    .help =
        "The last quarter of the data (at most three months) is held out; methods rank ten articles for each customer\n"
        "from what was bought before, and what was bought afterwards judges them. The best one for new articles is then\n"
        "asked about today. Each guess says how often its place was right, and what its buyers' share of purchases would\n"
        "be worth at this customer in a year. --by product (the default) or category.\n"
        "\n"
        "  kamen analyze assortment\n"
        "  kamen analyze assortment --by category\n"
        "  kamen analyze assortment --csv > guesses.csv\n"
        "  kamen analyze assortment --json | jq .backtest",
    .run = run,
};
