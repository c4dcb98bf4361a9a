/* The life of facts in memory. */
#include "sales/facts.h"

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
    g_clear_pointer(&facts->foreign, g_array_unref);
    g_clear_pointer(&facts->texts, g_string_chunk_free);
    g_free(facts);
}
