/* What takes long and several questions need: the forecast of the next quarter of each account that still buys, and
 * what accounts are worth. Kept as long as the lines are, so that another weight, or an agreement that was changed,
 * costs none of it again. */
#pragma once

#include "service/analysis/account_value.h"
#include "service/analysis/behaviour.h"
#include "service/analysis/context.h"

typedef struct {
    guint n; /* accounts that bought in the last 365 days, in the order of the behaviour; perhaps the largest alone */
    KamAccountForecasts *forecasts; /* of them; KAM_QUARTER_MONTHS months; without histories, which are not kept */
} KamForeseenQuarter;

typedef struct {
    KamAccountValues *values; /* over KAM_VALUE_DEFAULT_MONTHS; by account */
} KamForeseenValues;

/**
 * Forecast, or take what was forecast for a question before.
 *
 * @param behaviour  of the accounts; says who still buys.
 * @param most       the largest so many; 0: all. More may be there.
 * @param context    where it is kept; NULL or without a shelf: nowhere.
 * @return never NULL. Release with kam_foreseen_quarter_unref().
 */
KamForeseenQuarter *
kam_foreseen_quarter_get(const KamBehaviourAnalysis *behaviour, guint most, const KamAnalysisContext *context);
void kam_foreseen_quarter_unref(KamForeseenQuarter *quarter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamForeseenQuarter, kam_foreseen_quarter_unref)

/** The same of values; `most` 0 values those that buy no more, too. Release with kam_foreseen_values_unref(). */
KamForeseenValues *
kam_foreseen_values_get(const KamBehaviourAnalysis *behaviour, guint most, const KamAnalysisContext *context);
void kam_foreseen_values_unref(KamForeseenValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamForeseenValues, kam_foreseen_values_unref)
