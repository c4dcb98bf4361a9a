/* kamen calc trend: holder,period,value -> what of a concentration is chance, and whether it moves. */
#include <math.h>

#include <kamen/concentration.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_season_table.h"

#define MONTHS 12
#define QUARTERS 4

typedef struct {
    gboolean json;
    guint season, top;
    char *decimal;
} Options;

/* Amounts of all holders over all periods. */
typedef struct {
    gsize n, periods;
    double *amount; /* row-major */
    const GPtrArray *holders;
} Amounts;

static Amounts
amounts_of(const GPtrArray *holders)
{
    gint64 first = G_MAXINT64, last = G_MININT64;
    Amounts amounts = { .n = holders->len, .holders = holders };

    for (guint i = 0; i < holders->len; i++) {
        const KamCalcSeason *holder = g_ptr_array_index(holders, i);

        first = MIN(first, holder->first);
        last = MAX(last, holder->last);
    }
    amounts.periods = (gsize)(last - first + 1);
    amounts.amount = g_new0(double, amounts.n *amounts.periods + 1);
    for (guint i = 0; i < holders->len; i++) {
        const KamCalcSeason *holder = g_ptr_array_index(holders, i);

        for (guint t = 0; t < holder->values->len; t++) {
            double value = g_array_index(holder->values, double, t);

            amounts.amount[i * amounts.periods + (gsize)(holder->first - first) + t] = isnan(value) ? 0 : value;
        }
    }
    return amounts;
}

static void
print_level(KamCalcPrint *print, const char *key, const char *label, const KamConcentrationLevel *level)
{
    g_autofree char *of_level = g_strconcat(key, "_level", NULL), *lower = g_strconcat(key, "_lower", NULL),
                    *upper = g_strconcat(key, "_upper", NULL);

    kam_calc_print_number(print, key, label, level->value);
    kam_calc_print_number(print, of_level, "  without chance", level->level);
    kam_calc_print_number(print, lower, "  95 % from", level->lower);
    kam_calc_print_number(print, upper, "  95 % to", level->upper);
}

static gboolean
print_levels(KamCalcPrint *print, const Amounts *amounts, guint top, GError **error)
{
    g_autofree double *work = g_new(double, amounts->n + 3 * amounts->periods);
    KamConcentrationLevel hhi, share;
    KamCalcStatus status =
        kam_concentration_level(amounts->amount, amounts->n, amounts->periods, top, work, &hhi, &share);

    if (status != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no level: %s; it takes 4 periods and two holders whose sum is above 0",
                    kam_calc_status_text(status));
        return FALSE;
    }
    kam_calc_print_heading(print, "Over all periods");
    print_level(print, "hhi", "Herfindahl-Hirschman index (0..1)", &hhi);
    print_level(print, "top_share", "share of the largest", &share);
    return TRUE;
}

/* Both figures of one period; NaN where nobody has anything. */
static void
measure_period(const Amounts *amounts, gsize period, guint top, double *hhi, double *share)
{
    g_autofree double *column = g_new(double, amounts->n + 1), *ordered = g_new(double, amounts->n + 1);
    KamConcentration summary;

    for (gsize i = 0; i < amounts->n; i++)
        column[i] = fmax(amounts->amount[i * amounts->periods + period], 0);
    *hhi = *share = (double)NAN;
    if (kam_concentration_summary(column, amounts->n, ordered, &summary) != KAM_CALC_OK)
        return;
    *hhi = summary.hhi;
    kam_concentration_top(ordered, amounts->n, MIN(top, amounts->n), share);
}

static void
print_slope(KamCalcPrint *print, const char *key, const char *label, const double figure[], gsize n, guint season)
{
    g_autofree char *name = g_strconcat(key, "_slope", NULL), *lower = g_strconcat(key, "_slope_lower", NULL),
                    *upper = g_strconcat(key, "_slope_upper", NULL);
    KamConcentrationSlope slope;

    if (kam_concentration_slope(figure, n, season, &slope) != KAM_CALC_OK)
        return;
    kam_calc_print_number(print, name, label, slope.value);
    kam_calc_print_number(print, lower, "  95 % from", slope.lower);
    kam_calc_print_number(print, upper, "  95 % to", slope.upper);
}

/* The last whole years of periods. */
static void
print_slopes(KamCalcPrint *print, const Amounts *amounts, const Options *options)
{
    gsize n = amounts->periods / options->season * options->season, from = amounts->periods - n;
    g_autofree double *hhi = g_new(double, n + 1), *share = g_new(double, n + 1);

    for (gsize t = 0; t < n; t++)
        measure_period(amounts, from + t, options->top, &hhi[t], &share[t]);
    kam_calc_print_heading(print, "A year, over whole years");
    kam_calc_print_count(print, "slope_periods", "periods", n);
    print_slope(print, "hhi", "Herfindahl-Hirschman index", hhi, n, options->season);
    print_slope(print, "top_share", "share of the largest", share, n, options->season);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autoptr(GPtrArray) holders =
        table == NULL ? NULL : kam_calc_season_read(table, options->season, options->decimal, error);
    g_autofree double *amount = NULL;
    Amounts amounts;
    KamCalcPrint print;

    if (holders == NULL)
        return -1;
    amounts = amounts_of(holders);
    amount = amounts.amount;
    kam_calc_print_begin(&print, options->json, "trend", "Concentration in time");
    kam_calc_print_count(&print, "holders", "holders", amounts.n);
    kam_calc_print_count(&print, "periods", "periods", amounts.periods);
    if (!print_levels(&print, &amounts, options->top, error))
        return -1;
    print_slopes(&print, &amounts, options);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

static gboolean
check_options(const Options *options, int season, int top, GError **error)
{
    if (season != QUARTERS && season != MONTHS)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "--season does not know '%d'; it takes 4 (quarters) or 12 (months)", season);
    else if (top < 1 || top > KAM_CONCENTRATION_TOP_MAX)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--top does not know '%d'; it takes 1 to %d", top,
                    KAM_CONCENTRATION_TOP_MAX);
    else
        return options != NULL;
    return FALSE;
}

static int
trend_run(int argc, char **argv, GError **error)
{
    g_autofree char *decimal = NULL;
    Options options = { 0 };
    int season = MONTHS, top = 10;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "season", 0, 0, G_OPTION_ARG_INT, &season, "periods of a year: 12 months (default) or 4 quarters", "N" },
        { "top", 0, 0, G_OPTION_ARG_INT, &top, "the share of the so many largest (10)", "N" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_trend, entries, &argc, &argv, error) || !check_options(&options, season, top, error))
        return -1;
    options.season = (guint)season;
    options.top = (guint)top;
    options.decimal = decimal;
    path = kam_calc_file_argument(&kam_calc_trend, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_trend = {
    .name = "calc trend",
    .summary = "concentration over periods: what of it is chance, and whether it moves",
    .arguments = "FILE",
    .help =
        "FILE has the columns holder, period, value; '-' reads standard input. Periods are months (2024-05, or any\n"
        "date) or quarters (2024-Q2); values of a period are added up.\n"
        "\n"
        "Whoever buys rarely has a large or a small sum by chance, which makes sums look more unequal than their\n"
        "holders are: the level is what is left without it, with an interval of 95 %. The slope compares a year with\n"
        "another, over the last whole years, two at least.\n"
        "\n"
        "  kamen calc trend --season 4 --top 5 sales.csv\n",
    .run = trend_run,
};
