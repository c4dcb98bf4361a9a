/* Parameters that name an account. */
#pragma once

#include "service/analysis/parameter.h"

/** What is wrong with an id; NULL when nothing is. */
char *kam_pair_check_id(const char *text);
/** The id of a parameter that was checked; 0 when it was not given. */
gint64 kam_pair_read_id(const KamAnalysisValues *values, const char *name);
