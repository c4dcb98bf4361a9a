/* The table of accounts, or of groups: everything that its columns show of one period, in any order, filtered. It is
 * made once for a state of the data and a view; a page of it then costs what writing it costs. */
#pragma once

#include <math.h>

#include "base/json.h"
#include "service/figures/directory.h"
#include "service/figures/prospects.h"
#include "service/figures/tally.h"

typedef enum {
    KAM_BOARD_NAME,
    KAM_BOARD_NUMBER,
    KAM_BOARD_CITY,
    KAM_BOARD_COUNTRY,
    KAM_BOARD_REGION,
    KAM_BOARD_MANAGER,
    KAM_BOARD_GROUP,
    KAM_BOARD_TIER,
    KAM_BOARD_CLASS,
    KAM_BOARD_NET,
    KAM_BOARD_BEFORE,
    KAM_BOARD_CHANGE,
    KAM_BOARD_CHANGE_RATE,
    KAM_BOARD_SHARE,
    KAM_BOARD_CUMULATIVE,
    KAM_BOARD_RANK,
    KAM_BOARD_LAST_PURCHASE,
    KAM_BOARD_DAYS_SILENT,
    KAM_BOARD_ALIVE,
    KAM_BOARD_FORECAST,
    KAM_BOARD_MARGIN, /* takes the class of margins, as the next two */
    KAM_BOARD_MARGIN_RATE,
    KAM_BOARD_ATTRACTIVENESS, /* profit is a part of it */
    KAM_BOARD_QUANTITY,
    KAM_BOARD_LINES,
    KAM_BOARD_MEMBERS,
    KAM_BOARD_N,
} KamBoardColumn;

#define KAM_BOARD_MAX_ORDERS 3
#define KAM_BOARD_DEFAULT_LIMIT 100
#define KAM_BOARD_MAX_LIMIT 500
#define KAM_BOARD_DEFAULT_MONTHS 24
#define KAM_BOARD_MAX_MONTHS 60

typedef struct {
    KamBoardColumn column;
    gboolean descending, nulls_first;
} KamBoardOrder;

/* What is not set lets every row pass. Texts are the caller's. */
typedef struct {
    const char *q; /* as typed */
    gboolean has_manager, has_group;
    gint64 manager_id, group_id;         /* 0: those that have none */
    const char *country, *region, *city; /* as written; "": those that have none */
    guint tiers;                         /* bits by KamTier, KAM_TIER_NONE too; 0: not asked */
    gboolean has_silent, is_silent;
    gboolean has_days_from, has_days_to;
    guint days_from, days_to;      /* since the last purchase, both included; who never bought passes neither */
    double alive_below;            /* NaN: not asked; these, too */
    double change_from, change_to; /* rates against the days before, both included */
    gboolean has_net_from, has_net_to;
    gint64 net_from_micro, net_to_micro; /* both included */
} KamBoardFilter;

/* Every row passes. */
#define KAM_BOARD_NO_FILTER                                                                                            \
    {                                                                                                                  \
        .alive_below = NAN, .change_from = NAN, .change_to = NAN                                                       \
    }

typedef struct {
    KamBoardFilter filter;
    KamBoardOrder order[KAM_BOARD_MAX_ORDERS];
    guint n_orders; /* 0: the largest net first */
    guint offset, limit, months;
    gboolean with_margin;
    gboolean is_final; /* nothing that is pending will come: figures are not worked out ahead here */
} KamBoardPage;

typedef struct KamBoard KamBoard;

/** "name", "number" ...; and back, KAM_BOARD_N when unknown. */
const char *kam_board_column_name(KamBoardColumn column);
KamBoardColumn kam_board_column_from_name(const char *name);
gboolean kam_board_column_is_of_margin(KamBoardColumn column);

/** Release with kam_board_unref(). */
KamBoard *kam_board_get(KamShelf *shelf, KamGround *ground, const KamTallyQuestion *question, GError **error);
void kam_board_unref(KamBoard *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamBoard, kam_board_unref)

/** Work out the order without a word, and by name: what is asked for first. */
void kam_board_prepare(KamBoard *board);
/** A page as the answer of /api/v1/sales/accounts. */
void kam_board_page_to_json(KamBoard *board, const KamBoardPage *page, KamJson *json);
