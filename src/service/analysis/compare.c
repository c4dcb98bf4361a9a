/* Categories, months and the level of prices of two companies. */
#include "service/analysis/compare.h"

#include <math.h>

#include "service/report/period.h"
#include "store/statements.h"

static int
compare_categories(gconstpointer a, gconstpointer b)
{
    const KamCompareCategory *x = a, *y = b;
    gint64 one = x->net_micro[0] + x->net_micro[1], other = y->net_micro[0] + y->net_micro[1];

    if (one != other)
        return one < other ? 1 : -1;
    return (x->category > y->category) - (x->category < y->category);
}

static void
fill_categories(KamCompareAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;
    guint n = analysis->categories.list->len;
    g_autofree KamCompareCategory *sums = g_new0(KamCompareCategory, n + 1);
    g_autofree guint8 *has_line = g_new0(guint8, n + 1);

    for (gsize i = 0; i < facts->n; i++) {
        guint32 category;

        if (!kam_pair_is_of_year(&analysis->pair, &analysis->scope, i) ||
            analysis->pair.side_of[facts->account[i]] == 0)
            continue;
        category = kam_holders_of_line(&analysis->categories, facts, i);
        category = category == KAM_NO_INDEX ? n : category;
        sums[category].net_micro[analysis->pair.side_of[facts->account[i]] - 1] += facts->net_micro[i];
        has_line[category] = 1;
    }
    for (guint c = 0; c <= n; c++) {
        sums[c].category = c == n ? KAM_NO_INDEX : c;
        if (has_line[c])
            g_array_append_val(analysis->by_category, sums[c]);
    }
    g_array_sort(analysis->by_category, compare_categories);
}

static void
fill_months(KamCompareAnalysis *analysis)
{
    const KamScope *scope = &analysis->scope;
    guint n = MIN(kam_report_count_months(scope->first_day, scope->as_of_day), KAM_COMPARE_MONTHS);

    analysis->n_months = n;
    for (guint m = 0; m < n; m++)
        analysis->month_from[m] = kam_report_rolling_start(scope->as_of_day, n - 1 - m);
    analysis->month_from[n] = scope->as_of_day + 1;
    for (gsize i = 0; n > 0 && i < scope->facts->n; i++) {
        gint32 day = scope->facts->day[i];
        guint m = n - 1;

        if (day < analysis->month_from[0] || !kam_scope_has_line(scope, i) ||
            analysis->pair.side_of[scope->facts->account[i]] == 0)
            continue;
        while (day < analysis->month_from[m])
            m--;
        analysis->month_micro[m][analysis->pair.side_of[scope->facts->account[i]] - 1] += scope->facts->net_micro[i];
    }
}

/* What the basket of the one would cost at the prices of the other. */
static void
measure_prices(KamCompareAnalysis *analysis)
{
    double own = 0, others = 0;

    for (guint i = 0; i < analysis->pair.both->len; i++) {
        const KamPairArticle *article = &g_array_index(analysis->pair.both, KamPairArticle, i);

        own += (double)article->side[0].net_micro;
        others += kam_pair_price(&article->side[1]) * (double)article->side[0].quantity_micro;
    }
    analysis->price_level = own > 0 ? others / own : (double)NAN;
}

KamCompareAnalysis *
kam_compare_analysis_new(const KamFacts *facts, gint64 data_version, gint64 one, gint64 other,
                         const KamAnalysisOptions *options, GError **error)
{
    const KamPairQuestion question = { { one, other }, { "one", "other" }, { FALSE, FALSE } };
    g_autoptr(KamCompareAnalysis) analysis = g_new0(KamCompareAnalysis, 1);
    g_autoptr(KamGroups) today = NULL;

    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        (today = kam_groups_new_today(facts, error)) == NULL ||
        !kam_pair_init(&analysis->pair, &analysis->scope, today, &question, error))
        return NULL;
    kam_holders_init(&analysis->categories, facts, KAM_BY_CATEGORY);
    analysis->by_category = g_array_new(FALSE, FALSE, sizeof(KamCompareCategory));
    fill_categories(analysis);
    fill_months(analysis);
    measure_prices(analysis);
    return g_steal_pointer(&analysis);
}

static gboolean
count_at(KamDb *db, gint64 account_id, gint64 *n, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("contacts_of_account"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, account_id);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *n += kam_stmt_get_int(stmt, 0);
    return TRUE;
}

gboolean
kam_compare_analysis_count_contacts(KamCompareAnalysis *analysis, KamDb *db, GError **error)
{
    const GArray *accounts = analysis->scope.facts->accounts;
    gint64 contacts[2] = { 0, 0 };

    for (guint32 a = 0; a < accounts->len; a++)
        if (analysis->pair.side_of[a] != 0 && !count_at(db, g_array_index(accounts, KamFactAccount, a).id,
                                                        &contacts[analysis->pair.side_of[a] - 1], error))
            return FALSE;
    analysis->has_contacts = TRUE;
    analysis->contacts[0] = contacts[0];
    analysis->contacts[1] = contacts[1];
    return TRUE;
}

void
kam_compare_analysis_free(KamCompareAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_pair_clear(&analysis->pair);
    kam_holders_clear(&analysis->categories);
    g_clear_pointer(&analysis->by_category, g_array_unref);
    g_free(analysis);
}
