/* Reading the data sets that tests check libkamen against, and small helpers on numbers. Not part of the repository:
 * see KAMEN_DATA in CONTRIBUTING; a test whose data are absent skips itself. */
#pragma once

#include <glib.h>

/* A CSV file, plain or gzip, as rows of cells; the header line is row 0. */
typedef struct {
    GPtrArray *rows; /* of GPtrArray of char* */
} Data;

void data_free(Data *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Data, data_free)

/* NULL, and the running test marked as skipped, when the file is absent. */
Data *data_read(const char *name);

guint data_rows(const Data *data); /* without the header */
guint data_column(const Data *data, const char *name);
const char *data_text(const Data *data, guint row, guint column); /* row 0 is the first below the header */
double data_number(const Data *data, guint row, guint column);

/* Sums by key, in order of first appearance. */
typedef struct {
    GHashTable *index; /* key -> number + 1 */
    GPtrArray *keys;
    GArray *sums; /* double */
} Totals;

Totals *totals_new(void);
void totals_free(Totals *totals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Totals, totals_free)
guint totals_add(Totals *totals, const char *key, double amount); /* the key's number */
guint totals_size(const Totals *totals);
double *totals_values(const Totals *totals);

/* Fails with both numbers when |actual - expected| > tolerance. */
#define assert_near(actual, expected, tolerance) g_assert_cmpfloat_with_epsilon(actual, expected, tolerance)
