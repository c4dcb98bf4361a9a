/* The parameter "groups": as of when companies belong together. */
#pragma once

#include "service/analysis/parameter.h"

/** What is wrong with its text; NULL when nothing is. */
char *kam_groups_parameter_check(const char *text);
/** Its value, once checked; as of today when it was not given. */
KamGroupsAt kam_groups_parameter_read(const KamAnalysisValues *values);
