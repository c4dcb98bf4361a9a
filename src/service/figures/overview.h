/* Everything that the overview shows, in one answer: how unequally sales lie, who moves, who has gone silent, what the
 * data lack. Numbers only; words are the page's. */
#pragma once

#include "base/json.h"
#include "service/figures/board.h"

#define KAM_OVERVIEW_MOST_POINTS 200
#define KAM_OVERVIEW_MOVERS 10
#define KAM_OVERVIEW_SILENT 20

typedef struct {
    KamTallyQuestion tally;
    gboolean has_manager; /* of accounts that this person manages; 0: nobody */
    gint64 manager_id;
    gboolean with_margin;
    gint64 likely_duplicates; /* pairs of accounts; below 0: not told */
} KamOverviewQuestion;

/** The answer of /api/v1/sales/overview. Errors as kam_board_get(). Cost: 50 ms a million lines. */
GString *kam_overview_to_json(KamShelf *shelf, KamGround *ground, const KamOverviewQuestion *question, GError **error);
