/* Who came to a group and who left it, in the order of time. A company that comes with others below it is one event of
 * so many units. */
#include "service/groups/group_parts.h"

typedef struct {
    gint32 day;
    guint32 account; /* the uppermost that came or left */
    guint32 other;   /* the head that it was under before, or is under then; KAM_NO_INDEX: none */
    gboolean is_joining;
    guint units;
} Event;

typedef struct {
    const KamGroupWork *work;
    const KamGroupDays *days;
    guint32 head;
    GArray *events;
    GHashTable *known; /* "day account is_joining" to 1 + place among the events */
} Story;

static int
compare_events(gconstpointer a, gconstpointer b)
{
    const Event *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->account != y->account)
        return x->account < y->account ? -1 : 1;
    return (x->is_joining > y->is_joining) - (x->is_joining < y->is_joining);
}

/* The uppermost of those that came with an account on a day, or left with it; looked at on the side of the day on which
 * they are in the group. */
static guint32
find_mover(const Story *story, guint32 account, gint32 inside, gint32 outside)
{
    for (;;) {
        guint32 parent = kam_group_days_parent(story->days, account, inside);

        if (parent == KAM_NO_INDEX || parent == story->head ||
            kam_group_days_root(story->days, parent, outside) == story->head)
            return account;
        account = parent;
    }
}

/* What was so since ever never happened. */
static void
add_event(Story *story, guint32 account, gint32 day, gboolean is_joining)
{
    gint32 inside, outside;
    Event event = { day, account, KAM_NO_INDEX, is_joining, 1 };
    g_autofree char *key = NULL;
    guint32 other;
    guint place;

    if (day == KAM_TIE_EVER)
        return;
    inside = is_joining ? day : day - 1;
    outside = is_joining ? day - 1 : day;
    event.account = find_mover(story, account, inside, outside);
    other = kam_group_days_root(story->days, event.account, outside);
    event.other = other == event.account ? KAM_NO_INDEX : other;
    key = g_strdup_printf("%d %u %d", day, event.account, is_joining);
    place = GPOINTER_TO_UINT(g_hash_table_lookup(story->known, key));
    if (place != 0) {
        g_array_index(story->events, Event, place - 1).units++;
        return;
    }
    g_array_append_val(story->events, event);
    g_hash_table_insert(story->known, g_steal_pointer(&key), GUINT_TO_POINTER(story->events->len));
}

static void
put_stay(const Story *story, guint32 account, gint32 from, gint32 to)
{
    KamJson *json = story->work->w.json;

    kam_json_begin_object(json, NULL);
    kam_figures_put_account(json, "account", story->work->ground, account);
    kam_group_put_day(json, "from", from);
    kam_group_put_day(json, "to", to);
    kam_json_end_object(json);
}

/* All times that an account was in the group; neighbouring ones are one. */
static void
tell_account(Story *story, guint32 account)
{
    gint32 day = KAM_TIE_EVER, since = KAM_TIE_STILL;

    for (;;) {
        KamGroupStay stay = kam_group_days_stay(story->days, account, day, KAM_GROUPS_HEAD);
        gboolean is_in = stay.holder == story->head && account != story->head;

        if (is_in && since == KAM_TIE_STILL) {
            since = stay.from_day;
            add_event(story, account, since, TRUE);
        } else if (!is_in && since != KAM_TIE_STILL) {
            put_stay(story, account, since, stay.from_day);
            add_event(story, account, stay.from_day, FALSE);
            since = KAM_TIE_STILL;
        }
        if (stay.to_day == KAM_TIE_STILL)
            break;
        day = stay.to_day;
    }
    if (since != KAM_TIE_STILL)
        put_stay(story, account, since, KAM_TIE_STILL);
}

static void
put_event(const Story *story, const Event *event)
{
    KamJson *json = story->work->w.json;

    kam_json_begin_object(json, NULL);
    kam_group_put_day(json, "day", event->day);
    kam_json_text(json, "event", event->is_joining ? "joined" : "left");
    kam_figures_put_account(json, "account", story->work->ground, event->account);
    kam_json_int(json, "units", event->units);
    if (event->other == KAM_NO_INDEX)
        kam_json_null(json, event->is_joining ? "from_group" : "to_group");
    else
        kam_figures_put_account(json, event->is_joining ? "from_group" : "to_group", story->work->ground, event->other);
    kam_json_end_object(json);
}

gboolean
kam_group_put_timeline(const KamGroupWork *work, guint32 head, GError **error)
{
    g_autoptr(KamGroupDays) days = kam_group_days_new(work->facts, error);
    g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(Event));
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Story story = { work, days, head, events, known };

    if (days == NULL)
        return FALSE;
    kam_json_begin_array(work->w.json, "stays");
    for (guint i = 0; i < work->facts->ties->len; i++) {
        guint32 account = g_array_index(work->facts->ties, KamTie, i).account;

        if ((i == 0 || g_array_index(work->facts->ties, KamTie, i - 1).account != account) &&
            kam_group_sees(work, account))
            tell_account(&story, account);
    }
    kam_json_end_array(work->w.json);
    g_array_sort(events, compare_events);
    kam_json_begin_array(work->w.json, "events");
    for (guint i = 0; i < events->len; i++)
        put_event(&story, &g_array_index(events, Event, i));
    kam_json_end_array(work->w.json);
    return TRUE;
}
