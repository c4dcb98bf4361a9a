/* Events of a table: read, taken out of the history, kept for what is to come. */
#include "cli/calc_events.h"

#include <kamen/series.h>
#include <math.h>
#include <string.h>

#include "base/error.h"

static const char *const event_names[] = { "event", NULL };
static const char *const one_off_names[] = { "one_off", NULL };

static gboolean
read_word(const KamCalcTable *table, guint row, guint column, guint8 *marks, GError **error)
{
    const char *word = kam_calc_table_cell(table, row, column);

    if (*word == '\0')
        *marks = 0;
    else if (g_ascii_strcasecmp(word, "closed") == 0)
        *marks = KAM_SERIES_CLOSED;
    else if (g_ascii_strcasecmp(word, "event") == 0)
        *marks = KAM_SERIES_EVENT;
    else {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "line %u, column %u: event does not know '%s'; it takes 'closed' (nobody could buy), 'event' "
                    "(unlike the periods to come), or nothing",
                    kam_calc_table_line(table, row), column + 1, word);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_amounts(const KamCalcTable *table, guint column, const char *decimal, KamCalcEvent events[], GError **error)
{
    g_autofree double *amount = kam_calc_table_numbers_or(table, column, 0, decimal, error);

    if (amount == NULL)
        return FALSE;
    for (guint row = 0; row < kam_calc_table_rows(table); row++) {
        if (!(amount[row] >= 0)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "line %u, column %u: a one-off order of %g; it is a part of the value, 0 or more",
                        kam_calc_table_line(table, row), column + 1, amount[row]);
            return FALSE;
        }
        events[row].one_off = amount[row];
    }
    return TRUE;
}

KamCalcEvent *
kam_calc_events_read(const KamCalcTable *table, const char *decimal, GError **error)
{
    const gint word = kam_calc_table_find(table, event_names), amount = kam_calc_table_find(table, one_off_names);
    const guint n = kam_calc_table_rows(table);
    g_autofree KamCalcEvent *events = g_new0(KamCalcEvent, n + 1);

    for (guint row = 0; word >= 0 && row < n; row++)
        if (!read_word(table, row, (guint)word, &events[row].marks, error))
            return NULL;
    if (amount >= 0 && !read_amounts(table, (guint)amount, decimal, events, error))
        return NULL;
    return g_steal_pointer(&events);
}

/* Behind the last value nothing is known but marks: where there is one, those periods are to come. */
static void
keep_ahead(const guint8 marks[], KamCalcSeries *series)
{
    guint known = series->n, marked = 0;

    while (known > 0 && isnan(series->value[known - 1]))
        known--;
    for (guint t = known; t < series->n; t++)
        marked += marks[t] != 0;
    if (known == 0 || marked == 0)
        return;
    series->n_ahead = series->n - known;
    series->marks_ahead = g_memdup2(marks + known, series->n_ahead);
    series->n = known;
}

gboolean
kam_calc_events_take_out(const KamCalcEvent events[], KamCalcSeries *series, GError **error)
{
    g_autofree guint8 *marks = g_new(guint8, series->n + 1);
    g_autofree double *one_off = g_new(double, series->n + 1);

    for (guint t = 0; t < series->n; t++) {
        marks[t] = events[t].marks;
        one_off[t] = events[t].one_off;
    }
    keep_ahead(marks, series);
    for (guint t = 0; t < series->n; t++)
        series->n_events += marks[t] != 0 || one_off[t] > 0;
    if (series->n_events == 0 ||
        kam_series_regular(series->value, one_off, marks, series->n, series->value) == KAM_CALC_OK)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "series '%s': every period is marked as closed or an event; nothing is left to learn from",
                series->name);
    return FALSE;
}
