/* The table of accounts as a file over the API. */
#pragma once

#include "api/figures_questions.h"
#include "record/export.h"
#include "service/figures/board_file.h"

/* What is asked of the file, apart from its rows. */
typedef struct {
    KamExportFormat format; /* CSV or XLSX */
    KamBoardWish wish;
} KamFiguresFile;

/** Read format, language and columns; faults go to the reading. */
void kam_figures_read_file(KamFiguresReading *reading, KamFiguresFile *file);
/** Note in the audit who takes what out, then answer with the file. */
gboolean kam_figures_send_file(KamRequest *request, KamReply *reply, KamBoard *board, const KamBoardPage *page,
                               const KamFiguresFile *file, GError **error);
