/* Whether a discount is an amount, a percentage or a fraction, and whether prices are before it. */
#pragma once

#include "sales/recognise/columns.h"

/** Before the rule of the net amount is known: what the amounts of the sample show. */
void kam_discounts_decide(KamPlan *plan, const KamStudy *study);

/** After it: FALSE with KAM_ERROR_AMBIGUOUS when the net amount hangs on a discount that can be read two ways. */
gboolean kam_discounts_check(KamPlan *plan, const KamStudy *study, GError **error);
