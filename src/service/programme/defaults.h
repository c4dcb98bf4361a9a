/* What the tiers of a new database ask for and promise. */
#pragma once

#include "record/work.h"

/** Add the rules and entitlements of the tier with this code, A, B or C; of another one nothing. */
gboolean kam_programme_add_defaults(const KamWork *work, const char *code, gint64 tier_id, GError **error);
