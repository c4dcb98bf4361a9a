/* The tree of paths: literal before word, methods of a path, rows that are refused. */
#include "api/route_index.h"

typedef struct {
    KamRouteIndex *index;
} Fixture;

static const KamRoute rows[] = {
    { KAM_GET, .path = "/api/v1/accounts" },
    { KAM_POST, .path = "/api/v1/accounts" },
    { KAM_POST, .path = "/api/v1/accounts/bulk" },
    { KAM_GET, .path = "/api/v1/accounts/{id}" },
    { KAM_DELETE, .path = "/api/v1/accounts/{id}" },
    { KAM_GET, .path = "/api/v1/accounts/{id}/analysis/{name}" },
    { KAM_GET, .path = "/healthz" },
};

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->index = kam_route_index_new();
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_true(kam_route_index_add(f->index, &rows[i], &error));
        g_assert_no_error(error);
    }
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_route_index_free(f->index);
}

static void
assert_found(Fixture *f, KamMethod method, const char *path, guint row, const char *first, const char *second)
{
    const KamRoute *route = NULL;
    char *values[KAM_ROUTE_MAX_VALUES];
    guint methods = 0;

    g_assert_cmpint(kam_route_index_find(f->index, method, path, &route, values, &methods), ==, KAM_ROUTE_FOUND);
    g_assert_true(route == &rows[row]);
    g_assert_cmpstr(values[0], ==, first);
    g_assert_cmpstr(values[1], ==, second);
    for (guint i = 0; i < KAM_ROUTE_MAX_VALUES; i++)
        g_free(values[i]);
}

static void
test_find__literal_comes_before_word(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_found(f, KAM_GET, "/api/v1/accounts", 0, NULL, NULL);
    assert_found(f, KAM_POST, "/api/v1/accounts/bulk", 2, NULL, NULL);
    assert_found(f, KAM_GET, "/api/v1/accounts/17", 3, "17", NULL);
    assert_found(f, KAM_GET, "/api/v1/accounts/17/analysis/clv", 5, "17", "clv");
    assert_found(f, KAM_GET, "/healthz", 6, NULL, NULL);
}

static void
test_find__the_word_takes_what_the_literal_does_not(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_found(f, KAM_GET, "/api/v1/accounts/bulk", 3, "bulk", NULL);
}

static void
test_find__no_path(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const paths[] = { "",
                                         "/",
                                         "/api",
                                         "/api/v1/accounts/",
                                         "/api/v1//accounts",
                                         "/api/v1/accounts/17/",
                                         "/api/v1/accounts//analysis/clv",
                                         "/api/v1/accounts/17/analysis/clv/more",
                                         "healthz" };
    const KamRoute *route = NULL;
    char *values[KAM_ROUTE_MAX_VALUES];
    guint methods = 0;

    for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
        g_assert_cmpint(kam_route_index_find(f->index, KAM_GET, paths[i], &route, values, &methods), ==,
                        KAM_ROUTE_NO_PATH);
    g_assert_null(route);
}

static void
test_find__tells_the_methods_of_a_path(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    const KamRoute *route = NULL;
    char *values[KAM_ROUTE_MAX_VALUES];
    guint methods = 0;

    g_assert_cmpint(kam_route_index_find(f->index, KAM_PATCH, "/api/v1/accounts/17", &route, values, &methods), ==,
                    KAM_ROUTE_NO_METHOD);
    g_assert_cmpuint(methods, ==, 1U << KAM_GET | 1U << KAM_DELETE);
}

static void
assert_refused(Fixture *f, const KamRoute *row)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(kam_route_index_add(f->index, row, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_add__refuses_wrong_paths(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const KamRoute wrong[] = {
        { KAM_GET, .path = NULL },
        { KAM_GET, .path = "things" },
        { KAM_GET, .path = "/things/" },
        { KAM_GET, .path = "/things/{}" },
        { KAM_GET, .path = "/things/{id" },
        { KAM_GET, .path = "/things/{id}/parts/{id}" },
        { KAM_GET, .path = "/{a}/{b}/{c}/{d}/{e}" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_refused(f, &wrong[i]);
}

static void
test_add__refuses_a_second_of_the_same_shape(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const KamRoute same = { KAM_GET, .path = "/api/v1/accounts" };
    static const KamRoute other_word = { KAM_GET, .path = "/api/v1/accounts/{account_id}" };

    assert_refused(f, &same);
    assert_refused(f, &other_word);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/api/route-index/literal", Fixture, NULL, set_up, test_find__literal_comes_before_word, tear_down);
    g_test_add("/api/route-index/word", Fixture, NULL, set_up, test_find__the_word_takes_what_the_literal_does_not,
               tear_down);
    g_test_add("/api/route-index/no-path", Fixture, NULL, set_up, test_find__no_path, tear_down);
    g_test_add("/api/route-index/methods", Fixture, NULL, set_up, test_find__tells_the_methods_of_a_path, tear_down);
    g_test_add("/api/route-index/wrong", Fixture, NULL, set_up, test_add__refuses_wrong_paths, tear_down);
    g_test_add("/api/route-index/same", Fixture, NULL, set_up, test_add__refuses_a_second_of_the_same_shape, tear_down);
    return g_test_run();
}
