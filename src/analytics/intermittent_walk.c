/* The recursions of Croston, TSB and ADIDA: see intermittent_walk.h and kamen/intermittent.h. */
#include "intermittent_walk.h"

#include <math.h>

/* Where a pass stands. */
typedef struct {
    Walk walk;
    size_t waited; /* periods since the last demand, or since the beginning */
    int begun;     /* whether there are averages yet */
} Stand;

static double
rate_of(const Walk *walk, const KamIntermittentOptions *options)
{
    double quotient;

    if (options->method == KAM_INTERMITTENT_TSB)
        return walk->rhythm * walk->size;
    quotient = walk->size / walk->rhythm;
    if (options->method == KAM_INTERMITTENT_SBA)
        return quotient * (1 - options->beta / 2);
    if (options->method == KAM_INTERMITTENT_SBJ)
        return quotient * (1 - options->beta / (2 - options->beta));
    return quotient;
}

static void
begin(Stand *stand, const KamIntermittentOptions *options, double size, double interval, double chance)
{
    stand->begun = 1;
    stand->walk.size = size;
    stand->walk.rhythm = options->method == KAM_INTERMITTENT_TSB ? chance : interval;
    stand->walk.rate = rate_of(&stand->walk, options);
}

static Stand
start_of(const WalkSeries *series, const KamIntermittentOptions *options)
{
    Stand stand = { 0 };
    double interval = (double)series->n / (double)series->n_demands;

    if (options->start == KAM_INTERMITTENT_MEAN)
        begin(&stand, options, series->mean_size, interval, 1 / interval);
    else if (options->start == KAM_INTERMITTENT_GIVEN)
        begin(&stand, options, options->start_size * series->factor, options->start_interval, options->start_chance);
    return stand;
}

static void
step(Stand *stand, const KamIntermittentOptions *options, double size)
{
    Walk *walk = &stand->walk;
    int is_tsb = options->method == KAM_INTERMITTENT_TSB;

    stand->waited++;
    if (is_tsb && stand->begun)
        walk->rhythm += options->beta * ((size > 0) - walk->rhythm);
    if (size > 0 && stand->begun) {
        walk->size += options->alpha * (size - walk->size);
        if (!is_tsb)
            walk->rhythm += options->beta * ((double)stand->waited - walk->rhythm);
    } else if (size > 0) {
        begin(stand, options, size, (double)stand->waited, 1 / (double)stand->waited);
    }
    if (size > 0)
        stand->waited = 0;
    if (stand->begun && (size > 0 || is_tsb)) /* nothing else moves it */
        walk->rate = rate_of(walk, options);
}

static void
compare(Walk *walk, double error)
{
    walk->squares += error * error;
    walk->compared++;
}

static Walk
walk_periods(const WalkSeries *series, const KamIntermittentOptions *options, double forecast[])
{
    Stand stand = start_of(series, options);
    double total = 0;

    for (size_t t = 0; t < series->n; t++) {
        double size = series->demand[t] * series->factor;

        total += size;
        if (stand.begun)
            compare(&stand.walk, stand.walk.rate - total / (double)(t + 1));
        step(&stand, options, size);
        if (forecast != NULL)
            forecast[t] = stand.walk.rate / series->factor;
    }
    return stand.walk;
}

static double
block_sum(const WalkSeries *series, size_t from, size_t block)
{
    double sum = 0;

    for (size_t t = from; t < from + block; t++)
        sum += series->demand[t] * series->factor;
    return sum;
}

static double
mean_block(const WalkSeries *series, size_t block)
{
    size_t first = series->n % block;
    size_t covered = series->n - first;

    return block_sum(series, first, covered) / (double)(covered / block);
}

static void
tell(const WalkSeries *series, double rate, size_t from, size_t count, double forecast[])
{
    if (forecast == NULL)
        return;
    for (size_t t = from; t < from + count; t++)
        forecast[t] = rate / series->factor;
}

static Stand
start_of_blocks(const WalkSeries *series, const KamIntermittentOptions *options)
{
    Stand stand = { .begun = options->start != KAM_INTERMITTENT_FIRST };

    if (options->start == KAM_INTERMITTENT_MEAN)
        stand.walk.size = mean_block(series, options->block);
    else if (options->start == KAM_INTERMITTENT_GIVEN)
        stand.walk.size = options->start_size * series->factor;
    return stand;
}

/* A forecast made inside a block is the one of its beginning, so it is told for all but the last of its periods. */
static Walk
walk_blocks(const WalkSeries *series, const KamIntermittentOptions *options, double forecast[])
{
    Stand stand = start_of_blocks(series, options);
    const size_t block = options->block;
    const double length = (double)block;
    size_t t = series->n % block;

    tell(series, stand.walk.size / length, 0, t, forecast);
    for (; t < series->n; t += block) {
        double sum = block_sum(series, t, block);

        tell(series, stand.walk.size / length, t, block - 1, forecast);
        if (stand.begun)
            compare(&stand.walk, (stand.walk.size - sum) / length);
        stand.walk.size = stand.begun ? stand.walk.size + options->alpha * (sum - stand.walk.size) : sum;
        stand.begun = 1;
        tell(series, stand.walk.size / length, t + block - 1, 1, forecast);
    }
    stand.walk.rate = stand.walk.size / length;
    return stand.walk;
}

Walk
intermittent_walk(const WalkSeries *series, const KamIntermittentOptions *options, double forecast[])
{
    if (options->method == KAM_INTERMITTENT_ADIDA)
        return walk_blocks(series, options, forecast);
    return walk_periods(series, options, forecast);
}
