/* Why an account is key, in words built from its own numbers. */
#include "service/report/parts.h"

#include <math.h>

#include "service/report/format.h"

#define STEADY 0.05          /* growth within this is called steady */
#define NOTABLE_RETURNS 0.05 /* below, returns are the ordinary rub of trade */
#define COVERED_COST 0.8     /* a margin on less than this share of sales would mislead */

static const KamNumberStyle *const style = &kam_number_style_en;

G_GNUC_PRINTF(2, 3)
static void
add_reason(KamReportAccount *account, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_ptr_array_add(account->reasons, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

static void
explain_size(KamReportAccount *account)
{
    g_autofree char *share = kam_format_percent(account->share, account->share < 0.01 ? 2 : 1, style);

    if (account->rank == 1)
        add_reason(account, "%s of sales, the largest", share);
    else
        add_reason(account, "%s of sales", share);
    if (account->tier < account->class)
        add_reason(account, "raised from %s: near the cut and large enough by its last 12 months",
                   account->class == KAM_TIER_B ? "B" : "C");
}

static void
explain_silence(const KamReport *report, KamReportAccount *account)
{
    if (account->is_silent)
        add_reason(account, "silent for %d days, usually buys every %d", report->as_of_day - account->last_day,
                   MAX(account->usual_gap_days, 1));
}

/* Against the year before. */
static void
explain_yearly_growth(KamReportAccount *account)
{
    g_autofree char *percent = kam_format_percent(fabs(account->growth), 0, style);

    if (account->growth <= -1)
        add_reason(account, "bought nothing on balance in the last 12 months");
    else if (fabs(account->growth) < STEADY)
        add_reason(account, "steady against the 12 months before");
    else
        add_reason(account, "%s %s against the 12 months before", account->growth > 0 ? "growing" : "falling", percent);
}

/* Against what the movement of all customers would suggest, where a year before is missing. */
static void
explain_relative_growth(KamReportAccount *account, guint months)
{
    g_autofree char *percent = kam_format_percent(fabs(account->growth), 0, style);

    if (account->growth <= -1)
        add_reason(account, "bought nothing on balance in the last %u months", months);
    else if (fabs(account->growth) < STEADY)
        add_reason(account, "moved with all customers in the last %u months", months);
    else
        add_reason(account, "%s %s all customers in the last %u months", percent,
                   account->growth > 0 ? "ahead of" : "behind", months);
}

static void
explain_growth(const KamReport *report, KamReportAccount *account)
{
    const KamReportComparison *c = &report->comparison;
    char first[11];

    if (account->is_new && c->months > 0) {
        kam_day_to_iso(account->first_day, first);
        add_reason(account, "new: first bought on %s", first);
        return;
    }
    if (isnan(account->growth) || account->is_silent)
        return;
    if (c->is_corrected)
        explain_relative_growth(account, c->months);
    else
        explain_yearly_growth(account);
}

static void
explain_regularity(const KamReport *report, KamReportAccount *account)
{
    guint considered = MIN(report->history_months, 12), bought = 0;

    for (guint k = 0; k < considered; k++)
        bought += account->months[k] > 0;
    if (considered >= 3)
        add_reason(account, "bought in %u of the last %u months", bought, considered);
}

static void
explain_breadth(KamReportAccount *account)
{
    g_autofree char *products = kam_format_count(account->products, style);

    if (account->products > 0)
        add_reason(account, "buys %s %s", products, account->products == 1 ? "product" : "products");
}

static void
explain_margin(KamReportAccount *account)
{
    double rate = (double)kam_report_account_margin(account) / (double)account->costed_net_micro;
    g_autofree char *percent = kam_format_percent(rate, 0, style);

    if (account->costed_net_micro <= 0 || (double)account->costed_net_micro < COVERED_COST * (double)account->net_micro)
        return;
    if (rate < 0)
        add_reason(account, "loses money: margin %s", percent);
    else
        add_reason(account, "margin %s", percent);
}

static void
explain_returns(KamReportAccount *account)
{
    double rate = (double)account->returned_micro / (double)account->sold_micro;
    g_autofree char *percent = kam_format_percent(rate, 0, style);

    if (account->sold_micro > 0 && rate >= NOTABLE_RETURNS)
        add_reason(account, "returns %s of what it buys", percent);
}

void
kam_report_fill_reasons(KamReport *report)
{
    for (guint i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);

        if (account->tier != KAM_TIER_A)
            continue;
        account->reasons = g_ptr_array_new_with_free_func(g_free);
        explain_size(account);
        explain_silence(report, account);
        explain_growth(report, account);
        explain_regularity(report, account);
        explain_margin(account);
        explain_returns(account);
        explain_breadth(account);
    }
}
