/* The row of the analysis "selection". */
#include "service/analysis/selection.h"

#include <string.h>

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_selection;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Selection, selection, behaviour->scope)

static KamSelectCriterion
criterion_from_name(const char *name, gsize length)
{
    KamSelectCriterion c = 0;

    while (c < KAM_SELECT_N &&
           (strlen(kam_select_criterion_name(c)) != length || strncmp(kam_select_criterion_name(c), name, length) != 0))
        c++;
    return c;
}

/* "volume=0.5,growth=0.5": criteria that are not named count nothing. What is wrong, NULL when nothing is. */
static char *
read_weights(const char *text, double weight[KAM_SELECT_N])
{
    g_auto(GStrv) part = g_strsplit(text, ",", -1);
    double sum = 0;

    memset(weight, 0, KAM_SELECT_N * sizeof weight[0]);
    for (guint k = 0; part[k] != NULL; k++) {
        const char *entry = g_strstrip(part[k]), *equals = strchr(entry, '=');
        KamSelectCriterion c = equals != NULL ? criterion_from_name(entry, (gsize)(equals - entry)) : KAM_SELECT_N;
        char *end = NULL;
        double number = equals != NULL ? g_ascii_strtod(equals + 1, &end) : 0;

        if (c == KAM_SELECT_N || end == equals + 1 || *end != '\0' || !(number >= 0 && number <= 1e9))
            return g_strdup_printf(
                "'%s' is not NAME=NUMBER; the names are volume, profit, growth, predictability, breadth", entry);
        weight[c] = number;
        sum += number;
    }
    return sum > 0 ? NULL : g_strdup_printf("'%s': all of them are 0; one must be above", text);
}

static char *
check_weights(const char *text)
{
    double weight[KAM_SELECT_N];

    return read_weights(text, weight);
}

/* The score less the contributions of the other criteria would be that of profit. */
static const char *const margin_members[] = { "profit", "score", "house_margin_rate", NULL };

static const KamAnalysisParameter parameters[] = {
    { .name = "weights",
      .kind = KAM_ASK_TEXT,
      .needs_margin = TRUE,
      .check = check_weights,
      .placeholder = "NAME=NUMBER,...",
      .help = "what counts how much; criteria not named count nothing",
      .help_sr = "šta koliko vredi; kriterijumi koji nisu navedeni ne vrede ništa" },
    { .name = "wobble",
      .kind = KAM_ASK_DOUBLE,
      .default_value = "50",
      .min = 0,
      .max = 100,
      .unit = "percent",
      .placeholder = "PERCENT",
      .help = "each weight may be off by this much of itself (default 50)",
      .help_sr = "za koliko svaki ponder može da odstupi od sebe (podrazumevano 50)" },
    { .name = "top",
      .kind = KAM_ASK_INT,
      .default_value = "20",
      .min = 1,
      .max = G_MAXINT32,
      .placeholder = "N",
      .help = "how many key accounts are looked for (default 20)",
      .help_sr = "koliko se ključnih kupaca traži (podrazumevano 20)" },
    { .name = "draws",
      .kind = KAM_ASK_INT,
      .default_value = "10000",
      .min = 1,
      .max = KAM_SMAA_DRAWS_MAX,
      .placeholder = "N",
      .help = "sets of weights that are tried (default 10000)",
      .help_sr = "koliko se skupova pondera proba (podrazumevano 10000)" },
    { .name = "seed",
      .kind = KAM_ASK_INT,
      .default_value = "1",
      .min = 0,
      .max = (double)G_MAXINT64,
      .placeholder = "N",
      .help = "of the random numbers (default 1)",
      .help_sr = "seme slučajnih brojeva (podrazumevano 1)" },
    { 0 },
};

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const char *weights = kam_analysis_values_text(values, "weights");
    KamSelectOptions select = kam_select_options_default();

    if (weights != NULL)
        g_free(read_weights(weights, select.weight));
    select.wobble = kam_analysis_values_double(values, "wobble") / 100;
    select.top = (guint)kam_analysis_values_int(values, "top");
    select.draws = (guint64)kam_analysis_values_int(values, "draws");
    select.seed = (guint64)kam_analysis_values_int(values, "seed");
    return kam_selection_analysis_new(facts, data_version, &options, &select, error);
}

const KamAnalysisKind kam_analysis_kind_selection = {
    .name = "selection",
    .summary = "which customers deserve to be key accounts, why, and how sure that is",
    .summary_sr = "koji kupci zaslužuju da budu ključni, zašto, i koliko je to sigurno",
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
    .parameters = parameters,
    .seed = "seed",
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .margin_members = margin_members,
    .list_needs_margin = TRUE,
    .method = "docs/methods/selection.md",
    .certainty =
        "weighed: in_top says in which share of the draws of weights and assumed values an account is among the first",
    .shape = "weights *n, left_out [criterion t, reason t], accounts_known *n, house_margin_rate n, "
             "window_days n, wobble n, top n, draws n, seed n, accounts [id t, number t, name t, rank n, "
             "score n, in_top n, in_top_std_error n, criteria {volume {figure $, value n, contribution n}, "
             "profit {figure $, value n, contribution n, figure_reason t}, growth {figure n, value n, "
             "contribution n, figure_reason t, value_may_differ_by n}, predictability {figure n, "
             "figure_is t, value n, contribution n, figure_reason t, value_may_differ_by n}, "
             "breadth {figure n, value n, contribution n}}]",
};
