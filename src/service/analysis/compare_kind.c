/* The row of the analysis "compare". */
#include "service/analysis/compare.h"
#include "service/analysis/context.h"
#include "service/analysis/kind.h"
#include "service/analysis/pair_parameter.h"

extern const KamAnalysisKind kam_analysis_kind_compare;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Compare, compare, scope)

static const char *const margin_members[] = { "profit", NULL };

static const KamAnalysisParameter parameters[] = {
    { .name = "one",
      .kind = KAM_ASK_TEXT,
      .check = kam_pair_check_id,
      .placeholder = "ID",
      .help = "an account, with all below it (default: the largest)",
      .help_sr = "kupac, sa svima ispod njega (podrazumevano: najveći)" },
    { .name = "other",
      .kind = KAM_ASK_TEXT,
      .check = kam_pair_check_id,
      .placeholder = "ID",
      .help = "another (default: the next largest)",
      .help_sr = "drugi kupac (podrazumevano: sledeći najveći)" },
    { 0 },
};

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    g_autoptr(KamCompareAnalysis) analysis = kam_compare_analysis_new(
        facts, data_version, kam_pair_read_id(values, "one"), kam_pair_read_id(values, "other"), &options, error);

    if (analysis == NULL)
        return NULL;
    if (values->context != NULL && values->context->db != NULL &&
        !kam_compare_analysis_count_contacts(analysis, values->context->db, error))
        return NULL;
    return g_steal_pointer(&analysis);
}

#define PURCHASE "{quantity n, price n, net $, opens_to t}"

const KamAnalysisKind kam_analysis_kind_compare = {
    .name = "compare",
    .summary = "how two customers differ: what they buy, when, at which prices and with which margin",
    .summary_sr = "po čemu se dva kupca razlikuju: šta kupuju, kada, po kojim cenama i sa kojom maržom",
    .help =
        "Side by side over the last 365 days: sales, growth, documents, contacts, margin, categories; the last 24 months;\n"
        "how much of what they buy is the same; and the prices that each pays for what both buy.\n"
        "\n"
        "  kamen analyze compare --one 4711 --other 4712\n"
        "  kamen analyze compare --one 4711 --other 4712 --csv > prices.csv\n",
    .parameters = parameters,
    .stamp = "compare_stamp",
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .margin_members = margin_members,
    .method = "docs/methods/compare.md",
    .certainty = "counted: sums of all lines that count, no estimate",
    .shape =
        "year {from t, to t}, accounts [id t, number t, name t, role t, companies n, net $, net_before $, growth n, "
        "documents n, first_day t, last_day t, contacts n, profit {contribution $, rate n}, opens_to t], overlap "
        "{products_both n, products_one n, products_other n, jaccard n, jaccard_by_value n}, categories [category t, "
        "one $, one_share n, other $, other_share n, one_opens_to t, other_opens_to t], "
        "months [from t, to t, one $, other $], prices {level n, "
        "articles [id t, number t, name t, category t, one " PURCHASE ", other " PURCHASE
        ", difference n, profit {one_rate n, other_rate n}]}",
};
