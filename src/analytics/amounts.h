/* Amounts made ready for the indices: checked, their size taken out, summed. Private to libkamen. */
#pragma once

#include <stddef.h>

#include <kamen/status.h>

/* Decimal amounts and shares reach us rounded to binary. Those roundings alone can make a cumulated sum that equals its
 * threshold on paper fall short by three units of 2^-53 of it, and our own arithmetic adds four: whatever falls short
 * by less than eight units counts as reached. */
#define SHARE_SLACK 0x1p-50

/* Amounts times `factor`, a power of two, lie in [0, 1] without any rounding; `total` is the sum of those products. */
typedef struct {
    double factor;
    double total;
} Scale;

/* The scale of n amounts >= 0. EMPTY when there are none or all are 0, DOMAIN when one is negative or not finite. */
KamCalcStatus amounts_scale(const double amount[], size_t n, Scale *scale);

/* The same for amounts that must stand in descending order; DOMAIN when they do not. */
KamCalcStatus amounts_scale_descending(const double descending[], size_t n, Scale *scale);

/* The power of two that brings numbers of at most this magnitude into [0, 1]; 1 for 0. */
double scale_factor(double largest);

/* Smallest count whose leading amounts reach `share` of the total. */
size_t pareto_count_for(const double descending[], size_t n, Scale scale, double share);

/* Share of the first `count` amounts, count <= n. */
double pareto_top(const double descending[], size_t count, Scale scale);
