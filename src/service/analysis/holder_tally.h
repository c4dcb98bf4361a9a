/* Sums of some lines by holder, and how they lie: for each stretch of time and each slice of a concentration. */
#pragma once

#include <kamen/concentration.h>

#include "service/analysis/holders.h"

/* How amounts lie over those holders whose amount is above 0. */
typedef struct {
    gboolean is_known; /* FALSE: no holder is above 0, and only not_positive counts */
    guint not_positive;
    gint64 total_micro;
    KamConcentration figures; /* amounts in millionths */
} KamSpread;

/** Measure the positive ones of n amounts. */
void kam_spread_measure(KamSpread *spread, const gint64 micro[], guint n);

/* What some lines say. */
typedef struct {
    gint64 net_micro;
    guint64 lines;
    KamSpread spread; /* of net */
    guint32 largest;  /* holder with the largest net; KAM_NO_INDEX when none is above 0 */
    gint64 largest_micro;
    gboolean has_profit; /* FALSE: no line has a cost, and what follows is 0 */
    double covered;      /* share of the net whose cost is known; NaN when the net is not above 0 */
    gint64 margin_micro;
    KamSpread gains; /* over the holders with a margin above 0 */
} KamHolderTallyFigures;

typedef struct {
    gint64 net_micro, costed_net_micro, margin_micro;
    guint32 lines, costed_lines;
    gboolean is_touched;
} KamHolderTallySum;

typedef struct {
    const KamFacts *facts;
    const KamHolders *holders;
    KamHolderTallySum *sums; /* by holder */
    guint32 *touched;        /* holders that may have lines */
    guint n_touched;
    gint64 *scratch;
} KamHolderTally;

/** Nothing yet; facts and holders are borrowed. */
void kam_holder_tally_init(KamHolderTally *tally, const KamFacts *facts, const KamHolders *holders);
void kam_holder_tally_clear(KamHolderTally *tally);
/** Back to nothing. Cost: as many as were touched. */
void kam_holder_tally_reset(KamHolderTally *tally);
/** Count a line, or with sign -1 take one off that was counted. Lines without a holder do not count. */
void kam_holder_tally_add(KamHolderTally *tally, gsize line, int sign);
/** What the lines counted say; holders without a line are none. */
void kam_holder_tally_measure(KamHolderTally *tally, KamHolderTallyFigures *figures);
