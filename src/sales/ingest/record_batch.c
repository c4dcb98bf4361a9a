/* The import of lists. */
#include "sales/ingest/record_batch.h"

#include <string.h>

#include "sales/columns/rollup.h"
#include "sales/ingest/recharge.h"
#include "sales/ingest/rejects.h"
#include "sales/ingest/stored.h"
#include "store/statements.h"

typedef struct {
    KamDb *db;
    gint64 id, now_ms;
    KamIntake *books;
    KamRecordIntake lists;
    const char *const *paths;
    KamAccountEntry *old_accounts; /* as stored */
    KamProductEntry *old_products;
    guint32 n_old_accounts, n_old_products;
    KamRecordResult result;
} Import;

void
kam_record_result_clear(KamRecordResult *result)
{
    g_clear_pointer(&result->mappings, g_array_unref);
}

/* Texts in the books never move, so a copy of the entries is enough. */
static void
remember_stored(Import *import)
{
    KamIntake *books = import->books;

    import->n_old_accounts = kam_account_book_size(books->accounts);
    import->n_old_products = kam_product_book_size(books->products);
    if (import->n_old_accounts > 0)
        import->old_accounts =
            g_memdup2(kam_account_book_get(books->accounts, 0), import->n_old_accounts * sizeof(KamAccountEntry));
    if (import->n_old_products > 0)
        import->old_products =
            g_memdup2(kam_product_book_get(books->products, 0), import->n_old_products * sizeof(KamProductEntry));
}

static gboolean
accounts_differ(const KamAccountEntry *a, const KamAccountEntry *b)
{
    return g_strcmp0(a->number, b->number) != 0 || g_strcmp0(a->name, b->name) != 0 ||
           strcmp(a->name_key, b->name_key) != 0 || g_strcmp0(a->tax_number, b->tax_number) != 0 ||
           g_strcmp0(a->country, b->country) != 0;
}

static gboolean
products_differ(const KamProductEntry *a, const KamProductEntry *b)
{
    return g_strcmp0(a->number, b->number) != 0 || g_strcmp0(a->name, b->name) != 0 ||
           strcmp(a->name_key, b->name_key) != 0 || g_strcmp0(a->category, b->category) != 0 ||
           g_strcmp0(a->unit, b->unit) != 0 || g_strcmp0(a->charge_reason, b->charge_reason) != 0;
}

/* What several rows changed to and fro has not changed when it ends as it began. */
static void
judge_changes(Import *import)
{
    KamIntake *books = import->books;

    for (guint32 i = 0; i < import->n_old_accounts; i++) {
        KamAccountEntry *entry = kam_account_book_get(books->accounts, i);
        entry->is_changed = accounts_differ(entry, &import->old_accounts[i]);
    }
    for (guint32 i = 0; i < import->n_old_products; i++) {
        KamProductEntry *entry = kam_product_book_get(books->products, i);
        entry->is_changed = products_differ(entry, &import->old_products[i]);
    }
}

static gboolean
read_lists(Import *import, const KamIngestOptions *options, GError **error)
{
    for (gsize i = 0; import->paths[i] != NULL; i++)
        if (!kam_record_intake_read_file(&import->lists, import->paths[i], options, error))
            return FALSE;
    if (import->lists.rows.read > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "there is no row below the header of '%s'", import->paths[0]);
    kam_error_set_reason(error, "file_no_rows", "file", import->paths[0], NULL);
    return FALSE;
}

static void
count_records(Import *import, const KamStoredCounts *counts)
{
    KamRecordResult *result = &import->result;
    const KamRecordRows *rows = &import->lists.rows;
    gboolean is_accounts = import->lists.kind == KAM_RECORD_ACCOUNTS;

    result->kind = import->lists.kind;
    result->rows = *rows;
    result->created = is_accounts ? counts->new_accounts : counts->new_products;
    result->changed = is_accounts ? counts->changed_accounts : counts->changed_products;
    result->equal = rows->read - rows->refused - rows->duplicates - result->created - result->changed;
    result->known =
        is_accounts ? kam_account_book_size(import->books->accounts) : kam_product_book_size(import->books->products);
}

void
kam_record_balance_to_json(KamJson *json, const char *name, const KamRecordResult *result)
{
    const KamRecordRows *rows = &result->rows;

    kam_json_begin_object(json, name);
    kam_json_int(json, "read", (gint64)rows->read);
    kam_json_int(json, "taken", (gint64)(result->created + result->changed));
    kam_json_int(json, "repeated", (gint64)(result->equal + rows->duplicates));
    kam_json_int(json, "refused", (gint64)rows->refused);
    kam_json_int(json, "new", (gint64)result->created);
    kam_json_int(json, "changed", (gint64)result->changed);
    kam_json_int(json, "equal", (gint64)result->equal);
    kam_json_int(json, "duplicates", (gint64)rows->duplicates);
    kam_json_end_object(json);
}

/* The mapping of one file, as a profile would name it. */
static char *
mapping_to_json(const GArray *mappings, guint file)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    for (guint i = 0; i < mappings->len; i++) {
        const KamRecordMapping *mapping = &g_array_index(mappings, KamRecordMapping, i);
        if (mapping->file == file)
            kam_json_text(&json, kam_field_name(mapping->field), mapping->header);
    }
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static char *
files_to_json(const Import *import)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_array(&json, NULL);
    for (guint i = 0; import->paths[i] != NULL; i++) {
        g_autofree char *name = g_path_get_basename(import->paths[i]);
        g_autofree char *profile = mapping_to_json(import->lists.mappings, i);
        kam_json_begin_object(&json, NULL);
        kam_json_text(&json, "name", name);
        kam_json_text(&json, "profile", profile);
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    return g_string_free(out, FALSE);
}

static char *
balance_to_json(const KamRecordResult *result)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_record_balance_to_json(&json, NULL, result);
    return g_string_free(out, FALSE);
}

static gboolean
write_batch_row(Import *import, GError **error)
{
    const KamRecordResult *result = &import->result;
    g_autofree char *files = files_to_json(import);
    g_autofree char *balance = balance_to_json(result);
    g_autoptr(KamStmt) stmt = kam_stmt_new(import->db, kam_sql("batch_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, import->id);
    kam_stmt_bind_text(stmt, 2, kam_record_shape(result->kind)->name);
    kam_stmt_bind_int(stmt, 3, import->now_ms);
    kam_stmt_bind_int(stmt, 4, g_get_real_time() / 1000);
    kam_stmt_bind_text(stmt, 5, files);
    kam_stmt_bind_text(stmt, 6, balance);
    kam_stmt_bind_int(stmt, 7, (gint64)(result->created + result->changed));
    kam_stmt_bind_int(stmt, 8, 0);
    kam_stmt_bind_text(stmt, 9, "XXX");
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

/* An article that is a charge now, or no longer, takes its lines along from one kind of sums to the other. */
static gboolean
write_records(Import *import, KamStoredCounts *counts, GError **error)
{
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    KamDb *db = import->db;

    return kam_recharge_move_sums(db, import->books->products, rollup, error) &&
           kam_stored_save_books(db, import->books, import->id, import->now_ms, counts, error) &&
           kam_rollup_apply(rollup, db, FALSE, error);
}

static gboolean
run_import(Import *import, const KamIngestOptions *options, gboolean dry_run, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(import->db, error);
    KamStoredCounts counts = { 0 };
    KamIdMaker ids = { 0 };

    if (tx == NULL || !kam_db_run(import->db, kam_sql("sales_version_hold"), NULL, 0, error) ||
        !kam_db_get_int(import->db, kam_sql("batch_next_id"), &import->id, error) ||
        !kam_stored_load_books(import->db, import->books, error))
        return FALSE;
    remember_stored(import);
    if (!read_lists(import, options, error) ||
        !kam_stored_settle(import->db, import->books, &ids, import->now_ms, error))
        return FALSE;
    judge_changes(import);
    if (!write_records(import, &counts, error))
        return FALSE;
    count_records(import, &counts);
    if (dry_run || import->result.created + import->result.changed == 0)
        return TRUE;
    import->result.id = import->id;
    return write_batch_row(import, error) && kam_db_run(import->db, kam_sql("sales_version_next"), NULL, 0, error) &&
           (options->follow == NULL || options->follow(import->db, import->id, options->follow_data, error)) &&
           kam_tx_commit(tx, error);
}

gboolean
kam_record_batch_import(KamDb *db, KamRecordKind kind, const char *const *paths, const KamIngestOptions *options,
                        gboolean dry_run, gint64 now_ms, KamRecordResult *result, GError **error)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamIntake) books = NULL;
    g_autoptr(GByteArray) seen = g_byte_array_new();
    g_autoptr(GArray) mappings = g_array_new(FALSE, FALSE, sizeof(KamRecordMapping));
    Import import = { .db = db, .now_ms = now_ms, .paths = paths };
    gboolean done;

    g_return_val_if_fail(paths != NULL && paths[0] != NULL, FALSE);
    g_array_set_clear_func(mappings, (GDestroyNotify)kam_record_mapping_clear);
    if (options->rejects_path != NULL && !kam_rejects_check_path(options->rejects_path, paths, error))
        return FALSE;
    if (!kam_stored_load_charges(db, charges, error))
        return FALSE;
    import.books = books = kam_intake_new(charges);
    import.lists = (KamRecordIntake) {
        .kind = kind,
        .accounts = books->accounts,
        .products = books->products,
        .seen = seen,
        .mappings = mappings,
    };
    done = run_import(&import, options, dry_run, error);
    g_free(import.old_accounts);
    g_free(import.old_products);
    if (!done)
        return FALSE;
    *result = import.result;
    result->mappings = g_steal_pointer(&mappings);
    /* What was committed stands, whether or not tidying up after it works. */
    kam_db_settle(db, NULL);
    return TRUE;
}
