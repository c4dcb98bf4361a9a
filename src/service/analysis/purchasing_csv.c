/* Central purchasing as a table for a spreadsheet: a row for each group and category. */
#include <math.h>

#include "service/analysis/csv_row.h"
#include "service/analysis/purchasing.h"

static void
put_account(const KamPurchasingAnalysis *analysis, guint32 index, KamCsvRow *row)
{
    const KamFactAccount *account =
        index == KAM_NO_INDEX ? NULL : &g_array_index(analysis->scope.facts->accounts, KamFactAccount, index);

    kam_csv_row_text(row, account == NULL ? NULL : account->number);
    kam_csv_row_text(row, account == NULL ? NULL : account->name);
}

static void
put_row(const KamPurchasingAnalysis *analysis, const KamPurchasingGroup *group, const KamPurchasingCategory *category,
        KamCsvRow *row)
{
    const KamPurchasingMarket *market = &analysis->market[category->category];
    gboolean is_moved = category->is_tested && category->found.is_found;
    gboolean is_suspected = category->is_tested && category->found.is_suspected;

    put_account(analysis, group->head, row);
    kam_csv_row_text(row, market->name);
    kam_csv_row_int(row, category->companies);
    kam_csv_row_text(row, kam_buying_mode_name(category->mode));
    put_account(analysis, category->centre, row);
    kam_csv_row_text(row, is_moved ? "yes" : is_suspected ? "perhaps" : "no");
    put_account(analysis, category->mover, row);
    kam_csv_row_number(row, category->is_tested ? category->found.confidence : NAN);
    kam_csv_row_day(row, category->since_day);
    kam_csv_row_day(row, category->since_from_day);
    kam_csv_row_day(row, category->since_to_day);
    kam_csv_row_number(row, category->share_before);
    kam_csv_row_number(row, category->share_after);
    kam_csv_row_money(row, category->net_micro);
    kam_csv_row_number(row, market->net_micro > 0 ? (double)category->net_micro / (double)market->net_micro : NAN);
    if (category->has_profit)
        kam_csv_row_money(row, category->profit_micro);
    else
        kam_csv_row_text(row, NULL);
    kam_csv_row_end(row);
}

GString *
kam_purchasing_analysis_to_csv(const KamPurchasingAnalysis *analysis, guint limit)
{
    static const char *const titles[] = {
        "number",
        "name",
        "category",
        "buyers",
        "mode",
        "centre_number",
        "centre_name",
        "moved",
        "moved_to_number",
        "moved_to_name",
        "confidence",
        "since",
        "since_from",
        "since_to",
        "centre_share_before",
        "centre_share_after",
        "net",
        "share_of_our_sales",
        "profit",
        NULL,
    };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        for (guint c = 0; c < analysis->groups[i].n; c++)
            put_row(analysis, &analysis->groups[i], &analysis->groups[i].categories[c], &row);
    return row.out;
}
