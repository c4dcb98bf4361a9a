/* The row of the analysis "merger". */
#include "service/analysis/kind.h"
#include "service/analysis/merger.h"
#include "service/analysis/pair_parameter.h"

extern const KamAnalysisKind kam_analysis_kind_merger;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Merger, merger, scope)

static const char *const margin_members[] = { "profit", NULL };

static const KamAnalysisParameter parameters[] = {
    { .name = "buyer",
      .kind = KAM_ASK_TEXT,
      .check = kam_pair_check_id,
      .placeholder = "ID",
      .help = "who buys: an account, with the whole group that it belongs to (default: the largest)",
      .help_sr = "ko kupuje: kupac, sa celom grupom kojoj pripada (podrazumevano: najveći)" },
    { .name = "target",
      .kind = KAM_ASK_TEXT,
      .check = kam_pair_check_id,
      .placeholder = "ID",
      .help = "who is bought: an account, with all below it (default: the next largest)",
      .help_sr = "ko se kupuje: kupac, sa svima ispod njega (podrazumevano: sledeći najveći)" },
    { 0 },
};

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);

    return kam_merger_analysis_new(facts, data_version, kam_pair_read_id(values, "buyer"),
                                   kam_pair_read_id(values, "target"), &options, error);
}

#define WEIGHT "net $, share n, rank n, profit {contribution $, share n}"
#define PURCHASE "{quantity n, price n, net $, opens_to t}"

const KamAnalysisKind kam_analysis_kind_merger = {
    .name = "merger",
    .summary = "what it would mean if one customer bought another: their weight, and one price for both",
    .summary_sr = "šta bi značilo kada bi jedan kupac kupio drugog: njihova težina i jedna cena za oba",
    .help =
        "Over the last 365 days: how concentrated our sales would be, by the usual thresholds; what both together would be\n"
        "to us, in all and in each category; and what it would cost if for each article that both buy the better of their\n"
        "two prices became everybody's.\n"
        "\n"
        "  kamen analyze merger --buyer 4711 --target 4712\n"
        "  kamen analyze merger --buyer 4711 --target 4712 --csv > articles.csv\n",
    .parameters = parameters,
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .margin_members = margin_members,
    .method = "docs/methods/merger.md",
    .certainty = "counted: sums of the last year; what they would buy together is assumed to be what they bought apart",
    .shape = "year {from t, to t}, accounts [id t, number t, name t, role t, companies n, " WEIGHT
             ", opens_to t], together {" WEIGHT
             "}, concentration {points_before n, points_after n, change_points n, rises_over_100 b, is_over_1800 b, "
             "share_over_30_percent b, is_over_thresholds b, thresholds t}, categories [category t, net $, "
             "share_of_our_sales n, buyer_net $, buyer_share n, target_net $, target_share n, "
             "buyer_opens_to t, target_opens_to t, profit {contribution $, share n}], "
             "harmonisation {cost $, share_of_net n, buyer_pays_less $, "
             "target_pays_less $, products_both n, articles [id t, number t, name t, category t, buyer " PURCHASE
             ", target " PURCHASE ", better t, cost $, profit {before $, after $}], only_buyer {products n, net $}, "
             "only_target {products n, net $}, limits t}",
};
