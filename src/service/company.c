/* The firm: what is there, and the filling of a database. */
#include "service/company.h"

#include "domain/types.h"
#include "record/change.h"
#include "sales/ingest/record_batch.h"
#include "service/search_words.h"
#include "store/statements.h"

gboolean
kam_service_load_company_contents(KamDb *db, KamCompanyContents *contents, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("company_contents"), error);

    if (stmt == NULL || kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *contents = (KamCompanyContents) { .has_lines = kam_stmt_get_int(stmt, 0) != 0,
                                       .has_accounts = kam_stmt_get_int(stmt, 1) != 0,
                                       .n_people = kam_stmt_get_int(stmt, 2) };
    return TRUE;
}

KamRecord *
kam_service_change_company(const KamWork *work, json_t *members, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) company = NULL;

    kam_faults_init(&faults);
    company = kam_record_patch(work, &kam_company_type, KAM_COMPANY_ID, 0, members, &faults, error);
    if (company == NULL)
        kam_faults_explain(&faults, error);
    return g_steal_pointer(&company);
}

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
