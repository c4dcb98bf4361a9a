/* Counting what cells hold. */
#include "sales/recognise/content.h"

#include <string.h>

#include "base/text.h"

static gboolean
has_zero_fraction(KamCell cell)
{
    if (cell.length < 3 || cell.text[cell.length - 1] != '0' || cell.text[cell.length - 2] != '.')
        return FALSE;
    for (guint32 i = 0; i < cell.length - 2; i++)
        if (!g_ascii_isdigit(cell.text[i]))
            return FALSE;
    return TRUE;
}

static void
note_letters(KamContent *content, KamCell cell)
{
    guint digits = 0, spaces = 0, letters = 0;

    for (guint32 i = 0; i < cell.length; i++) {
        char c = cell.text[i];

        digits += g_ascii_isdigit(c);
        spaces += c == ' ';
        letters += g_ascii_isalpha(c) || (guchar)c >= 0x80;
    }
    content->codes += digits > 0 && spaces == 0;
    content->words += letters > digits && (digits == 0 || spaces > 0);
    content->whole += digits == cell.length;
    content->short_upper += (cell.length == 3 && letters == 3) || (cell.length <= 4 && digits == 0);
    content->bracketed += cell.text[0] == '[' && memchr(cell.text, ']', cell.length) != NULL;
}

static void
note_cell(KamContent *content, KamCell cell)
{
    content->n_rows++;
    if (cell.length == 0)
        return;
    content->filled++;
    content->length += cell.length;
    if (content->last == NULL || !kam_text_equal(content->last, content->last_length, cell.text, cell.length))
        content->changes++;
    content->last = cell.text;
    content->last_length = cell.length;
    if (cell.kind == KAM_CELL_ERROR) {
        content->errors++;
        return;
    }
    kam_number_evidence_add(&content->number, cell);
    kam_date_evidence_add(&content->date, cell);
    content->zero_fraction += has_zero_fraction(cell);
    note_letters(content, cell);
}

KamContent *
kam_content_gather(const KamSample *sample, guint first)
{
    KamContent *contents = g_new0(KamContent, sample->n_columns + 1);

    for (guint c = 0; c < sample->n_columns; c++)
        kam_date_evidence_init(&contents[c].date);
    for (guint r = first; r < sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(sample, r);

        /* A name alone, a title or a footer says nothing about columns. */
        if (kam_row_count_filled(row, NULL) < 2)
            continue;
        for (guint c = 0; c < sample->n_columns; c++)
            note_cell(&contents[c], kam_row_get_cell(row, (int)c));
    }
    return contents;
}

/* Six in ten: a column with faults in it is still what it is. */
static gboolean
is_most(guint part, const KamContent *content)
{
    guint sound = content->filled - content->errors;

    return part > 0 && part * 10 >= sound * 6;
}

gboolean
kam_content_is_number(const KamContent *content)
{
    return is_most(content->number.n, content);
}

gboolean
kam_content_is_date(const KamContent *content)
{
    return is_most(content->date.n, content);
}
