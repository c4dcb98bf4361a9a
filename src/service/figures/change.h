/* Where a change of sales comes from: products that are new or no longer bought, quantities, prices. */
#pragma once

#include "service/figures/tally.h"

/* The four together are the change, exactly. */
typedef struct {
    gint64 new_micro;     /* products bought now and not before */
    gint64 stopped_micro; /* bought before and not now; negative */
    gint64 volume_micro;  /* of the others: more or fewer of them, at the price before */
    gint64 price_micro;   /* of the others: dearer or cheaper, on the quantity of now; with everything that is no price,
                             such as amounts without a quantity */
} KamFiguresChange;

/** Take the change of a holder apart. Lines out of view are left out: `is_in` by account, NULL when all are in view. */
void kam_figures_change_of(const KamRoll *roll, const KamFacts *facts, const guint8 *is_in, guint32 holder,
                           const KamTallyQuestion *question, KamFiguresChange *change);
