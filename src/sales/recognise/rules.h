/* Which columns make the amounts: net, gross, or quantity times price; and the columns that only look like amounts. */
#pragma once

#include "sales/recognise/columns.h"

/** There must be a date and something to make amounts of. FALSE when not; the error names the columns there are. */
gboolean kam_rules_require(KamPlan *plan, const KamStudy *study, GError **error);

/** Decide the rule of the net amount; FALSE with KAM_ERROR_AMBIGUOUS when a person has to say it. */
gboolean kam_rules_decide(KamPlan *plan, const KamStudy *study, GError **error);
