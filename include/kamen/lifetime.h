/* From purchases to what each account is worth: histories, regularity, the choice of a model, value with intervals.
 *
 * This is the way in for programs: kam_lifetime_summarise() makes histories of invoice lines, once until today and once
 * until an earlier day; kam_lifetime_choose() chooses and fits a model, kam_lifetime_foretell() says for every account
 * how surely it is still alive, what it will buy and what that is worth, kam_lifetime_value() does both. No function
 * keeps state; all may be called from any thread. */
#ifndef KAMEN_LIFETIME_H
#define KAMEN_LIFETIME_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/clv.h>
#include <kamen/spend.h>
#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Purchases as columns, in any order; the arrays are only read. */
typedef struct {
    size_t n;
    const uint32_t *account; /* 0..n_accounts-1; others are left out */
    const int32_t *day;      /* whole days with any origin */
    const double *value;     /* finite; >= 0 is a purchase, < 0 a credit, which counts in the value only */
    size_t n_accounts;
    int32_t until_day; /* end of the observation; later lines are left out */
    double unit_days;  /* days of the unit of time, > 0: 7 for weeks */
} KamLifetimePurchases;

/** Regularity of an account; see kam_lifetime_regularity(). */
typedef struct {
    KamCalcValue shape;   /* of the gamma law of its gaps: 1 is chance, the larger the more regular; TOO_FEW gaps */
    KamCalcValue p_value; /* chance of gaps as even as these from an account that buys at random */
    int is_regular;       /* p_value below the level asked for, and a shape of 2 or more */
} KamLifetimeRegularity;

/** An account's past. */
typedef struct {
    KamCalcStatus status;  /* EMPTY: no purchase up to until_day; the other fields are then 0 */
    KamClvHistory history; /* purchases of a day are one */
    double mean;           /* value of a repeat purchase: all lines after the first day, by x; 0 when x is 0 */
    double first_value;    /* value of the first day */
    KamLifetimeRegularity regularity;
} KamLifetimeAccount;

/**
 * Accounts' histories from their purchases.
 *
 *     x = days with a purchase - 1,   t_x = (last - first) / unit_days,   T = (until_day - first) / unit_days
 *
 * @param[in]  purchases  the lines; see the type.
 * @param[in]  level      of kam_lifetime_regularity(), in (0, 1); usually 0.01.
 * @param[out] account    n_accounts answers.
 *
 * @return KAM_CALC_OK         account is written
 *         KAM_CALC_EMPTY      no account has a purchase up to until_day; account is not touched
 *         KAM_CALC_DOMAIN     a value is not finite, or unit_days or level is outside its range; account is not touched
 *         KAM_CALC_NO_MEMORY  account is not touched
 *
 * Accuracy: counts are exact; values have a relative error of some units of 2^-53 of the sum of their magnitudes.
 * Cost: O(n log n) time, O(n) when the lines come by account and day; 24 n bytes.
 * Source: definition.
 * Checked by: tests/analytics/test_lifetime.c
 */
KamCalcStatus kam_lifetime_summarise(const KamLifetimePurchases *purchases, double level, KamLifetimeAccount account[]);

/**
 * Does an account order by the calendar? The likelihood ratio test of equal chances at any moment (exponential gaps)
 * against a gamma law, for gaps between purchase days.
 *
 *     s = ln(mean gap) - mean ln(gap);   W = 2 m s / (1 + (1 + 1/m) / 6) ~ chi-squared with m - 1 degrees of freedom
 *     p_value = P(W <= its value);   shape: ln k - psi(k) = s
 *
 * A gap of g whole days stands for the moments between g - 1 and g: the mean takes g - 1/2, the logarithm its mean over
 * that day, so that an account which buys by chance on every other day is not taken for regular.
 *
 * @param[in]  gap_days    m gaps, whole days >= 1.
 * @param[in]  m           number of gaps.
 * @param[in]  level       chance of calling an account regular that buys at random, in (0, 1); usually 0.01.
 * @param[out] regularity  every field is written.
 *
 * @return KAM_CALC_OK       regularity is written
 *         KAM_CALC_TOO_FEW  fewer than 5 gaps; shape and p_value are TOO_FEW, is_regular is 0
 *         KAM_CALC_DOMAIN   a gap is below 1 or level is outside its range; regularity is not touched
 *
 * Accuracy: at a level of 0.01 at most 1.1 % of accounts were called regular by mistake in simulations;
 * docs/numbers.md. Cost: O(m). Source: P. A. P. Moran, "The random division of an interval", Journal of the Royal
 * Statistical Society B 13 (1951), pp. 147-150; M. S. Bartlett's factor. Checked by: tests/analytics/test_lifetime.c
 */
KamCalcStatus
kam_lifetime_regularity(const double gap_days[], size_t m, double level, KamLifetimeRegularity *regularity);

/** What is asked. */
typedef struct {
    double horizon;            /* in the unit of time of the histories, finite and > 0 */
    double discount;           /* continuous rate per unit of time, >= 0 */
    int choose;                /* 1: choose the model; 0: take `model` */
    KamClvModel model;         /* when choose is 0 */
    const unsigned char *only; /* n flags: the answers that are wanted, the fit is of all; NULL: every one */
} KamLifetimeQuestion;

/** One account's future. Intervals hold 95 %: the account's own chance and the uncertainty of the parameters. */
typedef struct {
    KamCalcStatus status;    /* that of the account; EMPTY: every other field is 0 */
    double p_alive;          /* in [0, 1] */
    double expected;         /* purchases within the horizon */
    double lower, upper;     /* 95 % prediction interval of their number: whole numbers, lower <= expected <= upper */
    KamCalcValue mean_spend; /* expected value of a purchase; the spend fit's status when there is none */
    KamCalcValue value;      /* discounted purchases times mean_spend */
    double value_lower, value_upper; /* 95 % prediction interval of the value; 0 when there is none */
} KamLifetimeValue;

/** How the answers came about. */
typedef struct {
    KamClvFit fit;
    KamSpendFit spend;
    KamCalcStatus spend_status;                /* of `spend` */
    int chosen_by_holdout;                     /* 0: by likelihood, or as told */
    KamCalcValue predictive[KAM_CLV_N_MODELS]; /* log-likelihood of the hold-out under each model; EMPTY: not asked */
    KamCalcValue likelihood[KAM_CLV_N_MODELS]; /* of all the data; EMPTY: not fitted */
    size_t n_accounts, n_regular;              /* with a purchase; regular ones among them */
} KamLifetimeResult;

/**
 * Choose and fit a model.
 *
 * The choice: each model is fitted to the histories until an earlier day and then asked for the chance of the number of
 * purchases that each account made afterwards; the one with the largest sum of logarithms wins. Without such histories
 * the largest likelihood wins: all models have four parameters.
 *
 * @param[in]  account   n accounts as kam_lifetime_summarise() gives them, or set by hand.
 * @param[in]  before    the same accounts until an earlier day; NULL when there are none. An account that is EMPTY then
 *                       takes no part in the choice.
 * @param[in]  n         number of accounts.
 * @param[in]  question  its `choose` and `model` alone.
 * @param[out] result    every field is written.
 *
 * @return KAM_CALC_OK      result is written
 *         KAM_CALC_EMPTY   no account has a purchase; result is not touched
 *         KAM_CALC_DOMAIN  a history or the model is outside its range, or `before` has more purchases than `account`;
 *                          result is not touched
 *         other statuses   of kam_clv_fit(); result is not touched
 *
 * Accuracy: as kam_clv_fit().
 * Cost: some 0.1 s for 5,900 accounts with choose, 0.03 s for BG/NBD; 200 n bytes.
 * Source: as kam_clv_fit().
 * Checked by: tests/analytics/test_lifetime.c
 */
KamCalcStatus kam_lifetime_choose(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n,
                                  const KamLifetimeQuestion *question, KamLifetimeResult *result);

/**
 * Value every account with a model that was fitted.
 *
 * Intervals of the number: the 2.5 % and 97.5 % quantiles of kam_clv_counts(), their distance from the expectation
 * made longer by sqrt(1 + V_p / V), with V the variance of the number and V_p that of the expectation due to the
 * parameters (delta method on their logarithms), rounded outwards and widened to hold the expectation. Intervals of
 * the value: nothing, with the chance of no purchase; else a log-normal law with the mean and variance of the sum of
 * the purchases, the uncertainty of the account's own mean included.
 *
 * Regular accounts are part of the fit and get an answer; a forecast of their own will serve better.
 *
 * @param[in]  account   n accounts, as above.
 * @param[in]  n         number of accounts.
 * @param[in]  question  its `horizon`, `discount` and `only` alone.
 * @param[in]  result    of kam_lifetime_choose(), for these or for other accounts.
 * @param[out] value     n answers; EMPTY where question->only does not want one.
 *
 * @return KAM_CALC_OK      value is written
 *         KAM_CALC_EMPTY   no account has a purchase; nothing is touched
 *         KAM_CALC_DOMAIN  a history or the question is outside its range; nothing is touched
 *         other statuses   of kam_clv_expected(); value may have been written in part
 *
 * Accuracy: as the single functions; the intervals hold 97 to 98 % in simulations, see docs/numbers.md.
 * Cost: O(n), each as kam_clv_expected() and kam_clv_counts().
 * Source: as the single functions.
 * Checked by: tests/analytics/test_lifetime.c
 */
KamCalcStatus kam_lifetime_foretell(const KamLifetimeAccount account[], size_t n, const KamLifetimeQuestion *question,
                                    const KamLifetimeResult *result, KamLifetimeValue value[]);

/** Both at once. Statuses as above; whatever fails, result is not touched. */
KamCalcStatus
kam_lifetime_value(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n,
                   const KamLifetimeQuestion *question, KamLifetimeValue value[], KamLifetimeResult *result);

#define KAM_LIFETIME_N_CLASSES 8

/** Expected against actual purchases after an earlier day, for accounts with the same number of purchases before. */
typedef struct {
    double x;                /* repeat purchases before; the last class holds all from 7 on */
    size_t accounts;         /* may be 0; the sums are then 0 */
    double expected, actual; /* sums over them */
} KamLifetimeClass;

/**
 * The points of a calibration plot.
 *
 * @param[in]  account  n accounts until today.
 * @param[in]  before   the same until an earlier day; those EMPTY are left out.
 * @param[in]  n        number of accounts.
 * @param[in]  model    fitted to `before`.
 * @param[out] fit      the fit to `before`.
 * @param[out] row      KAM_LIFETIME_N_CLASSES rows.
 *
 * @return KAM_CALC_OK      row and fit are written
 *         other statuses   of kam_clv_fit() and kam_clv_expected(), DOMAIN as kam_lifetime_value(); the outputs may
 * have been written in part
 *
 * Accuracy: as kam_clv_expected().
 * Cost: a fit, and a kam_clv_expected() for each account.
 * Source: Fader, Hardie and Lee (2005), figure 4; see kamen/clv.h.
 * Checked by: tests/analytics/test_lifetime.c
 */
KamCalcStatus kam_lifetime_calibration(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n,
                                       KamClvModel model, KamClvFit *fit, KamLifetimeClass row[]);

#ifdef __cplusplus
}
#endif

#endif
