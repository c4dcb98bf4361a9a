/* Columns that look like the amount of a line and are something else: totals of documents, amounts with tax. */
#pragma once

#include "sales/recognise/columns.h"

/** Take such columns away from the field net. FALSE when nothing else can make the amount. */
gboolean kam_totals_avoid(KamPlan *plan, const KamStudy *study, GError **error);
