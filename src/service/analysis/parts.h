/* The steps by which a concentration is computed; each stands in the file of its name. Private to this folder. */
#pragma once

#include "service/analysis/concentration.h"
#include "service/analysis/line_buckets.h"

/** spans.c: history_months, by_year, by_quarter and rolling. */
void kam_concentration_fill_spans(KamConcentrationAnalysis *analysis);
/** profit.c: margins and the whale curve. */
void kam_concentration_fill_profit(KamConcentrationAnalysis *analysis);
/** erosion.c: what each of those that lose money loses it with. */
void kam_concentration_fill_erosion(KamConcentrationAnalysis *analysis);
/** trend.c: what of the whole is chance and, of the quarters, the trend. */
void kam_concentration_fill_levels(KamConcentrationAnalysis *analysis);
void kam_concentration_fill_trend(KamConcentrationAnalysis *analysis);
/** slices.c: region by region, category by category ..., each in time, too; needs by_quarter. FALSE with an error of
 * sales/groups.h. */
gboolean kam_concentration_fill_slices(KamConcentrationAnalysis *analysis, GError **error);
