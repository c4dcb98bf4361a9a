/* The row of the analysis "concentration". */
#include "service/analysis/concentration.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_concentration;

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
    .answer_schema = NULL,
};
