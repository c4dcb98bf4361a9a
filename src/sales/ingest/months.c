/* Months of a batch. */
#include "sales/ingest/months.h"

#include "base/date.h"

struct KamBatchMonths {
    GHashTable *by_month; /* owns KamBatchMonth */
    KamBatchMonth *last;
    gint32 last_day;
};

KamBatchMonths *
kam_batch_months_new(void)
{
    KamBatchMonths *months = g_new0(KamBatchMonths, 1);

    months->by_month = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    months->last_day = KAM_DAY_NONE;
    return months;
}

void
kam_batch_months_free(KamBatchMonths *months)
{
    if (months == NULL)
        return;
    g_hash_table_unref(months->by_month);
    g_free(months);
}

/* Lines of one document share their day, so that most need no look. */
static KamBatchMonth *
month_of(KamBatchMonths *months, gint32 day)
{
    gint32 month;

    if (day == months->last_day)
        return months->last;
    month = kam_month_of_day(day);
    months->last = g_hash_table_lookup(months->by_month, GINT_TO_POINTER(month));
    if (months->last == NULL) {
        months->last = g_new0(KamBatchMonth, 1);
        months->last->month = month;
        g_hash_table_insert(months->by_month, GINT_TO_POINTER(month), months->last);
    }
    months->last_day = day;
    return months->last;
}

gboolean
kam_batch_months_add(KamBatchMonths *months, gint32 day, gint64 net_micro, int sign)
{
    KamBatchMonth *month = month_of(months, day);

    if (sign > 0) {
        month->lines++;
        return kam_micro_add(&month->net_micro, net_micro);
    }
    month->replaced++;
    return kam_micro_add(&month->replaced_net_micro, net_micro);
}

static int
compare_months(gconstpointer a, gconstpointer b)
{
    const KamBatchMonth *x = a, *y = b;

    return x->month < y->month ? -1 : x->month > y->month;
}

void
kam_batch_months_list(const KamBatchMonths *months, GArray *list)
{
    GHashTableIter iter;
    gpointer month;

    g_hash_table_iter_init(&iter, months->by_month);
    while (g_hash_table_iter_next(&iter, NULL, &month))
        g_array_append_vals(list, month, 1);
    g_array_sort(list, compare_months);
}
