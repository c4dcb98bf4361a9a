/* Streams of random numbers: one for each subject and member, so that a new feature that draws
 * from a stream of its own leaves every other number of the world as it was. */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(gsl_rng, gsl_rng_free)

/** A stream for one member (customer, category ...) of a subject. Free with gsl_rng_free(). */
gsl_rng *kam_demo_stream_new(guint64 seed, const char *subject, guint64 member);

/** Uniform in [low, high). */
double kam_demo_between(gsl_rng *stream, double low, double high);
/** Uniform in 0 .. n - 1; n >= 1. */
guint kam_demo_below(gsl_rng *stream, guint n);
/** Uniform in first .. last, both included. */
gint32 kam_demo_day_between(gsl_rng *stream, gint32 first, gint32 last);
/** Whether something of this probability happens. */
gboolean kam_demo_happens(gsl_rng *stream, double probability);
/** Normal deviate. */
double kam_demo_normal(gsl_rng *stream, double mean, double deviation);
/** The value, or the bound that it lies beyond. A function, since GLib's CLAMP would draw its argument anew. */
double kam_demo_clamp(double value, double low, double high);
/** 0 .. n - 1 in random order. Free with g_free(). */
guint *kam_demo_permutation(gsl_rng *stream, guint n);
/** The standard normal quantile in the middle of the rank-th of n equal parts; rank 0 .. n - 1. */
double kam_demo_rank_normal(guint rank, guint n);
