/* Whole numbers are added and taken off exactly, so nothing drifts however often a window slides. */
#include "service/analysis/holder_tally.h"

#include <math.h>

void
kam_holder_tally_init(KamHolderTally *tally, const KamFacts *facts, const KamHolders *holders)
{
    guint n = holders->list->len;

    *tally = (KamHolderTally) { .facts = facts, .holders = holders };
    tally->sums = g_new0(KamHolderTallySum, n + 1);
    tally->touched = g_new(guint32, n + 1);
    tally->scratch = g_new(gint64, n + 1);
}

void
kam_holder_tally_clear(KamHolderTally *tally)
{
    g_clear_pointer(&tally->sums, g_free);
    g_clear_pointer(&tally->touched, g_free);
    g_clear_pointer(&tally->scratch, g_free);
}

void
kam_holder_tally_reset(KamHolderTally *tally)
{
    for (guint i = 0; i < tally->n_touched; i++)
        tally->sums[tally->touched[i]] = (KamHolderTallySum) { 0 };
    tally->n_touched = 0;
}

void
kam_holder_tally_add(KamHolderTally *tally, gsize line, int sign)
{
    const KamFacts *facts = tally->facts;
    guint32 holder = kam_holders_of_line(tally->holders, facts, line);
    KamHolderTallySum *sum;

    if (holder == KAM_NO_INDEX)
        return;
    sum = &tally->sums[holder];
    if (!sum->is_touched)
        tally->touched[tally->n_touched++] = holder;
    sum->is_touched = TRUE;
    sum->net_micro += sign * facts->net_micro[line];
    sum->lines += (guint32)sign;
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    sum->costed_net_micro += sign * facts->net_micro[line];
    sum->margin_micro += sign * (facts->net_micro[line] - facts->cost_micro[line]);
    sum->costed_lines += (guint32)sign;
}

/* Those that have no line left are touched no more. */
static void
drop_empty(KamHolderTally *tally)
{
    guint kept = 0;

    for (guint i = 0; i < tally->n_touched; i++) {
        guint32 holder = tally->touched[i];

        if (tally->sums[holder].lines > 0)
            tally->touched[kept++] = holder;
        else
            tally->sums[holder].is_touched = FALSE;
    }
    tally->n_touched = kept;
}

static void
measure_net(KamHolderTally *tally, KamHolderTallyFigures *figures)
{
    for (guint i = 0; i < tally->n_touched; i++) {
        guint32 holder = tally->touched[i];
        const KamHolderTallySum *sum = &tally->sums[holder];

        tally->scratch[i] = sum->net_micro;
        figures->net_micro += sum->net_micro;
        figures->lines += sum->lines;
        if (sum->net_micro > figures->largest_micro ||
            (sum->net_micro == figures->largest_micro && holder < figures->largest &&
             figures->largest != KAM_NO_INDEX)) {
            figures->largest = holder;
            figures->largest_micro = sum->net_micro;
        }
    }
    kam_spread_measure(&figures->spread, tally->scratch, tally->n_touched);
}

static void
measure_profit(KamHolderTally *tally, KamHolderTallyFigures *figures)
{
    gint64 costed_micro = 0;
    guint n = 0;

    for (guint i = 0; i < tally->n_touched; i++) {
        const KamHolderTallySum *sum = &tally->sums[tally->touched[i]];

        if (sum->costed_lines == 0)
            continue;
        tally->scratch[n++] = sum->margin_micro;
        figures->margin_micro += sum->margin_micro;
        costed_micro += sum->costed_net_micro;
    }
    figures->has_profit = n > 0;
    figures->covered = figures->net_micro > 0 ? (double)costed_micro / (double)figures->net_micro : (double)NAN;
    kam_spread_measure(&figures->gains, tally->scratch, n);
}

void
kam_holder_tally_measure(KamHolderTally *tally, KamHolderTallyFigures *figures)
{
    *figures = (KamHolderTallyFigures) { .largest = KAM_NO_INDEX };
    drop_empty(tally);
    measure_net(tally, figures);
    measure_profit(tally, figures);
}
