/* One way to ask for groups of any time. */
#include <string.h>

#include "sales/groups.h"

gboolean
kam_groups_at_read(const char *word, KamGroupsAt *at)
{
    gint32 day = KAM_DAY_NONE;

    if (strcmp(word, "today") == 0)
        at->kind = KAM_GROUPS_TODAY;
    else if (strcmp(word, "then") == 0)
        at->kind = KAM_GROUPS_THEN;
    else if ((day = kam_day_parse(word, strlen(word), KAM_DATE_YMD)) != KAM_DAY_NONE)
        at->kind = KAM_GROUPS_ON;
    else
        return FALSE;
    at->day = day;
    return TRUE;
}

char *
kam_groups_at_dup_word(const KamGroupsAt *at)
{
    char iso[11];

    if (at->kind != KAM_GROUPS_ON)
        return g_strdup(at->kind == KAM_GROUPS_TODAY ? "today" : "then");
    kam_day_to_iso(at->day, iso);
    return g_strdup(iso);
}

gboolean
kam_groups_at_is_equal(const KamGroupsAt *a, const KamGroupsAt *b)
{
    return a->kind == b->kind && a->depth == b->depth && a->below_id == b->below_id &&
           (a->kind != KAM_GROUPS_ON || a->day == b->day);
}

static guint32
find_below(const KamGroupsAt *at, const KamFacts *facts)
{
    return at->below_id == 0 ? KAM_NO_INDEX : kam_facts_find_account(facts, at->below_id);
}

/* The same groups with nobody above one of them. */
static KamGroups *
cut_above(const KamGroups *groups, const KamFacts *facts, guint32 account, GError **error)
{
    guint n = kam_groups_count(groups);
    g_autofree guint32 *parent = g_new(guint32, n + 1);

    for (guint32 i = 0; i < n; i++)
        parent[i] = i == account ? KAM_NO_INDEX : kam_groups_parent(groups, i);
    return kam_groups_new(facts, parent, error);
}

KamGroups *
kam_groups_at_new(const KamGroupsAt *at, const KamFacts *facts, GError **error)
{
    guint32 below = find_below(at, facts);
    g_autoptr(KamGroups) groups =
        at->kind == KAM_GROUPS_TODAY ? kam_groups_new_today(facts, error) : kam_groups_new_on(facts, at->day, error);

    if (groups == NULL || below == KAM_NO_INDEX)
        return g_steal_pointer(&groups);
    return cut_above(groups, facts, below, error);
}

KamGroupDays *
kam_groups_at_new_days(const KamGroupsAt *at, const KamFacts *facts, GError **error)
{
    return kam_group_days_new_below(facts, find_below(at, facts), error);
}

gboolean
kam_groups_at_put(const KamGroupsAt *at, const KamFacts *facts, guint32 *holder, GError **error)
{
    g_autoptr(KamGroupDays) days = NULL;
    g_autoptr(KamGroups) groups = NULL;

    if (at->kind == KAM_GROUPS_THEN) {
        days = kam_groups_at_new_days(at, facts, error);
        if (days != NULL)
            kam_group_days_put(days, facts, at->depth, holder);
        return days != NULL;
    }
    groups = kam_groups_at_new(at, facts, error);
    for (gsize i = 0; groups != NULL && i < facts->n; i++)
        holder[i] =
            facts->account[i] == KAM_NO_INDEX ? KAM_NO_INDEX : kam_groups_holder(groups, facts->account[i], at->depth);
    return groups != NULL;
}

static void
add_span(GArray *spans, guint32 account, gint32 from, gint32 to)
{
    KamGroupSpan span = { account, from, to };
    KamGroupSpan *last = spans->len == 0 ? NULL : &g_array_index(spans, KamGroupSpan, spans->len - 1);

    if (last != NULL && last->account == account && last->to_day == from)
        last->to_day = to;
    else
        g_array_append_val(spans, span);
}

static void
list_stays(const KamGroupDays *days, guint32 account, guint32 holder, guint depth, GArray *spans)
{
    gint32 day = KAM_TIE_EVER;

    for (;;) {
        KamGroupStay stay = kam_group_days_stay(days, account, day, depth);

        if (stay.holder == holder)
            add_span(spans, account, stay.from_day, stay.to_day);
        if (stay.to_day == KAM_TIE_STILL)
            return;
        day = stay.to_day;
    }
}

GArray *
kam_groups_at_list(const KamGroupsAt *at, const KamFacts *facts, guint32 holder, GError **error)
{
    g_autoptr(KamGroupDays) days = at->kind == KAM_GROUPS_THEN ? kam_groups_at_new_days(at, facts, error) : NULL;
    g_autoptr(KamGroups) groups = at->kind == KAM_GROUPS_THEN ? NULL : kam_groups_at_new(at, facts, error);
    GArray *spans;

    if (days == NULL && groups == NULL)
        return NULL;
    spans = g_array_new(FALSE, FALSE, sizeof(KamGroupSpan));
    for (guint32 account = 0; account < facts->accounts->len; account++) {
        if (days != NULL)
            list_stays(days, account, holder, at->depth, spans);
        else if (kam_groups_holder(groups, account, at->depth) == holder)
            add_span(spans, account, KAM_TIE_EVER, KAM_TIE_STILL);
    }
    return spans;
}
