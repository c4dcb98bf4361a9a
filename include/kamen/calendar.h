/* The calendar behind monthly sales: Easter by both reckonings, working days, and whether they show in a series.
 *
 * A day counts from 1970-01-01 = 0 (Gregorian), a month is year * 12 + (month - 1). Years are 1900..2200. No function
 * keeps state or allocates; all may be called from any thread. */
#ifndef KAMEN_CALENDAR_H
#define KAMEN_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    KAM_EASTER_WESTERN = 0, /* Catholic and Protestant */
    KAM_EASTER_ORTHODOX     /* by the Julian calendar, as in Serbia */
} KamEaster;

/**
 * Easter Sunday.
 *
 * @param[in]  year    1900..2200, of the Gregorian calendar for both.
 * @param[in]  easter  which of the two.
 * @param[out] day     days since 1970-01-01; a Sunday.
 *
 * @return KAM_CALC_OK      day is written
 *         KAM_CALC_DOMAIN  year or easter is out of range; day is not touched
 *
 * Accuracy: exact.
 * Cost: O(1).
 * Source: J. Meeus, "Astronomical Algorithms", Willmann-Bell 1991, chapter 8 (the Gregorian rule is that of an
 * anonymous correspondent of Nature, 1876). Checked by: tests/analytics/test_calendar.c
 */
KamCalcStatus kam_calendar_easter(int year, KamEaster easter, int32_t *day);

/** Most days that kam_calendar_serbian_holidays() names. */
#define KAM_CALENDAR_MAX_HOLIDAYS 16

/**
 * The days of a year on which nobody works in Serbia.
 *
 * New Year (1 and 2 January), Orthodox Christmas (7 January), Statehood Day (15 and 16 February), Good Friday to Easter
 * Monday, Labour Day (1 and 2 May), Armistice Day (11 November). For a state holiday on a Sunday, the next day that is
 * no holiday is free.
 *
 * @param[in]  year   1900..2200; the rules are those of today, whatever the year.
 * @param[out] day    KAM_CALENDAR_MAX_HOLIDAYS elements; the first `count` are written, ascending, each once.
 * @param[out] count  how many.
 *
 * @return KAM_CALC_OK      day and count are written
 *         KAM_CALC_DOMAIN  year is out of range; nothing is touched
 *
 * Accuracy: exact for the rules above.
 * Cost: O(1).
 * Source: Law on state and other holidays in the Republic of Serbia, 43/2001 as amended by 92/2011.
 * Checked by: tests/analytics/test_calendar.c
 */
KamCalcStatus kam_calendar_serbian_holidays(int year, int32_t day[], size_t *count);

/**
 * Working days of months.
 *
 *     days_i = sum over the days of the month of weight[weekday], holidays left out
 *
 * @param[in]  first_month  year * 12 + (month - 1).
 * @param[in]  n            months; all of them in the years 1900..2200.
 * @param[in]  weight       of Monday to Sunday, 7 numbers >= 0: 1 1 1 1 1 0 0, or an eighth for Saturday.
 * @param[in]  holiday      n_holidays days, ascending; NULL with 0.
 * @param[in]  n_holidays   how many.
 * @param[out] days         n sums. A quarter is the sum of its months.
 *
 * @return KAM_CALC_OK      days is written
 *         KAM_CALC_DOMAIN  a month or a weight is out of range, or holidays are not ascending; days is not touched
 *
 * Accuracy: 31 u relative.
 * Cost: O(31 n log n_holidays).
 * Source: definition.
 * Checked by: tests/analytics/test_calendar.c
 */
KamCalcStatus kam_calendar_days(int32_t first_month, size_t n, const double weight[7], const int32_t holiday[],
                                size_t n_holidays, double days[]);

/**
 * How much of Easter's trade falls into each month: the share of the `before` days up to Holy Saturday.
 *
 * @param[in]  first_month  year * 12 + (month - 1).
 * @param[in]  n            months; all of them in the years 1900..2200.
 * @param[in]  easter       which of the two.
 * @param[in]  before       days, 1..28; 8 is usual for food.
 * @param[out] share        n numbers in [0, 1]; those of a year sum to 1.
 *
 * @return KAM_CALC_OK      share is written
 *         KAM_CALC_DOMAIN  something is out of range; share is not touched
 *
 * Accuracy: exact to a rounding.
 * Cost: O(n).
 * Source: W. R. Bell and S. C. Hillmer, "Modeling time series with calendar variation", Journal of the American
 *   Statistical Association 78 (1983), pp. 526-534.
 * Checked by: tests/analytics/test_calendar.c
 */
KamCalcStatus kam_calendar_easter_share(int32_t first_month, size_t n, KamEaster easter, int before, double share[]);

/** Most regressors at a time. */
#define KAM_CALENDAR_MAX_EFFECTS 4

typedef struct {
    double value, std_error;
    double p_value; /* of no effect, two-sided */
    int helps; /* p_value < 0.05: adjust, and apply again to the months to come; otherwise leave the series alone */
} KamCalendarEffect;

/**
 * Whether calendar variables show in a series.
 *
 *     ln y_t - ln y_{t-season} = a + sum_j effect_j (x_tj - x_{t-season,j}) + error, by least squares
 *
 * Differences over a season cancel season and trend, so that only what changes from year to year is left: the number of
 * working days (x = its logarithm; an effect of 1 means sales in proportion), Easter's month (x = its share;
 * exp(effect) - 1 is the extra in the month that has all of it).
 *
 * @param[in]  y        n values, NaN where not known; pairs with a value of 0 or less are left out.
 * @param[in]  n        periods.
 * @param[in]  season   periods in a season, >= 1.
 * @param[in]  x        n k numbers, row-major: x[t * k + j].
 * @param[in]  k        variables, 1..KAM_CALENDAR_MAX_EFFECTS.
 * @param[out] effect   k estimates.
 *
 * @return KAM_CALC_OK       effect is written
 *         KAM_CALC_DOMAIN   season or k is out of range, or a number infinite, or an x NaN; effect is not touched
 *         KAM_CALC_TOO_FEW  fewer than k + 9 pairs, or variables that do not change, or only together; effect is not
 *                           touched
 *
 * Accuracy: 1e-10 relative of the least squares; coverage of the errors in docs/numbers.md.
 * Cost: O(n k^2), no memory.
 * Source: W. R. Bell and S. C. Hillmer (1983), as above.
 * Checked by: tests/analytics/test_calendar.c
 */
KamCalcStatus
kam_calendar_effects(const double y[], size_t n, size_t season, const double x[], size_t k, KamCalendarEffect effect[]);

#ifdef __cplusplus
}
#endif

#endif
