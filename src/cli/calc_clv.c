/* kamen calc clv: purchases or histories -> lifetime value of kamen/lifetime.h, one customer a row. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "cli/calc.h"
#include "cli/calc_clv_table.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

#define DAYS_PER_YEAR 365.25
#define DEFAULT_TOP 20

typedef struct {
    gboolean json;
    char *model, *unit, *until, *dates, *decimal;
    double horizon, discount, margin;
    gint top;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->model);
    g_free(options->unit);
    g_free(options->until);
    g_free(options->dates);
    g_free(options->decimal);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static const char *const shape_names[] = { "sharp", "flat", "limit" };
static const char *const shape_notes[] = {
    "the data determine all parameters",
    "flat likelihood: a parameter is known to within a factor of 7 at best; predictions hold, parameters mean little",
    "no maximum: the likelihood rises, ever less, towards a simpler model; stopped where nothing is left to gain",
};

typedef struct {
    const Options *options;
    const KamCalcClvTable *table;
    KamLifetimeQuestion question;
    KamLifetimeValue *value;
    KamLifetimeResult result;
} Answer;

static double
unit_days_of(const char *unit)
{
    if (unit == NULL || strcmp(unit, "week") == 0)
        return 7;
    if (strcmp(unit, "day") == 0)
        return 1;
    return strcmp(unit, "month") == 0 ? DAYS_PER_YEAR / 12 : 0;
}

static double
year_of(const char *unit)
{
    return floor(DAYS_PER_YEAR / unit_days_of(unit));
}

static gboolean
find_model(const char *name, KamLifetimeQuestion *question, GError **error)
{
    question->choose = name == NULL || strcmp(name, "auto") == 0;
    if (question->choose)
        return TRUE;
    for (int model = 0; model < KAM_CLV_N_MODELS; model++) {
        if (strcmp(name, kam_clv_model_name((KamClvModel)model)) != 0)
            continue;
        question->model = (KamClvModel)model;
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--model '%s' is none of auto, bgnbd, mbgnbd, pnbd", name);
    return FALSE;
}

static void
print_parameters(KamCalcPrint *print, const KamClvFit *fit)
{
    const KamClvModel model = fit->parameters.model;

    kam_calc_print_object_begin(print, "parameters", "Parameters");
    for (size_t i = 0; i < KAM_CLV_N_PARAMETERS; i++) {
        const char *name = kam_clv_parameter_name(model, i);

        kam_calc_print_number(print, name, name, fit->parameters.value[i]);
    }
    kam_calc_print_object_end(print);
    kam_calc_print_object_begin(print, "standard_errors", "Their standard errors");
    for (size_t i = 0; i < KAM_CLV_N_PARAMETERS; i++) {
        const char *name = kam_clv_parameter_name(model, i);

        kam_calc_print_value(print, name, name, fit->std_error[i]);
    }
    kam_calc_print_object_end(print);
}

static void
print_spend(KamCalcPrint *print, const KamLifetimeResult *result)
{
    static const char *const names[] = { "p", "q", "v" };
    const KamSpendFit *spend = &result->spend;
    const double parameters[] = { spend->parameters.p, spend->parameters.q, spend->parameters.v };

    kam_calc_print_object_begin(print, "spend", "Value of a purchase (Gamma-Gamma)");
    for (int i = 0; i < KAM_SPEND_N_PARAMETERS; i++)
        kam_calc_print_value(print, names[i], names[i], (KamCalcValue) { parameters[i], result->spend_status });
    kam_calc_print_value(print, "log_likelihood", "log-likelihood",
                         (KamCalcValue) { spend->log_likelihood, result->spend_status });
    kam_calc_print_count(print, "customers", "customers with a repeat purchase of value", spend->n_customers);
    if (result->spend_status == KAM_CALC_OK) {
        kam_calc_print_text(print, "likelihood", "likelihood", shape_names[spend->shape]);
        kam_calc_print_object_begin(print, "standard_errors", "Their standard errors");
        for (int i = 0; i < KAM_SPEND_N_PARAMETERS; i++)
            kam_calc_print_value(print, names[i], names[i], spend->std_error[i]);
        kam_calc_print_object_end(print);
    }
    kam_calc_print_object_end(print);
}

static const char *
reason_of(const Answer *answer)
{
    if (!answer->question.choose)
        return "as told";
    return answer->result.chosen_by_holdout ? "hold-out" : "likelihood";
}

static void
print_scores(KamCalcPrint *print, const char *name, const char *heading, const KamCalcValue score[])
{
    kam_calc_print_object_begin(print, name, heading);
    for (int model = 0; model < KAM_CLV_N_MODELS; model++) {
        const char *of = kam_clv_model_name((KamClvModel)model);

        if (score[model].status != KAM_CALC_EMPTY)
            kam_calc_print_value(print, of, of, score[model]);
    }
    kam_calc_print_object_end(print);
}

static void
print_day(KamCalcPrint *print, const char *name, const char *label, gint32 day)
{
    char text[11];

    kam_day_to_iso(day, text);
    kam_calc_print_text(print, name, label, text);
}

static void
print_head(KamCalcPrint *print, const Answer *answer)
{
    const KamClvFit *fit = &answer->result.fit;

    kam_calc_print_text(print, "model", "model", kam_clv_model_name(fit->parameters.model));
    kam_calc_print_text(print, "chosen_by", "chosen by", reason_of(answer));
    if (answer->table->has_days)
        print_day(print, "until", "observed until", answer->table->until_day);
    kam_calc_print_text(print, "unit", "unit of time", answer->options->unit != NULL ? answer->options->unit : "week");
    kam_calc_print_number(print, "horizon", "horizon", answer->question.horizon);
    kam_calc_print_number(print, "discount", "discount a year", answer->options->discount);
    kam_calc_print_number(print, "log_likelihood", "log-likelihood", fit->log_likelihood);
    kam_calc_print_text(print, "likelihood", "likelihood", shape_names[fit->shape]);
    if (fit->shape != KAM_CLV_SHARP)
        kam_calc_print_text(print, "note", "note", shape_notes[fit->shape]);
    kam_calc_print_count(print, "iterations", "steps of the fit", fit->iterations);
    kam_calc_print_count(print, "customers", "customers", answer->result.n_accounts);
    kam_calc_print_count(print, "distinct", "  with different histories", fit->n_distinct);
    kam_calc_print_count(print, "regular", "  who order by the calendar: forecast these", answer->result.n_regular);
    kam_calc_print_text(print, "interval", "intervals",
                        "95 %, of what a customer will do: its own chance and unsure parameters");
}

static void
print_calibration(KamCalcPrint *print, const Answer *answer)
{
    const KamCalcClvTable *table = answer->table;
    KamLifetimeClass row[KAM_LIFETIME_N_CLASSES];
    KamClvFit fit;

    if (table->before == NULL ||
        kam_lifetime_calibration(table->account, table->before, table->n, answer->result.fit.parameters.model, &fit,
                                 row) != KAM_CALC_OK)
        return;
    kam_calc_print_object_begin(print, "calibration", "Expected and actual purchases after an earlier day");
    print_day(print, "until", "fitted to the time until", table->before_day);
    kam_calc_print_table_begin(print, "classes");
    for (int c = 0; c < KAM_LIFETIME_N_CLASSES; c++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "repeat_purchases",
                                 (const char *const[]) { "0", "1", "2", "3", "4", "5", "6", "7+" }[c]);
        kam_calc_print_cell_count(print, "customers", row[c].accounts);
        kam_calc_print_cell_number(print, "expected", row[c].expected);
        kam_calc_print_cell_number(print, "actual", row[c].actual);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
    kam_calc_print_object_end(print);
}

/* What the customer's value is worth to the firm. */
static double
margin_of(const Answer *answer, guint i)
{
    return answer->options->margin * (answer->table->margin != NULL ? answer->table->margin[i] : 1);
}

static KamCalcValue
times(KamCalcStatus status, double value, double factor)
{
    return (KamCalcValue) { .value = value * factor, .status = status };
}

static void
print_customer(KamCalcPrint *print, const Answer *answer, guint i)
{
    const KamLifetimeAccount *account = &answer->table->account[i];
    const KamLifetimeValue *value = &answer->value[i];
    double margin = margin_of(answer, i);
    gboolean turned = margin < 0; /* a loss turns the interval round */

    kam_calc_print_row_begin(print);
    kam_calc_print_cell_text(print, "customer", answer->table->name[i]);
    kam_calc_print_cell_number(print, "x", account->history.x);
    kam_calc_print_cell_number(print, "t_x", account->history.t_x);
    kam_calc_print_cell_number(print, "T", account->history.T);
    kam_calc_print_cell_number(print, "p_alive", value->p_alive);
    kam_calc_print_cell_number(print, "expected", value->expected);
    kam_calc_print_cell_number(print, "expected_lower", value->lower);
    kam_calc_print_cell_number(print, "expected_upper", value->upper);
    kam_calc_print_cell_value(print, "mean_spend", value->mean_spend);
    kam_calc_print_cell_value(print, "value", times(value->value.status, value->value.value, margin));
    kam_calc_print_cell_value(print, "value_lower",
                              times(value->value.status, turned ? value->value_upper : value->value_lower, margin));
    kam_calc_print_cell_value(print, "value_upper",
                              times(value->value.status, turned ? value->value_lower : value->value_upper, margin));
    kam_calc_print_cell_value(print, "gap_shape", account->regularity.shape);
    kam_calc_print_cell_text(print, "use", account->regularity.is_regular ? "forecast" : "clv");
    kam_calc_print_row_end(print);
}

/* By value, or by purchases where nothing is worth anything; the largest first. */
static int
compare_customers(gconstpointer a, gconstpointer b, gpointer data)
{
    const Answer *answer = data;
    guint i = *(const guint *)a, j = *(const guint *)b;
    double p = answer->value[i].value.value * margin_of(answer, i),
           q = answer->value[j].value.value * margin_of(answer, j);

    if (p == q) {
        p = answer->value[i].expected;
        q = answer->value[j].expected;
    }
    if (p != q)
        return p > q ? -1 : 1;
    return (i > j) - (i < j);
}

/* JSON has all customers as they come in the table; people see the most valuable. */
static void
print_customers(KamCalcPrint *print, Answer *answer)
{
    guint n = answer->table->n, shown = 0;
    g_autofree guint *order = g_new(guint, n);

    for (guint i = 0; i < n; i++)
        order[i] = i;
    if (!answer->options->json)
        g_qsort_with_data(order, (gint)n, sizeof order[0], compare_customers, answer);
    kam_calc_print_table_begin(print, "expected");
    for (guint i = 0; i < n && (answer->options->json || shown < (guint)answer->options->top); i++) {
        if (answer->value[order[i]].status != KAM_CALC_OK)
            continue;
        print_customer(print, answer, order[i]);
        shown++;
    }
    kam_calc_print_table_end(print);
}

static void
print_totals(KamCalcPrint *print, const Answer *answer)
{
    double purchases = 0, value = 0;
    KamCalcStatus status = answer->result.spend_status;

    for (guint i = 0; i < answer->table->n; i++) {
        purchases += answer->value[i].expected;
        if (answer->value[i].value.status == KAM_CALC_OK)
            value += answer->value[i].value.value * margin_of(answer, i);
        else if (answer->value[i].status == KAM_CALC_OK && status == KAM_CALC_OK)
            status = answer->value[i].value.status;
    }
    kam_calc_print_object_begin(print, "total", "All customers within the horizon");
    kam_calc_print_number(print, "expected", "expected purchases", purchases);
    kam_calc_print_value(print, "value", "expected value", times(status, value, 1));
    kam_calc_print_object_end(print);
}

static void
print_answer(Answer *answer)
{
    KamCalcPrint print;

    kam_calc_print_begin(&print, answer->options->json, "clv", "Customer lifetime value");
    print_head(&print, answer);
    print_parameters(&print, &answer->result.fit);
    print_spend(&print, &answer->result);
    if (answer->result.chosen_by_holdout)
        print_scores(&print, "predictive_log_likelihood", "Log-likelihood of the hold-out", answer->result.predictive);
    print_calibration(&print, answer);
    print_totals(&print, answer);
    print_customers(&print, answer);
    kam_calc_print_end(&print);
}

static int
calculate(const char *path, const Options *options, const KamLifetimeQuestion *question, GError **error)
{
    const KamCalcClvReading reading = { options->until, options->dates, options->decimal, unit_days_of(options->unit),
                                        options->horizon };
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autoptr(KamCalcClvTable) clv = table != NULL ? kam_calc_clv_table_new(table, &reading, error) : NULL;
    g_autofree KamLifetimeValue *value = NULL;
    Answer answer = { .options = options, .table = clv, .question = *question };
    KamCalcStatus status;

    if (clv == NULL)
        return -1;
    answer.value = value = g_new0(KamLifetimeValue, clv->n);
    status = kam_lifetime_value(clv->account, clv->before, clv->n, question, value, &answer.result);
    if (status != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no lifetime value: %s; the table needs customers with repeat purchases",
                    kam_calc_status_text(status));
        return -1;
    }
    print_answer(&answer);
    return KAM_EXIT_DONE;
}

static gboolean
check_numbers(const Options *options, GError **error)
{
    if (unit_days_of(options->unit) == 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--unit '%s' is none of day, week, month", options->unit);
    else if (!(options->horizon >= 0) || isinf(options->horizon))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--horizon '%g' is below 0", options->horizon);
    else if (!(options->discount >= 0) || isinf(options->discount))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--discount '%g' is below 0; 0.1 is 10 %% a year",
                    options->discount);
    else if (!isfinite(options->margin))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--margin '%g' is not a number", options->margin);
    else if (options->top < 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--top '%d' is below 0", options->top);
    else
        return TRUE;
    return FALSE;
}

static int
clv_run(int argc, char **argv, GError **error)
{
    g_auto(Options) options = { .margin = 1, .top = DEFAULT_TOP };
    const GOptionEntry entries[] = {
        { "model", 0, 0, G_OPTION_ARG_STRING, &options.model, "auto (default), bgnbd, mbgnbd or pnbd", "NAME" },
        { "unit", 0, 0, G_OPTION_ARG_STRING, &options.unit, "of time: day, week (default) or month", "WORD" },
        { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, "end of the observation; the last day in the table",
          "DATE" },
        { "horizon", 0, 0, G_OPTION_ARG_DOUBLE, &options.horizon, "units of time to look ahead (a year: 365, 52 or 12)",
          "N" },
        { "discount", 0, 0, G_OPTION_ARG_DOUBLE, &options.discount, "interest a year (0); 0.1 is 10 %", "RATE" },
        { "margin", 0, 0, G_OPTION_ARG_DOUBLE, &options.margin, "profit in a unit of value (1)", "SHARE" },
        { "top", 0, 0, G_OPTION_ARG_INT, &options.top, "customers to print (20); JSON has all", "N" },
        { "dates", 0, 0, G_OPTION_ARG_STRING, &options.dates, "how dates are written: ymd, dmy or mdy", "WORD" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &options.decimal, "how numbers are written: point or comma", "WORD" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { 0 },
    };
    KamLifetimeQuestion question = { 0 };
    const char *path;

    if (!kam_verb_parse(&kam_calc_clv, entries, &argc, &argv, error) || !check_numbers(&options, error) ||
        !find_model(options.model, &question, error))
        return -1;
    if (options.horizon == 0)
        options.horizon = year_of(options.unit);
    question.horizon = options.horizon;
    question.discount = log1p(options.discount) * unit_days_of(options.unit) / DAYS_PER_YEAR;
    path = kam_calc_file_argument(&kam_calc_clv, argc, argv, error);
    return path != NULL ? calculate(path, &options, &question, error) : -1;
}

const KamVerb kam_calc_clv = {
    .name = "calc clv",
    .arguments = "FILE",
    .summary = "lifetime value: who is still a customer, what they will buy and what it is worth",
    .help =
        "FILE has purchases: columns called customer, date and value, in any order and with any others beside them, and\n"
        "cost where it is known: value is then profit. Or it has histories: customer, x (repeat purchases), t_x (time of\n"
        "the last one), T (time observed, both since the first purchase) and mean (value of a repeat purchase). Purchases\n"
        "of a day are one. Without a header the columns stand in this order.\n"
        "\n"
        "--model auto fits BG/NBD, MBG/NBD and Pareto/NBD to an earlier part of the time and takes the one that foretells\n"
        "the rest best. Customers who order by the calendar (one of a hundred by mistake) say use: forecast.\n"
        "\n"
        "Example:\n"
        "  printf 'customer,x,t_x,T,mean\\na,2,30.43,38.86,22.35\\nb,1,1.71,38.86,11.77\\nc,0,0,38.86,0\\nd,9,37,38.86,30\\n'"
        " |\n"
        "    kamen calc clv --model bgnbd --horizon 39 -",
    .run = clv_run,
};
