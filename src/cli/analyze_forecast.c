/* kamen analyze forecast */
#include "cli/analyze.h"
#include "cli/analyze_text.h"

static void
to_json(gconstpointer analysis, guint limit, KamJson *json)
{
    kam_forecast_analysis_to_json(analysis, limit, json);
}

static GString *
to_csv(gconstpointer analysis, guint limit)
{
    return kam_forecast_analysis_to_csv(analysis, limit);
}

static GString *
to_text(gconstpointer analysis, guint limit)
{
    return kam_forecast_analysis_to_text(analysis, limit);
}

static gboolean
answer(KamForecastAnalysis *analysis, const GOptionEntry *entries, const KamAnalyzeArguments *arguments, GError **error)
{
    const KamAnalyzeAnswer answer = {
        .verb = &kam_analysis_forecast,
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
    gint horizon = KAM_FORECAST_DEFAULT_HORIZON;
    GOptionEntry entries[KAM_ANALYZE_N_ENTRIES + 2] = {
        [KAM_ANALYZE_N_ENTRIES] = { "horizon", 0, 0, G_OPTION_ARG_INT, &horizon, "months to forecast (default 12)",
                                    "MONTHS" },
    };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamForecastAnalysis) analysis = NULL;
    KamAnalysisOptions options;
    gint64 version;

    kam_analyze_arguments_add_entries(&arguments, entries);
    if (!kam_verb_parse(&kam_analysis_forecast, entries, &argc, &argv, error) ||
        !kam_analyze_arguments_resolve_accounts(&arguments, argc, argv, &options, &kam_analysis_forecast, error))
        return -1;
    facts = kam_analyze_load(&arguments, &version, error);
    if (facts == NULL)
        return -1;
    analysis = kam_forecast_analysis_new(facts, version, &options, (guint)MAX(horizon, 0), error);
    return analysis != NULL && answer(analysis, entries, &arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_forecast = {
    .name = "analyze forecast",
    .arguments = "",
    .summary = "what each customer will buy in the coming months, with intervals",
    .help =
        "Months are rolling: the last one ends on the day of the analysis, so no running month is drawn as a crash.\n"
        "Each forecast says which method it comes from, the error that it would have made on the customer's own past,\n"
        "and how often the truth lay inside its interval. A history that is too short gets no forecast.\n"
        "\n"
        "  kamen analyze forecast\n"
        "  kamen analyze forecast --horizon 6 --until 2025-09-30\n"
        "  kamen analyze forecast --json | jq '.accounts[] | {name, quarter, smape}'\n"
        "\n"
        "'kamen calc forecast' does the same arithmetic on a table of your own.",
    .run = run,
};
