/* Purchases of one account after the other. */
#include "service/analysis/purchases.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    gint32 day;
    double value;
} Purchase;

static int
compare_days(const void *a, const void *b)
{
    const Purchase *x = a, *y = b;

    return (x->day > y->day) - (x->day < y->day);
}

/* Lines of most files come in the order of time already. */
static void
sort_by_day(GArray *purchases)
{
    const Purchase *p = (const Purchase *)(gpointer)purchases->data;

    for (guint i = 1; i < purchases->len; i++)
        if (p[i].day < p[i - 1].day) {
            qsort(purchases->data, purchases->len, sizeof *p, compare_days);
            return;
        }
}

static void
add_day(KamPurchases *account, gint32 day, double value)
{
    if (account->days++ == 0) {
        account->first_day = day;
        account->first_value = value;
    } else {
        account->repeat_value += value;
        account->gap_log_sum += log((double)(day - account->last_day));
    }
    account->last_day = day;
}

static void
merge_days(KamPurchases *account, GArray *purchases)
{
    const Purchase *p = (const Purchase *)(gpointer)purchases->data;
    guint i = 0;

    sort_by_day(purchases);
    while (i < purchases->len) {
        gint32 day = p[i].day;
        double value = 0;

        for (; i < purchases->len && p[i].day == day; i++)
            value += p[i].value;
        add_day(account, day, value);
    }
}

static void
add_line(KamPurchases *account, GArray *purchases, const KamFacts *facts, guint32 line)
{
    double net = (double)facts->net_micro[line];

    account->net += net;
    if (!(facts->flags[line] & KAM_FACT_NO_COST)) {
        account->costed_net += net;
        account->margin += net - (double)facts->cost_micro[line];
    }
    if (net > 0 && !(facts->flags[line] & KAM_FACT_CREDIT)) {
        Purchase purchase = { facts->day[line], net };

        g_array_append_val(purchases, purchase);
    }
}

KamPurchases *
kam_purchases_new(const KamByAccount *by)
{
    KamPurchases *all = g_new0(KamPurchases, by->n_accounts + 1);
    g_autoptr(GArray) purchases = g_array_new(FALSE, FALSE, sizeof(Purchase));

    for (guint a = 0; a < by->n_accounts; a++) {
        all[a].first_day = all[a].last_day = KAM_DAY_NONE;
        g_array_set_size(purchases, 0);
        for (gsize i = by->start[a]; i < by->start[a + 1]; i++)
            add_line(&all[a], purchases, by->facts, by->line[i]);
        merge_days(&all[a], purchases);
    }
    return all;
}
