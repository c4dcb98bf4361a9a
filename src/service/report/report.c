/* The order in which a report is computed, its life, and small answers about it. */
#include "service/report/report.h"

#include <math.h>
#include <string.h>

#include "service/report/basis.h"
#include "service/report/outlook.h"
#include "service/report/parts.h"

static const char *const basis_names[KAM_BASIS_N] = { "products", "all", "invoiced" };

const char *
kam_report_basis_name(KamReportBasis basis)
{
    return basis_names[basis];
}

KamReportBasis
kam_report_basis_from_name(const char *name)
{
    for (guint i = 0; i < KAM_BASIS_N; i++)
        if (strcmp(basis_names[i], name) == 0)
            return i;
    return KAM_BASIS_N;
}

const KamReportAccount *
kam_report_get_account(const KamReport *report, guint position)
{
    return &g_array_index(report->accounts, KamReportAccount, position);
}

const char *
kam_report_account_label(const KamReportAccount *account)
{
    if (account->name != NULL && *account->name != '\0')
        return account->name;
    return account->number != NULL && *account->number != '\0' ? account->number : NULL;
}

gint64
kam_report_account_margin(const KamReportAccount *account)
{
    return account->costed_net_micro - account->cost_micro;
}

const char *
kam_report_currency_of(const KamFacts *facts)
{
    return strcmp(facts->currency, "XXX") == 0 || facts->currency[0] == '\0' ? NULL : facts->currency;
}

const char *
kam_report_get_currency(const KamReport *report)
{
    return kam_report_currency_of(report->facts);
}

static void
clear_account(gpointer account)
{
    g_clear_pointer(&((KamReportAccount *)account)->reasons, g_ptr_array_unref);
}

static void
clear_gap(gpointer gap)
{
    g_free(((KamReportGap *)gap)->text);
}

static KamReport *
new_empty(const KamFacts *facts, const KamReportOptions *options)
{
    KamReport *report = g_new0(KamReport, 1);

    report->facts = facts;
    report->options = *options;
    report->accounts = g_array_new(FALSE, TRUE, sizeof(KamReportAccount));
    g_array_set_clear_func(report->accounts, clear_account);
    report->by_year = g_array_new(FALSE, TRUE, sizeof(KamReportSpan));
    report->trend = g_array_new(FALSE, TRUE, sizeof(KamReportSpan));
    report->by_month = g_array_new(FALSE, TRUE, sizeof(KamReportMonth));
    report->categories = g_array_new(FALSE, TRUE, sizeof(KamReportCategory));
    report->falling = g_array_new(FALSE, FALSE, sizeof(guint32));
    report->silent = g_array_new(FALSE, FALSE, sizeof(guint32));
    report->urgent = g_array_new(FALSE, TRUE, sizeof(KamReportUrgent));
    report->gaps = g_array_new(FALSE, TRUE, sizeof(KamReportGap));
    g_array_set_clear_func(report->gaps, clear_gap);
    return report;
}

void
kam_report_free(KamReport *report)
{
    GArray **const arrays[] = { &report->accounts, &report->by_year,    &report->trend,
                                &report->by_month, &report->categories, &report->falling,
                                &report->silent,   &report->urgent,     &report->gaps };

    if (report == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_clear_pointer(arrays[i], g_array_unref);
    g_free(report->profit.order);
    kam_report_outlook_free(report->outlook);
    g_free(report);
}

/* When the sizes of all lines together fit 64 bits with room to spare, so does every sum of some of them. */
gboolean
kam_report_check_sums(const KamFacts *facts, GError **error)
{
    double net = 0, cost = 0;

    for (gsize i = 0; i < facts->n; i++) {
        net += fabs((double)facts->net_micro[i]);
        cost += fabs((double)facts->cost_micro[i]);
    }
    if (net < 9e18 && cost < 9e18)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "the amounts sum to more than 9,000,000,000,000: check the decimal point and the currency");
    return FALSE;
}

static gboolean
fill_period(KamReport *report, GError **error)
{
    const KamFacts *facts = report->facts;
    gint32 until = report->options.until_day;
    char first[11], last[11];

    report->as_of_day = until == KAM_DAY_NONE ? facts->last_day : until;
    if (facts->n == 0 || facts->first_day == KAM_DAY_NONE) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no lines to report on");
        return FALSE;
    }
    if (report->as_of_day < facts->first_day) {
        kam_day_to_iso(facts->first_day, first);
        kam_day_to_iso(report->as_of_day, last);
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no lines until '%s': the data begins on %s", last, first);
        return FALSE;
    }
    report->first_day = facts->first_day;
    report->last_day = MIN(facts->last_day, report->as_of_day);
    return TRUE;
}

static guint
count_seen(const guint32 *column, gsize n_lines, guint n_known)
{
    g_autofree guint8 *seen = g_malloc0(n_known + 1);
    guint count = 0;

    for (gsize i = 0; i < n_lines; i++) {
        if (column[i] == KAM_NO_INDEX || seen[column[i]])
            continue;
        seen[column[i]] = 1;
        count++;
    }
    return count;
}

static void
fill_counts(KamReport *report)
{
    const KamFacts *facts = report->facts;

    report->accounts_seen = count_seen(facts->account, facts->n, facts->accounts->len);
    report->products_seen = count_seen(facts->product, facts->n, facts->products->len);
    report->documents_seen = count_seen(facts->document, facts->n, facts->n_documents);
    for (gsize i = 0; i < facts->n; i++)
        if (line_is_in_basis(report, i))
            report->considered_micro += facts->net_micro[i];
}

KamReport *
kam_report_new(const KamFacts *facts, const KamReportOptions *options, GError **error)
{
    g_autoptr(KamReport) report = NULL;

    g_return_val_if_fail(facts != NULL && options != NULL && options->basis < KAM_BASIS_N, NULL);

    report = new_empty(facts, options);
    if (!fill_period(report, error) || !kam_report_check_sums(facts, error))
        return NULL;
    fill_counts(report);
    kam_report_fill_calendar(report);
    kam_report_gather_accounts(report);
    kam_report_fill_portfolio(report);
    kam_report_fill_movement(report);
    kam_report_fill_merits(report);
    kam_report_fill_tiers(report);
    kam_report_fill_profit(report);
    kam_report_fill_categories(report);
    kam_report_fill_urgent(report);
    if (options->numbers_only)
        return g_steal_pointer(&report);
    kam_report_fill_outlook(report);
    kam_report_fill_reasons(report);
    kam_report_fill_gaps(report);
    return g_steal_pointer(&report);
}
