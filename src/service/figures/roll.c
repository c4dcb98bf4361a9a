/* A counting sort by holder. */
#include "service/figures/roll.h"

#include <string.h>

#include "sales/groups.h"

char *
kam_roll_dup_key(const KamGround *ground, KamFiguresBy by, const char *thing)
{
    g_autofree char *word = kam_figures_by_dup_word(by);

    return g_strdup_printf("%s %s %s", by.is_group ? kam_ground_get_tree(ground) : kam_ground_get_frame(ground), word,
                           thing);
}

/* The head of each account's group; an account whose head is deleted stands alone. */
static guint32 *
find_heads(const KamGround *ground, guint n)
{
    guint32 *heads = g_new(guint32, n + 1);

    for (guint32 i = 0; i < n; i++) {
        gint64 head_id = kam_ground_get_account(ground, i)->head_id;
        guint32 head = head_id == 0 ? i : kam_ground_find_account(ground, head_id);

        heads[i] = head == KAM_NO_INDEX ? i : head;
    }
    return heads;
}

/* Who holds each account on one day, whatever the day of its lines. */
static void
find_holders(KamRoll *roll)
{
    g_autoptr(KamGroups) groups = NULL;

    if (kam_groups_at_is_default(&roll->by.at)) {
        roll->holder_of = find_heads(roll->ground, roll->n);
        return;
    }
    groups = kam_groups_at_new(&roll->by.at, kam_ground_get_facts(roll->ground), &roll->circle);
    if (groups == NULL)
        return;
    roll->holder_of = g_new(guint32, roll->n + 1);
    for (guint32 i = 0; i < roll->n; i++)
        roll->holder_of[i] = kam_groups_holder(groups, i, roll->by.at.depth);
}

/* Each account under each of its holders once, whatever the days. */
static void
list_members(KamRoll *roll, const KamGroupDays *days)
{
    for (guint32 account = 0; account < roll->n; account++) {
        guint first = roll->members->len;
        gint32 day = KAM_TIE_EVER;

        for (;;) {
            KamGroupStay stay = kam_group_days_stay(days, account, day, roll->by.at.depth);
            KamRollMember member = { account, stay.holder };
            guint known = first;

            while (known < roll->members->len &&
                   g_array_index(roll->members, KamRollMember, known).holder != stay.holder)
                known++;
            if (known == roll->members->len)
                g_array_append_val(roll->members, member);
            if (stay.to_day == KAM_TIE_STILL)
                break;
            day = stay.to_day;
        }
    }
}

/* The columns of the ground, each line under who held its account on the day of the line. */
static void
put_under_holders_then(KamRoll *roll)
{
    const KamFacts *facts = kam_ground_get_facts(roll->ground);
    g_autoptr(KamGroupDays) days = kam_groups_at_new_days(&roll->by.at, facts, &roll->circle);

    roll->facts = g_memdup2(facts, sizeof *facts);
    if (days == NULL)
        return;
    roll->members = g_array_new(FALSE, FALSE, sizeof(KamRollMember));
    list_members(roll, days);
    roll->holder_col = g_new(guint32, facts->n + 1);
    kam_group_days_put(days, facts, roll->by.at.depth, roll->holder_col);
    roll->facts->account = roll->holder_col;
}

static void
order_lines(KamRoll *roll)
{
    const KamFacts *facts = roll->facts;
    g_autofree guint32 *next = NULL;

    roll->start = g_new0(guint32, roll->n + 1);
    for (gsize i = 0; i < facts->n; i++)
        if (facts->account[i] != KAM_NO_INDEX)
            roll->start[facts->account[i] + 1]++;
    for (guint h = 0; h < roll->n; h++)
        roll->start[h + 1] += roll->start[h];
    roll->line = g_new(guint32, (gsize)roll->start[roll->n] + 1);
    next = g_memdup2(roll->start, sizeof *next * (roll->n + 1));
    for (gsize i = 0; i < facts->n; i++)
        if (facts->account[i] != KAM_NO_INDEX)
            roll->line[next[facts->account[i]]++] = (guint32)i;
}

/* The columns of the ground, but for whose a line is. */
static void
put_under_holders(KamRoll *roll)
{
    const KamFacts *facts = kam_ground_get_facts(roll->ground);

    roll->facts = g_memdup2(facts, sizeof *facts);
    if (roll->holder_of == NULL)
        return;
    roll->holder_col = g_new(guint32, facts->n + 1);
    for (gsize i = 0; i < facts->n; i++)
        roll->holder_col[i] = facts->account[i] == KAM_NO_INDEX ? KAM_NO_INDEX : roll->holder_of[facts->account[i]];
    roll->facts->account = roll->holder_col;
}

typedef struct {
    KamGround *ground;
    KamFiguresBy by;
} Wanted;

static gpointer
make_roll(gpointer data, G_GNUC_UNUSED GError **error)
{
    const Wanted *wanted = data;
    KamRoll *roll = g_atomic_rc_box_new0(KamRoll);

    roll->ground = kam_ground_ref(wanted->ground);
    roll->by = wanted->by;
    roll->n = kam_ground_get_facts(wanted->ground)->accounts->len;
    if (roll->by.is_group && roll->by.at.kind != KAM_GROUPS_THEN)
        find_holders(roll);
    if (roll->by.is_group && roll->by.at.kind == KAM_GROUPS_THEN)
        put_under_holders_then(roll);
    else
        put_under_holders(roll);
    order_lines(roll);
    return roll;
}

static void
clear_roll(gpointer data)
{
    KamRoll *roll = data;

    g_free(roll->holder_of);
    g_clear_pointer(&roll->members, g_array_unref);
    g_clear_error(&roll->circle);
    g_free(roll->start);
    g_free(roll->line);
    g_free(roll->facts);
    g_free(roll->holder_col);
    kam_ground_unref(roll->ground);
}

static gsize
measure_roll(gconstpointer data)
{
    const KamRoll *roll = data;
    gsize columns = roll->by.is_group ? 2 : 1;
    gsize members = roll->members == NULL ? 0 : sizeof(KamRollMember) * roll->members->len;

    return sizeof *roll + members + sizeof(guint32) * (columns * roll->facts->n + (columns + 1) * roll->n);
}

KamRoll *
kam_roll_get(KamShelf *shelf, KamGround *ground, KamFiguresBy by)
{
    static const KamShelfKind kind = { make_roll, clear_roll, measure_roll };
    g_autofree char *key = kam_roll_dup_key(ground, by, "roll");
    Wanted wanted = { ground, by };

    return kam_shelf_get(shelf, key, &kind, &wanted, NULL);
}

void
kam_roll_unref(KamRoll *roll)
{
    if (roll != NULL)
        g_atomic_rc_box_release_full(roll, clear_roll);
}
