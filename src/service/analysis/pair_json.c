/* What a merger and a comparison tell of one of the two. */
#include "service/analysis/opens_to.h"
#include "service/analysis/pair.h"
#include "service/report/report.h"

const KamFactAccount *
kam_pair_account(const KamPair *pair, const KamFacts *facts, guint side)
{
    return &g_array_index(facts->accounts, KamFactAccount, pair->side[side].account);
}

void
kam_pair_put_account(const KamFactAccount *account, KamJson *json)
{
    if (account->id != 0)
        kam_json_id(json, "id", account->id);
    kam_json_text(json, "number", account->number);
    kam_json_text(json, "name", account->name);
}

void
kam_pair_put_product(const KamFacts *facts, guint32 product, KamJson *json)
{
    const KamFactProduct *p = &g_array_index(facts->products, KamFactProduct, product);

    if (p->id != 0)
        kam_json_id(json, "id", p->id);
    kam_json_text(json, "number", p->number);
    kam_json_text(json, "name", p->name);
    kam_json_text(json, "category", p->category);
}

/* All below it, as they are today: a unit inside a group is told by its depth. */
static gboolean
filter_side(const KamPair *pair, const KamScope *scope, guint side, KamSalesFilter *filter)
{
    filter->has_group = TRUE;
    filter->group_id = kam_pair_account(pair, scope->facts, side)->id;
    filter->groups.depth = pair->side[side].depth;
    filter->basis = scope->options.basis;
    filter->from_day = MAX(pair->year_from, scope->first_day);
    filter->until_day = scope->as_of_day;
    return filter->group_id != 0;
}

static gboolean
filter_lines(const KamScope *scope, const KamPairLines *lines, KamSalesFilter *filter)
{
    const char *category = NULL;

    if (lines->categories != NULL) {
        if (lines->category != KAM_NO_INDEX)
            category = g_array_index(lines->categories->list, KamHolder, lines->category).name;
        filter->category = g_strdup(category == NULL ? "" : category);
    }
    if (lines->product == KAM_NO_INDEX)
        return TRUE;
    filter->basis = KAM_BASIS_INVOICED;
    filter->has_product = TRUE;
    filter->product_id = g_array_index(scope->facts->products, KamFactProduct, lines->product).id;
    return filter->product_id != 0;
}

void
kam_pair_put_opens_to(const KamPair *pair, const KamScope *scope, guint side, const char *name,
                      const KamPairLines *lines, KamJson *json)
{
    g_auto(KamSalesFilter) filter = { 0 };
    gboolean can_be_asked;

    kam_sales_filter_init(&filter);
    can_be_asked = filter_side(pair, scope, side, &filter) && filter_lines(scope, lines, &filter);
    kam_put_opens_to(name, &filter, can_be_asked, json);
}

void
kam_pair_put_purchase(const KamPair *pair, const KamScope *scope, guint side, const char *name,
                      const KamPairArticle *article, KamJson *json)
{
    const KamPairPurchase *purchase = &article->side[side];
    const KamPairLines lines = { .product = article->product };

    kam_json_begin_object(json, name);
    kam_json_number(json, "quantity", (double)purchase->quantity_micro / 1e6);
    kam_json_number(json, "price", kam_pair_price(purchase));
    kam_json_money(json, "net", purchase->net_micro, kam_report_currency_of(scope->facts));
    kam_pair_put_opens_to(pair, scope, side, "opens_to", &lines, json);
    kam_json_end_object(json);
}
