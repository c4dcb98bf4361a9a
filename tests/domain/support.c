/* Records and tables for tests of subjects. */
#include "domain/support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/migrate.h"

const char *domain_kind = "sqlite";

#define NOW G_GINT64_CONSTANT(1764115200000) /* 2025-11-26 */

static void
set_up(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(domain_kind);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    kam_migrate_run(f->db, NULL, &error);
    g_assert_no_error(error);
    f->folder = g_dir_make_tmp("kamen-domain-XXXXXX", NULL);
    f->actor = kam_actor_program("test");
    f->work = (KamWork) { .db = f->db, .actor = &f->actor, .types = kam_domain_types(), .now_ms = NOW };
}

static void
tear_down(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    for (guint i = 0; i < f->n_files; i++) {
        g_autofree char *path = g_strdup_printf("%s/%u.csv", f->folder, i);
        g_unlink(path);
    }
    g_rmdir(f->folder);
    g_free(f->folder);
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

void
domain_add(const char *name, void (*test)(Domain *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/%s/%s", domain_kind, name);

    g_test_add(path, Domain, NULL, set_up, test, tear_down);
}

static void
test_domain__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so this is not tested on it");
}

int
domain_main(int argc, char **argv, void (*add)(void))
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            domain_kind = argv[i + 1];
    if (kam_test_db_is_available(domain_kind))
        add();
    else
        g_test_add_func("/postgres/all", test_domain__needs_a_server);
    return g_test_run();
}

static json_t *
parse(const char *json)
{
    json_t *body = json_loads(json, 0, NULL);

    if (body == NULL)
        g_error("no JSON: %s", json);
    return body;
}

static char *
faults_to_text(const KamFaults *faults)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < faults->list->len; i++) {
        const KamFault *fault = g_ptr_array_index(faults->list, i);
        if (!fault->is_warning)
            g_string_append_printf(out, "%s%s %s", out->len > 0 ? "\n" : "", fault->pointer, fault->code);
    }
    return g_string_free(out, FALSE);
}

/* What a request does: all or nothing. */
static KamRecord *
change(Domain *f, const KamRecordType *type, gint64 id, const char *json, char **refusal)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);
    json_t *body = json == NULL ? NULL : parse(json);
    KamRecord *record;

    g_assert_no_error(error);
    kam_faults_init(&faults);
    f->work.now_ms++;
    if (json == NULL)
        record = kam_record_delete(&f->work, type, id, 0, &faults, &error);
    else if (id == 0)
        record = kam_record_create(&f->work, type, body, &faults, &error);
    else
        record = kam_record_patch(&f->work, type, id, 0, body, &faults, &error);
    json_decref(body);
    *refusal = record != NULL ? NULL : faults_to_text(&faults);
    if (record == NULL && faults.n_errors == 0)
        g_assert_no_error(error);
    if (record != NULL)
        g_assert_true(kam_tx_commit(tx, NULL));
    return record;
}

gint64
domain_create(Domain *f, const KamRecordType *type, const char *json)
{
    g_autofree char *refusal = NULL;
    g_autoptr(KamRecord) record = change(f, type, 0, json, &refusal);

    g_assert_cmpstr(refusal, ==, NULL);
    return record->id;
}

char *
domain_refusal(Domain *f, const KamRecordType *type, const char *json)
{
    char *refusal;
    g_autoptr(KamRecord) record = change(f, type, 0, json, &refusal);

    g_assert_null(record);
    return refusal;
}

void
domain_patch(Domain *f, const KamRecordType *type, gint64 id, const char *json)
{
    g_autofree char *refusal = NULL;
    g_autoptr(KamRecord) record = change(f, type, id, json, &refusal);

    g_assert_cmpstr(refusal, ==, NULL);
    g_assert_nonnull(record);
}

char *
domain_patch_refusal(Domain *f, const KamRecordType *type, gint64 id, const char *json)
{
    char *refusal;
    g_autoptr(KamRecord) record = change(f, type, id, json, &refusal);

    g_assert_null(record);
    return refusal;
}

char *
domain_delete(Domain *f, const KamRecordType *type, gint64 id)
{
    char *refusal;
    G_GNUC_UNUSED g_autoptr(KamRecord) record = change(f, type, id, NULL, &refusal);

    return refusal;
}

static KamRecord *
load(Domain *f, const KamRecordType *type, gint64 id)
{
    g_autoptr(GError) error = NULL;
    KamRecord *record = kam_record_load(f->db, type, id, TRUE, &error);

    g_assert_no_error(error);
    return record;
}

gint64
domain_get_int(Domain *f, const KamRecordType *type, gint64 id, const char *field)
{
    g_autoptr(KamRecord) record = load(f, type, id);

    return kam_record_get_int(record, field);
}

char *
domain_get_text(Domain *f, const KamRecordType *type, gint64 id, const char *field)
{
    g_autoptr(KamRecord) record = load(f, type, id);

    return g_strdup(kam_record_get_text(record, field));
}

gint64
domain_ask(Domain *f, const char *sql, gint64 first, gint64 second)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, sql, &error);

    g_assert_no_error(error);
    if (strstr(sql, "$1") != NULL)
        kam_stmt_bind_int(stmt, 1, first);
    if (strstr(sql, "$2") != NULL)
        kam_stmt_bind_int(stmt, 2, second);
    kam_stmt_step(stmt, &error);
    g_assert_no_error(error);
    return kam_stmt_get_int(stmt, 0);
}

void
domain_run(Domain *f, const char *sql, gint64 first, gint64 second)
{
    const gint64 parameters[] = { first, second };
    g_autoptr(GError) error = NULL;

    kam_db_run(f->db, sql, parameters, G_N_ELEMENTS(parameters), &error);
    g_assert_no_error(error);
}

gint64
domain_account_of(Domain *f, const char *number)
{
    g_autoptr(KamStmt) stmt =
        kam_stmt_new(f->db, "SELECT id FROM account WHERE number = $1 AND deleted_at IS NULL", NULL);

    kam_stmt_bind_text(stmt, 1, number);
    g_assert_cmpint(kam_stmt_step(stmt, NULL), ==, KAM_STEP_ROW);
    return kam_stmt_get_int(stmt, 0);
}

/* --- tables as text -------------------------------------------------------------------------------------------- */

static GPtrArray *
list_tables(Domain *f)
{
    const char *sql = strcmp(domain_kind, "sqlite") == 0
                          ? "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1"
                          : "SELECT tablename::text FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
                            " ORDER BY 1";
    g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, sql, NULL);
    GPtrArray *tables = g_ptr_array_new_with_free_func(g_free);

    while (kam_stmt_step(stmt, NULL) == KAM_STEP_ROW)
        g_ptr_array_add(tables, g_strdup(kam_stmt_get_text(stmt, 0)));
    return tables;
}

static void
append_value(GString *out, KamStmt *stmt, int column)
{
    gsize length;
    const guint8 *bytes;
    g_autofree char *sum = NULL;

    switch (kam_stmt_get_kind(stmt, column)) {
    case KAM_VALUE_NULL:
        g_string_append(out, "-|");
        break;
    case KAM_VALUE_BLOB:
        bytes = kam_stmt_get_blob(stmt, column, &length);
        sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
        g_string_append_printf(out, "%s|", sum);
        break;
    case KAM_VALUE_TEXT:
    case KAM_VALUE_INT:
    case KAM_VALUE_DOUBLE:
        g_string_append_printf(out, "%s|", kam_stmt_get_text(stmt, column));
        break;
    }
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
append_table(GString *out, KamDb *db, const char *table)
{
    g_autofree char *sql = g_strconcat("SELECT * FROM \"", table, "\"", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, &error);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);

    g_assert_no_error(error);
    while (kam_stmt_step(stmt, &error) == KAM_STEP_ROW) {
        GString *row = g_string_new(NULL);
        for (int i = 0; i < kam_stmt_get_n_columns(stmt); i++)
            append_value(row, stmt, i);
        g_ptr_array_add(rows, g_string_free(row, FALSE));
    }
    g_assert_no_error(error);
    g_ptr_array_sort(rows, compare_texts);
    g_string_append_printf(out, "== %s\n", table);
    for (guint i = 0; i < rows->len; i++)
        g_string_append_printf(out, "%s\n", (const char *)rows->pdata[i]);
}

char *
domain_dump(Domain *f, const char *const *without)
{
    g_autoptr(GPtrArray) tables = list_tables(f);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < tables->len; i++)
        if (!g_strv_contains(without, tables->pdata[i]))
            append_table(out, f->db, tables->pdata[i]);
    return g_string_free(out, FALSE);
}
