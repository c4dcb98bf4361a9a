/* Criteria and tables of figures for tests, by hand and by chance. */
#pragma once

#include "service/selection/choice.h"

/** m criteria "c0", "c1" ...: linear, more is better, scales of the candidates, weight 1. Free with g_array_unref(). */
GArray *tables_criteria(guint m);
KamCriterion *tables_criterion(GArray *criteria, guint c);
/** n x m figures, row by row. */
KamFigureTable *tables_figures(guint n, guint m, const double figure[]);
/** Figures from 0 to 100 by chance. */
KamFigureTable *tables_random(GRand *random, guint n, guint m);
/** Weights by chance, some of them 0. */
KamWeights *tables_weights(GRand *random, const GArray *criteria);
/** A choice of so many places without draws. */
KamChoice *tables_choose(const KamValuation *valuation, const KamWeights *weights, guint places);
