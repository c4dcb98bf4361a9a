/* Values of alternatives under weights, with the errors of their measurements. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "smaa_private.h"

/* A bijection that scatters neighbours: seeds that differ by one start unrelated sequences. S. Vigna's splitmix64. */
static uint64_t
scatter(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

gsl_rng *
smaa_rng_new(uint64_t seed, uint64_t chunk, uint64_t purpose)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    if (rng != NULL)
        gsl_rng_set(rng, (unsigned long)(scatter(scatter(seed) ^ scatter(2 * chunk + purpose)) >> 32));
    return rng;
}

static void
add_column(double to[], const double column[], size_t padded, double factor)
{
    for (size_t i = 0; i < padded; i += LANES)
        for (size_t k = 0; k < LANES; k++)
            to[i + k] += factor * column[i + k];
}

/* Sums of normal errors are normal: one number an alternative instead of m. */
static void
add_normal_errors(KamSmaa *smaa, const double weight[], gsl_rng *rng, double utility[])
{
    memset(smaa->deviation, 0, smaa->padded * sizeof smaa->deviation[0]);
    for (size_t j = 0; j < smaa->m; j++)
        add_column(smaa->deviation, smaa->variance + j * smaa->padded, smaa->padded, weight[j] * weight[j]);
    for (size_t i = 0; i < smaa->n; i++)
        if (smaa->deviation[i] > 0)
            utility[i] += gsl_ran_gaussian_ziggurat(rng, sqrt(smaa->deviation[i]));
}

static void
add_even_errors(const KamSmaa *smaa, const double weight[], gsl_rng *rng, double utility[])
{
    for (size_t j = 0; j < smaa->m; j++) {
        const double *half = smaa->half + j * smaa->padded;

        for (size_t i = 0; i < smaa->n; i++)
            if (half[i] > 0)
                utility[i] += weight[j] * half[i] * (2 * gsl_rng_uniform(rng) - 1);
    }
}

void
smaa_draw_values(KamSmaa *smaa, const double weight[], gsl_rng *rng, double utility[])
{
    memset(utility, 0, smaa->padded * sizeof utility[0]);
    for (size_t j = 0; j < smaa->m; j++)
        add_column(utility, smaa->value + j * smaa->padded, smaa->padded, weight[j]);
    if (smaa->variance != NULL)
        add_normal_errors(smaa, weight, rng, utility);
    if (smaa->half != NULL)
        add_even_errors(smaa, weight, rng, utility);
}
