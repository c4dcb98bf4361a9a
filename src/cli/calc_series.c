/* Series out of tables: which layout it is, then one reader for each. */
#include "cli/calc_series.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "cli/calc_events.h"
#include "cli/calc_period.h"

#define MAX_PERIODS 100000 /* between the first and the last of a series: more is a wrong period, not a long series */

static const char *const series_names[] = { "series", "series_id", "unique_id", "account", "customer",
                                            "item",   "product",   "name",      "id",      NULL };
static const char *const period_names[] = { "period", "month",   "date", "ds",   "t", "time",
                                            "week",   "quarter", "day",  "year", NULL };
static const char *const value_names[] = { "value",    "y",      "sales", "amount", "net",
                                           "quantity", "demand", "units", "volume", NULL };

static const char *const category_names[] = { "category", "group", "segment", "family", NULL };

static void
series_free(gpointer data)
{
    KamCalcSeries *series = data;

    g_free(series->name);
    g_free(series->category);
    g_free(series->value);
    g_free(series->marks_ahead);
    g_free(series);
}

static GPtrArray *
new_list(void)
{
    return g_ptr_array_new_with_free_func(series_free);
}

/* A row of a long table. */
typedef struct {
    guint series; /* by first appearance */
    gint64 period;
    double value;
    KamCalcEvent event;
    guint line;
} Entry;

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *x = a, *y = b;

    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return x->line < y->line ? -1 : 1;
}

/* The entries of one series, in order; periods between them that are missing stay NaN. */
static KamCalcSeries *
series_from_entries(const Entry entry[], gsize n, const char *name, GError **error)
{
    gint64 length = entry[n - 1].period - entry[0].period + 1;
    KamCalcSeries *series;

    for (gsize i = 1; i < n; i++)
        if (entry[i].period == entry[i - 1].period) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "line %u: the period stands on line %u already for series '%s'; each may come once",
                        entry[i].line, entry[i - 1].line, name);
            return NULL;
        }
    if (length > MAX_PERIODS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "line %u: series '%s' spans more than %d periods up to here; is the period right?",
                    entry[n - 1].line, name, MAX_PERIODS);
        return NULL;
    }
    series = g_new0(KamCalcSeries, 1);
    series->name = g_strdup(name);
    series->first = entry[0].period;
    series->n = (guint)length;
    series->value = g_new(double, series->n);
    for (guint i = 0; i < series->n; i++)
        series->value[i] = NAN;
    for (gsize i = 0; i < n; i++)
        series->value[entry[i].period - entry[0].period] = entry[i].value;
    return series;
}

static gboolean
take_events(KamCalcSeries *series, const Entry entry[], gsize n, GError **error)
{
    g_autofree KamCalcEvent *events = g_new0(KamCalcEvent, series->n);

    for (gsize i = 0; i < n; i++)
        events[entry[i].period - entry[0].period] = entry[i].event;
    return kam_calc_events_take_out(events, series, error);
}

/* What the first row, from its second cell on, holds as periods. Asked before the header is dropped. */
static KamPeriodKind
header_kind(const KamCalcTable *table)
{
    guint columns = kam_calc_table_columns(table);
    g_autofree const char **cells = g_new(const char *, columns + 1);

    for (guint i = 1; i < columns; i++)
        cells[i - 1] = kam_calc_table_cell(table, 0, i);
    return kam_period_kind_of(cells, columns - 1);
}

static gboolean
header_has_dates(const KamCalcTable *table)
{
    KamPeriodKind kind = header_kind(table);

    return kind != KAM_PERIOD_N && kind != KAM_PERIOD_NUMBER;
}

/* What the first column, below the first row, holds as periods. */
static KamPeriodKind
first_column_kind(const KamCalcTable *table)
{
    guint n = kam_calc_table_rows(table);
    g_autofree const char **cells = g_new(const char *, n + 1);

    for (guint row = 1; row < n; row++)
        cells[row - 1] = kam_calc_table_cell(table, row, 0);
    return kam_period_kind_of(cells, n > 0 ? n - 1 : 0);
}

/* Months, quarters or days: then what stands beside them are series, and no column of periods. */
static gboolean
first_column_has_dates(const KamCalcTable *table)
{
    KamPeriodKind kind = first_column_kind(table);

    return kind != KAM_PERIOD_N && kind != KAM_PERIOD_NUMBER;
}

static GPtrArray *
list_from_entries(Entry entry[], gsize n, const GPtrArray *names, GError **error)
{
    g_autoptr(GPtrArray) list = new_list();
    gsize from = 0;

    qsort(entry, n, sizeof *entry, compare_entries);
    while (from < n) {
        gsize to = from + 1;
        KamCalcSeries *series;

        while (to < n && entry[to].series == entry[from].series)
            to++;
        series = series_from_entries(entry + from, to - from, names->pdata[entry[from].series], error);
        if (series == NULL)
            return NULL;
        g_ptr_array_add(list, series);
        if (!take_events(series, entry + from, to - from, error))
            return NULL;
        from = to;
    }
    return g_steal_pointer(&list);
}

static gboolean
read_periods(const KamCalcTable *table, guint column, gint64 period[], const guint group[], GError **error)
{
    guint n = kam_calc_table_rows(table);
    g_autofree const char **cells = g_new(const char *, n + 1);
    KamPeriodKind kind;

    for (guint i = 0; i < n; i++)
        cells[i] = kam_calc_table_cell(table, i, column);
    kind = kam_period_kind_of(cells, n);
    for (guint i = 0; i < n && kind == KAM_PERIOD_N; i++) {
        /* Name the first cell that differs from the kind of the first one. */
        KamPeriodKind first = kam_period_kind_of(cells, 1);
        gint64 ignored;

        if (first != KAM_PERIOD_N && kam_period_parse(cells[i], first, &ignored))
            continue;
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_INVALID,
            "line %u, column %u: '%s' is no period like the others; use numbers, months such as 2024-01, quarters "
            "such as 2024-Q1, or days such as 2024-01-31 throughout",
            kam_calc_table_line(table, i), column + 1, cells[i]);
        return FALSE;
    }
    for (guint i = 0; i < n; i++)
        kam_period_parse(cells[i], kind, &period[i]);
    if (kind == KAM_PERIOD_DAY)
        kam_period_days_to_steps(period, group, n);
    return TRUE;
}

/* Numbers the series by first appearance. */
static void
number_series(const KamCalcTable *table, gint column, guint group[], GPtrArray *names)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < kam_calc_table_rows(table); i++) {
        const char *name = column < 0 ? "series" : kam_calc_table_cell(table, i, (guint)column);
        gpointer found;

        if (!g_hash_table_lookup_extended(known, name, NULL, &found)) {
            found = GUINT_TO_POINTER(names->len);
            g_hash_table_insert(known, (gpointer)(guintptr)name, found);
            g_ptr_array_add(names, (gpointer)(guintptr)name);
        }
        group[i] = GPOINTER_TO_UINT(found);
    }
}

/* Where a long table has what; below 0: nowhere. Without a period, rows are in order of time. */
typedef struct {
    gint series, period;
    guint value;
    const KamCalcEvent *events; /* one per row, or NULL */
} Columns;

static GPtrArray *
read_long(const KamCalcTable *table, const Columns *columns, const char *decimal, GError **error)
{
    guint n = kam_calc_table_rows(table);
    g_autofree guint *group = g_new(guint, n + 1);
    g_autofree gint64 *period = g_new(gint64, n + 1);
    g_autofree Entry *entry = g_new(Entry, n + 1);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree double *value = kam_calc_table_numbers_or(table, columns->value, NAN, decimal, error);

    if (value == NULL)
        return NULL;
    number_series(table, columns->series, group, names);
    for (guint i = 0; i < n; i++)
        period[i] = i;
    if (columns->period >= 0 && !read_periods(table, (guint)columns->period, period, group, error))
        return NULL;
    for (guint i = 0; i < n; i++)
        entry[i] = (Entry) { .series = group[i],
                             .period = period[i],
                             .value = value[i],
                             .event = columns->events != NULL ? columns->events[i] : (KamCalcEvent) { 0 },
                             .line = kam_calc_table_line(table, i) };
    return list_from_entries(entry, n, names, error);
}

/* Where periods are only counted, series of a table stand side by side from their first value on, and the empty cells
 * behind the shorter ones are no values that are missing. Where periods have dates, they are. */
static void
drop_empty_end(KamCalcSeries *series)
{
    while (series->n > 0 && isnan(series->value[series->n - 1]))
        series->n--;
}

static GPtrArray *
read_columns(KamCalcTable *table, const char *decimal, GError **error)
{
    g_autoptr(GPtrArray) list = new_list();
    gboolean has_dates;

    kam_calc_table_take_header(table);
    has_dates = first_column_has_dates(table);
    for (guint column = 1; column < kam_calc_table_columns(table); column++) {
        const Columns one_series = { .series = -1, .period = 0, .value = column };
        g_autoptr(GPtrArray) one = read_long(table, &one_series, decimal, error);
        KamCalcSeries *series;

        if (one == NULL)
            return NULL;
        series = g_ptr_array_steal_index(one, 0);
        g_free(series->name);
        series->name = g_strdup(kam_calc_table_header(table, column));
        if (!has_dates)
            drop_empty_end(series);
        g_ptr_array_add(list, series);
    }
    return g_steal_pointer(&list);
}

static GPtrArray *
read_rows(KamCalcTable *table, const char *decimal, GError **error)
{
    g_autoptr(GPtrArray) list = new_list();
    guint n, columns = kam_calc_table_columns(table);
    const gboolean has_dates = header_has_dates(table);

    kam_calc_table_take_header(table);
    n = kam_calc_table_rows(table);
    for (guint row = 0; row < n; row++) {
        KamCalcSeries *series = g_new0(KamCalcSeries, 1);

        series->name = g_strdup(kam_calc_table_cell(table, row, 0));
        series->n = columns - 1;
        series->value = g_new(double, columns);
        g_ptr_array_add(list, series);
    }
    for (guint column = 1; column < columns; column++) {
        g_autofree double *value = kam_calc_table_numbers_or(table, column, NAN, decimal, error);

        if (value == NULL)
            return NULL;
        for (guint row = 0; row < n; row++)
            ((KamCalcSeries *)list->pdata[row])->value[column - 1] = value[row];
    }
    for (guint row = 0; !has_dates && row < n; row++)
        drop_empty_end(list->pdata[row]);
    return g_steal_pointer(&list);
}

/* Categories of the series of a long table, whose names are in the same order as the list. */
static void
take_categories(const KamCalcTable *table, gint series_column, gint category_column, GPtrArray *list)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < list->len; i++)
        g_hash_table_insert(known, ((KamCalcSeries *)list->pdata[i])->name, list->pdata[i]);
    for (guint row = 0; row < kam_calc_table_rows(table); row++) {
        KamCalcSeries *series = g_hash_table_lookup(known, kam_calc_table_cell(table, row, (guint)series_column));

        if (series != NULL && series->category == NULL)
            series->category = g_strdup(kam_calc_table_cell(table, row, (guint)category_column));
    }
}

static gboolean
is_filled(const KamCalcTable *table, gint column)
{
    for (guint row = 0; row < kam_calc_table_rows(table); row++)
        if (*kam_calc_table_cell(table, row, (guint)column) == '\0')
            return FALSE;
    return TRUE;
}

/* The first by name whose cells are all filled: where months are known for a part of the series only, a running number
 * beside them serves all. Without such a column the first by name, whose empty cell is then complained of. */
static gint
find_period(const KamCalcTable *table)
{
    for (guint i = 0; period_names[i] != NULL; i++) {
        const char *const name[] = { period_names[i], NULL };
        gint column = kam_calc_table_find(table, name);

        if (column >= 0 && is_filled(table, column))
            return column;
    }
    return kam_calc_table_find(table, period_names);
}

static GPtrArray *
read_named(KamCalcTable *table, guint value, const char *decimal, GError **error)
{
    const gint category = kam_calc_table_find(table, category_names);
    Columns columns = { kam_calc_table_find(table, series_names), find_period(table), value, NULL };
    g_autofree KamCalcEvent *events = NULL;
    GPtrArray *list;

    kam_calc_table_take_header(table);
    events = kam_calc_events_read(table, decimal, error);
    if (events == NULL)
        return NULL;
    columns.events = events;
    list = read_long(table, &columns, decimal, error);
    if (list != NULL && columns.series >= 0 && category >= 0)
        take_categories(table, columns.series, category, list);
    return list;
}

/* The last three, two or one of series, period, value. */
static GPtrArray *
read_by_position(KamCalcTable *table, const char *decimal, GError **error)
{
    const guint n = MIN(kam_calc_table_columns(table), 3);
    const Columns columns = { .series = n == 3 ? 0 : -1, .period = (gint)n - 2, .value = n - 1 };

    kam_calc_table_drop_header(table, n - 1);
    return read_long(table, &columns, decimal, error);
}

static GPtrArray *
read_found_long(KamCalcTable *table, const char *decimal, GError **error)
{
    const gint value = kam_calc_table_find(table, value_names);

    return value >= 0 ? read_named(table, (guint)value, decimal, error) : read_by_position(table, decimal, error);
}

/* Wide tables have the series in rows when the header holds periods, or when the first column holds names: neither
 * dates nor numbers. */
static const char *
find_layout(const KamCalcTable *table)
{
    guint columns = kam_calc_table_columns(table);

    if (columns <= 2 || kam_calc_table_find(table, value_names) >= 0)
        return "long";
    if (columns == 3 && !first_column_has_dates(table))
        return "long";
    if (header_kind(table) != KAM_PERIOD_N || first_column_kind(table) == KAM_PERIOD_N)
        return "rows";
    return "columns";
}

GPtrArray *
kam_calc_series_read(KamCalcTable *table, const char *layout, const char *decimal, GError **error)
{
    if (kam_calc_table_rows(table) == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no rows: the table is empty");
        return NULL;
    }
    if (layout == NULL)
        layout = find_layout(table);
    if (strcmp(layout, "long") == 0)
        return read_found_long(table, decimal, error);
    if (strcmp(layout, "rows") == 0)
        return read_rows(table, decimal, error);
    if (strcmp(layout, "columns") == 0)
        return read_columns(table, decimal, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--layout does not know '%s'; it takes long, columns or rows",
                layout);
    return NULL;
}
