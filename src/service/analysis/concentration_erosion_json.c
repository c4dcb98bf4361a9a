/* The drill-down of the whale curve as JSON: each line opens to its invoice lines. */
#include "service/analysis/concentration_write.h"
#include "service/analysis/opens_to.h"

/* FALSE: its lines cannot be asked for. */
static gboolean
filter_holder(const KamConcentrationAnalysis *analysis, const KamHolder *holder, KamSalesFilter *filter)
{
    switch (analysis->question.by) {
    case KAM_BY_ACCOUNT:
        filter->has_account = TRUE;
        filter->account_id = holder->id;
        return holder->id != 0;
    case KAM_BY_GROUP:
        filter->has_group = TRUE;
        filter->group_id = holder->id;
        filter->groups = analysis->question.groups;
        return holder->id != 0;
    case KAM_BY_PRODUCT:
        filter->has_product = TRUE;
        filter->product_id = holder->id;
        return holder->id != 0;
    case KAM_BY_MANAGER:
        filter->has_manager = TRUE;
        filter->manager_id = holder->id;
        return TRUE;
    case KAM_BY_REGION:
        filter->region = g_strdup(holder->name);
        return TRUE;
    case KAM_BY_CATEGORY:
        filter->category = g_strdup(holder->name);
        return TRUE;
    case KAM_BY_COUNTRY:
    case KAM_BY_N:
        break;
    }
    return FALSE;
}

static void
put_opens_to(const KamConcentrationWriter *w, KamSalesFilter *filter, gboolean can_be_asked)
{
    const KamAnalysisOptions *options = &w->analysis->scope.options;

    filter->basis = options->basis;
    filter->from_day = options->from_day;
    filter->until_day = options->until_day;
    kam_analysis_part_filter(&options->part, filter);
    kam_put_opens_to("opens_to", filter, can_be_asked, w->json);
}

static void
put_causes(const KamConcentrationWriter *w, const KamErosionCauses *causes)
{
    KamErosionCause main_cause = kam_erosion_causes_main(causes);

    if (w->analysis->holders.is_product) {
        kam_json_null(w->json, "causes");
        kam_json_null(w->json, "main_cause");
        return;
    }
    kam_json_begin_object(w->json, "causes");
    for (KamErosionCause cause = 0; cause < KAM_EROSION_N; cause++)
        kam_json_money(w->json, kam_erosion_cause_name(cause), kam_erosion_causes_get(causes, cause), w->currency);
    kam_json_end_object(w->json);
    kam_json_text(w->json, "main_cause", kam_erosion_cause_name(main_cause));
}

static void
put_amounts(const KamConcentrationWriter *w, const KamErosionItem *item)
{
    kam_json_money(w->json, "net", item->net_micro, w->currency);
    kam_json_money(w->json, "margin", item->margin_micro, w->currency);
    put_causes(w, &item->causes);
}

static gint64
put_item_name(const KamConcentrationWriter *w, const KamErosionItem *item)
{
    const KamFacts *facts = w->analysis->scope.facts;
    KamHolder named = { 0 };

    if (item->key != KAM_NO_INDEX && w->analysis->holders.is_product) {
        const KamFactAccount *account = &g_array_index(facts->accounts, KamFactAccount, item->key);
        named = (KamHolder) { account->id, account->number, account->name };
    } else if (item->key != KAM_NO_INDEX) {
        const KamFactProduct *product = &g_array_index(facts->products, KamFactProduct, item->key);
        named = (KamHolder) { product->id, product->number, product->name };
    }
    if (named.id != 0)
        kam_json_id(w->json, "id", named.id);
    kam_json_text(w->json, "number", named.number);
    kam_json_text(w->json, "name", named.name);
    return named.id;
}

static void
put_item(const KamConcentrationWriter *w, const KamHolder *holder, const KamErosionItem *item)
{
    g_auto(KamSalesFilter) filter = { 0 };
    gboolean can_be_asked;
    gint64 id;

    kam_sales_filter_init(&filter);
    can_be_asked = filter_holder(w->analysis, holder, &filter);
    kam_json_begin_object(w->json, NULL);
    id = put_item_name(w, item);
    put_amounts(w, item);
    if (w->analysis->holders.is_product) {
        filter.has_account = TRUE;
        filter.account_id = id;
    } else {
        filter.has_product = TRUE;
        filter.product_id = id;
    }
    put_opens_to(w, &filter, can_be_asked && (id != 0 || item->key == KAM_NO_INDEX));
    kam_json_end_object(w->json);
}

static void
put_category(const KamConcentrationWriter *w, const KamHolder *holder, const KamErosionItem *item, GArray *names)
{
    const char *name = item->key == KAM_NO_INDEX ? NULL : g_array_index(names, KamHolder, item->key).name;
    g_auto(KamSalesFilter) filter = { 0 };
    gboolean can_be_asked;

    kam_sales_filter_init(&filter);
    can_be_asked = filter_holder(w->analysis, holder, &filter);
    filter.category = g_strdup(name == NULL ? "" : name);
    kam_json_begin_object(w->json, NULL);
    kam_json_text(w->json, "category", name);
    put_amounts(w, item);
    put_opens_to(w, &filter, can_be_asked);
    kam_json_end_object(w->json);
}

static void
put_lists(const KamConcentrationWriter *w, const KamHolder *holder, const KamErosion *erosion)
{
    KamHolders categories;

    kam_json_begin_array(w->json, "items");
    for (guint i = 0; i < erosion->items->len; i++)
        put_item(w, holder, &g_array_index(erosion->items, KamErosionItem, i));
    kam_json_end_array(w->json);
    if (erosion->categories == NULL)
        return;
    kam_holders_init(&categories, w->analysis->scope.facts, KAM_BY_CATEGORY);
    kam_json_begin_array(w->json, "categories");
    for (guint i = 0; i < erosion->categories->len; i++)
        put_category(w, holder, &g_array_index(erosion->categories, KamErosionItem, i), categories.list);
    kam_json_end_array(w->json);
    kam_holders_clear(&categories);
}

void
kam_concentration_put_erosion(const KamConcentrationWriter *w, const KamHolder *holder, const KamErosion *erosion)
{
    g_auto(KamSalesFilter) filter = { 0 };

    kam_sales_filter_init(&filter);
    put_causes(w, &erosion->causes);
    put_opens_to(w, &filter, filter_holder(w->analysis, holder, &filter));
    if (erosion->items != NULL)
        put_lists(w, holder, erosion);
}
