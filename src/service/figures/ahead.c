/* Accounts on this thread, groups beside them on another. */
#include "service/figures/ahead.h"

typedef struct {
    KamShelf *shelf;
    KamGround *ground;
    KamFiguresBy by;
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

static gpointer
make_side(gpointer data)
{
    Side *side = data;
    g_autoptr(KamStanding) standing =
        kam_standing_get(side->shelf, side->ground, side->by, KAM_BASIS_PRODUCTS, &side->error);
    KamFiguresPeriodKind kind = 0;

    while (standing != NULL && kind < KAM_FIGURES_DAYS && make_period(side, kind))
        kind++;
    return NULL;
}

gboolean
kam_ahead_prepare(KamDesk *desk, KamGround *ground, GError **error)
{
    Side accounts = { kam_desk_get_shelf(desk), ground, KAM_FIGURES_BY_ACCOUNT, NULL };
    Side groups = { kam_desk_get_shelf(desk), ground, KAM_FIGURES_BY_GROUP, NULL };
    GThread *beside = g_thread_new("groups", make_side, &groups);

    make_side(&accounts);
    g_thread_join(beside);
    if (accounts.error != NULL)
        g_clear_error(&groups.error);
    if (accounts.error == NULL && groups.error == NULL)
        return TRUE;
    g_propagate_error(error, accounts.error != NULL ? accounts.error : groups.error);
    return FALSE;
}
