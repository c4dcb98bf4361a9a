/* Views by what is in them. */
#include "service/figures/view.h"

void
kam_view_append_key(GString *key, const GArray *view)
{
    g_autofree char *sum = NULL;

    if (view == NULL)
        return;
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)view->data, view->len * sizeof(gint64));
    g_string_append_printf(key, " view %u %s", view->len, sum);
}
