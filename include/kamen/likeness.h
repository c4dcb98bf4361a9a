/* What else an account would buy, from what accounts like it buy: item-to-item cosine, EASE, popularity, and the
 * account's own habit, and how well each foretells purchases that are known.
 *
 * The way in: kam_likeness_new() takes purchases; kam_likeness_model_new() makes a model of a method; then
 * kam_likeness_scores() and kam_likeness_top() rank items for one account after the other, which many threads may do
 * with one model at once. kam_quality_add() judges rankings against what was bought later. No function keeps state. */
#ifndef KAMEN_LIKENESS_H
#define KAMEN_LIKENESS_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Who bought what, in any order; a pair may be repeated: its weights add up. The arrays are only read. */
typedef struct {
    size_t n;
    const uint32_t *account; /* 0..n_accounts-1 */
    const uint32_t *item;    /* 0..n_items-1 */
    const double *weight;    /* finite and > 0, such as 1 for each time, or less for what is long ago; NULL: 1 each */
    size_t n_accounts, n_items; /* each below 2^32 - 1 */
} KamLikenessLines;

/** Purchases as a sparse matrix, by account and by item; opaque. */
typedef struct KamLikeness KamLikeness;

/**
 * Purchases made ready.
 *
 * @param[in]  lines     the purchases; see the type.
 * @param[out] likeness  owned by the caller: free with kam_likeness_free().
 *
 * @return KAM_CALC_OK         likeness is written
 *         KAM_CALC_EMPTY      no line, no account or no item; likeness is not touched
 *         KAM_CALC_DOMAIN     an index is outside its range, or a weight is not finite and > 0; likeness is not touched
 *         KAM_CALC_NO_MEMORY  likeness is not touched
 *
 * Accuracy: exact, sums of weights in double precision.
 * Cost: O(n log n) time, 40 n bytes.
 * Source: definition.
 * Checked by: tests/analytics/test_likeness.c
 */
KamCalcStatus kam_likeness_new(const KamLikenessLines *lines, KamLikeness **likeness);
/** Frees purchases; NULL is allowed. */
void kam_likeness_free(KamLikeness *likeness);
/** Different items that an account bought. */
size_t kam_likeness_count(const KamLikeness *likeness, uint32_t account);
/** The items of an account, ascending; owned by the purchases, as many as kam_likeness_count() says. */
const uint32_t *kam_likeness_items(const KamLikeness *likeness, uint32_t account);
/** Accounts that bought an item. */
size_t kam_likeness_buyers(const KamLikeness *likeness, uint32_t item);

typedef enum {
    KAM_LIKENESS_POPULAR = 0, /* the same for all: what most accounts buy */
    KAM_LIKENESS_COSINE,      /* items whose buyers are the same */
    KAM_LIKENESS_EASE,        /* a linear model of each item from all others, in closed form */
    KAM_LIKENESS_HABIT,       /* the account's own items, by their weights: for orders that come again */
    KAM_LIKENESS_METHODS
} KamLikenessMethod;

/** "popular", "cosine", "ease", "habit"; NULL for no method. */
const char *kam_likeness_method_name(KamLikenessMethod method);

typedef struct {
    KamLikenessMethod method;
    size_t neighbours;     /* cosine: items kept next to each; 0: 100 */
    double regularisation; /* EASE: lambda, finite and > 0 */
} KamLikenessOptions;

/** EASE inverts a matrix with as many rows as there are accounts or items, whichever are fewer; not more than these. */
#define KAM_LIKENESS_EASE_LIMIT 1200

/** A model; it reads the purchases that it was made from, which must outlive it. Opaque. */
typedef struct KamLikenessModel KamLikenessModel;

/**
 * Make a model of a method. X is the matrix of 1 where an account (row) bought an item (column), else 0.
 *
 *     popular  score(u, j) = number of accounts that bought j
 *     cosine   s(i, j) = |buyers of both| / sqrt(|buyers of i| |buyers of j|), the largest `neighbours` of each i;
 *              score(u, j) = sum over items i of u of s(i, j), i != j
 *     EASE     B = I - P diag(1 / diag P), P = (X'X + lambda I)^-1;   score(u, j) = (x_u B)_j
 *     habit    score(u, j) = weight of j at u
 *
 * EASE is computed on the smaller side: where accounts are fewer than items, P = (I - X' (XX' + lambda I)^-1 X) /
 * lambda.
 *
 * @param[in]  likeness  the purchases.
 * @param[in]  options   method and its numbers.
 * @param[out] model     owned by the caller: free with kam_likeness_model_free().
 *
 * @return KAM_CALC_OK              model is written
 *         KAM_CALC_DOMAIN          no such method, or a regularisation that is not finite and > 0; model is not touched
 *         KAM_CALC_TOO_FEW         EASE: more than KAM_LIKENESS_EASE_LIMIT accounts and items; model is not touched
 *         KAM_CALC_NO_CONVERGENCE  EASE: the matrix is not positive definite in double precision (a lambda of almost
 *                                  0); model is not touched
 *         KAM_CALC_NO_MEMORY       model is not touched
 *
 * Accuracy: cosine: counts exact, shares to 3 units of 2^-53; EASE: relative error of P below 1e-9 for lambda >= 1e-3.
 * Cost: cosine O(sum over accounts of squared items) time, 12 bytes a neighbour; EASE O(m^3), m the smaller side: 0.3 s
 *   for 609.
 * Source: G. Linden, B. Smith, J. York, "Amazon.com recommendations", IEEE Internet Computing 7 (2003), pp. 76-80; H.
 *   Steck, "Embarrassingly shallow autoencoders for sparse data", The Web Conference 2019, pp. 3251-3257. The form on
 * the side of the accounts follows from the identity of Woodbury. Checked by: tests/analytics/test_likeness.c
 */
KamCalcStatus
kam_likeness_model_new(const KamLikeness *likeness, const KamLikenessOptions *options, KamLikenessModel **model);
/** Frees a model; NULL is allowed. */
void kam_likeness_model_free(KamLikenessModel *model);

/**
 * Scores of all items for one account; see kam_likeness_model_new(). Only their order has a meaning.
 *
 * @param[in]  model    of any method.
 * @param[in]  account  0..n_accounts-1 of the purchases.
 * @param[out] score    n_items numbers; 0 where nothing speaks for an item.
 *
 * @return KAM_CALC_OK         score is written
 *         KAM_CALC_DOMAIN     there is no such account; score is not touched
 *         KAM_CALC_NO_MEMORY  EASE: no room for n_accounts numbers; score is not touched
 *
 * Accuracy: as kam_likeness_model_new().
 * Cost: O(items of the account times neighbours) for cosine; O(m^2) for EASE.
 * Source: as kam_likeness_model_new().
 * Checked by: tests/analytics/test_likeness.c
 */
KamCalcStatus kam_likeness_scores(const KamLikenessModel *model, uint32_t account, double score[]);

typedef enum { KAM_LIKENESS_ALL = 0, KAM_LIKENESS_NEW } KamLikenessScope;

/**
 * The best items for one account.
 *
 * @param[in]  model    of any method.
 * @param[in]  account  0..n_accounts-1.
 * @param[in]  scope    ALL, or NEW: only what it has not bought.
 * @param[in]  k        how many at most.
 * @param      score    n_items numbers of scratch; afterwards the scores.
 * @param[out] item     at most k items with a score above 0, best first, equal ones by ascending index.
 * @param[out] n        how many.
 *
 * @return as kam_likeness_scores(); item and n are written when it is KAM_CALC_OK.
 *
 * Accuracy: exact order of the scores.
 * Cost: kam_likeness_scores() and O(n_items log k).
 * Source: definition.
 * Checked by: tests/analytics/test_likeness.c
 */
KamCalcStatus kam_likeness_top(const KamLikenessModel *model, uint32_t account, KamLikenessScope scope, size_t k,
                               double score[], uint32_t item[], size_t *n);

/** A mean over accounts and the standard error of it. */
typedef struct {
    double value, std_error;
} KamQualityMean;

/** Rankings against what was bought later, gathered account by account; start with all zero and k. */
typedef struct {
    size_t k;        /* length of the rankings that are judged */
    size_t accounts; /* that bought something relevant */
    double sum[4], squares[4];
} KamQuality;

typedef struct {
    size_t accounts;
    KamQualityMean hit_rate;  /* share of accounts with a relevant item among the first k */
    KamQualityMean precision; /* relevant among the first k, by k */
    KamQualityMean recall;    /* relevant among the first k, by min(k, relevant) */
    KamQualityMean ndcg;      /* discounted cumulative gain by that of the best order */
} KamQualityResult;

/**
 * Judge one ranking.
 *
 *     DCG = sum over relevant places p (from 1) of 1 / log2(p + 1);   NDCG = DCG / sum_{p <= min(k, relevant)} 1 /
 * log2(p + 1)
 *
 * An account without a relevant item is left out: nothing could have been right.
 *
 * @param      quality     gathers.
 * @param[in]  item        n items, best first; those beyond quality->k do not count.
 * @param[in]  n           their number.
 * @param[in]  relevant    one flag per item: bought later, and in the scope that is judged.
 * @param[in]  n_relevant  how many flags are set.
 *
 * Accuracy: a few units of 2^-53.
 * Cost: O(k).
 * Source: K. Jarvelin, J. Kekalainen, "Cumulated gain-based evaluation of IR techniques", ACM Transactions on
 * Information Systems 20 (2002), pp. 422-446. Checked by: tests/analytics/test_likeness.c
 */
void kam_quality_add(KamQuality *quality, const uint32_t item[], size_t n, const uint8_t relevant[], size_t n_relevant);

/**
 * Means over the accounts that were judged, with standard errors s / sqrt(accounts).
 *
 * @param[in]  quality  what was gathered.
 * @param[out] result   every field is written.
 *
 * @return KAM_CALC_OK       result is written
 *         KAM_CALC_TOO_FEW  fewer than two accounts; result is not touched
 *
 * Accuracy: relative error below 1e-12.
 * Cost: O(1).
 * Source: definition.
 * Checked by: tests/analytics/test_likeness.c
 */
KamCalcStatus kam_quality_result(const KamQuality *quality, KamQualityResult *result);

#ifdef __cplusplus
}
#endif

#endif
