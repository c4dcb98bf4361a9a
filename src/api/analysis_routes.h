/* Routes of analyses, derived from the table of analyses: each can be asked for all accounts in view and for one. */
#pragma once

#include "api/route.h"
#include "service/analysis/kind.h"

typedef struct KamAnalysisRoutes KamAnalysisRoutes;

/** The routes of all analyses; they own what their rows point to. */
KamAnalysisRoutes *kam_analysis_routes_new(void);
void kam_analysis_routes_free(KamAnalysisRoutes *routes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAnalysisRoutes, kam_analysis_routes_free)
/** As a table that ends with a row without method; borrowed. */
const KamRoute *kam_analysis_routes_get_table(const KamAnalysisRoutes *routes);
/** The analysis that the path of a request names, in the segment behind "analysis". */
const KamAnalysisKind *kam_analysis_routes_find_kind(const KamRequest *request);
