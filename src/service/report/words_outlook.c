/* Sentences on what is to come. */
#include <math.h>

#include "service/report/messages.h"
#include "service/report/outlook.h"
#include "service/report/words.h"

static char *
money(const KamReport *report, double amount)
{
    return kam_format_money((gint64)llround(amount * 1e6), 0, kam_report_get_currency(report),
                            kam_language_numbers(report->options.language));
}

char *
kam_words_outlook(const KamReport *report)
{
    const KamAccountForecast *total = report->outlook->key_total == NULL ? NULL : &report->outlook->key_total->list[0];
    g_autofree char *amount = NULL, *lower = NULL, *upper = NULL, *before = NULL;

    if (total == NULL || total->status != KAM_CALC_OK)
        return KAM_REPORT_SAY(
            report->options.language, REPORT_OUTLOOK_NONE,
            KAM_ARG_COUNT("months", (gint64)kam_forecast_needed(KAM_FORECAST_AUTO, KAM_SEASON_MONTHS)));
    amount = money(report, total->total);
    lower = money(report, total->total_lower);
    upper = money(report, total->total_upper);
    before = money(report, total->before);
    return KAM_REPORT_SAY(report->options.language, REPORT_OUTLOOK, KAM_ARG("amount", amount), KAM_ARG("lower", lower),
                          KAM_ARG("upper", upper), KAM_ARG("before", before));
}
