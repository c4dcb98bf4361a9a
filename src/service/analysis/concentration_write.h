/* What the files that write a concentration as JSON share. Private to them. */
#pragma once

#include "service/analysis/concentration.h"

typedef struct {
    const KamConcentrationAnalysis *analysis;
    const char *currency;
    guint limit;
    KamJson *json;
} KamConcentrationWriter;

/** concentration_json.c: the figures of a spread as a member; null with NAME_reason when nothing is above 0. */
void kam_concentration_put_spread(const KamConcentrationWriter *w, const char *name, const KamSpread *spread);
/** concentration_json.c: who it is, into an open object. */
void kam_concentration_put_holder(const KamConcentrationWriter *w, const KamHolder *holder);
/** concentration_time_json.c: years, quarters, rolling years, the trend, the intervals. */
void kam_concentration_put_time(const KamConcentrationWriter *w);
/** concentration_time_json.c: the slices, when they were asked for. */
void kam_concentration_put_slices(const KamConcentrationWriter *w);
/** concentration_erosion_json.c: why it erodes, into an open object. */
void kam_concentration_put_erosion(const KamConcentrationWriter *w, const KamHolder *holder, const KamErosion *erosion);
