/* The table of accounts as a file: chosen columns of all rows that pass, in their order. */
#pragma once

#include "base/language.h"
#include "service/figures/board.h"

#define KAM_BOARD_TREND KAM_BOARD_N /* as a column of a file: one for each month */

/* What is wanted of it. */
typedef struct {
    guint columns[KAM_BOARD_N + 1]; /* KamBoardColumn, or KAM_BOARD_TREND; no column twice */
    guint n_columns;
    KamLanguage language;
} KamBoardWish;

typedef struct KamBoardFile KamBoardFile;

/** A file of what `page` lets pass, whatever its place and length. */
KamBoardFile *kam_board_file_new(KamBoard *board, const KamBoardPage *page, const KamBoardWish *wish);
void kam_board_file_free(KamBoardFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamBoardFile, kam_board_file_free)

/** How many rows it has, below its head. */
guint kam_board_file_count(const KamBoardFile *file);
/**
 * The next rows as CSV, appended; FALSE at the end. Amounts and shares are exact to two decimals. In Serbian there are
 * ';', decimal commas and a byte order mark; no cell is taken for a formula.
 */
gboolean kam_board_file_next(KamBoardFile *file, GString *out);
/** All of it as XLSX. KAM_ERROR_TOO_LARGE beyond what a sheet holds, KAM_ERROR_IO. */
gboolean kam_board_file_write_xlsx(KamBoardFile *file, const char *path, GError **error);
