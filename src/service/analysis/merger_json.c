/* A merger of two customers as JSON; what needs costs stands under "profit". */
#include <math.h>

#include "service/analysis/merger.h"
#include "service/report/report.h"

typedef struct {
    const KamMergerAnalysis *analysis;
    const char *currency;
    guint limit;
    KamJson *json;
} Writer;

static const char *const side_names[2] = { "buyer", "target" };

static void
put_weight(const Writer *w, const KamMergerWeight *weight)
{
    kam_json_money(w->json, "net", weight->net_micro, w->currency);
    kam_json_number(w->json, "share", weight->share);
    if (weight->rank > 0)
        kam_json_int(w->json, "rank", weight->rank);
    else
        kam_json_null(w->json, "rank");
    if (!weight->has_profit) {
        kam_json_null(w->json, "profit");
        return;
    }
    kam_json_begin_object(w->json, "profit");
    kam_json_money(w->json, "contribution", weight->contribution_micro, w->currency);
    kam_json_number(w->json, "share", weight->profit_share);
    kam_json_end_object(w->json);
}

static void
put_sides(const Writer *w)
{
    const KamPairLines all = { .product = KAM_NO_INDEX };
    const KamPair *pair = &w->analysis->pair;

    kam_json_begin_array(w->json, "accounts");
    for (guint side = 0; side < 2; side++) {
        kam_json_begin_object(w->json, NULL);
        kam_pair_put_account(kam_pair_account(pair, w->analysis->scope.facts, side), w->json);
        kam_json_text(w->json, "role", side_names[side]);
        kam_json_int(w->json, "companies", pair->side[side].companies);
        put_weight(w, &w->analysis->before[side]);
        kam_pair_put_opens_to(pair, &w->analysis->scope, side, "opens_to", &all, w->json);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
    kam_json_begin_object(w->json, "together");
    put_weight(w, &w->analysis->together);
    kam_json_end_object(w->json);
}

/* In points of 10000, as the guidelines count. */
static void
put_concentration(const Writer *w)
{
    const KamMergerAnalysis *a = w->analysis;
    double before = a->hhi_before * 1e4, after = a->hhi_after * 1e4, change = a->hhi_change * 1e4;
    gboolean is_high = after > KAM_MERGER_LEVEL_POINTS, rises = change > KAM_MERGER_RISE_POINTS;
    gboolean is_large = a->together.share > KAM_MERGER_SHARE;

    kam_json_begin_object(w->json, "concentration");
    kam_json_number(w->json, "points_before", before);
    kam_json_number(w->json, "points_after", after);
    kam_json_number(w->json, "change_points", change);
    kam_json_bool(w->json, "rises_over_100", rises);
    kam_json_bool(w->json, "is_over_1800", is_high);
    kam_json_bool(w->json, "share_over_30_percent", is_large);
    kam_json_bool(w->json, "is_over_thresholds", rises && (is_high || is_large));
    kam_json_text(w->json, "thresholds",
                  "U.S. Merger Guidelines (2023), guideline 1: a rise over 100 points to over 1800, or to a share over "
                  "30%; they speak of a market, these are our customers: a yardstick, no law");
    kam_json_end_object(w->json);
}

static double
share_of(gint64 part, gint64 all)
{
    return all > 0 ? (double)part / (double)all : (double)NAN;
}

static void
put_category(const Writer *w, const KamMergerCategory *category)
{
    const KamContribution *market = &category->market, *both = &category->together;
    const KamPairLines lines = { &w->analysis->categories, category->category, KAM_NO_INDEX };

    kam_json_begin_object(w->json, NULL);
    kam_json_text(w->json, "category",
                  category->category == KAM_NO_INDEX
                      ? NULL
                      : g_array_index(w->analysis->categories.list, KamHolder, category->category).name);
    kam_json_money(w->json, "net", both->net_micro, w->currency);
    kam_json_number(w->json, "share_of_our_sales", share_of(both->net_micro, market->net_micro));
    kam_json_money(w->json, "buyer_net", category->net_micro[0], w->currency);
    kam_json_number(w->json, "buyer_share", share_of(category->net_micro[0], market->net_micro));
    kam_json_money(w->json, "target_net", category->net_micro[1], w->currency);
    kam_json_number(w->json, "target_share", share_of(category->net_micro[1], market->net_micro));
    kam_pair_put_opens_to(&w->analysis->pair, &w->analysis->scope, 0, "buyer_opens_to", &lines, w->json);
    kam_pair_put_opens_to(&w->analysis->pair, &w->analysis->scope, 1, "target_opens_to", &lines, w->json);
    if (kam_contribution_is_known(both)) {
        kam_json_begin_object(w->json, "profit");
        kam_json_money(w->json, "contribution", both->contribution_micro, w->currency);
        kam_json_number(w->json, "share",
                        kam_contribution_is_known(market)
                            ? share_of(both->contribution_micro, market->contribution_micro)
                            : (double)NAN);
        kam_json_end_object(w->json);
    } else {
        kam_json_null(w->json, "profit");
    }
    kam_json_end_object(w->json);
}

static void
put_margins(const Writer *w, const KamMergerPrice *price)
{
    const KamPairPurchase *one = &price->article->side[0], *other = &price->article->side[1];
    gint64 margin = one->net_micro + other->net_micro - one->cost_micro - other->cost_micro;

    if (!one->has_cost || !other->has_cost) {
        kam_json_null(w->json, "profit");
        return;
    }
    kam_json_begin_object(w->json, "profit");
    kam_json_money(w->json, "before", margin, w->currency);
    kam_json_money(w->json, "after", margin - price->cost_micro, w->currency);
    kam_json_end_object(w->json);
}

static void
put_price(const Writer *w, const KamMergerPrice *price)
{
    kam_json_begin_object(w->json, NULL);
    kam_pair_put_product(w->analysis->scope.facts, price->article->product, w->json);
    for (guint side = 0; side < 2; side++)
        kam_pair_put_purchase(&w->analysis->pair, &w->analysis->scope, side, side_names[side], price->article, w->json);
    kam_json_text(w->json, "better", price->better < 0 ? "same" : side_names[price->better]);
    kam_json_money(w->json, "cost", price->cost_micro, w->currency);
    put_margins(w, price);
    kam_json_end_object(w->json);
}

static void
put_only(const Writer *w, guint side)
{
    const GArray *only = w->analysis->pair.only[side];
    gint64 net = 0;

    for (guint i = 0; i < only->len; i++)
        net += g_array_index(only, KamPairArticle, i).side[side].net_micro;
    kam_json_begin_object(w->json, side == 0 ? "only_buyer" : "only_target");
    kam_json_int(w->json, "products", only->len);
    kam_json_money(w->json, "net", net, w->currency);
    kam_json_end_object(w->json);
}

static void
put_harmonisation(const Writer *w)
{
    const KamMergerAnalysis *a = w->analysis;
    guint shown = w->limit == 0 ? a->prices->len : MIN(a->prices->len, w->limit);

    kam_json_begin_object(w->json, "harmonisation");
    kam_json_money(w->json, "cost", a->cost_micro, w->currency);
    kam_json_number(w->json, "share_of_net", share_of(a->cost_micro, a->together.net_micro));
    kam_json_money(w->json, "buyer_pays_less", a->cost_of_side_micro[0], w->currency);
    kam_json_money(w->json, "target_pays_less", a->cost_of_side_micro[1], w->currency);
    kam_json_int(w->json, "products_both", a->prices->len);
    kam_json_begin_array(w->json, "articles");
    for (guint i = 0; i < shown; i++)
        put_price(w, &g_array_index(a->prices, KamMergerPrice, i));
    kam_json_end_array(w->json);
    put_only(w, 0);
    put_only(w, 1);
    kam_json_text(
        w->json, "limits",
        "quantities of the last year are taken for the next; prices are means of a year, so that price lists, "
        "quantity tiers and freight are in them");
    kam_json_end_object(w->json);
}

void
kam_merger_analysis_to_json(const KamMergerAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), limit, json };

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "merger", json);
    kam_json_text(json, "method", "docs/methods/merger.md");
    kam_json_begin_object(json, "year");
    kam_scope_day_to_json(json, "from", analysis->pair.year_from);
    kam_scope_day_to_json(json, "to", analysis->scope.as_of_day);
    kam_json_end_object(json);
    put_sides(&w);
    put_concentration(&w);
    kam_json_begin_array(json, "categories");
    for (guint i = 0; i < analysis->by_category->len; i++)
        put_category(&w, &g_array_index(analysis->by_category, KamMergerCategory, i));
    kam_json_end_array(json);
    put_harmonisation(&w);
    kam_json_end_object(json);
}
