/* The row of the analysis "assortment". */
#include "service/analysis/assortment.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_assortment;

#define TRIAL                                                                                                          \
    "{accounts n, hit_rate n, hit_rate_error n, precision n, precision_error n, recall n, "                            \
    "recall_error n, ndcg n, ndcg_error n}"

KAM_DEFINE_ANALYSIS_FUNCTIONS(Assortment, assortment, scope)

static const char *const dimensions[] = { "product", "category", NULL };

/* Articles unless told otherwise: the common default, accounts, is no assortment. */
static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const char *by = kam_analysis_values_text(values, "by");

    return kam_assortment_analysis_new(facts, data_version, by == NULL ? KAM_BY_PRODUCT : kam_dimension_from_name(by),
                                       &options, error);
}

const KamAnalysisKind kam_analysis_kind_assortment = {
    .name = "assortment",
    .summary = "what each customer does not buy yet and would, and how often such guesses were right",
    .summary_sr = "šta kupac još ne kupuje a kupovao bi, i koliko često su takve pretpostavke bile tačne",
    .help =
        "The last quarter of the data (at most three months) is held out; methods rank ten articles for each customer\n"
        "from what was bought before, and what was bought afterwards judges them. The best one for new articles is then\n"
        "asked about today. Each guess says how often its place was right, and what its buyers' share of purchases would\n"
        "be worth at this customer in a year. --by product (the default) or category.\n"
        "\n"
        "  kamen analyze assortment\n"
        "  kamen analyze assortment --by category\n"
        "  kamen analyze assortment --csv > guesses.csv\n"
        "  kamen analyze assortment --json | jq .backtest",
    .dimensions = dimensions,
    .not_this_dimension = "is neither: an assortment is of products (product) or categories (category)",
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .method = "docs/methods/likeness.md",
    .certainty =
        "estimated: each guess has the chance that its place had in a hold-out (backtest), its worth a standard error",
    .shape = "by t, backtest {cut t, days n, places n, new *" TRIAL ", again *" TRIAL
             "}, best t, regularisation n, guessed_by t, guessed_by_reason t, accounts [id t, number t, "
             "name t, items n, net_of_the_year $, expected_worth $, guesses [place n, id t, number t, "
             "name t, buyers n, chance n, worth $, worth_error $, worth_reason t]]",
};
