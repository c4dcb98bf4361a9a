/* The analyses on a terminal. */
#pragma once

#include "cli/text_page.h"
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

/** Write what it says on a page; `page->limit` cuts each list. */
void kam_concentration_analysis_write_text(const KamConcentrationAnalysis *analysis, KamTextPage *page);
void kam_behaviour_analysis_write_text(const KamBehaviourAnalysis *analysis, KamTextPage *page);
void kam_elasticity_analysis_write_text(const KamElasticityAnalysis *analysis, KamTextPage *page);
void kam_forecast_analysis_write_text(const KamForecastAnalysis *analysis, KamTextPage *page);
void kam_selection_analysis_write_text(const KamSelection *selection, KamTextPage *page);
void kam_clv_analysis_write_text(const KamClvAnalysis *analysis, KamTextPage *page);
void kam_assortment_analysis_write_text(const KamAssortmentAnalysis *analysis, KamTextPage *page);
void kam_purchasing_analysis_write_text(const KamPurchasingAnalysis *analysis, KamTextPage *page);
void kam_groups_analysis_write_text(const KamGroupsAnalysis *analysis, KamTextPage *page);
void kam_predictability_analysis_write_text(const KamPredictabilityAnalysis *analysis, KamTextPage *page);
void kam_dependency_analysis_write_text(const KamDependencyAnalysis *analysis, KamTextPage *page);
void kam_compare_analysis_write_text(const KamCompareAnalysis *analysis, KamTextPage *page);
void kam_merger_analysis_write_text(const KamMergerAnalysis *analysis, KamTextPage *page);
