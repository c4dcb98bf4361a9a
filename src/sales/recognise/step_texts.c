/* The texts of a line. */
#include "sales/recognise/currency.h"
#include "sales/recognise/step.h"

/* A spreadsheet's guard in front of what it would take for a formula. */
static inline void
drop_guard(const char **text, gsize *length)
{
    if (*length > 1 && (*text)[0] == '\'' && strchr("=+-@", (*text)[1]) != NULL) {
        (*text)++;
        (*length)--;
    }
}

static inline void
set_slice(KamSlice *slice, const char *text, gsize length)
{
    kam_step_trim(&text, &length);
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
fill_currency(KamStep *step)
{
    KamLineReader *reader = step->reader;
    KamCell cell;

    if (reader->plan.column[KAM_FIELD_CURRENCY] < 0) {
        if (reader->plan.currency[0] != '\0')
            step->line->currency = (KamSlice) { reader->plan.currency, 3 };
        return;
    }
    cell = kam_step_cell_of(step, KAM_FIELD_CURRENCY);
    if (!kam_step_cache_has(&reader->currency, &cell)) {
        gsize length = cell.length;

        kam_step_trim(&cell.text, &length);
        kam_step_cache_put(&reader->currency, &cell, kam_currency_from_text(cell.text, length, reader->currency_text));
    }
    if (reader->currency.value)
        step->line->currency = (KamSlice) { reader->currency_text, (guint32)strlen(reader->currency_text) };
    else
        set_slice(&step->line->currency, cell.text, cell.length);
}

void
kam_step_fill_texts(KamStep *step)
{
    KamLineReader *reader = step->reader;
    const KamRow *row = step->row;
    KamLine *line = step->line;

    for (guint i = 0; i < reader->n_texts; i++) {
        const KamTextField *field = &reader->texts[i];
        KamSlice *slice = (KamSlice *)(gpointer)((char *)line + field->offset);
        const KamCell *cell = kam_step_cell_at(row, (int)field->column);

        if (cell->length > 0) {
            set_slice(slice, cell->text, cell->length);
        } else if (step->continues && reader->held[field->field] != NULL) {
            set_slice(slice, reader->held[field->field]->str, reader->held[field->field]->len);
        }
        if (field->strips_zero_fraction)
            strip_zero_fraction(slice);
    }
    if (reader->other_name >= 0 && line->product_name.length == 0 && line->product_number.length == 0)
        set_slice(&line->product_name, kam_step_cell_at(row, reader->other_name)->text,
                  kam_step_cell_at(row, reader->other_name)->length);
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
