/* How the cells of the chosen columns are written: numbers, dates, currency, codes. */
#pragma once

#include "sales/recognise/columns.h"

/**
 * Decide number formats and the order of dates. What the sample leaves open is sought in the whole file, which is
 * then read once more: the table stands somewhere behind, rewind it.
 *
 * @param today  no invoice is expected after it.
 * @return FALSE with KAM_ERROR_AMBIGUOUS when a person has to say it.
 */
gboolean kam_formats_decide(KamPlan *plan, const KamStudy *study, KamTable *table, gint32 today, GError **error);
