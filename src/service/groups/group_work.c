/* The sums of the table of accounts, rolled up along the tree of a day; or those of heads as they were on the day of
 * each line. */
#include <string.h>

#include "service/groups/group_parts.h"

static const char *const orders[KAM_GROUP_ORDER_N] = { "net", "members", "name" };

KamGroupOrder
kam_group_order_from_name(const char *name)
{
    KamGroupOrder order = 0;

    while (order < KAM_GROUP_ORDER_N && strcmp(orders[order], name) != 0)
        order++;
    return order;
}

gboolean
kam_group_sees(const KamGroupWork *work, guint32 account)
{
    return work->tally->is_in == NULL || work->tally->is_in[account] != 0;
}

gint32
kam_group_day(const KamGroupWork *work)
{
    const KamGroupQuestion *question = work->question;

    return question->groups.kind == KAM_GROUPS_ON ? question->groups.day : question->today;
}

gboolean
kam_group_holds(const KamGroupWork *work, const KamTie *tie)
{
    gint32 day = kam_group_day(work);

    return tie->from_day <= day && day < tie->to_day;
}

/* --- who belongs to whom --- */

guint
kam_group_work_count_members(const KamGroupWork *work)
{
    return work->then != NULL ? work->then->members->len : work->facts->accounts->len;
}

KamRollMember
kam_group_work_get_member(const KamGroupWork *work, guint i)
{
    if (work->then != NULL)
        return g_array_index(work->then->members, KamRollMember, i);
    return (KamRollMember) { i, kam_groups_root(work->groups, i) };
}

/* A company that nobody else ever belonged to is no group. */
static void
count_members(KamGroupWork *work)
{
    guint n = kam_group_work_count_members(work);

    for (guint i = 0; i < n; i++) {
        KamRollMember member = kam_group_work_get_member(work, i);

        work->size[member.holder]++;
        work->in_view[member.holder] += kam_group_sees(work, member.account);
    }
    for (guint32 head = 0; head < work->facts->accounts->len; head++)
        if (work->size[head] < 2)
            work->size[head] = work->in_view[head] = 0;
}

/* --- sums --- */

static gboolean
take_rows(KamGroupWork *work, GError **error)
{
    const KamGroupAmounts *amounts = &work->amounts;
    gboolean is_of_heads = work->then != NULL;

    for (guint i = 0; i < work->tally->n; i++) {
        const KamTallyRow *row = &work->tally->row[i];

        (is_of_heads ? amounts->all : amounts->own)[row->holder] = row->net_micro;
        (is_of_heads ? amounts->all_before : amounts->own_before)[row->holder] = row->before_micro;
    }
    return is_of_heads || (kam_groups_roll_up(work->groups, amounts->own, amounts->all, error) &&
                           kam_groups_roll_up(work->groups, amounts->own_before, amounts->all_before, error));
}

static KamTally *
get_tally(const KamGroupWork *work, KamShelf *shelf, GError **error)
{
    KamTallyQuestion question = work->question->tally;

    question.by = work->question->groups.kind == KAM_GROUPS_THEN ? KAM_FIGURES_BY_GROUP_THEN : KAM_FIGURES_BY_ACCOUNT;
    return kam_tally_get(shelf, work->ground, &question, error);
}

gboolean
kam_group_work_init(KamGroupWork *work, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question,
                    KamJson *json, GError **error)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    gsize n = (gsize)facts->accounts->len + 1;

    *work = (KamGroupWork) { .ground = ground, .facts = facts, .question = question };
    work->w = (KamFiguresWriter) { kam_report_currency_of(facts), json };
    work->tally = get_tally(work, shelf, error);
    if (work->tally == NULL)
        return FALSE;
    work->groups = question->groups.kind == KAM_GROUPS_ON ? kam_groups_new_on(facts, question->groups.day, error)
                                                          : kam_groups_new_today(facts, error);
    if (work->groups == NULL)
        return FALSE;
    if (question->groups.kind == KAM_GROUPS_THEN)
        work->then = kam_roll_get(shelf, ground, KAM_FIGURES_BY_GROUP_THEN);
    work->amounts = (KamGroupAmounts) { g_new0(gint64, n), g_new0(gint64, n), g_new0(gint64, n), g_new0(gint64, n) };
    work->size = g_new0(guint32, n);
    work->in_view = g_new0(guint32, n);
    count_members(work);
    return take_rows(work, error);
}

void
kam_group_work_clear(KamGroupWork *work)
{
    g_clear_pointer(&work->tally, kam_tally_unref);
    g_clear_pointer(&work->then, kam_roll_unref);
    g_clear_pointer(&work->groups, kam_groups_free);
    g_free(work->amounts.own);
    g_free(work->amounts.all);
    g_free(work->amounts.own_before);
    g_free(work->amounts.all_before);
    g_free(work->size);
    g_free(work->in_view);
}

/* --- one head, as it was on the day of each line --- */

/* The parent of everybody who ever belonged to the head, on its last day there: nobody is above itself then, since all
 * who are in a circle would have had that last day together. */
static guint32 *
list_last_parents(const KamGroupWork *work, const KamGroupDays *days, guint32 head)
{
    guint n = work->facts->accounts->len;
    guint32 *parent = g_new(guint32, n + 1);

    memset(parent, 0xff, sizeof *parent * (n + 1));
    for (guint i = 0; i < work->then->members->len; i++) {
        const KamRollMember *member = &g_array_index(work->then->members, KamRollMember, i);
        gint32 day = KAM_TIE_EVER;

        if (member->holder != head || member->account == head)
            continue;
        while (day != KAM_TIE_STILL) {
            KamGroupStay stay = kam_group_days_stay(days, member->account, day, KAM_GROUPS_HEAD);

            if (stay.holder == head)
                parent[member->account] = kam_group_days_parent(days, member->account, stay.to_day - 1);
            day = stay.to_day;
        }
    }
    return parent;
}

static void
take_lines(KamGroupWork *work, guint32 head)
{
    g_autofree KamTallyRow *row = g_new0(KamTallyRow, work->facts->accounts->len + 1);

    for (guint32 i = work->then->start[head]; i < work->then->start[head + 1]; i++) {
        guint32 line = work->then->line[i], account = work->facts->account[line];

        if (kam_group_sees(work, account))
            kam_tally_take_line(work->facts, &work->question->tally, line, &row[account]);
    }
    for (guint32 a = 0; a < work->facts->accounts->len; a++) {
        work->amounts.own[a] = row[a].net_micro;
        work->amounts.own_before[a] = row[a].before_micro;
    }
}

gboolean
kam_group_work_take_then(KamGroupWork *work, guint32 head, GError **error)
{
    g_autoptr(KamGroupDays) days = kam_group_days_new(work->facts, error);
    g_autofree guint32 *parent = days == NULL ? NULL : list_last_parents(work, days, head);
    KamGroups *groups = parent == NULL ? NULL : kam_groups_new(work->facts, parent, error);

    if (groups == NULL)
        return FALSE;
    kam_groups_free(work->groups);
    work->groups = groups;
    take_lines(work, head);
    return kam_groups_roll_up(groups, work->amounts.own, work->amounts.all, error) &&
           kam_groups_roll_up(groups, work->amounts.own_before, work->amounts.all_before, error);
}
