/* When an article turns out to be a charge, or no longer one: its state follows the rules, and the sums follow its
 * state. */
#pragma once

#include "sales/columns/rollup.h"
#include "sales/ingest/product_book.h"
#include "store/db.h"

/** Apply the rules to every stored article and write what changes; the book follows (was_charge stays). */
gboolean kam_recharge_apply_rules(KamDb *db, KamProductBook *products, const KamCharges *charges, GError **error);

/** Move the lines of each article whose state changed since it was loaded (was_charge) from one kind of sums to the
 * other, in `rollup`. */
gboolean kam_recharge_move_sums(KamDb *db, KamProductBook *products, KamRollup *rollup, GError **error);
