/* The row of the analysis "purchasing". */
#include "service/analysis/purchasing.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_purchasing;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Purchasing, purchasing, scope)

static const char *const margin_members[] = { "profit", "share_of_our_profit", NULL };

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);

    return kam_purchasing_analysis_new(facts, data_version, &options, error);
}

const KamAnalysisKind kam_analysis_kind_purchasing = {
    .name = "purchasing",
    .summary = "which groups buy a category centrally, since when, and who needs whom more",
    .summary_sr = "koje grupe nabavljaju kategoriju centralno, od kada i ko kome više znači",
    .help =
        "For each group of companies and category: bought by one company for all, by one for each region, or by each for\n"
        "itself; from which day on buying moved to one company, with an interval, a confidence and the documents before and\n"
        "after; and what the group is to us in the category. Growth, seasons, companies that join, leave or fall silent\n"
        "everywhere do not count as a move; at most one in a hundred groups x categories is a false alarm.\n"
        "\n"
        "  kamen analyze purchasing\n"
        "  kamen analyze purchasing --json | jq '.groups[].categories[] | select(.moved) | .proposal'\n"
        "\n"
        "Groups are made of memberships with their days (group_memberships), categories are those of the products. A proposal is\n"
        "kept by POST /api/v1/purchasings. 'kamen calc changepoint' does the same arithmetic on a table of your own.",
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "groups",
    .no_item = "it is not the head of a group of several companies with invoices; ask for the head",
    .margin_members = margin_members,
    .method = "docs/methods/purchasing.md",
    .certainty =
        "estimated: each moment has a confidence and an interval of 90%; evidence of 100 is reached in at most one of a "
        "hundred groups and categories where nothing changed",
    .shape =
        "summary {groups n, tested n, moved n, suspected n}, groups [id t, number t, name t, companies n, net $, categories "
        "[category t, buyers n, mode t, mode_reason t, centre {id t, number t, name t}, moved b, suspected b, "
        "moved_to {id t, number t, name t}, confidence n, "
        "log10_evidence n, since t, since_from t, since_to t, centre_share_before n, centre_share_after n, "
        "companies [id t, number t, name t, documents_before n, all_documents_before n, documents_after n, "
        "all_documents_after n], net $, share_of_our_sales n, profit $, share_of_our_profit n, "
        "their_purchases $, our_share_of_their_purchases n, our_share_reason t, others_net $, "
        "customers_of_category n, said {id t, mode t, since t, source t}, proposal {account_id t, category t, "
        "mode t, centre_id t, since t, source t, confidence n}]]",
};
