/* The outlook of a report: values of all accounts, forecasts of those of tier A, one by one and together. */
#include "service/report/outlook.h"

#include <math.h>

#include "service/report/parts.h"

void
kam_report_outlook_free(KamReportOutlook *outlook)
{
    if (outlook == NULL)
        return;
    kam_account_values_free(outlook->values);
    kam_account_forecasts_free(outlook->forecasts);
    kam_account_forecasts_free(outlook->key_total);
    kam_monthly_clear(&outlook->monthly);
    kam_monthly_clear(&outlook->key_monthly);
    g_free(outlook);
}

gboolean
kam_report_account_has_value(const KamReportAccount *account)
{
    return account->value != NULL && account->value->future.status == KAM_CALC_OK;
}

gboolean
kam_report_account_has_forecast(const KamReportAccount *account)
{
    return account->forecast != NULL && account->forecast->status == KAM_CALC_OK;
}

double
kam_report_forecast_error(const KamAccountForecast *forecast)
{
    return forecast->smape.status == KAM_CALC_OK ? forecast->smape.value / 100 : NAN;
}

static void
forecast_key_accounts(KamReport *report, KamReportOutlook *outlook)
{
    g_autofree guint32 *key = g_new(guint32, report->accounts->len + 1);
    guint n = 0;

    for (guint i = 0; i < report->accounts->len; i++)
        if (kam_report_get_account(report, i)->tier == KAM_TIER_A)
            key[n++] = kam_report_get_account(report, i)->index;
    if (outlook->monthly.n_months == 0 || n == 0)
        return;
    outlook->forecasts = kam_account_forecasts_new(&outlook->monthly, key, n, KAM_QUARTER_MONTHS, KAM_QUARTER_MONTHS);
    n = 0;
    for (guint i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);
        if (account->tier == KAM_TIER_A)
            account->forecast = &outlook->forecasts->list[n++];
    }
}

/* Intervals of the parts do not add up, so the sum is forecast as a series of its own. */
static void
forecast_key_total(const KamReport *report, KamReportOutlook *outlook)
{
    const KamMonthly *months = &outlook->monthly;
    KamMonthly *total = &outlook->key_monthly;
    const guint32 first = 0;

    if (outlook->forecasts == NULL)
        return;
    *total = (KamMonthly) { .n_months = months->n_months, .n_accounts = 1 };
    total->first_day = g_memdup2(months->first_day, sizeof(gint32) * (months->n_months + 1));
    total->net = g_new0(double, months->n_months + 1);
    for (guint i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);
        for (guint m = 0; account->tier == KAM_TIER_A && m < months->n_months; m++)
            total->net[m] += months->net[(gsize)account->index * months->n_months + m];
    }
    outlook->key_total = kam_account_forecasts_new(total, &first, 1, KAM_QUARTER_MONTHS, KAM_QUARTER_MONTHS);
}

typedef struct {
    const KamReport *report;
    const KamMonthly *monthly;
    KamByAccount by;
} Valuation;

static gpointer
value_accounts(gpointer data)
{
    static const KamAccountValueOptions options = { .months = KAM_VALUE_DEFAULT_MONTHS,
                                                    .discount = KAM_VALUE_DEFAULT_DISCOUNT };
    Valuation *v = data;

    return kam_account_values_new(&v->by, v->monthly, v->report->first_day, v->report->as_of_day, &options);
}

/* Values and forecasts know nothing of each other and take about as long, so they are made side by side. */
void
kam_report_fill_outlook(KamReport *report)
{
    KamReportOutlook *outlook = g_new0(KamReportOutlook, 1);
    Valuation valuation = { .report = report, .monthly = &outlook->monthly };
    GThread *thread;

    report->outlook = outlook;
    kam_by_account_init(&valuation.by, report->facts, report->options.basis, report->first_day, report->last_day);
    kam_monthly_init(&outlook->monthly, &valuation.by, report->first_day, report->as_of_day);
    thread = g_thread_new("value", value_accounts, &valuation);
    forecast_key_accounts(report, outlook);
    forecast_key_total(report, outlook);
    outlook->values = g_thread_join(thread);
    kam_by_account_clear(&valuation.by);
    for (guint i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);
        account->value = &outlook->values->list[account->index];
    }
}
