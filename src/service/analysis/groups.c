/* Sums by company, and by the head on the day of each line; then one row a group. */
#include "service/analysis/groups.h"

#include <stdlib.h>

typedef struct {
    const KamFacts *facts;
    gint64 *net;    /* by account: its own lines */
    guint32 *lines; /* as many */
    gint64 *then;   /* by head: of the lines that it held on their day */
    guint8 *held;   /* by head: it held lines of others */
    guint32 *came, *left;
    KamGroups *groups;
    KamGroupDays *days;
} Sums;

static void
sums_clear(Sums *sums)
{
    g_free(sums->net);
    g_free(sums->lines);
    g_free(sums->then);
    g_free(sums->held);
    g_free(sums->came);
    g_free(sums->left);
    g_clear_pointer(&sums->groups, kam_groups_free);
    g_clear_pointer(&sums->days, kam_group_days_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sums, sums_clear)

static gboolean
sums_init(Sums *sums, const KamFacts *facts, const KamGroupsAt *at, GError **error)
{
    gsize n = (gsize)facts->accounts->len + 1;

    sums->facts = facts;
    sums->net = g_new0(gint64, n);
    sums->lines = g_new0(guint32, n);
    sums->then = g_new0(gint64, n);
    sums->held = g_new0(guint8, n);
    sums->came = g_new0(guint32, n);
    sums->left = g_new0(guint32, n);
    sums->groups =
        at->kind == KAM_GROUPS_ON ? kam_groups_new_on(facts, at->day, error) : kam_groups_new_today(facts, error);
    sums->days = sums->groups == NULL ? NULL : kam_group_days_new(facts, error);
    return sums->days != NULL;
}

/* Sums fit: kam_scope_init() has seen to it. */
static void
add_lines(KamGroupsAnalysis *analysis, Sums *sums)
{
    const KamFacts *facts = sums->facts;
    g_autofree guint32 *holder = g_new(guint32, facts->n + 1);

    kam_group_days_put(sums->days, facts, KAM_GROUPS_HEAD, holder);
    for (gsize i = 0; i < facts->n; i++) {
        guint32 account = facts->account[i];

        if (!kam_scope_has_line(&analysis->scope, i))
            continue;
        sums->net[account] += facts->net_micro[i];
        sums->lines[account]++;
        sums->then[holder[i]] += facts->net_micro[i];
        sums->held[holder[i]] |= holder[i] != account;
        if (holder[i] != kam_groups_root(sums->groups, account))
            analysis->moved_micro += facts->net_micro[i];
    }
}

/* Companies without a line in the period are no customers that moved. */
static void
count_moves(const KamGroupsAnalysis *analysis, Sums *sums)
{
    for (guint32 account = 0; account < sums->facts->accounts->len; account++) {
        guint32 before = kam_group_days_root(sums->days, account, analysis->scope.first_day);
        guint32 after = kam_group_days_root(sums->days, account, analysis->scope.last_day);

        if (before == after || sums->lines[account] == 0)
            continue;
        sums->left[before] += before != account;
        sums->came[after] += after != account;
    }
}

static KamGroupsRow
row_of(const Sums *sums, guint32 head)
{
    KamGroupsRow row = { .head = head,
                         .then_micro = sums->then[head],
                         .largest = KAM_NO_INDEX,
                         .came = sums->came[head],
                         .left = sums->left[head] };
    guint n;
    const guint32 *units = kam_groups_units(sums->groups, head, &n);

    for (guint i = 0; i < n; i++) {
        if (sums->lines[units[i]] == 0)
            continue;
        row.companies++;
        row.net_micro += sums->net[units[i]];
        if (row.largest == KAM_NO_INDEX || sums->net[units[i]] > row.largest_micro) {
            row.largest = units[i];
            row.largest_micro = sums->net[units[i]];
        }
    }
    return row;
}

static int
compare_rows(const void *a, const void *b)
{
    const KamGroupsRow *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro > y->net_micro ? -1 : 1;
    return x->head < y->head ? -1 : x->head > y->head;
}

/* A head is a group when somebody is below it, or when it held lines of others. */
static void
make_rows(KamGroupsAnalysis *analysis, const Sums *sums)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KamGroupsRow));

    for (guint32 account = 0; account < sums->facts->accounts->len; account++) {
        KamGroupsRow row;
        guint n;

        if (kam_groups_parent(sums->groups, account) != KAM_NO_INDEX && !sums->held[account])
            continue;
        row = kam_groups_parent(sums->groups, account) == KAM_NO_INDEX
                  ? row_of(sums, account)
                  : (KamGroupsRow) { .head = account,
                                     .then_micro = sums->then[account],
                                     .largest = KAM_NO_INDEX,
                                     .came = sums->came[account],
                                     .left = sums->left[account] };
        kam_groups_units(sums->groups, account, &n);
        if (n == 1 && !sums->held[account]) {
            analysis->alone += row.companies;
            analysis->alone_micro += row.net_micro;
        } else if (row.companies > 0 || sums->held[account]) {
            analysis->companies += row.companies;
            analysis->net_micro += row.net_micro;
            g_array_append_val(rows, row);
        }
    }
    g_array_sort(rows, compare_rows);
    analysis->n = rows->len;
    analysis->rows = (KamGroupsRow *)(gpointer)g_array_free(g_steal_pointer(&rows), FALSE);
}

KamGroupsAnalysis *
kam_groups_analysis_new(const KamFacts *facts, gint64 data_version, const KamGroupsAt *at,
                        const KamAnalysisOptions *options, GError **error)
{
    g_autoptr(KamGroupsAnalysis) analysis = g_new0(KamGroupsAnalysis, 1);
    g_auto(Sums) sums = { 0 };

    analysis->at = *at;
    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) || !sums_init(&sums, facts, at, error))
        return NULL;
    add_lines(analysis, &sums);
    count_moves(analysis, &sums);
    make_rows(analysis, &sums);
    return g_steal_pointer(&analysis);
}

void
kam_groups_analysis_free(KamGroupsAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    g_free(analysis->rows);
    g_free(analysis);
}
