/* How likely each account is gone by a month to come, and how surely that is known: of kamen/clv.h, with the model that
 * all questions about the same lines share. */
#pragma once

#include "service/analysis/account_life.h"

typedef struct {
    KamCalcStatus status;  /* as of the lives */
    gboolean shows_losses; /* FALSE: the likelihood rises towards a model in which nobody is ever lost, and how likely
                            * that is cannot be told; `silent` alone means something */
    KamClvFit fit;         /* whose parameters the chances were worked out with */
    gint months;           /* to come */
    guint n;               /* accounts of the facts */
    KamClvLoss *loss;      /* by the index of the facts */
    guint8 *is_known;      /* likewise: it has bought */
} KamAccountLosses;

/** From the shelf where there is one. Never NULL; release with kam_account_losses_unref(). */
KamAccountLosses *kam_account_losses_get(const KamScope *scope, gint months, const KamAnalysisContext *context);
void kam_account_losses_unref(KamAccountLosses *losses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAccountLosses, kam_account_losses_unref)
