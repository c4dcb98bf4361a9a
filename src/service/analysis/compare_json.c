/* Two companies side by side as JSON; what needs costs stands under "profit". */
#include <math.h>

#include "service/analysis/compare.h"
#include "service/report/report.h"

typedef struct {
    const KamCompareAnalysis *analysis;
    const char *currency;
    guint limit;
    KamJson *json;
} Writer;

static const char *const side_names[2] = { "one", "other" };

static double
share_of(gint64 part, gint64 all)
{
    return all > 0 ? (double)part / (double)all : (double)NAN;
}

static void
put_profit(const Writer *w, const KamPairSide *side)
{
    if (!side->has_profit) {
        kam_json_null(w->json, "profit");
        return;
    }
    kam_json_begin_object(w->json, "profit");
    kam_json_money(w->json, "contribution", side->contribution_micro, w->currency);
    kam_json_number(w->json, "rate", share_of(side->contribution_micro, side->net_micro));
    kam_json_end_object(w->json);
}

static void
put_side(const Writer *w, guint s)
{
    const KamPairSide *side = &w->analysis->pair.side[s];
    const KamPairLines all = { .product = KAM_NO_INDEX };

    kam_json_begin_object(w->json, NULL);
    kam_pair_put_account(kam_pair_account(&w->analysis->pair, w->analysis->scope.facts, s), w->json);
    kam_json_text(w->json, "role", side_names[s]);
    kam_json_int(w->json, "companies", side->companies);
    kam_json_money(w->json, "net", side->net_micro, w->currency);
    kam_json_money(w->json, "net_before", side->net_before_micro, w->currency);
    kam_json_number(w->json, "growth",
                    side->net_before_micro > 0 ? share_of(side->net_micro, side->net_before_micro) - 1 : (double)NAN);
    kam_json_int(w->json, "documents", side->documents);
    kam_scope_day_to_json(w->json, "first_day", side->first_day);
    kam_scope_day_to_json(w->json, "last_day", side->last_day);
    if (w->analysis->has_contacts)
        kam_json_int(w->json, "contacts", w->analysis->contacts[s]);
    else
        kam_json_null(w->json, "contacts");
    put_profit(w, side);
    kam_pair_put_opens_to(&w->analysis->pair, &w->analysis->scope, s, "opens_to", &all, w->json);
    kam_json_end_object(w->json);
}

static void
put_months(const Writer *w)
{
    const KamCompareAnalysis *a = w->analysis;

    kam_json_begin_array(w->json, "months");
    for (guint m = 0; m < a->n_months; m++) {
        kam_json_begin_object(w->json, NULL);
        kam_scope_day_to_json(w->json, "from", a->month_from[m]);
        kam_scope_day_to_json(w->json, "to", a->month_from[m + 1] - 1);
        for (guint s = 0; s < 2; s++)
            kam_json_money(w->json, side_names[s], a->month_micro[m][s], w->currency);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static void
put_categories(const Writer *w)
{
    const KamCompareAnalysis *a = w->analysis;

    kam_json_begin_array(w->json, "categories");
    for (guint i = 0; i < a->by_category->len; i++) {
        const KamCompareCategory *category = &g_array_index(a->by_category, KamCompareCategory, i);
        const KamPairLines lines = { &a->categories, category->category, KAM_NO_INDEX };

        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "category",
                      category->category == KAM_NO_INDEX
                          ? NULL
                          : g_array_index(a->categories.list, KamHolder, category->category).name);
        kam_json_money(w->json, "one", category->net_micro[0], w->currency);
        kam_json_number(w->json, "one_share", share_of(category->net_micro[0], a->pair.side[0].net_micro));
        kam_json_money(w->json, "other", category->net_micro[1], w->currency);
        kam_json_number(w->json, "other_share", share_of(category->net_micro[1], a->pair.side[1].net_micro));
        kam_pair_put_opens_to(&a->pair, &a->scope, 0, "one_opens_to", &lines, w->json);
        kam_pair_put_opens_to(&a->pair, &a->scope, 1, "other_opens_to", &lines, w->json);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static void
put_overlap(const Writer *w)
{
    const KamPair *pair = &w->analysis->pair;

    kam_json_begin_object(w->json, "overlap");
    kam_json_int(w->json, "products_both", pair->both->len);
    kam_json_int(w->json, "products_one", pair->only[0]->len);
    kam_json_int(w->json, "products_other", pair->only[1]->len);
    kam_json_number(w->json, "jaccard", pair->jaccard);
    kam_json_number(w->json, "jaccard_by_value", pair->jaccard_value);
    kam_json_end_object(w->json);
}

static double
margin_rate(const KamPairPurchase *purchase)
{
    return purchase->has_cost ? share_of(purchase->net_micro - purchase->cost_micro, purchase->net_micro) : (double)NAN;
}

static void
put_article(const Writer *w, const KamPairArticle *article)
{
    kam_json_begin_object(w->json, NULL);
    kam_pair_put_product(w->analysis->scope.facts, article->product, w->json);
    for (guint s = 0; s < 2; s++)
        kam_pair_put_purchase(&w->analysis->pair, &w->analysis->scope, s, side_names[s], article, w->json);
    kam_json_number(w->json, "difference", kam_pair_price(&article->side[1]) / kam_pair_price(&article->side[0]) - 1);
    kam_json_begin_object(w->json, "profit");
    kam_json_number(w->json, "one_rate", margin_rate(&article->side[0]));
    kam_json_number(w->json, "other_rate", margin_rate(&article->side[1]));
    kam_json_end_object(w->json);
    kam_json_end_object(w->json);
}

static void
put_prices(const Writer *w)
{
    const GArray *both = w->analysis->pair.both;
    guint shown = w->limit == 0 ? both->len : MIN(both->len, w->limit);

    kam_json_begin_object(w->json, "prices");
    kam_json_number(w->json, "level", w->analysis->price_level);
    kam_json_begin_array(w->json, "articles");
    for (guint i = 0; i < shown; i++)
        put_article(w, &g_array_index(both, KamPairArticle, i));
    kam_json_end_array(w->json);
    kam_json_end_object(w->json);
}

void
kam_compare_analysis_to_json(const KamCompareAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), limit, json };

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "compare", json);
    kam_json_text(json, "method", "docs/methods/compare.md");
    kam_json_begin_object(json, "year");
    kam_scope_day_to_json(json, "from", analysis->pair.year_from);
    kam_scope_day_to_json(json, "to", analysis->scope.as_of_day);
    kam_json_end_object(json);
    kam_json_begin_array(json, "accounts");
    put_side(&w, 0);
    put_side(&w, 1);
    kam_json_end_array(json);
    put_overlap(&w);
    put_categories(&w);
    put_months(&w);
    put_prices(&w);
    kam_json_end_object(json);
}
