/* Methods for intermittent demand, fitted: options checked, parameters searched, uncertainty told. See
 * kamen/intermittent.h; the recursions are in intermittent_walk.c. */
#include <kamen/intermittent.h>

#include <math.h>

#include "amounts.h"
#include "intermittent_walk.h"

#define SMALLEST 0.01
#define LARGEST 0.5
#define FIRST_STEP 0.02
#define LAST_STEP 5e-5

/* What a variation of sizes is before any was seen, and how many demands that opinion counts. */
#define PRIOR_VARIATION 0.5
#define PRIOR_DEMANDS 2

/* The error of a quotient has several valleys; a grid finds the deepest, which a descent alone would miss. */
static const double grid[] = { 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5 };
#define N_GRID (sizeof grid / sizeof grid[0])

static int
is_smoothing(double parameter)
{
    return parameter >= 0 && parameter <= 1;
}

static int
start_is_valid(const KamIntermittentOptions *options)
{
    const int is_size = isfinite(options->start_size) && options->start_size > 0;

    if (options->start == KAM_INTERMITTENT_FIRST || options->start == KAM_INTERMITTENT_MEAN)
        return 1;
    if (options->start != KAM_INTERMITTENT_GIVEN)
        return 0;
    if (options->method == KAM_INTERMITTENT_ADIDA)
        return is_size || options->start_size == 0;
    if (options->method == KAM_INTERMITTENT_TSB)
        return is_size && options->start_chance >= 0 && options->start_chance <= 1;
    return is_size && isfinite(options->start_interval) && options->start_interval >= 1;
}

static int
options_are_valid(const KamIntermittentOptions *options)
{
    return options->method <= KAM_INTERMITTENT_ADIDA && is_smoothing(options->alpha) && is_smoothing(options->beta) &&
           start_is_valid(options);
}

static size_t
count_demands(const double demand[], size_t n)
{
    size_t count = 0;

    for (size_t t = 0; t < n; t++)
        count += demand[t] > 0;
    return count;
}

/* Checks everything; `options` gets its block. */
static KamCalcStatus
prepare(const double demand[], size_t n, KamIntermittentOptions *options, WalkSeries *series)
{
    Scale scale;
    KamCalcStatus status = amounts_scale(demand, n, &scale);

    if (status != KAM_CALC_OK)
        return status;
    if (!options_are_valid(options))
        return KAM_CALC_DOMAIN;
    *series = (WalkSeries) { demand, n, scale.factor, count_demands(demand, n), 0 };
    series->mean_size = scale.total / (double)series->n_demands;
    if (options->method != KAM_INTERMITTENT_ADIDA) {
        options->block = 1;
        return KAM_CALC_OK;
    }
    if (options->block == 0)
        options->block = (n + series->n_demands - 1) / series->n_demands;
    return options->block <= n / 2 ? KAM_CALC_OK : KAM_CALC_TOO_FEW;
}

/* The pair of parameters that is searched; one that was given stays as it is. */
typedef struct {
    const WalkSeries *series;
    KamIntermittentOptions best;
    double least;
    int free_alpha, free_beta;
} Search;

static int
try_pair(Search *search, double alpha, double beta)
{
    KamIntermittentOptions options = search->best;
    double squares;

    options.alpha = search->free_alpha ? fmin(fmax(alpha, SMALLEST), LARGEST) : options.alpha;
    options.beta = search->free_beta ? fmin(fmax(beta, SMALLEST), LARGEST) : options.beta;
    squares = intermittent_walk(search->series, &options, NULL).squares;
    if (!(squares < search->least))
        return 0;
    search->least = squares;
    search->best = options;
    return 1;
}

static void
search_grid(Search *search)
{
    const size_t n_alpha = search->free_alpha ? N_GRID : 1;
    const size_t n_beta = search->free_beta ? N_GRID : 1;

    for (size_t i = 0; i < n_alpha; i++)
        for (size_t j = 0; j < n_beta; j++)
            try_pair(search, grid[i], grid[j]);
}

static int
try_neighbours(Search *search, double width)
{
    const KamIntermittentOptions from = search->best;

    return try_pair(search, from.alpha - width, from.beta) || try_pair(search, from.alpha + width, from.beta) ||
           try_pair(search, from.alpha, from.beta - width) || try_pair(search, from.alpha, from.beta + width);
}

static KamIntermittentOptions
optimise(const WalkSeries *series, const KamIntermittentOptions *options)
{
    Search search = { series, *options, INFINITY, options->alpha == 0, options->beta == 0 };

    if (options->method == KAM_INTERMITTENT_ADIDA)
        search.free_beta = 0;
    search_grid(&search);
    for (double width = FIRST_STEP; width >= LAST_STEP; width /= 2)
        while (try_neighbours(&search, width))
            continue;
    return search.best;
}

/* The sum of the squared weights that an average gives its m observations, the first of which it started with: an
 * average of independent observations of variance v has the variance v times this. */
static double
squared_weights(double smoothing, size_t m, KamIntermittentStart start)
{
    const double kept = 1 - smoothing;
    const double updates = start == KAM_INTERMITTENT_FIRST ? (double)m - 1 : (double)m;
    const double rest = pow(kept, updates); /* weight of the start */
    const double smoothed = smoothing * (1 - rest * rest) / (1 + kept);

    if (start == KAM_INTERMITTENT_MEAN)
        return smoothed + (2 * rest * (1 - rest) + rest * rest) / (double)m;
    return smoothed + rest * rest;
}

static double
shrunk_variation(const WalkSeries *series)
{
    double squares = 0;

    for (size_t t = 0; t < series->n; t++)
        if (series->demand[t] > 0) {
            double deviation = series->demand[t] * series->factor / series->mean_size - 1;

            squares += deviation * deviation;
        }
    return (squares + PRIOR_VARIATION * PRIOR_DEMANDS) / ((double)series->n_demands - 1 + PRIOR_DEMANDS);
}

static double
correction(const KamIntermittentFit *fit)
{
    if (fit->method == KAM_INTERMITTENT_SBA)
        return 1 - fit->beta / 2;
    if (fit->method == KAM_INTERMITTENT_SBJ)
        return 1 - fit->beta / (2 - fit->beta);
    return 1;
}

static void
tell_croston(KamIntermittentFit *fit, const Walk *walk, KamIntermittentStart start)
{
    const double by_size = squared_weights(fit->alpha, fit->n_demands, start);
    const double by_interval = squared_weights(fit->beta, fit->n_demands, start);
    const double v = walk->rhythm, c = fit->size_variation;
    const double variance = (v - 1) / (v * v * v) * by_interval * (1 + c * by_size) + c * by_size / (v * v);

    fit->interval = v;
    fit->chance = 1 / v;
    fit->size_evidence = 1 / by_size;
    fit->chance_evidence = v / by_interval;
    fit->std_error = correction(fit) * fit->size * sqrt(variance);
}

static void
tell_tsb(KamIntermittentFit *fit, const Walk *walk, KamIntermittentStart start)
{
    const double by_size = squared_weights(fit->alpha, fit->n_demands, start);
    const double by_chance = squared_weights(fit->beta, fit->n, start);
    const double p = walk->rhythm, c = fit->size_variation;
    const double chance_variance = p * (1 - p) * by_chance;

    fit->interval = 1 / p;
    fit->chance = p;
    fit->size_evidence = 1 / by_size;
    fit->chance_evidence = 1 / by_chance;
    fit->std_error = fit->size * sqrt(chance_variance * (1 + c * by_size) + c * by_size * p * p);
}

static void
tell_adida(KamIntermittentFit *fit, const WalkSeries *series, KamIntermittentStart start)
{
    const double by_block = squared_weights(fit->alpha, fit->n / fit->block, start);
    const double p = (double)fit->n_demands / (double)fit->n;
    const double variance = p * (fit->size_variation + 1 - p); /* of a period, in squared mean sizes */

    fit->size = series->mean_size / series->factor;
    fit->interval = 1 / p;
    fit->chance = p;
    fit->size_evidence = (double)fit->n_demands;
    fit->chance_evidence = (double)fit->block / by_block;
    fit->std_error = fit->size * sqrt(variance * by_block / (double)fit->block);
}

static KamCalcValue
rate_error(const Walk *walk, double factor)
{
    if (walk->compared == 0)
        return (KamCalcValue) { .status = KAM_CALC_TOO_FEW };
    return (KamCalcValue) { .value = sqrt(walk->squares / (double)walk->compared) / factor, .status = KAM_CALC_OK };
}

KamCalcStatus
kam_intermittent_fit(const double demand[], size_t n, const KamIntermittentOptions *options, KamIntermittentFit *fit)
{
    KamIntermittentOptions used = *options;
    WalkSeries series;
    Walk walk;
    KamCalcStatus status = prepare(demand, n, &used, &series);

    if (status != KAM_CALC_OK)
        return status;
    if (used.alpha == 0 || (used.beta == 0 && used.method != KAM_INTERMITTENT_ADIDA))
        used = optimise(&series, &used);
    walk = intermittent_walk(&series, &used, NULL);
    *fit = (KamIntermittentFit) { .method = used.method, .alpha = used.alpha, .beta = used.beta, .block = used.block };
    fit->n = n;
    fit->n_demands = series.n_demands;
    fit->size = walk.size / series.factor;
    fit->rate = walk.rate / series.factor;
    fit->rate_error = rate_error(&walk, series.factor);
    fit->size_variation = shrunk_variation(&series);
    if (used.method == KAM_INTERMITTENT_ADIDA)
        tell_adida(fit, &series, used.start);
    else if (used.method == KAM_INTERMITTENT_TSB)
        tell_tsb(fit, &walk, used.start);
    else
        tell_croston(fit, &walk, used.start);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_intermittent_path(const double demand[], size_t n, const KamIntermittentOptions *options, double forecast[])
{
    KamIntermittentOptions used = *options;
    WalkSeries series;
    KamCalcStatus status = prepare(demand, n, &used, &series);

    if (status != KAM_CALC_OK)
        return status;
    if (used.alpha == 0 || (used.beta == 0 && used.method != KAM_INTERMITTENT_ADIDA))
        return KAM_CALC_DOMAIN;
    intermittent_walk(&series, &used, forecast);
    return KAM_CALC_OK;
}
