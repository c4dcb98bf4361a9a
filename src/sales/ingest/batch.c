/* The import of a batch. */
#include "sales/ingest/batch.h"

#include <string.h>

#include "sales/ingest/balance.h"
#include "sales/ingest/change.h"
#include "sales/ingest/line_writer.h"
#include "sales/ingest/recharge.h"
#include "sales/ingest/rejects.h"
#include "sales/ingest/sorter.h"
#include "sales/ingest/stored.h"
#include "sales/ingest/versions.h"
#include "store/statements.h"

#define RUN_LENGTH (192 * 1024) /* facts: about 14 MB, twice, since one run fills while another is sorted */

typedef struct {
    KamDb *db;
    gint64 id, now_ms;
    KamIntake *intake;
    KamSorter *sorter;
    KamLineWriter *writer;
    GArray *files; /* KamIntakeFile */
    gboolean has_changed, is_first;
} Import;

static gboolean
sort_fact(gpointer data, const KamFact *fact, GError **error)
{
    return kam_sorter_add(data, fact, error);
}

static gboolean
read_files(Import *import, const char *const *paths, const KamIngestOptions *options, GError **error)
{
    for (gsize i = 0; paths[i] != NULL; i++)
        if (!kam_intake_read_file(import->intake, paths[i], options, sort_fact, import->sorter, import->files, error))
            return FALSE;
    kam_intake_finish(import->intake);
    return kam_sorter_rewind(import->sorter, error);
}

static KamDocumentEntry *
document_of(const Import *import, const KamFact *fact)
{
    KamDocumentBook *documents = import->intake->documents;

    return kam_document_book_get(documents, kam_document_book_get(documents, fact->document)->group);
}

/* A line for which the file names no customer goes where a person put its document. */
static void
follow_document(KamFact *facts, gsize n, const KamDocumentEntry *document)
{
    for (gsize i = 0; i < n; i++)
        if (facts[i].account == KAM_NO_INDEX)
            facts[i].account = document->account;
}

/* Known documents with other content come first, one by one: each needs a look at what is stored. */
static gboolean
write_changed(Import *import, GError **error)
{
    g_autoptr(GHashTable) stale = g_hash_table_new(NULL, NULL);
    KamDropped unused = { 0 };
    GHashTableIter iter;
    gpointer batch;
    KamFact *facts;
    gsize n;

    while ((facts = kam_sorter_next_document(import->sorter, &n, error)) != NULL && n > 0) {
        KamDocumentEntry *document = document_of(import, facts);
        if (document->state != KAM_DOCUMENT_CHANGED)
            continue;
        n = kam_versions_resolve(import->intake->documents, facts, n, &unused);
        follow_document(facts, n, document);
        if (!kam_change_document(import->writer, document, facts, n, stale, error))
            return FALSE;
    }
    if (facts == NULL || !kam_line_writer_finish(import->writer, error))
        return FALSE;
    g_hash_table_iter_init(&iter, stale);
    while (g_hash_table_iter_next(&iter, &batch, NULL))
        if (!kam_segment_rebuild_batch(import->db, GPOINTER_TO_INT(batch), error))
            return FALSE;
    return kam_sorter_rewind(import->sorter, error);
}

static gboolean
write_document(Import *import, KamBulk *bulk, KamDocumentEntry *document, const KamFact *facts, gsize n, GError **error)
{
    document->lines = (guint32)n;
    for (gsize i = 0; i < n; i++)
        if (!kam_line_writer_add(import->writer, bulk, document, &facts[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
write_new(Import *import, GError **error)
{
    g_autoptr(KamBulk) bulk = kam_line_writer_open_bulk(import->writer, error);
    KamBalance *balance = &import->intake->balance;
    KamDropped dropped = { 0 };
    KamFact *facts;
    gsize n;

    if (bulk == NULL)
        return FALSE;
    while ((facts = kam_sorter_next_document(import->sorter, &n, error)) != NULL && n > 0) {
        KamDocumentEntry *document = document_of(import, facts);
        n = kam_versions_resolve(import->intake->documents, facts, n, &dropped);
        if (document->state == KAM_DOCUMENT_NEW && !write_document(import, bulk, document, facts, n, error))
            return FALSE;
        if (document->state != KAM_DOCUMENT_KNOWN)
            continue;
        balance->repeated_documents++;
        dropped.lines += n;
        for (gsize i = 0; i < n; i++)
            kam_micro_add(&dropped.net_micro, facts[i].net_micro);
    }
    balance->repeated += dropped.lines;
    kam_micro_add(&balance->repeated_net_micro, dropped.net_micro);
    return facts != NULL && kam_bulk_finish(bulk, error) && kam_line_writer_finish(import->writer, error);
}

static void
count_documents(Import *import)
{
    KamDocumentBook *documents = import->intake->documents;
    KamBalance *balance = &import->intake->balance;

    for (guint32 i = 0; i < kam_document_book_size(documents); i++) {
        const KamDocumentEntry *entry = kam_document_book_get(documents, i);
        balance->documents += entry->group == i ? 1 : 0;
        balance->repeated_documents += entry->is_repeat ? 1 : 0;
        import->has_changed = import->has_changed || (entry->group == i && entry->state == KAM_DOCUMENT_CHANGED);
    }
}

static char *
files_to_json(const GArray *files)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_array(&json, NULL);
    for (guint i = 0; i < files->len; i++) {
        const KamIntakeFile *file = &g_array_index(files, KamIntakeFile, i);
        g_autofree char *name = g_path_get_basename(file->path);
        kam_json_begin_object(&json, NULL);
        kam_json_text(&json, "name", name);
        kam_json_int(&json, "rows", (gint64)file->counts.rows_read);
        kam_json_text(&json, "profile", file->profile);
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    return g_string_free(out, FALSE);
}

static char *
balance_to_json(const KamBalance *balance)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_balance_to_json(&json, NULL, balance);
    return g_string_free(out, FALSE);
}

static gboolean
write_batch_row(Import *import, GError **error)
{
    const KamBalance *balance = &import->intake->balance;
    g_autofree char *files = files_to_json(import->files);
    g_autofree char *lines = balance_to_json(balance);
    g_autoptr(KamStmt) stmt = kam_stmt_new(import->db, kam_sql("batch_insert"), error);
    char currency[4];

    if (stmt == NULL)
        return FALSE;
    kam_currency_unpack(import->intake->currency.main, currency);
    kam_stmt_bind_int(stmt, 1, import->id);
    kam_stmt_bind_text(stmt, 2, "sales");
    kam_stmt_bind_int(stmt, 3, import->now_ms);
    kam_stmt_bind_int(stmt, 4, g_get_real_time() / 1000);
    kam_stmt_bind_text(stmt, 5, files);
    kam_stmt_bind_text(stmt, 6, lines);
    kam_stmt_bind_int(stmt, 7, (gint64)balance->taken);
    kam_stmt_bind_int(stmt, 8, balance->net_micro);
    kam_stmt_bind_text(stmt, 9, currency);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static gboolean
check_balance(const KamBalance *balance, GError **error)
{
    if (balance->read == balance->taken + balance->repeated + balance->refused)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "balance does not hold: %" G_GUINT64_FORMAT " rows read, %" G_GUINT64_FORMAT
                " taken, %" G_GUINT64_FORMAT " repeated, %" G_GUINT64_FORMAT " refused; nothing was changed",
                balance->read, balance->taken, balance->repeated, balance->refused);
    return FALSE;
}

static gboolean
write_all(Import *import, KamStoredCounts *counts, GError **error)
{
    KamDb *db = import->db;

    count_documents(import);
    /* Before any line is written, so that only lines of earlier batches are moved. */
    if (!kam_recharge_move_sums(db, import->intake->products, import->writer->rollup, error))
        return FALSE;
    if (import->has_changed && !write_changed(import, error))
        return FALSE;
    if (!write_new(import, error))
        return FALSE;
    import->intake->balance.net_micro = import->writer->net_micro;
    return check_balance(&import->intake->balance, error) &&
           kam_stored_save_books(db, import->intake, import->id, import->now_ms, counts, error) &&
           kam_stored_save_documents(db, import->intake, import->id, error) &&
           kam_rollup_apply(import->writer->rollup, db, import->is_first, error) &&
           kam_segment_spool_store(import->writer->spool, db, import->id, error) && write_batch_row(import, error) &&
           kam_db_run(db, kam_sql("sales_version_next"), NULL, 0, error);
}

static void
fill_result(const Import *import, const KamStoredCounts *counts, KamBatchResult *result)
{
    KamIntake *intake = import->intake;

    *result = (KamBatchResult) {
        .id = import->id,
        .balance = intake->balance,
        .is_one_money = intake->currency.is_one_money,
        .first_day = import->writer->last_day == KAM_DAY_NONE ? KAM_DAY_NONE : import->writer->first_day,
        .last_day = import->writer->last_day,
        .new_accounts = counts->new_accounts,
        .new_products = counts->new_products,
        .changed_accounts = counts->changed_accounts,
        .changed_products = counts->changed_products,
        .accounts = kam_account_book_size(intake->accounts),
        .products = kam_product_book_size(intake->products),
    };
    kam_currency_unpack(intake->currency.main, result->currency);
}

static gboolean
brings_nothing(const Import *import, const KamStoredCounts *counts)
{
    return import->intake->balance.taken == 0 && import->intake->balance.updated_documents == 0 &&
           counts->new_accounts == 0 && counts->changed_accounts == 0 && counts->changed_products == 0;
}

static gboolean
run_import(Import *import, const char *const *paths, const KamIngestOptions *options, gboolean dry_run,
           KamBatchResult *result, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(import->db, error);
    KamStoredCounts counts = { 0 };
    KamIdMaker ids = { 0 };
    gint64 documents;

    if (tx == NULL || !kam_db_run(import->db, kam_sql("sales_version_hold"), NULL, 0, error) ||
        !kam_db_get_int(import->db, kam_sql("batch_next_id"), &import->id, error) ||
        !kam_db_get_int(import->db, kam_sql("document_count"), &documents, error) ||
        !kam_stored_load_books(import->db, import->intake, error) || !read_files(import, paths, options, error) ||
        !kam_stored_settle(import->db, import->intake, &ids, import->now_ms, error))
        return FALSE;
    import->is_first = documents == 0;
    import->writer = kam_line_writer_new(import->db, import->intake, import->id);
    if (!write_all(import, &counts, error))
        return FALSE;
    if (options->months != NULL)
        kam_batch_months_list(import->writer->months, options->months);
    if (dry_run || brings_nothing(import, &counts)) {
        import->id = 0;
        fill_result(import, &counts, result);
        return TRUE;
    }
    if (options->follow != NULL && !options->follow(import->db, import->id, options->follow_data, error))
        return FALSE;
    fill_result(import, &counts, result);
    return kam_tx_commit(tx, error);
}

gboolean
kam_batch_import(KamDb *db, const char *const *paths, const KamIngestOptions *options, gboolean dry_run, gint64 now_ms,
                 KamBatchResult *result, GError **error)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamIntake) intake = NULL;
    g_autoptr(KamSorter) sorter = NULL;
    g_autoptr(KamLineWriter) writer = NULL;
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(KamIntakeFile));
    Import import = { .db = db, .now_ms = now_ms, .files = files };
    gboolean done;

    if (options->rejects_path != NULL && !kam_rejects_check_path(options->rejects_path, paths, error))
        return FALSE;
    g_array_set_clear_func(files, (GDestroyNotify)kam_intake_file_clear);
    if (!kam_stored_load_charges(db, charges, error) || !kam_db_expect_load(db, error))
        return FALSE;
    import.intake = intake = kam_intake_new(charges);
    import.sorter = sorter = kam_sorter_new(intake->documents, RUN_LENGTH);
    done = run_import(&import, paths, options, dry_run, result, error);
    writer = import.writer;
    /* What was committed stands, whether or not tidying up after it works. */
    kam_db_settle(db, NULL);
    return done;
}
