/* The life of facts in memory. */
#include "sales/facts.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "sales/currency.h"

KamFacts *
kam_facts_new(void)
{
    KamFacts *facts = g_new0(KamFacts, 1);

    facts->texts = g_string_chunk_new(1 << 16);
    facts->accounts = g_array_new(FALSE, FALSE, sizeof(KamFactAccount));
    facts->products = g_array_new(FALSE, FALSE, sizeof(KamFactProduct));
    facts->ties = g_array_new(FALSE, FALSE, sizeof(KamTie));
    facts->purchasings = g_array_new(FALSE, FALSE, sizeof(KamFactPurchasing));
    facts->foreign = g_array_new(FALSE, FALSE, sizeof(KamForeignSum));
    facts->first_day = facts->last_day = KAM_DAY_NONE;
    return facts;
}

static gboolean
add_foreign(KamFacts *facts, guint32 currency, gint64 net_micro)
{
    KamForeignSum sum = { .net_micro = net_micro, .lines = 1 };

    kam_currency_unpack(currency, sum.currency);
    for (guint i = 0; i < facts->foreign->len; i++) {
        KamForeignSum *known = &g_array_index(facts->foreign, KamForeignSum, i);
        if (strcmp(known->currency, sum.currency) != 0)
            continue;
        known->lines++;
        return kam_micro_add(&known->net_micro, net_micro);
    }
    g_array_append_val(facts->foreign, sum);
    return TRUE;
}

gboolean
kam_facts_convert_line(KamFacts *facts, gsize i, guint32 currency, const KamRates *rates)
{
    gint64 net, cost;

    if (rates == NULL || !kam_rates_convert(rates, currency, facts->day[i], facts->net_micro[i], &net) ||
        !kam_rates_convert(rates, currency, facts->day[i], facts->cost_micro[i], &cost))
        return FALSE;
    facts->net_micro[i] = net;
    facts->cost_micro[i] = cost;
    facts->balance.converted++;
    return TRUE;
}

gboolean
kam_facts_count_line(KamFacts *facts, gsize i, guint32 currency, gboolean is_foreign, GError **error)
{
    KamBalance *balance = &facts->balance;
    guint32 product = facts->product[i];
    gboolean fits;

    if (product != KAM_NO_INDEX && g_array_index(facts->products, KamFactProduct, product).is_charge)
        facts->flags[i] |= KAM_FACT_CHARGE;
    if (is_foreign) {
        facts->flags[i] |= KAM_FACT_FOREIGN;
        fits = add_foreign(facts, currency, facts->net_micro[i]);
    } else {
        fits = kam_micro_add(&balance->net_micro, facts->net_micro[i]);
    }
    balance->taken++;
    balance->without_account += facts->account[i] == KAM_NO_INDEX;
    balance->charges += (facts->flags[i] & KAM_FACT_CHARGE) != 0;
    balance->credits += (facts->flags[i] & KAM_FACT_CREDIT) != 0;
    balance->without_cost += (facts->flags[i] & KAM_FACT_NO_COST) != 0;
    facts->first_day = facts->first_day == KAM_DAY_NONE ? facts->day[i] : MIN(facts->first_day, facts->day[i]);
    facts->last_day = facts->last_day == KAM_DAY_NONE ? facts->day[i] : MAX(facts->last_day, facts->day[i]);
    if (!fits)
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "the sum of the lines leaves the range of 9.2 trillion units of money");
    return fits;
}

const KamFactPurchasing *
kam_facts_find_purchasing(const KamFacts *facts, guint32 account, const char *category)
{
    const KamFactPurchasing *found = NULL;

    /* People say little: some hundreds at most. */
    for (guint i = 0; i < facts->purchasings->len; i++) {
        const KamFactPurchasing *said = &g_array_index(facts->purchasings, KamFactPurchasing, i);

        if (said->account == account && g_strcmp0(said->category, category) == 0)
            found = said;
    }
    return found;
}

guint32
kam_facts_find_account(const KamFacts *facts, gint64 id)
{
    const GArray *accounts = facts->accounts;
    guint low = 0, high = accounts->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(accounts, KamFactAccount, middle).id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < accounts->len && g_array_index(accounts, KamFactAccount, low).id == id ? low : KAM_NO_INDEX;
}

void
kam_facts_free(KamFacts *facts)
{
    if (facts == NULL)
        return;
    g_free(facts->account);
    g_free(facts->product);
    g_free(facts->document);
    g_free(facts->day);
    g_free(facts->quantity_micro);
    g_free(facts->net_micro);
    g_free(facts->cost_micro);
    g_free(facts->flags);
    g_clear_pointer(&facts->accounts, g_array_unref);
    g_clear_pointer(&facts->products, g_array_unref);
    g_clear_pointer(&facts->ties, g_array_unref);
    g_clear_pointer(&facts->purchasings, g_array_unref);
    g_clear_pointer(&facts->foreign, g_array_unref);
    g_clear_pointer(&facts->texts, g_string_chunk_free);
    g_free(facts);
}
