/* Figures on one scale: what is known of the candidates, criterion by criterion, as values from 0 to 1 where more is
 * better, with how far each may be off. */
#pragma once

#include "service/selection/criterion.h"

/* What is known of n candidates by m criteria; row-major, a row a candidate. */
typedef struct {
    guint n, m;
    double *figure;    /* NaN: not known */
    double *std_error; /* of the figure, 0: exact; NaN is 0 */
} KamFigureTable;

/** A table where nothing is known yet. Free with kam_figure_table_free(). */
KamFigureTable *kam_figure_table_new(guint n, guint m);
void kam_figure_table_free(KamFigureTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamFigureTable, kam_figure_table_free)

typedef struct {
    guint n, m;
    double *value;    /* n x m, in [0, 1] */
    double *sd;       /* n x m: standard deviation of the value; 0: exact */
    double *low;      /* m: the figure whose value is 0; NaN when the criterion is known of nobody */
    double *high;     /* m: the figure whose value is 1 */
    guint *known;     /* m: candidates of whom it is known */
    guint8 *is_known; /* n x m */
} KamValuation;

/**
 * Put figures on their scales.
 *
 *     t = (figure - low) / (high - low), cut to [0, 1];   linear: t;   diminishing: sqrt(t);   threshold: 1 if t = 1,
 * else 0
 *
 * Where low or high are not given they are the worst and the best figure of the candidates, for a threshold the median;
 * amounts (diminishing, more is better) then begin at 0 rather than at the smallest of them. Where all figures are the
 * same the value is 1. The standard deviation of a measured value is the mean of its change by one standard error to
 * either side. What is not known follows the criterion's rule: neutral has that of anything between 0 and 1, mean that
 * of the known values, leave_out none: it is what the known values of that candidate come to by their weights.
 *
 * @param weight  by criterion, for leave_out; NULL: those of the criteria.
 *
 * Cost: O(n m), and O(n log n) for a threshold without a bound.
 */
KamValuation *kam_valuation_new(const GArray *criteria, const KamFigureTable *table, const double weight[]);
void kam_valuation_free(KamValuation *valuation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamValuation, kam_valuation_free)

/** The value of a figure by criterion c. */
double kam_valuation_value_of(const KamValuation *valuation, const GArray *criteria, guint c, double figure);
/** The least good figure that has this value, the inverse of the above; NaN when the criterion is known of nobody. */
double kam_valuation_figure_of(const KamValuation *valuation, const GArray *criteria, guint c, double value);
