/* The row of the analysis "elasticity". */
#include "service/analysis/elasticity.h"

#include <string.h>

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_elasticity;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Elasticity, elasticity, scope)

static const char *const quantities[] = { "line", "month", NULL };

static const KamAnalysisParameter parameters[] = {
    { .name = "quantity",
      .kind = KAM_ASK_CHOICE,
      .choices = quantities,
      .placeholder = "WORD",
      .help = "what answers to the price: line, what is bought each time (default), or month, its sum",
      .help_sr = "šta odgovara na cenu: line, koliko se kupi svaki put (podrazumevano), ili month, zbir meseca" },
    { .name = "min-pieces",
      .kind = KAM_ASK_DOUBLE,
      .default_value = "5",
      .min = 0,
      .max = G_MAXINT32,
      .placeholder = "N",
      .help = "leave products out that an account buys by fewer whole pieces; 5",
      .help_sr = "bez artikala koje kupac kupuje u manje celih komada; 5" },
    { 0 },
};

static KamElasticityQuantity
read_quantity(const char *name)
{
    for (guint q = 0; name != NULL && q < KAM_QUANTITY_N; q++)
        if (strcmp(name, kam_elasticity_quantity_name(q)) == 0)
            return q;
    return KAM_QUANTITY_LINE;
}

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const KamElasticityQuestion question = { .quantity = read_quantity(kam_analysis_values_text(values, "quantity")),
                                             .min_pieces = kam_analysis_values_double(values, "min-pieces") };

    return kam_elasticity_analysis_new(facts, data_version, &options, &question, error);
}

const KamAnalysisKind kam_analysis_kind_elasticity = {
    .name = "elasticity",
    .summary = "how the volume of each customer answers to price",
    .summary_sr = "kako količina kod svakog kupca odgovara na cenu",
    .help =
        "Quantity and price of each product at each customer, month by month. What all customers share in a month (season, a\n"
        "general rise) is taken out, each product of a customer has a level of its own, and each customer one elasticity\n"
        "over its products, leaning on the other customers as far as its own standard error demands. A customer whose\n"
        "prices have not moved has no elasticity but the reason; one at 0 or above is always flagged.\n"
        "\n"
        "  kamen analyze elasticity\n"
        "  kamen analyze elasticity --from 2024-01-01 --quantity month\n"
        "  kamen analyze elasticity --csv > elasticity.csv\n"
        "\n"
        "'kamen calc elasticity' does the same arithmetic on a table of your own, 'kamen calc breakeven' says which elasticity\n"
        "a change of price needs.",
    .parameters = parameters,
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .method = "docs/methods/elasticity.md",
    .certainty =
        "estimated: standard errors and bounds of 95% beside each figure; status and flag say which not to trust",
    .shape =
        "quantity t, min_pieces n, summary {accounts n, accounts_estimated n, accounts_flagged n, "
        "observations n, months n, left_out_bought_once n, left_out_few_pieces n}, prior {mean n, "
        "mean_std_error n, sd n, accounts n, reason t}, account_effects {elasticity n, std_error n, "
        "cluster_std_error n}, categories [category t, accounts n, accounts_estimated n, mean n, mean_std_error n, sd n], "
        "accounts [id t, number t, name t, net $, n n, products n, elasticity n, "
        "std_error n, robust_std_error n, pooled n, pooled_std_error n, lower95 n, upper95 n, weight n, "
        "price_sd n, status t, reason t, flag t, by_families n, by_families_std_error n, "
        "families [category t, net $, n n, products n, elasticity n, std_error n, pooled n, pooled_std_error n, "
        "lower95 n, upper95 n, status t, reason t]]",
};
