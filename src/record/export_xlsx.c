/* Exports as XLSX: written a row at a time, so that memory stays small however long the list is. */
#include <string.h>
#include <xlsxwriter.h>

#include "base/date.h"
#include "base/decimal.h"
#include "record/export_private.h"

#define MAX_ROWS 1048575 /* of a sheet, below its head */
#define MAX_CELL 32767   /* characters of a text; a longer one would be left out whole */
#define EXACT_DOUBLE 9e15
#define MS_A_DAY 86400000.0
#define SPREADSHEET_EPOCH 25569 /* days from 1899-12-30 to 1970-01-01 */

typedef struct {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *day, *moment, *percent;
    GString *text;
    lxw_row_t row;
} Sheet;

static void
write_head(const KamExport *export, Sheet *sheet)
{
    lxw_format *bold = workbook_add_format(sheet->book);

    format_set_bold(bold);
    for (guint i = 0; i < export->filter->fields->len; i++) {
        const KamField *field = export->filter->fields->pdata[i];

        g_string_truncate(sheet->text, 0);
        kam_label_append(sheet->text, field->en != NULL ? field->en : field->name, field->sr, export->language);
        worksheet_write_string(sheet->sheet, 0, (lxw_col_t)i, sheet->text->str, bold);
    }
    worksheet_freeze_panes(sheet->sheet, 1, 0);
}

/* Numbers that a spreadsheet can count with; FALSE: a text says it better. */
static gboolean
write_number(Sheet *sheet, lxw_col_t column, const KamField *field, const KamFieldValue *value)
{
    double number = (double)value->integer;

    switch ((int)field->kind) {
    case KAM_INT:
        worksheet_write_number(sheet->sheet, sheet->row, column, number, NULL);
        return TRUE;
    case KAM_DECIMAL:
        /* Beyond its digits a spreadsheet would round in silence. */
        if (number > EXACT_DOUBLE || number < -EXACT_DOUBLE)
            return FALSE;
        worksheet_write_number(sheet->sheet, sheet->row, column, number / KAM_MICRO, NULL);
        return TRUE;
    case KAM_PERCENT:
        worksheet_write_number(sheet->sheet, sheet->row, column, number / KAM_MICRO / 100, sheet->percent);
        return TRUE;
    case KAM_DATE:
        worksheet_write_number(sheet->sheet, sheet->row, column, number + SPREADSHEET_EPOCH, sheet->day);
        return TRUE;
    case KAM_INSTANT:
        worksheet_write_number(sheet->sheet, sheet->row, column, number / MS_A_DAY + SPREADSHEET_EPOCH, sheet->moment);
        return TRUE;
    default:
        return FALSE;
    }
}

static void
shorten(GString *text)
{
    if (text->len > MAX_CELL && g_utf8_strlen(text->str, -1) > MAX_CELL)
        g_string_truncate(text, (gsize)(g_utf8_offset_to_pointer(text->str, MAX_CELL) - text->str));
}

static gboolean
write_row(KamExport *export, gpointer data, GError **error)
{
    Sheet *sheet = data;

    if (sheet->row > MAX_ROWS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "a sheet holds %d rows: filter, or take CSV", MAX_ROWS);
        return FALSE;
    }
    for (guint i = 0; i < export->filter->fields->len; i++) {
        const KamField *field = export->filter->fields->pdata[i];
        const KamFieldValue *value = &export->row[i];

        if (value->state == KAM_VALUE_ABSENT || write_number(sheet, (lxw_col_t)i, field, value))
            continue;
        g_string_truncate(sheet->text, 0);
        kam_value_append_text(field, value, export->language, sheet->text);
        shorten(sheet->text);
        /* A string, whatever it begins with: never a formula, never a link. */
        worksheet_write_string(sheet->sheet, sheet->row, (lxw_col_t)i, sheet->text->str, NULL);
    }
    sheet->row++;
    return TRUE;
}

static lxw_format *
new_format(lxw_workbook *book, const char *form)
{
    lxw_format *format = workbook_add_format(book);

    format_set_num_format(format, form);
    return format;
}

static gboolean
write_rows(KamExport *export, KamDb *db, Sheet *sheet, GError **error)
{
    gboolean ended = FALSE;

    while (!ended)
        if (!kam_export_read_page(export, db, write_row, sheet, &ended, error))
            return FALSE;
    return TRUE;
}

gboolean
kam_export_write_xlsx(KamExport *export, KamDb *db, const char *path, GError **error)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    g_autoptr(GString) text = g_string_new(NULL);
    lxw_workbook *book = workbook_new_opt(path, &options);
    Sheet sheet = { .book = book, .text = text, .row = 1 };
    gboolean is_good;
    lxw_error fault;

    sheet.sheet = workbook_add_worksheet(book, NULL);
    sheet.day = new_format(book, export->language == KAM_LANGUAGE_EN ? "yyyy-mm-dd" : "d\\. m\\. yyyy\\.");
    sheet.moment = new_format(book, "yyyy-mm-dd hh:mm:ss");
    sheet.percent = new_format(book, "0.00%");
    write_head(export, &sheet);
    is_good = write_rows(export, db, &sheet, error);
    fault = workbook_close(book);
    if (is_good && fault != LXW_NO_ERROR) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "the spreadsheet cannot be written: %s", lxw_strerror(fault));
        return FALSE;
    }
    return is_good;
}
