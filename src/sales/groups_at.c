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

static KamGroups *
groups_of(const KamGroupsAt *at, const KamFacts *facts, GError **error)
{
    return at->kind == KAM_GROUPS_TODAY ? kam_groups_new_today(facts, error) : kam_groups_new_on(facts, at->day, error);
}

gboolean
kam_groups_at_put(const KamGroupsAt *at, const KamFacts *facts, guint32 *holder, GError **error)
{
    g_autoptr(KamGroupDays) days = NULL;
    g_autoptr(KamGroups) groups = NULL;

    if (at->kind == KAM_GROUPS_THEN) {
        days = kam_group_days_new(facts, error);
        if (days != NULL)
            kam_group_days_put(days, facts, at->depth, holder);
        return days != NULL;
    }
    groups = groups_of(at, facts, error);
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
    g_autoptr(KamGroupDays) days = at->kind == KAM_GROUPS_THEN ? kam_group_days_new(facts, error) : NULL;
    g_autoptr(KamGroups) groups = at->kind == KAM_GROUPS_THEN ? NULL : groups_of(at, facts, error);
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
