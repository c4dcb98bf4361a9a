/* The row of the analysis "dependency". */
#include "service/analysis/dependency.h"

#include <string.h>

#include "base/decimal.h"
#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_dependency;

#define MOST_LISTED 1000

KAM_DEFINE_ANALYSIS_FUNCTIONS(Dependency, dependency, scope)

static const char *const dimensions[] = { "account", "group", NULL };
static const char *const margin_members[] = { "profit", "least_set", NULL };

static char *
check_groups(const char *text)
{
    KamGroupsAt at = { 0 };

    return kam_groups_at_read(text, &at) ? NULL
                                         : g_strdup_printf("does not know '%s'; it takes today, then or a day", text);
}

static gboolean
read_cost(const char *text, gint64 *micro)
{
    static const KamNumberFormat plain = { .point = '.' };
    KamDecimal value;

    return kam_decimal_parse(text, strlen(text), plain, &value) && kam_decimal_to_micro(value, micro) && *micro > 0;
}

static char *
check_cost(const char *text)
{
    gint64 micro;

    return read_cost(text, &micro)
               ? NULL
               : g_strdup_printf("does not know '%s'; it takes an amount above 0 such as 1500000", text);
}

/* NULL when one of them is no id. */
static GArray *
read_ids(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint i = 0; words[i] != NULL; i++) {
        gint64 id;

        if (!g_ascii_string_to_signed(g_strstrip(words[i]), 10, 1, G_MAXINT64, &id, NULL))
            return NULL;
        g_array_append_val(ids, id);
    }
    return ids->len > 0 ? g_steal_pointer(&ids) : NULL;
}

static char *
check_ids(const char *text)
{
    g_autoptr(GArray) ids = read_ids(text);

    return ids != NULL ? NULL : g_strdup_printf("does not know '%s'; it takes ids of accounts: ID,ID,...", text);
}

static const KamAnalysisParameter parameters[] = {
    { .name = "n",
      .kind = KAM_ASK_INT,
      .default_value = "20",
      .min = 1,
      .max = MOST_LISTED,
      .placeholder = "N",
      .help = "how many of the largest (default 20)",
      .help_sr = "koliko najvećih (podrazumevano 20)" },
    { .name = "groups",
      .kind = KAM_ASK_TEXT,
      .check = check_groups,
      .placeholder = "WHEN",
      .help = "of --by group: today (default), then (as they were on the day of each line), or a day",
      .help_sr = "za --by group: today (kakve su danas, podrazumevano), then (kakve su bile na dan stavke) ili dan" },
    { .name = "fixed_cost",
      .kind = KAM_ASK_TEXT,
      .check = check_cost,
      .placeholder = "AMOUNT",
      .help = "fixed cost of a year, in the currency of the sales: what the contribution has to cover",
      .help_sr = "fiksni trošak godine, u valuti prodaje: ono što doprinos treba da pokrije" },
    { .name = "lose",
      .kind = KAM_ASK_TEXT,
      .check = check_ids,
      .placeholder = "ID,...",
      .help = "stress test: these accounts are lost together",
      .help_sr = "proba: ovi kupci su izgubljeni zajedno" },
    { 0 },
};

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const char *groups = kam_analysis_values_text(values, "groups"),
               *cost = kam_analysis_values_text(values, "fixed_cost"), *lose = kam_analysis_values_text(values, "lose");
    g_autoptr(GArray) ids = lose == NULL ? NULL : read_ids(lose);
    KamDependencyQuestion question = {
        .by_group = g_strcmp0(kam_analysis_values_text(values, "by"), "group") == 0,
        .n = (guint)kam_analysis_values_int(values, "n"),
        .fixed_cost_micro = KAM_DEPENDENCY_NO_COST,
        .lose = ids == NULL ? NULL : (const gint64 *)(gconstpointer)ids->data,
        .n_lose = ids == NULL ? 0 : ids->len,
    };

    if (groups != NULL)
        kam_groups_at_read(groups, &question.groups);
    if (cost != NULL)
        read_cost(cost, &question.fixed_cost_micro);
    return kam_dependency_analysis_new(facts, data_version, &question, &options, error);
}

#define LEFT "profit {contribution $, cover n, result $, is_covered b}"
#define STATE "{net $, hhi n, " LEFT "}"
#define OWN_PROFIT "profit {contribution $, share n, expected_loss $}"
#define LOST "{lost [id t, number t, name t, net $, " OWN_PROFIT "], net_lost $, share_lost n, after " STATE "}"

const KamAnalysisKind kam_analysis_kind_dependency = {
    .name = "dependency",
    .summary =
        "how much hangs on the largest customers: what their loss would do, how likely it is, and who may not go",
    .summary_sr =
        "koliko zavisi od najvećih kupaca: šta bi njihov gubitak učinio, koliko je verovatan i ko ne sme da ode",
    .help =
        "For each of the largest customers or groups, over the last twelve months: sales, contribution and cover of the\n"
        "fixed cost without it; the chance that it buys no more and the loss to be expected; its share quarter by quarter.\n"
        "With --lose several are lost together, each counted once. With --fixed_cost the fewest are named without whom the\n"
        "contribution covers it no more. Nothing is assumed that others would buy instead.\n"
        "\n"
        "  kamen analyze dependency --by group --fixed_cost 80000000\n"
        "  kamen analyze dependency --lose 4711,4712 --json | jq '.stress.after'\n",
    .parameters = parameters,
    .takes_part = TRUE,
    .dimensions = dimensions,
    .not_this_dimension = "is not lost: customers are (account), or groups of them (group)",
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .margin_members = margin_members,
    .method = "docs/methods/dependency.md",
    .certainty =
        "counted, but for the chance of loss, which is that of 'clv'; expected_loss has an interval of 90% for "
        "how much a year of it differs from another",
    .shape =
        "by t, groups t, year {from t, to t, months n}, fixed_cost $, fixed_cost_reason t, holders n, whole " STATE
        ", profit_reason t, probability_reason t, accounts [id t, number t, name t, rank n, net $, share n, "
        "probability_of_loss n, expected_loss $, expected_loss_lower $, expected_loss_upper $, " OWN_PROFIT
        ", after " STATE ", series [label t, share n]], periods [label t, from t, to t, whole b, net $], stress " LOST
        ", least_set " LOST ", least_set_reason t, assumption t",
};
