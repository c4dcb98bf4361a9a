/* A filter as a path. */
#include "service/analysis/opens_to.h"

void
kam_put_opens_to(const char *name, const KamSalesFilter *filter, gboolean can_be_asked, KamJson *json)
{
    g_autoptr(GString) url = g_string_new("/api/v1/sales/lines");

    kam_sales_filter_append(filter, url);
    kam_json_text(json, name, can_be_asked ? url->str : NULL);
}
