/* How attractive an account is besides its size, from the lines alone, by rules that nobody sets: what the table and
 * the map of accounts show of each of them. What the firm's own criteria say of those that are compared is another
 * thing under the axis of that name in service/selection; docs/methods/selection.md tells why both are needed. */
#pragma once

#include "service/analysis/account_forecast.h"
#include "service/analysis/behaviour.h"

/**
 * How attractive each account is besides its size: profit 0.25, growth 0.15, predictability 0.15, breadth 0.10 of the
 * values of docs/methods/selection.md, divided by their sum, in [0, 1]. No forecast is made.
 *
 * @param smape       by account: the error of its forecast on the past, in percent; NaN where there is none.
 * @param attractive  by account; NaN for those that bought nothing.
 */
void kam_sales_attractiveness(const KamFacts *facts, KamReportBasis basis, const double smape[], double attractive[]);
/** The error of a forecast as the above takes it; NaN where there is none. */
double kam_sales_attractiveness_error_of(const KamAccountForecast *forecast);
