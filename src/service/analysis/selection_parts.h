/* The steps by which the selection is computed; each stands in the file of its name. Private to the selection. */
#pragma once

#include "service/analysis/selection.h"

/** selection_figures.c: fill `account`, `known` and `house_margin_rate` from the facts: all but ranks and
 * contributions. */
void kam_selection_measure(KamSelectionAnalysis *analysis);
/** The same with errors of forecasts that are known already: sMAPE by account, NaN where there is none. */
void kam_selection_measure_by(KamSelectionAnalysis *analysis, const double smape[]);
/** selection.c: divide the weights among the criteria that the data has something for. */
gboolean kam_selection_share_weights(KamSelectionAnalysis *analysis, GError **error);
/** selection_places.c: fill `in_top` of every account; needs values and the weights as they are used. */
KamCalcStatus kam_selection_draw_places(KamSelectionAnalysis *analysis);
