/* What the two forms of a file of the board share. */
#pragma once

#include "service/figures/board_file.h"
#include "service/figures/board_parts.h"

typedef enum {
    KAM_CELL_TEXT,
    KAM_CELL_COUNT,
    KAM_CELL_MONEY,
    KAM_CELL_QUANTITY,
    KAM_CELL_RATE,
    KAM_CELL_DAY
} KamCellKind;

/* A column of the file: some columns of the table take several. */
typedef struct {
    guint column; /* KamBoardColumn, or KAM_BOARD_TREND */
    guint part;   /* of a forecast: itself, its bounds; of the trend: the month */
} KamBoardSlot;

typedef struct {
    KamCellKind kind;
    gboolean is_known;
    const char *text; /* borrowed of the board */
    gint64 integer;   /* a count, micro units or a day */
    double rate;
} KamBoardCell;

struct KamBoardFile {
    KamBoard *board;
    KamBoardSelection *selection;
    KamLanguage language;
    GArray *slots; /* KamBoardSlot */
    guint months;
    gint32 first_month;
    gint64 *trend; /* scratch: sums of the months of the row at hand; NULL when no column shows them */
    guint next;    /* row of the selection */
    gboolean has_begun;
};

/** Heading of a column, put in place of what is in `out`. */
void kam_board_file_head(const KamBoardFile *file, const KamBoardSlot *slot, GString *out);
/** Look at a row of the selection, before its cells are asked for. */
const KamTallyRow *kam_board_file_look(KamBoardFile *file, guint row);
KamBoardCell kam_board_file_cell(const KamBoardFile *file, const KamTallyRow *row, const KamBoardSlot *slot);
