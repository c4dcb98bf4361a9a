/* Product by product. */
#include "service/figures/change.h"

#include <math.h>

#include "service/report/basis.h"

typedef struct {
    gint64 net_micro, quantity_micro, before_micro, before_quantity_micro;
} Product;

static Product *
product_of(GHashTable *products, guint32 product)
{
    Product *found = g_hash_table_lookup(products, GUINT_TO_POINTER(product));

    if (found == NULL) {
        found = g_new0(Product, 1);
        g_hash_table_insert(products, GUINT_TO_POINTER(product), found);
    }
    return found;
}

static void
add_line(GHashTable *products, const KamFacts *facts, guint32 line, const KamFiguresPeriod *period)
{
    gint32 day = facts->day[line];

    if (kam_figures_day_is_in(day, period->from, period->to)) {
        Product *product = product_of(products, facts->product[line]);

        product->net_micro += facts->net_micro[line];
        product->quantity_micro += facts->quantity_micro[line];
    }
    if (kam_figures_day_is_in(day, period->before_from, period->before_to)) {
        Product *product = product_of(products, facts->product[line]);

        product->before_micro += facts->net_micro[line];
        product->before_quantity_micro += facts->quantity_micro[line];
    }
}

static void
add_product(KamFiguresChange *change, const Product *p)
{
    gint64 difference = p->net_micro - p->before_micro, volume = 0;

    if (p->before_micro == 0 && p->before_quantity_micro == 0) {
        change->new_micro += difference;
    } else if (p->net_micro == 0 && p->quantity_micro == 0) {
        change->stopped_micro += difference;
    } else {
        if (p->before_quantity_micro > 0 && p->quantity_micro > 0)
            volume =
                llround((double)p->before_micro * ((double)p->quantity_micro / (double)p->before_quantity_micro - 1));
        change->volume_micro += volume;
        change->price_micro += difference - volume;
    }
}

void
kam_figures_change_of(const KamRoll *roll, const KamFacts *facts, const guint8 *is_in, guint32 holder,
                      const KamTallyQuestion *question, KamFiguresChange *change)
{
    g_autoptr(GHashTable) products = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    GHashTableIter iter;
    gpointer product;

    *change = (KamFiguresChange) { 0 };
    for (guint32 i = roll->start[holder]; i < roll->start[holder + 1]; i++) {
        guint32 line = roll->line[i];

        if ((is_in == NULL || is_in[facts->account[line]]) && line_is_of_basis(facts, question->basis, line))
            add_line(products, facts, line, &question->period);
    }
    g_hash_table_iter_init(&iter, products);
    while (g_hash_table_iter_next(&iter, NULL, &product))
        add_product(change, product);
}
