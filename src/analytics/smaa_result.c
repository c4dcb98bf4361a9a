/* What the draws of SMAA say: see kamen/smaa.h. */
#include <kamen/smaa.h>

#include <math.h>

#include "smaa_private.h"

static KamSmaaShare
share_of(uint64_t count, uint64_t draws)
{
    double share = (double)count / (double)draws;

    return (KamSmaaShare) { share, sqrt(share * (1 - share) / (double)draws) };
}

static KamCalcStatus
check(const KamSmaa *smaa, size_t alternative, size_t rank)
{
    if (alternative >= smaa->n || rank < 1 || rank > smaa->n_ranks)
        return KAM_CALC_DOMAIN;
    return smaa->counted > 0 ? KAM_CALC_OK : KAM_CALC_EMPTY;
}

KamCalcStatus
kam_smaa_acceptability(const KamSmaa *smaa, size_t alternative, size_t rank, KamSmaaShare *share)
{
    KamCalcStatus status = check(smaa, alternative, rank);

    if (status == KAM_CALC_OK)
        *share = share_of(smaa->count[alternative * smaa->n_ranks + rank - 1], smaa->counted);
    return status;
}

KamCalcStatus
kam_smaa_top(const KamSmaa *smaa, size_t alternative, size_t rank, KamSmaaShare *share)
{
    KamCalcStatus status = check(smaa, alternative, rank);
    uint64_t count = 0;

    if (status != KAM_CALC_OK)
        return status;
    for (size_t r = 0; r < rank; r++)
        count += smaa->count[alternative * smaa->n_ranks + r];
    *share = share_of(count, smaa->counted);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_smaa_score(const KamSmaa *smaa, size_t alternative, KamSmaaShare *score)
{
    KamCalcStatus status = check(smaa, alternative, smaa->n);
    double mean = 0, squares = 0, others = (double)smaa->n - 1, draws = (double)smaa->counted;

    if (status != KAM_CALC_OK)
        return status;
    for (size_t r = 0; r < smaa->n; r++)
        mean += (double)r * smaa->count[alternative * smaa->n + r] / draws;
    for (size_t r = 0; r < smaa->n; r++)
        squares += ((double)r - mean) * ((double)r - mean) * smaa->count[alternative * smaa->n + r] / draws;
    *score =
        others > 0 ? (KamSmaaShare) { 1 - mean / others, sqrt(squares / draws) / others } : (KamSmaaShare) { 1, 0 };
    return KAM_CALC_OK;
}

KamCalcStatus
kam_smaa_central_weights(const KamSmaa *smaa, size_t alternative, double weight[], double std_error[])
{
    KamCalcStatus status = check(smaa, alternative, 1);
    double firsts;

    if (status != KAM_CALC_OK)
        return status;
    firsts = smaa->count[alternative * smaa->n_ranks];
    if (firsts < 2)
        return KAM_CALC_TOO_FEW;
    for (size_t j = 0; j < smaa->m; j++) {
        double mean = (double)smaa->sum[alternative * smaa->m + j] * WEIGHT_UNIT / firsts;
        double variance = smaa->square[alternative * smaa->m + j] / firsts - mean * mean;

        weight[j] = mean;
        std_error[j] = sqrt(fmax(variance, 0) / (firsts - 1));
    }
    return KAM_CALC_OK;
}

static int
is_first(const double utility[], size_t n, size_t alternative)
{
    for (size_t i = 0; i < n; i++)
        if (utility[i] > utility[alternative])
            return 0;
    return 1;
}

static KamCalcStatus
normalise(const double weight[], size_t m, double normal[])
{
    double sum = 0;

    for (size_t j = 0; j < m; j++) {
        if (!isfinite(weight[j]) || weight[j] < 0)
            return KAM_CALC_DOMAIN;
        sum += weight[j];
    }
    if (!isfinite(sum) || sum == 0)
        return KAM_CALC_DOMAIN;
    for (size_t j = 0; j < m; j++)
        normal[j] = weight[j] / sum;
    return KAM_CALC_OK;
}

KamCalcStatus
kam_smaa_confidence(KamSmaa *smaa, size_t alternative, const double weight[], KamSmaaShare *share)
{
    uint64_t draws = smaa->variance == NULL && smaa->half == NULL ? 1 : smaa->draws, firsts = 0;
    KamCalcStatus status = alternative < smaa->n ? normalise(weight, smaa->m, smaa->weight) : KAM_CALC_DOMAIN;
    gsl_rng *rng;

    if (status != KAM_CALC_OK)
        return status;
    rng = smaa_rng_new(smaa->seed, alternative, 1);
    if (rng == NULL)
        return KAM_CALC_NO_MEMORY;
    for (uint64_t draw = 0; draw < draws; draw++) {
        smaa_draw_values(smaa, smaa->weight, rng, smaa->utility);
        firsts += (uint64_t)is_first(smaa->utility, smaa->n, alternative);
    }
    gsl_rng_free(rng);
    *share = share_of(firsts, draws);
    return KAM_CALC_OK;
}
