/* kamen analyze clv */
#include <string.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"

static void
to_json(gconstpointer analysis, guint limit, KamJson *json)
{
    kam_clv_analysis_to_json(analysis, limit, json);
}

static GString *
to_csv(gconstpointer analysis, guint limit)
{
    return kam_clv_analysis_to_csv(analysis, limit);
}

static GString *
to_text(gconstpointer analysis, guint limit)
{
    return kam_clv_analysis_to_text(analysis, limit);
}

static gboolean
answer(KamClvAnalysis *analysis, const GOptionEntry *entries, const KamAnalyzeArguments *arguments, GError **error)
{
    const KamAnalyzeAnswer answer = {
        .verb = &kam_analysis_clv,
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

static gboolean
read_model(const char *name, KamAccountValueOptions *question, GError **error)
{
    question->choose = name == NULL || strcmp(name, "auto") == 0;
    if (question->choose)
        return TRUE;
    for (guint m = 0; m < KAM_CLV_N_MODELS; m++)
        if (strcmp(name, kam_clv_model_name(m)) == 0) {
            question->model = m;
            return TRUE;
        }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--model does not know '%s'; it takes auto, bgnbd, mbgnbd or pnbd",
                name);
    return FALSE;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamAnalyzeArguments) arguments = { 0 };
    g_autofree char *model = NULL;
    KamAccountValueOptions question = { .months = KAM_VALUE_DEFAULT_MONTHS, .discount = KAM_VALUE_DEFAULT_DISCOUNT };
    GOptionEntry entries[KAM_ANALYZE_N_ENTRIES + 4] = {
        [KAM_ANALYZE_N_ENTRIES] = { "horizon", 0, 0, G_OPTION_ARG_INT, &question.months,
                                    "months that are valued (default 12)", "MONTHS" },
        [KAM_ANALYZE_N_ENTRIES + 1] = { "discount", 0, 0, G_OPTION_ARG_DOUBLE, &question.discount,
                                        "rate a year at which later money counts less (default 0.1)", "RATE" },
        [KAM_ANALYZE_N_ENTRIES + 2] = { "model", 0, 0, G_OPTION_ARG_STRING, &model,
                                        "auto (default), bgnbd, mbgnbd or pnbd", "MODEL" },
    };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamClvAnalysis) analysis = NULL;
    KamAnalysisOptions options;
    gint64 version;

    kam_analyze_arguments_add_entries(&arguments, entries);
    if (!kam_verb_parse(&kam_analysis_clv, entries, &argc, &argv, error) || !read_model(model, &question, error) ||
        !kam_analyze_arguments_resolve_accounts(&arguments, argc, argv, &options, &kam_analysis_clv, error))
        return -1;
    facts = kam_analyze_load(&arguments, &version, error);
    if (facts == NULL)
        return -1;
    analysis = kam_clv_analysis_new(facts, version, &options, &question, error);
    return analysis != NULL && answer(analysis, entries, &arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_clv = {
    .name = "analyze clv",
    .arguments = "",
    .summary = "how surely each customer still buys, how often it will, and what that is worth",
    .help =
        "Probability of being alive, purchases expected within the horizon, and their worth, discounted: profit where\n"
        "cost is known for most of a customer's sales, revenue otherwise. The model is the one that foretells the last\n"
        "third of the data best. Customers who order by the calendar do not fit such models: their months are forecast\n"
        "instead, and the answer says so.\n"
        "\n"
        "  kamen analyze clv\n"
        "  kamen analyze clv --horizon 36 --discount 0.12 --model pnbd\n"
        "  kamen analyze clv --json | jq '.accounts[] | select(.p_alive < 0.5) | .name'\n"
        "\n"
        "'kamen calc clv' does the same arithmetic on a table of your own.",
    .run = run,
};
