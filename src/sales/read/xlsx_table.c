/* A workbook as a table: the chosen sheets one behind the other, blank rows filled in. */
#include "sales/read/xlsx.h"

#include "sales/read/xlsx_sheet.h"
#include "sales/read/xlsx_sheets.h"

typedef struct {
    KamTable base;
    KamXlsxBook *book;
    GArray *choices;
    char *why;
    guint n_opened; /* sheets begun so far; the last of them is `sheet` */
    KamXlsxSheet *sheet;
    guint64 packed_before; /* of the sheets that are done */
    guint64 number;        /* of the row given last */
    KamRow held;           /* read, but blank rows come first */
    gboolean is_held;
} XlsxTable;

static gboolean
open_next_sheet(XlsxTable *table, GError **error)
{
    const KamXlsxChoice *choice = &g_array_index(table->choices, KamXlsxChoice, table->n_opened);

    table->sheet = kam_xlsx_sheet_open(table->book, choice->sheet, error);
    if (table->sheet == NULL)
        return FALSE;
    table->n_opened++;
    table->number = choice->skip_to;
    return TRUE;
}

static void
close_sheet(XlsxTable *table)
{
    table->packed_before += kam_xlsx_sheet_get_packed_done(table->sheet);
    g_clear_pointer(&table->sheet, kam_xlsx_sheet_free);
}

/* The next row that stands in a file, into `held`. */
static KamRead
hold_row(XlsxTable *table, GError **error)
{
    for (;;) {
        KamRead read;

        if (table->sheet == NULL && table->n_opened == table->choices->len)
            return KAM_READ_END;
        if (table->sheet == NULL && !open_next_sheet(table, error))
            return KAM_READ_FAILED;
        read = kam_xlsx_sheet_next(table->sheet, &table->held, error);
        if (read == KAM_READ_FAILED)
            return read;
        if (read == KAM_READ_END)
            close_sheet(table);
        else if (table->held.number > table->number) /* else it is the repeated header */
            break;
    }
    table->is_held = TRUE;
    return KAM_READ_ROW;
}

static KamRead
next_row(KamTable *base, KamRow *row, GError **error)
{
    XlsxTable *table = (XlsxTable *)base;
    KamRead read = table->is_held ? KAM_READ_ROW : hold_row(table, error);

    if (read != KAM_READ_ROW)
        return read;
    table->number++;
    if (table->held.number > table->number) {
        *row = (KamRow) { .number = table->number };
        return KAM_READ_ROW;
    }
    *row = table->held;
    table->is_held = FALSE;
    return KAM_READ_ROW;
}

static gboolean
rewind_table(KamTable *base, G_GNUC_UNUSED GError **error)
{
    XlsxTable *table = (XlsxTable *)base;

    g_clear_pointer(&table->sheet, kam_xlsx_sheet_free);
    table->n_opened = 0;
    table->packed_before = 0;
    table->number = 0;
    table->is_held = FALSE;
    return TRUE;
}

static void
get_progress(const KamTable *base, guint64 *done, guint64 *total)
{
    const XlsxTable *table = (const XlsxTable *)base;

    *total = kam_zip_get_packed_size(table->book->zip);
    *done = table->packed_before;
    if (table->sheet != NULL)
        *done += kam_xlsx_sheet_get_packed_done(table->sheet);
    else if (table->n_opened == table->choices->len)
        *done = *total;
    *done = MIN(*done, *total);
}

static void
free_table(KamTable *base)
{
    XlsxTable *table = (XlsxTable *)base;

    g_clear_pointer(&table->sheet, kam_xlsx_sheet_free);
    g_clear_pointer(&table->choices, g_array_unref);
    g_clear_pointer(&table->book, kam_xlsx_book_free);
    g_free(table->why);
    g_free(table);
}

static const KamTableClass xlsx_class = { next_row, rewind_table, get_progress, free_table };

KamTable *
kam_xlsx_table_open(const char *path, const KamTableOptions *options, GError **error)
{
    g_autoptr(KamXlsxBook) book = kam_xlsx_book_open(path, options == NULL ? NULL : &options->limits, error);
    g_autofree char *why = NULL;
    GArray *choices;
    XlsxTable *table;

    if (book == NULL)
        return NULL;
    choices = kam_xlsx_sheets_choose(book, options == NULL ? NULL : options->sheet, &why, error);
    if (choices == NULL)
        return NULL;
    table = g_new0(XlsxTable, 1);
    table->base.class = &xlsx_class;
    table->book = g_steal_pointer(&book);
    table->choices = choices;
    table->why = g_steal_pointer(&why);
    table->base.facts.format = KAM_FORMAT_XLSX;
    g_strlcpy(table->base.facts.encoding, "utf-8", sizeof table->base.facts.encoding);
    g_strlcpy(table->base.facts.compression, "zip", sizeof table->base.facts.compression);
    table->base.facts.why = table->why;
    return &table->base;
}
