/* kamen analyze selection */
#include <string.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"

#define OWN_ENTRIES 5

static void
to_json(gconstpointer analysis, guint limit, KamJson *json)
{
    kam_selection_analysis_to_json(analysis, limit, json);
}

static GString *
to_csv(gconstpointer analysis, guint limit)
{
    return kam_selection_analysis_to_csv(analysis, limit);
}

static GString *
to_text(gconstpointer analysis, guint limit)
{
    return kam_selection_analysis_to_text(analysis, limit);
}

static gboolean
answer(KamSelectionAnalysis *analysis, const GOptionEntry *entries, const KamAnalyzeArguments *arguments,
       GError **error)
{
    const KamAnalyzeAnswer answer = {
        .verb = &kam_analysis_selection,
        .entries = entries,
        .arguments = arguments,
        .seed = (gint64)analysis->options.seed,
        .scope = &analysis->behaviour->scope,
        .analysis = analysis,
        .to_json = to_json,
        .to_csv = to_csv,
        .to_text = to_text,
    };

    return kam_analyze_answer(&answer, error);
}

static KamSelectCriterion
criterion_from_name(const char *name, gsize length)
{
    KamSelectCriterion c = 0;

    while (c < KAM_SELECT_N &&
           (strlen(kam_select_criterion_name(c)) != length || strncmp(kam_select_criterion_name(c), name, length) != 0))
        c++;
    return c;
}

/* "volume=0.5,growth=0.5": criteria that are not named count nothing. */
static gboolean
read_weights(const char *text, double weight[KAM_SELECT_N], GError **error)
{
    g_auto(GStrv) part = g_strsplit(text, ",", -1);
    double sum = 0;

    memset(weight, 0, KAM_SELECT_N * sizeof weight[0]);
    for (guint k = 0; part[k] != NULL; k++) {
        const char *entry = g_strstrip(part[k]), *equals = strchr(entry, '=');
        KamSelectCriterion c = equals != NULL ? criterion_from_name(entry, (gsize)(equals - entry)) : KAM_SELECT_N;
        char *end = NULL;
        double number = equals != NULL ? g_ascii_strtod(equals + 1, &end) : 0;

        if (c == KAM_SELECT_N || end == equals + 1 || *end != '\0' || !(number >= 0 && number <= 1e9)) {
            g_set_error(
                error, KAM_ERROR, KAM_ERROR_USAGE,
                "--weights '%s' is not NAME=NUMBER; the names are volume, profit, growth, predictability, breadth",
                entry);
            return FALSE;
        }
        weight[c] = number;
        sum += number;
    }
    if (sum > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--weights: all of them are 0; one must be above");
    return FALSE;
}

static gboolean
resolve(KamSelectOptions *select, const char *weights, double wobble, gint top, gint64 draws, gint64 seed,
        GError **error)
{
    *select = kam_select_options_default();
    if (weights != NULL && !read_weights(weights, select->weight, error))
        return FALSE;
    if (!(wobble >= 0 && wobble <= 100) || top < 1 || draws < 1 || draws > KAM_SMAA_DRAWS_MAX || seed < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "--wobble takes 0..100 percent, --top 1 and more, --draws 1..%d, --seed 0 and more",
                    KAM_SMAA_DRAWS_MAX);
        return FALSE;
    }
    select->wobble = wobble / 100;
    select->top = (guint)top;
    select->draws = (guint64)draws;
    select->seed = (guint64)seed;
    return TRUE;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamAnalyzeArguments) arguments = { 0 };
    g_autofree char *weights = NULL;
    KamSelectOptions select = kam_select_options_default();
    double wobble = 100 * select.wobble;
    gint top = (gint)select.top;
    gint64 draws = (gint64)select.draws, seed = (gint64)select.seed;
    const GOptionEntry own[OWN_ENTRIES] = {
        { "weights", 0, 0, G_OPTION_ARG_STRING, &weights, "what counts how much; criteria not named count nothing",
          "NAME=NUMBER,..." },
        { "wobble", 0, 0, G_OPTION_ARG_DOUBLE, &wobble, "each weight may be off by this much of itself (default 50)",
          "PERCENT" },
        { "top", 0, 0, G_OPTION_ARG_INT, &top, "how many key accounts are looked for (default 20)", "N" },
        { "draws", 0, 0, G_OPTION_ARG_INT64, &draws, "sets of weights that are tried (default 10000)", "N" },
        { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "of the random numbers (default 1)", "N" },
    };
    GOptionEntry entries[KAM_ANALYZE_N_ENTRIES + OWN_ENTRIES + 1] = { 0 };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamSelectionAnalysis) analysis = NULL;
    KamAnalysisOptions options;
    gint64 version;

    kam_analyze_arguments_add_entries(&arguments, entries);
    memcpy(entries + KAM_ANALYZE_N_ENTRIES, own, sizeof own);
    if (!kam_verb_parse(&kam_analysis_selection, entries, &argc, &argv, error) ||
        !kam_analyze_arguments_resolve_accounts(&arguments, argc, argv, &options, &kam_analysis_selection, error) ||
        !resolve(&select, weights, wobble, top, draws, seed, error))
        return -1;
    facts = kam_analyze_load(&arguments, &version, error);
    if (facts == NULL)
        return -1;
    analysis = kam_selection_analysis_new(facts, version, &options, &select, error);
    return analysis != NULL && answer(analysis, entries, &arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_selection = {
    .name = "analyze selection",
    .arguments = "",
    .summary = "which customers deserve to be key accounts, why, and how sure that is",
    .help =
        "Volume and profit of the last 365 days, growth, predictability and breadth become values from 0 to 1 and a score.\n"
        "The weights are then drawn anew thousands of times within their limits: a customer that is among the first in\n"
        "nearly all of the draws is a key account whoever sets the weights; one in half of them is a decision of yours.\n"
        "What the data does not know is assumed, said so, and drawn as well.\n"
        "\n"
        "  kamen analyze selection\n"
        "  kamen analyze selection --top 10 --weights volume=2,profit=3,growth=1\n"
        "  kamen analyze selection --json | jq '.accounts[] | select(.in_top > 0.9) | .name'\n"
        "\n"
        "'kamen calc rank --method smaa' does the same arithmetic on a table of your own.",
    .run = run,
};
