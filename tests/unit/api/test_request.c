/* What handlers ask of a request. */
#include <string.h>

#include "api/http.h"

static void
test_id__has_one_way_to_be_written(void)
{
    static const struct {
        const char *text;
        gint64 id;
    } examples[] = {
        { "17", 17 },
        { "9223372036854775807", G_MAXINT64 },
        { "9223372036854775808", 0 },
        { "017", 0 },
        { "0", 0 },
        { "-1", 0 },
        { "+1", 0 },
        { " 1", 0 },
        { "1x", 0 },
        { "", 0 },
        { "abc", 0 },
        { "1.0", 0 },
        { "१७", 0 },
        { "99999999999999999999999", 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        KamRequest request = { .values = { (char *)(guintptr)examples[i].text } };

        g_assert_cmpint(kam_request_get_id(&request, 0), ==, examples[i].id);
    }
}

static void
test_parameter__is_decoded(void)
{
    KamRequest request = { .query = "limit=20&q=a%20b&archived=true" };
    g_autofree char *q = kam_request_dup_parameter(&request, "q");
    g_autofree char *none = kam_request_dup_parameter(&request, "none");

    g_assert_cmpstr(q, ==, "a b");
    g_assert_null(none);
    g_assert_cmpint(kam_request_get_int_parameter(&request, "limit", 50), ==, 20);
    g_assert_cmpint(kam_request_get_int_parameter(&request, "none", 50), ==, 50);
    g_assert_true(kam_request_get_flag(&request, "archived"));
    g_assert_false(kam_request_get_flag(&request, "none"));
}

static void
assert_no_json(const char *body)
{
    KamRequest request = { .body = body, .body_length = strlen(body) };
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_request_load_json(&request, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
}

static void
test_json__is_read_or_refused(void)
{
    KamRequest request = { .body = "{\"a\":1}", .body_length = 7 };
    json_t *json = kam_request_load_json(&request, NULL);

    g_assert_cmpint(json_integer_value(json_object_get(json, "a")), ==, 1);
    json_decref(json);
    assert_no_json("");
    assert_no_json("{");
    assert_no_json("{\"a\":1,\"a\":2}");
    assert_no_json("{} {}");
}

static void
test_method__names_lead_back(void)
{
    for (KamMethod method = KAM_GET; method <= KAM_DELETE; method++)
        g_assert_cmpint(kam_method_from_name(kam_method_name(method)), ==, method);
    g_assert_cmpint(kam_method_from_name("BREW"), ==, 0);
    g_assert_cmpint(kam_method_from_name("get"), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/api/request/id", test_id__has_one_way_to_be_written);
    g_test_add_func("/api/request/parameter", test_parameter__is_decoded);
    g_test_add_func("/api/request/json", test_json__is_read_or_refused);
    g_test_add_func("/api/request/method", test_method__names_lead_back);
    return g_test_run();
}
