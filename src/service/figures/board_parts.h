/* What the files of the board share. */
#pragma once

#include "service/figures/board.h"

#define KAM_BOARD_MAX_SELECTED 8

/* Rows that passed a filter, in an order. */
typedef struct {
    char *key;       /* of filter and order */
    GArray *rows;    /* guint32 */
    KamTallySum sum; /* of them */
} KamBoardSelection;

struct KamBoard {
    KamGround *ground;
    KamRoll *roll;
    KamTally *tally;
    KamStanding *standing;
    KamProspects *prospects;
    KamDirectory *directory;
    GMutex lock;     /* of what follows */
    GArray *base;    /* guint32: all rows, largest net first; NULL until asked for */
    GQueue selected; /* KamBoardSelection, a box; newest first: what was asked for lately */
};

/** What a row says of its whole group, or account: NULL where a part of it is out of view. */
const KamStand *kam_board_stand(const KamBoard *board, const KamTallyRow *row);
KamProspect *kam_board_prospect(const KamBoard *board, const KamTallyRow *row);
/** Whether a column has something to say of a row, and then what it is ordered by. */
gboolean kam_board_key(const KamBoard *board, KamBoardColumn column, guint32 row, gint64 *key);

/** Change against the days before as a part of them; NaN where there were none to go by. */
double kam_board_change_rate(const KamTallyRow *row);
/** Net of a row by month, straight from the lines: `months` sums from a month on. */
void
kam_board_sum_months(const KamBoard *board, const KamTallyRow *row, gint32 first_month, guint months, gint64 *sums);

/** Rows that pass, in order. Release with kam_board_selection_unref(). */
KamBoardSelection *kam_board_select(KamBoard *board, const KamBoardPage *page);
void kam_board_selection_unref(KamBoardSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamBoardSelection, kam_board_selection_unref)
/** Forget what was selected lately. */
void kam_board_forget_selected(KamBoard *board);
