/* Parts of answers: the item of an account, lists cut short, members left out. */
#include "service/figures/desk.h"

static const char answer[] =
    "{\"analysis\":\"x\",\"list\":[{\"id\":\"9\",\"a\":0}],\"accounts\":[{\"id\":\"1\",\"name\":\"a \\\"],}{ \\\\\","
    "\"guesses\":[{\"id\":\"2\",\"v\":1}]},{\"id\":\"2\",\"name\":null,\"margin\":{\"amount\":\"1.00\"},\"v\":[1,2]},"
    "{\"id\":\"23\",\"v\":true}],\"margin\":3}";

static const KamAnalysisKind kind = { .list = "accounts" };

static char *
item_of(gint64 id)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(answer, sizeof answer - 1);
    GString *out = g_string_new(NULL);
    gboolean found = kam_desk_find_item(&kind, bytes, id, out);

    return g_string_free(out, !found);
}

static void
test_item__is_the_account_s_own_and_not_one_inside_another(void)
{
    g_autofree char *first = item_of(1), *second = item_of(2), *third = item_of(23);

    g_assert_cmpstr(first, ==, "{\"id\":\"1\",\"name\":\"a \\\"],}{ \\\\\",\"guesses\":[{\"id\":\"2\",\"v\":1}]}");
    g_assert_cmpstr(second, ==, "{\"id\":\"2\",\"name\":null,\"margin\":{\"amount\":\"1.00\"},\"v\":[1,2]}");
    g_assert_cmpstr(third, ==, "{\"id\":\"23\",\"v\":true}");
    g_assert_null(item_of(3));
    g_assert_null(item_of(9));
}

static char *
cut(guint n)
{
    GString *text = g_string_new(answer);

    kam_desk_cut_list(&kind, n, text);
    return g_string_free(text, FALSE);
}

static void
test_cut__leaves_the_first(void)
{
    g_autofree char *one = cut(1), *all = cut(3), *more = cut(4);

    g_assert_cmpstr(one, ==,
                    "{\"analysis\":\"x\",\"list\":[{\"id\":\"9\",\"a\":0}],\"accounts\":[{\"id\":\"1\",\"name\":"
                    "\"a \\\"],}{ \\\\\",\"guesses\":[{\"id\":\"2\",\"v\":1}]}],\"margin\":3}");
    g_assert_cmpstr(all, ==, answer);
    g_assert_cmpstr(more, ==, answer);
}

static void
assert_dropped(const char *text, const char *expected)
{
    static const char *const names[] = { "margin", "profit", NULL };
    g_autoptr(GString) json = g_string_new(text);

    kam_desk_drop_members(json, names);
    g_assert_cmpstr(json->str, ==, expected);
}

static void
test_drop__takes_members_at_any_depth(void)
{
    assert_dropped("{\"margin\":1}", "{}");
    assert_dropped("{\"a\":1,\"margin\":{\"b\":[1,\"}\"]}}", "{\"a\":1}");
    assert_dropped("{\"margin\":\"x,\\\"y\",\"a\":1}", "{\"a\":1}");
    assert_dropped("{\"a\":{\"profit\":[],\"b\":2},\"margin\":null,\"c\":3}", "{\"a\":{\"b\":2},\"c\":3}");
    assert_dropped("[{\"profit\":1,\"margin\":2},{\"margins\":3}]", "[{},{\"margins\":3}]");
    assert_dropped("{\"a\":\"margin\",\"b\":[\"profit\",\"margin\"]}",
                   "{\"a\":\"margin\",\"b\":[\"profit\",\"margin\"]}");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figures/item/own", test_item__is_the_account_s_own_and_not_one_inside_another);
    g_test_add_func("/figures/cut/first", test_cut__leaves_the_first);
    g_test_add_func("/figures/drop/any-depth", test_drop__takes_members_at_any_depth);
    return g_test_run();
}
