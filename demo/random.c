/* Streams of random numbers by subject. */
#include "demo/random.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#define GOLDEN_GAMMA G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)

/* Neighbouring seeds and members must give unrelated streams: every bit of the input moves every bit out. */
static guint64
mix_bits(guint64 value)
{
    value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return value ^ (value >> 31);
}

static guint64
mix_text(guint64 value, const char *text)
{
    for (; *text != '\0'; text++)
        value = mix_bits(value + GOLDEN_GAMMA + (guint8)*text);
    return value;
}

gsl_rng *
kam_demo_stream_new(guint64 seed, const char *subject, guint64 member)
{
    gsl_rng *stream = gsl_rng_alloc(gsl_rng_taus2);
    guint64 key = mix_bits(mix_text(mix_bits(seed + GOLDEN_GAMMA), subject) + (member + 1) * GOLDEN_GAMMA);

    gsl_rng_set(stream, (unsigned long)(key >> 32));
    return stream;
}

double
kam_demo_between(gsl_rng *stream, double low, double high)
{
    return low + (high - low) * gsl_rng_uniform(stream);
}

guint
kam_demo_below(gsl_rng *stream, guint n)
{
    return (guint)gsl_rng_uniform_int(stream, n);
}

gint32
kam_demo_day_between(gsl_rng *stream, gint32 first, gint32 last)
{
    return first + (gint32)kam_demo_below(stream, (guint)(last - first) + 1);
}

gboolean
kam_demo_happens(gsl_rng *stream, double probability)
{
    return gsl_rng_uniform(stream) < probability;
}

double
kam_demo_normal(gsl_rng *stream, double mean, double deviation)
{
    return mean + gsl_ran_gaussian_ziggurat(stream, deviation);
}

double
kam_demo_clamp(double value, double low, double high)
{
    if (value < low)
        return low;
    return value > high ? high : value;
}

guint *
kam_demo_permutation(gsl_rng *stream, guint n)
{
    guint *order = g_new(guint, n);

    for (guint i = 0; i < n; i++)
        order[i] = i;
    gsl_ran_shuffle(stream, order, n, sizeof *order);
    return order;
}

double
kam_demo_rank_normal(guint rank, guint n)
{
    return gsl_cdf_ugaussian_Pinv((rank + 0.5) / n);
}
