/* The steps by which analyses are computed; each stands in the file of its name. Private to this folder. */
#pragma once

#include "service/analysis/concentration.h"

/** spread.c: measure the positive ones of n amounts. */
void kam_spread_measure(KamSpread *spread, const gint64 micro[], guint n);
/** spans.c: history_months, by_year and rolling. */
void kam_concentration_fill_spans(KamConcentrationAnalysis *analysis);
/** profit.c: margins and the whale curve. */
void kam_concentration_fill_profit(KamConcentrationAnalysis *analysis);
