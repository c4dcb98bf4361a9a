/* What is to come: how surely each account still buys, what it is worth, and the forecast of the key accounts. */
#pragma once

#include "service/analysis/account_forecast.h"
#include "service/analysis/account_value.h"

struct KamReportOutlook {
    KamMonthly monthly, key_monthly;
    KamAccountValues *values;       /* of all accounts */
    KamAccountForecasts *forecasts; /* of the accounts of tier A, in the order of the report */
    KamAccountForecasts *key_total; /* of tier A together: one; NULL without a month or without such accounts */
};

void kam_report_outlook_free(KamReportOutlook *outlook);

/** Whether the model of lifetime value speaks of an account. */
gboolean kam_report_account_has_value(const KamReportAccount *account);
/** Whether there is a forecast of an account. */
gboolean kam_report_account_has_forecast(const KamReportAccount *account);
/** Error that the forecast would have made on the past, as a fraction; NaN when there is no back-test. */
double kam_report_forecast_error(const KamAccountForecast *forecast);
