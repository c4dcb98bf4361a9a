/* kamen analyze elasticity */
#include <string.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"

static void
to_json(gconstpointer analysis, guint limit, KamJson *json)
{
    kam_elasticity_analysis_to_json(analysis, limit, json);
}

static GString *
to_csv(gconstpointer analysis, guint limit)
{
    return kam_elasticity_analysis_to_csv(analysis, limit);
}

static GString *
to_text(gconstpointer analysis, guint limit)
{
    return kam_elasticity_analysis_to_text(analysis, limit);
}

static gboolean
answer(KamElasticityAnalysis *analysis, const GOptionEntry *entries, const KamAnalyzeArguments *arguments,
       GError **error)
{
    const KamAnalyzeAnswer answer = {
        .verb = &kam_analysis_elasticity,
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
read_quantity(const char *word, KamElasticityQuestion *question, GError **error)
{
    if (!(question->min_pieces >= 0)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--min-pieces does not know '%g'; it takes 0 or more",
                    question->min_pieces);
        return FALSE;
    }
    if (word == NULL)
        return TRUE;
    for (guint q = 0; q < KAM_QUANTITY_N; q++)
        if (strcmp(word, kam_elasticity_quantity_name(q)) == 0) {
            question->quantity = q;
            return TRUE;
        }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--quantity does not know '%s'; it takes line or month", word);
    return FALSE;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamAnalyzeArguments) arguments = { 0 };
    GOptionEntry entries[KAM_ANALYZE_N_ENTRIES + 3] = { 0 };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamElasticityAnalysis) analysis = NULL;
    g_autofree char *quantity = NULL;
    KamElasticityQuestion question = { KAM_QUANTITY_LINE, KAM_ELASTICITY_MIN_PIECES };
    KamAnalysisOptions options;
    gint64 version;

    kam_analyze_arguments_add_entries(&arguments, entries);
    entries[KAM_ANALYZE_N_ENTRIES] = (GOptionEntry) {
        "quantity", 0,
        0,          G_OPTION_ARG_STRING,
        &quantity,  "what answers to the price: line, what is bought each time (default), or month, its sum",
        "WORD"
    };
    entries[KAM_ANALYZE_N_ENTRIES + 1] =
        (GOptionEntry) { "min-pieces",
                         0,
                         0,
                         G_OPTION_ARG_DOUBLE,
                         &question.min_pieces,
                         "leave products out that an account buys by fewer whole pieces; 5",
                         "N" };
    if (!kam_verb_parse(&kam_analysis_elasticity, entries, &argc, &argv, error) ||
        !kam_analyze_arguments_resolve_accounts(&arguments, argc, argv, &options, &kam_analysis_elasticity, error) ||
        !read_quantity(quantity, &question, error))
        return -1;
    facts = kam_analyze_load(&arguments, &version, error);
    if (facts == NULL)
        return -1;
    analysis = kam_elasticity_analysis_new(facts, version, &options, &question, error);
    return analysis != NULL && answer(analysis, entries, &arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_elasticity = {
    .name = "analyze elasticity",
    .arguments = "",
    .summary = "how the volume of each customer answers to price",
    .help =
        "Quantity and price of each product at each customer, month by month. What all customers share in a month (season, a\n"
        "general rise) is taken out, each product of a customer has a level of its own, and each customer one elasticity\n"
        "over its products, leaning on the other customers as far as its own standard error demands. A customer whose\n"
        "prices have not moved has no elasticity but the reason; one at 0 or above is always flagged.\n"
        "\n"
        "  kamen analyze elasticity\n"
        "  kamen analyze elasticity --from 2024-01-01 --quantity month\n"
        "  kamen analyze elasticity --csv > elasticity.csv\n"
        "\n"
        "'kamen calc elasticity' does the same arithmetic on a table of your own, 'kamen calc breakeven' says which elasticity\n"
        "a change of price needs.",
    .run = run,
};
