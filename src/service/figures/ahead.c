/* Accounts on this thread, groups beside them on another. */
#include "service/figures/ahead.h"

typedef struct {
    KamShelf *shelf;
    KamGround *ground;
    KamFiguresBy by;
    KamFiguresPeriodKind n_kinds; /* of periods, from the first */
    GError *error;
} Side;

static gboolean
make_period(Side *side, KamFiguresPeriodKind kind)
{
    const KamTallyQuestion question = {
        .by = side->by,
        .basis = KAM_BASIS_PRODUCTS,
        .period = kam_figures_period_of(kam_ground_get_facts(side->ground), kind, KAM_DAY_NONE, KAM_DAY_NONE),
    };
    g_autoptr(KamTally) tally = kam_tally_get(side->shelf, side->ground, &question, &side->error);

    return tally != NULL;
}

static void
make_side(Side *side)
{
    g_autoptr(KamStanding) standing =
        kam_standing_get(side->shelf, side->ground, side->by, KAM_BASIS_PRODUCTS, &side->error);
    KamFiguresPeriodKind kind = 0;

    while (standing != NULL && kind < side->n_kinds && make_period(side, kind))
        kind++;
}

/* Companies belong to one another in a circle on some day: whoever asks for groups of that time is told, nobody else.
 */
static void
make_then(const Side *groups)
{
    Side then = { groups->shelf, groups->ground, KAM_FIGURES_BY_GROUP, KAM_FIGURES_LAST12 + 1, NULL };

    then.by.at.kind = KAM_GROUPS_THEN;
    if (kam_ground_get_facts(groups->ground)->ties->len > 0)
        make_side(&then);
    g_clear_error(&then.error);
}

static gpointer
make_groups(gpointer data)
{
    Side *groups = data;

    make_side(groups);
    if (groups->error == NULL)
        make_then(groups);
    return NULL;
}

gboolean
kam_ahead_prepare(KamDesk *desk, KamGround *ground, GError **error)
{
    Side accounts = { kam_desk_get_shelf(desk), ground, KAM_FIGURES_BY_ACCOUNT, KAM_FIGURES_DAYS, NULL };
    Side groups = { kam_desk_get_shelf(desk), ground, KAM_FIGURES_BY_GROUP, KAM_FIGURES_DAYS, NULL };
    GThread *beside = g_thread_new("groups", make_groups, &groups);

    make_side(&accounts);
    g_thread_join(beside);
    if (accounts.error != NULL)
        g_clear_error(&groups.error);
    if (accounts.error == NULL && groups.error == NULL)
        return TRUE;
    g_propagate_error(error, accounts.error != NULL ? accounts.error : groups.error);
    return FALSE;
}
