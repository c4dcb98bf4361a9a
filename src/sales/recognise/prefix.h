/* Letters in front of document numbers that mark credits: C536379 among 536365, 536366 ... */
#pragma once

#include "sales/recognise/columns.h"

/** Look for such letters in the sample. */
gboolean kam_prefix_find(const KamPlan *plan, const KamStudy *study, char prefix[KAM_PREFIX_BYTES]);

/** Whether a document number begins with these letters and goes on with something else. */
gboolean kam_prefix_matches(KamCell document, const char *prefix);
