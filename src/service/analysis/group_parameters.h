/* The parameters that say what a group is, shared by the analyses that can be asked by group. */
#pragma once

#include "sales/groups.h"
#include "service/analysis/parameter.h"

#define KAM_GROUP_PARAMETERS 2

extern const KamAnalysisParameter kam_group_parameters[KAM_GROUP_PARAMETERS];

/** The groups that values which were checked ask for. */
KamGroupsAt kam_group_parameters_read(const KamAnalysisValues *values);
/** FALSE after refusing a depth of what is no group. */
gboolean kam_group_parameters_check(const KamAnalysisValues *values, KamAnalysisRefuse refuse, gpointer data);
/** The members `groups` and `depth`; null where nothing is asked by group. */
void kam_group_parameters_to_json(gboolean is_by_group, const KamGroupsAt *at, KamJson *json);
