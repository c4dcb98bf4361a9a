/* Whether calendar variables show in sales: least squares on differences over a season. See kamen/calendar.h. */
#include <kamen/calendar.h>

#include <math.h>

#include <gsl/gsl_cdf.h>

#define ALPHA 0.05
#define SPARE_PAIRS 9
#define MAX (KAM_CALENDAR_MAX_EFFECTS)

/* Below this share of its own variation, a variable is the others over again. */
#define SINGULAR 1e-10

/* Sums over the pairs: means first, then squares and products around them. */
typedef struct {
    double count;
    double mean_x[MAX], mean_y;
    double xx[MAX][MAX], xy[MAX], yy;
} Sums;

typedef struct {
    const double *y;
    size_t n, season;
    const double *x;
    size_t k;
} Pairs;

static int
is_pair(const Pairs *pairs, size_t t)
{
    return pairs->y[t] > 0 && pairs->y[t - pairs->season] > 0;
}

static double
change_of_y(const Pairs *pairs, size_t t)
{
    return log(pairs->y[t]) - log(pairs->y[t - pairs->season]);
}

static double
change_of_x(const Pairs *pairs, size_t t, size_t j)
{
    return pairs->x[t * pairs->k + j] - pairs->x[(t - pairs->season) * pairs->k + j];
}

static void
add_means(const Pairs *pairs, Sums *sums)
{
    for (size_t t = pairs->season; t < pairs->n; t++) {
        if (!is_pair(pairs, t))
            continue;
        sums->count++;
        sums->mean_y += (change_of_y(pairs, t) - sums->mean_y) / sums->count;
        for (size_t j = 0; j < pairs->k; j++)
            sums->mean_x[j] += (change_of_x(pairs, t, j) - sums->mean_x[j]) / sums->count;
    }
}

static void
add_products(const Pairs *pairs, Sums *sums)
{
    for (size_t t = pairs->season; t < pairs->n; t++) {
        double y;

        if (!is_pair(pairs, t))
            continue;
        y = change_of_y(pairs, t) - sums->mean_y;
        sums->yy += y * y;
        for (size_t i = 0; i < pairs->k; i++) {
            const double x = change_of_x(pairs, t, i) - sums->mean_x[i];

            sums->xy[i] += x * y;
            for (size_t j = 0; j < pairs->k; j++)
                sums->xx[i][j] += x * (change_of_x(pairs, t, j) - sums->mean_x[j]);
        }
    }
}

/* Gauss-Jordan on at most four rows; 0 when a variable is constant or made of the others. */
static int
invert(double a[MAX][MAX], size_t k, double inverse[MAX][MAX])
{
    double whole[MAX];

    for (size_t i = 0; i < k; i++) {
        whole[i] = a[i][i];
        for (size_t j = 0; j < k; j++)
            inverse[i][j] = i == j;
    }
    for (size_t p = 0; p < k; p++) {
        const double pivot = a[p][p];

        if (!(pivot > SINGULAR * whole[p]) || !(pivot > 1e-20))
            return 0;
        for (size_t j = 0; j < k; j++) {
            a[p][j] /= pivot;
            inverse[p][j] /= pivot;
        }
        for (size_t i = 0; i < k; i++) {
            const double taken = a[i][p];

            for (size_t j = 0; j < k && i != p; j++) {
                a[i][j] -= taken * a[p][j];
                inverse[i][j] -= taken * inverse[p][j];
            }
        }
    }
    return 1;
}

static int
is_valid(const Pairs *pairs)
{
    if (pairs->season == 0 || pairs->k == 0 || pairs->k > MAX)
        return 0;
    for (size_t t = 0; t < pairs->n; t++)
        if (isinf(pairs->y[t]))
            return 0;
    for (size_t i = 0; i < pairs->n * pairs->k; i++)
        if (!isfinite(pairs->x[i]))
            return 0;
    return 1;
}

static void
tell(const Sums *sums, double inverse[MAX][MAX], size_t k, KamCalendarEffect effect[])
{
    const double freedom = sums->count - 1 - (double)k;
    double explained = 0, variance;

    for (size_t i = 0; i < k; i++) {
        effect[i].value = 0;
        for (size_t j = 0; j < k; j++)
            effect[i].value += inverse[i][j] * sums->xy[j];
        explained += effect[i].value * sums->xy[i];
    }
    variance = fmax(sums->yy - explained, 0) / freedom;
    for (size_t i = 0; i < k; i++) {
        effect[i].std_error = sqrt(variance * inverse[i][i]);
        effect[i].p_value = effect[i].std_error > 0
                                ? 2 * gsl_cdf_tdist_Q(fabs(effect[i].value) / effect[i].std_error, freedom)
                                : (effect[i].value == 0);
        effect[i].helps = effect[i].p_value < ALPHA;
    }
}

KamCalcStatus
kam_calendar_effects(const double y[], size_t n, size_t season, const double x[], size_t k, KamCalendarEffect effect[])
{
    const Pairs pairs = { y, n, season, x, k };
    Sums sums = { 0 };
    double inverse[MAX][MAX];

    if (!is_valid(&pairs))
        return KAM_CALC_DOMAIN;
    add_means(&pairs, &sums);
    if (sums.count < (double)(k + SPARE_PAIRS))
        return KAM_CALC_TOO_FEW;
    add_products(&pairs, &sums);
    if (!invert(sums.xx, k, inverse))
        return KAM_CALC_TOO_FEW;
    tell(&sums, inverse, k, effect);
    return KAM_CALC_OK;
}
