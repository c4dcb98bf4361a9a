/* The drill-down of the whale curve: with what those that lose money lose it. The prices and costs of all others are
 * the yardstick, article by article. */
#include "service/analysis/parts.h"

#include <math.h>

gint64
kam_erosion_causes_get(const KamErosionCauses *causes, KamErosionCause cause)
{
    const gint64 micro[KAM_EROSION_N] = { causes->usual_micro, causes->price_micro, causes->cost_micro,
                                          causes->returns_micro, causes->alone_micro };

    return micro[cause];
}

KamErosionCause
kam_erosion_causes_main(const KamErosionCauses *causes)
{
    KamErosionCause worst = KAM_EROSION_N;
    gint64 least = 0;

    for (KamErosionCause cause = 0; cause < KAM_EROSION_N; cause++) {
        if (kam_erosion_causes_get(causes, cause) >= least)
            continue;
        worst = cause;
        least = kam_erosion_causes_get(causes, cause);
    }
    return worst;
}

const char *
kam_erosion_cause_name(KamErosionCause cause)
{
    static const char *const names[KAM_EROSION_N] = { "usual", "price", "cost", "returns", "alone" };

    return cause < KAM_EROSION_N ? names[cause] : NULL;
}

/* Purchases with a cost; what is no purchase is a return. */
typedef struct {
    double quantity, net, cost;
} Bought;

typedef struct {
    KamConcentrationAnalysis *analysis;
    gboolean by_account; /* items are customers, and causes do not apply */
    KamHolders categories;
    Bought *market; /* by product: of all */
    /* Of one holder, by key: cleared after each. */
    Bought *own;
    KamErosionItem *items;
    guint32 *touched;
    guint n_touched;
    guint32 n_keys; /* the last is "the data do not say" */
} Work;

static gboolean
is_purchase(const KamFacts *facts, gsize line)
{
    return line_is_of_basis(facts, KAM_BASIS_INVOICED, line);
}

static void
bought_add(Bought *bought, const KamFacts *facts, gsize line)
{
    bought->quantity += (double)facts->quantity_micro[line];
    bought->net += (double)facts->net_micro[line];
    bought->cost += (double)facts->cost_micro[line];
}

static void
measure_market(Work *w)
{
    const KamScope *scope = &w->analysis->scope;
    const KamFacts *facts = scope->facts;

    for (gsize i = 0; i < facts->n; i++)
        if (kam_scope_has_line(scope, i) && facts->product[i] != KAM_NO_INDEX &&
            !(facts->flags[i] & KAM_FACT_NO_COST) && is_purchase(facts, i))
            bought_add(&w->market[facts->product[i]], facts, i);
}

static guint32
key_of(const Work *w, gsize line)
{
    const KamFacts *facts = w->analysis->scope.facts;
    guint32 key = w->by_account ? facts->account[line] : facts->product[line];

    return key == KAM_NO_INDEX ? w->n_keys - 1 : key;
}

static void
add_line(Work *w, gsize line)
{
    const KamFacts *facts = w->analysis->scope.facts;
    gint64 margin = facts->net_micro[line] - facts->cost_micro[line];
    guint32 key = key_of(w, line);
    KamErosionItem *item = &w->items[key];

    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    if (item->key != key) {
        *item = (KamErosionItem) { .key = key };
        w->own[key] = (Bought) { 0 };
        w->touched[w->n_touched++] = key;
    }
    item->net_micro += facts->net_micro[line];
    item->margin_micro += margin;
    if (is_purchase(facts, line))
        bought_add(&w->own[key], facts, line);
    else
        item->causes.returns_micro += margin;
}

/* Rounded once each; what the others leave of the margin is the usual part, so that all add up. */
static void
split(Work *w, KamErosionItem *item, guint32 key)
{
    const Bought *own = &w->own[key], *all = key + 1 < w->n_keys && !w->by_account ? &w->market[key] : own;
    double quantity = all->quantity - own->quantity;
    gint64 bought = item->margin_micro - item->causes.returns_micro;

    if (!(own->quantity > 0))
        return;
    if (!(quantity > 0)) {
        item->causes.alone_micro = bought;
        return;
    }
    item->causes.price_micro = (gint64)llround(own->net - (all->net - own->net) / quantity * own->quantity);
    item->causes.cost_micro = (gint64)llround((all->cost - own->cost) / quantity * own->quantity - own->cost);
    item->causes.usual_micro = bought - item->causes.price_micro - item->causes.cost_micro;
}

static void
add_causes(KamErosionCauses *sum, const KamErosionCauses *causes)
{
    sum->usual_micro += causes->usual_micro;
    sum->price_micro += causes->price_micro;
    sum->cost_micro += causes->cost_micro;
    sum->returns_micro += causes->returns_micro;
    sum->alone_micro += causes->alone_micro;
}

static int
compare_items(gconstpointer a, gconstpointer b)
{
    const KamErosionItem *x = a, *y = b;

    if (x->margin_micro != y->margin_micro)
        return x->margin_micro < y->margin_micro ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

/* The worst of them. */
static void
keep_worst(GArray *items)
{
    guint n = 0;

    g_array_sort(items, compare_items);
    while (n < items->len && n < KAM_EROSION_ITEMS && g_array_index(items, KamErosionItem, n).margin_micro < 0)
        n++;
    g_array_set_size(items, n);
}

static GArray *
list_items(const Work *w)
{
    GArray *items = g_array_sized_new(FALSE, FALSE, sizeof(KamErosionItem), w->n_touched);

    for (guint i = 0; i < w->n_touched; i++) {
        KamErosionItem item = w->items[w->touched[i]];

        item.key = item.key + 1 < w->n_keys ? item.key : KAM_NO_INDEX;
        g_array_append_val(items, item);
    }
    return items;
}

static GArray *
list_categories(const Work *w, const GArray *items)
{
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(KamErosionItem));

    for (guint i = 0; i < items->len; i++) {
        const KamErosionItem *item = &g_array_index(items, KamErosionItem, i);
        KamErosionItem *sum,
            category = { .key = item->key == KAM_NO_INDEX ? KAM_NO_INDEX : w->categories.of_key[item->key] };
        gpointer place;

        if (!g_hash_table_lookup_extended(places, GUINT_TO_POINTER(category.key), NULL, &place)) {
            place = GUINT_TO_POINTER(list->len);
            g_hash_table_insert(places, GUINT_TO_POINTER(category.key), place);
            g_array_append_val(list, category);
        }
        sum = &g_array_index(list, KamErosionItem, GPOINTER_TO_UINT(place));
        sum->net_micro += item->net_micro;
        sum->margin_micro += item->margin_micro;
        add_causes(&sum->causes, &item->causes);
    }
    return list;
}

static void
examine(Work *w, KamErosion *erosion, gboolean with_details)
{
    for (guint i = 0; i < w->n_touched; i++) {
        KamErosionItem *item = &w->items[w->touched[i]];

        split(w, item, w->touched[i]);
        add_causes(&erosion->causes, &item->causes);
    }
    if (with_details) {
        erosion->items = list_items(w);
        if (!w->by_account) {
            erosion->categories = list_categories(w, erosion->items);
            keep_worst(erosion->categories);
        }
        keep_worst(erosion->items);
    }
    for (guint i = 0; i < w->n_touched; i++)
        w->items[w->touched[i]].key = KAM_NO_INDEX;
    w->n_touched = 0;
}

/* The lines of each of those that lose money, in their order. */
static void
bucket_lines(const Work *w, KamLineBuckets *buckets)
{
    const KamConcentrationAnalysis *analysis = w->analysis;
    const KamFacts *facts = analysis->scope.facts;
    const GArray *erosions = analysis->profit.erosions;
    g_autofree guint32 *place = g_new(guint32, analysis->holders.list->len + 1);
    g_autofree guint32 *bucket = g_new(guint32, facts->n + 1);

    for (guint i = 0; i < analysis->holders.list->len; i++)
        place[i] = KAM_NO_INDEX;
    for (guint i = 0; i < erosions->len; i++) {
        guint32 sum = g_array_index(erosions, KamErosion, i).sum;

        place[g_array_index(analysis->sums, KamHolderSum, sum).holder] = i;
    }
    for (gsize i = 0; i < facts->n; i++) {
        guint32 holder =
            facts->account[i] == KAM_NO_INDEX ? KAM_NO_INDEX : kam_holders_of_line(&analysis->holders, facts, i);

        bucket[i] = holder == KAM_NO_INDEX ? KAM_NO_INDEX : place[holder];
    }
    kam_line_buckets_init(buckets, &analysis->scope, bucket, erosions->len);
}

static void
work_init(Work *w, KamConcentrationAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;

    *w = (Work) { .analysis = analysis, .by_account = analysis->holders.is_product };
    w->n_keys = (w->by_account ? facts->accounts->len : facts->products->len) + 1;
    kam_holders_init(&w->categories, facts, KAM_BY_CATEGORY);
    w->market = g_new0(Bought, facts->products->len + 1);
    w->own = g_new0(Bought, w->n_keys + 1);
    w->items = g_new0(KamErosionItem, w->n_keys + 1);
    w->touched = g_new(guint32, w->n_keys + 1);
    for (guint32 key = 0; key < w->n_keys; key++)
        w->items[key].key = KAM_NO_INDEX;
}

static void
work_clear(Work *w)
{
    kam_holders_clear(&w->categories);
    g_free(w->market);
    g_free(w->own);
    g_free(w->items);
    g_free(w->touched);
}

void
kam_concentration_fill_erosion(KamConcentrationAnalysis *analysis)
{
    KamProfitCurve *p = &analysis->profit;
    KamLineBuckets buckets;
    Work w;

    p->erosions = g_array_new(FALSE, FALSE, sizeof(KamErosion));
    for (guint i = 0; p->is_known && i < p->figures.n_negative; i++) {
        KamErosion erosion = { .sum = p->order[p->n - 1 - i] };

        g_array_append_val(p->erosions, erosion);
    }
    if (p->erosions->len == 0)
        return;
    work_init(&w, analysis);
    measure_market(&w);
    bucket_lines(&w, &buckets);
    for (guint k = 0; k < p->erosions->len; k++) {
        for (gsize i = buckets.start[k]; i < buckets.start[k + 1]; i++)
            add_line(&w, buckets.line[i]);
        examine(&w, &g_array_index(p->erosions, KamErosion, k), k < KAM_EROSION_DETAILED);
    }
    kam_line_buckets_clear(&buckets);
    work_clear(&w);
}
