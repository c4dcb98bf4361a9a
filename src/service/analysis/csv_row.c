/* Cells of CSV by kind. */
#include "service/analysis/csv_row.h"

#include <math.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/decimal.h"

void
kam_csv_row_text(KamCsvRow *row, const char *text)
{
    kam_csv_append(row->out, text != NULL ? text : "", -1, ',', !row->is_begun);
    row->is_begun = TRUE;
}

void
kam_csv_row_int(KamCsvRow *row, gint64 value)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);

    kam_csv_row_text(row, text);
}

void
kam_csv_row_money(KamCsvRow *row, gint64 micro)
{
    g_autofree char *text = kam_micro_to_text(micro, 2);

    kam_csv_row_text(row, text);
}

void
kam_csv_row_number(KamCsvRow *row, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    kam_csv_row_text(row, isfinite(value) ? g_ascii_formatd(text, sizeof text, "%.10g", value) : NULL);
}

void
kam_csv_row_value(KamCsvRow *row, KamCalcValue value)
{
    kam_csv_row_number(row, value.status == KAM_CALC_OK ? value.value : NAN);
}

void
kam_csv_row_day(KamCsvRow *row, gint32 day)
{
    char iso[11];

    kam_day_to_iso(day, iso);
    kam_csv_row_text(row, iso);
}

void
kam_csv_row_end(KamCsvRow *row)
{
    g_string_append_c(row->out, '\n');
    row->is_begun = FALSE;
}

void
kam_csv_row_titles(KamCsvRow *row, const char *const *titles)
{
    for (; *titles != NULL; titles++)
        kam_csv_row_text(row, *titles);
    kam_csv_row_end(row);
}
