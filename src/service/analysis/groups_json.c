/* Groups as JSON and as a table for a spreadsheet. */
#include <math.h>

#include "service/analysis/csv_row.h"
#include "service/analysis/groups.h"
#include "service/report/report.h"

typedef struct {
    const KamGroupsAnalysis *analysis;
    const char *currency;
    KamJson *json;
} Writer;

static const KamFactAccount *
account_of(const KamGroupsAnalysis *analysis, guint32 account)
{
    return &g_array_index(analysis->scope.facts->accounts, KamFactAccount, account);
}

static double
share(gint64 part, gint64 whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

static void
put_account(const Writer *w, guint32 index)
{
    const KamFactAccount *account = account_of(w->analysis, index);

    if (account->id != 0)
        kam_json_id(w->json, "id", account->id);
    kam_json_text(w->json, "number", account->number);
    kam_json_text(w->json, "name", account->name);
}

static void
put_largest(const Writer *w, const KamGroupsRow *row)
{
    if (row->largest == KAM_NO_INDEX) {
        kam_json_null(w->json, "largest");
        return;
    }
    kam_json_begin_object(w->json, "largest");
    put_account(w, row->largest);
    kam_json_money(w->json, "net", row->largest_micro, w->currency);
    kam_json_number(w->json, "share_of_group", share(row->largest_micro, row->net_micro));
    kam_json_end_object(w->json);
}

static void
put_row(const Writer *w, const KamGroupsRow *row)
{
    kam_json_begin_object(w->json, NULL);
    put_account(w, row->head);
    kam_json_int(w->json, "companies", row->companies);
    kam_json_money(w->json, "net", row->net_micro, w->currency);
    kam_json_number(w->json, "share", share(row->net_micro, w->analysis->scope.net_micro));
    kam_json_money(w->json, "net_then", row->then_micro, w->currency);
    kam_json_int(w->json, "came", row->came);
    kam_json_int(w->json, "left", row->left);
    put_largest(w, row);
    kam_json_end_object(w->json);
}

static void
put_summary(const Writer *w)
{
    const KamGroupsAnalysis *analysis = w->analysis;

    kam_json_begin_object(w->json, "summary");
    kam_json_int(w->json, "groups", analysis->n);
    kam_json_int(w->json, "companies", analysis->companies);
    kam_json_money(w->json, "net", analysis->net_micro, w->currency);
    kam_json_number(w->json, "share", share(analysis->net_micro, analysis->scope.net_micro));
    kam_json_int(w->json, "alone", analysis->alone);
    kam_json_money(w->json, "net_alone", analysis->alone_micro, w->currency);
    kam_json_money(w->json, "net_moved", analysis->moved_micro, w->currency);
    kam_json_end_object(w->json);
}

void
kam_groups_analysis_to_json(const KamGroupsAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), json };
    g_autofree char *groups = kam_groups_at_dup_word(&analysis->at);
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "groups", json);
    kam_json_text(json, "belonging", groups);
    put_summary(&w);
    kam_json_begin_array(json, "groups");
    for (guint i = 0; i < shown; i++)
        put_row(&w, &analysis->rows[i]);
    kam_json_end_array(json);
    kam_json_text(json, "method", "docs/methods/groups.md");
    kam_json_end_object(json);
}

static void
add_row(const KamGroupsAnalysis *analysis, const KamGroupsRow *group, KamCsvRow *row)
{
    const KamFactAccount *head = account_of(analysis, group->head);
    const KamFactAccount *largest = group->largest == KAM_NO_INDEX ? NULL : account_of(analysis, group->largest);

    kam_csv_row_text(row, head->number);
    kam_csv_row_text(row, head->name);
    kam_csv_row_int(row, group->companies);
    kam_csv_row_money(row, group->net_micro);
    kam_csv_row_number(row, share(group->net_micro, analysis->scope.net_micro));
    kam_csv_row_money(row, group->then_micro);
    kam_csv_row_int(row, group->came);
    kam_csv_row_int(row, group->left);
    kam_csv_row_text(row, largest == NULL ? NULL : largest->number);
    kam_csv_row_text(row, largest == NULL ? NULL : largest->name);
    kam_csv_row_number(row, share(group->largest_micro, group->net_micro));
    kam_csv_row_end(row);
}

GString *
kam_groups_analysis_to_csv(const KamGroupsAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",
                                          "name",
                                          "companies",
                                          "net",
                                          "share",
                                          "net_then",
                                          "came",
                                          "left",
                                          "largest_number",
                                          "largest_name",
                                          "largest_share_of_group",
                                          NULL };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        add_row(analysis, &analysis->rows[i], &row);
    return row.out;
}
