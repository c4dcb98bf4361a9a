/* The steps by which the selection is computed; each stands in the file of its name. Private to the selection. */
#pragma once

#include "service/analysis/selection.h"

/** selection_figures.c: fill `account`, `known` and `house_margin_rate` from the facts: all but ranks and
 * contributions. */
void kam_selection_measure(KamSelectionAnalysis *analysis);
/** selection_places.c: fill `in_top` of every account; needs values and the weights as they are used. */
KamCalcStatus kam_selection_draw_places(KamSelectionAnalysis *analysis);
