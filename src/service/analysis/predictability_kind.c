/* The row of the analysis "predictability". */
#include "service/analysis/predictability.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_predictability;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Predictability, predictability, behaviour->scope)

/* A value is of profit where costs are known. */
static const char *const margin_members[] = { "value", "value_lower", "value_upper", "value_of", NULL };

/* What is under contract. */
static const char *const said[] = { "agreement", NULL };

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);

    return kam_predictability_analysis_new(facts, data_version, &options, values->context, error);
}

const KamAnalysisKind kam_analysis_kind_predictability = {
    .name = "predictability",
    .summary = "how well one can plan with each customer, this quarter and for years",
    .summary_sr = "koliko se sa svakim kupcem može planirati, za kvartal i za godine",
    .help =
        "Short term: how right forecasts of its months have been on its own past (scaled error, bias, how many values its\n"
        "intervals of 80 and 95% held), how wide the next quarter is, how regularly it orders, how much of its sales stand\n"
        "under agreements. Long term: whether it still buys, what it is worth with an interval, since when it is a\n"
        "customer, until when agreements bind it. One index from 0 to 1 is the mean of the\n"
        "parts that are known, by weights that every answer shows; without a back-test there is none.\n"
        "\n"
        "  kamen analyze predictability\n"
        "  kamen analyze predictability --csv > predictability.csv\n"
        "  kamen analyze predictability --json | jq '.accounts[] | select(.index > 0.8) | .name'",
    .said = said,
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .margin_members = margin_members,
    .method = "docs/methods/predictability.md",
    .certainty =
        "measured on each account's own past; the index of one year goes with the error of the next as the method says",
    .shape =
        "weights [part t, term t, weight n, meaning t], summary {accounts n, accounts_with_index n, mean n, median n}, "
        "accounts [id t, number t, name t, net_of_the_year $, index n, index_reason t, parts [part t, score n, "
        "weight n], short_term {months n, quarter $, quarter_lower95 $, quarter_upper95 $, mase n, smape n, "
        "bias n, coverage80 n, coverage95 n, gap_variation n, contract_share n, contract_reason t}, "
        "long_term {p_alive n, value $, value_lower $, value_upper $, value_of t, tenure_years n, "
        "contract_end t, contract_is_open b, contract_years n}]",
};
