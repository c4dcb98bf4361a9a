/* Filling a database. */
#include "service/company.h"

#include "sales/ingest/record_batch.h"
#include "service/search_words.h"
#include "store/statements.h"

gboolean
kam_service_require_no_lines(KamDb *db, GError **error)
{
    gint64 documents;

    if (!kam_db_get_int(db, kam_sql("document_count"), &documents, error))
        return FALSE;
    if (documents == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "this database holds invoices already and a company made up must not come between them; name another "
                "with --db, or make only the files with --out DIR");
    return FALSE;
}

static gboolean
import_list(KamDb *db, const char *folder, KamRecordKind kind, const KamIngestOptions *options, gint64 now_ms,
            GError **error)
{
    g_autofree char *file = g_strconcat(kam_record_shape(kind)->name, ".csv", NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);
    const char *const paths[] = { path, NULL };
    g_auto(KamRecordResult) result = { 0 };

    return kam_record_batch_import(db, kind, paths, options, FALSE, now_ms, &result, error);
}

gboolean
kam_service_fill_from_folder(KamDb *db, const char *folder, KamProgress progress, gint64 now_ms, KamBatchResult *sales,
                             GError **error)
{
    g_autofree char *path = g_build_filename(folder, "sales.csv", NULL);
    const char *const paths[] = { path, NULL };
    const KamIngestOptions options = { .progress = progress, .follow = kam_service_index_batch };

    return kam_service_require_no_lines(db, error) &&
           import_list(db, folder, KAM_RECORD_ACCOUNTS, &options, now_ms, error) &&
           import_list(db, folder, KAM_RECORD_PRODUCTS, &options, now_ms, error) &&
           kam_batch_import(db, paths, &options, FALSE, now_ms, sales, error);
}
