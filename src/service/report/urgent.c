/* What to do first on a Monday: the largest sums at stake with key accounts that fall or went silent, and the customers
 * that lose the most margin. */
#include "service/report/parts.h"

#include "service/report/basis.h"

#define MOST_MOVING 3
#define MOST_LOSING 2

static void
add_moving(KamReport *report, GArray *moving, const GArray *list, KamUrgentKind kind)
{
    for (guint i = 0; i < list->len; i++) {
        guint32 position = g_array_index(list, guint32, i);
        const KamReportAccount *account = kam_report_get_account(report, position);
        KamReportUrgent urgent = { .kind = kind, .account = position };

        if (account->tier != KAM_TIER_A)
            continue;
        if (kind == KAM_URGENT_SILENT && report->as_of_day - account->last_day > KAM_REPORT_RECENT_DAYS)
            continue;
        urgent.stake_micro = kind == KAM_URGENT_SILENT ? account->last_year_micro : account->lost_micro;
        g_array_append_val(moving, urgent);
        report->urgent_accounts++;
        report->urgent_micro += urgent.stake_micro;
    }
}

static int
compare_stake(gconstpointer a, gconstpointer b)
{
    gint64 x = ((const KamReportUrgent *)a)->stake_micro, y = ((const KamReportUrgent *)b)->stake_micro;

    return (x < y) - (x > y);
}

static gboolean
is_listed(const KamReport *report, guint32 position)
{
    for (guint i = 0; i < report->urgent->len; i++)
        if (g_array_index(report->urgent, KamReportUrgent, i).account == position)
            return TRUE;
    return FALSE;
}

static void
add_losing(KamReport *report)
{
    const KamReportProfit *p = &report->profit;

    for (guint i = 0, added = 0; i < p->accounts_with_negative_margin && added < MOST_LOSING; i++) {
        guint32 position = p->order[p->n_order - 1 - i];
        KamReportUrgent urgent = { .kind = KAM_URGENT_LOSING,
                                   .account = position,
                                   .stake_micro =
                                       -kam_report_account_margin(kam_report_get_account(report, position)) };

        /* Who only gives back is a matter of returns, not of prices. */
        if (is_listed(report, position) || kam_report_get_account(report, position)->costed_net_micro <= 0)
            continue;
        g_array_append_val(report->urgent, urgent);
        added++;
    }
}

/* The category of a product, or the product itself where the data names no categories; NULL when it has no name. */
static const char *
name_of_product(const KamReport *report, guint32 number)
{
    const KamFactProduct *product;

    if (number == KAM_NO_INDEX)
        return NULL;
    product = &g_array_index(report->facts->products, KamFactProduct, number);
    if (report->categories->len > 0)
        return product->category;
    return product->name != NULL && *product->name != '\0' ? product->name : product->number;
}

/* What each name brought before less what it brings now, of one account. */
static GHashTable *
sum_falls(const KamReport *report, guint32 account)
{
    const KamReportComparison *c = &report->comparison;
    const KamFacts *facts = report->facts;
    GHashTable *falls = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);

    for (gsize i = 0; i < facts->n; i++) {
        const char *name;
        gint64 *fall;

        if (facts->account[i] != account || facts->day[i] < c->previous_from || !line_is_in_basis(report, i))
            continue;
        name = name_of_product(report, facts->product[i]);
        if (name == NULL || *name == '\0')
            continue;
        fall = g_hash_table_lookup(falls, name);
        if (fall == NULL) {
            fall = g_new0(gint64, 1);
            g_hash_table_insert(falls, (gpointer)(guintptr)name, fall);
        }
        *fall += facts->day[i] <= c->previous_to ? facts->net_micro[i] : -facts->net_micro[i];
    }
    return falls;
}

static void
find_largest_fall(const KamReport *report, KamReportUrgent *urgent)
{
    g_autoptr(GHashTable) falls = sum_falls(report, kam_report_get_account(report, urgent->account)->index);
    GHashTableIter iter;
    gpointer name, fall;

    g_hash_table_iter_init(&iter, falls);
    while (g_hash_table_iter_next(&iter, &name, &fall)) {
        gint64 sum = *(const gint64 *)fall;
        gboolean is_larger = sum > urgent->fell_most_micro;

        /* The table has no order of its own: of two equal falls the first by name is told, in every run. */
        if (sum > 0 && sum == urgent->fell_most_micro)
            is_larger = g_strcmp0(name, urgent->fell_most) < 0;
        if (!is_larger)
            continue;
        urgent->fell_most = name;
        urgent->fell_most_micro = sum;
    }
}

void
kam_report_fill_urgent(KamReport *report)
{
    g_autoptr(GArray) moving = g_array_new(FALSE, TRUE, sizeof(KamReportUrgent));

    add_moving(report, moving, report->falling, KAM_URGENT_FALLING);
    add_moving(report, moving, report->silent, KAM_URGENT_SILENT);
    g_array_sort(moving, compare_stake);
    for (guint i = 0; i < MIN(moving->len, MOST_MOVING); i++) {
        KamReportUrgent *urgent = &g_array_index(moving, KamReportUrgent, i);

        if (urgent->kind == KAM_URGENT_FALLING)
            find_largest_fall(report, urgent);
        g_array_append_val(report->urgent, *urgent);
    }
    add_losing(report);
}
