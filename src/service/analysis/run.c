/* Keeping runs. An answer is kept as the JSON that it was, since the program that made it may know other members
 * tomorrow; compressed, because it repeats its words for every account. */
#include "service/analysis/run.h"

#include <string.h>
#include <zstd.h>

#include "base/error.h"
#include "store/statements.h"

#define COMPRESSION_LEVEL 3
#define MAX_RESULT ((unsigned long long)1 << 30) /* what a damaged or made-up length may ask for */

enum { ID, NAME, PARAMETERS, DATA_VERSION, SEED, PROGRAM, STARTED_AT, FINISHED_AT, RESULT_HASH, RESULT };

void
kam_analysis_run_free(KamAnalysisRun *run)
{
    if (run == NULL)
        return;
    g_free(run->name);
    g_free(run->parameters);
    g_free(run->program);
    g_free(run->result_hash);
    g_free(run);
}

char *
kam_analysis_run_hash(const GString *result)
{
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)result->str, result->len);
}

static void *
compress(const GString *result, gsize *length, GError **error)
{
    gsize bound = ZSTD_compressBound(result->len);
    g_autofree void *body = g_try_malloc(bound);

    *length = body == NULL ? 0 : ZSTD_compress(body, bound, result->str, result->len, COMPRESSION_LEVEL);
    if (body != NULL && !ZSTD_isError(*length))
        return g_steal_pointer(&body);
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "cannot keep an answer of %" G_GSIZE_FORMAT " bytes",
                result->len);
    return NULL;
}

static GString *
decompress(const void *body, gsize length)
{
    unsigned long long size = ZSTD_getFrameContentSize(body, length);
    GString *result;

    /* Both codes of failure are larger than any size. */
    if (size > MAX_RESULT)
        return NULL;
    result = g_string_sized_new((gsize)size + 1);
    g_string_set_size(result, (gsize)size);
    if (ZSTD_decompress(result->str, result->len, body, length) == result->len)
        return result;
    g_string_free(result, TRUE);
    return NULL;
}

static gboolean
insert(KamDb *db, const KamAnalysisRun *run, gint64 id, const char *hash, const GString *result, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("analysis_run_insert"), error);
    gsize length;
    g_autofree void *body = stmt == NULL ? NULL : compress(result, &length, error);

    if (body == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1 + ID, id);
    kam_stmt_bind_text(stmt, 1 + NAME, run->name);
    kam_stmt_bind_text(stmt, 1 + PARAMETERS, run->parameters);
    kam_stmt_bind_int(stmt, 1 + DATA_VERSION, run->data_version);
    kam_stmt_bind_int(stmt, 1 + SEED, run->seed);
    kam_stmt_bind_text(stmt, 1 + PROGRAM, run->program);
    kam_stmt_bind_int(stmt, 1 + STARTED_AT, run->started_at_ms);
    kam_stmt_bind_int(stmt, 1 + FINISHED_AT, run->finished_at_ms);
    kam_stmt_bind_text(stmt, 1 + RESULT_HASH, hash);
    kam_stmt_bind_blob(stmt, 1 + RESULT, body, length);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_analysis_run_save(KamDb *db, KamAnalysisRun *run, const GString *result, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    g_autofree char *hash = kam_analysis_run_hash(result);
    gint64 id;

    /* The row that imports hold, too: two programs never hand out the same number. */
    if (tx == NULL || !kam_db_run(db, kam_sql("sales_version_hold"), NULL, 0, error) ||
        !kam_db_get_int(db, kam_sql("analysis_run_next_id"), &id, error) || !insert(db, run, id, hash, result, error) ||
        !kam_tx_commit(tx, error))
        return FALSE;
    run->id = id;
    g_free(run->result_hash);
    run->result_hash = g_steal_pointer(&hash);
    return TRUE;
}

static KamAnalysisRun *
run_from_row(KamStmt *stmt)
{
    KamAnalysisRun *run = g_new0(KamAnalysisRun, 1);

    run->id = kam_stmt_get_int(stmt, ID);
    run->name = g_strdup(kam_stmt_get_text(stmt, NAME));
    run->parameters = g_strdup(kam_stmt_get_text(stmt, PARAMETERS));
    run->data_version = kam_stmt_get_int(stmt, DATA_VERSION);
    run->seed = kam_stmt_get_int(stmt, SEED);
    run->program = g_strdup(kam_stmt_get_text(stmt, PROGRAM));
    run->started_at_ms = kam_stmt_get_int(stmt, STARTED_AT);
    run->finished_at_ms = kam_stmt_get_int(stmt, FINISHED_AT);
    run->result_hash = g_strdup(kam_stmt_get_text(stmt, RESULT_HASH));
    return run;
}

static GString *
result_from_row(KamStmt *stmt, const KamAnalysisRun *run, GError **error)
{
    gsize length;
    const void *body = kam_stmt_get_blob(stmt, RESULT, &length);
    GString *result = decompress(body, length);
    g_autofree char *hash = result == NULL ? NULL : kam_analysis_run_hash(result);

    if (hash != NULL && strcmp(hash, run->result_hash) == 0)
        return result;
    if (result != NULL)
        g_string_free(result, TRUE);
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "the answer of run %" G_GINT64_FORMAT " is damaged; 'kamen analyze again' makes it anew", run->id);
    return NULL;
}

static gboolean
refuse_unknown(gint64 id, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND,
                "there is no run %" G_GINT64_FORMAT "; 'kamen analyze runs' lists them", id);
    return FALSE;
}

KamAnalysisRun *
kam_analysis_run_load(KamDb *db, gint64 id, GString **result, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("analysis_run_by_id"), error);
    g_autoptr(KamAnalysisRun) run = NULL;
    GString *answer = NULL;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return NULL;
    case KAM_STEP_DONE:
        refuse_unknown(id, error);
        return NULL;
    case KAM_STEP_ROW:
        break;
    }
    run = run_from_row(stmt);
    if (result != NULL && (answer = result_from_row(stmt, run, error)) == NULL)
        return NULL;
    if (result != NULL)
        *result = answer;
    return g_steal_pointer(&run);
}

/* All rows of a statement that is bound. */
static GPtrArray *
list_rows(KamStmt *stmt, GError **error)
{
    g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func((GDestroyNotify)kam_analysis_run_free);
    KamStep step;

    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        g_ptr_array_add(runs, run_from_row(stmt));
    return step == KAM_STEP_DONE ? g_steal_pointer(&runs) : NULL;
}

GPtrArray *
kam_analysis_run_list(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("analysis_run_list"), error);

    return stmt == NULL ? NULL : list_rows(stmt, error);
}

GPtrArray *
kam_analysis_run_page(KamDb *db, gint64 before, guint limit, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("analysis_run_page"), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, before);
    kam_stmt_bind_int(stmt, 2, limit);
    return list_rows(stmt, error);
}

gboolean
kam_analysis_run_delete(KamDb *db, gint64 id, GError **error)
{
    if (!kam_db_run(db, kam_sql("analysis_run_delete"), &id, 1, error))
        return FALSE;
    return kam_db_get_changes(db) > 0 || refuse_unknown(id, error);
}
