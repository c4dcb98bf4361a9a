/* The analyses on a terminal. */
#pragma once

#include "service/analysis/assortment.h"
#include "service/analysis/behaviour.h"
#include "service/analysis/clv.h"
#include "service/analysis/compare.h"
#include "service/analysis/concentration.h"
#include "service/analysis/dependency.h"
#include "service/analysis/elasticity.h"
#include "service/analysis/forecast.h"
#include "service/analysis/groups.h"
#include "service/analysis/merger.h"
#include "service/analysis/predictability.h"
#include "service/analysis/purchasing.h"
#include "service/selection/selection.h"

/** As text for standard output; `limit` cuts each list, 0 lists all. Free with g_string_free(). */
GString *kam_concentration_analysis_to_text(const KamConcentrationAnalysis *analysis, guint limit);
GString *kam_behaviour_analysis_to_text(const KamBehaviourAnalysis *analysis, guint limit);
GString *kam_elasticity_analysis_to_text(const KamElasticityAnalysis *analysis, guint limit);
GString *kam_forecast_analysis_to_text(const KamForecastAnalysis *analysis, guint limit);
GString *kam_selection_analysis_to_text(const KamSelection *selection, guint limit);
GString *kam_clv_analysis_to_text(const KamClvAnalysis *analysis, guint limit);
GString *kam_assortment_analysis_to_text(const KamAssortmentAnalysis *analysis, guint limit);
GString *kam_purchasing_analysis_to_text(const KamPurchasingAnalysis *analysis, guint limit);
GString *kam_groups_analysis_to_text(const KamGroupsAnalysis *analysis, guint limit);
GString *kam_predictability_analysis_to_text(const KamPredictabilityAnalysis *analysis, guint limit);
GString *kam_dependency_analysis_to_text(const KamDependencyAnalysis *analysis, guint limit);
GString *kam_compare_analysis_to_text(const KamCompareAnalysis *analysis, guint limit);
GString *kam_merger_analysis_to_text(const KamMergerAnalysis *analysis, guint limit);
