/* Facts into rows. */
#include "sales/ingest/line_writer.h"

#include <string.h>

#include "sales/ingest/stored.h"
#include "store/statements.h"

#define STORED_FLAGS (KAM_FACT_CREDIT | KAM_FACT_POSITION_GIVEN)

KamLineWriter *
kam_line_writer_new(KamDb *db, KamIntake *intake, gint64 batch_id)
{
    KamLineWriter *writer = g_new0(KamLineWriter, 1);

    writer->db = db;
    writer->intake = intake;
    writer->batch_id = batch_id;
    writer->rollup = kam_rollup_new();
    kam_rollup_let_spill(writer->rollup);
    writer->spool = kam_segment_spool_new();
    writer->deriver = kam_deriver_new(writer->rollup, writer->spool);
    writer->first_day = G_MAXINT32;
    writer->last_day = KAM_DAY_NONE;
    writer->months = kam_batch_months_new();
    return writer;
}

void
kam_line_writer_free(KamLineWriter *writer)
{
    if (writer == NULL)
        return;
    kam_deriver_free(writer->deriver);
    kam_rollup_free(writer->rollup);
    kam_segment_spool_free(writer->spool);
    kam_batch_months_free(writer->months);
    g_free(writer);
}

static const KamBulkColumn line_columns[] = {
    { "account_id", KAM_COLUMN_INT64 },     { "day", KAM_COLUMN_INT32 },        { "document_id", KAM_COLUMN_INT32 },
    { "position", KAM_COLUMN_INT32 },       { "product_id", KAM_COLUMN_INT64 }, { "flags", KAM_COLUMN_INT16 },
    { "quantity_micro", KAM_COLUMN_INT64 }, { "net_micro", KAM_COLUMN_INT64 },  { "source_row", KAM_COLUMN_INT32 },
    { "batch_id", KAM_COLUMN_INT32 },
};

/* Of those columns that many files leave empty; a NULL in a million rows costs as much as a number. */
static const KamBulkColumn extra_columns[] = {
    { "cost_micro", KAM_COLUMN_INT64 },
    { "price_mantissa", KAM_COLUMN_INT64 },
    { "price_scale", KAM_COLUMN_INT16 },
    { "discount_micro", KAM_COLUMN_INT64 },
};

KamBulk *
kam_line_writer_open_bulk(KamLineWriter *writer, GError **error)
{
    KamBulkColumn columns[G_N_ELEMENTS(line_columns) + G_N_ELEMENTS(extra_columns)];
    guint n = G_N_ELEMENTS(line_columns);

    memcpy(columns, line_columns, sizeof(line_columns));
    if (writer->intake->has_extras) {
        memcpy(columns + n, extra_columns, sizeof(extra_columns));
        n += G_N_ELEMENTS(extra_columns);
    }
    return kam_bulk_new(writer->db, "sales_line", columns, n, error);
}

static void
put_optional(KamBulk *bulk, gboolean is_known, gint64 value)
{
    if (is_known)
        kam_bulk_put_int(bulk, value);
    else
        kam_bulk_put_null(bulk);
}

static gboolean
put_line(const KamLineWriter *writer, KamBulk *bulk, const KamSegmentLine *line, const KamFact *fact, GError **error)
{
    kam_bulk_put_int(bulk, line->account_id);
    kam_bulk_put_int(bulk, line->day);
    kam_bulk_put_int(bulk, line->document_id);
    kam_bulk_put_int(bulk, fact->position);
    kam_bulk_put_int(bulk, line->product_id);
    kam_bulk_put_int(bulk, fact->flags & STORED_FLAGS);
    kam_bulk_put_int(bulk, line->quantity_micro);
    kam_bulk_put_int(bulk, line->net_micro);
    kam_bulk_put_int(bulk, fact->source_row);
    kam_bulk_put_int(bulk, writer->batch_id);
    if (writer->intake->has_extras) {
        put_optional(bulk, (fact->flags & KAM_FACT_NO_COST) == 0, fact->cost_micro);
        put_optional(bulk, fact->has_price, fact->price_mantissa);
        put_optional(bulk, fact->has_price, fact->price_scale);
        put_optional(bulk, fact->discount_micro != 0, fact->discount_micro);
    }
    return kam_bulk_end_row(bulk, error);
}

static void
bind_optional(KamStmt *stmt, int index, gboolean is_known, gint64 value)
{
    if (is_known)
        kam_stmt_bind_int(stmt, index, value);
    else
        kam_stmt_bind_null(stmt, index);
}

static gboolean
insert_line(KamDb *db, const KamSegmentLine *line, const KamFact *fact, gint64 batch_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("line_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, line->account_id);
    kam_stmt_bind_int(stmt, 2, line->day);
    kam_stmt_bind_int(stmt, 3, line->document_id);
    kam_stmt_bind_int(stmt, 4, fact->position);
    kam_stmt_bind_int(stmt, 5, line->product_id);
    kam_stmt_bind_int(stmt, 6, fact->flags & STORED_FLAGS);
    kam_stmt_bind_int(stmt, 7, line->quantity_micro);
    kam_stmt_bind_int(stmt, 8, line->net_micro);
    bind_optional(stmt, 9, (fact->flags & KAM_FACT_NO_COST) == 0, fact->cost_micro);
    bind_optional(stmt, 10, fact->has_price, fact->price_mantissa);
    bind_optional(stmt, 11, fact->has_price, fact->price_scale);
    bind_optional(stmt, 12, fact->discount_micro != 0, fact->discount_micro);
    kam_stmt_bind_int(stmt, 13, fact->source_row);
    kam_stmt_bind_int(stmt, 14, batch_id);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static gboolean
count_line(KamLineWriter *writer, const KamSegmentLine *line, gboolean is_charge, GError **error)
{
    KamBalance *balance = &writer->intake->balance;

    balance->taken++;
    balance->without_account += line->account_id == 0;
    balance->charges += is_charge ? 1 : 0;
    balance->credits += (line->flags & KAM_FACT_CREDIT) != 0;
    balance->without_cost += (line->flags & KAM_FACT_NO_COST) != 0;
    writer->first_day = MIN(writer->first_day, line->day);
    writer->last_day = MAX(writer->last_day, line->day);
    if (line->currency != writer->intake->currency.main ||
        (kam_micro_add(&writer->net_micro, line->net_micro) &&
         kam_batch_months_add(writer->months, line->day, line->net_micro, 1)))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "the sum of the lines leaves the range of 9.2 trillion units of money");
    return FALSE;
}

gboolean
kam_line_writer_add(KamLineWriter *writer, KamBulk *bulk, const KamDocumentEntry *document, const KamFact *fact,
                    GError **error)
{
    KamIntake *intake = writer->intake;
    KamSegmentLine line = {
        .account_id = kam_intake_account_id(intake, fact->account),
        .product_id = kam_intake_product_id(intake, fact->product),
        .document_id = document->id,
        .day = fact->day,
        .currency = kam_intake_currency_of(intake, document),
        .quantity_micro = fact->quantity_micro,
        .net_micro = fact->net_micro,
        .cost_micro = fact->cost_micro,
        .flags = fact->flags & (KAM_FACT_CREDIT | KAM_FACT_NO_COST),
    };
    gboolean is_charge =
        fact->product != KAM_NO_INDEX && kam_product_book_get(intake->products, fact->product)->charge_reason != NULL;
    gboolean is_written = bulk != NULL ? put_line(writer, bulk, &line, fact, error)
                                       : insert_line(writer->db, &line, fact, writer->batch_id, error);

    if (!is_written)
        return FALSE;
    kam_deriver_add(writer->deriver, &line, is_charge, 1);
    return count_line(writer, &line, is_charge, error);
}

gboolean
kam_line_writer_finish(KamLineWriter *writer, GError **error)
{
    return kam_deriver_finish(writer->deriver, error);
}
