/* The parameters that say which part of the lines is asked about, shared by the analyses that can be asked so. */
#pragma once

#include "service/analysis/parameter.h"

#define KAM_PART_PARAMETERS 5

extern const KamAnalysisParameter kam_part_parameters[KAM_PART_PARAMETERS];

/** The part that values which were checked ask for; its texts are theirs. */
void kam_part_parameters_read(const KamAnalysisValues *values, KamAnalysisPart *part);
