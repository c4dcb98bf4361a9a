/* What the data lacks, each with its size and with what would be enough. */
#include "service/report/parts.h"

#include <math.h>
#include <string.h>

#include "service/report/basis.h"
#include "service/report/messages.h"

/* Takes `text`. */
static void
add_gap(KamReport *report, const char *code, char *text, guint64 lines, gint64 net_micro, double share)
{
    KamReportGap gap = { .code = code, .text = text, .lines = lines, .net_micro = net_micro, .share = share };

    g_array_append_val(report->gaps, gap);
}

typedef struct {
    guint64 lines, anonymous, charges, no_cost;
    gint64 net, anonymous_net, charges_net, no_cost_net;
} Sums;

static void
sum_lines(const KamReport *report, Sums *s)
{
    const KamFacts *facts = report->facts;

    memset(s, 0, sizeof *s);
    for (gsize i = 0; i < facts->n; i++) {
        if (!line_is_in_period(report, i))
            continue;
        s->lines++;
        s->net += facts->net_micro[i];
        if (facts->account[i] == KAM_NO_INDEX) {
            s->anonymous++;
            s->anonymous_net += facts->net_micro[i];
        }
        if (facts->flags[i] & KAM_FACT_CHARGE) {
            s->charges++;
            s->charges_net += facts->net_micro[i];
        } else if (facts->flags[i] & KAM_FACT_NO_COST) {
            s->no_cost++;
            s->no_cost_net += facts->net_micro[i];
        }
    }
}

static double
share_of(gint64 part, gint64 whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

/* "{lines} ({share} of lines, {amount})" and a share of the net; all that the sentences on lines ask for. */
static char *
say_lines(const KamReport *report, KamReportMessage message, const Sums *s, guint64 lines, gint64 net)
{
    const KamNumberStyle *style = kam_language_numbers(report->options.language);
    g_autofree char *share = kam_format_percent(s->lines > 0 ? (double)lines / (double)s->lines : NAN, 1, style);
    g_autofree char *amount = kam_format_money(net, 2, kam_report_get_currency(report), style);
    g_autofree char *net_share = kam_format_percent(share_of(net, s->net), 1, style);

    return KAM_REPORT_SAY(report->options.language, message, KAM_ARG_COUNT("lines", lines), KAM_ARG("share", share),
                          KAM_ARG("amount", amount), KAM_ARG("net_share", net_share));
}

static char *
say_count(const KamReport *report, KamReportMessage message, const char *name, guint64 count)
{
    return KAM_REPORT_SAY(report->options.language, message, KAM_ARG_COUNT(name, count));
}

static char *
say_text(const KamReport *report, KamReportMessage message)
{
    return kam_report_text(report->options.language, message);
}

static void
tell_anonymous(KamReport *report, const Sums *s)
{
    if (s->anonymous > 0)
        add_gap(report, "lines_without_account",
                say_lines(report, REPORT_GAP_ANONYMOUS, s, s->anonymous, s->anonymous_net), s->anonymous,
                s->anonymous_net, share_of(s->anonymous_net, s->net));
}

static void
tell_cost(KamReport *report, const Sums *s)
{
    guint64 products = s->lines - s->charges;

    if (s->no_cost == 0)
        return;
    if (s->no_cost == products)
        add_gap(report, "no_cost", say_text(report, REPORT_GAP_NO_COST), s->no_cost, s->no_cost_net, 1);
    else
        add_gap(report, "lines_without_cost",
                say_lines(report, REPORT_GAP_LINES_WITHOUT_COST, s, s->no_cost, s->no_cost_net), s->no_cost,
                s->no_cost_net, share_of(s->no_cost_net, s->net));
}

static void
tell_charges(KamReport *report, const Sums *s)
{
    KamReportMessage message =
        report->options.basis == KAM_BASIS_PRODUCTS ? REPORT_GAP_CHARGES_APART : REPORT_GAP_CHARGES_COUNTED;

    if (s->charges > 0)
        add_gap(report, "charges", say_lines(report, message, s, s->charges, s->charges_net), s->charges,
                s->charges_net, share_of(s->charges_net, s->net));
}

static void
tell_foreign(KamReport *report)
{
    const GArray *foreign = report->facts->foreign;
    KamLanguage language = report->options.language;

    for (guint i = 0; foreign != NULL && i < foreign->len; i++) {
        const KamForeignSum *sum = &g_array_index(foreign, KamForeignSum, i);
        g_autofree char *amount = kam_format_money(sum->net_micro, 2, sum->currency, kam_language_numbers(language));

        add_gap(report, "foreign_currency",
                KAM_REPORT_SAY(language, REPORT_GAP_FOREIGN, KAM_ARG_COUNT("lines", sum->lines),
                               KAM_ARG("currency", sum->currency), KAM_ARG("amount", amount)),
                sum->lines, sum->net_micro, NAN);
    }
}

static guint
count_nameless(const KamReport *report)
{
    guint nameless = 0;

    for (guint i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        nameless += account->lines > 0 && (account->name == NULL || *account->name == '\0');
    }
    return nameless;
}

static void
tell_names(KamReport *report)
{
    guint nameless = count_nameless(report);
    guint64 without_product = report->facts->balance.without_product_name;

    if (nameless > 0)
        add_gap(report, "accounts_without_name", say_count(report, REPORT_GAP_NAMELESS, "customers", nameless), 0, 0,
                (double)nameless / report->accounts->len);
    if (without_product > 0)
        add_gap(report, "lines_without_product_name",
                say_count(report, REPORT_GAP_NO_PRODUCT_NAME, "lines", without_product), without_product, 0, NAN);
    if (report->categories->len == 0)
        add_gap(report, "no_categories", say_text(report, REPORT_GAP_NO_CATEGORIES), 0, 0, NAN);
}

static void
tell_part_month(KamReport *report, const KamReportMonth *month, gboolean is_first)
{
    KamLanguage language = report->options.language;
    g_autofree char *name = kam_language_month(language, month->month);
    g_autofree char *day = kam_language_day(language, is_first ? report->first_day : report->last_day);

    add_gap(report, "part_month",
            KAM_REPORT_SAY(language, is_first ? REPORT_GAP_MONTH_BEGINS : REPORT_GAP_MONTH_ENDS, KAM_ARG("month", name),
                           KAM_ARG("day", day)),
            0, month->net_micro, NAN);
}

static void
tell_history(KamReport *report)
{
    for (guint i = 0; i < report->by_month->len; i++) {
        const KamReportMonth *month = &g_array_index(report->by_month, KamReportMonth, i);

        if (!month->is_whole && (i == 0 || i + 1 == report->by_month->len))
            tell_part_month(report, month, i == 0);
    }
    if (report->history_months < 24)
        add_gap(report, "short_history", say_count(report, REPORT_GAP_HISTORY, "months", report->history_months), 0, 0,
                NAN);
}

static void
tell_balance(KamReport *report)
{
    const KamBalance *b = &report->facts->balance;
    guint not_positive = report->concentration.not_positive;

    if (b->refused > 0)
        add_gap(report, "refused", say_count(report, REPORT_GAP_REFUSED, "rows", b->refused), b->refused,
                b->refused_net_micro, NAN);
    if (not_positive > 0)
        add_gap(report, "accounts_not_positive", say_count(report, REPORT_GAP_NOT_POSITIVE, "customers", not_positive),
                0, 0, NAN);
    if (kam_report_get_currency(report) == NULL)
        add_gap(report, "no_currency", say_text(report, REPORT_GAP_NO_CURRENCY), 0, 0, NAN);
}

void
kam_report_fill_gaps(KamReport *report)
{
    Sums sums;

    sum_lines(report, &sums);
    tell_anonymous(report, &sums);
    tell_cost(report, &sums);
    tell_foreign(report);
    tell_charges(report, &sums);
    tell_balance(report);
    tell_history(report);
    tell_names(report);
}
