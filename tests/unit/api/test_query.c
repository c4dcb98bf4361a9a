/* Queries: pairs, escapes, what is malformed. */
#include <string.h>

#include "api/query.h"

/* All pairs as "name=value|". */
static char *
read_all(const char *query)
{
    g_autoptr(GString) all = g_string_new(NULL);
    char *name;
    char *value;

    while (kam_query_next(&query, &name, &value)) {
        g_string_append_printf(all, "%s=%s|", name, value);
        g_free(name);
        g_free(value);
    }
    return g_string_free(g_steal_pointer(&all), FALSE);
}

static void
test_next__decodes_pairs(void)
{
    static const struct {
        const char *query, *pairs;
    } examples[] = {
        { "", "" },
        { "a=1&b=2", "a=1|b=2|" },
        { "&&a=1&", "a=1|" },
        { "name=eq.Metal+Promet%20doo", "name=eq.Metal Promet doo|" },
        { "or=(a.eq.1,b.is.null)", "or=(a.eq.1,b.is.null)|" },
        { "a", "a=|" },
        { "a=", "a=|" },
        { "a=b=c", "a=b=c|" },
        { "%61%3D=%26", "a==&|" },
        { "q=%C4%90or%C4%91evi%C4%87", "q=Đorđević|" },
        { "bad=%zz&good=1", "good=1|" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *pairs = read_all(examples[i].query);

        g_assert_cmpstr(pairs, ==, examples[i].pairs);
    }
}

static void
test_well_formed__sees_broken_escapes(void)
{
    g_assert_true(kam_query_is_well_formed(""));
    g_assert_true(kam_query_is_well_formed("a=%41&b"));
    g_assert_false(kam_query_is_well_formed("a=%"));
    g_assert_false(kam_query_is_well_formed("a=%4"));
    g_assert_false(kam_query_is_well_formed("a=1&%zz=2"));
    g_assert_false(kam_query_is_well_formed("a=%00"));
    g_assert_false(kam_query_is_well_formed("a=%FF"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/api/query/pairs", test_next__decodes_pairs);
    g_test_add_func("/api/query/well-formed", test_well_formed__sees_broken_escapes);
    return g_test_run();
}
