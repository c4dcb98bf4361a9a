/* The target of a request: split and decoded in one way only. */
#include "server/uri.h"

static void
test_split__decodes_the_path_and_leaves_the_query(void)
{
    static const struct {
        const char *target, *path, *query;
    } cases[] = {
        { "/", "/", "" },
        { "/api/v1/accounts?name=a%20b&x", "/api/v1/accounts", "name=a%20b&x" },
        { "/%c4%90or%C4%91e", "/Đorđe", "" },
        { "/a%3Fb?c?d", "/a?b", "c?d" },
        { "/a/", "/a/", "" },
        { "http://kamen.firma.rs/a?b", "/a", "b" },
        { "HTTPS://kamen.firma.rs", "/", "" },
        { "http://kamen.firma.rs?b", "/", "b" },
        { "/...", "/...", "" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = NULL;
        g_autofree char *query = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_true(kam_uri_split(cases[i].target, &path, &query, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(path, ==, cases[i].path);
        g_assert_cmpstr(query, ==, cases[i].query);
    }
}

static void
test_split__refuses_what_can_be_read_in_two_ways(void)
{
    static const char *const targets[] = {
        "",     "*",    "a",    "//a",  "/a//b", "/.",    "/../a",  "/a/..",   "/%2e%2E/a", "/a%2fb",
        "/a%2", "/%zz", "/%00", "/%0a", "/\x7f", "/a\\b", "/a%5Cb", "/%c3%28", "/\xff",     "/a#b",
    };

    for (guint i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autoptr(GError) error = NULL;
        char *path = NULL, *query = NULL;

        if (kam_uri_split(targets[i], &path, &query, &error))
            g_error("'%s' was taken as '%s'", targets[i], path);
        g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
        g_assert_null(path);
        g_assert_null(query);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/uri/split", test_split__decodes_the_path_and_leaves_the_query);
    g_test_add_func("/server/uri/refuse", test_split__refuses_what_can_be_read_in_two_ways);
    return g_test_run();
}
