/* The file as XLSX: written a row at a time, so that memory stays small. */
#include <xlsxwriter.h>

#include "base/date.h"
#include "base/error.h"
#include "service/figures/board_file_parts.h"

#define MAX_ROWS 1048575 /* of a sheet, below its head */
#define MAX_CELL 32767   /* characters of a text */
#define MICRO 1e6
#define SPREADSHEET_EPOCH 25569 /* days from 1899-12-30 to 1970-01-01 */

typedef struct {
    lxw_worksheet *sheet;
    lxw_format *amount, *rate, *day;
} Sheet;

static lxw_format *
new_format(lxw_workbook *book, const char *form)
{
    lxw_format *format = workbook_add_format(book);

    format_set_num_format(format, form);
    return format;
}

static void
write_head(const KamBoardFile *file, const Sheet *sheet, lxw_format *bold)
{
    g_autoptr(GString) head = g_string_new(NULL);

    for (guint i = 0; i < file->slots->len; i++) {
        kam_board_file_head(file, &g_array_index(file->slots, KamBoardSlot, i), head);
        worksheet_write_string(sheet->sheet, 0, (lxw_col_t)i, head->str, bold);
    }
    worksheet_freeze_panes(sheet->sheet, 1, 0);
}

/* A string, whatever it begins with: never a formula, never a link. */
static void
write_text(const Sheet *sheet, lxw_row_t row, lxw_col_t column, const char *text)
{
    g_autofree char *shortened = g_utf8_strlen(text, -1) > MAX_CELL ? g_utf8_substring(text, 0, MAX_CELL) : NULL;

    worksheet_write_string(sheet->sheet, row, column, shortened != NULL ? shortened : text, NULL);
}

static void
write_cell(const Sheet *sheet, lxw_row_t row, lxw_col_t column, const KamBoardCell *cell)
{
    if (!cell->is_known)
        return;
    switch (cell->kind) {
    case KAM_CELL_TEXT:
        write_text(sheet, row, column, cell->text);
        break;
    case KAM_CELL_COUNT:
        worksheet_write_number(sheet->sheet, row, column, (double)cell->integer, NULL);
        break;
    case KAM_CELL_MONEY:
        worksheet_write_number(sheet->sheet, row, column, (double)cell->integer / MICRO, sheet->amount);
        break;
    case KAM_CELL_QUANTITY:
        worksheet_write_number(sheet->sheet, row, column, (double)cell->integer / MICRO, NULL);
        break;
    case KAM_CELL_RATE:
        worksheet_write_number(sheet->sheet, row, column, cell->rate, sheet->rate);
        break;
    case KAM_CELL_DAY:
        worksheet_write_number(sheet->sheet, row, column, (double)cell->integer + SPREADSHEET_EPOCH, sheet->day);
        break;
    }
}

static void
write_rows(KamBoardFile *file, const Sheet *sheet)
{
    for (guint r = 0; r < kam_board_file_count(file); r++) {
        const KamTallyRow *row = kam_board_file_look(file, r);

        for (guint i = 0; i < file->slots->len; i++) {
            KamBoardCell cell = kam_board_file_cell(file, row, &g_array_index(file->slots, KamBoardSlot, i));

            write_cell(sheet, r + 1, (lxw_col_t)i, &cell);
        }
    }
}

gboolean
kam_board_file_write_xlsx(KamBoardFile *file, const char *path, GError **error)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    lxw_workbook *book;
    lxw_format *bold;
    Sheet sheet;
    lxw_error fault;

    if (kam_board_file_count(file) > MAX_ROWS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "a sheet holds %d rows: filter, or take CSV", MAX_ROWS);
        return FALSE;
    }
    book = workbook_new_opt(path, &options);
    sheet = (Sheet) { workbook_add_worksheet(book, NULL), new_format(book, "#,##0.00"), new_format(book, "0.00%"),
                      new_format(book, file->language == KAM_LANGUAGE_EN ? "yyyy-mm-dd" : "d\\. m\\. yyyy\\.") };
    bold = workbook_add_format(book);
    format_set_bold(bold);
    write_head(file, &sheet, bold);
    write_rows(file, &sheet);
    fault = workbook_close(book);
    if (fault == LXW_NO_ERROR)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "the spreadsheet cannot be written: %s", lxw_strerror(fault));
    return FALSE;
}
