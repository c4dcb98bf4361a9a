/* What the data lacks, each with its size and with what would be enough. */
#include "service/report/parts.h"

#include <math.h>
#include <string.h>

#include "service/report/basis.h"
#include "service/report/format.h"

static const KamNumberStyle *const style = &kam_number_style_en;

/* Takes `text`. */
static void
add_gap(KamReport *report, const char *code, char *text, guint64 lines, gint64 net_micro, double share)
{
    KamReportGap gap = { .code = code, .text = text, .lines = lines, .net_micro = net_micro, .share = share };

    g_array_append_val(report->gaps, gap);
}

typedef struct {
    guint64 lines, anonymous, charges, no_cost, nameless_product;
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

static char *
describe(const KamReport *report, guint64 lines, guint64 of_lines, gint64 net)
{
    g_autofree char *count = kam_format_count((gint64)lines, style);
    g_autofree char *share = kam_format_percent(of_lines > 0 ? (double)lines / (double)of_lines : NAN, 1, style);
    g_autofree char *amount = kam_format_money(net, 2, kam_report_get_currency(report), style);

    return g_strdup_printf("%s %s (%s of lines, %s)", count, lines == 1 ? "line" : "lines", share, amount);
}

static void
tell_anonymous(KamReport *report, const Sums *s)
{
    g_autofree char *what = describe(report, s->anonymous, s->lines, s->anonymous_net);
    g_autofree char *share = kam_format_percent(share_of(s->anonymous_net, s->net), 1, style);

    if (s->anonymous > 0)
        add_gap(report, "lines_without_account",
                g_strdup_printf("%s name no customer: %s of net sales can belong to anybody, key accounts too.", what,
                                share),
                s->anonymous, s->anonymous_net, share_of(s->anonymous_net, s->net));
}

static void
tell_cost(KamReport *report, const Sums *s)
{
    g_autofree char *what = describe(report, s->no_cost, s->lines, s->no_cost_net);
    guint64 products = s->lines - s->charges;

    if (s->no_cost == 0)
        return;
    if (s->no_cost == products)
        add_gap(
            report, "no_cost",
            g_strdup(
                "No line has a cost: who is profitable cannot be said. A column of cost per line or per unit would be enough."),
            s->no_cost, s->no_cost_net, 1);
    else
        add_gap(report, "lines_without_cost", g_strdup_printf("%s have no cost and are left out of the profit.", what),
                s->no_cost, s->no_cost_net, share_of(s->no_cost_net, s->net));
}

static void
tell_charges(KamReport *report, const Sums *s)
{
    g_autofree char *what = describe(report, s->charges, s->lines, s->charges_net);

    if (s->charges > 0)
        add_gap(report, "charges",
                g_strdup_printf("%s are charges and no product (postage, fees, manual entries): %s.", what,
                                report->options.basis == KAM_BASIS_PRODUCTS
                                    ? "kept apart from the comparison of customers"
                                    : "counted with the sales by the basis chosen"),
                s->charges, s->charges_net, share_of(s->charges_net, s->net));
}

static void
tell_foreign(KamReport *report)
{
    const GArray *foreign = report->facts->foreign;

    for (guint i = 0; foreign != NULL && i < foreign->len; i++) {
        const KamForeignSum *sum = &g_array_index(foreign, KamForeignSum, i);
        g_autofree char *amount = kam_format_money(sum->net_micro, 2, sum->currency, style);
        g_autofree char *lines = kam_format_count((gint64)sum->lines, style);

        add_gap(report, "foreign_currency",
                g_strdup_printf("%s %s in %s (%s) are left out of all sums: without a rate they cannot be added.",
                                lines, sum->lines == 1 ? "line" : "lines", sum->currency, amount),
                sum->lines, sum->net_micro, NAN);
    }
}

static void
tell_names(KamReport *report)
{
    guint nameless = 0, without_product = 0;
    g_autofree char *count = NULL;

    for (guint i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        nameless += account->lines > 0 && (account->name == NULL || *account->name == '\0');
    }
    count = kam_format_count(nameless, style);
    if (nameless > 0)
        add_gap(report, "accounts_without_name",
                g_strdup_printf(
                    "%s %s a number and no name; a column of names (--map account_name=COLUMN) would be enough.", count,
                    nameless == 1 ? "customer has" : "customers have"),
                0, 0, (double)nameless / report->accounts->len);
    without_product = (guint)MIN(report->facts->balance.without_product_name, G_MAXUINT);
    g_free(count);
    count = kam_format_count(without_product, style);
    if (without_product > 0)
        add_gap(report, "lines_without_product_name",
                g_strdup_printf("%s %s no product name.", count, without_product == 1 ? "line has" : "lines have"),
                without_product, 0, NAN);
    if (report->categories->len == 0)
        add_gap(report, "no_categories",
                g_strdup("No line has a product category: what each customer buys by category cannot be shown."), 0, 0,
                NAN);
}

static void
tell_history(KamReport *report)
{
    for (guint i = 0; i < report->by_month->len; i++) {
        const KamReportMonth *month = &g_array_index(report->by_month, KamReportMonth, i);
        gboolean is_first = i == 0;
        char name[8], day[11];

        if (month->is_whole || (!is_first && i + 1 < report->by_month->len))
            continue;
        kam_month_to_iso(month->month, name);
        kam_day_to_iso(is_first ? report->first_day : report->last_day, day);
        add_gap(
            report, "part_month",
            g_strdup_printf("%s is a part of a month (the data %s on %s): it is shown and compared with no whole one.",
                            name, is_first ? "begins" : "ends", day),
            0, month->net_micro, NAN);
    }
    if (report->history_months < 24)
        add_gap(report, "short_history",
                g_strdup_printf(
                    "The files hold %u whole %s up to the day of the report: growth of a year over a year needs 24.",
                    report->history_months, report->history_months == 1 ? "month" : "months"),
                0, 0, NAN);
}

static void
tell_balance(KamReport *report)
{
    const KamBalance *b = &report->facts->balance;
    g_autofree char *refused = kam_format_count((gint64)b->refused, style);
    g_autofree char *not_positive = kam_format_count(report->concentration.not_positive, style);

    if (b->refused > 0)
        add_gap(report, "refused",
                g_strdup_printf("%s %s refused; --rejects FILE writes them down with the reason.", refused,
                                b->refused == 1 ? "row was" : "rows were"),
                b->refused, b->refused_net_micro, NAN);
    if (report->concentration.not_positive > 0)
        add_gap(report, "accounts_not_positive",
                g_strdup_printf("%s %s back as much as %s bought or more: no share, no tier.", not_positive,
                                report->concentration.not_positive == 1 ? "customer gave" : "customers gave",
                                report->concentration.not_positive == 1 ? "it" : "they"),
                0, 0, NAN);
    if (kam_report_get_currency(report) == NULL)
        add_gap(report, "no_currency", g_strdup("The files name no currency; --currency CODE says it."), 0, 0, NAN);
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
