/* English sentences made from the numbers of the report. */
#include "service/report/words.h"

#include <math.h>

const char *
kam_tier_name(KamTier tier)
{
    static const char *const names[] = { "A", "B", "C", "-" };

    return names[tier];
}

/* Amounts in sentences: whole units, the cents would only hide the size. */
static char *
money(const KamReport *report, gint64 micro, const KamNumberStyle *style)
{
    return kam_format_money(micro, 0, kam_report_get_currency(report), style);
}

char *
kam_words_headline(const KamReport *report, const KamNumberStyle *style)
{
    const KamReportConcentration *c = &report->concentration;
    g_autofree char *share = kam_format_percent(c->share_of_accounts_for_80, 1, style);
    g_autofree char *few = kam_format_count(c->accounts_for_80, style);
    g_autofree char *all = kam_format_count(c->accounts, style);

    if (!c->is_known)
        return g_strdup("Not enough data: no account has a positive total of sales.");
    return g_strdup_printf("%s of customers (%s of %s) bring 80%% of sales.", share, few, all);
}

char *
kam_words_dependency(const KamReport *report, const KamNumberStyle *style)
{
    const KamReportConcentration *c = &report->concentration;
    g_autofree char *first = kam_format_percent(c->share_of_top_1, 1, style);
    g_autofree char *ten = kam_format_percent(c->share_of_top_10, 1, style);
    g_autofree char *effective = kam_format_number(c->effective_number, 0, style);

    if (!c->is_known)
        return NULL;
    if (c->accounts <= 10)
        return g_strdup_printf("The largest customer brings %s.", first);
    return g_strdup_printf(
        "The largest customer brings %s, the ten largest %s: as much at risk as with %s equal customers.", first, ten,
        effective);
}

char *
kam_words_trend(const KamReport *report, const KamNumberStyle *style)
{
    const KamReportSpan *first, *last;
    g_autofree char *before = NULL, *after = NULL;

    if (report->trend->len < 2)
        return g_strdup_printf(
            "Not enough data for a trend of concentration: it needs two whole years, the files hold %u whole %s.",
            report->history_months, report->history_months == 1 ? "month" : "months");
    first = &g_array_index(report->trend, KamReportSpan, 0);
    last = &g_array_index(report->trend, KamReportSpan, report->trend->len - 1);
    if (!first->has_concentration || !last->has_concentration)
        return g_strdup("Not enough data for a trend of concentration: a year has no account with a positive total.");
    before = kam_format_percent(first->share_of_accounts_for_80, 1, style);
    after = kam_format_percent(last->share_of_accounts_for_80, 1, style);
    return g_strdup_printf("80%% of sales came from %s of customers in %s and from %s in %s.", before, first->label,
                           after, last->label);
}

char *
kam_words_profit(const KamReport *report, const KamNumberStyle *style)
{
    const KamReportProfit *p = &report->profit;
    g_autofree char *margin = NULL, *peak = NULL, *eroded = NULL, *adding = NULL, *losing = NULL, *rate = NULL;

    if (!p->is_known)
        return g_strdup("Not enough data for profit: no line has a cost. A column of cost per line or per unit "
                        "(--map cost=COLUMN or --map unit_cost=COLUMN) would be enough.");
    margin = money(report, p->margin_micro, style);
    peak = money(report, p->peak_micro, style);
    eroded = money(report, p->eroded_micro, style);
    adding = kam_format_count(p->peak_accounts, style);
    losing = kam_format_count(p->accounts_with_negative_margin, style);
    rate = kam_format_percent((double)p->margin_micro / (double)p->sales_micro, 1, style);
    if (p->accounts_with_negative_margin == 0)
        return g_strdup_printf("Margin is %s (%s of sales); no customer costs more than it brings.", margin, rate);
    return g_strdup_printf("Margin is %s (%s of sales): %s customers earn %s, %s customers lose %s of it.", margin,
                           rate, adding, peak, losing, eroded);
}

char *
kam_words_comparison(const KamReport *report, const KamNumberStyle *style)
{
    const KamReportComparison *c = &report->comparison;
    g_autofree char *house = NULL;

    if (c->months == 0)
        return g_strdup_printf(
            "Not enough data to say what falls: the files hold %u whole %s. Six would allow a first look, "
            "24 a comparison of year with year.",
            report->history_months, report->history_months == 1 ? "month" : "months");
    if (!c->is_corrected)
        return g_strdup("Last 12 months against the 12 before.");
    house = kam_format_percent((double)c->last_micro / (double)c->previous_micro - 1, 0, style);
    return g_strdup_printf(
        "Last %u months against the %u before, with the movement of all customers together (%s%s) taken out; "
        "24 months of data would allow year against year.",
        c->months, c->months, c->last_micro >= c->previous_micro ? "+" : "", house);
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
kam_words_falling(const KamReport *report, const KamNumberStyle *style)
{
    g_autofree char *sum = money(report, sum_listed(report, report->falling, TRUE), style);
    g_autofree char *count = kam_format_count(report->falling->len, style);

    if (report->comparison.months == 0)
        return NULL;
    if (report->falling->len == 0)
        return g_strdup("No customer buys a fifth less than before.");
    return g_strdup_printf("%s %s at least a fifth less than %s, together %s less.", count,
                           report->falling->len == 1 ? "customer buys" : "customers buy",
                           report->comparison.is_corrected ? "the movement of all customers would suggest" : "before",
                           sum);
}

static gboolean
has_rhythm(const KamReport *report)
{
    for (guint i = 0; i < report->accounts->len; i++)
        if (kam_report_get_account(report, i)->purchase_days >= KAM_REPORT_LEAST_DAYS_FOR_RHYTHM)
            return TRUE;
    return FALSE;
}

char *
kam_words_silent(const KamReport *report, const KamNumberStyle *style)
{
    g_autofree char *sum = money(report, sum_listed(report, report->silent, FALSE), style);
    g_autofree char *count = kam_format_count(report->silent->len, style);

    if (!has_rhythm(report))
        return g_strdup_printf(
            "Not enough data to say who is silent: no customer bought on %d days, which would show a rhythm.",
            KAM_REPORT_LEAST_DAYS_FOR_RHYTHM);
    if (report->silent->len == 0)
        return g_strdup("No customer has been silent for longer than its own rhythm allows.");
    return g_strdup_printf("%s %s silent for longer than ever before; in the year before that they brought %s.", count,
                           report->silent->len == 1 ? "customer has been" : "customers have been", sum);
}

const char *
kam_words_basis_of(KamReportBasis basis)
{
    static const char *const texts[KAM_BASIS_N] = {
        [KAM_BASIS_PRODUCTS] = "product lines net of credits; charges and lines without a customer apart",
        [KAM_BASIS_ALL] = "every line with a customer net of credits, charges too",
        [KAM_BASIS_INVOICED] = "invoiced lines with positive amount and quantity, credits left out, charges too",
    };

    return texts[basis];
}

const char *
kam_words_basis(const KamReport *report)
{
    return kam_words_basis_of(report->options.basis);
}

char *
kam_words_period(const KamReport *report)
{
    char from[11], to[11];

    kam_day_to_iso(report->first_day, from);
    kam_day_to_iso(report->last_day, to);
    return g_strdup_printf("%s to %s", from, to);
}

char *
kam_words_balance(const KamReport *report, const KamNumberStyle *style)
{
    const KamBalance *b = &report->facts->balance;
    g_autofree char *read = kam_format_count((gint64)b->read, style);
    g_autofree char *taken = kam_format_count((gint64)b->taken, style);
    g_autofree char *repeated = kam_format_count((gint64)b->repeated, style);
    g_autofree char *refused = kam_format_count((gint64)b->refused, style);

    return g_strdup_printf("%s lines read = %s taken + %s repeated + %s refused", read, taken, repeated, refused);
}
