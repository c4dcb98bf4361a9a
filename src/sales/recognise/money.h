/* The currency of files that show it only beside their numbers or in their headers. */
#pragma once

#include "sales/recognise/columns.h"

/** Fill plan->currency when there is no column of it. */
void kam_money_decide(KamPlan *plan, const KamStudy *study);
