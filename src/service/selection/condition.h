/* Hard conditions: what an account must meet before it is looked at at all. */
#pragma once

#include "service/selection/measure.h"

typedef struct {
    const KamMeasure *measure;
    gboolean is_at_most; /* else at least */
    double bound;
} KamCondition;

/**
 * Read "volume>=100000,margin_rate>=0.1": names of measures, in the units of their figures.
 *
 * @param[out] conditions  KamCondition; free with g_array_unref(). NULL: only the check is wanted.
 * @return                 what is wrong, newly allocated; NULL when nothing is.
 */
char *kam_conditions_read(const char *text, GArray **conditions);

/** Whether a figure meets it; one that is not known does not. */
gboolean kam_condition_is_met(const KamCondition *condition, double figure);
