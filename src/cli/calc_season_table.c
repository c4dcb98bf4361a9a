/* Series out of a small table: see calc_season_table.h. */
#include "cli/calc_season_table.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "cli/calc_period.h"

/* No series is longer: a typing error in a year must not ask for gigabytes. */
#define MAX_PERIODS 100000

typedef struct {
    guint series, period, value;
    gint category; /* -1: there is none */
} Columns;

static const char *const series_names[] = { "series", "account", "customer", "name", "product", "item", NULL };
static const char *const period_names[] = { "period", "month", "date", "quarter", "time", NULL };
static const char *const value_names[] = { "value", "sales", "amount", "revenue", "quantity", "demand", NULL };
static const char *const category_names[] = { "category", "group", NULL };

static guint
column_or(const KamCalcTable *table, const char *const names[], guint place)
{
    gint found = kam_calc_table_find(table, names);

    return found >= 0 ? (guint)found : place;
}

static Columns
find_columns(KamCalcTable *table)
{
    Columns columns = { column_or(table, series_names, 0), column_or(table, period_names, 1),
                        column_or(table, value_names, 2), kam_calc_table_find(table, category_names) };

    kam_calc_table_drop_header(table, columns.value);
    return columns;
}

static void
series_free(gpointer data)
{
    KamCalcSeason *series = data;

    g_free(series->name);
    g_free(series->category);
    g_array_unref(series->values);
    g_free(series);
}

static gboolean
period_of(const char *cell, guint season, gint64 *period)
{
    gint64 number;

    if (kam_period_parse(cell, KAM_PERIOD_NUMBER, &number) && ABS(number) <= MAX_PERIODS)
        *period = number - 1;
    else if (kam_period_parse(cell, KAM_PERIOD_MONTH, &number))
        *period = season == 4 ? number / 3 : number;
    else if (kam_period_parse(cell, KAM_PERIOD_QUARTER, &number))
        *period = number;
    else if (kam_period_parse(cell, KAM_PERIOD_DAY, &number))
        *period = kam_month_of_day((gint32)number) / (season == 4 ? 3 : 1);
    else
        return FALSE;
    return TRUE;
}

static KamCalcSeason *
series_of(GPtrArray *all, GHashTable *by_name, const char *name, const char *category)
{
    KamCalcSeason *series = g_hash_table_lookup(by_name, name);

    if (series != NULL)
        return series;
    series = g_new0(KamCalcSeason, 1);
    series->name = g_strdup(name);
    series->category = g_strdup(category);
    series->values = g_array_new(FALSE, FALSE, sizeof(double));
    g_hash_table_insert(by_name, series->name, series);
    g_ptr_array_add(all, series);
    return series;
}

/* Missing periods before, up to and behind those that are known become NaN. FALSE when that would be too many. */
static gboolean
make_room(KamCalcSeason *series, gint64 period)
{
    const double missing = NAN;

    if (series->values->len == 0)
        series->first = series->last = period;
    if (MAX(series->last, period) - MIN(series->first, period) >= MAX_PERIODS)
        return FALSE;
    for (; series->first > period; series->first--)
        g_array_prepend_val(series->values, missing);
    series->last = MAX(series->last, period);
    while ((gint64)series->values->len <= series->last - series->first)
        g_array_append_val(series->values, missing);
    return TRUE;
}

static gboolean
add_value(KamCalcSeason *series, gint64 period, double value)
{
    double *place;

    if (!make_room(series, period))
        return FALSE;
    place = &g_array_index(series->values, double, period - series->first);
    *place = isnan(*place) ? value : *place + value;
    return TRUE;
}

static gboolean
take_row(const KamCalcTable *table, guint row, const Columns *columns, guint season, double value, GPtrArray *all,
         GHashTable *by_name, GError **error)
{
    const char *cell = kam_calc_table_cell(table, row, columns->period);
    const char *category = columns->category >= 0 ? kam_calc_table_cell(table, row, (guint)columns->category) : "";
    gint64 period;

    if (!period_of(cell, season, &period)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "line %u, column %u: '%s' is no period; write 2024-05, a date or a whole number",
                    kam_calc_table_line(table, row), columns->period + 1, cell);
        return FALSE;
    }
    if (add_value(series_of(all, by_name, kam_calc_table_cell(table, row, columns->series), category), period, value))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "line %u, column %u: '%s' is more than %d periods away from the others of its series",
                kam_calc_table_line(table, row), columns->period + 1, cell, MAX_PERIODS);
    return FALSE;
}

GPtrArray *
kam_calc_season_read(KamCalcTable *table, guint season, const char *decimal, GError **error)
{
    const Columns columns = find_columns(table);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(series_free);
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree double *values = kam_calc_table_numbers(table, columns.value, decimal, error);

    if (values == NULL)
        return NULL;
    for (guint row = 0; row < kam_calc_table_rows(table); row++)
        if (!take_row(table, row, &columns, season, values[row], all, by_name, error))
            return NULL;
    for (guint i = 0; i < all->len; i++) {
        KamCalcSeason *series = g_ptr_array_index(all, i);
        gint64 part = series->first % (gint64)season;

        series->phase = (guint)(part < 0 ? part + season : part);
    }
    return g_steal_pointer(&all);
}
