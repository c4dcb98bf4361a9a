/* Reading lines as the plan says. What happens for every row of a file stays short here: columns are known, cells that
 * repeat are not read twice, and nothing is allocated. */
#include <string.h>

#include "base/text.h"
#include "sales/recognise/currency.h"
#include "sales/recognise/kinds.h"
#include "sales/recognise/layout.h"
#include "sales/recognise/lookahead.h"
#include "sales/recognise/prefix.h"
#include "sales/recognise/reader_private.h"

/* One row on its way to a line. */
typedef struct {
    KamLineReader *reader;
    const KamRow *row;
    KamLine *line;
    gboolean continues; /* date, document and customer come from above where the cells are empty */
    gint32 day;
    gboolean is_credit;
} Step;

static inline const KamCell *
cell_at(const KamRow *row, int column)
{
    static const KamCell empty = { "", 0, KAM_CELL_EMPTY, 0 };

    return column < 0 || (guint)column >= row->n_cells ? &empty : &row->cells[column];
}

/* Spaces at both ends are rare: looking at two bytes tells that there are none. */
static inline void
trim(const char **text, gsize *length)
{
    guchar first, last;

    if (*length == 0)
        return;
    first = (guchar)(*text)[0];
    last = (guchar)(*text)[*length - 1];
    if (first <= ' ' || last <= ' ' || first >= 0xC2 || last >= 0x80)
        kam_text_trim(text, length);
}

/* A spreadsheet's guard in front of what it would take for a formula. */
static inline void
drop_guard(const char **text, gsize *length)
{
    if (*length > 1 && (*text)[0] == '\'' && strchr("=+-@", (*text)[1]) != NULL) {
        (*text)++;
        (*length)--;
    }
}

static inline gboolean
cache_has(const KamCellCache *cache, const KamCell *cell)
{
    return cache->is_filled && cache->length == cell->length && memcmp(cache->text, cell->text, cell->length) == 0;
}

static void
cache_put(KamCellCache *cache, const KamCell *cell, int value)
{
    cache->value = value;
    cache->is_filled = cell->length > 0 && cell->length <= KAM_CACHED_BYTES;
    if (!cache->is_filled)
        return;
    memcpy(cache->text, cell->text, cell->length);
    cache->length = cell->length;
}

/* The cell of a field; where the row continues a document, that of the document. */
static KamCell
cell_of(const Step *step, KamField field)
{
    KamCell cell = *cell_at(step->row, step->reader->plan.column[field]);
    const GString *held = step->reader->held[field];

    if (step->continues && cell.length == 0 && held != NULL)
        cell = (KamCell) { held->str, (guint32)held->len, KAM_CELL_TEXT, 0 };
    return cell;
}

static gint32
read_date(KamLineReader *reader, const KamCell *cell)
{
    KamCell trimmed = *cell;
    gsize length = cell->length;

    if (length == 0)
        return KAM_DAY_NONE;
    if (cache_has(&reader->date, cell))
        return reader->date.value;
    trim(&trimmed.text, &length);
    if (length > 0 && *trimmed.text == '\'') {
        trimmed.text++;
        length--;
    }
    trimmed.length = (guint32)length;
    cache_put(&reader->date, cell, kam_date_read(trimmed, reader->plan.date));
    return reader->date.value;
}

static KamLineResult
skip(guint64 *counter)
{
    (*counter)++;
    return KAM_LINE_SKIPPED;
}

static KamLineResult
refuse(Step *step, KamReject *reject, KamField field, const char *reason)
{
    KamLineReader *reader = step->reader;
    int column = field < KAM_FIELD_N ? reader->plan.column[field] : -1;
    const KamCell *cell = cell_at(step->row, column);

    reader->counts.rows_read++;
    reader->counts.refused++;
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
refuse_unreadable(Step *step, KamReject *reject)
{
    const KamCell *why = cell_at(step->row, step->reader->plan.column[KAM_FIELD_PRODUCT_NAME]);
    const KamCell *where = cell_at(step->row, (int)step->row->n_cells - 1);
    g_autofree char *reason = g_strndup(why->text, why->length);
    KamLineResult result = refuse(step, reject, KAM_FIELD_N, reason);

    g_free(reject->value);
    reject->value = g_strndup(where->text, where->length);
    return result;
}

static KamKind
read_kind(Step *step)
{
    KamCell cell = cell_of(step, KAM_FIELD_KIND);

    if (!cache_has(&step->reader->kind, &cell))
        cache_put(&step->reader->kind, &cell, (int)kam_kind_from_text(cell, step->reader->plan.kind_scheme));
    return (KamKind)step->reader->kind.value;
}

static KamStatus
read_status(Step *step)
{
    KamCell cell = cell_of(step, KAM_FIELD_STATUS);

    if (!cache_has(&step->reader->status, &cell))
        cache_put(&step->reader->status, &cell, (int)kam_status_from_text(cell, step->reader->plan.status_scheme));
    return (KamStatus)step->reader->status.value;
}

static gboolean
read_is_product(Step *step)
{
    KamCell cell = cell_of(step, KAM_FIELD_LINE_TYPE);

    if (cell.length == 0)
        return !step->reader->plan.untyped_is_note;
    if (!cache_has(&step->reader->line_type, &cell))
        cache_put(&step->reader->line_type, &cell, kam_line_type_is_product(cell));
    return step->reader->line_type.value;
}

/* Rows of documents or lines that are no sales. TRUE when the row is done with. */
static gboolean
set_aside(Step *step, KamReject *reject, KamLineResult *result)
{
    const KamPlan *plan = &step->reader->plan;
    KamLineCounts *counts = &step->reader->counts;

    if (plan->column[KAM_FIELD_STATUS] >= 0 && read_status(step) == KAM_STATUS_VOID) {
        *result = skip(&counts->cancelled);
        return TRUE;
    }
    if (plan->column[KAM_FIELD_LINE_TYPE] >= 0 && !read_is_product(step)) {
        *result = skip(&counts->not_product);
        return TRUE;
    }
    if (plan->credit_rule != KAM_CREDIT_BY_KIND)
        return FALSE;
    switch (read_kind(step)) {
    case KAM_KIND_ADVANCE:
        *result = skip(&counts->advance);
        return TRUE;
    case KAM_KIND_CANCELLED:
        *result = skip(&counts->cancelled);
        return TRUE;
    case KAM_KIND_OTHER:
        *result = skip(&counts->not_product);
        return TRUE;
    case KAM_KIND_ORDER:
        if (!plan->has_invoice_kinds)
            return FALSE;
        *result = skip(&counts->not_product);
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

static void
hold_document(Step *step)
{
    KamLineReader *reader = step->reader;

    reader->held_day = step->day;
    for (guint f = 0; f < KAM_FIELD_N; f++) {
        const KamCell *cell;

        if (reader->held[f] == NULL)
            continue;
        cell = cell_at(step->row, reader->plan.column[f]);
        g_string_truncate(reader->held[f], 0);
        g_string_append_len(reader->held[f], cell->text, cell->length);
    }
}

static gboolean
is_same_document(const Step *step)
{
    const KamCell *cell = cell_at(step->row, step->reader->plan.column[KAM_FIELD_DOCUMENT]);
    const GString *held = step->reader->held[KAM_FIELD_DOCUMENT];
    const char *text = cell->text;
    gsize length = cell->length;

    trim(&text, &length);
    return held != NULL && length > 0 && kam_text_equal(text, length, held->str, held->len);
}

static void
take_group(Step *step)
{
    KamCell cell = kam_layout_group_name(kam_row_get_cell(step->row, step->reader->plan.group_column));

    g_string_truncate(step->reader->group, 0);
    g_string_append_len(step->reader->group, cell.text, cell.length);
}

static KamLineResult
refuse_date(Step *step, KamReject *reject)
{
    const KamCell *cell = cell_at(step->row, step->reader->plan.column[KAM_FIELD_DATE]);
    g_autofree char *reason = NULL;

    if (cell->length == 0)
        return refuse(step, reject, KAM_FIELD_DATE, "the date is missing: fill it in");
    if (cell->kind == KAM_CELL_ERROR || *cell->text == '#')
        return refuse(step, reject, KAM_FIELD_DATE, "the cell holds an error of the spreadsheet: put the date there");
    reason = g_strdup_printf("this is no date in the order %s, in which the dates of the file are written: correct it",
                             kam_date_order_words(step->reader->plan.date.order));
    return refuse(step, reject, KAM_FIELD_DATE, reason);
}

/* A row without a date of its own. TRUE when it is a line all the same. */
static gboolean
read_undated(Step *step, KamReject *reject, KamLineResult *result)
{
    KamLineReader *reader = step->reader;

    if (reader->plan.table_format == KAM_FORMAT_UBL) {
        if (!set_aside(step, reject, result))
            *result = refuse_date(step, reject);
        return FALSE;
    }
    switch (kam_layout_judge(&reader->plan, step->row, reader->headers, is_same_document(step))) {
    case KAM_ROW_LAYOUT:
        *result = skip(&reader->counts.layout_rows);
        return FALSE;
    case KAM_ROW_GROUP:
        take_group(step);
        *result = skip(&reader->counts.layout_rows);
        return FALSE;
    case KAM_ROW_CONTINUES:
        if (reader->held_day != KAM_DAY_NONE) {
            step->continues = TRUE;
            step->day = reader->held_day;
            return TRUE;
        }
        break;
    case KAM_ROW_LINE:
        break;
    }
    if (set_aside(step, reject, result))
        return FALSE;
    *result = refuse_date(step, reject);
    return FALSE;
}

static inline void
set_slice(KamSlice *slice, const char *text, gsize length)
{
    trim(&text, &length);
    drop_guard(&text, &length);
    slice->text = text;
    slice->length = (guint32)length;
}

/* "[P0369] Article 0369" in one cell. */
static void
split_product(KamLine *line)
{
    const char *text = line->product_name.text;
    guint32 length = line->product_name.length;
    const char *end = length > 2 && *text == '[' ? memchr(text, ']', length) : NULL;

    if (end == NULL || end == text + 1)
        return;
    set_slice(&line->product_number, text + 1, (gsize)(end - text - 1));
    if (text + length > end + 1)
        set_slice(&line->product_name, end + 1, (gsize)(text + length - end - 1));
}

static void
strip_zero_fraction(KamSlice *slice)
{
    if (slice->length > 2 && slice->text[slice->length - 1] == '0' && slice->text[slice->length - 2] == '.')
        slice->length -= 2;
}

static void
fill_currency(Step *step)
{
    KamLineReader *reader = step->reader;
    KamCell cell;

    if (reader->plan.column[KAM_FIELD_CURRENCY] < 0) {
        if (reader->plan.currency[0] != '\0')
            step->line->currency = (KamSlice) { reader->plan.currency, 3 };
        return;
    }
    cell = cell_of(step, KAM_FIELD_CURRENCY);
    if (!cache_has(&reader->currency, &cell)) {
        gsize length = cell.length;

        trim(&cell.text, &length);
        cache_put(&reader->currency, &cell, kam_currency_from_text(cell.text, length, reader->currency_text));
    }
    if (reader->currency.value)
        step->line->currency = (KamSlice) { reader->currency_text, (guint32)strlen(reader->currency_text) };
    else
        set_slice(&step->line->currency, cell.text, cell.length);
}

static void
fill_texts(Step *step)
{
    KamLineReader *reader = step->reader;
    const KamRow *row = step->row;
    KamLine *line = step->line;

    for (guint i = 0; i < reader->n_texts; i++) {
        const KamTextField *field = &reader->texts[i];
        KamSlice *slice = (KamSlice *)(gpointer)((char *)line + field->offset);
        const KamCell *cell = cell_at(row, (int)field->column);

        if (cell->length > 0) {
            set_slice(slice, cell->text, cell->length);
        } else if (step->continues && reader->held[field->field] != NULL) {
            set_slice(slice, reader->held[field->field]->str, reader->held[field->field]->len);
        }
        if (field->strips_zero_fraction)
            strip_zero_fraction(slice);
    }
    if (reader->other_name >= 0 && line->product_name.length == 0 && line->product_number.length == 0)
        set_slice(&line->product_name, cell_at(row, reader->other_name)->text,
                  cell_at(row, reader->other_name)->length);
    if (reader->plan.product_in_brackets)
        split_product(line);
    if (reader->group->len > 0) {
        KamSlice *slice =
            reader->plan.group_field == KAM_FIELD_ACCOUNT_NAME ? &line->account_name : &line->product_name;

        if (slice->length == 0)
            *slice = (KamSlice) { reader->group->str, (guint32)reader->group->len };
    }
    fill_currency(step);
}

/* The document changes: its lines are counted anew. */
static void
enter_document(Step *step)
{
    KamLineReader *reader = step->reader;
    const KamSlice *document = &step->line->document;

    if (reader->has_document &&
        kam_text_equal(reader->document->str, reader->document->len, document->text, document->length))
        return;
    g_string_truncate(reader->document, 0);
    g_string_append_len(reader->document, document->length == 0 ? "" : document->text, document->length);
    reader->has_document = TRUE;
    kam_ordinals_enter(&reader->ordinals, reader->document->str, reader->document->len);
}

static void
fill_position(Step *step)
{
    const KamPlan *plan = &step->reader->plan;
    const KamCell *cell = cell_at(step->row, plan->column[KAM_FIELD_POSITION]);
    gint32 value = 0;
    const char *text = cell->text;
    gsize length = cell->length;
    gint32 ordinal = kam_ordinals_next(&step->reader->ordinals);

    trim(&text, &length);
    if (length > 2 && text[length - 1] == '0' && text[length - 2] == '.')
        length -= 2;
    for (gsize i = 0; i < length && i < 10; i++) {
        if (!g_ascii_isdigit(text[i]) || i == 9) {
            length = 0;
            break;
        }
        value = value * 10 + (text[i] - '0');
    }
    if (length > 0 && length < 10) {
        step->line->position = value;
        return;
    }
    step->line->position = ordinal;
    step->line->flags |= KAM_LINE_NO_POSITION;
}

static void
fill_amounts(Step *step, const KamAmounts *amounts)
{
    const KamFlips *flips = &step->reader->plan.flips;
    KamLine *line = step->line;
    guint credit = step->is_credit;

    line->quantity_micro = flips->quantity[credit] ? -amounts->quantity_micro : amounts->quantity_micro;
    line->net_micro = flips->net[credit] ? -amounts->net_micro : amounts->net_micro;
    line->discount_micro = flips->net[credit] ? -amounts->discount_micro : amounts->discount_micro;
    if (amounts->has_cost) {
        line->cost_micro = flips->cost[credit] ? -amounts->cost_micro : amounts->cost_micro;
        line->flags |= KAM_LINE_HAS_COST;
    }
    if (amounts->has_price) {
        line->price = amounts->price;
        line->flags |= KAM_LINE_HAS_PRICE;
    }
    line->flags |= step->is_credit ? KAM_LINE_CREDIT : 0;
}

static void
decide_credit(Step *step, const KamAmounts *amounts)
{
    KamLineReader *reader = step->reader;
    const KamPlan *plan = &reader->plan;

    if (plan->credit_rule == KAM_CREDIT_BY_PREFIX) {
        KamCell cell = { step->line->document.text, step->line->document.length, KAM_CELL_TEXT, 0 };

        step->is_credit = kam_prefix_matches(cell, plan->credit_prefix);
    } else if (plan->credit_rule == KAM_CREDIT_BY_SIGN) {
        step->is_credit = step->line->document.length > 0
                              ? reader->document_is_credit
                              : amounts->net_micro < 0 || (amounts->net_micro == 0 && amounts->quantity_micro < 0);
    }
}

static gboolean
has_no_amounts(const Step *step)
{
    static const KamField fields[] = { KAM_FIELD_NET, KAM_FIELD_GROSS, KAM_FIELD_QUANTITY, KAM_FIELD_PRICE };

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (kam_amounts_has(&step->reader->plan, step->row, fields[i]))
            return FALSE;
    return TRUE;
}

static KamLineResult
read_row(Step *step, KamReject *reject)
{
    KamLineReader *reader = step->reader;
    KamLine *line = step->line;
    KamLineResult result;
    KamAmounts amounts;
    KamFault fault;

    step->day = read_date(reader, cell_at(step->row, reader->plan.column[KAM_FIELD_DATE]));
    if (step->day == KAM_DAY_NONE) {
        if (!read_undated(step, reject, &result))
            return result;
    } else if (reader->plan.fills_down) {
        hold_document(step);
    }
    if (set_aside(step, reject, &result))
        return result;
    if (!kam_amounts_read(&reader->plan, step->row, &amounts, &fault)) {
        /* A note below a line, or the head of a document whose lines follow. */
        if (reader->plan.fills_down && has_no_amounts(step))
            return skip(&reader->counts.not_product);
        return refuse(step, reject, fault.field, fault.reason);
    }
    memset(line, 0, sizeof *line);
    line->row = step->row->number;
    line->day = step->day;
    fill_texts(step);
    enter_document(step);
    decide_credit(step, &amounts);
    fill_position(step);
    fill_amounts(step, &amounts);
    reader->counts.rows_read++;
    return KAM_LINE_TAKEN;
}

KamLineResult
kam_line_reader_next(KamLineReader *reader, KamLine *line, KamReject *reject, GError **error)
{
    Step step = { .reader = reader, .row = &reader->row, .line = line };

    switch (kam_lookahead_next(reader, error)) {
    case KAM_READ_END:
        return KAM_LINE_END;
    case KAM_READ_FAILED:
        return KAM_LINE_FAILED;
    case KAM_READ_ROW:
        break;
    }
    if (reader->row.number <= reader->plan.last_header_row)
        return skip(&reader->counts.layout_rows);
    return read_row(&step, reject);
}
