/* What marks a credit, and which signs the file gives to amounts of credits. */
#pragma once

#include "sales/recognise/columns.h"

/** Decide credit rule and signs; the whole file is read when there are kinds but no credit in the sample. */
gboolean kam_signs_decide(KamPlan *plan, const KamStudy *study, KamTable *table, GError **error);
