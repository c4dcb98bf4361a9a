/* Tables of routes: what a row must have before the first request is taken. */
#include <string.h>

#include "api/api.h"
#include "api/tables.h"

static gboolean
answer_nothing(G_GNUC_UNUSED KamRequest *request, G_GNUC_UNUSED KamReply *reply, G_GNUC_UNUSED GError **error)
{
    return TRUE;
}

static const KamRoute whole = { KAM_GET, "/things",      KAM_PERM_SELF,           KAM_RUN_READ,
                                200,     answer_nothing, .summary = "List things" };
static const KamRecordType *const no_types[] = { NULL };

static KamApi *
load(const KamRoute *first, const KamRoute *second, GError **error)
{
    const KamRoute table[] = { *first, second != NULL ? *second : (KamRoute) { 0 }, { 0 } };
    const KamRoute *const tables[] = { table, NULL };

    return kam_api_new_with(NULL, tables, no_types, (KamCredentials) { 0 }, error);
}

static void
assert_refused(KamRoute row, const char *lacking)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(load(&row, NULL, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_assert_nonnull(strstr(error->message, lacking));
}

static void
test_load__takes_a_whole_row(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamApi) api = load(&whole, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(api->routes->len, ==, 1);
}

#define WITHOUT(member, value, lacking)                                                                                \
    do {                                                                                                               \
        KamRoute row = whole;                                                                                          \
        row.member = (value);                                                                                          \
        assert_refused(row, lacking);                                                                                  \
    } while (0)

static void
test_load__refuses_a_row_without(void)
{
    WITHOUT(permission, 0, "permission");
    WITHOUT(permission, KAM_PERM_N, "permission");
    WITHOUT(run, 0, "way to run");
    WITHOUT(handle, NULL, "handler");
    WITHOUT(summary, NULL, "summary");
    WITHOUT(summary, "", "summary");
    WITHOUT(success, 0, "success");
    WITHOUT(success, 404, "success");
    WITHOUT(method, KAM_DELETE + 1, "method");
    WITHOUT(path, NULL, "/");
    WITHOUT(path, "/things/{id}/parts/{id}", "twice");
}

static void
test_load__refuses_a_duplicate(void)
{
    KamRoute one = whole;
    KamRoute other = whole;
    g_autoptr(GError) error = NULL;

    one.path = "/things/{id}";
    other.path = "/things/{thing_id}";
    g_assert_null(load(&one, &other, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

/* The tables of this program, with nothing behind them. */
static void
test_tables__are_all_taken(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamApi) api = kam_api_new_with(NULL, kam_api_tables(), no_types, (KamCredentials) { 0 }, &error);

    g_assert_no_error(error);
    g_assert_nonnull(api);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/api/load/whole", test_load__takes_a_whole_row);
    g_test_add_func("/api/load/without", test_load__refuses_a_row_without);
    g_test_add_func("/api/load/duplicate", test_load__refuses_a_duplicate);
    g_test_add_func("/api/load/tables", test_tables__are_all_taken);
    return g_test_run();
}
