/* Statements: values of every type there and back, parameters, errors, long results. */
#include <math.h>
#include <string.h>

#include "contract.h"
#include "store/driver.h"

static KamStmt *
prepare(KamDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    KamStmt *stmt = kam_stmt_new(db, sql, &error);

    g_assert_no_error(error);
    return stmt;
}

static void
step(KamStmt *stmt, KamStep expected)
{
    g_autoptr(GError) error = NULL;
    KamStep got = kam_stmt_step(stmt, &error);

    g_assert_no_error(error);
    g_assert_cmpint(got, ==, expected);
}

static void
assert_refused(KamStmt *stmt, KamErrorCode code)
{
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_FAILED);
    g_assert_error(error, KAM_ERROR, (int)code);
}

static void
test_bind__integers_of_63_bits_survive(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const gint64 values[] = { 0, 1, -1, G_MAXINT64, G_MININT64, G_GINT64_CONSTANT(9007199254740993) };

    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id) VALUES ($1) RETURNING id");

        kam_stmt_bind_int(stmt, 1, values[i]);
        step(stmt, KAM_STEP_ROW);
        g_assert_cmpint(kam_stmt_get_int(stmt, 0), ==, values[i]);
        g_assert_cmpint(kam_stmt_get_kind(stmt, 0), ==, KAM_VALUE_INT);
        step(stmt, KAM_STEP_DONE);
    }
    g_assert_cmpint(contract_count(f->db), ==, G_N_ELEMENTS(values));
}

static void
test_bind__narrow_integers_keep_their_sign(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt =
        prepare(f->db, "INSERT INTO thing (id, small, middle) VALUES (1, $1, $2) RETURNING small, middle");

    kam_stmt_bind_int(stmt, 1, -32768);
    kam_stmt_bind_int(stmt, 2, G_MININT32);
    step(stmt, KAM_STEP_ROW);
    g_assert_cmpint(kam_stmt_get_int(stmt, 0), ==, -32768);
    g_assert_cmpint(kam_stmt_get_int(stmt, 1), ==, G_MININT32);
}

static void
test_bind__doubles_survive_exactly(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const double values[] = { 2.385, -0.1, 1e-300, 1.7976931348623157e308, 123456789.123456789 };

    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id, weight) VALUES ($1, $2) RETURNING weight");

        kam_stmt_bind_int(stmt, 1, i);
        kam_stmt_bind_double(stmt, 2, values[i]);
        step(stmt, KAM_STEP_ROW);
        g_assert_true(kam_stmt_get_double(stmt, 0) == values[i]);
        g_assert_cmpint(kam_stmt_get_kind(stmt, 0), ==, KAM_VALUE_DOUBLE);
    }
}

static void
test_bind__numbers_that_are_none_are_invalid(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id, weight) VALUES (1, $1)");

    kam_stmt_bind_double(stmt, 1, NAN);
    assert_refused(stmt, KAM_ERROR_INVALID);
    kam_stmt_reset(stmt);
    kam_stmt_bind_double(stmt, 1, -INFINITY);
    assert_refused(stmt, KAM_ERROR_INVALID);
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

static void
test_bind__text_survives(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *const values[] = {
        "", "Đorđević d.o.o.", "ЂОРЂЕВИЋ", "quote ' \" \\ %", "🪨 U+1FAA8", "line\nline\t"
    };

    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id, name) VALUES ($1, $2) RETURNING name");

        kam_stmt_bind_int(stmt, 1, i);
        kam_stmt_bind_text(stmt, 2, values[i]);
        step(stmt, KAM_STEP_ROW);
        g_assert_cmpstr(kam_stmt_get_text(stmt, 0), ==, values[i]);
        g_assert_cmpint(kam_stmt_get_kind(stmt, 0), ==, KAM_VALUE_TEXT);
    }
}

static void
test_get__text_of_a_function_ends(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "SELECT lower('ABCDEFGHIJKLMNOPQRSTUVWXY'), substr('abcdefgh', 2, 3)");

    step(stmt, KAM_STEP_ROW);
    g_assert_cmpstr(kam_stmt_get_text(stmt, 0), ==, "abcdefghijklmnopqrstuvwxy");
    g_assert_cmpstr(kam_stmt_get_text(stmt, 1), ==, "bcd");
}

static void
test_bind__text_by_length_takes_no_more(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id, name) VALUES (1, $1) RETURNING name");

    kam_stmt_bind_text_n(stmt, 1, "kamen temeljac", 5);
    step(stmt, KAM_STEP_ROW);
    g_assert_cmpstr(kam_stmt_get_text(stmt, 0), ==, "kamen");
}

static void
test_bind__bad_text_is_invalid(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id, name) VALUES (1, $1)");

    kam_stmt_bind_text_n(stmt, 1, "a\0b", 3);
    assert_refused(stmt, KAM_ERROR_INVALID);
    kam_stmt_bind_text(stmt, 1, "a\xff");
    assert_refused(stmt, KAM_ERROR_INVALID);
    kam_stmt_bind_text(stmt, 1, "good");
    step(stmt, KAM_STEP_DONE);
    g_assert_cmpint(contract_count(f->db), ==, 1);
}

static void
test_bind__blobs_survive(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id, body) VALUES ($1, $2) RETURNING body");
    const char bytes[] = { 0, 1, (char)0xff, '\'', '\\', 0 };
    gsize length = 99;
    const void *got;

    kam_stmt_bind_int(stmt, 1, 1);
    kam_stmt_bind_blob(stmt, 2, bytes, sizeof(bytes));
    step(stmt, KAM_STEP_ROW);
    got = kam_stmt_get_blob(stmt, 0, &length);
    g_assert_cmpmem(got, length, bytes, sizeof(bytes));
    g_assert_cmpint(kam_stmt_get_kind(stmt, 0), ==, KAM_VALUE_BLOB);
    kam_stmt_reset(stmt);
    kam_stmt_bind_int(stmt, 1, 2);
    kam_stmt_bind_blob(stmt, 2, NULL, 0);
    step(stmt, KAM_STEP_ROW);
    g_assert_nonnull(kam_stmt_get_blob(stmt, 0, &length));
    g_assert_cmpuint(length, ==, 0);
    g_assert_false(kam_stmt_is_null(stmt, 0));
}

static void
test_bind__null_is_null_in_every_type(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt =
        prepare(f->db, "INSERT INTO thing (id, middle, name, weight, body) VALUES (1, $1, $2, $3, $4)"
                       " RETURNING middle, name, weight, body");
    gsize length = 99;

    kam_stmt_bind_null(stmt, 1);
    kam_stmt_bind_text(stmt, 2, NULL);
    kam_stmt_bind_null(stmt, 4); /* $3 is left alone: that is NULL too */
    step(stmt, KAM_STEP_ROW);
    for (int i = 0; i < 4; i++)
        g_assert_true(kam_stmt_is_null(stmt, i));
    g_assert_cmpint(kam_stmt_get_int(stmt, 0), ==, 0);
    g_assert_null(kam_stmt_get_text(stmt, 1));
    g_assert_true(kam_stmt_get_double(stmt, 2) == 0.0);
    g_assert_null(kam_stmt_get_blob(stmt, 3, &length));
    g_assert_cmpuint(length, ==, 0);
}

static void
test_bind__parameters_go_by_number_not_place(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt =
        prepare(f->db, "INSERT INTO thing (middle, id) VALUES ($2, $1) RETURNING id, middle, middle = $2");

    kam_stmt_bind_int(stmt, 1, 11);
    kam_stmt_bind_int(stmt, 2, 22);
    step(stmt, KAM_STEP_ROW);
    g_assert_cmpint(kam_stmt_get_int(stmt, 0), ==, 11);
    g_assert_cmpint(kam_stmt_get_int(stmt, 1), ==, 22);
    g_assert_cmpint(kam_stmt_get_int(stmt, 2), ==, 1);
}

static void
test_bind__unknown_parameter_is_refused(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id) VALUES ($1)");

    kam_stmt_bind_int(stmt, 1, 1);
    kam_stmt_bind_int(stmt, 2, 2);
    assert_refused(stmt, KAM_ERROR_STORE);
}

static void
test_get__numbers_can_be_read_as_text(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "SELECT CAST(42 AS BIGINT), CAST(2.5 AS DOUBLE PRECISION), '17'");

    step(stmt, KAM_STEP_ROW);
    g_assert_cmpstr(kam_stmt_get_text(stmt, 0), ==, "42");
    g_assert_cmpstr(kam_stmt_get_text(stmt, 1), ==, "2.5");
    g_assert_cmpint(kam_stmt_get_int(stmt, 2), ==, 17);
    g_assert_true(kam_stmt_get_double(stmt, 0) == 42.0);
    g_assert_cmpint(kam_stmt_get_int(stmt, 1), ==, 2);
}

static void
test_get__comparison_is_an_integer(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT 2 > 1"), ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT 2 < 1"), ==, 0);
}

static void
test_get__columns_are_named(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "SELECT id, name AS title FROM thing");

    g_assert_cmpint(kam_stmt_get_n_columns(stmt), ==, 2);
    g_assert_cmpstr(kam_stmt_get_column_name(stmt, 0), ==, "id");
    g_assert_cmpstr(kam_stmt_get_column_name(stmt, 1), ==, "title");
}

static void
test_prepare__wrong_sql_is_refused(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *const texts[] = { "SELEKT 1", "SELECT no_column FROM thing", "SELECT 1; SELECT 2" };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(kam_stmt_new(f->db, texts[i], &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
        g_assert_null(strchr(error->message, '\n'));
    }
}

static void
test_step__constraints_are_conflicts(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    kam_test_db_run(f->db,
                    "CREATE TABLE strict_thing (id BIGINT PRIMARY KEY, a TEXT NOT NULL, b BIGINT REFERENCES thing"
                    " (id), CHECK (id > 0))");
    g_assert_true(contract_insert(f->db, 1, &error));
    g_assert_false(contract_insert(f->db, 1, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(kam_db_run(f->db, "INSERT INTO strict_thing (id) VALUES (1)", NULL, 0, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(kam_db_run(f->db, "INSERT INTO strict_thing (id, a, b) VALUES (1, 'x', 9)", NULL, 0, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(kam_db_run(f->db, "INSERT INTO strict_thing (id, a) VALUES (-1, 'x')", NULL, 0, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_step__messages_hold_no_values(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    kam_test_db_run(f->db, "INSERT INTO thing (id, name) VALUES (1, 'secret name')");
    g_assert_false(kam_db_run(f->db, "INSERT INTO thing (id, name) VALUES (2, 'secret name')", NULL, 0, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_assert_null(strstr(error->message, "secret"));
}

static void
test_reset__runs_again_with_new_values(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "INSERT INTO thing (id) VALUES ($1)");

    for (int i = 0; i < 5; i++) {
        kam_stmt_bind_int(stmt, 1, i);
        step(stmt, KAM_STEP_DONE);
        kam_stmt_reset(stmt);
    }
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT CAST(sum(id) AS BIGINT) FROM thing"), ==, 10);
}

static void
test_cache__returned_statement_has_forgotten_its_values(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *sql = "INSERT INTO thing (id, middle) VALUES ($1, $2) RETURNING middle";
    KamStmt *first = prepare(f->db, sql);
    g_autoptr(KamStmt) second = NULL;

    kam_stmt_bind_int(first, 1, 1);
    kam_stmt_bind_int(first, 2, 5);
    step(first, KAM_STEP_ROW);
    kam_stmt_free(first);
    second = prepare(f->db, sql);
    kam_stmt_bind_int(second, 1, 2);
    step(second, KAM_STEP_ROW);
    g_assert_true(kam_stmt_is_null(second, 0));
}

static void
test_cache__same_text_can_run_twice_at_once(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *sql = "SELECT id FROM thing ORDER BY id";
    g_autoptr(KamStmt) outer = NULL;
    g_autoptr(KamStmt) inner = NULL;

    kam_test_db_run(f->db, "INSERT INTO thing (id) VALUES (1), (2), (3)");
    outer = prepare(f->db, sql);
    step(outer, KAM_STEP_ROW);
    inner = prepare(f->db, sql);
    for (int i = 1; i <= 3; i++) {
        step(inner, KAM_STEP_ROW);
        g_assert_cmpint(kam_stmt_get_int(inner, 0), ==, i);
    }
    g_assert_cmpint(kam_stmt_get_int(outer, 0), ==, 1);
    step(outer, KAM_STEP_ROW);
    g_assert_cmpint(kam_stmt_get_int(outer, 0), ==, 2);
    step(outer, KAM_STEP_ROW);
    step(outer, KAM_STEP_DONE);
}

static void
test_cache__many_texts_are_fine(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    for (int i = 0; i < 600; i++) {
        g_autofree char *sql = g_strdup_printf("SELECT %d", i);

        g_assert_cmpint(kam_test_db_get_int(f->db, sql), ==, i);
    }
}

/* Run a text of its own for each number. */
static void
run_number(KamDb *db, guint number)
{
    g_autofree char *sql = g_strdup_printf("SELECT %u", number);
    g_autoptr(KamStmt) stmt = prepare(db, sql);

    step(stmt, KAM_STEP_ROW);
}

static void
test_cache__drops_what_was_not_used_for_longest(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    guint64 before;

    for (guint i = 0; i < 1000; i++) {
        run_number(f->db, 1000 + i);
        run_number(f->db, 1); /* asked for all the time: stays */
    }
    before = f->db->n_prepared;
    run_number(f->db, 1);
    for (guint i = 900; i < 1000; i++)
        run_number(f->db, 1000 + i);
    g_assert_cmpuint(f->db->n_prepared, ==, before);
    run_number(f->db, 1000);
    g_assert_cmpuint(f->db->n_prepared, ==, before + 1);
    g_assert_cmpuint(g_hash_table_size(f->db->idle), <=, 300);
}

static void
test_step__rows_can_be_changed_while_they_arrive(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = NULL;
    int n = 0;

    kam_test_db_run(f->db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                           " INSERT INTO thing (id) SELECT i FROM n");
    tx = kam_tx_begin(f->db, &error);
    {
        g_autoptr(KamStmt) stmt = prepare(f->db, "SELECT id FROM thing ORDER BY id");

        while (kam_stmt_step(stmt, &error) == KAM_STEP_ROW) {
            gint64 id = kam_stmt_get_int(stmt, 0);

            g_assert_cmpint(id, ==, ++n);
            g_assert_true(kam_db_run(f->db, "UPDATE thing SET middle = 1 WHERE id = $1", &id, 1, &error));
        }
        g_assert_no_error(error);
    }
    g_assert_true(kam_tx_commit(tx, &error));
    g_assert_cmpint(n, ==, 500);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM thing WHERE middle = 1"), ==, 500);
}

static void
test_step__long_result_is_whole(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
                                             " i < 200000) SELECT CAST(i AS BIGINT), 'text of row' FROM n");
    gint64 sum = 0;

    for (int i = 0; i < 200000; i++) {
        step(stmt, KAM_STEP_ROW);
        sum += kam_stmt_get_int(stmt, 0);
    }
    step(stmt, KAM_STEP_DONE);
    g_assert_cmpint(sum, ==, G_GINT64_CONSTANT(20000100000));
}

static void
test_step__failure_of_a_waiting_result_is_told(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = NULL;
    KamStep got;

    if (strcmp(contract_kind, "sqlite") == 0)
        kam_test_db_run(f->db,
                        "CREATE VIEW bad AS SELECT i, abs(CASE WHEN i = 3 THEN -9223372036854775807 - 1 ELSE i END)"
                        " AS x FROM (SELECT 1 AS i UNION ALL SELECT 2 UNION ALL SELECT 3)");
    else
        kam_test_db_run(f->db, "CREATE VIEW bad AS SELECT i, 1 / (3 - i) AS x FROM"
                               " (SELECT 1 AS i UNION ALL SELECT 2 UNION ALL SELECT 3) v");
    stmt = prepare(f->db, "SELECT i, x FROM bad");
    step(stmt, KAM_STEP_ROW);
    g_assert_cmpint(contract_count(f->db), ==, 0);
    while ((got = kam_stmt_step(stmt, &error)) == KAM_STEP_ROW)
        g_assert_cmpint(kam_stmt_get_int(stmt, 0), <, 3);
    g_assert_cmpint(got, ==, KAM_STEP_FAILED);
    g_assert_nonnull(error);
}

static void
test_step__long_result_can_be_left(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    KamStmt *stmt = prepare(f->db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                                   " SELECT i FROM n");

    step(stmt, KAM_STEP_ROW);
    kam_stmt_free(stmt);
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

static void
test_changes__count_rows_of_the_last_change(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_test_db_run(f->db, "INSERT INTO thing (id) VALUES (1), (2), (3)");
    g_assert_cmpint(kam_db_get_changes(f->db), ==, 3);
    kam_test_db_run(f->db, "UPDATE thing SET middle = 4 WHERE id < 3");
    g_assert_cmpint(kam_db_get_changes(f->db), ==, 2);
    contract_count(f->db);
    g_assert_cmpint(kam_db_get_changes(f->db), ==, 2);
    kam_test_db_run(f->db, "INSERT INTO thing (id) VALUES (3), (4) ON CONFLICT (id) DO NOTHING");
    g_assert_cmpint(kam_db_get_changes(f->db), ==, 1);
    kam_test_db_run(f->db, "DELETE FROM thing WHERE id > 100");
    g_assert_cmpint(kam_db_get_changes(f->db), ==, 0);
}

static void
test_get_int__answers_a_number_or_says_why_not(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 value = 7;

    g_assert_true(kam_db_get_int(f->db, "SELECT 42", &value, &error));
    g_assert_no_error(error);
    g_assert_cmpint(value, ==, 42);
    g_assert_false(kam_db_get_int(f->db, "SELECT 1 WHERE 1 = 0", &value, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
    g_assert_cmpint(value, ==, 42);
}

static void
test_fail_after__fails_the_call_it_was_told_to(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = prepare(f->db, "SELECT 1");

    kam_db_fail_after(f->db, 2);
    step(stmt, KAM_STEP_ROW);
    assert_refused(stmt, KAM_ERROR_STORE);
    kam_stmt_reset(stmt);
    step(stmt, KAM_STEP_ROW);
    kam_db_fail_after(f->db, 1);
    kam_db_fail_after(f->db, 0);
    step(stmt, KAM_STEP_DONE);
}

void
contract_add_statement_tests(void)
{
    contract_add("bind/integers-of-63-bits-survive", test_bind__integers_of_63_bits_survive);
    contract_add("bind/narrow-integers-keep-their-sign", test_bind__narrow_integers_keep_their_sign);
    contract_add("bind/doubles-survive-exactly", test_bind__doubles_survive_exactly);
    contract_add("bind/numbers-that-are-none-are-invalid", test_bind__numbers_that_are_none_are_invalid);
    contract_add("bind/text-survives", test_bind__text_survives);
    contract_add("get/text-of-a-function-ends", test_get__text_of_a_function_ends);
    contract_add("bind/text-by-length-takes-no-more", test_bind__text_by_length_takes_no_more);
    contract_add("bind/bad-text-is-invalid", test_bind__bad_text_is_invalid);
    contract_add("bind/blobs-survive", test_bind__blobs_survive);
    contract_add("bind/null-is-null-in-every-type", test_bind__null_is_null_in_every_type);
    contract_add("bind/parameters-go-by-number-not-place", test_bind__parameters_go_by_number_not_place);
    contract_add("bind/unknown-parameter-is-refused", test_bind__unknown_parameter_is_refused);
    contract_add("get/numbers-can-be-read-as-text", test_get__numbers_can_be_read_as_text);
    contract_add("get/comparison-is-an-integer", test_get__comparison_is_an_integer);
    contract_add("get/columns-are-named", test_get__columns_are_named);
    contract_add("prepare/wrong-sql-is-refused", test_prepare__wrong_sql_is_refused);
    contract_add("step/constraints-are-conflicts", test_step__constraints_are_conflicts);
    contract_add("step/messages-hold-no-values", test_step__messages_hold_no_values);
    contract_add("reset/runs-again-with-new-values", test_reset__runs_again_with_new_values);
    contract_add("cache/returned-statement-has-forgotten-its-values",
                 test_cache__returned_statement_has_forgotten_its_values);
    contract_add("cache/same-text-can-run-twice-at-once", test_cache__same_text_can_run_twice_at_once);
    contract_add("cache/many-texts-are-fine", test_cache__many_texts_are_fine);
    contract_add("cache/drops-what-was-not-used-for-longest", test_cache__drops_what_was_not_used_for_longest);
    contract_add("step/rows-can-be-changed-while-they-arrive", test_step__rows_can_be_changed_while_they_arrive);
    contract_add("step/long-result-is-whole", test_step__long_result_is_whole);
    contract_add("step/failure-of-a-waiting-result-is-told", test_step__failure_of_a_waiting_result_is_told);
    contract_add("step/long-result-can-be-left", test_step__long_result_can_be_left);
    contract_add("changes/count-rows-of-the-last-change", test_changes__count_rows_of_the_last_change);
    contract_add("get-int/answers-a-number-or-says-why-not", test_get_int__answers_a_number_or_says_why_not);
    contract_add("fail-after/fails-the-call-it-was-told-to", test_fail_after__fails_the_call_it_was_told_to);
}
