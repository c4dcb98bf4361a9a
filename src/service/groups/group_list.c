/* The groups of a day: heads that have somebody below them, with what is known of their buying. */
#include <string.h>

#include "base/text.h"
#include "service/groups/group_parts.h"
#include "store/statements.h"

/* One row of the list, with what it is ordered by. */
typedef struct {
    guint32 head;
    gint64 net;
    guint members;
    char *name; /* folded */
    guint roles, purchasings;
} Row;

static void
clear_row(gpointer data)
{
    g_free(((Row *)data)->name);
}

/* --- words --- */

static gboolean
has_word(const char *folded, const char *wanted)
{
    gsize length = strlen(wanted);

    for (const char *at = folded; at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, wanted, length) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
unit_matches(const KamGroupWork *work, guint32 unit, char **words)
{
    const KamFactAccount *account = &g_array_index(work->facts->accounts, KamFactAccount, unit);
    g_autofree char *both = g_strconcat(account->name != NULL ? account->name : "", " ",
                                        account->number != NULL ? account->number : "", NULL);
    g_autofree char *folded = kam_text_fold(both, -1);

    for (guint i = 0; words[i] != NULL; i++)
        if (!has_word(folded, words[i]))
            return FALSE;
    return TRUE;
}

static gboolean
group_matches(const KamGroupWork *work, guint32 head, char **words)
{
    guint n;
    const guint32 *units = kam_groups_units(work->groups, head, &n);

    for (guint i = 0; i < n; i++)
        if ((i == 0 || kam_group_sees(work, units[i])) && unit_matches(work, units[i], words))
            return TRUE;
    return FALSE;
}

/* --- rows --- */

static GArray *
list_rows(const KamGroupWork *work)
{
    g_autofree char *folded = work->question->q == NULL ? NULL : kam_text_fold(work->question->q, -1);
    g_auto(GStrv) words = folded == NULL || folded[0] == '\0' ? NULL : g_strsplit(folded, " ", -1);
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));

    g_array_set_clear_func(rows, clear_row);
    for (guint32 head = 0; head < work->facts->accounts->len; head++) {
        const char *name = g_array_index(work->facts->accounts, KamFactAccount, head).name;
        Row row = { .head = head, .net = work->amounts.all[head], .members = work->in_view[head] };

        if (row.members == 0 || (words != NULL && !group_matches(work, head, words)))
            continue;
        row.name = kam_text_fold(name != NULL ? name : "", -1);
        g_array_append_val(rows, row);
    }
    return rows;
}

static int
compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const Row *x = a, *y = b;
    KamGroupOrder order = *(const KamGroupOrder *)data;
    int by_name = strcmp(x->name, y->name);

    if (order == KAM_GROUP_ORDER_NAME && by_name != 0)
        return by_name;
    if (order == KAM_GROUP_ORDER_MEMBERS && x->members != y->members)
        return x->members > y->members ? -1 : 1;
    if (x->net != y->net)
        return x->net > y->net ? -1 : 1;
    return x->head < y->head ? -1 : x->head > y->head;
}

/* --- what is known of their buying --- */

/* Adds a statement's (account, count) to the rows of their heads; `row_of` is by head. */
static gboolean
count_into(KamDb *db, const KamGroupWork *work, const char *statement, GArray *rows, const guint32 *row_of,
           gsize member, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_group_day(work));
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        guint32 account = kam_facts_find_account(work->facts, kam_stmt_get_int(stmt, 0));
        guint32 head = account == KAM_NO_INDEX ? KAM_NO_INDEX : kam_groups_root(work->groups, account);

        if (head == KAM_NO_INDEX || row_of[head] == KAM_NO_INDEX || !kam_group_sees(work, account))
            continue;
        *(guint *)(gpointer)((char *)&g_array_index(rows, Row, row_of[head]) + member) +=
            (guint)kam_stmt_get_int(stmt, 1);
    }
    return step == KAM_STEP_DONE;
}

static gboolean
count_buying(KamDb *db, const KamGroupWork *work, GArray *rows, GError **error)
{
    g_autofree guint32 *row_of = g_new(guint32, work->facts->accounts->len + 1);

    memset(row_of, 0xff, sizeof *row_of * (work->facts->accounts->len + 1));
    for (guint32 i = 0; i < rows->len; i++)
        row_of[g_array_index(rows, Row, i).head] = i;
    return count_into(db, work, "group_role_counts", rows, row_of, G_STRUCT_OFFSET(Row, roles), error) &&
           count_into(db, work, "purchasing_counts", rows, row_of, G_STRUCT_OFFSET(Row, purchasings), error);
}

static void
put_row(const KamGroupWork *work, const Row *row)
{
    const KamFactAccount *head = &g_array_index(work->facts->accounts, KamFactAccount, row->head);

    kam_json_begin_object(work->w.json, NULL);
    kam_group_put_sums(work, row->head);
    kam_figures_put_person(work->w.json, "manager", work->ground, head->manager_id);
    kam_json_int(work->w.json, "roles", row->roles);
    kam_json_int(work->w.json, "purchasings", row->purchasings);
    kam_json_end_object(work->w.json);
}

static void
put_rows(const KamGroupWork *work, const GArray *rows)
{
    guint last = MIN(rows->len, work->question->offset + work->question->limit);

    kam_json_int(work->w.json, "total", rows->len);
    kam_json_begin_array(work->w.json, "items");
    for (guint i = work->question->offset; i < last; i++)
        put_row(work, &g_array_index(rows, Row, i));
    kam_json_end_array(work->w.json);
    if (last < rows->len)
        kam_json_int(work->w.json, "next_offset", last);
    else
        kam_json_null(work->w.json, "next_offset");
}

static void
put_total(const KamGroupWork *work, const GArray *rows)
{
    gint64 net = 0;

    for (guint i = 0; i < rows->len; i++)
        net += g_array_index(rows, Row, i).net;
    kam_json_begin_object(work->w.json, "sums");
    kam_figures_put_money(&work->w, "groups", net);
    kam_figures_put_money(&work->w, "all", work->tally->total.net_micro);
    kam_figures_put_rate(work->w.json, "share", net, work->tally->total.net_micro);
    kam_json_end_object(work->w.json);
}

gboolean
kam_group_list_to_json(KamDb *db, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question, KamJson *json,
                       GError **error)
{
    g_auto(KamGroupWork) work = { 0 };
    g_autoptr(GArray) rows = NULL;
    KamGroupOrder order = question->order;

    if (!kam_group_work_init(&work, shelf, ground, question, json, error))
        return FALSE;
    rows = list_rows(&work);
    g_array_sort_with_data(rows, compare_rows, &order);
    if (!count_buying(db, &work, rows, error))
        return FALSE;
    kam_json_begin_object(json, NULL);
    kam_group_put_head(&work);
    put_total(&work, rows);
    put_rows(&work, rows);
    kam_group_put_source(&work);
    kam_json_end_object(json);
    return TRUE;
}
