/* Why an account is key, in words built from its own numbers. */
#include "service/report/parts.h"

#include <math.h>

#include "service/report/messages.h"
#include "service/report/outlook.h"
#include "service/report/words.h"

#define STEADY 0.05          /* growth within this is called steady */
#define NOTABLE_RETURNS 0.05 /* below, returns are the ordinary rub of trade */
#define SURELY_ALIVE 0.9     /* below, it is worth a word that it may be none any more */
#define SURELY_GONE 0.05
#define COVERED_COST 0.8 /* a margin on less than this share of sales would mislead */

typedef struct {
    const KamReport *report;
    KamLanguage language;
    const KamNumberStyle *style;
    KamReportAccount *account;
} Writer;

/* Takes `text`. */
static void
take_reason(const Writer *w, char *text)
{
    g_ptr_array_add(w->account->reasons, text);
}

/* Takes `percent`. */
static void
add_percent(const Writer *w, KamReportMessage message, char *percent)
{
    take_reason(w, KAM_REPORT_SAY(w->language, message, KAM_ARG("percent", percent)));
    g_free(percent);
}

/* What the points came from: "growing fast, buys widely". */
static char *
words_of_merits(const Writer *w)
{
    static const KamReportMessage words[KAM_MERIT_N] = { REPORT_MERIT_PROFIT, REPORT_MERIT_GROWTH,
                                                         REPORT_MERIT_PREDICTABILITY, REPORT_MERIT_BREADTH };
    GString *out = g_string_new(NULL);

    for (guint m = 0; m < KAM_MERIT_N; m++) {
        int points = w->account->merit[m];
        g_autofree char *text =
            points > 0 ? kam_report_text(w->language, points > 1 ? REPORT_MERIT_GROWTH_HIGHER : words[m]) : NULL;

        if (text != NULL)
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", text);
    }
    return g_string_free(out, FALSE);
}

static void
explain_raise(const Writer *w)
{
    g_autofree char *why = words_of_merits(w);

    take_reason(w, KAM_REPORT_SAY(w->language, REPORT_REASON_RAISED, KAM_ARG("tier", kam_tier_name(w->account->class)),
                                  KAM_ARG("why", why)));
}

static void
explain_size(const Writer *w)
{
    const KamReportAccount *account = w->account;
    g_autofree char *share =
        kam_format_percent(account->share, account->share < KAM_REPORT_SMALL_SHARE ? 2 : 1, w->style);

    take_reason(w, KAM_REPORT_SAY(w->language, account->rank == 1 ? REPORT_REASON_SHARE_LARGEST : REPORT_REASON_SHARE,
                                  KAM_ARG("share", share)));
    if (account->tier < account->class)
        explain_raise(w);
}

static void
explain_silence(const Writer *w)
{
    g_autofree char *usual = kam_words_usual_gap(w->report, w->account);

    if (w->account->is_silent)
        take_reason(w, KAM_REPORT_SAY(w->language, REPORT_REASON_SILENT,
                                      KAM_ARG_COUNT("days", w->report->as_of_day - w->account->last_day),
                                      KAM_ARG("usual", usual)));
}

/* Against the year before. */
static void
explain_yearly_growth(const Writer *w)
{
    double growth = w->account->growth;

    if (fabs(growth) < STEADY)
        take_reason(w, kam_report_text(w->language, REPORT_REASON_STEADY));
    else
        add_percent(w, growth > 0 ? REPORT_REASON_GROWING : REPORT_REASON_FALLING,
                    kam_format_percent(fabs(growth), 0, w->style));
}

/* Against what the movement of all customers would suggest, where a year before is missing. */
static void
explain_relative_growth(const Writer *w)
{
    double growth = w->account->growth;
    g_autofree char *percent = kam_format_percent(fabs(growth), 0, w->style);

    take_reason(w, KAM_REPORT_SAY(w->language,
                                  fabs(growth) < STEADY ? REPORT_REASON_MOVED
                                  : growth > 0          ? REPORT_REASON_AHEAD
                                                        : REPORT_REASON_BEHIND,
                                  KAM_ARG("percent", percent), KAM_ARG_COUNT("months", w->report->comparison.months)));
}

static void
explain_newness(const Writer *w)
{
    g_autofree char *day = kam_language_day(w->language, w->account->first_day);

    take_reason(w, KAM_REPORT_SAY(w->language, REPORT_REASON_NEW, KAM_ARG("day", day)));
}

static void
explain_growth(const Writer *w)
{
    const KamReportComparison *c = &w->report->comparison;

    if (w->account->is_new && c->months > 0) {
        explain_newness(w);
        return;
    }
    if (isnan(w->account->growth) || w->account->is_silent)
        return;
    if (w->account->growth <= -1)
        take_reason(w, KAM_REPORT_SAY(w->language, REPORT_REASON_NOTHING, KAM_ARG_COUNT("months", c->months)));
    else if (c->is_corrected)
        explain_relative_growth(w);
    else
        explain_yearly_growth(w);
}

static void
explain_regularity(const Writer *w)
{
    guint considered = MIN(w->report->history_months, 12), bought = 0;

    for (guint k = 0; k < considered; k++)
        bought += w->account->months[k] > 0;
    if (considered >= 3)
        take_reason(w, KAM_REPORT_SAY(w->language, REPORT_REASON_REGULAR, KAM_ARG_COUNT("bought", bought),
                                      KAM_ARG_COUNT("months", considered)));
}

static void
explain_breadth(const Writer *w)
{
    if (w->account->products > 0)
        take_reason(
            w, KAM_REPORT_SAY(w->language, REPORT_REASON_BREADTH, KAM_ARG_COUNT("products", w->account->products)));
}

static void
explain_margin(const Writer *w)
{
    const KamReportAccount *account = w->account;
    double rate = (double)kam_report_account_margin(account) / (double)account->costed_net_micro;

    if (account->costed_net_micro <= 0 || (double)account->costed_net_micro < COVERED_COST * (double)account->net_micro)
        return;
    add_percent(w, rate < 0 ? REPORT_REASON_LOSES : REPORT_REASON_MARGIN, kam_format_percent(rate, 0, w->style));
}

static void
explain_returns(const Writer *w)
{
    double rate = (double)w->account->returned_micro / (double)w->account->sold_micro;

    if (w->account->sold_micro > 0 && rate >= NOTABLE_RETURNS)
        add_percent(w, REPORT_REASON_RETURNS, kam_format_percent(rate, 0, w->style));
}

static void
explain_forecast(const Writer *w)
{
    double error = w->account->forecast == NULL ? NAN : kam_report_forecast_error(w->account->forecast);

    if (kam_report_account_has_forecast(w->account) && !isnan(error) && !w->account->is_silent)
        add_percent(w, REPORT_REASON_FORECAST, kam_format_percent(error, 0, w->style));
}

/* Only where it is in doubt: that a customer is one goes without saying. */
static void
explain_alive(const Writer *w)
{
    double alive = kam_report_account_has_value(w->account) ? w->account->value->future.p_alive : 1;

    if (alive < SURELY_GONE)
        take_reason(w, kam_report_text(w->language, REPORT_REASON_GONE));
    else if (alive < SURELY_ALIVE)
        add_percent(w, REPORT_REASON_ALIVE, kam_format_percent(alive, 0, w->style));
}

static void
explain_account(const Writer *w)
{
    w->account->reasons = g_ptr_array_new_with_free_func(g_free);
    explain_size(w);
    explain_silence(w);
    explain_growth(w);
    explain_regularity(w);
    explain_margin(w);
    explain_returns(w);
    explain_breadth(w);
    explain_forecast(w);
    explain_alive(w);
}

void
kam_report_fill_reasons(KamReport *report)
{
    Writer w = { .report = report,
                 .language = report->options.language,
                 .style = kam_language_numbers(report->options.language) };

    for (guint i = 0; i < report->accounts->len; i++) {
        w.account = &g_array_index(report->accounts, KamReportAccount, i);
        if (w.account->tier == KAM_TIER_A)
            explain_account(&w);
    }
}
