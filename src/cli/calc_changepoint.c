/* kamen calc changepoint: day,unit,lines -> from when on one unit buys for all, by kamen/changepoint.h. */
#include <math.h>
#include <string.h>

#include <kamen/changepoint.h>

#include "base/date.h"
#include "base/dict.h"
#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

#define WEEK_DAYS 7
#define MAX_CELLS 10000000 /* units times weeks */

typedef struct {
    gboolean json;
    const char *decimal;
} Options;

typedef struct {
    guint rows;
    gint32 *day, first_day;
    double *lines;
    KamDict *units;
    guint32 *unit;
    KamPurchases purchases;
    double *cells; /* what the purchases stand in */
} Documents;

static const char *const day_names[] = { "day", "date", NULL };
static const char *const unit_names[] = { "unit", "company", "account", "customer", NULL };
static const char *const lines_names[] = { "lines", "quantity", "amount", NULL };

static void
documents_clear(Documents *d)
{
    g_free(d->day);
    g_free(d->lines);
    g_free(d->unit);
    g_free(d->cells);
    g_clear_pointer(&d->units, kam_dict_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Documents, documents_clear)

static gboolean
find_columns(KamCalcTable *table, guint column[3], GError **error)
{
    gint day = kam_calc_table_find(table, day_names), unit = kam_calc_table_find(table, unit_names);
    gint lines = kam_calc_table_find(table, lines_names);

    if (day >= 0 && unit >= 0 && lines >= 0)
        kam_calc_table_take_header(table);
    else {
        day = 0;
        unit = 1;
        lines = 2;
        kam_calc_table_drop_header(table, 0);
    }
    column[0] = (guint)day;
    column[1] = (guint)unit;
    column[2] = (guint)lines;
    if (kam_calc_table_rows(table) > 0 && kam_calc_table_columns(table) >= 3)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the table has no rows of day,unit,lines");
    return FALSE;
}

static void
number_units(Documents *d, const KamCalcTable *table, guint column)
{
    d->units = kam_dict_new();
    d->unit = g_new(guint32, d->rows);
    for (guint row = 0; row < d->rows; row++) {
        const char *cell = kam_calc_table_cell(table, row, column);

        d->unit[row] = kam_dict_add(d->units, cell, strlen(cell), NULL);
    }
}

static gboolean
count_weeks(Documents *d, GError **error)
{
    gint32 last_day = d->day[0];
    guint64 weeks;

    d->first_day = d->day[0];
    for (guint row = 0; row < d->rows; row++) {
        d->first_day = MIN(d->first_day, d->day[row]);
        last_day = MAX(last_day, d->day[row]);
    }
    weeks = (guint64)(last_day - d->first_day) / WEEK_DAYS + 1;
    d->purchases.n_units = kam_dict_size(d->units);
    d->purchases.n_periods = weeks;
    if (weeks * d->purchases.n_units <= MAX_CELLS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "%u units over %" G_GUINT64_FORMAT " weeks are too many",
                kam_dict_size(d->units), weeks);
    return FALSE;
}

static gboolean
fill_weeks(Documents *d, const KamCalcTable *table, GError **error)
{
    gsize n = d->purchases.n_units * d->purchases.n_periods;

    d->cells = g_new0(double, 4 * n);
    d->purchases.occasions = d->cells;
    d->purchases.documents = d->cells + n;
    d->purchases.lines = d->cells + 2 * n;
    d->purchases.squares = d->cells + 3 * n;
    for (guint row = 0; row < d->rows; row++) {
        gsize at = d->unit[row] * d->purchases.n_periods + (gsize)((d->day[row] - d->first_day) / WEEK_DAYS);

        if (!(d->lines[row] >= 0)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u: lines below 0; leave returns out",
                        kam_calc_table_line(table, row));
            return FALSE;
        }
        d->cells[at]++;
        d->cells[n + at] += d->lines[row] > 0;
        d->cells[2 * n + at] += d->lines[row];
        d->cells[3 * n + at] += d->lines[row] * d->lines[row];
    }
    return TRUE;
}

static gboolean
documents_read(Documents *d, KamCalcTable *table, const char *decimal, GError **error)
{
    guint column[3];

    if (!find_columns(table, column, error))
        return FALSE;
    d->rows = kam_calc_table_rows(table);
    d->day = kam_calc_table_days(table, column[0], NULL, error);
    d->lines = d->day == NULL ? NULL : kam_calc_table_numbers(table, column[2], decimal, error);
    if (d->lines == NULL)
        return FALSE;
    number_units(d, table, column[1]);
    return count_weeks(d, error) && fill_weeks(d, table, error);
}

static void
print_day(KamCalcPrint *print, const char *name, const char *label, gint32 day)
{
    char text[11];

    kam_day_to_iso(day, text);
    kam_calc_print_text(print, name, label, text);
}

static void
print_units(KamCalcPrint *print, const Documents *d, gsize period)
{
    kam_calc_print_table_begin(print, "units");
    for (guint32 u = 0; u < kam_dict_size(d->units); u++) {
        guint before[2] = { 0 }, after[2] = { 0 };

        for (gsize t = 0; t < d->purchases.n_periods; t++) {
            guint *count = t < period ? before : after;

            count[0] += (guint)d->purchases.occasions[u * d->purchases.n_periods + t];
            count[1] += (guint)d->purchases.documents[u * d->purchases.n_periods + t];
        }
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "unit", kam_dict_key(d->units, u, NULL));
        kam_calc_print_cell_count(print, "before", before[1]);
        kam_calc_print_cell_count(print, "of_documents", before[0]);
        kam_calc_print_cell_count(print, "after", after[1]);
        kam_calc_print_cell_count(print, "of_documents_after", after[0]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_result(const Documents *d, const KamChangepoint *r, gboolean json)
{
    KamCalcPrint print;

    kam_calc_print_begin(&print, json, "changepoint", "Central purchasing");
    kam_calc_print_flag(&print, "is_found", "buying moved to one unit", r->is_found != 0);
    kam_calc_print_flag(&print, "is_suspected", "perhaps, worth a question", r->is_suspected != 0);
    kam_calc_print_number(&print, "confidence", "probability", r->confidence);
    kam_calc_print_number(&print, "log10_evidence", "evidence against no change, powers of ten",
                          r->log_evidence / log(10));
    kam_calc_print_text(&print, "centre", "most probably to", kam_dict_key(d->units, (guint32)r->centre, NULL));
    print_day(&print, "since", "since the week of", d->first_day + WEEK_DAYS * (gint32)r->period);
    print_day(&print, "since_from", "  from", d->first_day + WEEK_DAYS * (gint32)r->lower);
    print_day(&print, "since_to", "  to", d->first_day + WEEK_DAYS * (gint32)r->upper);
    print_units(&print, d, r->period);
    kam_calc_print_end(&print);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_auto(Documents) documents = { 0 };
    g_autofree double *work = NULL;
    KamChangepoint result;
    KamCalcStatus status;

    if (table == NULL || !documents_read(&documents, table, options->decimal, error))
        return -1;
    work = g_new(double, kam_changepoint_work_length(documents.purchases.n_units, documents.purchases.n_periods));
    status = kam_changepoint_centralisation(&documents.purchases, &kam_changepoint_usual_prior, work, &result, NULL);
    if (status != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s: two units must have bought, over two weeks",
                    kam_calc_status_text(status));
        return -1;
    }
    print_result(&documents, &result, options->json);
    return KAM_EXIT_DONE;
}

static int
changepoint_run(int argc, char **argv, GError **error)
{
    Options options = { 0 };
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_changepoint, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    path = kam_calc_file_argument(&kam_calc_changepoint, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_changepoint = {
    .name = "calc changepoint",
    .arguments = "FILE",
    .summary = "from when on one unit of a group buys a category for all",
    .help =
        "FILE has a row for each document of a group: day,unit,lines. lines is how many lines of the category stand on it;\n"
        "0 for a document without the category: how often a unit buys other things tells whether it stopped buying this one\n"
        "or stopped buying. Returns are left out. 'kamen analyze purchasing' asks it of all groups of a database.\n\n"
        "Example:\n"
        "  kamen calc changepoint documents.csv",
    .run = changepoint_run,
};
