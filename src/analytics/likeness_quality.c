/* Rankings judged by what was bought later: see kamen/likeness.h. */
#include <kamen/likeness.h>

#include <math.h>

enum { HIT, PRECISION, RECALL, NDCG };

static double
best_gain(size_t places)
{
    double sum = 0;

    for (size_t p = 1; p <= places; p++)
        sum += 1 / log2((double)p + 1);
    return sum;
}

void
kam_quality_add(KamQuality *quality, const uint32_t item[], size_t n, const uint8_t relevant[], size_t n_relevant)
{
    const size_t reach = n_relevant < quality->k ? n_relevant : quality->k;
    double gain = 0, right = 0, value[4];

    if (n_relevant == 0 || quality->k == 0)
        return;
    for (size_t p = 0; p < n && p < quality->k; p++)
        if (relevant[item[p]]) {
            right++;
            gain += 1 / log2((double)p + 2);
        }
    value[HIT] = right > 0;
    value[PRECISION] = right / (double)quality->k;
    value[RECALL] = right / (double)reach;
    value[NDCG] = gain / best_gain(reach);
    quality->accounts++;
    for (int i = 0; i < 4; i++) {
        quality->sum[i] += value[i];
        quality->squares[i] += value[i] * value[i];
    }
}

static KamQualityMean
mean_of(const KamQuality *quality, int i)
{
    const double n = (double)quality->accounts, mean = quality->sum[i] / n;
    double variance = (quality->squares[i] - n * mean * mean) / (n - 1);

    return (KamQualityMean) { mean, sqrt(fmax(variance, 0) / n) };
}

KamCalcStatus
kam_quality_result(const KamQuality *quality, KamQualityResult *result)
{
    if (quality->accounts < 2)
        return KAM_CALC_TOO_FEW;
    *result = (KamQualityResult) {
        .accounts = quality->accounts,
        .hit_rate = mean_of(quality, HIT),
        .precision = mean_of(quality, PRECISION),
        .recall = mean_of(quality, RECALL),
        .ndcg = mean_of(quality, NDCG),
    };
    return KAM_CALC_OK;
}
