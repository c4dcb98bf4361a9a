/* Changed documents. */
#include "sales/ingest/change.h"

#include "sales/ingest/stored.h"
#include "store/statements.h"

/* A line as the database holds it. */
typedef struct {
    gint64 product_id, quantity_micro, net_micro, cost_micro, price_mantissa, discount_micro, batch_id;
    gint32 day, position;
    guint8 flags, price_scale, has_price, is_matched;
} StoredLine;

static StoredLine
line_from_row(KamStmt *stmt)
{
    StoredLine line = {
        .day = (gint32)kam_stmt_get_int(stmt, 0),
        .position = (gint32)kam_stmt_get_int(stmt, 1),
        .product_id = kam_stmt_get_int(stmt, 2),
        .flags = (guint8)kam_stmt_get_int(stmt, 3),
        .quantity_micro = kam_stmt_get_int(stmt, 4),
        .net_micro = kam_stmt_get_int(stmt, 5),
        .cost_micro = kam_stmt_get_int(stmt, 6),
        .price_mantissa = kam_stmt_get_int(stmt, 7),
        .price_scale = (guint8)kam_stmt_get_int(stmt, 8),
        .has_price = !kam_stmt_is_null(stmt, 7),
        .discount_micro = kam_stmt_get_int(stmt, 9),
        .batch_id = kam_stmt_get_int(stmt, 10),
    };

    if (kam_stmt_is_null(stmt, 6))
        line.flags |= KAM_FACT_NO_COST;
    return line;
}

static GArray *
load_lines(KamDb *db, gint64 account_id, gint64 document_id, GError **error)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(StoredLine));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("line_list_of_document"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, account_id);
    kam_stmt_bind_int(stmt, 2, document_id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        StoredLine line = line_from_row(stmt);
        g_array_append_val(lines, line);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&lines) : NULL;
}

static gboolean
is_equal(KamIntake *intake, const StoredLine *stored, const KamFact *fact)
{
    const guint8 kept = KAM_FACT_CREDIT | KAM_FACT_NO_COST | KAM_FACT_POSITION_GIVEN;

    return stored->day == fact->day && stored->product_id == kam_intake_product_id(intake, fact->product) &&
           stored->quantity_micro == fact->quantity_micro && stored->net_micro == fact->net_micro &&
           stored->cost_micro == fact->cost_micro && stored->discount_micro == fact->discount_micro &&
           stored->has_price == fact->has_price && stored->price_mantissa == fact->price_mantissa &&
           stored->price_scale == fact->price_scale && (stored->flags & kept) == (fact->flags & kept);
}

/* Out of the table, into the archive, out of the sums. */
static gboolean
remove_line(KamLineWriter *writer, const KamDocumentEntry *document, const StoredLine *stored, guint32 currency,
            GHashTable *stale, GError **error)
{
    gint64 account_id = kam_intake_account_id(writer->intake, document->stored_account);
    gint64 archive[] = { writer->batch_id, account_id, stored->day, document->id, stored->position };
    KamSegmentLine line = {
        .account_id = account_id,
        .product_id = stored->product_id,
        .document_id = document->id,
        .day = stored->day,
        .currency = currency,
        .quantity_micro = stored->quantity_micro,
        .net_micro = stored->net_micro,
        .cost_micro = stored->cost_micro,
        .flags = stored->flags & (KAM_FACT_CREDIT | KAM_FACT_NO_COST),
    };
    gboolean is_charge = kam_product_book_is_charge(writer->intake->products, stored->product_id);

    g_hash_table_add(stale, GINT_TO_POINTER((int)stored->batch_id));
    kam_deriver_add(writer->deriver, &line, is_charge, -1);
    if (currency == writer->intake->currency.main &&
        !kam_batch_months_add(writer->months, line.day, line.net_micro, -1)) {
        kam_rollup_fail_too_large(error);
        return FALSE;
    }
    return kam_db_run(writer->db, kam_sql("line_archive"), archive, 5, error) &&
           kam_db_run(writer->db, kam_sql("line_delete"), archive + 1, 4, error);
}

static StoredLine *
find_position(GArray *stored, gint32 position, gsize *from)
{
    for (; *from < stored->len; (*from)++) {
        StoredLine *line = &g_array_index(stored, StoredLine, *from);
        if (line->position == position)
            return line;
        if (line->position > position)
            return NULL;
    }
    return NULL;
}

/* Ordinals say nothing about the positions of another file. */
static gboolean
all_bear_positions(const GArray *stored)
{
    for (guint i = 0; i < stored->len; i++)
        if ((g_array_index(stored, StoredLine, i).flags & KAM_FACT_POSITION_GIVEN) == 0)
            return FALSE;
    return TRUE;
}

typedef struct {
    KamLineWriter *writer;
    KamDocumentEntry *document;
    GArray *stored; /* StoredLine */
    GHashTable *stale;
    guint32 old_currency;
    gboolean is_other_document; /* account or currency changed: no line can stay as it is */
    guint32 changes, unchanged;
} Change;

static gboolean
apply_fact(Change *change, const KamFact *fact, gsize *from, GError **error)
{
    KamLineWriter *writer = change->writer;
    StoredLine *stored = find_position(change->stored, fact->position, from);

    if (stored != NULL) {
        stored->is_matched = TRUE;
        if (!change->is_other_document && is_equal(writer->intake, stored, fact)) {
            change->unchanged++;
            writer->intake->balance.repeated++;
            kam_micro_add(&writer->intake->balance.repeated_net_micro, fact->net_micro);
            return TRUE;
        }
        if (!remove_line(writer, change->document, stored, change->old_currency, change->stale, error))
            return FALSE;
        writer->intake->balance.updated++;
    }
    change->changes++;
    return kam_line_writer_add(writer, NULL, change->document, fact, error);
}

/* Stored lines that the file does not name. */
static gboolean
remove_unmatched(Change *change, GError **error)
{
    for (guint i = 0; i < change->stored->len; i++) {
        const StoredLine *stored = &g_array_index(change->stored, StoredLine, i);
        if (stored->is_matched)
            continue;
        if (!remove_line(change->writer, change->document, stored, change->old_currency, change->stale, error))
            return FALSE;
        change->changes++;
    }
    return TRUE;
}

static gboolean
update_document(Change *change, guint32 lines, gboolean is_whole, GError **error)
{
    KamLineWriter *writer = change->writer;
    KamIntake *intake = writer->intake;
    const KamDocumentEntry *document = change->document;
    const KamDocumentEntry *newest = kam_document_book_get(intake->documents, document->newest);
    gint64 archive[] = { writer->batch_id, document->id };
    g_autoptr(KamStmt) stmt = NULL;
    char currency[4];

    if (!kam_db_run(writer->db, kam_sql("document_archive"), archive, 2, error))
        return FALSE;
    stmt = kam_stmt_new(writer->db, kam_sql("document_update"), error);
    if (stmt == NULL)
        return FALSE;
    kam_currency_unpack(kam_intake_currency_of(intake, newest), currency);
    kam_stmt_bind_int(stmt, 1, document->id);
    kam_stmt_bind_int(stmt, 2, kam_intake_account_id(intake, document->account));
    kam_stmt_bind_int(stmt, 3, newest->day);
    kam_stmt_bind_int(stmt, 4, newest->is_credit);
    kam_stmt_bind_text(stmt, 5, currency);
    kam_stmt_bind_text(stmt, 6, kam_document_book_get_seller(intake->documents, newest));
    kam_stmt_bind_text(stmt, 7, kam_document_book_get_ship_to(intake->documents, newest));
    kam_stmt_bind_int(stmt, 8, lines);
    kam_stmt_bind_int(stmt, 9, is_whole && !document->is_mixed ? (gint64)newest->content_hash : 0);
    kam_stmt_bind_int(stmt, 10, writer->batch_id);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static gboolean
get_currency(KamDb *db, gint64 document_id, guint32 *currency, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("document_currency"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, document_id);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return FALSE;
    case KAM_STEP_DONE:
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                    "no document '%" G_GINT64_FORMAT "' any more; run 'kamen check'", document_id);
        return FALSE;
    case KAM_STEP_ROW:
        *currency = kam_currency_pack(kam_stmt_get_text(stmt, 0), 3);
        return TRUE;
    }
    g_assert_not_reached();
}

gboolean
kam_change_document(KamLineWriter *writer, KamDocumentEntry *document, const KamFact *facts, gsize n, GHashTable *stale,
                    GError **error)
{
    gint64 stored_account_id = kam_intake_account_id(writer->intake, document->stored_account);
    g_autoptr(GArray) stored = load_lines(writer->db, stored_account_id, document->id, error);
    Change change = { .writer = writer, .document = document, .stored = stored, .stale = stale };
    gboolean is_moved = document->stored_account != document->account;
    gboolean keeps_others = document->positions_given && !is_moved && stored != NULL && all_bear_positions(stored);
    guint32 kept = 0;
    gsize from = 0;

    if (stored == NULL || !get_currency(writer->db, document->id, &change.old_currency, error))
        return FALSE;
    change.is_other_document = is_moved || change.old_currency != kam_intake_currency_of(writer->intake, document);
    for (gsize i = 0; i < n; i++)
        if (!apply_fact(&change, &facts[i], &from, error))
            return FALSE;
    for (guint i = 0; i < stored->len; i++)
        kept += g_array_index(stored, StoredLine, i).is_matched ? 0 : 1;
    if (!keeps_others && !remove_unmatched(&change, error))
        return FALSE;
    if (!keeps_others)
        kept = 0;
    if (change.changes == 0) {
        writer->intake->balance.repeated_documents++;
        return TRUE;
    }
    writer->intake->balance.updated_documents++;
    return update_document(&change, (guint32)n + kept, kept == 0, error);
}
