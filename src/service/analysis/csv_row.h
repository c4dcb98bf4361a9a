/* Rows of the CSV tables that analyses write: commas, formula-safe texts, empty cells for what is not known. */
#pragma once

#include <glib.h>
#include <kamen/status.h>

typedef struct {
    GString *out;
    gboolean is_begun; /* the row has a cell */
} KamCsvRow;

/** A text that no spreadsheet runs as a formula; NULL leaves the cell empty. */
void kam_csv_row_text(KamCsvRow *row, const char *text);
/** A whole number. */
void kam_csv_row_int(KamCsvRow *row, gint64 value);
/** With two decimals and a point. */
void kam_csv_row_money(KamCsvRow *row, gint64 micro);
/** NaN and infinities leave the cell empty. */
void kam_csv_row_number(KamCsvRow *row, double value);
/** Empty when its status is not OK. */
void kam_csv_row_value(KamCsvRow *row, KamCalcValue value);
/** "2026-03-31"; empty for KAM_DAY_NONE. */
void kam_csv_row_day(KamCsvRow *row, gint32 day);
/** End the row; the next cell begins another. */
void kam_csv_row_end(KamCsvRow *row);
/** A whole row of texts; ends with NULL. */
void kam_csv_row_titles(KamCsvRow *row, const char *const *titles);
