/* Copies of rows, and looking at their cells without haste; the reading of lines has its own way. */
#include "sales/recognise/sample.h"

#include "base/text.h"

static void
clear_row(gpointer data)
{
    KamRow *row = data;

    g_free((gpointer)(guintptr)row->cells);
}

static void
keep_row(KamSample *sample, const KamRow *row)
{
    KamCell *cells = g_new(KamCell, row->n_cells + 1);
    KamRow copy = { cells, row->n_cells, row->number };

    for (guint i = 0; i < row->n_cells; i++) {
        cells[i] = row->cells[i];
        sample->n_bytes += row->cells[i].length;
        cells[i].text = g_string_chunk_insert_len(sample->texts, row->cells[i].length == 0 ? "" : row->cells[i].text,
                                                  row->cells[i].length);
    }
    sample->n_cells += row->n_cells;
    sample->n_columns = MAX(sample->n_columns, row->n_cells);
    g_array_append_val(sample->rows, copy);
}

KamSample *
kam_sample_read(KamTable *table, GError **error)
{
    g_autoptr(KamSample) sample = g_new0(KamSample, 1);
    KamRow row;

    sample->rows = g_array_new(FALSE, FALSE, sizeof(KamRow));
    g_array_set_clear_func(sample->rows, clear_row);
    sample->texts = g_string_chunk_new(64 * 1024);
    while (sample->rows->len < KAM_SAMPLE_ROWS && sample->n_cells < KAM_SAMPLE_CELLS &&
           sample->n_bytes < KAM_SAMPLE_BYTES) {
        switch (kam_table_next(table, &row, error)) {
        case KAM_READ_ROW:
            keep_row(sample, &row);
            break;
        case KAM_READ_END:
            sample->is_whole = TRUE;
            return g_steal_pointer(&sample);
        case KAM_READ_FAILED:
            return NULL;
        }
    }
    return g_steal_pointer(&sample);
}

void
kam_sample_free(KamSample *sample)
{
    if (sample == NULL)
        return;
    g_array_unref(sample->rows);
    g_string_chunk_free(sample->texts);
    g_free(sample);
}

const KamRow *
kam_sample_get_row(const KamSample *sample, guint index)
{
    return &g_array_index(sample->rows, KamRow, index);
}

KamCell
kam_row_get_cell(const KamRow *row, int column)
{
    KamCell cell = { "", 0, KAM_CELL_EMPTY, FALSE };
    gsize length;

    if (column < 0 || (guint)column >= row->n_cells || row->cells[column].length == 0)
        return cell;
    cell = row->cells[column];
    length = cell.length;
    kam_text_trim(&cell.text, &length);
    cell.length = (guint32)length;
    if (length == 0)
        cell.kind = KAM_CELL_EMPTY;
    return cell;
}

guint
kam_row_count_filled(const KamRow *row, int *first)
{
    guint n = 0;

    if (first != NULL)
        *first = -1;
    for (guint i = 0; i < row->n_cells; i++) {
        if (kam_row_get_cell(row, (int)i).length == 0)
            continue;
        if (n++ == 0 && first != NULL)
            *first = (int)i;
    }
    return n;
}
