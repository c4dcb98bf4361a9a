/* What one group bought: its lines, joined into documents and put in the order of categories. */
#include "service/analysis/purchasing_parts.h"

static int
compare_documents(gconstpointer a, gconstpointer b)
{
    const KamPurchaseEntry *x = a, *y = b;

    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    return (x->category > y->category) - (x->category < y->category);
}

static int
compare_categories(gconstpointer a, gconstpointer b)
{
    const KamPurchaseEntry *x = a, *y = b;

    if (x->category != y->category)
        return x->category < y->category ? -1 : 1;
    return compare_documents(a, b);
}

static int
compare_products(gconstpointer a, gconstpointer b)
{
    const KamPurchaseArticle *x = a, *y = b;

    if (x->category != y->category)
        return x->category < y->category ? -1 : 1;
    return (x->product > y->product) - (x->product < y->product);
}

static void
take_line(KamPurchaseBought *b, guint32 unit, guint32 line)
{
    const KamFacts *facts = b->lines->scope->facts;
    KamPurchaseEntry entry = { .document = facts->document[line],
                               .category = kam_purchase_lines_category(b->lines, line),
                               .unit = unit,
                               .lines = 1,
                               .day = facts->day[line] };
    KamPurchaseArticle article = { entry.category, facts->product[line], unit, entry.day };

    if (kam_purchase_lines_is_of_year(b->lines, line) && entry.category != KAM_NO_INDEX)
        kam_purchase_money_add(&b->money[entry.category], facts, line);
    if (!kam_purchase_lines_is_purchase(b->lines, line))
        return;
    g_array_append_val(b->entries, entry);
    if (entry.category != KAM_NO_INDEX)
        g_array_append_val(b->articles, article);
}

static void
take_lines(KamPurchaseBought *b, guint32 head)
{
    const KamByAccount *by = &b->lines->by;

    for (guint32 u = 0; u < b->n_units; u++)
        for (gsize i = by->start[b->members[u]]; i < by->start[b->members[u] + 1]; i++)
            if (b->lines->head[by->line[i]] == head)
                take_line(b, u, by->line[i]);
}

/* Lines of one document and category become one entry; each document stands once more, for itself. */
static void
join_lines(KamPurchaseBought *b)
{
    guint n = 0;

    g_array_sort(b->entries, compare_documents);
    for (guint i = 0; i < b->entries->len; i++) {
        KamPurchaseEntry *entry = &g_array_index(b->entries, KamPurchaseEntry, i);
        KamPurchaseEntry *last = n == 0 ? NULL : &g_array_index(b->entries, KamPurchaseEntry, n - 1);
        gboolean is_known = last != NULL && last->unit == entry->unit && last->document == entry->document;

        if (!is_known) {
            g_array_append_val(b->documents, *entry);
            b->own[kam_purchase_lines_month(b->lines, entry->day)]++;
        }
        if (is_known && last->category == entry->category)
            last->lines++;
        else
            g_array_index(b->entries, KamPurchaseEntry, n++) = *entry;
    }
    g_array_set_size(b->entries, n);
    g_array_sort(b->entries, compare_categories);
}

void
kam_purchase_bought_init(KamPurchaseBought *b, const KamPurchaseLines *lines, guint32 head, const guint32 members[],
                         guint n)
{
    *b = (KamPurchaseBought) { .lines = lines,
                               .members = members,
                               .n_units = n,
                               .entries = g_array_new(FALSE, FALSE, sizeof(KamPurchaseEntry)),
                               .documents = g_array_new(FALSE, FALSE, sizeof(KamPurchaseEntry)),
                               .articles = g_array_new(FALSE, FALSE, sizeof(KamPurchaseArticle)),
                               .own = g_new0(guint32, lines->n_months),
                               .money = g_new0(KamPurchaseMoney, lines->categories.list->len + 1) };
    take_lines(b, head);
    join_lines(b);
    g_array_sort(b->articles, compare_products);
}

void
kam_purchase_bought_clear(KamPurchaseBought *b)
{
    g_clear_pointer(&b->entries, g_array_unref);
    g_clear_pointer(&b->documents, g_array_unref);
    g_clear_pointer(&b->articles, g_array_unref);
    g_clear_pointer(&b->own, g_free);
    g_clear_pointer(&b->money, g_free);
}
