/* Sales of a period by account or group, of those in view: sums, and the same of the days that they are held against.
 * Counted from the lines, exact. */
#pragma once

#include "service/figures/figures_period.h"
#include "service/figures/roll.h"
#include "service/report/report.h"

typedef struct {
    KamFiguresBy by;
    KamReportBasis basis;
    KamFiguresPeriod period;
    const GArray *view; /* ids (gint64) of the accounts in view; NULL: all */
} KamTallyQuestion;

typedef struct {
    gint64 net_micro, before_micro, quantity_micro, cost_micro, costed_net_micro;
    gint64 cumulative_micro; /* with those before it in the order of net; 0 without a rank */
    guint32 holder;          /* index of the account, or of the head of the group */
    guint32 rank;            /* 1 is the largest; 0: nothing positive */
    guint32 lines, before_lines;
    guint32 no_cost_lines; /* of them, charges apart */
    guint32 foreign_lines; /* in the period, without a rate: in no sum */
    guint32 members;       /* accounts in view that it is made of */
    guint8 is_whole;       /* every account of the group is in view */
    guint8 class;          /* KamTier by the share of the period alone */
} KamTallyRow;

typedef struct {
    gint64 net_micro, before_micro, quantity_micro, cost_micro, costed_net_micro;
    guint64 lines;
} KamTallySum;

typedef struct {
    KamTallyQuestion question; /* without the view */
    guint8 *is_in;             /* by account: whether it is in view; NULL: all are */
    guint n_holders;           /* accounts of the facts */
    guint n;
    KamTallyRow *row;    /* by holder, ascending */
    guint32 *row_of;     /* by holder: its row; KAM_NO_INDEX */
    guint32 *ranked;     /* rows with a rank, largest first */
    guint n_ranked;      /* as many */
    gint64 ranked_micro; /* net of them: what shares are of */
    KamTallySum total;   /* of all rows */
    KamTallySum nobody;  /* of the lines without an account, on the same days; only where all are in view */
} KamTally;

/** Release with kam_tally_unref(). KAM_ERROR_TOO_LARGE when sums would leave 64 bits. Cost: one pass over the lines in
 * view, 10 ms a million. */
KamTally *kam_tally_get(KamShelf *shelf, KamGround *ground, const KamTallyQuestion *question, GError **error);
void kam_tally_unref(KamTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamTally, kam_tally_unref)

/** Add a line of the facts to a row, as far as it is asked for: whose it is and who sees it is the caller's to say. */
void kam_tally_take_line(const KamFacts *facts, const KamTallyQuestion *question, guint32 line, KamTallyRow *row);

/** What the question is about, for keys of things that are made of the answer. */
void kam_tally_append_key(GString *key, const KamTallyQuestion *question);

/** Costs less sales of the lines whose cost is known. */
static inline gint64
kam_tally_margin(const KamTallyRow *row)
{
    return row->costed_net_micro - row->cost_micro;
}

/** Whether a line counts into the period, whatever its account. */
static inline gboolean
kam_figures_day_is_in(gint32 day, gint32 from, gint32 to)
{
    return day >= from && day <= to;
}
