/* Reading purchases or histories for 'kamen calc clv': see calc_clv_table.h. */
#include "cli/calc_clv_table.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/dict.h"
#include "base/error.h"

/* One regular account in a hundred would be a mistake. */
#define LEVEL 0.01
/* The hold-out takes no more than this part of the time observed. */
#define HOLDOUT_PART 3

static const char *const customer_names[] = {
    "customer_id", "customer", "account_id", "account",   "account_number", "client", "customer_number",
    "client_id",   "id",       "cust",       "master_id", "name",           NULL
};
static const char *const date_names[] = { "date",        "invoice_date",     "order_date", "day", "purchase_date",
                                          "invoice_day", "transaction_date", "time",       NULL };
static const char *const value_names[] = { "value", "amount", "net",   "sales",        "revenue",
                                           "spend", "total",  "price", "sales_amount", NULL };
static const char *const cost_names[] = { "cost", "cost_amount", "total_cost", NULL };
static const char *const x_names[] = { "x", "frequency", "repeat", "repeats", NULL };
static const char *const t_x_names[] = { "t_x", "recency", NULL };
static const char *const T_names[] = { "t", "t_cal", "age", "tenure", NULL };
static const char *const mean_names[] = { "mean", "zbar", "m_x", "monetary_value", "monetary", "value", NULL };

typedef struct {
    gint customer, date, value, cost, x, t_x, T, mean;
} Columns;

void
kam_calc_clv_table_free(KamCalcClvTable *clv)
{
    if (clv == NULL)
        return;
    g_strfreev(clv->name);
    g_free(clv->account);
    g_free(clv->before);
    g_free(clv->margin);
    g_free(clv);
}

static gboolean
is_day(const char *cell)
{
    return strpbrk(cell, "-/.") != NULL && (kam_day_parse(cell, strlen(cell), KAM_DATE_YMD) != KAM_DAY_NONE ||
                                            kam_day_parse(cell, strlen(cell), KAM_DATE_DMY) != KAM_DAY_NONE ||
                                            kam_day_parse(cell, strlen(cell), KAM_DATE_MDY) != KAM_DAY_NONE);
}

/* Without names: a date in the second column makes purchases, four columns of anything else histories. */
static gboolean
columns_by_place(KamCalcTable *table, Columns *columns)
{
    gint n = (gint)kam_calc_table_columns(table);

    kam_calc_table_drop_header(table, 1);
    *columns = (Columns) { 0, -1, -1, -1, -1, -1, -1, -1 };
    if (kam_calc_table_rows(table) == 0 || n < 2)
        return FALSE;
    if (n < 4 || is_day(kam_calc_table_cell(table, 0, 1))) {
        columns->date = 1;
        columns->value = n > 2 ? 2 : -1;
        columns->cost = n > 3 ? 3 : -1;
        return TRUE;
    }
    columns->x = 1;
    columns->t_x = 2;
    columns->T = 3;
    columns->mean = n > 4 ? 4 : -1;
    return TRUE;
}

static gboolean
find_columns(KamCalcTable *table, Columns *columns)
{
    *columns = (Columns) {
        .customer = kam_calc_table_find(table, customer_names),
        .date = kam_calc_table_find(table, date_names),
        .value = kam_calc_table_find(table, value_names),
        .cost = kam_calc_table_find(table, cost_names),
        .x = kam_calc_table_find(table, x_names),
        .t_x = kam_calc_table_find(table, t_x_names),
        .T = kam_calc_table_find(table, T_names),
        .mean = kam_calc_table_find(table, mean_names),
    };
    if (columns->customer < 0 || (columns->date < 0 && (columns->x < 0 || columns->t_x < 0 || columns->T < 0)))
        return columns_by_place(table, columns);
    kam_calc_table_take_header(table);
    return kam_calc_table_rows(table) > 0;
}

static double *
read_numbers(const KamCalcTable *table, gint column, const KamCalcClvReading *reading, GError **error)
{
    if (column >= 0)
        return kam_calc_table_numbers_or(table, (guint)column, 0, reading->decimal, error);
    return g_new0(double, kam_calc_table_rows(table) + 1);
}

static gboolean
history_fits(const KamClvHistory *history)
{
    return history->x >= 0 && history->x == floor(history->x) && history->x <= 0x1p31 && history->t_x >= 0 &&
           history->t_x <= history->T && (history->x > 0 || history->t_x == 0);
}

static gboolean
read_histories(KamCalcTable *table, const Columns *columns, const KamCalcClvReading *reading, KamCalcClvTable *clv,
               GError **error)
{
    g_autofree double *x = kam_calc_table_numbers(table, (guint)columns->x, reading->decimal, error);
    g_autofree double *t_x = x ? kam_calc_table_numbers(table, (guint)columns->t_x, reading->decimal, error) : NULL;
    g_autofree double *T = t_x ? kam_calc_table_numbers(table, (guint)columns->T, reading->decimal, error) : NULL;
    g_autofree double *mean = T ? read_numbers(table, columns->mean, reading, error) : NULL;

    if (mean == NULL)
        return FALSE;
    clv->n = kam_calc_table_rows(table);
    clv->name = g_new0(char *, clv->n + 1);
    clv->account = g_new0(KamLifetimeAccount, clv->n);
    for (guint i = 0; i < clv->n; i++) {
        KamLifetimeAccount *account = &clv->account[i];

        *account = (KamLifetimeAccount) { .history = { x[i], t_x[i], T[i] }, .mean = mean[i] };
        account->regularity.shape.status = account->regularity.p_value.status = KAM_CALC_EMPTY;
        clv->name[i] = g_strdup(kam_calc_table_cell(table, i, (guint)columns->customer));
        if (!history_fits(&account->history)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "line %u: x must be a whole number >= 0, t_x between 0 and T, and 0 when x is 0",
                        kam_calc_table_line(table, i));
            return FALSE;
        }
    }
    return TRUE;
}

/* Rows of purchases as columns. */
typedef struct {
    guint n;
    guint32 *account;
    gint32 *day;
    double *value, *cost;
    KamDict *names;
} Rows;

static void
rows_clear(Rows *rows)
{
    g_free(rows->account);
    g_free(rows->day);
    g_free(rows->value);
    g_free(rows->cost);
    kam_dict_free(rows->names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

static gboolean
rows_read(Rows *rows, const KamCalcTable *table, const Columns *columns, const KamCalcClvReading *reading,
          GError **error)
{
    rows->n = kam_calc_table_rows(table);
    rows->day = kam_calc_table_days(table, (guint)columns->date, reading->dates, error);
    rows->value = rows->day ? read_numbers(table, columns->value, reading, error) : NULL;
    rows->cost = rows->value ? read_numbers(table, columns->cost, reading, error) : NULL;
    if (rows->cost == NULL)
        return FALSE;
    rows->names = kam_dict_new();
    rows->account = g_new(guint32, rows->n + 1);
    for (guint i = 0; i < rows->n; i++) {
        const char *name = kam_calc_table_cell(table, i, (guint)columns->customer);

        rows->account[i] = *name != '\0' ? kam_dict_add(rows->names, name, strlen(name), NULL) : G_MAXUINT32;
    }
    return TRUE;
}

static gboolean
find_until(const Rows *rows, const KamCalcClvReading *reading, gint32 *first, gint32 *until, GError **error)
{
    *first = *until = rows->day[0];
    for (guint i = 1; i < rows->n; i++) {
        *first = MIN(*first, rows->day[i]);
        *until = MAX(*until, rows->day[i]);
    }
    if (reading->until == NULL)
        return TRUE;
    *until = kam_day_parse(reading->until, strlen(reading->until), KAM_DATE_YMD);
    if (*until != KAM_DAY_NONE && *until > *first)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                *until == KAM_DAY_NONE ? "--until '%s' is not a date such as 2026-03-07"
                                       : "--until '%s' leaves no purchase to learn from; give a later day",
                reading->until);
    return FALSE;
}

/* Profit in a unit of value, up to the last day; that of all where an account has no value. */
static double *
margins_of(const Rows *rows, guint n, gint32 until)
{
    g_autofree double *value = g_new0(double, n + 1);
    g_autofree double *cost = g_new0(double, n + 1);
    double *margin = g_new0(double, n + 1);

    for (guint i = 0; i < rows->n; i++) {
        if (rows->account[i] >= n || rows->day[i] > until)
            continue;
        value[rows->account[i]] += rows->value[i];
        cost[rows->account[i]] += rows->cost[i];
        value[n] += rows->value[i];
        cost[n] += rows->cost[i];
    }
    for (guint a = 0; a < n; a++)
        margin[a] = value[a] > 0 ? 1 - cost[a] / value[a] : value[n] > 0 ? 1 - cost[n] / value[n] : 0;
    return margin;
}

static void
summarise(const KamLifetimePurchases *purchases, gint32 until, KamLifetimeAccount **account)
{
    KamLifetimePurchases part = *purchases;

    part.until_day = until;
    *account = g_new0(KamLifetimeAccount, purchases->n_accounts);
    if (kam_lifetime_summarise(&part, LEVEL, *account) != KAM_CALC_OK)
        g_clear_pointer(account, g_free);
}

static gboolean
read_purchases(KamCalcTable *table, const Columns *columns, const KamCalcClvReading *reading, KamCalcClvTable *clv,
               GError **error)
{
    g_auto(Rows) rows = { 0 };
    KamLifetimePurchases purchases;
    gint32 first;
    double holdout;

    if (!rows_read(&rows, table, columns, reading, error) ||
        !find_until(&rows, reading, &first, &clv->until_day, error))
        return FALSE;
    clv->has_days = TRUE;
    clv->n = kam_dict_size(rows.names);
    purchases = (KamLifetimePurchases) {
        .n = rows.n,
        .account = rows.account,
        .day = rows.day,
        .value = rows.value,
        .n_accounts = clv->n,
        .unit_days = reading->unit_days,
    };
    clv->name = g_new0(char *, clv->n + 1);
    for (guint i = 0; i < clv->n; i++)
        clv->name[i] = g_strdup(kam_dict_key(rows.names, i, NULL));
    summarise(&purchases, clv->until_day, &clv->account);
    if (clv->account == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no purchase of a customer up to the day asked for");
        return FALSE;
    }
    holdout = MIN(reading->horizon * reading->unit_days, (clv->until_day - first) / (double)HOLDOUT_PART);
    clv->before_day = clv->until_day - (gint32)holdout;
    summarise(&purchases, clv->before_day, &clv->before);
    if (columns->cost >= 0)
        clv->margin = margins_of(&rows, clv->n, clv->until_day);
    return TRUE;
}

KamCalcClvTable *
kam_calc_clv_table_new(KamCalcTable *table, const KamCalcClvReading *reading, GError **error)
{
    g_autoptr(KamCalcClvTable) clv = g_new0(KamCalcClvTable, 1);
    Columns columns;

    if (!find_columns(table, &columns)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "the table has no rows of customer,date[,value] or customer,x,t_x,T[,mean]");
        return NULL;
    }
    if (columns.date < 0 && reading->until != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--until needs a table of purchases, this one has histories");
        return NULL;
    }
    if (!(columns.date < 0 ? read_histories : read_purchases)(table, &columns, reading, clv, error))
        return NULL;
    return g_steal_pointer(&clv);
}
