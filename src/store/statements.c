/* The named statements, looked up in the table that the build embeds. */
#include "store/statements.h"

#include <string.h>

#include "store/texts.h"

const char *
kam_sql(const char *name)
{
    guint low = 0;
    guint high = kam_n_query_texts;

    while (low < high) {
        guint middle = (low + high) / 2;
        const KamQueryText *query = &kam_query_texts[kam_query_order[middle]];
        int order = strcmp(name, query->name);

        if (order == 0)
            return query->sql;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    g_error("no named statement '%s' in sql/queries", name);
}

const char *const *
kam_sql_get_names(void)
{
    return kam_query_names;
}
