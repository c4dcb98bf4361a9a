/* Private to this folder: the outlook's members in the JSON of the report. */
#pragma once

#include "service/report/report.h"

/** Members "probability_alive", "clv" and "forecast" of an account's open object. */
void kam_report_account_outlook_to_json(const KamReport *report, const KamReportAccount *account, KamJson *json);
/** Members "clv" (the model) and "forecast" (the key accounts together) of the report's open object. */
void kam_report_outlook_to_json(const KamReport *report, KamJson *json);
