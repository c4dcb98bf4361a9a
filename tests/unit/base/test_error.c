/* The error table: every code has an exit status and an HTTP status; strangers count as failed. */
#include "base/error.h"

static void
test_table__every_code_has_statuses(void)
{
    for (int code = 0; code < KAM_ERROR_N; code++) {
        g_autoptr(GError) error = g_error_new(KAM_ERROR, code, "code %d", code);

        g_assert_cmpint(kam_error_http_status(error), >=, 400);
        g_assert_cmpint(kam_error_http_status(error), <=, 599);
        g_assert_cmpint(kam_error_exit_status(error), ==, code == KAM_ERROR_USAGE ? KAM_EXIT_USAGE : KAM_EXIT_FAILED);
    }
}

static void
test_table__not_found_is_404(void)
{
    g_autoptr(GError) error = g_error_new(KAM_ERROR, KAM_ERROR_NOT_FOUND, "no account 'x'");

    g_assert_cmpint(kam_error_http_status(error), ==, 404);
}

static void
test_table__strangers_are_failures(void)
{
    g_autoptr(GError) foreign = g_error_new(G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone");
    g_autoptr(GError) unknown = g_error_new(KAM_ERROR, KAM_ERROR_N, "from the future");

    g_assert_cmpint(kam_error_http_status(foreign), ==, 500);
    g_assert_cmpint(kam_error_exit_status(foreign), ==, KAM_EXIT_FAILED);
    g_assert_cmpint(kam_error_http_status(unknown), ==, 500);
    g_assert_cmpint(kam_error_http_status(NULL), ==, 500);
}

/* What a page says of an error outlives copies and prefixes, and never stands in the way of one without. */
static void
test_reason__goes_with_the_error(void)
{
    g_autoptr(GError) error = g_error_new(KAM_ERROR, KAM_ERROR_INVALID, "'x.csv' is empty");
    g_autoptr(GError) copy = NULL;
    g_autoptr(GError) foreign = g_error_new(G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone");
    GError *none = NULL;

    g_assert_cmpstr(kam_error_get_reason(error), ==, "invalid");
    g_assert_null(kam_error_get_reason_parameters(error));
    kam_error_set_reason(&error, "file_empty", "file", "x.csv", NULL);
    g_prefix_error(&error, "import: ");
    copy = g_error_copy(error);
    g_assert_cmpstr(kam_error_get_reason(copy), ==, "file_empty");
    g_assert_cmpstr(kam_error_get_reason_parameters(copy)[0], ==, "file");
    g_assert_cmpstr(kam_error_get_reason_parameters(copy)[1], ==, "x.csv");
    g_assert_null(kam_error_get_reason_parameters(copy)[2]);
    kam_error_set_reason(&error, "file_damaged", NULL);
    g_assert_cmpstr(kam_error_get_reason(error), ==, "file_damaged");
    g_assert_cmpstr(kam_error_get_reason(copy), ==, "file_empty");
    kam_error_set_reason(&none, "file_empty", NULL);
    kam_error_set_reason(NULL, "file_empty", NULL);
    kam_error_set_reason(&foreign, "file_empty", NULL);
    g_assert_cmpstr(kam_error_get_reason(foreign), ==, "failed");
    g_assert_null(kam_error_get_reason_parameters(foreign));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/error/every-code", test_table__every_code_has_statuses);
    g_test_add_func("/base/error/not-found", test_table__not_found_is_404);
    g_test_add_func("/base/error/strangers", test_table__strangers_are_failures);
    g_test_add_func("/base/error/reason", test_reason__goes_with_the_error);
    return g_test_run();
}
