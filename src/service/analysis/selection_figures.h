/* The criteria of the selection, measured and put on their scales. Private to the selection. */
#pragma once

#include "service/analysis/selection.h"

/** Fill `account`, `known` and `house_margin_rate` from the facts: everything but ranks and contributions. */
void kam_selection_measure(KamSelectionAnalysis *analysis);
