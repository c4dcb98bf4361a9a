/* What the two forms of groups share. Private to sales/groups*.c. */
#pragma once

#include "sales/groups.h"

/** Say that two companies are above one another; `day` KAM_DAY_NONE: today. */
void kam_groups_refuse_circle(const KamFacts *facts, guint32 account, guint32 other, gint32 day, GError **error);
