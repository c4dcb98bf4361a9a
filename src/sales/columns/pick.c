/* Copying the columns of some lines. */
#include "sales/columns/pick.h"

#include <string.h>

static void
copy_line(const KamFacts *from, gsize i, KamFacts *to)
{
    to->account[to->n] = from->account[i];
    to->product[to->n] = from->product[i];
    to->document[to->n] = from->document[i];
    to->day[to->n] = from->day[i];
    to->quantity_micro[to->n] = from->quantity_micro[i];
    to->net_micro[to->n] = from->net_micro[i];
    to->cost_micro[to->n] = from->cost_micro[i];
    to->flags[to->n] = from->flags[i];
    to->first_day = to->n == 0 ? from->day[i] : MIN(to->first_day, from->day[i]);
    to->last_day = to->n == 0 ? from->day[i] : MAX(to->last_day, from->day[i]);
    to->n++;
}

static KamFacts *
allocate_like(const KamFacts *facts, gsize n)
{
    KamFacts *made = g_new0(KamFacts, 1);

    made->account = g_new(guint32, n + 1);
    made->product = g_new(guint32, n + 1);
    made->document = g_new(guint32, n + 1);
    made->day = g_new(gint32, n + 1);
    made->quantity_micro = g_new(gint64, n + 1);
    made->net_micro = g_new(gint64, n + 1);
    made->cost_micro = g_new(gint64, n + 1);
    made->flags = g_new(guint8, n + 1);
    made->accounts = g_array_ref(facts->accounts);
    made->products = g_array_ref(facts->products);
    made->ties = g_array_ref(facts->ties);
    made->purchasings = g_array_ref(facts->purchasings);
    made->foreign = g_array_new(FALSE, FALSE, sizeof(KamForeignSum));
    made->n_documents = facts->n_documents;
    made->first_day = made->last_day = KAM_DAY_NONE;
    memcpy(made->currency, facts->currency, sizeof made->currency);
    made->is_one_money = facts->is_one_money;
    return made;
}

KamFacts *
kam_facts_pick(const KamFacts *facts, KamFactsWants wants, gconstpointer data)
{
    KamFacts *made;
    gsize n = 0;

    for (gsize i = 0; i < facts->n; i++)
        n += wants(facts, i, data) ? 1 : 0;
    made = allocate_like(facts, n);
    for (gsize i = 0; i < facts->n; i++)
        if (wants(facts, i, data))
            copy_line(facts, i, made);
    return made;
}
