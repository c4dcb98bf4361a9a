/* The steps by which a concentration is computed; each stands in the file of its name. Private to this folder. */
#pragma once

#include "service/analysis/concentration.h"
#include "service/analysis/line_buckets.h"

/** spans.c: history_months, by_year, by_quarter and rolling; then the trend. */
void kam_concentration_fill_spans(KamConcentrationAnalysis *analysis);
/** profit.c: margins and the whale curve. */
void kam_concentration_fill_profit(KamConcentrationAnalysis *analysis);
/** erosion.c: what each of those that lose money loses it with. */
void kam_concentration_fill_erosion(KamConcentrationAnalysis *analysis);
/** trend.c: the intervals of the whole and, of the lines by quarter, the trend. */
void kam_concentration_fill_intervals(KamConcentrationAnalysis *analysis);
void kam_concentration_fill_trend(KamConcentrationAnalysis *analysis, const KamLineBuckets *quarters);
/** slices.c: region by region, category by category ..., each in time, too; needs by_quarter. FALSE with an error of
 * sales/groups.h. */
gboolean kam_concentration_fill_slices(KamConcentrationAnalysis *analysis, GError **error);
