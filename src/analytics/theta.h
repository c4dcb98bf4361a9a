/* The Theta method and its optimised form, on a series without season. Private to libkamen.
 * Sources: V. Assimakopoulos, K. Nikolopoulos, International Journal of Forecasting 16 (2000), 521-530; R. J. Hyndman,
 * B. Billah, the same 19 (2003), 287-290; J. A. Fiorucci et al., the same 32 (2016), 1151-1161. */
#pragma once

#include <stddef.h>

/* Simple smoothing plus half the slope of the regression line; `work` has KAM_ETS_WORK(n) elements. 0 when the
 * smoothing cannot be fitted. */
int theta_forecast(const double y[], size_t n, double work[], size_t horizon, double point[]);

/* The share of the line, the level at the start (both exactly, for each smoothing weight) and the smoothing weight (by
 * a search on one dimension) with the least sum of squared errors one step ahead. */
void theta_optimised_forecast(const double y[], size_t n, size_t horizon, double point[]);
