/* kamen calc forecast: series,period,value -> forecasts of kamen/forecast.h, on all processors. */
#include <kamen/forecast.h>
#include <kamen/series.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "cli/calc.h"
#include "cli/calc_borrow.h"
#include "cli/calc_series.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

#define MAX_THREADS 64
#define SERIES_PER_THREAD 8

typedef struct {
    gint horizon, season;
    double level;
    char *layout, *decimal, *method;
    gboolean json;
} Options;

typedef struct {
    KamCalcStatus status;
    KamForecast forecast;
} Answer;

typedef struct {
    const GPtrArray *series;
    const GPtrArray *borrowed; /* season of each, or NULL */
    const KamForecastOptions *options;
    Answer *answers;
    gint next; /* atomic */
} Job;

static gpointer
run_thread(gpointer data)
{
    Job *job = data;
    KamForecastWork *work = kam_forecast_work_new();
    guint i;

    while ((i = (guint)g_atomic_int_add(&job->next, 1)) < job->series->len) {
        const KamCalcSeries *series = job->series->pdata[i];
        Answer *answer = &job->answers[i];
        KamForecastOptions options = *job->options;

        options.borrowed = job->borrowed->pdata[i];
        answer->status = work == NULL
                             ? KAM_CALC_NO_MEMORY
                             : kam_forecast_series(series->value, series->n, &options, work, &answer->forecast);
        if (answer->status == KAM_CALC_OK)
            kam_series_close(series->marks_ahead, MIN(series->n_ahead, options.horizon), answer->forecast.point,
                             answer->forecast.lower, answer->forecast.upper);
    }
    kam_forecast_work_free(work);
    return NULL;
}

static void
run_threads(Job *job)
{
    GThread *threads[MAX_THREADS];
    guint n = MIN(MIN(g_get_num_processors(), MAX_THREADS), job->series->len / SERIES_PER_THREAD);

    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_new("forecast", run_thread, job);
    run_thread(job);
    for (guint i = 1; i < n; i++)
        g_thread_join(threads[i]);
}

static void
put_array(KamJson *json, const char *name, const double values[], gsize n)
{
    kam_json_begin_array(json, name);
    for (gsize i = 0; i < n; i++)
        kam_json_number(json, NULL, values[i]);
    kam_json_end_array(json);
}

static void
put_value(KamJson *json, const char *name, KamCalcValue value)
{
    kam_json_number(json, name, value.status == KAM_CALC_OK ? value.value : NAN);
}

static char *
words_for_nothing(const Answer *answer, const KamForecastOptions *options)
{
    if (answer->status == KAM_CALC_TOO_FEW)
        return g_strdup_printf("too short: %zu observations are needed",
                               kam_forecast_needed(options->method, options->season));
    return g_strdup(kam_calc_status_text(answer->status));
}

static void
put_weights(KamJson *json, const KamForecast *forecast)
{
    kam_json_begin_object(json, "weights");
    for (guint k = 0; k < KAM_FORECAST_METHODS; k++)
        if (forecast->weight[k] > 0)
            kam_json_number(json, kam_forecast_method_name(k), forecast->weight[k]);
    kam_json_end_object(json);
}

static void
put_forecast(KamJson *json, const KamForecast *forecast, const KamForecastOptions *options)
{
    gboolean is_95 = options->level == 0.95;

    kam_json_text(json, "method", forecast->name);
    put_array(json, "point", forecast->point, options->horizon);
    put_array(json, is_95 ? "lower95" : "lower", forecast->lower, options->horizon);
    put_array(json, is_95 ? "upper95" : "upper", forecast->upper, options->horizon);
    if (!is_95)
        kam_json_number(json, "level", options->level);
    put_value(json, "mase", forecast->mase);
    put_value(json, "smape", forecast->smape);
    put_value(json, "bias", forecast->bias);
    put_value(json, "coverage", forecast->coverage);
    kam_json_int(json, "origins", (gint64)forecast->origins);
    kam_json_int(json, "observations", (gint64)forecast->n);
    kam_json_int(json, "missing", (gint64)forecast->n_missing);
    kam_json_bool(json, "seasonal", forecast->is_seasonal);
    kam_json_number(json, "alive", forecast->alive);
    put_weights(json, forecast);
}

/* The members that every series has, for one without a forecast. */
static void
put_nothing(KamJson *json, const KamForecastOptions *options)
{
    gboolean is_95 = options->level == 0.95;

    kam_json_null(json, "method");
    put_array(json, "point", NULL, 0);
    put_array(json, is_95 ? "lower95" : "lower", NULL, 0);
    put_array(json, is_95 ? "upper95" : "upper", NULL, 0);
    kam_json_null(json, "mase");
    kam_json_null(json, "smape");
}

static void
print_json(const Job *job)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, isatty(STDOUT_FILENO) ? 2 : 0);
    kam_json_begin_array(&json, NULL);
    for (guint i = 0; i < job->series->len; i++) {
        const Answer *answer = &job->answers[i];
        g_autofree char *note = answer->status == KAM_CALC_OK ? NULL : words_for_nothing(answer, job->options);

        kam_json_begin_object(&json, NULL);
        kam_json_text(&json, "series", ((const KamCalcSeries *)job->series->pdata[i])->name);
        if (note == NULL) {
            put_forecast(&json, &answer->forecast, job->options);
            kam_json_int(&json, "events", ((const KamCalcSeries *)job->series->pdata[i])->n_events);
            kam_json_bool(&json, "season_borrowed", job->borrowed->pdata[i] != NULL && answer->forecast.is_seasonal);
        } else {
            put_nothing(&json, job->options);
            kam_json_text(&json, "note", note);
        }
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    puts(out->str);
}

static char *
number(double value)
{
    return isfinite(value) ? g_strdup_printf("%.6g", value) : g_strdup("-");
}

static char *
value_text(KamCalcValue value)
{
    return number(value.status == KAM_CALC_OK ? value.value : NAN);
}

/* One series: each step. Several: the first step and how good the method was. */
static void
print_text(const Job *job)
{
    static const KamTextColumn steps[] = {
        { "step", TRUE, FALSE, FALSE },
        { "forecast", TRUE, FALSE, FALSE },
        { "lower", TRUE, FALSE, FALSE },
        { "upper", TRUE, FALSE, FALSE },
    };
    static const KamTextColumn list[] = {
        { "series", FALSE, TRUE, FALSE }, { "next", TRUE, FALSE, FALSE },   { "lower", TRUE, FALSE, FALSE },
        { "upper", TRUE, FALSE, FALSE },  { "MASE", TRUE, FALSE, FALSE },   { "sMAPE", TRUE, FALSE, FALSE },
        { "bias", TRUE, FALSE, FALSE },   { "inside", TRUE, FALSE, FALSE }, { "method", FALSE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = NULL;
    g_autoptr(GString) out = NULL;
    KamTextPage page;
    gboolean one = job->series->len == 1 && job->answers[0].status == KAM_CALC_OK;

    kam_text_page_init(&page, KAM_LANGUAGE_EN, 0);
    table = one ? kam_text_table_new(&page.terminal, steps, G_N_ELEMENTS(steps))
                : kam_text_table_new(&page.terminal, list, G_N_ELEMENTS(list));
    for (guint i = 0; i < job->series->len; i++) {
        const KamCalcSeries *series = job->series->pdata[i];
        const KamForecast *f = &job->answers[i].forecast;

        if (one)
            for (gsize h = 0; h < job->options->horizon; h++)
                kam_text_table_take_row(table, g_strdup_printf("%zu", h + 1), number(f->point[h]), number(f->lower[h]),
                                        number(f->upper[h]));
        else if (job->answers[i].status == KAM_CALC_OK)
            kam_text_table_take_row(table, g_strdup(series->name), number(f->point[0]), number(f->lower[0]),
                                    number(f->upper[0]), value_text(f->mase), value_text(f->smape), value_text(f->bias),
                                    value_text(f->coverage), g_strdup(f->name));
        else
            kam_text_table_take_row(table, g_strdup(series->name), g_strdup("-"), g_strdup("-"), g_strdup("-"),
                                    g_strdup("-"), g_strdup("-"), g_strdup("-"), g_strdup("-"),
                                    words_for_nothing(&job->answers[i], job->options));
    }
    kam_text_page_heading(&page, "Forecast", one ? job->answers[0].forecast.name : NULL);
    if (one) {
        g_autofree char *mase = value_text(job->answers[0].forecast.mase);
        g_autofree char *smape = value_text(job->answers[0].forecast.smape);
        kam_text_page_paragraph(&page, KAM_STYLE_PLAIN,
                                g_strdup_printf("Back-test from %zu earlier origins: MASE %s, sMAPE %s.",
                                                job->answers[0].forecast.origins, mase, smape));
    }
    kam_text_table_append(table, page.out);
    out = kam_text_page_end(&page);
    fputs(out->str, stdout);
}

static gboolean
find_method(const char *name, KamForecastMethod *method, GError **error)
{
    GString *known;

    *method = KAM_FORECAST_AUTO;
    if (name == NULL || strcmp(name, "auto") == 0)
        return TRUE;
    for (guint k = 1; k < KAM_FORECAST_METHODS; k++)
        if (strcmp(name, kam_forecast_method_name(k)) == 0) {
            *method = k;
            return TRUE;
        }
    known = g_string_new("auto");
    for (guint k = 1; k < KAM_FORECAST_METHODS; k++)
        g_string_append_printf(known, ", '%s'", kam_forecast_method_name(k));
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--method does not know '%s'; it takes %s", name, known->str);
    g_string_free(known, TRUE);
    return FALSE;
}

static gboolean
check_numbers(const Options *options, GError **error)
{
    if (options->horizon < 1 || options->horizon > KAM_FORECAST_MAX_HORIZON)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--horizon does not know '%d'; it takes 1 to %d",
                    options->horizon, KAM_FORECAST_MAX_HORIZON);
    else if (options->season < 1 || options->season > KAM_FORECAST_MAX_SEASON)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "--season does not know '%d'; it takes 1 (none) to %d, such as 12 for months", options->season,
                    KAM_FORECAST_MAX_SEASON);
    else if (!(options->level > 0 && options->level < 1))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--level does not know '%g'; it takes a fraction such as 0.95",
                    options->level);
    else
        return TRUE;
    return FALSE;
}

static int
calculate(const char *path, const Options *options, const KamForecastOptions *settings, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autoptr(GPtrArray) series =
        table == NULL ? NULL : kam_calc_series_read(table, options->layout, options->decimal, error);
    g_autoptr(GPtrArray) borrowed = NULL;
    g_autofree Answer *answers = NULL;
    g_autofree double *numbers = NULL;
    gsize horizon = settings->horizon;
    Job job = { .series = series, .options = settings };

    if (series == NULL)
        return -1;
    job.borrowed = borrowed = kam_calc_borrow_seasons(series, settings->season);
    job.answers = answers = g_new0(Answer, series->len);
    numbers = g_new(double, 3 * horizon * series->len);
    for (guint i = 0; i < series->len; i++)
        answers[i].forecast = (KamForecast) { .point = numbers + 3 * horizon * i,
                                              .lower = numbers + 3 * horizon * i + horizon,
                                              .upper = numbers + 3 * horizon * i + 2 * horizon };
    run_threads(&job);
    if (options->json)
        print_json(&job);
    else
        print_text(&job);
    return KAM_EXIT_DONE;
}

static void
options_clear(Options *options)
{
    g_free(options->layout);
    g_free(options->decimal);
    g_free(options->method);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static int
forecast_run(int argc, char **argv, GError **error)
{
    g_auto(Options) options = { .horizon = 12, .season = 12, .level = 0.95 };
    const GOptionEntry entries[] = {
        { "horizon", 0, 0, G_OPTION_ARG_INT, &options.horizon, "periods to forecast (12)", "N" },
        { "season", 0, 0, G_OPTION_ARG_INT, &options.season, "periods in a season (12); 1: none", "N" },
        { "level", 0, 0, G_OPTION_ARG_DOUBLE, &options.level, "of the intervals (0.95)", "SHARE" },
        { "method", 0, 0, G_OPTION_ARG_STRING, &options.method, "auto (default) combines; or one method", "NAME" },
        { "layout", 0, 0, G_OPTION_ARG_STRING, &options.layout, "long, columns or rows, when it is found out wrongly",
          "WORD" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &options.decimal, "how numbers are written: point or comma", "WORD" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { 0 },
    };
    KamForecastOptions settings = { 0 };
    const char *path;

    if (!kam_verb_parse(&kam_calc_forecast, entries, &argc, &argv, error) || !check_numbers(&options, error) ||
        !find_method(options.method, &settings.method, error))
        return -1;
    path = kam_calc_file_argument(&kam_calc_forecast, argc, argv, error);
    if (path == NULL)
        return -1;
    settings.horizon = (size_t)options.horizon;
    settings.season = (size_t)options.season;
    settings.level = options.level;
    return calculate(path, &options, &settings, error);
}

const KamVerb kam_calc_forecast = {
    .name = "calc forecast",
    .arguments = "FILE",
    .summary = "forecast series, with intervals and what a back-test says of them",
    .help =
        "FILE is long: columns called series, period and value, in any order and with any others beside them (or\n"
        "unique_id, ds, y; account, month, sales ...), or just these three. Or it is wide: a column of periods and one\n"
        "for each series; or a row for each series below a header of periods. Periods are numbers, months (2024-01),\n"
        "quarters (2024-Q1) or days. A missing period or an empty cell is a missing value, not a zero.\n"
        "With a column called category, series of fewer than two seasons borrow the season of their category.\n"
        "A column called event marks what is no sign of demand: 'closed' (nobody could buy) or 'event' (a strike, a\n"
        "campaign, an agreement that has ended); a column called one_off holds the part of a value that will not come\n"
        "again. Both are taken out. A row behind the last value that is 'closed' is forecast as nothing.\n"
        "\n"
        "Each answer says its method, the errors that it would have made from earlier origins of the same series (MASE,\n"
        "sMAPE in percent, bias), and the share of those values inside the interval. A history that is too short gets\n"
        "no forecast and says how long it would have to be.\n"
        "\n"
        "Example:\n"
        "  printf '12\\n15\\n11\\n14\\n13\\n16\\n12\\n15\\n' | kamen calc forecast --season 1 --horizon 3 -\n"
        "  kamen calc forecast sales.csv --horizon 18 --season 12 --json",
    .run = forecast_run,
};
