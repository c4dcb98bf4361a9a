/* Documents whose first rows do not tell enough. Without a kind, a document is a credit when at least one of its lines
 * is negative and none positive; a discount of the whole document needs the sum of its lines. Only consecutive rows
 * count as one document; a document that comes back later is looked at anew. */
#include "sales/recognise/lookahead.h"

#include "base/text.h"
#include "sales/recognise/layout.h"

#define MOST_ROWS 20000 /* of one document that are looked at before it is taken for what it seems so far */
#define MOST_BYTES (16 * 1024 * 1024)

/* -1, 0, 1: the sign of a row's amount; 0 also when it cannot be read. */
static int
sign_of(const KamPlan *plan, const KamRow *row)
{
    KamLineField field = plan->net_rule == KAM_NET_FROM_COLUMN ? KAM_FIELD_NET : KAM_FIELD_GROSS;
    KamDecimal value, price;

    if (plan->net_rule != KAM_NET_FROM_PRICE && kam_amounts_read_number(plan, row, field, &value) &&
        value.mantissa != 0)
        return value.mantissa < 0 ? -1 : 1;
    if (!kam_amounts_read_number(plan, row, KAM_FIELD_QUANTITY, &value) || value.mantissa == 0)
        return 0;
    /* A quantity given back for nothing still is a return. */
    if (!kam_amounts_read_number(plan, row, KAM_FIELD_PRICE, &price) || price.mantissa == 0)
        return value.mantissa < 0 ? -1 : 0;
    return (value.mantissa < 0) == (price.mantissa < 0) ? 1 : -1;
}

/* What was seen of the document so far. */
typedef struct {
    gboolean has_negative, has_positive;
    gint64 net_micro;
    gboolean overflows;
} Seen;

static void
see_row(const KamLineReader *reader, const KamRow *row, Seen *seen)
{
    int sign = sign_of(&reader->plan, row);
    KamAmounts amounts;
    KamFault fault;

    seen->has_negative |= sign < 0;
    seen->has_positive |= sign > 0;
    if (reader->plan.column[KAM_FIELD_DOCUMENT_DISCOUNT] >= 0 &&
        kam_amounts_read(&reader->plan, row, &amounts, &fault) && !kam_micro_add(&seen->net_micro, amounts.net_micro))
        seen->overflows = TRUE;
}

typedef enum { ROW_OF_DOCUMENT, ROW_BETWEEN, ROW_OF_OTHER } RowPlace;

/* A total below the document has no document number and is not one of its lines. */
static RowPlace
place_row(const KamLineReader *reader, const KamRow *row)
{
    KamCell cell = kam_row_get_cell(row, reader->plan.column[KAM_FIELD_DOCUMENT]);

    if (cell.length > 0)
        return kam_text_equal(cell.text, cell.length, reader->judged->str, reader->judged->len) ? ROW_OF_DOCUMENT
                                                                                                : ROW_OF_OTHER;
    return reader->plan.fills_down && kam_layout_judge(&reader->plan, row, reader->headers, FALSE) == KAM_ROW_CONTINUES
               ? ROW_OF_DOCUMENT
               : ROW_BETWEEN;
}

static gboolean
is_known(const KamLineReader *reader, const Seen *seen, const KamRowQueue *queue)
{
    if (kam_row_queue_get_length(queue) > MOST_ROWS || queue->texts->len > MOST_BYTES)
        return TRUE;
    return seen->has_positive && reader->plan.column[KAM_FIELD_DOCUMENT_DISCOUNT] < 0;
}

static void
judge(KamLineReader *reader, const KamRow *first, const Seen *seen)
{
    KamDecimal value;
    gint64 discount = 0;

    reader->document_is_credit = seen->has_negative && !seen->has_positive;
    reader->spread = (KamSpread) { 0 };
    if (!kam_amounts_read_number(&reader->plan, first, KAM_FIELD_DOCUMENT_DISCOUNT, &value) ||
        !kam_decimal_to_micro(value, &discount) || seen->overflows)
        return;
    /* A discount larger than the document is none. */
    if (ABS(discount) <= ABS(seen->net_micro))
        reader->spread = (KamSpread) { .discount_micro = seen->net_micro < 0 ? -ABS(discount) : ABS(discount),
                                       .net_micro = seen->net_micro };
}

/* Reads on, into the other queue, until enough of the document is known; then that queue is emptied first. */
static gboolean
look_ahead(KamLineReader *reader, GError **error)
{
    KamRowQueue *from = &reader->queues[reader->queue];
    KamRowQueue *to = &reader->queues[1 - reader->queue];
    Seen seen = { 0 };
    KamRow row;

    kam_row_queue_reset(to);
    kam_row_queue_push(to, &reader->row);
    see_row(reader, &reader->row, &seen);
    while (!is_known(reader, &seen, to)) {
        KamRead read = kam_row_queue_pop(from, &row) ? KAM_READ_ROW : kam_table_next(reader->table, &row, error);
        RowPlace place;

        if (read == KAM_READ_FAILED)
            return FALSE;
        if (read == KAM_READ_END)
            break;
        kam_row_queue_push(to, &row);
        place = place_row(reader, &row);
        if (place == ROW_OF_OTHER)
            break;
        if (place == ROW_OF_DOCUMENT)
            see_row(reader, &row, &seen);
    }
    /* What was left of the first queue follows. */
    while (kam_row_queue_pop(from, &row))
        kam_row_queue_push(to, &row);
    reader->queue = 1 - reader->queue;
    kam_row_queue_pop(to, &reader->row);
    judge(reader, &reader->row, &seen);
    return TRUE;
}

KamRead
kam_lookahead_next(KamLineReader *reader, GError **error)
{
    KamRead read = KAM_READ_ROW;
    gboolean spreads = reader->plan.column[KAM_FIELD_DOCUMENT_DISCOUNT] >= 0;
    KamCell document;

    if (!kam_row_queue_pop(&reader->queues[reader->queue], &reader->row))
        read = kam_table_next(reader->table, &reader->row, error);
    if (read != KAM_READ_ROW || (reader->plan.credit_rule != KAM_CREDIT_BY_SIGN && !spreads) ||
        reader->row.number <= reader->plan.last_header_row)
        return read;
    document = kam_row_get_cell(&reader->row, reader->plan.column[KAM_FIELD_DOCUMENT]);
    if (document.length == 0 ||
        kam_text_equal(reader->judged->str, reader->judged->len, document.text, document.length))
        return KAM_READ_ROW;
    g_string_truncate(reader->judged, 0);
    g_string_append_len(reader->judged, document.text, document.length);
    if (!spreads && sign_of(&reader->plan, &reader->row) > 0) {
        reader->document_is_credit = FALSE;
        return KAM_READ_ROW;
    }
    return look_ahead(reader, error) ? KAM_READ_ROW : KAM_READ_FAILED;
}
