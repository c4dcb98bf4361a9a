/* What is asked about figures, read out of the query: period, basis, rows, filters, orders. All faults come together.
 */
#pragma once

#include "api/http.h"
#include "sales/groups.h"
#include "service/figures/board.h"

typedef struct {
    KamRequest *request;
    KamFaults faults;
    KamFiguresBy by;
    KamReportBasis basis;
    KamFiguresPeriodKind period;
    gint32 from_day, until_day;
    GPtrArray *texts; /* that the rest points to */
} KamFiguresReading;

/** Read what all routes of figures share, and check the form of the query. */
void kam_figures_reading_init(KamFiguresReading *reading, KamRequest *request);
void kam_figures_reading_clear(KamFiguresReading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamFiguresReading, kam_figures_reading_clear)
/** Read which groups rows by group are of: of today, then or a day, and how deep. */
void kam_figures_read_groups_by(KamFiguresReading *reading);
/** Read what a group is: of today (without it), then, or of a day. */
void kam_figures_read_groups_at(KamFiguresReading *reading, KamGroupsAt *groups);
/** Read filters, orders and the place of the page. */
void kam_figures_read_page(KamFiguresReading *reading, KamBoardPage *page);
/** An id, or 0 for those that have none; TRUE when it was asked. */
gboolean kam_figures_read_id(KamFiguresReading *reading, const char *name, gint64 *id);
/** A whole number; `otherwise` when it is not there. */
guint kam_figures_read_number(KamFiguresReading *reading, const char *name, gint64 least, gint64 most, guint otherwise);
/** Put the ground in the currency that is asked for, in place of itself; one that cannot be had is a fault. */
gboolean kam_figures_convert(KamFiguresReading *reading, KamGround **ground, GError **error);
/** FALSE: the reply holds every fault. */
gboolean kam_figures_reading_is_right(const KamFiguresReading *reading, KamReply *reply);
/** What sums are asked for, on a ground. `view` stays the caller's. */
KamTallyQuestion
kam_figures_tally_question(const KamFiguresReading *reading, const KamFacts *facts, const GArray *view);

/** Whether the role reads costs and profit. */
gboolean kam_figures_sees_margins(const KamRequest *request);
/** Whether it reads sales at all; KAM_ERROR_DENIED else. */
gboolean kam_figures_check_commercial(const KamRequest *request, GError **error);
