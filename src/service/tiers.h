/* The tiers that a new database begins with. */
#pragma once

#include "record/work.h"

/** Add the tiers A, B and C with the names and rules of docs/report.md, in the language of the environment. */
gboolean kam_service_add_default_tiers(const KamWork *work, GError **error);
