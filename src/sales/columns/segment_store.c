/* Segments in the database. */
#include "sales/columns/segment_store.h"

#include <string.h>
#include <unistd.h>

#include "sales/currency.h"
#include "sales/facts.h"
#include "sales/temp_file.h"
#include "store/statements.h"

typedef struct {
    gint64 offset;
    guint length;
    guint32 lines;
    gint32 first_day, last_day;
} Body;

struct KamSegmentSpool {
    KamSegmentWriter *writer;
    GArray *bodies; /* Body */
    gint64 written;
    int file; /* -1 until the first body */
};

KamSegmentSpool *
kam_segment_spool_new(void)
{
    KamSegmentSpool *spool = g_new0(KamSegmentSpool, 1);

    spool->writer = kam_segment_writer_new();
    spool->bodies = g_array_new(FALSE, FALSE, sizeof(Body));
    spool->file = -1;
    return spool;
}

void
kam_segment_spool_free(KamSegmentSpool *spool)
{
    if (spool == NULL)
        return;
    if (spool->file >= 0)
        close(spool->file);
    kam_segment_writer_free(spool->writer);
    g_array_unref(spool->bodies);
    g_free(spool);
}

static gboolean
write_body(KamSegmentSpool *spool, GError **error)
{
    Body row = { .offset = spool->written, .lines = kam_segment_writer_size(spool->writer) };
    g_autoptr(GByteArray) body = NULL;

    kam_segment_writer_get_days(spool->writer, &row.first_day, &row.last_day);
    body = kam_segment_writer_finish(spool->writer);
    if (body == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "column segment cannot be compressed");
        return FALSE;
    }
    if (spool->file < 0 && (spool->file = kam_temp_file_open(error)) < 0)
        return FALSE;
    if (!kam_temp_file_write(spool->file, body->data, body->len, error))
        return FALSE;
    row.length = body->len;
    spool->written += body->len;
    g_array_append_val(spool->bodies, row);
    return TRUE;
}

gboolean
kam_segment_spool_add(KamSegmentSpool *spool, const KamSegmentLine *line, GError **error)
{
    return !kam_segment_writer_add(spool->writer, line) || write_body(spool, error);
}

static gboolean
insert_body(KamSegmentSpool *spool, KamStmt *stmt, gint64 batch_id, guint part, GError **error)
{
    const Body *row = &g_array_index(spool->bodies, Body, part);
    g_autofree guint8 *body = g_malloc(row->length);

    if (!kam_temp_file_read(spool->file, row->offset, body, row->length, error))
        return FALSE;
    kam_stmt_bind_int(stmt, 1, batch_id);
    kam_stmt_bind_int(stmt, 2, part);
    kam_stmt_bind_int(stmt, 3, row->lines);
    kam_stmt_bind_int(stmt, 4, row->first_day);
    kam_stmt_bind_int(stmt, 5, row->last_day);
    kam_stmt_bind_blob(stmt, 6, body, row->length);
    if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
        return FALSE;
    kam_stmt_reset(stmt);
    return TRUE;
}

gboolean
kam_segment_spool_store(KamSegmentSpool *spool, KamDb *db, gint64 batch_id, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (kam_segment_writer_size(spool->writer) > 0 && !write_body(spool, error))
        return FALSE;
    stmt = kam_stmt_new(db, kam_sql("segment_insert"), error);
    if (stmt == NULL)
        return FALSE;
    for (guint part = 0; part < spool->bodies->len; part++)
        if (!insert_body(spool, stmt, batch_id, part, error))
            return FALSE;
    g_array_set_size(spool->bodies, 0);
    spool->written = 0;
    return TRUE;
}

void
kam_segment_line_from_row(KamSegmentLine *line, KamStmt *stmt)
{
    const char *currency = kam_stmt_get_text(stmt, 8);
    gboolean has_cost = !kam_stmt_is_null(stmt, 7);

    *line = (KamSegmentLine) {
        .account_id = kam_stmt_get_int(stmt, 0),
        .product_id = kam_stmt_get_int(stmt, 1),
        .document_id = kam_stmt_get_int(stmt, 2),
        .day = (gint32)kam_stmt_get_int(stmt, 3),
        .flags = (guint8)((kam_stmt_get_int(stmt, 4) & KAM_FACT_CREDIT) | (has_cost ? 0 : KAM_FACT_NO_COST)),
        .quantity_micro = kam_stmt_get_int(stmt, 5),
        .net_micro = kam_stmt_get_int(stmt, 6),
        .cost_micro = has_cost ? kam_stmt_get_int(stmt, 7) : 0,
        .currency = kam_currency_pack(currency, strlen(currency)),
    };
}

gboolean
kam_segment_rebuild_batch(KamDb *db, gint64 batch_id, GError **error)
{
    g_autoptr(KamSegmentSpool) spool = kam_segment_spool_new();
    g_autoptr(KamStmt) stmt = NULL;
    KamSegmentLine line;

    if (!kam_db_run(db, kam_sql("segment_delete_by_batch"), &batch_id, 1, error))
        return FALSE;
    stmt = kam_stmt_new(db, kam_sql("line_list_by_batch"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, batch_id);
    for (;;) {
        switch (kam_stmt_step(stmt, error)) {
        case KAM_STEP_FAILED:
            return FALSE;
        case KAM_STEP_DONE:
            g_clear_pointer(&stmt, kam_stmt_free);
            return kam_segment_spool_store(spool, db, batch_id, error);
        case KAM_STEP_ROW:
            kam_segment_line_from_row(&line, stmt);
            if (!kam_segment_spool_add(spool, &line, error))
                return FALSE;
            break;
        }
    }
}

static gboolean
visit_row(KamStmt *stmt, KamSegmentVisitor visitor, gpointer data, GError **error)
{
    KamSegment segment;
    gsize length;
    const void *body = kam_stmt_get_blob(stmt, 3, &length);

    return kam_segment_open(&segment, body, length, error) && visitor(data, &segment, error);
}

gboolean
kam_segment_visit(KamDb *db, gint64 batch_id, KamSegmentVisitor visitor, gpointer data, GError **error)
{
    g_autoptr(KamStmt) stmt =
        kam_stmt_new(db, kam_sql(batch_id == 0 ? "segment_list" : "segment_list_by_batch"), error);

    if (stmt == NULL)
        return FALSE;
    if (batch_id != 0)
        kam_stmt_bind_int(stmt, 1, batch_id);
    for (;;) {
        switch (kam_stmt_step(stmt, error)) {
        case KAM_STEP_FAILED:
            return FALSE;
        case KAM_STEP_DONE:
            return TRUE;
        case KAM_STEP_ROW:
            if (!visit_row(stmt, visitor, data, error))
                return FALSE;
            break;
        }
    }
}

typedef struct {
    KamSegmentLineVisitor visitor;
    gpointer data;
    gint64 *values[KAM_SEGMENT_N];
} LineWalk;

static gboolean
check_runs(const KamSegment *segment, const LineWalk *walk, GError **error)
{
    guint64 left = segment->n_lines;
    gboolean holds = TRUE;

    for (guint32 run = 0; run < segment->n_runs && holds; run++) {
        guint64 length = (guint64)walk->values[KAM_SEGMENT_RUN_LENGTH][run];
        holds = length >= 1 && length <= left;
        left -= length;
    }
    for (guint32 i = 0; i < segment->n_lines && holds; i++)
        holds = (guint64)walk->values[KAM_SEGMENT_PRODUCT][i] < segment->n_products;
    if (holds && left == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "column segment is damaged: its parts disagree; 'kamen check --rebuild' remakes it from the lines");
    return FALSE;
}

static gboolean
visit_lines_of(gpointer data, const KamSegment *segment, GError **error)
{
    LineWalk *walk = data;
    gint64 **values = walk->values;

    for (guint column = 0; column < KAM_SEGMENT_N; column++)
        if (!kam_segment_read(segment, column, values[column], error))
            return FALSE;
    if (!check_runs(segment, walk, error))
        return FALSE;
    for (guint32 run = 0, i = 0; run < segment->n_runs; run++) {
        for (gint64 left = values[KAM_SEGMENT_RUN_LENGTH][run]; left > 0; left--, i++) {
            KamSegmentLine line = {
                .account_id = values[KAM_SEGMENT_RUN_ACCOUNT][run],
                .product_id = values[KAM_SEGMENT_DICTIONARY][values[KAM_SEGMENT_PRODUCT][i]],
                .document_id = values[KAM_SEGMENT_DOCUMENT][i],
                .day = (gint32)values[KAM_SEGMENT_DAY][i],
                .currency = (guint32)values[KAM_SEGMENT_CURRENCY][i],
                .quantity_micro = values[KAM_SEGMENT_QUANTITY][i],
                .net_micro = values[KAM_SEGMENT_NET][i],
                .cost_micro = values[KAM_SEGMENT_COST][i],
                .flags = (guint8)values[KAM_SEGMENT_FLAGS][i],
            };
            if (!walk->visitor(walk->data, &line, error))
                return FALSE;
        }
    }
    return TRUE;
}

gboolean
kam_segment_visit_lines(KamDb *db, gint64 batch_id, KamSegmentLineVisitor visitor, gpointer data, GError **error)
{
    g_autofree gint64 *memory = g_new(gint64, (gsize)KAM_SEGMENT_N * KAM_SEGMENT_LINES);
    LineWalk walk = { .visitor = visitor, .data = data };

    for (guint column = 0; column < KAM_SEGMENT_N; column++)
        walk.values[column] = memory + (gsize)column * KAM_SEGMENT_LINES;
    return kam_segment_visit(db, batch_id, visit_lines_of, &walk, error);
}
