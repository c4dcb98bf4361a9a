/* Rows of the CSV tables that analyses write: commas, formula-safe texts, empty cells for what is not known. */
#pragma once

#include <glib.h>
#include <kamen/status.h>

typedef struct {
    GString *out;
    gboolean is_begun; /* the row has a cell */
} KamCsvRow;

void kam_csv_row_text(KamCsvRow *row, const char *text);
void kam_csv_row_int(KamCsvRow *row, gint64 value);
/** With two decimals and a point. */
void kam_csv_row_money(KamCsvRow *row, gint64 micro);
/** NaN and infinities leave the cell empty. */
void kam_csv_row_number(KamCsvRow *row, double value);
void kam_csv_row_value(KamCsvRow *row, KamCalcValue value);
void kam_csv_row_day(KamCsvRow *row, gint32 day);
void kam_csv_row_end(KamCsvRow *row);
/** A whole row of texts; ends with NULL. */
void kam_csv_row_titles(KamCsvRow *row, const char *const *titles);
