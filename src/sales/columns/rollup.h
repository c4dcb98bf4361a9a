/* Sums of lines by account and month and by product and month, collected in memory and then applied
 * to the stored sums in one go. */
#pragma once

#include "sales/columns/segment.h"
#include "store/db.h"

typedef struct KamRollup KamRollup;

KamRollup *kam_rollup_new(void);
void kam_rollup_free(KamRollup *rollup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRollup, kam_rollup_free)

/** Keep memory flat: what outgrows it goes to a temporary file. Such a rollup can only be applied, not sorted. */
void kam_rollup_let_spill(KamRollup *rollup);

/** The error of a sum that leaves 64 bits. */
void kam_rollup_fail_too_large(GError **error);

/** Count a line in (sign +1) or out (-1). FALSE with KAM_ERROR_TOO_LARGE when a sum would leave 64 bits. */
gboolean kam_rollup_add(KamRollup *rollup, const KamSegmentLine *line, gboolean is_charge, int sign, GError **error);

/**
 * Fetch what kam_rollup_add() of a coming line will touch, so that it need not wait for memory: lines come by account,
 * so the months of their products lie all over a table that no near cache holds. Call it some lines ahead for the place
 * in the index, and nearer again with `is_next` for the row found there.
 */
void kam_rollup_expect(const KamRollup *rollup, const KamSegmentLine *line, gboolean is_next);

/**
 * Add what was collected to account_month and product_month; rows without lines left vanish. The rollup takes no more
 * lines.
 * @param is_first  the tables are empty: rows are loaded in bulk.
 */
gboolean kam_rollup_apply(KamRollup *rollup, KamDb *db, gboolean is_first, GError **error);

typedef struct {
    gint64 owner_id; /* account or product */
    gint32 month;
    guint32 currency;
    gboolean is_charge; /* FALSE for products */
    gint64 lines, quantity_micro, net_micro, credit_micro, cost_micro, costed_net_micro;
} KamRollupRow;

/** Rows collected, sorted by owner, month, currency, charge. The rollup takes no more lines; the rows stay its own. */
const KamRollupRow *kam_rollup_sort_accounts(KamRollup *rollup, gsize *n);
/** The same of products. */
const KamRollupRow *kam_rollup_sort_products(KamRollup *rollup, gsize *n);
