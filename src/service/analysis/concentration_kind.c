/* The row of the analysis "concentration". */
#include "service/analysis/concentration.h"

#include "service/analysis/group_parameters.h"
#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_concentration;

#define FIGURES                                                                                                        \
    "holders n, holders_not_positive n, total $, mean $, median $, count_for_50 n, count_for_80 n, "                   \
    "count_for_95 n, share_of_holders_for_80 n, share_of_top_1 n, share_of_top_5 n, "                                  \
    "share_of_top_10 n, share_of_top_20 n, share_of_top_1_percent n, share_of_top_20_percent n, "                      \
    "hhi n, effective_number n, gini n, theil n, entropy n, variation n"

/* Of some of the lines. */
#define SPAN                                                                                                           \
    "concentration {" FIGURES "}, concentration_reason t, "                                                            \
    "profit {covered n, margin $, gains {" FIGURES "}, gains_reason t}"
#define LEVEL "{value n, level n, lower n, upper n}"
#define SLOPE "{slope_per_year n, lower n, upper n, direction t}"
#define SLOPES "hhi " SLOPE ", share_of_top_10 " SLOPE
#define EROSION "causes {usual $, price $, cost $, returns $, alone $}, main_cause t"

KAM_DEFINE_ANALYSIS_FUNCTIONS(Concentration, concentration, scope)

static const char *const dimensions[] = { "account", "product", "category", "country",
                                          "region",  "manager", "group",    NULL };
static const char *const slices[] = { "region", "category", "manager", "group", NULL };

static const char *const margin_members[] = { "margin", "profit", NULL };

static const KamAnalysisParameter parameters[] = {
    { .name = "slice",
      .kind = KAM_ASK_CHOICE,
      .choices = slices,
      .placeholder = "DIMENSION",
      .help = "each region, category, manager or group of several companies by itself, too",
      .help_sr = "i svaki region, kategorija, menadžer ili grupa od više firmi za sebe" },
    { .name = "points",
      .kind = KAM_ASK_FLAG,
      .not_in_csv = TRUE,
      .help = "with the points of the Pareto, Lorenz and whale curves",
      .help_sr = "i tačke Paretove, Lorencove i kitove krive" },
    { 0 },
};

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const char *by = kam_analysis_values_text(values, "by"), *slice = kam_analysis_values_text(values, "slice");
    KamConcentrationQuestion question = {
        .groups = kam_group_parameters_read(values),
        .by = by == NULL ? KAM_BY_ACCOUNT : kam_dimension_from_name(by),
        .slice = slice == NULL ? KAM_BY_N : kam_dimension_from_name(slice),
    };
    KamConcentrationAnalysis *analysis;

    analysis = kam_concentration_analysis_new(facts, data_version, &question, &options, error);
    if (analysis != NULL)
        analysis->with_points = kam_analysis_values_flag(values, "points");
    return analysis;
}

const KamAnalysisKind kam_analysis_kind_concentration = {
    .name = "concentration",
    .summary =
        "how few customers, groups, products, categories or regions make the sales and the profit, and where that goes",
    .summary_sr = "koliko malo kupaca, grupa, artikala, kategorija ili regiona pravi prodaju i dobit, i kuda to ide",
    .help =
        "How many holders bring 50, 80 and 95% of sales, ABC classes, HHI, Gini, Theil, entropy; by calendar year and\n"
        "quarter and over rolling years, with the trend and whether it is more than noise; for each region, category,\n"
        "manager or group; and where costs are known, the whale curve: who brings the profit, who erodes it, and with what.\n"
        "Holders whose total is not above 0 are counted apart.\n"
        "\n"
        "  kamen analyze concentration\n"
        "  kamen analyze concentration --by category --from 2025-01-01 --until 2025-12-31\n"
        "  kamen analyze concentration --by group --groups then --slice region\n"
        "  kamen analyze concentration --region Vojvodina --currency EUR\n"
        "  kamen analyze concentration --by product --json --points | jq '.points'\n"
        "\n"
        "'kamen calc concentration' does the same arithmetic on a table of your own.",
    .parameters = parameters,
    .takes_part = TRUE,
    .dimensions = dimensions,
    .not_this_dimension = "is none",
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "list",
    .margin_members = margin_members,
    .method = "docs/methods/concentration.md",
    .certainty =
        "counted: sums of all lines that count; intervals of 95%: what of it is chance of the purchases, and whether a trend is more than the quarters beside it",
    .shape =
        "by t, groups t, depth n, unassigned {lines n, net $}, concentration {" FIGURES
        "}, concentration_reason t, abc {A {holders n, net $}, B {holders n, net $}, C {holders n, "
        "net $}}, list [id t, number t, name t, net $, rank n, share n, cumulative_share n, class t, "
        "margin $, lines n], points [holders n, share_of_holders n, pareto n, lorenz n], "
        "profit {covered n, sales $, cost $, margin $, holders n, holders_with_gain n, "
        "holders_with_loss n, peak $, peak_holders n, peak_multiple n, eroded $, break_even_holders n, "
        "share_of_top_20_percent n, eroders_open_to t, eroders [id t, number t, name t, net $, margin $, " EROSION
        ", opens_to t, "
        "items [id t, number t, name t, net $, margin $, " EROSION ", opens_to t], "
        "categories [category t, net $, margin $, " EROSION ", opens_to t]], gains {" FIGURES
        "}, points [holders n, share_of_holders n, cumulative $]}, profit_reason t, intervals {months_compared n, hhi " LEVEL
        ", share_of_top_10 " LEVEL "}, intervals_reason t, trend {quarters n, from t, "
        "to t, " SLOPES ", profit {" SLOPES "}}, trend_reason t",
    .shape_more = "by_year [label t, "
                  "from t, to t, whole b, net $, " SPAN "], by_quarter [label t, "
                  "from t, to t, whole b, net $, " SPAN "], rolling [label t, from t, to t, whole b, net $, " SPAN
                  "], rolling_reason t, slice t, slices [id t, name t, lines n, net $, "
                  "largest {id t, number t, name t, net $, share n}, " SPAN
                  ", series [label t, whole b, net $, hhi n, share_of_top_10 n, profit {hhi n}]]",
};
