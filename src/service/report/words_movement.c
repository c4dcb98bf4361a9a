/* Sentences on what moves: falling, silent, and what to do first. */
#include <math.h>

#include "service/report/messages.h"
#include "service/report/words.h"

#define SAY(report, ...) KAM_REPORT_SAY((report)->options.language, __VA_ARGS__)

static char *
text(const KamReport *report, KamReportMessage message)
{
    return kam_report_text(report->options.language, message);
}

static char *
money(const KamReport *report, gint64 micro)
{
    return kam_format_money(micro, 0, kam_report_get_currency(report), kam_language_numbers(report->options.language));
}

static char *
percent(const KamReport *report, double fraction)
{
    return kam_format_percent(fraction, 0, kam_language_numbers(report->options.language));
}

char *
kam_words_comparison(const KamReport *report)
{
    const KamReportComparison *c = &report->comparison;
    g_autofree char *change = NULL, *house = NULL;

    if (c->months == 0)
        return SAY(report, REPORT_COMPARISON_SHORT, KAM_ARG_COUNT("months", report->history_months));
    if (!c->is_corrected)
        return text(report, REPORT_COMPARISON_YEARS);
    change = percent(report, (double)c->last_micro / (double)c->previous_micro - 1);
    house = g_strconcat(c->last_micro >= c->previous_micro ? "+" : "", change, NULL);
    return SAY(report, REPORT_COMPARISON_CORRECTED, KAM_ARG_COUNT("months", c->months), KAM_ARG("house", house));
}

static gint64
sum_listed(const KamReport *report, const GArray *list, gboolean of_lost)
{
    gint64 sum = 0;

    for (guint i = 0; i < list->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, g_array_index(list, guint32, i));

        sum += of_lost ? account->lost_micro : account->last_year_micro;
    }
    return sum;
}

char *
kam_words_falling(const KamReport *report)
{
    g_autofree char *sum = money(report, sum_listed(report, report->falling, TRUE));

    if (report->comparison.months == 0)
        return NULL;
    if (report->falling->len == 0)
        return text(report, REPORT_FALLING_NONE);
    return SAY(report, report->comparison.is_corrected ? REPORT_FALLING_CORRECTED : REPORT_FALLING,
               KAM_ARG_COUNT("customers", report->falling->len), KAM_ARG("sum", sum));
}

static gboolean
has_rhythm(const KamReport *report)
{
    for (guint i = 0; i < report->accounts->len; i++)
        if (kam_report_get_account(report, i)->purchase_days >= KAM_REPORT_LEAST_DAYS_FOR_RHYTHM)
            return TRUE;
    return FALSE;
}

static guint
count_recently_silent(const KamReport *report)
{
    guint recent = 0;

    for (guint i = 0; i < report->silent->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, g_array_index(report->silent, guint32, i));

        recent += report->as_of_day - account->last_day <= KAM_REPORT_RECENT_DAYS;
    }
    return recent;
}

static char *
say_all_silent(const KamReport *report)
{
    g_autofree char *sum = money(report, sum_listed(report, report->silent, FALSE)), *all = NULL, *lately = NULL;
    guint recent = count_recently_silent(report);

    all = SAY(report, REPORT_SILENT, KAM_ARG_COUNT("customers", report->silent->len), KAM_ARG("sum", sum));
    if (recent == 0 || recent == report->silent->len)
        return g_steal_pointer(&all);
    lately = SAY(report, REPORT_SILENT_RECENT, KAM_ARG_COUNT("recent", recent));
    return g_strconcat(all, " ", lately, NULL);
}

char *
kam_words_silent(const KamReport *report)
{
    if (!has_rhythm(report))
        return SAY(report, REPORT_SILENT_UNKNOWN, KAM_ARG_COUNT("days", KAM_REPORT_LEAST_DAYS_FOR_RHYTHM));
    if (report->silent->len == 0)
        return text(report, REPORT_SILENT_NONE);
    return say_all_silent(report);
}

char *
kam_words_usual_gap(const KamReport *report, const KamReportAccount *account)
{
    if (account->usual_gap_days <= 1)
        return text(report, REPORT_USUALLY_DAILY);
    return SAY(report, REPORT_USUALLY_EVERY, KAM_ARG_COUNT("days", account->usual_gap_days));
}

char *
kam_words_urgent(const KamReport *report)
{
    const KamReportComparison *c = &report->comparison;
    g_autofree char *sum = money(report, report->urgent_micro);

    if (report->urgent_accounts > 0)
        return SAY(report, c->months == 12 ? REPORT_URGENT_SUM : REPORT_URGENT_SUM_MONTHS,
                   KAM_ARG_COUNT("customers", report->urgent_accounts), KAM_ARG("sum", sum));
    if (c->months == 0 && !has_rhythm(report))
        return NULL;
    return text(report,
                report->profit.is_known && report->urgent->len == 0 ? REPORT_URGENT_NONE : REPORT_URGENT_NONE_MOVING);
}

char *
kam_words_urgent_state(const KamReport *report, const KamReportUrgent *urgent)
{
    static const KamReportMessage states[] = { REPORT_STATE_FALLING, REPORT_STATE_SILENT, REPORT_STATE_LOSING };

    return text(report, states[urgent->kind]);
}

static char *
say_falling(const KamReport *report, const KamReportUrgent *urgent)
{
    const KamReportAccount *account = kam_report_get_account(report, urgent->account);
    g_autofree char *less = percent(report, fabs(account->growth));
    g_autofree char *what = urgent->fell_most != NULL ? kam_format_clean(urgent->fell_most) : g_strdup("");
    g_autofree char *sum = money(report, urgent->fell_most_micro);

    return SAY(report, urgent->fell_most != NULL ? REPORT_URGENT_FALLING_MOST : REPORT_URGENT_FALLING,
               KAM_ARG("percent", less), KAM_ARG("what", what), KAM_ARG("sum", sum));
}

static char *
say_silent(const KamReport *report, const KamReportUrgent *urgent)
{
    const KamReportAccount *account = kam_report_get_account(report, urgent->account);
    g_autofree char *last = kam_language_day(report->options.language, account->last_day);
    g_autofree char *usual = kam_words_usual_gap(report, account);

    return SAY(report, REPORT_URGENT_SILENT, KAM_ARG("day", last),
               KAM_ARG_COUNT("days", report->as_of_day - account->last_day), KAM_ARG("usual", usual));
}

static char *
say_losing(const KamReport *report, const KamReportUrgent *urgent)
{
    const KamReportAccount *account = kam_report_get_account(report, urgent->account);
    double needed = (double)account->cost_micro / (double)account->costed_net_micro - 1;
    g_autofree char *sales = money(report, account->costed_net_micro);
    g_autofree char *cost = money(report, account->cost_micro);
    g_autofree char *higher = percent(report, ceil(100 * needed) / 100);
    /* Doubling a price is no advice. */
    gboolean is_advice = account->costed_net_micro > account->cost_micro / 2;

    return SAY(report, is_advice ? REPORT_URGENT_LOSING_PRICE : REPORT_URGENT_LOSING, KAM_ARG("sales", sales),
               KAM_ARG("cost", cost), KAM_ARG("percent", higher));
}

char *
kam_words_urgent_what(const KamReport *report, const KamReportUrgent *urgent)
{
    static char *(*const sayers[])(const KamReport *, const KamReportUrgent *) = { say_falling, say_silent,
                                                                                   say_losing };

    return sayers[urgent->kind](report, urgent);
}

char *
kam_words_urgent_next(const KamReport *report, KamUrgentKind kind)
{
    static const KamReportMessage nexts[] = { REPORT_NEXT_FALLING, REPORT_NEXT_SILENT, REPORT_NEXT_LOSING };

    for (guint i = 0; i < report->urgent->len; i++)
        if (g_array_index(report->urgent, KamReportUrgent, i).kind == kind)
            return text(report, nexts[kind]);
    return NULL;
}
