/* Documents without a kind: a document is a credit when at least one of its lines is negative and none positive.
 * Only consecutive rows count as one document; a document that comes back later is judged anew. */
#include "sales/recognise/lookahead.h"

#include "base/text.h"

#define MOST_ROWS 20000 /* of one document that are looked at before it is taken for what it seems so far */

/* -1, 0, 1: the sign of a row's amount; 0 also when it cannot be read. */
static int
sign_of(const KamPlan *plan, const KamRow *row)
{
    KamField field = plan->net_rule == KAM_NET_FROM_COLUMN ? KAM_FIELD_NET : KAM_FIELD_GROSS;
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

static gboolean
is_other_document(const KamLineReader *reader, const KamRow *row, const char *text, gsize length)
{
    KamCell cell = kam_row_get_cell(row, reader->plan.column[KAM_FIELD_DOCUMENT]);

    return cell.length > 0 && !kam_text_equal(cell.text, cell.length, text, length);
}

/* Reads on, into the other queue, until the document's sign is known; then that queue is emptied first. */
static gboolean
look_ahead(KamLineReader *reader, int sign, GError **error)
{
    KamCell cell = kam_row_get_cell(&reader->row, reader->plan.column[KAM_FIELD_DOCUMENT]);
    g_autofree char *document = g_strndup(cell.text, cell.length);
    KamRowQueue *from = &reader->queues[reader->queue];
    KamRowQueue *to = &reader->queues[1 - reader->queue];
    gsize length = cell.length;
    gboolean has_negative = sign < 0, has_positive = FALSE, is_done = FALSE;
    KamRow row;

    kam_row_queue_reset(to);
    kam_row_queue_push(to, &reader->row);
    while (!is_done) {
        KamRead read = kam_row_queue_pop(from, &row) ? KAM_READ_ROW : kam_table_next(reader->table, &row, error);

        if (read == KAM_READ_FAILED)
            return FALSE;
        if (read == KAM_READ_END)
            break;
        kam_row_queue_push(to, &row);
        is_done = is_other_document(reader, &row, document, length) || kam_row_queue_get_length(to) > MOST_ROWS;
        if (is_done)
            break;
        sign = sign_of(&reader->plan, &row);
        has_negative |= sign < 0;
        has_positive = sign > 0;
        is_done = has_positive;
    }
    /* What was left of the first queue follows. */
    while (kam_row_queue_pop(from, &row))
        kam_row_queue_push(to, &row);
    reader->document_is_credit = has_negative && !has_positive;
    reader->queue = 1 - reader->queue;
    kam_row_queue_pop(to, &reader->row);
    return TRUE;
}

KamRead
kam_lookahead_next(KamLineReader *reader, GError **error)
{
    KamRead read = KAM_READ_ROW;
    KamCell document;
    int sign;

    if (!kam_row_queue_pop(&reader->queues[reader->queue], &reader->row))
        read = kam_table_next(reader->table, &reader->row, error);
    if (read != KAM_READ_ROW || reader->plan.credit_rule != KAM_CREDIT_BY_SIGN ||
        reader->row.number <= reader->plan.last_header_row)
        return read;
    document = kam_row_get_cell(&reader->row, reader->plan.column[KAM_FIELD_DOCUMENT]);
    if (document.length == 0 || (reader->has_document && kam_text_equal(reader->document->str, reader->document->len,
                                                                        document.text, document.length)))
        return KAM_READ_ROW;
    sign = sign_of(&reader->plan, &reader->row);
    if (sign > 0) {
        reader->document_is_credit = FALSE;
        return KAM_READ_ROW;
    }
    return look_ahead(reader, sign, error) ? KAM_READ_ROW : KAM_READ_FAILED;
}
