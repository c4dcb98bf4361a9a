/* CSV as a table. Rows are cut in place in one buffer: a first pass marks the bytes that matter (csv_scan.c), a second
 * cuts at them; only cells with doubled quotes are moved. A row cut by the end of the buffer is moved to its front and
 * cut anew. */
#include "sales/read/csv.h"

#include "sales/read/csv_dialect.h"
#include "sales/read/csv_table.h"

#define BUFFER_BYTES ((gsize)512 << 10)

static KamRead
next_csv(KamTable *table, KamRow *row, GError **error)
{
    KamCsv *csv = (KamCsv *)table;
    KamCsvCut cut;

    if (csv->failed) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "cannot read '%s' on: it failed before; start again",
                    csv->path);
        return KAM_READ_FAILED;
    }
    do
        cut = kam_csv_cut_row(csv, row, error);
    while (cut == KAM_CSV_CUT_AGAIN);
    return cut == KAM_CSV_CUT_ROW ? KAM_READ_ROW : cut == KAM_CSV_CUT_END ? KAM_READ_END : KAM_READ_FAILED;
}

/* Everything that counts from the start of the file; the buffer gets its first text. */
static gboolean
begin(KamCsv *csv, GError **error)
{
    csv->row_start = csv->length = 0;
    csv->row_number = 0;
    csv->at_end = FALSE;
    csv->failed = FALSE;
    if (!kam_csv_fill(csv, error)) {
        csv->failed = TRUE;
        return FALSE;
    }
    csv->row_start = MIN(csv->prefix_bytes, csv->length);
    kam_csv_forget_positions(csv);
    return TRUE;
}

static gboolean
rewind_csv(KamTable *table, GError **error)
{
    KamCsv *csv = (KamCsv *)table;

    return kam_text_stream_rewind(csv->stream, error) && begin(csv, error);
}

static void
get_csv_progress(const KamTable *table, guint64 *done, guint64 *total)
{
    kam_text_stream_get_progress(((const KamCsv *)table)->stream, done, total);
}

static void
free_csv(KamTable *table)
{
    KamCsv *csv = (KamCsv *)table;

    kam_text_stream_free(csv->stream);
    g_free(csv->path);
    g_free(csv->text);
    g_free(csv->positions);
    g_free(csv->cells);
    g_free(csv->why);
    g_free(csv->former_why);
    g_free(csv);
}

static const KamTableClass csv_class = { next_csv, rewind_csv, get_csv_progress, free_csv };

static void
choose_dialect(KamCsv *csv, char told)
{
    KamCsvDialect dialect;

    kam_csv_dialect_detect((const char *)csv->text, csv->length, csv->at_end, &dialect);
    csv->prefix_bytes = dialect.prefix_bytes;
    csv->base.facts.delimiter = told != '\0' ? told : dialect.delimiter;
    g_strlcpy(csv->delimiter_why, told != '\0' ? "delimiter as told" : dialect.why, sizeof csv->delimiter_why);
    g_clear_pointer(&csv->why, g_free);
    kam_csv_note_encoding(csv);
    csv->row_start = csv->prefix_bytes;
    kam_csv_forget_positions(csv);
}

static KamCsv *
new_csv(const char *path, const KamTableOptions *options, gsize buffer_bytes)
{
    KamCsv *csv = g_new0(KamCsv, 1);

    csv->base.class = &csv_class;
    csv->base.facts.format = KAM_FORMAT_CSV;
    csv->path = g_strdup(path);
    csv->limits = kam_read_limits_resolve(&options->limits);
    /* Positions are 32 bit wide. */
    csv->limits.max_cell_bytes = MIN(csv->limits.max_cell_bytes, (guint64)64 << 20);
    csv->max_row_bytes = MAX((gsize)16 << 20, 4 * (gsize)csv->limits.max_cell_bytes);
    csv->capacity = buffer_bytes > 0 ? MAX(buffer_bytes, 16) : BUFFER_BYTES;
    csv->text = g_malloc(csv->capacity);
    csv->positions = g_new(guint32, KAM_CSV_PIECE_BYTES + 8);
    csv->n_cells_allocated = MIN(64, csv->limits.max_columns);
    csv->cells = g_new(KamCell, csv->n_cells_allocated);
    return csv;
}

KamTable *
kam_csv_table_open_sized(const char *path, const KamTableOptions *options, gsize buffer_bytes, GError **error)
{
    static const KamTableOptions defaults = { 0 };
    g_autoptr(KamTable) table = NULL;
    KamCsv *csv;

    if (options == NULL)
        options = &defaults;
    csv = new_csv(path, options, buffer_bytes);
    table = &csv->base;
    csv->stream = kam_text_stream_open(path, options->encoding, &options->limits, buffer_bytes, error);
    if (csv->stream == NULL)
        return NULL;
    g_strlcpy(table->facts.compression, kam_text_stream_get_compression(csv->stream), sizeof table->facts.compression);
    if (!begin(csv, error))
        return NULL;
    if (csv->length == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is empty", path);
        kam_error_set_reason(error, "file_empty", "file", path, NULL);
        return NULL;
    }
    choose_dialect(csv, options->delimiter);
    return g_steal_pointer(&table);
}

KamTable *
kam_csv_table_open(const char *path, const KamTableOptions *options, GError **error)
{
    return kam_csv_table_open_sized(path, options, 0, error);
}
