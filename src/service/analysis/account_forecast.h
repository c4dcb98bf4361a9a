/* Forecasts of many accounts at once, on all processors: what the report and `kamen analyze forecast` share. */
#pragma once

#include <kamen/forecast.h>

#include "service/analysis/monthly.h"

/* The months that a season has, and those of the quarter that is asked for most. */
#define KAM_SEASON_MONTHS 12
#define KAM_QUARTER_MONTHS 3
/* Of intervals, unless another is asked for. */
#define KAM_FORECAST_LEVEL 0.95

struct KamAccountForecast {
    guint32 account; /* index into the facts */
    KamCalcStatus
        status; /* OK; TOO_FEW when its history is too short, EMPTY without a sale; then only n and before hold */
    guint n;    /* months from its first sale on */
    const double *history; /* these months, oldest first; borrowed from the monthly sums */
    double before;         /* net of the last quarter's months */
    double year_ago;       /* net of the same months a year earlier than the forecast; NaN when they are not known */
    double total, total_lower, total_upper; /* net of the next months, as many as were asked to be summed */
    double *point, *lower, *upper;          /* each month of the horizon */
    char method[32];
    gboolean is_seasonal;
    double alive; /* chance that an account whose sales have stopped goes on; 1 when that is not in question */
    KamCalcValue mase, smape, bias, coverage, coverage_80; /* of the back-test, see kamen/forecast.h */
};

typedef struct {
    guint n, horizon, total, n_too_short;
    KamAccountForecast *list; /* in the order that was asked for */
    double *months;           /* what `point`, `lower` and `upper` stand in */
} KamAccountForecasts;

/* Months of the year against the mean of their year, over all accounts together: lent to accounts whose own history is
 * too short to show a season. */
typedef struct {
    gboolean is_known;                /* needs two years */
    double factor[KAM_SEASON_MONTHS]; /* the first belongs to the first of the months */
} KamFirmSeason;

/** Measure it over all accounts and whole years; not known below two. */
void kam_firm_season_measure(const KamMonthly *monthly, KamFirmSeason *season);

/**
 * Forecast the monthly sales of accounts. In currency units; intervals of 95%.
 *
 * @param monthly   sums by month; must outlive the answer.
 * @param accounts  n indices of accounts.
 * @param horizon   months, 1..KAM_FORECAST_MAX_HORIZON.
 * @param total     months that are summed, 1..horizon; mostly KAM_QUARTER_MONTHS.
 * @return          never NULL. The same input gives the same bits, whatever the number of processors.
 */
KamAccountForecasts *
kam_account_forecasts_new(const KamMonthly *monthly, const guint32 accounts[], guint n, guint horizon, guint total);
/** The same with a season that is measured already, and intervals of another level than KAM_FORECAST_LEVEL. */
KamAccountForecasts *
kam_account_forecasts_new_in_season(const KamMonthly *monthly, const KamFirmSeason *season, const guint32 accounts[],
                                    guint n, guint horizon, guint total, double level);
void kam_account_forecasts_free(KamAccountForecasts *forecasts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAccountForecasts, kam_account_forecasts_free)
