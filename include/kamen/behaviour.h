/* How accounts buy, from their invoice lines: recency, frequency and monetary value, tenure, growth, regularity,
 * breadth, credits.
 *
 * A line with an amount above 0 is a purchase. A line below 0 is a credit: it counts in the money, not in when, how
 * often and what an account buys. A line of 0 (free goods, text) counts nowhere. Days are whole numbers with any
 * origin. */
#ifndef KAMEN_BEHAVIOUR_H
#define KAMEN_BEHAVIOUR_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** In place of an index: a line without an account, a document or a product. */
#define KAM_BEHAVIOUR_NONE UINT32_MAX

/** Invoice lines as columns, in any order; the arrays are only read. */
typedef struct {
    size_t n;                /* lines, below 2^32 */
    const uint32_t *account; /* 0..n_accounts-1, or KAM_BEHAVIOUR_NONE: such a line is left out */
    const int32_t *day;
    const double *amount;     /* net of the line, all in one currency; finite */
    const uint32_t *document; /* 0..n_documents-1 or KAM_BEHAVIOUR_NONE; NULL: all without. Purchases of a day
                               * that bear none count as one document together */
    const uint32_t *product;  /* 0..n_products-1 or KAM_BEHAVIOUR_NONE; NULL: all without */
    size_t n_accounts, n_documents, n_products; /* each below 2^32 - 1 */
} KamBehaviourLines;

/** The usual length of the two periods that growth compares. */
#define KAM_BEHAVIOUR_YEAR_DAYS 365

typedef struct {
    int32_t from_day;    /* first day that the data cover, whether or not somebody bought on it */
    int32_t until_day;   /* the day as of which is asked; later lines are left out */
    int32_t window_days; /* length of the two periods that growth compares, >= 1 */
} KamBehaviourPeriod;

/** One account. Without a purchase the days are 0 and `status` is KAM_CALC_EMPTY; the sums still hold. */
typedef struct {
    KamCalcStatus status;        /* OK or EMPTY */
    int32_t first_day, last_day; /* of the purchases */
    uint32_t recency_days;       /* until_day - last_day */
    uint32_t tenure_days;        /* until_day - first_day */
    uint32_t purchase_lines;
    uint32_t purchase_days;       /* distinct days */
    uint32_t documents;           /* distinct documents of purchases: the frequency */
    uint32_t products;            /* distinct products bought: the breadth */
    double sales;                 /* sum of the purchases */
    double credits;               /* minus the sum of the credits, >= 0; the net is sales - credits */
    double recent, before;        /* net of the last window and of the one before it */
    KamCalcValue growth;          /* recent / before - 1; see kam_behaviour_measure() for when data is too thin */
    KamCalcValue credit_share;    /* credits / sales, >= 0; may exceed 1. EMPTY without a purchase */
    uint32_t longest_gap_days;    /* 0 when there is no gap */
    KamCalcValue gap_mean_days;   /* gaps between successive purchase days; TOO_FEW with one purchase day */
    KamCalcValue gap_median_days; /* likewise */
    KamCalcValue gap_variation;   /* regularity: 0 a clock, about 1 chance, above it bursts; TOO_FEW below two gaps */
    KamCalcValue silence;         /* how usual the present silence is, in (0, 1]; TOO_FEW without a gap */
} KamBehaviour;

/** Numbers of scratch that kam_behaviour_measure() wants; SIZE_MAX when the lines are too many to be counted. */
size_t kam_behaviour_work_length(const KamBehaviourLines *lines);

/**
 * Behaviour of every account from invoice lines.
 *
 *     recency    R = until - last purchase day            frequency  F = distinct documents of purchases
 *     growth     recent / before - 1,   recent: days in (until - w, until],   before: days in (until - 2w, until - w]
 *     gaps       g_j = days between purchase day j and j + 1,   j = 1..m,   m = purchase_days - 1
 *     variation  sqrt(sum_j (g_j - mean)^2 / (m - 1)) / mean
 *     silence    (1 + number of gaps >= R) / (m + 1)
 *
 * Growth is not enough data (TOO_FEW) when the data do not cover both windows, or when the account may have begun
 * inside the earlier one: its first purchase lies later after that window's first day than its own longest gap. It is
 * EMPTY when the earlier window's net is not above 0.
 *
 * Silence is the rank of the present gap among the account's own: if nothing changed, all m + 1 gaps are equally
 * likely to be the longest. Its least value is 1 / (m + 1), so that few purchases never raise an alarm. The present
 * gap is seen before its end, and at a moment of the reader's choosing, which long gaps are likelier to cover: treat
 * it as a screening figure, not as a test at an exact level.
 *
 * @param[in]  lines    the lines; see the type.
 * @param[in]  period   until_day, from_day <= until_day, window_days.
 * @param      work     kam_behaviour_work_length() numbers of scratch.
 * @param[out] account  lines->n_accounts answers, one per account, also for those without a line.
 *
 * @return KAM_CALC_OK      account is written
 *         KAM_CALC_EMPTY   there is no account, or no line of an account up to until_day; account is not touched
 *         KAM_CALC_DOMAIN  an amount is not finite, an index is outside its range, from_day > until_day, or
 *                          window_days < 1; account is not touched
 *
 * Accuracy: counts and days are exact; sums have a relative error below 2 u (u = 2^-53), net sums an absolute error
 *   below 4 u (sales + credits). Sums beyond DBL_MAX are infinite.
 * Cost: O(n + n_accounts + n_documents + n_products) time, and O(g log g) for the g gaps of an account. One counting
 *   sort by account, and by day where the lines come neither in order of time nor of account and time.
 * Source: definitions; recency, frequency, monetary value after A. M. Hughes, "Strategic Database Marketing", Probus
 *   1994. The rank argument of silence is that of a permutation test.
 * Checked by: tests/analytics/test_behaviour.c, tests/analytics/test_reference.c
 */
KamCalcStatus kam_behaviour_measure(const KamBehaviourLines *lines, const KamBehaviourPeriod *period, uint32_t work[],
                                    KamBehaviour account[]);

/** Scores from 1 (worst) to `groups` (best); all 0 for an account without a purchase. */
typedef struct {
    uint8_t recency, frequency, monetary;
} KamRfm;

/**
 * Scores by rank, as SQL NTILE(groups) over the accounts with a purchase.
 *
 *     recency: ordered by recency_days descending;  frequency: by documents ascending;  monetary: by sales ascending
 *     score = kam_rank_tile(position, accounts with a purchase, groups)
 *
 * Accounts with equal values are not given equal scores: NTILE cuts by position, and `sequence` decides who comes
 * first.
 *
 * @param[in]  account   n answers of kam_behaviour_measure().
 * @param[in]  n         number of accounts, 1 <= n < 2^32.
 * @param[in]  sequence  the n indices of the accounts in the order that breaks ties, e.g. ascending account numbers;
 *                       NULL: as they stand.
 * @param[in]  groups    1..255; usually 5 (quintiles).
 * @param      key       n numbers of scratch.
 * @param      work      2 n numbers of scratch.
 * @param[out] rfm       n scores.
 *
 * @return KAM_CALC_OK      rfm is written
 *         KAM_CALC_EMPTY   n == 0, or no account has a purchase; rfm is not touched
 *         KAM_CALC_DOMAIN  groups is outside 1..255, an index of sequence is outside 0..n-1, or sales are not finite;
 *                          rfm is not touched
 *
 * Accuracy: exact.
 * Cost: O(n log n) time.
 * Source: A. M. Hughes, "Strategic Database Marketing", Probus 1994; NTILE of ISO/IEC 9075-2 (SQL).
 * Checked by: tests/analytics/test_behaviour.c, tests/analytics/test_reference.c
 */
KamCalcStatus kam_behaviour_rfm(const KamBehaviour account[], size_t n, const uint32_t sequence[], unsigned groups,
                                double key[], uint32_t work[], KamRfm rfm[]);

#ifdef __cplusplus
}
#endif

#endif
