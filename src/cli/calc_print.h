/* One result, printed as text for people or as JSON for programs: a calculation states each figure once. */
#pragma once

#include <glib.h>
#include <kamen/status.h>

#include "base/json.h"

typedef struct {
    gboolean as_json;
    GString *out;
    KamJson json;
    GPtrArray *table; /* text: rows of cells (GPtrArray of char*), the first one the names */
    GPtrArray *names, *row;
} KamCalcPrint;

/** Begin; the title heads the text, `calculation` names it in JSON. */
void kam_calc_print_begin(KamCalcPrint *print, gboolean as_json, const char *calculation, const char *title);
/** Write everything to standard output and free it. */
void kam_calc_print_end(KamCalcPrint *print);

/** A line of text: a blank one, or a heading. JSON has none. */
void kam_calc_print_heading(KamCalcPrint *print, const char *text);
/** One figure: a member of this name in JSON, "label  figure" in text. */
void kam_calc_print_count(KamCalcPrint *print, const char *name, const char *label, guint64 count);
void kam_calc_print_number(KamCalcPrint *print, const char *name, const char *label, double number);
void kam_calc_print_text(KamCalcPrint *print, const char *name, const char *label, const char *text);
/** Yes or no. */
void kam_calc_print_flag(KamCalcPrint *print, const char *name, const char *label, gboolean flag);
/** Several words: an array in JSON, with ", " between them in text. */
void kam_calc_print_texts(KamCalcPrint *print, const char *name, const char *label, const char *const *texts, guint n);
/** A figure that may be missing: null in JSON, the reason in text. */
void kam_calc_print_value(KamCalcPrint *print, const char *name, const char *label, KamCalcValue value);

/** Figures that belong together: an object of this name in JSON, a heading in text. Ends with _object_end. */
void kam_calc_print_object_begin(KamCalcPrint *print, const char *name, const char *heading);
void kam_calc_print_object_end(KamCalcPrint *print);

/** A table: an array of objects in JSON, aligned columns in text. Cells go between row_begin and row_end. */
void kam_calc_print_table_begin(KamCalcPrint *print, const char *name);
void kam_calc_print_row_begin(KamCalcPrint *print);
void kam_calc_print_cell_text(KamCalcPrint *print, const char *name, const char *text);
/** Several texts: an array in JSON, joined by commas in text; ends with NULL. */
void kam_calc_print_cell_texts(KamCalcPrint *print, const char *name, const char *const *texts);
void kam_calc_print_cell_count(KamCalcPrint *print, const char *name, guint64 count);
void kam_calc_print_cell_number(KamCalcPrint *print, const char *name, double number);
void kam_calc_print_cell_value(KamCalcPrint *print, const char *name, KamCalcValue value);
void kam_calc_print_row_end(KamCalcPrint *print);
void kam_calc_print_table_end(KamCalcPrint *print);
