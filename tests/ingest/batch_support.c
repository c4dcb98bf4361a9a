/* What the tests of batches share. */
#include "batch_support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/dict.h"
#include "base/id.h"
#include "sales/columns/check.h"
#include "sales/ingest/charge.h"
#include "store/migrate.h"
#include "store/statements.h"

#define NOW_MS G_GINT64_CONSTANT(1735689600000)

const char *batches_kind = "sqlite";

static void
add_charge_rules(KamDb *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_insert"), &error);
    KamIdMaker ids = { 0 };

    for (const KamChargeRule *rule = kam_charge_default_rules(); rule->field != NULL; rule++) {
        kam_stmt_bind_int(stmt, 1, kam_id_next(&ids, NOW_MS));
        kam_stmt_bind_text(stmt, 2, rule->field);
        kam_stmt_bind_text(stmt, 3, rule->pattern);
        kam_stmt_bind_text(stmt, 4, rule->reason);
        g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_DONE);
        kam_stmt_reset(stmt);
    }
    g_assert_no_error(error);
}

static void
set_up(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    int applied;

    f->place = kam_test_db_new(batches_kind);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    g_assert_true(kam_migrate_run(f->db, &applied, &error));
    g_assert_no_error(error);
    add_charge_rules(f->db);
    f->folder = g_dir_make_tmp("kamen-batch-XXXXXX", &error);
    g_assert_no_error(error);
}

static void
tear_down(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GDir) folder = g_dir_open(f->folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(f->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(f->folder);
    g_free(f->folder);
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

void
batches_add(const char *name, void (*test)(Batches *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/batch/%s/%s", batches_kind, name);

    g_test_add(path, Batches, NULL, set_up, test, tear_down);
}

char *
batches_write(Batches *f, const char *text)
{
    g_autofree char *name = g_strdup_printf("%u.csv", ++f->n_files);
    char *path = g_build_filename(f->folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

gboolean
batches_try(Batches *f, const char *const *paths, const KamIngestOptions *options, gboolean dry_run,
            KamBatchResult *result, GError **error)
{
    const KamIngestOptions none = { 0 };

    return kam_batch_import(f->db, paths, options == NULL ? &none : options, dry_run, NOW_MS, result, error);
}

static void
assert_balance(const KamBalance *balance)
{
    g_assert_cmpuint(balance->read, ==, balance->taken + balance->repeated + balance->refused);
    g_assert_cmpuint(balance->updated, <=, balance->taken);
    g_assert_cmpuint(balance->repeated_documents + balance->updated_documents, <=, 2 * balance->documents);
}

static KamBatchResult
import_paths(Batches *f, const char *const *paths)
{
    g_autoptr(GError) error = NULL;
    KamBatchResult result = { 0 };
    gboolean done = batches_try(f, paths, NULL, FALSE, &result, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    assert_balance(&result.balance);
    batches_assert_clean(f);
    return result;
}

KamBatchResult
batches_import(Batches *f, const char *text)
{
    g_autofree char *path = batches_write(f, text);
    const char *const paths[] = { path, NULL };

    return import_paths(f, paths);
}

KamBatchResult
batches_import_two(Batches *f, const char *first, const char *second)
{
    g_autofree char *first_path = batches_write(f, first);
    g_autofree char *second_path = batches_write(f, second);
    const char *const paths[] = { first_path, second_path, NULL };

    return import_paths(f, paths);
}

guint64
batches_undo(Batches *f, gint64 id)
{
    g_autoptr(GError) error = NULL;
    guint64 lines = 0;
    gboolean done = kam_batch_undo(f->db, id, NOW_MS, &lines, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    batches_assert_clean(f);
    return lines;
}

void
batches_assert_clean(Batches *f)
{
    g_autoptr(GError) error = NULL;
    KamSalesCheck check;

    g_assert_true(kam_sales_check(f->db, &check, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(check.wrong_months, ==, 0);
    g_assert_cmpuint(check.wrong_documents, ==, 0);
    g_assert_cmpuint(check.wrong_segments, ==, 0);
    g_assert_true(kam_sales_check_is_clean(&check));
}

static void
append_value(GString *out, KamStmt *stmt, int column)
{
    switch (kam_stmt_get_kind(stmt, column)) {
    case KAM_VALUE_NULL:
        g_string_append(out, "-|");
        break;
    case KAM_VALUE_TEXT:
        g_string_append_printf(out, "'%s'|", kam_stmt_get_text(stmt, column));
        break;
    case KAM_VALUE_INT:
    case KAM_VALUE_DOUBLE:
    case KAM_VALUE_BLOB:
        g_string_append_printf(out, "%" G_GINT64_FORMAT "|", kam_stmt_get_int(stmt, column));
        break;
    }
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A record that is changed and changed back is another version of itself. */
static gboolean
is_content(const KamStmt *stmt, int column)
{
    const char *name = kam_stmt_get_column_name(stmt, column);

    return strcmp(name, "version") != 0 && strcmp(name, "updated_at") != 0;
}

/* Rows sorted as text: the order in the table is no content. */
static void
append_rows(GString *out, KamDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, &error);

    g_assert_no_error(error);
    while (kam_stmt_step(stmt, &error) == KAM_STEP_ROW) {
        GString *row = g_string_new(NULL);
        for (int i = 0; i < kam_stmt_get_n_columns(stmt); i++)
            if (is_content(stmt, i))
                append_value(row, stmt, i);
        g_ptr_array_add(rows, g_string_free(row, FALSE));
    }
    g_assert_no_error(error);
    g_ptr_array_sort(rows, compare_texts);
    for (guint i = 0; i < rows->len; i++)
        g_string_append_printf(out, "%s\n", (const char *)g_ptr_array_index(rows, i));
}

char *
batches_dump(Batches *f)
{
    static const char *const tables[] = {
        "account",
        "product",
        "sales_document",
        "sales_line",
        "sales_line_replaced",
        "charge_rule",
        "account_replaced",
        "product_replaced",
        "account_month",
        "product_month",
        "import_profile",
        "currency_rate",
        "app_user",
        "sales_document_replaced",
    };
    GString *out = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *sql = g_strdup_printf("SELECT * FROM %s", tables[i]);
        g_string_append_printf(out, "== %s\n", tables[i]);
        append_rows(out, f->db, sql);
    }
    return g_string_free(out, FALSE);
}

char *
batches_lines(Batches *f)
{
    GString *out = g_string_new(NULL);

    append_rows(
        out, f->db,
        "SELECT COALESCE(a.number, a.name, '?') || ' ' || d.number || ' ' || CAST(l.position AS TEXT) || ' ' || "
        "COALESCE(p.number, p.name, '?') || ' ' || CAST(l.net_micro / 10000 AS TEXT) "
        "FROM sales_line l JOIN sales_document d ON d.id = l.document_id AND d.account_id = l.account_id "
        "LEFT JOIN account a ON a.id = l.account_id LEFT JOIN product p ON p.id = l.product_id");
    g_string_replace(out, "|", "", 0);
    g_string_replace(out, "'", "", 0);
    return g_string_free(out, FALSE);
}

gint64
batches_count(Batches *f, const char *table)
{
    g_autofree char *sql = g_strdup_printf("SELECT COUNT(*) FROM %s", table);

    return kam_test_db_get_int(f->db, sql);
}

gint64
batches_net_cents(Batches *f)
{
    return kam_test_db_get_int(f->db, "SELECT CAST(COALESCE(SUM(net_micro), 0) AS BIGINT) FROM account_month") / 10000;
}
