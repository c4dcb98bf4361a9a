/* Reading lines as the plan says. What happens for every row of a file stays short here: columns are known, cells that
 * repeat are not read twice, and nothing is allocated. */
#include "sales/recognise/layout.h"
#include "sales/recognise/lookahead.h"
#include "sales/recognise/prefix.h"
#include "sales/recognise/step.h"

__extension__ typedef __int128 Wide;

static gint32
read_date(KamLineReader *reader, const KamCell *cell)
{
    KamCell trimmed = *cell;
    gsize length = cell->length;

    if (length == 0)
        return KAM_DAY_NONE;
    if (kam_step_cache_has(&reader->date, cell))
        return reader->date.value;
    kam_step_trim(&trimmed.text, &length);
    if (length > 0 && *trimmed.text == '\'') {
        trimmed.text++;
        length--;
    }
    trimmed.length = (guint32)length;
    kam_step_cache_put(&reader->date, cell, kam_date_read(trimmed, reader->plan.date));
    return reader->date.value;
}

static void
hold_document(KamStep *step)
{
    KamLineReader *reader = step->reader;

    reader->held_day = step->day;
    for (guint f = 0; f < KAM_FIELD_N; f++) {
        const KamCell *cell;

        if (reader->held[f] == NULL)
            continue;
        cell = kam_step_cell_at(step->row, reader->plan.column[f]);
        g_string_truncate(reader->held[f], 0);
        g_string_append_len(reader->held[f], cell->text, cell->length);
    }
}

static gboolean
is_same_document(const KamStep *step)
{
    const KamCell *cell = kam_step_cell_at(step->row, step->reader->plan.column[KAM_FIELD_DOCUMENT]);
    const GString *held = step->reader->held[KAM_FIELD_DOCUMENT];
    const char *text = cell->text;
    gsize length = cell->length;

    kam_step_trim(&text, &length);
    return held != NULL && length > 0 && kam_text_equal(text, length, held->str, held->len);
}

static void
take_group(KamStep *step)
{
    KamCell cell = kam_layout_group_name(kam_row_get_cell(step->row, step->reader->plan.group_column));

    g_string_truncate(step->reader->group, 0);
    g_string_append_len(step->reader->group, cell.text, cell.length);
}

static KamLineResult
refuse_date(KamStep *step, KamReject *reject)
{
    const KamCell *cell = kam_step_cell_at(step->row, step->reader->plan.column[KAM_FIELD_DATE]);
    g_autofree char *reason = NULL;

    if (cell->length == 0)
        return kam_step_refuse(step, reject, KAM_FIELD_DATE, "the date is missing: fill it in");
    if (cell->kind == KAM_CELL_ERROR || *cell->text == '#')
        return kam_step_refuse(step, reject, KAM_FIELD_DATE,
                               "the cell holds an error of the spreadsheet: put the date there");
    reason = g_strdup_printf("this is no date in the order %s, in which the dates of the file are written: correct it",
                             kam_date_order_words(step->reader->plan.date.order));
    return kam_step_refuse(step, reject, KAM_FIELD_DATE, reason);
}

/* A row without a date of its own. TRUE when it is a line all the same. */
static gboolean
read_undated(KamStep *step, KamReject *reject, KamLineResult *result)
{
    KamLineReader *reader = step->reader;

    if (reader->plan.table_format == KAM_FORMAT_UBL) {
        if (!kam_step_set_aside(step, reject, result))
            *result = refuse_date(step, reject);
        return FALSE;
    }
    switch (kam_layout_judge(&reader->plan, step->row, reader->headers, is_same_document(step))) {
    case KAM_ROW_LAYOUT:
        *result = kam_step_skip(&reader->counts.layout_rows);
        return FALSE;
    case KAM_ROW_GROUP:
        take_group(step);
        *result = kam_step_skip(&reader->counts.layout_rows);
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
    if (kam_step_set_aside(step, reject, result))
        return FALSE;
    *result = refuse_date(step, reject);
    return FALSE;
}

/* The document changes: its lines are counted anew. */
static void
enter_document(KamStep *step)
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
fill_position(KamStep *step)
{
    const KamPlan *plan = &step->reader->plan;
    const KamCell *cell = kam_step_cell_at(step->row, plan->column[KAM_FIELD_POSITION]);
    gint32 value = 0;
    const char *text = cell->text;
    gsize length = cell->length;
    gint32 ordinal = kam_ordinals_next(&step->reader->ordinals);

    kam_step_trim(&text, &length);
    if (length > 2 && text[length - 1] == '0' && text[length - 2] == '.')
        length -= 2;
    else if (length > 1 && text[length - 1] == '.')
        length--;
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

/* Takes this line's share of the document's discount off. */
static void
take_share(KamSpread *spread, KamAmounts *amounts)
{
    gint64 due, share;

    if (spread->discount_micro == 0 || spread->net_micro == 0)
        return;
    spread->seen_micro += amounts->net_micro;
    due = (gint64)((Wide)spread->discount_micro * spread->seen_micro / spread->net_micro);
    share = due - spread->given_micro;
    spread->given_micro = due;
    amounts->net_micro -= share;
    amounts->discount_micro += share;
}

static void
fill_amounts(KamStep *step, const KamAmounts *amounts)
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
decide_credit(KamStep *step, const KamAmounts *amounts)
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
has_no_amounts(const KamStep *step)
{
    static const KamLineField fields[] = { KAM_FIELD_NET, KAM_FIELD_GROSS, KAM_FIELD_QUANTITY, KAM_FIELD_PRICE };

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (kam_amounts_has(&step->reader->plan, step->row, fields[i]))
            return FALSE;
    return TRUE;
}

static KamLineResult
read_row(KamStep *step, KamReject *reject)
{
    KamLineReader *reader = step->reader;
    KamLine *line = step->line;
    KamLineResult result;
    KamAmounts amounts;
    KamFault fault;

    step->day = read_date(reader, kam_step_cell_at(step->row, reader->plan.column[KAM_FIELD_DATE]));
    if (step->day == KAM_DAY_NONE) {
        if (!read_undated(step, reject, &result))
            return result;
    } else if (reader->plan.fills_down) {
        hold_document(step);
    }
    if (kam_step_set_aside(step, reject, &result))
        return result;
    if (!kam_amounts_read(&reader->plan, step->row, &amounts, &fault)) {
        /* A note below a line, or the head of a document whose lines follow. */
        if (reader->plan.fills_down && has_no_amounts(step))
            return kam_step_skip(&reader->counts.not_product);
        return kam_step_refuse(step, reject, fault.field, fault.reason);
    }
    take_share(&reader->spread, &amounts);
    memset(line, 0, sizeof *line);
    line->row = step->row->number;
    line->day = step->day;
    kam_step_fill_texts(step);
    enter_document(step);
    decide_credit(step, &amounts);
    fill_position(step);
    fill_amounts(step, &amounts);
    reader->counts.rows_read++;
    return KAM_LINE_TAKEN;
}

static inline void
note_ending(KamLineReader *reader, KamLineResult result)
{
    KamEnding *ending = &reader->ending;

    ending->is_ragged |= ending->short_row != 0;
    ending->short_row = 0;
    if (result == KAM_LINE_SKIPPED)
        return;
    if (G_LIKELY(reader->row.n_cells >= reader->plan.n_columns)) {
        ending->n_full++;
        return;
    }
    ending->short_row = reader->row.number;
    ending->n_cells = reader->row.n_cells;
}

/* A file that ends in the middle of a row lacks all that should follow, and its last amount may have lost digits. */
static KamLineResult
end_file(const KamLineReader *reader, GError **error)
{
    const KamEnding *ending = &reader->ending;

    if (reader->plan.table_format != KAM_FORMAT_CSV || ending->short_row == 0 || ending->is_ragged ||
        ending->n_full < 3)
        return KAM_LINE_END;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "'%s' ends in the middle of row %" G_GUINT64_FORMAT
                ", in column %u of %u, so it looks truncated: get the "
                "file again, or complete that row or delete it",
                reader->path, ending->short_row, ending->n_cells, reader->plan.n_columns);
    kam_error_set_reason(error, "file_cut_short", "file", reader->path, NULL);
    return KAM_LINE_FAILED;
}

KamLineResult
kam_line_reader_next(KamLineReader *reader, KamLine *line, KamReject *reject, GError **error)
{
    KamStep step = { .reader = reader, .row = &reader->row, .line = line };
    KamLineResult result;

    switch (kam_lookahead_next(reader, error)) {
    case KAM_READ_END:
        return end_file(reader, error);
    case KAM_READ_FAILED:
        return KAM_LINE_FAILED;
    case KAM_READ_ROW:
        break;
    }
    if (reader->row.number <= reader->plan.last_header_row)
        return kam_step_skip(&reader->counts.layout_rows);
    result = read_row(&step, reject);
    note_ending(reader, result);
    return result;
}
