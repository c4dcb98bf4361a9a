/* A counting sort by holder. */
#include "service/figures/roll.h"

#include <string.h>

static const char *const by_names[KAM_FIGURES_BY_N] = { "account", "group" };

const char *
kam_figures_by_name(KamFiguresBy by)
{
    return by_names[by];
}

KamFiguresBy
kam_figures_by_from_name(const char *name)
{
    KamFiguresBy by = 0;

    while (by < KAM_FIGURES_BY_N && strcmp(by_names[by], name) != 0)
        by++;
    return by;
}

char *
kam_roll_dup_key(const KamGround *ground, KamFiguresBy by, const char *thing)
{
    return g_strdup_printf("%s %s %s",
                           by == KAM_FIGURES_BY_GROUP ? kam_ground_get_tree(ground) : kam_ground_get_frame(ground),
                           by_names[by], thing);
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
    if (roll->by == KAM_FIGURES_BY_GROUP)
        roll->holder_of = find_heads(roll->ground, roll->n);
    put_under_holders(roll);
    order_lines(roll);
    return roll;
}

static void
clear_roll(gpointer data)
{
    KamRoll *roll = data;

    g_free(roll->holder_of);
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
    gsize columns = roll->by == KAM_FIGURES_BY_GROUP ? 2 : 1;

    return sizeof *roll + sizeof(guint32) * (columns * roll->facts->n + (columns + 1) * roll->n);
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
