/* kamen calc behaviour: customer,date[,value[,document[,product]]] -> the figures of kamen/behaviour.h, one customer a
 * row. */
#include <string.h>

#include <kamen/behaviour.h>

#include "base/date.h"
#include "base/dict.h"
#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

enum { CUSTOMER, DATE, VALUE, DOCUMENT, PRODUCT };

typedef struct {
    gboolean json;
    const char *until, *from, *dates, *decimal;
    gint groups;
} Options;

typedef struct {
    guint n;
    guint32 *account, *document, *product;
    gint32 *day;
    double *amount;
    KamDict *accounts, *documents, *products;
} Columns;

static void
columns_clear(Columns *columns)
{
    g_free(columns->account);
    g_free(columns->document);
    g_free(columns->product);
    g_free(columns->day);
    g_free(columns->amount);
    kam_dict_free(columns->accounts);
    kam_dict_free(columns->documents);
    kam_dict_free(columns->products);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Columns, columns_clear)

/* A column as numbers of its distinct texts; empty cells have none. */
static guint32 *
number_texts(const KamCalcTable *table, guint column, KamDict *dict)
{
    guint n = kam_calc_table_rows(table);
    guint32 *numbers = g_new(guint32, n + 1);

    for (guint row = 0; row < n; row++) {
        const char *cell = kam_calc_table_cell(table, row, column);

        numbers[row] = *cell != '\0' ? kam_dict_add(dict, cell, strlen(cell), NULL) : KAM_BEHAVIOUR_NONE;
    }
    return numbers;
}

/* Without a value column each row is one purchase of 1. */
static double *
read_amounts(const KamCalcTable *table, const char *decimal, GError **error)
{
    guint n = kam_calc_table_rows(table);
    double *ones;

    if (kam_calc_table_columns(table) > VALUE)
        return kam_calc_table_numbers(table, VALUE, decimal, error);
    ones = g_new(double, n + 1);
    for (guint row = 0; row < n; row++)
        ones[row] = 1;
    return ones;
}

static gboolean
columns_read(Columns *columns, KamCalcTable *table, const Options *options, GError **error)
{
    kam_calc_table_drop_header(table, DATE);
    columns->n = kam_calc_table_rows(table);
    if (kam_calc_table_columns(table) < 2 || columns->n == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "the table has no rows of customer,date[,value[,document[,product]]]");
        return FALSE;
    }
    columns->accounts = kam_dict_new();
    columns->documents = kam_dict_new();
    columns->products = kam_dict_new();
    columns->account = number_texts(table, CUSTOMER, columns->accounts);
    columns->document = number_texts(table, DOCUMENT, columns->documents);
    columns->product = number_texts(table, PRODUCT, columns->products);
    columns->day = kam_calc_table_days(table, DATE, options->dates, error);
    if (columns->day == NULL)
        return FALSE;
    columns->amount = read_amounts(table, options->decimal, error);
    return columns->amount != NULL;
}

static gboolean
read_day(const char *text, const char *option, gint32 *day, GError **error)
{
    if (text == NULL)
        return TRUE;
    *day = kam_day_parse(text, strlen(text), KAM_DATE_YMD);
    if (*day != KAM_DAY_NONE)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s '%s' is not a date such as 2026-03-07", option, text);
    return FALSE;
}

/* The data's own first and last day, unless told. */
static gboolean
find_period(const Columns *columns, const Options *options, KamBehaviourPeriod *period, GError **error)
{
    gint32 first = columns->day[0];
    gint32 last = columns->day[0];

    for (guint i = 1; i < columns->n; i++) {
        first = MIN(first, columns->day[i]);
        last = MAX(last, columns->day[i]);
    }
    *period = (KamBehaviourPeriod) { first, last, KAM_BEHAVIOUR_YEAR_DAYS };
    if (!read_day(options->until, "--until", &period->until_day, error) ||
        !read_day(options->from, "--from", &period->from_day, error))
        return FALSE;
    if (period->from_day <= period->until_day)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the data begin after the day asked for; give a later --until");
    return FALSE;
}

/* Customer numbers by value, everything else by bytes. */
static int
compare_names(gconstpointer a, gconstpointer b, gpointer dict)
{
    gsize x_length, y_length;
    const char *x = kam_dict_key(dict, *(const guint32 *)a, &x_length);
    const char *y = kam_dict_key(dict, *(const guint32 *)b, &y_length);
    gboolean both_numbers = strspn(x, "0123456789") == x_length && strspn(y, "0123456789") == y_length;

    if (both_numbers && x_length != y_length)
        return x_length < y_length ? -1 : 1;
    return strcmp(x, y);
}

static guint32 *
sort_customers(const Columns *columns)
{
    guint32 n = kam_dict_size(columns->accounts);
    guint32 *sequence = g_new(guint32, n + 1);

    for (guint32 i = 0; i < n; i++)
        sequence[i] = i;
    g_qsort_with_data(sequence, (gint)n, sizeof sequence[0], compare_names, columns->accounts);
    return sequence;
}

static void
print_account(KamCalcPrint *print, const char *name, const KamBehaviour *account, const KamRfm *rfm)
{
    char last_day[11] = "";

    if (account->status == KAM_CALC_OK)
        kam_day_to_iso(account->last_day, last_day);
    kam_calc_print_row_begin(print);
    kam_calc_print_cell_text(print, "customer", name);
    kam_calc_print_cell_count(print, "r", rfm->recency);
    kam_calc_print_cell_count(print, "f", rfm->frequency);
    kam_calc_print_cell_count(print, "m", rfm->monetary);
    kam_calc_print_cell_text(print, "last_day", last_day);
    kam_calc_print_cell_count(print, "recency_days", account->recency_days);
    kam_calc_print_cell_count(print, "frequency", account->documents);
    kam_calc_print_cell_number(print, "monetary", account->sales);
    kam_calc_print_cell_value(print, "credit_share", account->credit_share);
    kam_calc_print_cell_count(print, "tenure_days", account->tenure_days);
    kam_calc_print_cell_value(print, "growth", account->growth);
    kam_calc_print_cell_value(print, "gap_median_days", account->gap_median_days);
    kam_calc_print_cell_value(print, "gap_variation", account->gap_variation);
    kam_calc_print_cell_value(print, "silence", account->silence);
    kam_calc_print_cell_count(print, "products", account->products);
    kam_calc_print_row_end(print);
}

static void
print_result(const Columns *columns, const Options *options, const KamBehaviourPeriod *period, const guint32 sequence[],
             const KamBehaviour account[], const KamRfm rfm[])
{
    KamCalcPrint print;
    char day[11];

    kam_calc_print_begin(&print, options->json, "behaviour", "Behaviour");
    kam_day_to_iso(period->until_day, day);
    kam_calc_print_text(&print, "until", "as of", day);
    kam_day_to_iso(period->from_day, day);
    kam_calc_print_text(&print, "from", "data cover the time from", day);
    kam_calc_print_count(&print, "groups", "scores from 1 to", (guint64)options->groups);
    kam_calc_print_count(&print, "n", "customers", kam_dict_size(columns->accounts));
    kam_calc_print_table_begin(&print, "customers");
    for (guint32 i = 0; i < kam_dict_size(columns->accounts); i++)
        print_account(&print, kam_dict_key(columns->accounts, sequence[i], NULL), &account[sequence[i]],
                      &rfm[sequence[i]]);
    kam_calc_print_table_end(&print);
    kam_calc_print_end(&print);
}

static KamCalcStatus
measure(const Columns *columns, const KamBehaviourPeriod *period, KamBehaviour account[])
{
    const KamBehaviourLines lines = {
        .n = columns->n,
        .account = columns->account,
        .day = columns->day,
        .amount = columns->amount,
        .document = columns->document,
        .product = columns->product,
        .n_accounts = kam_dict_size(columns->accounts),
        .n_documents = kam_dict_size(columns->documents),
        .n_products = kam_dict_size(columns->products),
    };
    g_autofree uint32_t *work = g_new(uint32_t, kam_behaviour_work_length(&lines));

    return kam_behaviour_measure(&lines, period, work, account);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_auto(Columns) columns = { 0 };
    g_autofree KamBehaviour *account = NULL;
    g_autofree KamRfm *rfm = NULL;
    g_autofree double *key = NULL;
    g_autofree guint32 *sequence = NULL;
    g_autofree guint32 *work = NULL;
    KamBehaviourPeriod period;
    KamCalcStatus status;
    guint32 n;

    if (table == NULL || !columns_read(&columns, table, options, error) ||
        !find_period(&columns, options, &period, error))
        return -1;
    n = kam_dict_size(columns.accounts);
    sequence = sort_customers(&columns);
    account = g_new(KamBehaviour, n + 1);
    rfm = g_new(KamRfm, n + 1);
    key = g_new(double, n + 1);
    work = g_new(guint32, 2 * (gsize)n + 1);
    status = measure(&columns, &period, account);
    if (status == KAM_CALC_OK)
        status = kam_behaviour_rfm(account, n, sequence, (unsigned)options->groups, key, work, rfm);
    if (status != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no behaviour: %s; the table needs purchases up to the day asked for",
                    kam_calc_status_text(status));
        return -1;
    }
    print_result(&columns, options, &period, sequence, account, rfm);
    return KAM_EXIT_DONE;
}

static int
behaviour_run(int argc, char **argv, GError **error)
{
    Options options = { .groups = 5 };
    g_autofree char *until = NULL;
    g_autofree char *from = NULL;
    g_autofree char *dates = NULL;
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "until", 0, 0, G_OPTION_ARG_STRING, &until, "the day as of which is asked; the last in the table", "DATE" },
        { "from", 0, 0, G_OPTION_ARG_STRING, &from, "the first day that the data cover; the first in the table",
          "DATE" },
        { "groups", 0, 0, G_OPTION_ARG_INT, &options.groups, "scores from 1 to N; 5", "N" },
        { "dates", 0, 0, G_OPTION_ARG_STRING, &dates, "how dates are written: ymd, dmy or mdy", "WORD" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_behaviour, entries, &argc, &argv, error))
        return -1;
    if (options.groups < 1 || options.groups > 255) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--groups '%d' is outside 1..255", options.groups);
        return -1;
    }
    options.until = until;
    options.from = from;
    options.dates = dates;
    options.decimal = decimal;
    path = kam_calc_file_argument(&kam_calc_behaviour, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_behaviour = {
    .name = "calc behaviour",
    .arguments = "FILE",
    .summary = "recency, frequency, monetary value, growth, regularity and silence of customers",
    .help =
        "FILE has the columns customer,date[,value[,document[,product]]]; a header line is recognised. A row with a value\n"
        "above 0 is a purchase, below 0 a credit; a row without a customer is left out. Frequency counts documents, or days\n"
        "where there is none. A dash means that there is not enough data.\n\n"
        "Example:\n"
        "  printf 'a,2026-01-05,10\\na,2026-02-05,12\\nb,2026-02-01,30\\n' | kamen calc behaviour --until 2026-03-01 -",
    .run = behaviour_run,
};
