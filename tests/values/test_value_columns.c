/* Values on their way into a table and back, on one database: test_value_columns --db sqlite|postgres. */
#include <string.h>

#include "record/value.h"
#include "support/test_db.h"

static const char *kind = "sqlite";

static const KamField fields[] = {
    { .name = "text", .kind = KAM_TEXT },      { .name = "weight", .kind = KAM_DECIMAL },
    { .name = "price", .kind = KAM_MONEY },    { .name = "day", .kind = KAM_DATE },
    { .name = "at", .kind = KAM_INSTANT },     { .name = "is_open", .kind = KAM_BOOLEAN },
    { .name = "other_id", .kind = KAM_REF },   { .name = "links", .kind = KAM_REFS },
    { .name = "tax", .kind = KAM_TAX_NUMBER }, { .name = NULL },
};
static const char *const given[] = {
    "\"Đorđević \\\"&\\\" sin\"",
    "\"-0.000001\"",
    "{\"amount\":\"12.30\",\"currency\":\"RSD\"}",
    "\"2026-11-26\"",
    "\"2026-11-26T09:30:00.007Z\"",
    "false",
    "\"9223372036854775807\"",
    "[\"5\"]",
    "\"101134702\"",
};

typedef struct {
    KamTestDb *place;
    KamDb *db;
} Fixture;

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->place = kam_test_db_new(kind);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    kam_test_db_run(f->db,
                    "CREATE TABLE thing (text TEXT, weight_micro BIGINT, price_micro BIGINT, price_currency TEXT,"
                    " day INTEGER, at BIGINT, is_open SMALLINT, other_id BIGINT, tax TEXT)");
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

static void
read_given(const KamField *field, const char *text, KamFieldValue *value)
{
    g_auto(KamFaults) faults = { 0 };
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);

    kam_faults_init(&faults);
    g_assert_true(kam_value_from_json(field, json, value, &faults));
    json_decref(json);
}

static void
store(KamDb *db, gboolean is_empty)
{
    static const char sql[] = "INSERT INTO thing (text, weight_micro, price_micro, price_currency, day, at, is_open,"
                              " other_id, tax) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, &error);
    int index = 1;

    g_assert_no_error(error);
    for (guint i = 0; fields[i].name != NULL; i++) {
        KamFieldValue value = { 0 };

        if (!is_empty)
            read_given(&fields[i], given[i], &value);
        index = kam_value_bind(&fields[i], &value, stmt, index);
        kam_field_value_clear(&value);
    }
    g_assert_cmpint(index, ==, 10);
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_DONE);
}

static KamStmt *
select_row(KamDb *db)
{
    g_autoptr(GString) sql = g_string_new("SELECT ");
    g_autoptr(GError) error = NULL;
    KamStmt *stmt;

    for (guint i = 0; fields[i].name != NULL; i++)
        for (guint j = 0; j < kam_field_n_columns(&fields[i]); j++)
            g_string_append_printf(sql, "%s%s", i + j > 0 ? ", " : "", kam_field_column(&fields[i], j));
    g_string_append(sql, " FROM thing");
    stmt = kam_stmt_new(db, sql->str, &error);
    g_assert_no_error(error);
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_ROW);
    return stmt;
}

static void
test_columns__hold_every_value(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = NULL;
    int column = 0;

    store(f->db, FALSE);
    stmt = select_row(f->db);
    for (guint i = 0; fields[i].name != NULL; i++) {
        KamFieldValue expected = { 0 }, value = { .text = g_strdup("before") };

        read_given(&fields[i], given[i], &expected);
        column = kam_value_from_row(&fields[i], stmt, column, &value);
        if (fields[i].kind != KAM_REFS)
            g_assert_true(kam_field_value_equal(&expected, &value));
        kam_field_value_clear(&expected);
        kam_field_value_clear(&value);
    }
    g_assert_cmpint(column, ==, 9);
}

static char *
row_json(KamStmt *stmt)
{
    GString *out = g_string_new(NULL);
    KamJson json;
    int column = 0;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    for (guint i = 0; fields[i].name != NULL; i++)
        column = kam_value_row_to_json(&fields[i], stmt, column, &json);
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static void
test_columns__are_written_as_json(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = NULL;
    g_autofree char *json = NULL;

    store(f->db, FALSE);
    stmt = select_row(f->db);
    json = row_json(stmt);
    g_assert_cmpstr(json, ==,
                    "{\"text\":\"Đorđević \\\"&\\\" sin\",\"weight\":\"-0.000001\","
                    "\"price\":{\"amount\":\"12.30\",\"currency\":\"RSD\"},\"day\":\"2026-11-26\","
                    "\"at\":\"2026-11-26T09:30:00.007Z\",\"is_open\":false,\"other_id\":\"9223372036854775807\","
                    "\"tax\":\"101134702\"}");
}

static void
test_columns__absent_is_null(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamStmt) stmt = NULL;
    g_autofree char *json = NULL;

    store(f->db, TRUE);
    stmt = select_row(f->db);
    json = row_json(stmt);
    g_assert_cmpstr(json, ==,
                    "{\"text\":null,\"weight\":null,\"price\":null,\"day\":null,\"at\":null,\"is_open\":null,"
                    "\"other_id\":null,\"tax\":null}");
}

static void
test_columns__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so nothing is stored in it");
}

static void
add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/value_columns/%s/%s", kind, name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            kind = argv[i + 1];
    if (!kam_test_db_is_available(kind)) {
        g_test_add_func("/value_columns/needs_a_server", test_columns__needs_a_server);
        return g_test_run();
    }
    add("hold_every_value", test_columns__hold_every_value);
    add("are_written_as_json", test_columns__are_written_as_json);
    add("absent_is_null", test_columns__absent_is_null);
    return g_test_run();
}
