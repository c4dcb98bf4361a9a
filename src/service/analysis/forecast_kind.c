/* The row of the analysis "forecast". */
#include "service/analysis/forecast.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_forecast;

#define FORECAST                                                                                                       \
    "months n, quarter $, quarter_lower95 $, quarter_upper95 $, quarter_before $, "                                    \
    "quarter_year_ago $, forecast_method t, seasonal b, alive n, mase n, smape n, bias n, "                            \
    "coverage n, quarter_reason t, months_needed n, backtest_reason t, points [from t, to t, "                         \
    "point $, lower95 $, upper95 $]"

KAM_DEFINE_ANALYSIS_FUNCTIONS(Forecast, forecast, scope)

static const KamAnalysisParameter parameters[] = {
    { .name = "horizon",
      .kind = KAM_ASK_INT,
      .default_value = G_STRINGIFY(KAM_FORECAST_DEFAULT_HORIZON),
      .min = KAM_QUARTER_MONTHS,
      .max = KAM_FORECAST_MAX_HORIZON,
      .unit = "months",
      .placeholder = "MONTHS",
      .help = "months to forecast (default 12)",
      .help_sr = "koliko se meseci predviđa (podrazumevano 12)" },
    { 0 },
};

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);

    return kam_forecast_analysis_new(facts, data_version, &options, (guint)kam_analysis_values_int(values, "horizon"),
                                     error);
}

const KamAnalysisKind kam_analysis_kind_forecast = {
    .name = "forecast",
    .summary = "what each customer will buy in the coming months, with intervals",
    .summary_sr = "šta će koji kupac kupiti narednih meseci, sa intervalima",
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
    .parameters = parameters,
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .method = "docs/methods/forecast.md",
    .certainty =
        "estimated: bounds of 95% beside each figure, with the errors of a back-test on the own past of each series",
    .shape = "horizon n, quarter {from t, to t}, total {" FORECAST
             "}, accounts_with_forecast n, accounts_too_short n, accounts [id t, number t, name t, " FORECAST "]",
};
