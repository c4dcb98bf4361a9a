/* kamen calc intermittent: demand per period -> the rate and the totals of kamen/intermittent.h. */
#include <kamen/intermittent.h>
#include <string.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

#define DEFAULT_HORIZON 12
#define DEFAULT_LEVEL 95

typedef struct {
    gboolean json, path;
    const char *decimal, *method, *start;
    double level_percent;
    int horizon;
    KamIntermittentOptions fit;
} Options;

static const char *const value_names[] = { "value", "demand", "quantity", "sales", "amount", "revenue", "y", NULL };

/* Pieces of a column named after what it holds, else of the second one: the first is the period. */
static guint
value_column(KamCalcTable *table)
{
    gint found = kam_calc_table_find(table, value_names);
    guint column = kam_calc_table_columns(table) > 1 ? 1 : 0;

    if (found >= 0) {
        kam_calc_table_take_header(table);
        return (guint)found;
    }
    kam_calc_table_drop_header(table, column);
    return column;
}

static gboolean
refuse(KamCalcStatus status, const char *way_out, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no forecast: %s; %s", kam_calc_status_text(status), way_out);
    return FALSE;
}

/* Parameters that are given are tried as the books do, from the first demand; searched ones would be misled by it. */
static gboolean
fit_demand(const double *demand, size_t n, const Options *options, KamIntermittentFit *fit, GError **error)
{
    KamIntermittentOptions used = options->fit;
    KamDemandProfile profile;
    KamCalcStatus status;

    if (strcmp(options->method, "auto") == 0) {
        status = kam_intermittent_profile(demand, n, &profile);
        used.method = status == KAM_CALC_OK ? kam_intermittent_choose(&profile) : KAM_INTERMITTENT_SBA;
    }
    if (options->start == NULL)
        used.start = used.alpha > 0 ? KAM_INTERMITTENT_FIRST : KAM_INTERMITTENT_MEAN;
    status = kam_intermittent_fit(demand, n, &used, fit);
    if (status == KAM_CALC_EMPTY)
        return refuse(status, "a period with a demand is needed", error);
    if (status == KAM_CALC_TOO_FEW)
        return refuse(status, "adida needs two blocks of --block periods", error);
    return status == KAM_CALC_OK || refuse(status, "demand is 0 or more", error);
}

static gboolean
check_demand(const KamCalcTable *table, guint column, const double *demand, size_t n, GError **error)
{
    for (size_t t = 0; t < n; t++)
        if (demand[t] < 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "line %u, column %u: %g is below 0; take returns off the demand they belong to",
                        kam_calc_table_line(table, (guint)t), column + 1, demand[t]);
            return FALSE;
        }
    return TRUE;
}

static void
print_profile(KamCalcPrint *print, const double *demand, size_t n)
{
    KamDemandProfile profile;

    if (kam_intermittent_profile(demand, n, &profile) != KAM_CALC_OK) {
        kam_calc_print_text(print, "pattern", "pattern", "too few demands to tell");
        return;
    }
    kam_calc_print_text(print, "pattern", "pattern", kam_demand_pattern_text(profile.pattern));
    kam_calc_print_number(print, "mean_interval", "mean interval (seldom above 1.32)", profile.mean_interval);
    kam_calc_print_number(print, "mean_size", "mean size of a demand", profile.mean_size);
    kam_calc_print_number(print, "size_variation", "squared variation of sizes (uneven above 0.49)",
                          profile.size_variation);
    kam_calc_print_count(print, "n_quiet", "periods without demand at the end", profile.n_quiet);
    kam_calc_print_number(print, "quiet_chance", "  chance of that if nothing has changed", profile.quiet_chance);
}

static void
print_fit(KamCalcPrint *print, const KamIntermittentFit *fit)
{
    kam_calc_print_heading(print, "Forecast");
    kam_calc_print_text(print, "method", "method", kam_intermittent_method_text(fit->method));
    kam_calc_print_number(print, "alpha", "smoothing of the sizes (adida: blocks)", fit->alpha);
    if (fit->method == KAM_INTERMITTENT_ADIDA)
        kam_calc_print_count(print, "block", "periods in a block", fit->block);
    else
        kam_calc_print_number(print, "beta", "smoothing of the intervals (tsb: chance)", fit->beta);
    kam_calc_print_number(print, "size", "size of a demand", fit->size);
    kam_calc_print_number(print, "interval", "interval", fit->interval);
    kam_calc_print_number(print, "rate", "demand per period", fit->rate);
    kam_calc_print_number(print, "std_error", "  standard error", fit->std_error);
    kam_calc_print_value(print, "rate_error", "  error against the rate so far, in sample", fit->rate_error);
}

static gboolean
print_total(KamCalcPrint *print, const KamIntermittentFit *fit, const Options *options, GError **error)
{
    KamIntermittentTotal total;
    KamCalcStatus status = kam_intermittent_total(fit, (size_t)options->horizon, options->level_percent / 100, &total);

    if (status != KAM_CALC_OK && status != KAM_CALC_EMPTY)
        return refuse(status, "sizes are too uneven for an interval", error);
    if (status == KAM_CALC_EMPTY)
        total = (KamIntermittentTotal) { .none = 1 };
    kam_calc_print_object_begin(print, "total", "Total of the horizon");
    kam_calc_print_count(print, "horizon", "periods", (guint64)options->horizon);
    kam_calc_print_number(print, "expected", "expected", total.expected);
    kam_calc_print_number(print, "std_error", "  standard error", total.std_error);
    kam_calc_print_number(print, "level_percent", "  level of the interval, in percent", options->level_percent);
    kam_calc_print_number(print, "lower", "  from", total.lower);
    kam_calc_print_number(print, "upper", "  to", total.upper);
    kam_calc_print_number(print, "none", "chance of no demand at all", total.none);
    kam_calc_print_object_end(print);
    return TRUE;
}

static void
print_path(KamCalcPrint *print, const double *demand, size_t n, const KamIntermittentFit *fit, const Options *options)
{
    g_autofree double *forecast = g_new(double, n);
    KamIntermittentOptions used = options->fit;

    used.method = fit->method;
    used.alpha = fit->alpha;
    used.beta = fit->beta;
    used.block = fit->block;
    if (options->start == NULL)
        used.start = options->fit.alpha > 0 ? KAM_INTERMITTENT_FIRST : KAM_INTERMITTENT_MEAN;
    kam_intermittent_path(demand, n, &used, forecast);
    kam_calc_print_table_begin(print, "path");
    for (size_t t = 0; t < n; t++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_count(print, "period", t + 1);
        kam_calc_print_cell_number(print, "demand", demand[t]);
        kam_calc_print_cell_number(print, "forecast_after", forecast[t]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autofree double *demand = NULL;
    KamIntermittentFit fit;
    KamCalcPrint print;
    gboolean done;
    guint column;
    size_t n;

    if (table == NULL)
        return -1;
    column = value_column(table);
    n = kam_calc_table_rows(table);
    demand = kam_calc_table_numbers(table, column, options->decimal, error);
    if (demand == NULL || !check_demand(table, column, demand, n, error) ||
        !fit_demand(demand, n, options, &fit, error))
        return -1;
    kam_calc_print_begin(&print, options->json, "intermittent", "Intermittent demand");
    kam_calc_print_count(&print, "n", "periods", n);
    kam_calc_print_count(&print, "n_demands", "  with a demand", fit.n_demands);
    print_profile(&print, demand, n);
    print_fit(&print, &fit);
    done = print_total(&print, &fit, options, error);
    if (done && options->path)
        print_path(&print, demand, n, &fit, options);
    if (done)
        kam_calc_print_end(&print);
    else
        g_string_free(g_steal_pointer(&print.out), TRUE);
    return done ? KAM_EXIT_DONE : -1;
}

static gboolean
use_error(GError **error, const char *option, const char *value, const char *what)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s '%s' is not %s", option, value, what);
    return FALSE;
}

static gboolean
take_method(Options *options, GError **error)
{
    if (options->method == NULL)
        options->method = "auto";
    if (strcmp(options->method, "auto") == 0)
        return TRUE;
    for (int method = 0; method <= (int)KAM_INTERMITTENT_ADIDA; method++)
        if (strcmp(options->method, kam_intermittent_method_text((KamIntermittentMethod)method)) == 0) {
            options->fit.method = (KamIntermittentMethod)method;
            return TRUE;
        }
    return use_error(error, "--method", options->method, "croston, sba, sbj, tsb, adida or auto");
}

static gboolean
take_start(Options *options, GError **error)
{
    if (options->start == NULL || strcmp(options->start, "first") == 0)
        return TRUE;
    options->fit.start = KAM_INTERMITTENT_MEAN;
    return strcmp(options->start, "mean") == 0 || use_error(error, "--start", options->start, "first or mean");
}

static gboolean
take_smoothing(const char *name, const char *text, double *parameter, GError **error)
{
    char *end;

    if (text == NULL)
        return TRUE;
    *parameter = g_ascii_strtod(text, &end);
    if (end == text || *end != '\0' || !(*parameter > 0 && *parameter <= 1))
        return use_error(error, name, text, "above 0 and at most 1");
    return TRUE;
}

static gboolean
take_level(Options *options, const char *text, GError **error)
{
    char *end;

    options->level_percent = DEFAULT_LEVEL;
    if (text == NULL)
        return TRUE;
    options->level_percent = g_ascii_strtod(text, &end);
    if (end == text || *end != '\0' || !(options->level_percent > 0 && options->level_percent < 100))
        return use_error(error, "--level", text, "a percentage between 0 and 100");
    return TRUE;
}

static gboolean
take_counts(Options *options, int block, GError **error)
{
    if (options->horizon < 1 || options->horizon > 1000) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--horizon %d is not from 1 to 1000", options->horizon);
        return FALSE;
    }
    if (block < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--block %d is not above 0", block);
        return FALSE;
    }
    options->fit.block = (size_t)block;
    return TRUE;
}

static int
intermittent_run(int argc, char **argv, GError **error)
{
    Options options = { .horizon = DEFAULT_HORIZON };
    g_autofree char *decimal = NULL, *method = NULL, *start = NULL, *alpha = NULL, *beta = NULL, *level = NULL;
    int block = 0;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "method", 0, 0, G_OPTION_ARG_STRING, &method, "croston, sba, sbj, tsb, adida, or auto (default)", "WORD" },
        { "alpha", 0, 0, G_OPTION_ARG_STRING, &alpha, "smoothing of the sizes; searched when not given", "NUMBER" },
        { "beta", 0, 0, G_OPTION_ARG_STRING, &beta, "smoothing of the intervals; as --alpha when only that is given",
          "NUMBER" },
        { "start", 0, 0, G_OPTION_ARG_STRING, &start,
          "begin with the first demand or the mean (default: first when --alpha is given)", "WORD" },
        { "block", 0, 0, G_OPTION_ARG_INT, &block, "adida: periods summed (default: the mean interval)", "N" },
        { "horizon", 0, 0, G_OPTION_ARG_INT, &options.horizon, "periods of the total (default 12)", "N" },
        { "level", 0, 0, G_OPTION_ARG_STRING, &level, "of the interval of the total (default 95)", "PERCENT" },
        { "path", 0, 0, G_OPTION_ARG_NONE, &options.path, "print the forecast after each period", NULL },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_intermittent, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    options.method = method;
    options.start = start;
    if (!take_method(&options, error) || !take_start(&options, error) || !take_level(&options, level, error) ||
        !take_smoothing("--alpha", alpha, &options.fit.alpha, error) ||
        !take_smoothing("--beta", beta != NULL ? beta : alpha, &options.fit.beta, error) ||
        !take_counts(&options, block, error))
        return -1;
    path = kam_calc_file_argument(&kam_calc_intermittent, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_intermittent = {
    .name = "calc intermittent",
    .arguments = "FILE",
    .summary = "demand that comes now and then: pattern, rate, total with its interval",
    .help =
        "FILE has the columns period,value in order of time, or only values; a header line is recognised. Values are 0 "
        "or more, one for every period, those without demand too.\n\n"
        "Example, two orders in eight months:\n"
        "  printf '0\\n5\\n0\\n0\\n3\\n0\\n0\\n0\\n' | kamen calc intermittent --method sba --alpha 0.1 -",
    .run = intermittent_run,
};
