/* Whether a currency column tells in what money the amounts are. Some systems write every amount in the firm's own
 * money and name the customer's currency beside it; then the same article bears the very same price under every
 * currency, which real price lists in different monies never do. */
#pragma once

#include <glib.h>

typedef struct KamPriceEvidence KamPriceEvidence;

KamPriceEvidence *kam_price_evidence_new(void);
void kam_price_evidence_free(KamPriceEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPriceEvidence, kam_price_evidence_free)

/** Count a line. `currency` is packed; a quantity of 0 gives no price and is only counted. */
void kam_price_evidence_add(KamPriceEvidence *evidence, guint32 product, guint32 currency, gint64 quantity_micro,
                            gint64 net_micro, gint64 price_mantissa, guint8 price_scale);

/** Currency of most lines; the packed "XXX" without lines. */
guint32 kam_price_evidence_main(const KamPriceEvidence *evidence);
guint kam_price_evidence_count(const KamPriceEvidence *evidence);

/**
 * Whether the amounts are in one money although several currencies are named: in every currency other than the
 * main one, at least three articles that both sold, and at least half of all that both sold share a price with it to
 * the last digit.
 */
gboolean kam_price_evidence_is_one_money(const KamPriceEvidence *evidence);
