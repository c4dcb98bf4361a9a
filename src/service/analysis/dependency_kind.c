/* The row of the analysis "dependency". */
#include "service/analysis/dependency.h"

#include <string.h>

#include "base/decimal.h"
#include "service/analysis/group_parameters.h"
#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_dependency;

#define MOST_LISTED 1000
#define MOST_MONTHS 60

KAM_DEFINE_ANALYSIS_FUNCTIONS(Dependency, dependency, scope)

static const char *const dimensions[] = { "account", "group", NULL };
static const char *const margin_members[] = { "profit", "least_set", "least_set_reason", NULL };

static gboolean
read_amount(const char *text, gint64 *micro)
{
    static const KamNumberFormat plain = { .point = '.' };
    KamDecimal value;

    return kam_decimal_parse(text, strlen(text), plain, &value) && kam_decimal_to_micro(value, micro) && *micro > 0;
}

static char *
check_amount(const char *text)
{
    gint64 micro;

    return read_amount(text, &micro)
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
    { .name = "horizon",
      .kind = KAM_ASK_INT,
      .default_value = "12",
      .min = 1,
      .max = MOST_MONTHS,
      .unit = "months",
      .placeholder = "MONTHS",
      .help = "months to come, within which a customer may be lost (default 12)",
      .help_sr = "narednih meseci u kojima kupac može da bude izgubljen (podrazumevano 12)" },
    { .name = "fixed_cost",
      .kind = KAM_ASK_TEXT,
      .check = check_amount,
      .placeholder = "AMOUNT",
      .help = "fixed cost of a year, in the currency of the sales: what the contribution has to cover",
      .help_sr = "fiksni trošak godine, u valuti prodaje: ono što doprinos treba da pokrije" },
    { .name = "lose",
      .kind = KAM_ASK_TEXT,
      .check = check_ids,
      .placeholder = "ID,...",
      .help = "stress test: these accounts are lost together",
      .help_sr = "proba: ovi kupci su izgubljeni zajedno" },
    { .name = "lose_groups",
      .kind = KAM_ASK_TEXT,
      .check = check_ids,
      .placeholder = "ID,...",
      .help = "likewise the whole groups that these accounts belong to",
      .help_sr = "isto tako cele grupe kojima ovi kupci pripadaju" },
    { .name = "loss",
      .kind = KAM_ASK_TEXT,
      .check = check_amount,
      .placeholder = "AMOUNT",
      .help = "name the fewest whose loss takes this much of a year's sales",
      .help_sr = "imenuj najmanji broj kupaca čiji gubitak odnosi ovoliko godišnje prodaje" },
    { 0 },
};

static gint64
read_amount_of(const KamAnalysisValues *values, const char *name)
{
    const char *text = kam_analysis_values_text(values, name);
    gint64 micro = KAM_DEPENDENCY_NO_AMOUNT;

    if (text != NULL)
        read_amount(text, &micro);
    return micro;
}

static GArray *
read_ids_of(const KamAnalysisValues *values, const char *name)
{
    const char *text = kam_analysis_values_text(values, name);

    return text == NULL ? g_array_new(FALSE, FALSE, sizeof(gint64)) : read_ids(text);
}

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    g_autoptr(GArray) lose = read_ids_of(values, "lose"), lose_groups = read_ids_of(values, "lose_groups");
    const KamDependencyQuestion question = {
        .groups = kam_group_parameters_read(values),
        .by_group = g_strcmp0(kam_analysis_values_text(values, "by"), "group") == 0,
        .n = (guint)kam_analysis_values_int(values, "n"),
        .months = (gint)kam_analysis_values_int(values, "horizon"),
        .fixed_cost_micro = read_amount_of(values, "fixed_cost"),
        .loss_micro = read_amount_of(values, "loss"),
        .lose = (const gint64 *)(gconstpointer)lose->data,
        .n_lose = lose->len,
        .lose_groups = (const gint64 *)(gconstpointer)lose_groups->data,
        .n_lose_groups = lose_groups->len,
    };

    return kam_dependency_analysis_new(facts, data_version, &question, &options, values->context, error);
}

#define LEFT "profit {contribution $, cover n, result $, is_covered b}"
#define STATE "{net $, hhi n, " LEFT "}"
#define LOSS "expected_loss $, expected_loss_lower $, expected_loss_upper $"
#define CHANCE "probability_of_loss n, probability_of_loss_lower n, probability_of_loss_upper n"
#define OWN_PROFIT "profit {contribution $, share n, covers n, " LOSS ", expected_cover_lost n}"
#define ALL_OR_ANY                                                                                                     \
    "probability_all n, probability_all_lower n, probability_all_upper n, probability_all_at_most n, "                 \
    "probability_any n, probability_any_lower n, probability_any_upper n, probability_any_at_least n"
#define SET_PROFIT "profit {contribution_lost $, share_lost n, cover_lost n, " LOSS ", expected_cover_lost n}"
#define SET                                                                                                            \
    "{lost [id t, number t, name t, net $, " CHANCE ", " LOSS ", " OWN_PROFIT "], net_lost $, share_lost n, " LOSS     \
    ", " ALL_OR_ANY ", " SET_PROFIT ", after " STATE "}"

const KamAnalysisKind kam_analysis_kind_dependency = {
    .name = "dependency",
    .summary =
        "how much hangs on the largest customers: what their loss would do, how likely it is, and who may not go",
    .summary_sr =
        "koliko zavisi od najvećih kupaca: šta bi njihov gubitak učinio, koliko je verovatan i ko ne sme da ode",
    .help =
        "For each of the largest customers or groups, over the last twelve months: sales, contribution and cover of the\n"
        "fixed cost without it; the chance that it is lost within a year and what that is expected to cost; its share\n"
        "quarter by quarter. With --lose and --lose_groups several are lost together, each counted once: what that takes,\n"
        "how likely it is that all or any of them go. With --fixed_cost the fewest are named without whom the contribution\n"
        "covers it no more, with --loss the fewest who take so much. Nothing is assumed that others would buy instead.\n"
        "\n"
        "  kamen analyze dependency --by group --fixed_cost 80000000\n"
        "  kamen analyze dependency --lose 4711,4712 --json | jq '.stress.after'\n"
        "  kamen analyze dependency --loss 5000000 --horizon 24\n",
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
        "counted, but for the chances, which are of the model that 'clv' chooses; intervals of 90% for what the "
        "parameters and a year leave open, none for whether the model is right",
    .shape =
        "by t, groups t, depth n, year {from t, to t, months n}, horizon_months n, fixed_cost $, fixed_cost_reason t, holders n, "
        "whole " STATE
        ", profit_reason t, probability_reason t, model t, accounts [id t, number t, name t, rank n, first_purchase t, "
        "net $, share n, " CHANCE ", probability_of_silence n, probability_of_silence_lower n, "
        "probability_of_silence_upper n, probability_lost_today n, " LOSS ", " OWN_PROFIT ", after " STATE
        ", series [label t, share n]], periods [label t, from t, to t, whole b, net $], ",
    .shape_more =
        "expected {net_lost $, net_lost_lower $, net_lost_upper $, share_lost n, profit {contribution_lost $, "
        "contribution_lost_lower $, contribution_lost_upper $, cover_after n, probability_not_covered n}}, "
        "stress " SET ", least_set " SET ", least_set_reason t, least_for_loss " SET
        ", least_for_loss_reason t, assumption t",
};
