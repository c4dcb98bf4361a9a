/* Ids as texts: 63 bits do not fit a number of JSON. */
#include "service/analysis/pair_parameter.h"

char *
kam_pair_check_id(const char *text)
{
    gint64 id;

    if (g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, &id, NULL))
        return NULL;
    return g_strdup_printf("does not know '%s'; it takes the id of an account", text);
}

gint64
kam_pair_read_id(const KamAnalysisValues *values, const char *name)
{
    const char *text = kam_analysis_values_text(values, name);

    return text == NULL ? 0 : g_ascii_strtoll(text, NULL, 10);
}
