/* The balance as JSON. */
#include "sales/ingest/balance.h"

void
kam_balance_to_json(KamJson *json, const char *name, const KamBalance *balance)
{
    const struct {
        const char *name;
        guint64 value;
    } counts[] = {
        { "read", balance->read },
        { "taken", balance->taken },
        { "repeated", balance->repeated },
        { "refused", balance->refused },
        { "without_account", balance->without_account },
        { "charges", balance->charges },
        { "credits", balance->credits },
        { "duplicates_kept", balance->duplicates_kept },
        { "updated", balance->updated },
        { "without_cost", balance->without_cost },
        { "converted", balance->converted },
        { "without_product_name", balance->without_product_name },
        { "cancelled", balance->cancelled },
        { "advance", balance->advance },
        { "not_product", balance->not_product },
        { "documents", balance->documents },
        { "repeated_documents", balance->repeated_documents },
        { "updated_documents", balance->updated_documents },
    };

    kam_json_begin_object(json, name);
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
        kam_json_int(json, counts[i].name, (gint64)counts[i].value);
    kam_json_end_object(json);
}
