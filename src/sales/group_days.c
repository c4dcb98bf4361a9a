/* Of each account, its parents one after another. Its head on a day is found by going up on that day, which is short;
 * a pass over lines goes up once for as long as nothing above changes. */
#include <string.h>

#include "base/error.h"
#include "sales/groups_private.h"

/* Until the next span of the account begins. */
typedef struct {
    gint32 from_day;
    guint32 parent; /* KAM_NO_INDEX: none */
} Span;

struct KamGroupDays {
    guint n;
    guint32 *start; /* n + 1; the spans of an account that ever had a parent begin with one from KAM_TIE_EVER */
    GArray *spans;  /* Span, by account and day */
};

gboolean
kam_tie_is_of_tree(const KamTie *tie)
{
    return (tie->kind == KAM_TIE_OWNS || tie->kind == KAM_TIE_CONTROLS) && tie->from_day < tie->to_day &&
           tie->account != tie->parent;
}

static gint64
share_of(const KamTie *tie)
{
    const gint64 whole = 100 * G_GINT64_CONSTANT(1000000);

    return tie->share_micro == KAM_TIE_UNKNOWN_SHARE ? whole : tie->share_micro;
}

gboolean
kam_tie_leads(const KamTie *tie, const KamTie *other)
{
    if (share_of(tie) != share_of(other))
        return share_of(tie) > share_of(other);
    if (tie->kind != other->kind)
        return tie->kind < other->kind;
    if (tie->from_day != other->from_day)
        return tie->from_day > other->from_day;
    return tie->parent < other->parent;
}

static const char *
label_of(const KamFacts *facts, guint32 account)
{
    const KamFactAccount *known = &g_array_index(facts->accounts, KamFactAccount, account);

    return known->name != NULL ? known->name : known->number != NULL ? known->number : "?";
}

void
kam_groups_refuse_circle(const KamFacts *facts, guint32 account, guint32 other, gint32 day, GError **error)
{
    char iso[11];

    kam_day_to_iso(day, iso);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "companies belong to one another in a circle: '%s' is below '%s' and above it%s%s; "
                "end one of the memberships of these two",
                label_of(facts, account), label_of(facts, other), *iso == '\0' ? "" : " on ", iso);
}

/* --- spans --- */

static int
compare_days(gconstpointer a, gconstpointer b)
{
    gint32 left = *(const gint32 *)a, right = *(const gint32 *)b;

    return left < right ? -1 : left > right;
}

/* The parent of one account on a day, of its ties. */
static guint32
leading_parent(const KamTie *ties, guint n, gint32 day)
{
    const KamTie *lead = NULL;

    for (guint i = 0; i < n; i++)
        if (kam_tie_is_of_tree(&ties[i]) && ties[i].from_day <= day && day < ties[i].to_day &&
            (lead == NULL || kam_tie_leads(&ties[i], lead)))
            lead = &ties[i];
    return lead == NULL ? KAM_NO_INDEX : lead->parent;
}

static void
add_spans(KamGroupDays *days, const KamTie *ties, guint n, GArray *bounds)
{
    const gint32 ever = KAM_TIE_EVER;
    Span last = { .parent = KAM_NO_INDEX };
    gboolean is_first = TRUE;

    g_array_set_size(bounds, 0);
    g_array_append_val(bounds, ever);
    for (guint i = 0; i < n; i++) {
        if (!kam_tie_is_of_tree(&ties[i]))
            continue;
        g_array_append_val(bounds, ties[i].from_day);
        if (ties[i].to_day != KAM_TIE_STILL)
            g_array_append_val(bounds, ties[i].to_day);
    }
    if (bounds->len == 1)
        return;
    g_array_sort(bounds, compare_days);
    for (guint i = 0; i < bounds->len; i++) {
        gint32 day = g_array_index(bounds, gint32, i);
        Span span = { day, leading_parent(ties, n, day) };

        if (is_first || span.parent != last.parent)
            g_array_append_val(days->spans, span);
        last = span;
        is_first = FALSE;
    }
}

static void
read_spans(KamGroupDays *days, const KamFacts *facts, guint32 head)
{
    g_autoptr(GArray) bounds = g_array_new(FALSE, FALSE, sizeof(gint32));
    guint at = 0;

    for (guint32 account = 0; account < days->n; account++) {
        guint first = at;

        days->start[account] = days->spans->len;
        while (at < facts->ties->len && g_array_index(facts->ties, KamTie, at).account == account)
            at++;
        if (at > first && account != head)
            add_spans(days, &g_array_index(facts->ties, KamTie, first), at - first, bounds);
    }
    days->start[days->n] = days->spans->len;
}

/* --- going up --- */

static const Span *
span_at(const KamGroupDays *days, guint32 account, gint32 day, const Span **end)
{
    const Span *spans = (const Span *)(gconstpointer)days->spans->data;
    guint low = days->start[account], high = days->start[account + 1];

    *end = spans + high;
    if (low == high)
        return NULL;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;

        if (spans[middle].from_day <= day)
            low = middle;
        else
            high = middle;
    }
    return spans + low;
}

/* One step up, and how long it holds. */
static guint32
step_up(const KamGroupDays *days, guint32 account, gint32 day, KamGroupStay *stay)
{
    const Span *end, *span = span_at(days, account, day, &end);

    if (span == NULL)
        return KAM_NO_INDEX;
    stay->from_day = MAX(stay->from_day, span->from_day);
    if (span + 1 < end)
        stay->to_day = MIN(stay->to_day, span[1].from_day);
    return span->parent;
}

guint32
kam_group_days_parent(const KamGroupDays *days, guint32 account, gint32 day)
{
    KamGroupStay ignored = { KAM_TIE_EVER, KAM_TIE_STILL, account };

    return step_up(days, account, day, &ignored);
}

guint32
kam_group_days_root(const KamGroupDays *days, guint32 account, gint32 day)
{
    return kam_group_days_stay(days, account, day, KAM_GROUPS_HEAD).holder;
}

KamGroupStay
kam_group_days_stay(const KamGroupDays *days, guint32 account, gint32 day, guint depth)
{
    KamGroupStay stay = { KAM_TIE_EVER, KAM_TIE_STILL, account };
    guint32 above = account, parent;
    guint steps = 0;

    if (depth == KAM_GROUPS_UNIT)
        return stay;
    while ((parent = step_up(days, above, day, &stay)) != KAM_NO_INDEX) {
        above = parent;
        steps++;
    }
    for (stay.holder = account; steps > depth; steps--)
        stay.holder = kam_group_days_parent(days, stay.holder, day);
    return stay;
}

gboolean
kam_group_days_moves(const KamGroupDays *days, guint32 account)
{
    KamGroupStay stay = kam_group_days_stay(days, account, KAM_TIE_EVER, KAM_GROUPS_HEAD);
    guint32 first = stay.holder;

    while (stay.to_day != KAM_TIE_STILL && stay.holder == first)
        stay = kam_group_days_stay(days, account, stay.to_day, KAM_GROUPS_HEAD);
    return stay.holder != first;
}

/* Lines of one account stand together as a rule, and most stays are long. */
void
kam_group_days_put(const KamGroupDays *days, const KamFacts *facts, guint depth, guint32 *holder)
{
    g_autofree KamGroupStay *last = g_new0(KamGroupStay, days->n + 1);

    for (gsize i = 0; i < facts->n; i++) {
        guint32 account = facts->account[i];
        gint32 day = facts->day[i];

        holder[i] = KAM_NO_INDEX;
        if (account == KAM_NO_INDEX)
            continue;
        if (day < last[account].from_day || day >= last[account].to_day)
            last[account] = kam_group_days_stay(days, account, day, depth);
        holder[i] = last[account].holder;
    }
}

/* --- circles --- */

typedef struct {
    gint32 day;
    guint32 account;
} Beginning;

static int
compare_beginnings(gconstpointer a, gconstpointer b)
{
    const Beginning *left = a, *right = b;

    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->account < right->account ? -1 : left->account > right->account;
}

/* A circle closes on a day on which something in it begins. */
static GArray *
list_beginnings(const KamGroupDays *days)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Beginning));

    for (guint32 account = 0; account < days->n; account++)
        for (guint s = days->start[account]; s < days->start[account + 1]; s++) {
            const Span *span = &g_array_index(days->spans, Span, s);
            Beginning beginning = { span->from_day, account };

            if (span->parent != KAM_NO_INDEX)
                g_array_append_val(list, beginning);
        }
    g_array_sort(list, compare_beginnings);
    return list;
}

/* The ways of one day are gone over once: `mark` says which of them came by an account. */
static gboolean
check_circles(const KamGroupDays *days, const KamFacts *facts, GError **error)
{
    g_autoptr(GArray) list = list_beginnings(days);
    g_autofree guint32 *mark = g_new0(guint32, days->n + 1);
    guint32 first_of_day = 1;

    for (guint i = 0; i < list->len; i++) {
        const Beginning *beginning = &g_array_index(list, Beginning, i);
        guint32 way = i + 1, unit = beginning->account, below = unit;

        if (i > 0 && beginning[-1].day != beginning->day)
            first_of_day = way;
        for (; unit != KAM_NO_INDEX && mark[unit] < first_of_day;
             unit = kam_group_days_parent(days, unit, beginning->day)) {
            mark[unit] = way;
            below = unit;
        }
        if (unit == KAM_NO_INDEX || mark[unit] != way)
            continue;
        kam_groups_refuse_circle(facts, below, unit, beginning->day == KAM_TIE_EVER ? KAM_DAY_NONE : beginning->day,
                                 error);
        return FALSE;
    }
    return TRUE;
}

KamGroupDays *
kam_group_days_new(const KamFacts *facts, GError **error)
{
    return kam_group_days_new_below(facts, KAM_NO_INDEX, error);
}

KamGroupDays *
kam_group_days_new_below(const KamFacts *facts, guint32 account, GError **error)
{
    g_autoptr(KamGroupDays) days = g_new0(KamGroupDays, 1);

    days->n = facts->accounts->len;
    days->start = g_new(guint32, days->n + 1);
    days->spans = g_array_new(FALSE, FALSE, sizeof(Span));
    read_spans(days, facts, account);
    return check_circles(days, facts, error) ? g_steal_pointer(&days) : NULL;
}

void
kam_group_days_free(KamGroupDays *days)
{
    if (days == NULL)
        return;
    g_free(days->start);
    g_clear_pointer(&days->spans, g_array_unref);
    g_free(days);
}
