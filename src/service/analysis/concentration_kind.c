/* The row of the analysis "concentration". */
#include "service/analysis/concentration.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_concentration;

#define FIGURES                                                                                                        \
    "holders n, holders_not_positive n, total $, mean $, median $, count_for_50 n, count_for_80 n, "                   \
    "count_for_95 n, share_of_holders_for_80 n, share_of_top_1 n, share_of_top_5 n, "                                  \
    "share_of_top_10 n, share_of_top_20 n, share_of_top_1_percent n, share_of_top_20_percent n, "                      \
    "hhi n, effective_number n, gini n, theil n, entropy n, variation n"

KAM_DEFINE_ANALYSIS_FUNCTIONS(Concentration, concentration, scope)

static const char *const dimensions[] = { "account", "product", "category", "country", NULL };
static const char *const margin_members[] = { "margin", "profit", NULL };

static const KamAnalysisParameter parameters[] = {
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
    const char *by = kam_analysis_values_text(values, "by");
    KamConcentrationAnalysis *analysis = kam_concentration_analysis_new(
        facts, data_version, by == NULL ? KAM_BY_ACCOUNT : kam_dimension_from_name(by), &options, error);

    if (analysis != NULL)
        analysis->with_points = kam_analysis_values_flag(values, "points");
    return analysis;
}

const KamAnalysisKind kam_analysis_kind_concentration = {
    .name = "concentration",
    .summary = "how few customers, products, categories or countries make the sales and the profit",
    .summary_sr = "koliko malo kupaca, artikala, kategorija ili zemalja pravi prodaju i dobit",
    .help =
        "How many holders bring 50, 80 and 95% of sales, ABC classes, HHI, Gini, Theil, entropy; by calendar year and\n"
        "over rolling years; and where costs are known, the whale curve: who brings the profit and who erodes it.\n"
        "Holders whose total is not above 0 are counted apart.\n"
        "\n"
        "  kamen analyze concentration\n"
        "  kamen analyze concentration --by category --from 2025-01-01 --until 2025-12-31\n"
        "  kamen analyze concentration --by product --json --points | jq '.points'\n"
        "\n"
        "'kamen calc concentration' does the same arithmetic on a table of your own.",
    .parameters = parameters,
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
    .certainty = "counted: sums of all lines that count, no estimate",
    .shape = "by t, unassigned {lines n, net $}, concentration {" FIGURES
             "}, concentration_reason t, abc {A {holders n, net $}, B {holders n, net $}, C {holders n, "
             "net $}}, list [id t, number t, name t, net $, rank n, share n, cumulative_share n, class t, "
             "margin $, lines n], points [holders n, share_of_holders n, pareto n, lorenz n], "
             "profit {covered n, sales $, cost $, margin $, holders n, holders_with_gain n, "
             "holders_with_loss n, peak $, peak_holders n, peak_multiple n, eroded $, break_even_holders n, "
             "share_of_top_20_percent n, eroders [id t, number t, name t, net $, margin $], gains {" FIGURES
             "}, points [holders n, share_of_holders n, cumulative $]}, profit_reason t, by_year [label t, "
             "from t, to t, whole b, net $, concentration {" FIGURES
             "}], rolling [label t, from t, to t, whole b, net $, concentration {" FIGURES "}], rolling_reason t",
};
