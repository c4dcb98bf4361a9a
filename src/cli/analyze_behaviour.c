/* kamen analyze behaviour */
#include "cli/analyze.h"
#include "cli/analyze_text.h"

static void
to_json(gconstpointer analysis, guint limit, KamJson *json)
{
    kam_behaviour_analysis_to_json(analysis, limit, json);
}

static GString *
to_csv(gconstpointer analysis, guint limit)
{
    return kam_behaviour_analysis_to_csv(analysis, limit);
}

static GString *
to_text(gconstpointer analysis, guint limit)
{
    return kam_behaviour_analysis_to_text(analysis, limit);
}

static gboolean
answer(KamBehaviourAnalysis *analysis, const GOptionEntry *entries, const KamAnalyzeArguments *arguments,
       GError **error)
{
    const KamAnalyzeAnswer answer = {
        .verb = &kam_analysis_behaviour,
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
    g_autoptr(KamBehaviourAnalysis) analysis = NULL;
    KamAnalysisOptions options;
    gint64 version;

    kam_analyze_arguments_add_entries(&arguments, entries);
    if (!kam_verb_parse(&kam_analysis_behaviour, entries, &argc, &argv, error) ||
        !kam_analyze_arguments_resolve_accounts(&arguments, argc, argv, &options, &kam_analysis_behaviour, error))
        return -1;
    facts = kam_analyze_load(&arguments, &version, error);
    if (facts == NULL)
        return -1;
    analysis = kam_behaviour_analysis_new(facts, version, &options, error);
    return analysis != NULL && answer(analysis, entries, &arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_behaviour = {
    .name = "analyze behaviour",
    .arguments = "",
    .summary = "how each customer buys: recency, frequency, monetary value, growth, silence",
    .help =
        "Scores from 1 to 5 by rank (5 is best) for recency, frequency and monetary value, ties by ascending number;\n"
        "tenure, growth of the last 365 days over the 365 before, days between purchases and how regular they are,\n"
        "how unusual the present silence is, products bought, share of credits.\n"
        "\n"
        "  kamen analyze behaviour\n"
        "  kamen analyze behaviour --basis invoiced --until 2010-12-10\n"
        "  kamen analyze behaviour --csv > behaviour.csv\n"
        "  kamen analyze behaviour --json | jq '.accounts[] | select(.r <= 2 and .f >= 4) | .name'\n"
        "\n"
        "'kamen calc behaviour' does the same arithmetic on a table of your own.",
    .run = run,
};
