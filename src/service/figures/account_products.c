/* What an account buys: products and categories, against the days before. */
#include "service/figures/account_parts.h"

#include <stdlib.h>

#include "service/figures/provenance.h"
#include "service/figures/sales_filter.h"
#include "service/report/basis.h"

#define NOTABLE_CHANGE 0.1 /* below, it goes on as before */

/* --- gathering --- */

static KamAccountItem *
item_at(GHashTable *places, GArray *items, gconstpointer key, const KamAccountItem *start)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, key));

    if (place == 0) {
        g_array_append_val(items, *start);
        place = items->len;
        g_hash_table_insert(places, (gpointer)(guintptr)key, GUINT_TO_POINTER(place));
    }
    return &g_array_index(items, KamAccountItem, place - 1);
}

static void
add_line(const KamAccountFigures *f, KamAccountItem *item, guint32 line)
{
    const KamFacts *facts = f->facts;
    const KamFiguresPeriod *period = &f->tally->question.period;
    gint32 day = facts->day[line];

    if (facts->net_micro[line] > 0 && (item->first_day == KAM_DAY_NONE || day < item->first_day))
        item->first_day = day;
    if (period->before_from != KAM_DAY_NONE && kam_figures_day_is_in(day, period->before_from, period->before_to)) {
        item->before_micro += facts->net_micro[line];
        item->before_lines++;
    }
    if (!kam_figures_day_is_in(day, period->from, period->to))
        return;
    item->net_micro += facts->net_micro[line];
    item->quantity_micro += facts->quantity_micro[line];
    item->lines++;
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    item->cost_micro += facts->cost_micro[line];
    item->costed_net_micro += facts->net_micro[line];
}

static const char *
category_of(const KamFacts *facts, guint32 product)
{
    const char *category =
        product == KAM_NO_INDEX ? NULL : g_array_index(facts->products, KamFactProduct, product).category;

    return category == NULL || *category == '\0' ? NULL : category;
}

static int
compare_items(gconstpointer a, gconstpointer b)
{
    const KamAccountItem *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    if (x->before_micro != y->before_micro)
        return x->before_micro < y->before_micro ? 1 : -1;
    if (x->product != y->product)
        return x->product < y->product ? -1 : 1;
    return g_strcmp0(x->category, y->category);
}

void
kam_account_gather_items(KamAccountFigures *f)
{
    g_autoptr(GHashTable) products = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) categories = g_hash_table_new(g_str_hash, g_str_equal);

    f->products = g_array_new(FALSE, FALSE, sizeof(KamAccountItem));
    f->categories = g_array_new(FALSE, FALSE, sizeof(KamAccountItem));
    for (guint32 i = f->roll->start[f->account]; i < f->roll->start[f->account + 1]; i++) {
        guint32 line = f->roll->line[i], product = f->facts->product[line];
        KamAccountItem start = { .product = product, .first_day = KAM_DAY_NONE };

        if (!kam_account_sees_line(f, line) || !line_is_of_basis(f->facts, f->question->tally.basis, line))
            continue;
        start.category = category_of(f->facts, product);
        add_line(f, item_at(products, f->products, GUINT_TO_POINTER(product), &start), line);
        start.product = KAM_NO_INDEX;
        add_line(f, item_at(categories, f->categories, start.category != NULL ? start.category : "", &start), line);
    }
    g_array_sort(f->products, compare_items);
    g_array_sort(f->categories, compare_items);
}

/* --- telling --- */

static const char *
state_of(const KamAccountFigures *f, const KamAccountItem *item)
{
    double change = (double)(item->net_micro - item->before_micro);

    if (f->tally->question.period.before_from == KAM_DAY_NONE)
        return NULL;
    if (item->net_micro <= 0)
        return "stopped";
    if (item->first_day >= f->tally->question.period.from)
        return "new";
    if (item->before_micro <= 0)
        return "back";
    if (change >= NOTABLE_CHANGE * (double)item->before_micro)
        return "growing";
    return change <= -NOTABLE_CHANGE * (double)item->before_micro ? "falling" : "steady";
}

static void
put_item_sums(const KamAccountFigures *f, const KamAccountItem *item)
{
    gboolean has_before = f->tally->question.period.before_from != KAM_DAY_NONE;
    gint64 change = item->net_micro - item->before_micro, margin = item->costed_net_micro - item->cost_micro;

    kam_json_text(f->w.json, "state", state_of(f, item));
    kam_figures_put_money(&f->w, "net", item->net_micro);
    kam_figures_put_money_if(&f->w, "before", item->before_micro, has_before);
    kam_figures_put_money_if(&f->w, "change", change, has_before);
    kam_figures_put_rate(f->w.json, "change_rate", change, has_before ? item->before_micro : 0);
    kam_figures_put_rate(f->w.json, "share", item->net_micro, f->row->net_micro);
    kam_quantity_to_json(f->w.json, "quantity", item->quantity_micro);
    kam_json_int(f->w.json, "lines", item->lines);
    if (!f->question->with_margin)
        return;
    kam_figures_put_money_if(&f->w, "margin", margin, item->costed_net_micro != 0 || item->cost_micro != 0);
    kam_figures_put_rate(f->w.json, "margin_rate", margin, item->costed_net_micro);
}

static char *
dup_item_path(const KamAccountFigures *f, const KamAccountItem *item, gboolean is_product)
{
    const KamFiguresPeriod *period = &f->tally->question.period;
    const KamFiguresBy by = f->question->tally.by;
    KamSalesFilter filter = { .basis = f->question->tally.basis,
                              .from_day = period->from,
                              .until_day = period->to,
                              .has_account = !by.is_group,
                              .account_id = f->question->account_id,
                              .has_group = by.is_group,
                              .group_id = f->question->account_id,
                              .groups = by.at };
    GString *path = g_string_new("/api/v1/sales/lines");

    /* What is no longer bought has lines on the days before. */
    if (item->lines == 0 && period->before_from != KAM_DAY_NONE) {
        filter.from_day = period->before_from;
        filter.until_day = period->before_to;
    }
    if (is_product) {
        filter.has_product = TRUE;
        filter.product_id =
            item->product == KAM_NO_INDEX ? 0 : g_array_index(f->facts->products, KamFactProduct, item->product).id;
    } else {
        filter.category = (char *)(guintptr)(item->category != NULL ? item->category : "");
    }
    kam_sales_filter_append(&filter, path);
    return g_string_free(path, FALSE);
}

static void
put_product(const KamAccountFigures *f, const KamAccountItem *item)
{
    const KamFactProduct *product =
        item->product == KAM_NO_INDEX ? NULL : &g_array_index(f->facts->products, KamFactProduct, item->product);
    g_autofree char *path = dup_item_path(f, item, TRUE);

    kam_json_begin_object(f->w.json, NULL);
    if (product == NULL) {
        kam_json_null(f->w.json, "product");
    } else {
        kam_json_begin_object(f->w.json, "product");
        kam_json_id(f->w.json, "id", product->id);
        kam_json_text(f->w.json, "number", product->number);
        kam_json_text(f->w.json, "name", product->name);
        kam_json_end_object(f->w.json);
    }
    kam_json_text(f->w.json, "category", item->category);
    put_item_sums(f, item);
    kam_json_text(f->w.json, "opens_to", path);
    kam_json_end_object(f->w.json);
}

static void
put_category(const KamAccountFigures *f, const KamAccountItem *item)
{
    g_autofree char *path = dup_item_path(f, item, FALSE);

    kam_json_begin_object(f->w.json, NULL);
    kam_json_text(f->w.json, "category", item->category);
    put_item_sums(f, item);
    kam_json_text(f->w.json, "opens_to", path);
    kam_json_end_object(f->w.json);
}

/* Those without a line on either stretch of days are history. */
static gboolean
is_shown(const KamAccountItem *item)
{
    return item->lines > 0 || item->before_lines > 0;
}

static void
put_states(const KamAccountFigures *f, const GArray *items)
{
    static const char *const states[] = { "new", "back", "growing", "steady", "falling", "stopped" };

    kam_json_begin_object(f->w.json, "states");
    for (guint s = 0; s < G_N_ELEMENTS(states); s++) {
        guint n = 0;

        for (guint i = 0; i < items->len; i++) {
            const KamAccountItem *item = &g_array_index(items, KamAccountItem, i);

            n += is_shown(item) && g_strcmp0(state_of(f, item), states[s]) == 0;
        }
        kam_json_int(f->w.json, states[s], n);
    }
    kam_json_end_object(f->w.json);
}

static void
put_list(const KamAccountFigures *f, const char *name, const GArray *items, guint limit,
         void (*put)(const KamAccountFigures *, const KamAccountItem *))
{
    guint rows = 0;

    kam_json_begin_object(f->w.json, name);
    kam_json_begin_array(f->w.json, "items");
    for (guint i = 0; i < items->len; i++) {
        const KamAccountItem *item = &g_array_index(items, KamAccountItem, i);

        if (is_shown(item) && rows++ < limit)
            put(f, item);
    }
    kam_json_end_array(f->w.json);
    kam_json_int(f->w.json, "rows", rows);
    put_states(f, items);
    kam_account_put_source(f, &kam_source_account_products, f->tally->question.period.from,
                           f->tally->question.period.to);
    kam_json_end_object(f->w.json);
}

void
kam_account_put_items(const KamAccountFigures *f)
{
    put_list(f, "categories", f->categories, KAM_ACCOUNT_MAX_PRODUCTS, put_category);
    put_list(f, "products", f->products, f->question->limit, put_product);
}
