/* Sums that keep the digits a plain loop loses: a running sum and the error it has made so far.
 * Private to libkamen. A compiler told to reorder floating point would optimise the correction away. */
#pragma once

#ifdef __FAST_MATH__
#error "libkamen needs IEEE arithmetic: build it without -ffast-math"
#endif

typedef struct {
    double high, low;
} Sum;

/* Knuth's two-sum: high + x = t + error exactly, whichever of the two is larger. */
static inline void
sum_add(Sum *sum, double x)
{
    double t = sum->high + x;
    double taken = t - sum->high;

    sum->low += (sum->high - (t - taken)) + (x - taken);
    sum->high = t;
}

static inline double
sum_value(Sum sum)
{
    return sum.high + sum.low;
}
