/* Columns whose headers say nothing, by what they hold. */
#pragma once

#include "sales/recognise/columns.h"

/** Fill what is missing of date and amounts; of document, customer and article only in files whose headers say nothing.
 */
void kam_guess_columns(KamPlan *plan, const KamStudy *study);
