/* Queries that are made while the program runs. */
#include <string.h>

#include "contract.h"
#include "store/query.h"

/* Ids of the rows that a query gives, "1 2 3". */
static char *
ids_of(const KamQuery *query, KamDb *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, &error);
    g_autoptr(GString) ids = g_string_new(NULL);

    g_assert_no_error(error);
    while (kam_stmt_step(stmt, &error) == KAM_STEP_ROW)
        g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? " " : "", kam_stmt_get_int(stmt, 0));
    g_assert_no_error(error);
    return g_strdup(ids->str);
}

static KamQuery *
select_ids(void)
{
    KamQuery *query = kam_query_new_select("thing", NULL);

    kam_query_select(query, "id", NULL);
    kam_query_order_by(query, &(KamQueryKey) { .column = "id" });
    return query;
}

static void
assert_ids(Contract *f, const KamQuery *query, const char *expected)
{
    g_autofree char *ids = ids_of(query, f->db);

    g_assert_cmpstr(ids, ==, expected);
}

static void
assert_refused(Contract *f, const KamQuery *query, const char *word)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_query_prepare(query, f->db, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, word));
}

static void
add_five_things(Contract *f)
{
    kam_test_db_run(f->db, "INSERT INTO thing (id, small, middle, name) VALUES (1, 1, 10, 'alfa'), (2, 0, 20, 'Beta'),"
                           " (3, 1, NULL, 'g_mma'), (4, 0, 20, NULL), (5, NULL, 50, 'Ђорђевић 100%')");
}

static void
test_query__comparisons(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        KamCompare compare;
        const char *ids;
    } cases[] = {
        { KAM_EQ, "2 4" }, { KAM_NE, "1 5" },   { KAM_LT, "1" },           { KAM_LE, "1 2 4" },
        { KAM_GT, "5" },   { KAM_GE, "2 4 5" }, { KAM_DISTINCT, "1 3 5" }, { KAM_NOT_DISTINCT, "2 4" },
    };

    add_five_things(f);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(KamQuery) query = select_ids();

        kam_query_where_int(query, "middle", cases[i].compare, 20);
        assert_ids(f, query, cases[i].ids);
    }
}

static void
test_query__numbers_may_be_wider_than_the_column(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const gint64 wide[] = { G_MAXINT64, 20 };
    const KamQueryKey keys[] = { { .column = "middle" }, { .column = "id" } };
    const KamQueryValue values[] = { KAM_QUERY_INT(G_MININT64), KAM_QUERY_INT(0) };
    g_autoptr(KamQuery) less = select_ids();
    g_autoptr(KamQuery) list = select_ids();
    g_autoptr(KamQuery) after = select_ids();

    add_five_things(f);
    kam_query_where_int(less, "small", KAM_LT, G_MAXINT64);
    assert_ids(f, less, "1 2 3 4");
    kam_query_where_in_ints(list, "middle", wide, 2);
    assert_ids(f, list, "2 4");
    kam_query_where_after(after, keys, values, 2);
    assert_ids(f, after, "1 2 4 5");
}

static void
test_query__null(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) null = select_ids();
    g_autoptr(KamQuery) not_null = select_ids();
    g_autoptr(KamQuery) distinct = select_ids();

    add_five_things(f);
    kam_query_where_null(null, "middle", TRUE);
    assert_ids(f, null, "3");
    kam_query_where_null(not_null, "middle", FALSE);
    assert_ids(f, not_null, "1 2 4 5");
    kam_query_where(distinct, "middle", KAM_NOT_DISTINCT, KAM_QUERY_NULL);
    assert_ids(f, distinct, "3");
}

static void
test_query__groups_nest(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) query = select_ids();

    add_five_things(f);
    kam_query_begin_any(query); /* small = 1 and not name = alfa, or middle = 50 */
    kam_query_begin_all(query);
    kam_query_where_int(query, "small", KAM_EQ, 1);
    kam_query_begin_not(query);
    kam_query_where_text(query, "name", KAM_EQ, "alfa");
    kam_query_end(query);
    kam_query_end(query);
    kam_query_where_int(query, "middle", KAM_EQ, 50);
    kam_query_end(query);
    kam_query_where_int(query, "id", KAM_GT, 0);
    assert_ids(f, query, "3 5");
}

static void
test_query__empty_groups_are_neutral(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) all = select_ids();
    g_autoptr(KamQuery) any = select_ids();
    g_autoptr(KamQuery) none = select_ids();

    add_five_things(f);
    kam_query_begin_all(all);
    kam_query_end(all);
    assert_ids(f, all, "1 2 3 4 5");
    kam_query_begin_any(any);
    kam_query_end(any);
    assert_ids(f, any, "");
    kam_query_begin_none(none);
    kam_query_end(none);
    assert_ids(f, none, "1 2 3 4 5");
}

static void
test_query__lists_of_every_length(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const gint64 ids[] = { 5, 1, 3, 77, 2 };
    const char *const names[] = { "alfa", "Beta", "x" };
    static const char *const expected[] = { "", "5", "1 5", "1 3 5", "1 3 5", "1 2 3 5" };
    g_autoptr(KamQuery) by_name = select_ids();

    add_five_things(f);
    for (guint n = 0; n <= G_N_ELEMENTS(ids); n++) {
        g_autoptr(KamQuery) query = select_ids();

        kam_query_where_in_ints(query, "id", ids, n);
        assert_ids(f, query, expected[n]);
    }
    kam_query_where_in_texts(by_name, "name", names, G_N_ELEMENTS(names));
    assert_ids(f, by_name, "1 2");
}

static void
test_query__too_long_a_list_is_refused(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree gint64 *values = g_new0(gint64, KAM_QUERY_MAX_IN + 1);
    g_autoptr(KamQuery) longest = select_ids();
    g_autoptr(KamQuery) query = select_ids();

    kam_query_where_in_ints(longest, "id", values, KAM_QUERY_MAX_IN);
    assert_ids(f, longest, "");
    kam_query_where_in_ints(query, "id", values, KAM_QUERY_MAX_IN + 1);
    assert_refused(f, query, "a list has more");
}

static void
test_query__patterns(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *pattern;
        KamLikeCase like_case;
        const char *ids;
    } cases[] = {
        { "alfa", KAM_LIKE_EXACT, "1" },
        { "ALFA", KAM_LIKE_EXACT, "" },
        { "*et*", KAM_LIKE_EXACT, "2" },
        { "b*", KAM_LIKE_EXACT, "" },
        { "b*", KAM_LIKE_ANY_CASE, "2" },
        { "ALFA", KAM_LIKE_ANY_CASE, "1" },
        { "g_*", KAM_LIKE_ANY_CASE, "3" },
        { "a_fa", KAM_LIKE_EXACT, "" },
        { "*%", KAM_LIKE_EXACT, "5" },
        { "%*", KAM_LIKE_EXACT, "" },
        { "ђорђЕВИЋ*", KAM_LIKE_ANY_CASE, "5" },
        { "ђорђевић*", KAM_LIKE_EXACT, "" },
        { "*", KAM_LIKE_EXACT, "1 2 3 5" },
        { "\\*", KAM_LIKE_ANY_CASE, "" },
        { "", KAM_LIKE_EXACT, "" },
    };

    add_five_things(f);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(KamQuery) query = select_ids();

        g_test_message("%s", cases[i].pattern);
        kam_query_where_like(query, "name", cases[i].pattern, cases[i].like_case);
        assert_ids(f, query, cases[i].ids);
    }
}

static void
test_query__inner_queries_keep_their_values(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) query = select_ids();
    g_autoptr(KamQuery) inner = kam_query_new_select("thing", "i");
    g_autoptr(KamQuery) more = kam_query_new_select("thing", "m");

    add_five_things(f);
    kam_query_where_int(query, "id", KAM_GT, 1);
    kam_query_select(inner, "i.id", NULL);
    kam_query_where_int(inner, "i.middle", KAM_EQ, 20);
    kam_query_select(more, "m.id", NULL);
    kam_query_where_text(more, "m.name", KAM_EQ, "alfa");
    kam_query_union(inner, more);
    kam_query_where_in(query, "id", inner);
    kam_query_where_int(query, "id", KAM_LT, 4);
    assert_ids(f, query, "2");
}

static void
test_query__exists_sees_the_outer_table(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) query = kam_query_new_select("thing", "o");
    g_autoptr(KamQuery) inner = kam_query_new_select("thing", "i");

    add_five_things(f);
    kam_query_select(query, "o.id", NULL);
    kam_query_order_by(query, &(KamQueryKey) { .column = "o.id" });
    kam_query_select(inner, "i.id", NULL);
    kam_query_where_columns(inner, "i.middle", KAM_EQ, "o.middle");
    kam_query_where_columns(inner, "i.id", KAM_NE, "o.id");
    kam_query_where_exists(query, inner);
    assert_ids(f, query, "2 4");
}

static void
test_query__joins(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) inner = kam_query_new_select("thing", "a");
    g_autoptr(KamQuery) left = kam_query_new_select("thing", "a");
    KamQuery *queries[] = { inner, left };

    add_five_things(f);
    kam_test_db_run(f->db, "UPDATE thing SET small = 5 WHERE id = 1");
    kam_test_db_run(f->db, "UPDATE thing SET small = 99 WHERE id = 2");
    kam_query_join(inner, "thing", "b", "b.id", "a.small");
    kam_query_left_join(left, "thing", "b", "b.id", "a.small");
    for (guint i = 0; i < 2; i++) {
        kam_query_select(queries[i], "a.id", NULL);
        kam_query_select(queries[i], "b.name", "other_name");
        kam_query_where_int(queries[i], "a.id", KAM_LE, 2);
        kam_query_order_by(queries[i], &(KamQueryKey) { .column = "a.id", .descending = TRUE });
    }
    assert_ids(f, inner, "1");
    assert_ids(f, left, "2 1");
}

static void
test_query__count_group_distinct_and_limit(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) count = kam_query_new_select("thing", NULL);
    g_autoptr(KamQuery) groups = kam_query_new_select("thing", NULL);
    g_autoptr(KamQuery) distinct = kam_query_new_select("thing", NULL);
    g_autoptr(KamQuery) limited = select_ids();
    g_autoptr(GError) error = NULL;
    gint64 n = 0;

    add_five_things(f);
    kam_query_select_count(count);
    g_assert_true(kam_query_get_int(count, f->db, &n, &error));
    g_assert_cmpint(n, ==, 5);
    kam_query_select_count(groups);
    kam_query_group_by(groups, "small");
    kam_query_order_by(groups, &(KamQueryKey) { .column = "small", .nullable = TRUE });
    assert_ids(f, groups, "2 2 1");
    kam_query_select(distinct, "small", NULL);
    kam_query_distinct(distinct);
    kam_query_order_by(distinct, &(KamQueryKey) { .column = "small", .nullable = TRUE, .nulls_first = TRUE });
    assert_ids(f, distinct, "0 0 1"); /* NULL reads as 0 */
    kam_query_limit(limited, 4);
    kam_query_limit(limited, 2);
    assert_ids(f, limited, "1 2");
}

/* --- changes --- */

static void
test_query__insert_update_delete(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) insert = kam_query_new_insert("thing");
    g_autoptr(KamQuery) update = kam_query_new_update("thing");
    g_autoptr(KamQuery) delete = kam_query_new_delete("thing");
    g_autoptr(GError) error = NULL;

    kam_query_set_int(insert, "id", 7);
    kam_query_set_text(insert, "name", "seven");
    kam_query_set_text(insert, "body", NULL);
    kam_query_set_int(insert, "middle", 1);
    kam_query_returning(insert, "id");
    assert_ids(f, insert, "7");

    kam_query_set_next(update, "middle");
    kam_query_set_text(update, "name", "eight");
    kam_query_where_int(update, "id", KAM_EQ, 7);
    kam_query_where_int(update, "middle", KAM_EQ, 1);
    kam_query_returning(update, "middle");
    assert_ids(f, update, "2");
    assert_ids(f, update, ""); /* the version has moved on */
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM thing WHERE name = 'eight' AND middle = 2"), ==,
                    1);

    kam_query_where_int(delete, "id", KAM_EQ, 7);
    g_assert_true(kam_query_run(delete, f->db, &error));
    g_assert_cmpint(kam_db_get_changes(f->db), ==, 1);
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

static void
test_query__open_values_are_bound_by_the_caller(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) insert = kam_query_new_insert("thing");
    g_autoptr(KamStmt) stmt = NULL;
    g_autoptr(GError) error = NULL;
    int name, middle;

    kam_query_set_int(insert, "id", 3);
    name = kam_query_set_open(insert, "name");
    middle = kam_query_set_open(insert, "middle");
    stmt = kam_query_prepare(insert, f->db, &error);
    g_assert_no_error(error);
    kam_stmt_bind_int(stmt, middle, 33);
    kam_stmt_bind_text(stmt, name, "three");
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_DONE);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM thing WHERE name = 'three' AND middle = 33"), ==,
                    1);
}

static void
test_query__conflicts_can_be_passed_over(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) insert = kam_query_new_insert("thing");
    g_autoptr(GError) error = NULL;

    kam_query_set_int(insert, "id", 1);
    g_assert_true(kam_query_run(insert, f->db, &error));
    kam_query_skip_conflicts(insert);
    g_assert_true(kam_query_run(insert, f->db, &error));
    g_assert_cmpint(contract_count(f->db), ==, 1);
}

static void
test_query__values_are_never_text_of_the_statement(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) query = select_ids();

    add_five_things(f);
    kam_query_where_text(query, "name", KAM_EQ, "x' OR '1' = '1");
    assert_ids(f, query, "");
    g_assert_cmpint(contract_count(f->db), ==, 5);
}

/* --- wrong shapes --- */

static void
test_query__names_are_checked(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const names[] = { "",      "Name",  "na me", "name;",    "1a",    "name--",   "a.b.c",
                                         ".name", "name.", "a..b",  "\"name\"", "naïve", "count(*)", "a.1b" };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(KamQuery) column = select_ids();
        g_autoptr(KamQuery) where = select_ids();
        g_autoptr(KamQuery) table = kam_query_new_select(names[i], NULL);

        kam_query_select(column, names[i], NULL);
        assert_refused(f, column, "is no name");
        kam_query_where_null(where, names[i], TRUE);
        assert_refused(f, where, "is no name");
        kam_query_select(table, "id", NULL);
        assert_refused(f, table, "is no name");
    }
}

static void
test_query__wrong_shapes_are_refused(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamQuery) open = select_ids();
    g_autoptr(KamQuery) closed = select_ids();
    g_autoptr(KamQuery) deep = select_ids();
    g_autoptr(KamQuery) empty = kam_query_new_select("thing", NULL);
    g_autoptr(KamQuery) insert = kam_query_new_insert("thing");
    g_autoptr(KamQuery) outer = select_ids();

    kam_query_begin_all(open);
    assert_refused(f, open, "was not ended");
    kam_query_end(closed);
    assert_refused(f, closed, "was not begun");
    for (guint i = 0; i <= KAM_QUERY_MAX_DEPTH; i++)
        kam_query_begin_all(deep);
    assert_refused(f, deep, "nest deeper");
    assert_refused(f, empty, "no columns");
    kam_query_set_int(insert, "id", 1);
    kam_query_where_int(insert, "id", KAM_EQ, 1);
    assert_refused(f, insert, "no conditions");
    kam_query_where_in(outer, "id", open);
    assert_refused(f, outer, "was not ended");
}

/* --- pages --- */

static void
fill_with_ties(Contract *f)
{
    for (gint64 id = 1; id <= 40; id++) {
        gint64 values[] = { id, id * 7 % 4, id * 5 % 3 };

        kam_db_run(f->db, "INSERT INTO thing (id, small, middle) VALUES ($1, $2, $3)", values, 3, NULL);
    }
    kam_test_db_run(f->db, "UPDATE thing SET small = NULL WHERE small = 1");
    kam_test_db_run(f->db, "UPDATE thing SET middle = NULL WHERE middle = 2");
}

static KamQuery *
ordered(const KamQueryKey *keys, guint n)
{
    KamQuery *query = kam_query_new_select("thing", NULL);

    kam_query_select(query, "id", NULL);
    for (guint i = 0; i < n; i++) {
        kam_query_select(query, keys[i].column, NULL);
        kam_query_order_by(query, &keys[i]);
    }
    return query;
}

static void
read_values(KamStmt *stmt, KamQueryValue *values, guint n)
{
    for (guint i = 0; i < n; i++)
        values[i] =
            kam_stmt_is_null(stmt, (int)i + 1) ? KAM_QUERY_NULL : KAM_QUERY_INT(kam_stmt_get_int(stmt, (int)i + 1));
}

/* One page after another, each from the last row of the one before. */
static char *
ids_by_pages(KamDb *db, const KamQueryKey *keys, guint n, guint limit)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    KamQueryValue last[KAM_QUERY_MAX_KEYS] = { 0 };
    guint n_rows;
    gboolean is_first = TRUE;

    do {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamQuery) query = ordered(keys, n);
        g_autoptr(KamStmt) stmt = NULL;

        if (!is_first)
            kam_query_where_after(query, keys, last, n);
        is_first = FALSE;
        kam_query_limit(query, limit);
        stmt = kam_query_prepare(query, db, &error);
        g_assert_no_error(error);
        for (n_rows = 0; kam_stmt_step(stmt, &error) == KAM_STEP_ROW; n_rows++) {
            g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? " " : "", kam_stmt_get_int(stmt, 0));
            read_values(stmt, last, n);
        }
        g_assert_no_error(error);
    } while (n_rows == limit);
    return g_strdup(ids->str);
}

static void
test_query__pages_give_each_row_once_in_every_order(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    fill_with_ties(f);
    for (guint bits = 0; bits < 32; bits++) {
        KamQueryKey keys[] = {
            { "small", bits & 1, TRUE, bits & 2 },
            { "middle", bits & 4, TRUE, bits & 8 },
            { "id", bits & 16, FALSE, FALSE },
        };
        g_autoptr(KamQuery) whole = ordered(keys, 3);
        g_autofree char *expected = ids_of(whole, f->db);

        for (guint limit = 1; limit <= 41; limit += 6) {
            g_autofree char *ids = ids_by_pages(f->db, keys, 3, limit);

            g_assert_cmpstr(ids, ==, expected);
        }
    }
}

static void
test_query__pages_of_keys_that_are_never_null(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    fill_with_ties(f);
    kam_test_db_run(f->db, "UPDATE thing SET small = 9 WHERE small IS NULL");
    for (guint bits = 0; bits < 4; bits++) {
        KamQueryKey keys[] = { { "small", bits & 1, FALSE, FALSE }, { "id", bits & 2, FALSE, FALSE } };
        g_autoptr(KamQuery) whole = ordered(keys, 2);
        g_autofree char *expected = ids_of(whole, f->db);
        g_autofree char *ids = ids_by_pages(f->db, keys, 2, 7);

        g_assert_cmpstr(ids, ==, expected);
    }
}

void
contract_add_query_tests(void)
{
    contract_add("query/comparisons", test_query__comparisons);
    contract_add("query/numbers-may-be-wider-than-the-column", test_query__numbers_may_be_wider_than_the_column);
    contract_add("query/null", test_query__null);
    contract_add("query/groups-nest", test_query__groups_nest);
    contract_add("query/empty-groups-are-neutral", test_query__empty_groups_are_neutral);
    contract_add("query/lists-of-every-length", test_query__lists_of_every_length);
    contract_add("query/too-long-a-list-is-refused", test_query__too_long_a_list_is_refused);
    contract_add("query/patterns", test_query__patterns);
    contract_add("query/inner-queries-keep-their-values", test_query__inner_queries_keep_their_values);
    contract_add("query/exists-sees-the-outer-table", test_query__exists_sees_the_outer_table);
    contract_add("query/joins", test_query__joins);
    contract_add("query/count-group-distinct-and-limit", test_query__count_group_distinct_and_limit);
    contract_add("query/insert-update-delete", test_query__insert_update_delete);
    contract_add("query/open-values-are-bound-by-the-caller", test_query__open_values_are_bound_by_the_caller);
    contract_add("query/conflicts-can-be-passed-over", test_query__conflicts_can_be_passed_over);
    contract_add("query/values-are-never-text-of-the-statement", test_query__values_are_never_text_of_the_statement);
    contract_add("query/names-are-checked", test_query__names_are_checked);
    contract_add("query/wrong-shapes-are-refused", test_query__wrong_shapes_are_refused);
    contract_add("query/pages-give-each-row-once-in-every-order", test_query__pages_give_each_row_once_in_every_order);
    contract_add("query/pages-of-keys-that-are-never-null", test_query__pages_of_keys_that_are_never_null);
}
