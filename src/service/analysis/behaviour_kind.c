/* The row of the analysis "behaviour". */
#include "service/analysis/behaviour.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_behaviour;

#define SPREAD "{accounts n, mean n, median n, min n, max n}"

KAM_DEFINE_ANALYSIS_FUNCTIONS(Behaviour, behaviour, scope)

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);

    return kam_behaviour_analysis_new(facts, data_version, &options, error);
}

const KamAnalysisKind kam_analysis_kind_behaviour = {
    .name = "behaviour",
    .summary = "how each customer buys: recency, frequency, monetary value, growth, silence",
    .summary_sr = "kako koji kupac kupuje: kad je kupio, koliko često, za koliko, rast, ćutanje",
    .help =
        "Scores from 1 to 5 by rank (5 is best) for recency, frequency and monetary value, ties by ascending number;\n"
        "tenure, growth of the last 365 days over the 365 before, days between purchases and how regular they are,\n"
        "how unusual the present silence is, products bought, share of credits.\n"
        "\n"
        "  kamen analyze behaviour\n"
        "  kamen analyze behaviour --basis invoiced --until 2010-12-10\n"
        "  kamen analyze behaviour --csv > behaviour.csv\n"
        "  kamen analyze behaviour --json | jq '.accounts[] | select(.r <= 2 and .f >= 4) | .name'\n"
        "\n"
        "'kamen calc behaviour' does the same arithmetic on a table of your own.",
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .method = "docs/methods/behaviour.md",
    .certainty = "counted: figures of all lines that count; a figure that takes more data is null with its reason",
    .shape = "window_days n, summary {accounts n, accounts_without_purchase n, accounts_with_one_document n, "
             "cells_occupied n, recency_days " SPREAD ", frequency " SPREAD
             ", monetary {accounts n, mean $, median $, min $, max $}, tenure_days " SPREAD ", growth " SPREAD
             ", gap_median_days " SPREAD ", gap_variation " SPREAD ", silence " SPREAD ", products " SPREAD
             ", credit_share " SPREAD
             ", groups {best {accounts n, sales $}, strong {accounts n, sales $}, lapsing {accounts n, "
             "sales $}, weakest {accounts n, sales $}}, cells *{accounts n, sales $}}, accounts [id t, "
             "number t, name t, r n, f n, m n, first_purchase t, last_purchase t, recency_days n, "
             "frequency n, monetary $, net $, tenure_days n, growth n, growth_reason t, gap_mean_days n, "
             "gap_median_days n, gap_variation n, silence n, longest_gap_days n, products n, credit_share n, "
             "purchase_lines n, purchase_days n, gap_reason t]",
};
