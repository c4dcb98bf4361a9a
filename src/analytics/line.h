/* A straight line through values at 0, 1, 2 ... by least squares. Private to libkamen. */
#pragma once

#include <stddef.h>

typedef struct {
    double start, slope;
} KamLine;

static inline void
line_fit(const double y[], size_t n, KamLine *line)
{
    const double centre = ((double)n - 1) / 2;
    double mean = 0, product = 0, square = 0;

    for (size_t t = 0; t < n; t++)
        mean += y[t] / (double)n;
    for (size_t t = 0; t < n; t++) {
        double x = (double)t - centre;

        product += x * (y[t] - mean);
        square += x * x;
    }
    line->slope = square > 0 ? product / square : 0;
    line->start = mean - line->slope * centre;
}

static inline double
line_at(const KamLine *line, size_t t)
{
    return line->start + line->slope * (double)t;
}
