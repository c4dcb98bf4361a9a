/* What each account is worth and how surely it still buys, from kamen/lifetime.h: what the report and `kamen analyze
 * clv` share. */
#pragma once

#include "service/analysis/account_forecast.h"
#include "service/analysis/account_life.h"

#define KAM_VALUE_DEFAULT_MONTHS 12
#define KAM_VALUE_DEFAULT_DISCOUNT 0.10 /* a year */

/* What an amount of worth is made of. */
typedef enum {
    KAM_WORTH_REVENUE, /* net sales */
    KAM_WORTH_PROFIT,  /* net sales times the account's margin rate, where cost is known for most of them */
} KamWorth;

struct KamAccountValue {
    KamLifetimeAccount past;
    KamLifetimeValue future;   /* of the model; worth in currency units of net sales */
    KamWorth worth;            /* what `value` is made of */
    double margin_rate;        /* of the lines whose cost is known; NaN when they are too few */
    gboolean is_from_forecast; /* regular accounts: value from the forecast of their months, not from the model */
    double value, value_lower, value_upper; /* over the horizon, discounted; NaN when it is not known */
};

typedef struct {
    gint months;        /* horizon */
    double discount;    /* a year, continuous */
    const guint8 *only; /* by account: whose value is wanted; no calibration then. NULL: all */
} KamAccountValueOptions;

typedef struct {
    KamAccountValueOptions options;
    KamCalcStatus status; /* OK; otherwise no account has an answer: TOO_FEW when nobody has bought twice */
    KamLifetimeResult result;
    gboolean model_is_given; /* else it was chosen */
    guint n;                 /* accounts of the facts */
    KamAccountValue *list;   /* by the index of the facts */
    guint n_from_forecast;
    double holdout_weeks; /* at the end of the data, by which the model was chosen */
    KamLifetimeClass calibration[KAM_LIFETIME_N_CLASSES];
    KamCalcStatus calibration_status;
} KamAccountValues;

/**
 * Value all accounts of some lines. The horizon is counted from the day of the lives. Accounts that order by the
 * calendar take the forecast of their months instead of the model.
 *
 * @param lives    of the same lines.
 * @param by       the lines that count.
 * @param monthly  the same by month.
 * @return         never NULL. Free with kam_account_values_free().
 */
KamAccountValues *kam_account_values_of(const KamAccountLives *lives, const KamByAccount *by, const KamMonthly *monthly,
                                        const KamAccountValueOptions *options);
/** The same with lives of their own; first_day is that of the data. */
KamAccountValues *kam_account_values_new(const KamByAccount *by, const KamMonthly *monthly, gint32 first_day,
                                         gint32 as_of_day, const KamAccountValueOptions *options);
void kam_account_values_free(KamAccountValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAccountValues, kam_account_values_free)
