/* The groups of a time: heads that somebody else belongs to, with what is known of each. */
#include <string.h>

#include "base/text.h"
#include "service/groups/group_parts.h"

/* One row of the list, with what it is ordered by. */
typedef struct {
    guint32 head;
    gint64 net;
    guint members;
    char *name; /* folded */
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

/* Heads of groups of which a unit in view, or the head itself, bears the words. Free with g_free(). */
static guint8 *
mark_matches(const KamGroupWork *work, char **words)
{
    guint8 *matches = g_new0(guint8, work->facts->accounts->len + 1);
    guint n = kam_group_work_count_members(work);

    for (guint i = 0; i < n; i++) {
        KamRollMember member = kam_group_work_get_member(work, i);

        if (work->in_view[member.holder] > 0 && !matches[member.holder] &&
            (member.account == member.holder || kam_group_sees(work, member.account)))
            matches[member.holder] = unit_matches(work, member.account, words);
    }
    return matches;
}

/* --- rows --- */

static GArray *
list_rows(const KamGroupWork *work)
{
    g_autofree char *folded = work->question->q == NULL ? NULL : kam_text_fold(work->question->q, -1);
    g_auto(GStrv) words = folded == NULL || folded[0] == '\0' ? NULL : g_strsplit(folded, " ", -1);
    g_autofree guint8 *matches = words == NULL ? NULL : mark_matches(work, words);
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));

    g_array_set_clear_func(rows, clear_row);
    for (guint32 head = 0; head < work->facts->accounts->len; head++) {
        const char *name = g_array_index(work->facts->accounts, KamFactAccount, head).name;
        Row row = { .head = head, .net = work->amounts.all[head], .members = work->in_view[head] };

        if (row.members == 0 || (matches != NULL && !matches[head]))
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

static void
put_row(const KamGroupWork *work, guint32 head, const KamGroupCounts *counts)
{
    const KamFactAccount *account = &g_array_index(work->facts->accounts, KamFactAccount, head);

    kam_json_begin_object(work->w.json, NULL);
    kam_group_put_sums(work, head);
    kam_figures_put_person(work->w.json, "manager", work->ground, account->manager_id);
    kam_json_int(work->w.json, "bonds", counts->bonds);
    kam_json_int(work->w.json, "suggestions", counts->suggestions);
    kam_json_int(work->w.json, "roles", counts->roles);
    kam_json_int(work->w.json, "purchasings", counts->purchasings);
    kam_json_end_object(work->w.json);
}

static void
put_rows(const KamGroupWork *work, const GArray *rows, const KamGroupCounts *counts)
{
    guint last = MIN(rows->len, work->question->offset + work->question->limit);

    kam_json_int(work->w.json, "total", rows->len);
    kam_json_begin_array(work->w.json, "items");
    for (guint i = work->question->offset; i < last; i++) {
        guint32 head = g_array_index(rows, Row, i).head;

        put_row(work, head, &counts[head]);
    }
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
kam_group_list_to_json(const KamWork *work, KamShelf *shelf, KamGround *ground, KamPairsKept *kept,
                       const KamGroupQuestion *question, KamJson *json, GError **error)
{
    g_auto(KamGroupWork) groups = { 0 };
    g_autofree KamGroupCounts *counts = NULL;
    g_autoptr(GArray) rows = NULL;
    KamGroupOrder order = question->order;

    if (!kam_group_work_init(&groups, shelf, ground, question, json, error) ||
        (counts = kam_group_counts_new(&groups, work, kept, error)) == NULL)
        return FALSE;
    rows = list_rows(&groups);
    g_array_sort_with_data(rows, compare_rows, &order);
    kam_json_begin_object(json, NULL);
    kam_group_put_head(&groups);
    put_total(&groups, rows);
    put_rows(&groups, rows, counts);
    kam_group_put_source(&groups);
    kam_json_end_object(json);
    return TRUE;
}
