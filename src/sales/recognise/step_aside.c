/* Rows that are no lines of sales by what they say of themselves, and rows that cannot be read. */
#include "sales/recognise/kinds.h"
#include "sales/recognise/step.h"

void
kam_step_cache_put(KamCellCache *cache, const KamCell *cell, int value)
{
    cache->value = value;
    cache->is_filled = cell->length > 0 && cell->length <= KAM_CACHED_BYTES;
    if (!cache->is_filled)
        return;
    memcpy(cache->text, cell->text, cell->length);
    cache->length = cell->length;
}

KamCell
kam_step_cell_of(const KamStep *step, KamLineField field)
{
    KamCell cell = *kam_step_cell_at(step->row, step->reader->plan.column[field]);
    const GString *held = step->reader->held[field];

    if (step->continues && cell.length == 0 && held != NULL)
        cell = (KamCell) { held->str, (guint32)held->len, KAM_CELL_TEXT, 0 };
    return cell;
}

KamLineResult
kam_step_skip(guint64 *counter)
{
    (*counter)++;
    return KAM_LINE_SKIPPED;
}

/* So that the balance of a file holds with its refused rows, too. */
static void
count_amount(KamLineReader *reader, const KamRow *row)
{
    KamAmounts amounts;
    KamFault fault;

    if (!kam_amounts_read(&reader->plan, row, &amounts, &fault) ||
        !kam_micro_add(&reader->counts.refused_net_micro, amounts.net_micro))
        reader->counts.refused_unread++;
}

KamLineResult
kam_step_refuse(KamStep *step, KamReject *reject, KamLineField field, const char *reason)
{
    KamLineReader *reader = step->reader;
    int column = field < KAM_FIELD_N ? reader->plan.column[field] : -1;
    const KamCell *cell = kam_step_cell_at(step->row, column);

    reader->counts.rows_read++;
    reader->counts.refused++;
    count_amount(reader, step->row);
    *reject = (KamReject) {
        .row = step->row->number,
        .column = column < 0 ? 0 : (guint)column + 1,
        .field = field,
        .value = g_strndup(cell->length == 0 ? "" : cell->text, cell->length),
        .reason = g_strdup(reason),
    };
    return KAM_LINE_REFUSED;
}

/* A member of a folder or zip of e-invoices: the reader says why in place of the article, and where in the last cell.
 */
static KamLineResult
refuse_unreadable(KamStep *step, KamReject *reject)
{
    const KamCell *why = kam_step_cell_at(step->row, step->reader->plan.column[KAM_FIELD_PRODUCT_NAME]);
    const KamCell *where = kam_step_cell_at(step->row, (int)step->row->n_cells - 1);
    g_autofree char *reason = g_strndup(why->text, why->length);
    KamLineResult result = kam_step_refuse(step, reject, KAM_FIELD_N, reason);

    g_free(reject->value);
    reject->value = g_strndup(where->text, where->length);
    return result;
}

static KamKind
read_kind(KamStep *step)
{
    KamCell cell = kam_step_cell_of(step, KAM_FIELD_KIND);

    if (!kam_step_cache_has(&step->reader->kind, &cell))
        kam_step_cache_put(&step->reader->kind, &cell, (int)kam_kind_from_text(cell, step->reader->plan.kind_scheme));
    return (KamKind)step->reader->kind.value;
}

static KamStatus
read_status(KamStep *step)
{
    KamCell cell = kam_step_cell_of(step, KAM_FIELD_STATUS);

    if (!kam_step_cache_has(&step->reader->status, &cell))
        kam_step_cache_put(&step->reader->status, &cell,
                           (int)kam_status_from_text(cell, step->reader->plan.status_scheme));
    return (KamStatus)step->reader->status.value;
}

static gboolean
read_is_product(KamStep *step)
{
    KamCell cell = kam_step_cell_of(step, KAM_FIELD_LINE_TYPE);

    if (cell.length == 0)
        return !step->reader->plan.untyped_is_note;
    if (!kam_step_cache_has(&step->reader->line_type, &cell))
        kam_step_cache_put(&step->reader->line_type, &cell, kam_line_type_is_product(cell));
    return step->reader->line_type.value;
}

gboolean
kam_step_set_aside(KamStep *step, KamReject *reject, KamLineResult *result)
{
    const KamPlan *plan = &step->reader->plan;
    KamLineCounts *counts = &step->reader->counts;

    if (plan->column[KAM_FIELD_STATUS] >= 0 && read_status(step) == KAM_STATUS_VOID) {
        *result = kam_step_skip(&counts->cancelled);
        return TRUE;
    }
    if (plan->column[KAM_FIELD_LINE_TYPE] >= 0 && !read_is_product(step)) {
        *result = kam_step_skip(&counts->not_product);
        return TRUE;
    }
    if (plan->credit_rule != KAM_CREDIT_BY_KIND)
        return FALSE;
    switch (read_kind(step)) {
    case KAM_KIND_ADVANCE:
        *result = kam_step_skip(&counts->advance);
        return TRUE;
    case KAM_KIND_CANCELLED:
        *result = kam_step_skip(&counts->cancelled);
        return TRUE;
    case KAM_KIND_OTHER:
        *result = kam_step_skip(&counts->not_product);
        return TRUE;
    case KAM_KIND_ORDER:
        if (!plan->has_invoice_kinds)
            return FALSE;
        *result = kam_step_skip(&counts->not_product);
        return TRUE;
    case KAM_KIND_UNREADABLE:
        *result = refuse_unreadable(step, reject);
        return TRUE;
    case KAM_KIND_CREDIT:
        step->is_credit = TRUE;
        return FALSE;
    case KAM_KIND_UNKNOWN:
    case KAM_KIND_INVOICE:
        return FALSE;
    }
    return FALSE;
}
