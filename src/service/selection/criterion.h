/* The criteria by which key accounts are chosen, as the firm has defined them. docs/methods/selection.md explains each
 * part. */
#pragma once

#include "base/language.h"
#include "store/db.h"

/* How a figure becomes a value from 0 to 1. */
typedef enum {
    KAM_VALUE_LINEAR,      /* in proportion between low and high */
    KAM_VALUE_DIMINISHING, /* the root of that: each step counts less than the one before */
    KAM_VALUE_THRESHOLD,   /* 1 from `high` on, 0 before */
    KAM_VALUE_FUNCTION_N,
} KamValueFunction;

/* The value where the figure is not known. */
typedef enum {
    KAM_MISSING_NEUTRAL,   /* one half, but it may be anything */
    KAM_MISSING_WORST,     /* 0 */
    KAM_MISSING_MEAN,      /* the mean of those known, give or take their spread */
    KAM_MISSING_LEAVE_OUT, /* what the account's other criteria say together, so that it changes nothing */
    KAM_MISSING_RULE_N,
} KamMissingRule;

typedef enum { KAM_AXIS_ATTRACTIVENESS, KAM_AXIS_POSITION, KAM_AXIS_N } KamCriterionAxis;

typedef struct {
    gint64 id;
    char *code, *name_en, *name_sr;
    char *measure; /* a row of measure.h, or "judgement" */
    char *unit;    /* NULL without one */
    gboolean is_less_better, is_core;
    KamCriterionAxis axis;
    KamValueFunction function;
    KamMissingRule missing;
    double low,
        high;      /* the figures of the values 0 and 1; NaN: the worst and the best of the candidates; judged: 0, 10 */
    double weight; /* in points, of any sum */
    double weight_low, weight_high; /* NaN: free */
} KamCriterion;

void kam_criterion_clear(KamCriterion *criterion);

/** The criteria that count, in the order of their places: KamCriterion. Free with g_array_unref(). */
GArray *kam_criteria_load(KamDb *db, GError **error);
/** Index of a code; -1 when it is none of them. */
gint kam_criteria_find(const GArray *criteria, const char *code);
/** Its name in a language; Cyrillic is made of the Serbian one. Free with g_free(). */
char *kam_criterion_dup_name(const KamCriterion *criterion, KamLanguage language);

/** "linear", "neutral", "attractiveness": the words of the record type. */
const char *kam_value_function_name(KamValueFunction function);
const char *kam_missing_rule_name(KamMissingRule rule);
const char *kam_criterion_axis_name(KamCriterionAxis axis);
