/* The invoice lines themselves, page by page: what every sum and every analysis opens to. */
#pragma once

#include "base/json.h"
#include "service/figures/sales_filter.h"
#include "store/query.h"

#define KAM_LINES_DEFAULT_LIMIT 100
#define KAM_LINES_MAX_LIMIT 1000
#define KAM_LINES_MAX_SPANS 2000 /* of accounts in a group that is not one of today */

typedef struct {
    KamSalesFilter filter;        /* its texts stay the caller's */
    const GArray *spans;          /* KamGroupSpan by `span_ids`, where the group is not one of today; NULL: it is */
    const GArray *span_ids;       /* gint64: the account of each span */
    gint64 document_id, batch_id; /* 0: not asked */
    gboolean lacks_cost;          /* products whose cost is not known */
    const char *lacks_rate_to;    /* the facts' currency: lines in others that no rate converts; NULL: not asked */
    const char *then_into;        /* with it: those in the facts' currency that no rate turns into this one, too */
    guint limit;                  /* 1..KAM_LINES_MAX_LIMIT */
    const char *cursor;           /* `next` of the page before; NULL: the first page */
    gboolean with_margin;         /* costs are shown */
    const KamQuery *view;         /* a SELECT of the ids of the accounts in view; NULL: all, and lines without one */
} KamLineQuestion;

/**
 * Write {"items":[...],"next":"..."}: lines by account, day, document and position; next is null at the end. Amounts
 * are in the currency of their document. KAM_ERROR_USAGE when the cursor is none of ours.
 */
gboolean kam_sales_lines_to_json(KamDb *db, const KamLineQuestion *question, KamJson *json, GError **error);
/** Whether a text has the form of a cursor. */
gboolean kam_sales_lines_is_cursor(const char *text);
