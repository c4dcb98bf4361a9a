/* From lines to accounts: the lines are put into the order of their accounts once, then each account is summed alone,
 * so that what it needs (its documents, products, days) stays in the processor's cache. */
#include "service/report/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "service/report/basis.h"

typedef struct {
    KamReport *report;
    gsize *start;         /* of each account in `order`; n_accounts + 1 */
    guint32 *order;       /* line numbers, by account, in file order within it */
    guint32 *document_of; /* account + 1 that last used the document */
    guint32 *product_of;
    gint32 oldest_day;  /* first day of the oldest rolling month */
    guint8 *month_back; /* by day - oldest_day: the rolling month */
    GArray *days;       /* gint32, purchase days of the account at hand */
    GArray *gaps;       /* gint32 */
} Gatherer;

static void
order_lines(Gatherer *g)
{
    const KamFacts *facts = g->report->facts;
    guint n_accounts = facts->accounts->len;
    g_autofree gsize *next = NULL;

    g->start = g_new0(gsize, n_accounts + 1);
    g->order = g_new(guint32, facts->n + 1);
    for (gsize i = 0; i < facts->n; i++)
        if (facts->account[i] != KAM_NO_INDEX)
            g->start[facts->account[i] + 1]++;
    for (guint a = 0; a < n_accounts; a++)
        g->start[a + 1] += g->start[a];
    next = g_memdup2(g->start, sizeof(gsize) * n_accounts);
    for (gsize i = 0; i < facts->n; i++)
        if (facts->account[i] != KAM_NO_INDEX)
            g->order[next[facts->account[i]]++] = (guint32)i;
}

static void
map_days_to_months(Gatherer *g)
{
    gint32 to = g->report->as_of_day;

    g->oldest_day = kam_report_rolling_start(to, KAM_REPORT_MONTHS - 1);
    g->month_back = g_malloc((gsize)(to - g->oldest_day + 1));
    for (guint k = 0; k < KAM_REPORT_MONTHS; k++) {
        gint32 from = kam_report_rolling_start(g->report->as_of_day, k);

        memset(g->month_back + (from - g->oldest_day), (int)k, (gsize)(to - from + 1));
        to = from - 1;
    }
}

static void
init_gatherer(Gatherer *g, KamReport *report)
{
    memset(g, 0, sizeof *g);
    g->report = report;
    g->document_of = g_new0(guint32, report->facts->n_documents + 1);
    g->product_of = g_new0(guint32, report->facts->products->len + 1);
    g->days = g_array_new(FALSE, FALSE, sizeof(gint32));
    g->gaps = g_array_new(FALSE, FALSE, sizeof(gint32));
    order_lines(g);
    map_days_to_months(g);
}

static void
clear_gatherer(Gatherer *g)
{
    g_free(g->start);
    g_free(g->order);
    g_free(g->document_of);
    g_free(g->product_of);
    g_free(g->month_back);
    g_array_unref(g->days);
    g_array_unref(g->gaps);
}

/* Purchases, returns and charges are told apart whatever the basis is. */
static void
add_nature(Gatherer *g, KamReportAccount *account, gsize line)
{
    const KamFacts *facts = g->report->facts;
    gint64 net = facts->net_micro[line];

    if (facts->flags[line] & KAM_FACT_CHARGE) {
        account->charges_micro += net;
        return;
    }
    if (net < 0 || (facts->flags[line] & KAM_FACT_CREDIT)) {
        account->returned_micro -= net;
        return;
    }
    account->sold_micro += net;
    if (net > 0)
        g_array_append_val(g->days, facts->day[line]);
}

static void
add_breadth(Gatherer *g, KamReportAccount *account, gsize line)
{
    const KamFacts *facts = g->report->facts;
    guint32 stamp = account->index + 1, document = facts->document[line], product = facts->product[line];

    if (facts->net_micro[line] <= 0)
        return;
    if (document != KAM_NO_INDEX && g->document_of[document] != stamp) {
        g->document_of[document] = stamp;
        account->documents++;
    }
    if (product != KAM_NO_INDEX && !(facts->flags[line] & KAM_FACT_CHARGE) && g->product_of[product] != stamp) {
        g->product_of[product] = stamp;
        account->products++;
    }
}

static void
add_basis(Gatherer *g, KamReportAccount *account, gsize line)
{
    const KamFacts *facts = g->report->facts;
    gint32 day = facts->day[line];

    account->net_micro += facts->net_micro[line];
    account->lines++;
    if (day >= g->oldest_day)
        account->months[g->month_back[day - g->oldest_day]] += facts->net_micro[line];
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    account->costed_lines++;
    account->costed_net_micro += facts->net_micro[line];
    account->cost_micro += facts->cost_micro[line];
}

static int
compare_days(const void *a, const void *b)
{
    gint32 x = *(const gint32 *)a, y = *(const gint32 *)b;

    return (x > y) - (x < y);
}

static void
sort_days(GArray *days)
{
    const gint32 *day = (const gint32 *)(gpointer)days->data;
    guint kept = 0;

    for (guint i = 1; i < days->len; i++)
        if (day[i] < day[i - 1]) {
            qsort(days->data, days->len, sizeof(gint32), compare_days);
            break;
        }
    for (guint i = 0; i < days->len; i++)
        if (i == 0 || day[i] != day[kept - 1])
            g_array_index(days, gint32, kept++) = day[i];
    g_array_set_size(days, kept);
}

/* The chance that a gap of `days` or more comes next, when gaps come at random around the mean of the n seen: with the
 * rate of an exponential law integrated out (flat prior on its logarithm), P = (1 + days / (n mean))^-n. */
static double
chance_of_gap(double days, double mean, guint n)
{
    return exp(-(double)n * log1p(days / ((double)n * mean)));
}

static double
measure_variation(const GArray *gaps)
{
    double sum = 0, squares = 0, mean;

    if (gaps->len < 2)
        return NAN;
    for (guint i = 0; i < gaps->len; i++)
        sum += g_array_index(gaps, gint32, i);
    mean = sum / gaps->len;
    for (guint i = 0; i < gaps->len; i++)
        squares += pow(g_array_index(gaps, gint32, i) - mean, 2);
    return sqrt(squares / (gaps->len - 1)) / mean;
}

static void
fill_rhythm(Gatherer *g, KamReportAccount *account)
{
    const gint32 *day = (const gint32 *)(gpointer)g->days->data;
    guint n = g->days->len, n_gaps = n > 0 ? n - 1 : 0;

    account->first_day = account->last_day = KAM_DAY_NONE;
    account->silence_chance = 1;
    account->gap_variation = NAN;
    if (n == 0)
        return;
    account->purchase_days = n;
    account->first_day = day[0];
    account->last_day = day[n - 1];
    if (n_gaps == 0)
        return;
    g_array_set_size(g->gaps, 0);
    for (guint i = 1; i < n; i++) {
        gint32 gap = day[i] - day[i - 1];

        g_array_append_val(g->gaps, gap);
    }
    qsort(g->gaps->data, n_gaps, sizeof(gint32), compare_days);
    account->usual_gap_days = g_array_index(g->gaps, gint32, n_gaps / 2);
    account->longest_gap_days = g_array_index(g->gaps, gint32, n_gaps - 1);
    account->gap_variation = measure_variation(g->gaps);
    account->silence_chance = chance_of_gap(g->report->as_of_day - account->last_day,
                                            (double)(account->last_day - account->first_day) / n_gaps, n_gaps);
}

static void
gather_account(Gatherer *g, KamReportAccount *account)
{
    const gsize from = g->start[account->index], to = g->start[account->index + 1];

    g_array_set_size(g->days, 0);
    for (gsize i = from; i < to; i++) {
        gsize line = g->order[i];

        if (!line_is_in_period(g->report, line))
            continue;
        add_nature(g, account, line);
        add_breadth(g, account, line);
        if (line_is_in_basis(g->report, line))
            add_basis(g, account, line);
    }
    sort_days(g->days);
    fill_rhythm(g, account);
    for (gsize i = from; i < to; i++) {
        gsize line = g->order[i];

        if (account->last_day != KAM_DAY_NONE && g->report->facts->day[line] > account->last_day - 365 &&
            line_is_in_basis(g->report, line))
            account->last_year_micro += g->report->facts->net_micro[line];
    }
}

void
kam_report_gather_accounts(KamReport *report)
{
    const KamFacts *facts = report->facts;
    Gatherer g;

    init_gatherer(&g, report);
    for (guint a = 0; a < facts->accounts->len; a++) {
        const KamFactAccount *known = &g_array_index(facts->accounts, KamFactAccount, a);
        KamReportAccount account = { .index = a,
                                     .number = known->number,
                                     .name = known->name,
                                     .class = KAM_TIER_NONE,
                                     .tier = KAM_TIER_NONE,
                                     .growth = NAN };

        gather_account(&g, &account);
        g_array_append_val(report->accounts, account);
    }
    clear_gatherer(&g);
}
