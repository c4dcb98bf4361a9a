/* A counting sort by account. */
#include "service/analysis/by_account.h"

typedef struct {
    const KamFacts *facts;
    KamReportBasis basis;
    gint32 first_day, last_day;
} Filter;

static gboolean
counts(const Filter *filter, gsize line)
{
    return filter->facts->day[line] >= filter->first_day && filter->facts->day[line] <= filter->last_day &&
           line_is_of_basis(filter->facts, filter->basis, line);
}

void
kam_by_account_init(KamByAccount *by, const KamFacts *facts, KamReportBasis basis, gint32 first_day, gint32 last_day)
{
    const Filter filter = { facts, basis, first_day, last_day };
    guint n = facts->accounts->len;
    g_autofree gsize *next = NULL;

    by->facts = facts;
    by->n_accounts = n;
    by->start = g_new0(gsize, n + 1);
    for (gsize i = 0; i < facts->n; i++)
        if (counts(&filter, i))
            by->start[facts->account[i] + 1]++;
    for (guint a = 0; a < n; a++)
        by->start[a + 1] += by->start[a];
    by->line = g_new(guint32, by->start[n] + 1);
    next = g_memdup2(by->start, sizeof(gsize) * (n + 1));
    for (gsize i = 0; i < facts->n; i++)
        if (counts(&filter, i))
            by->line[next[facts->account[i]]++] = (guint32)i;
}

void
kam_by_account_clear(KamByAccount *by)
{
    g_clear_pointer(&by->start, g_free);
    g_clear_pointer(&by->line, g_free);
}
