/* The seasonal pattern of a series: is there one, its indices, the series without it. Private to libkamen. */
#pragma once

#include <stddef.h>

/* Whether there is a season: the autocorrelation at lag m exceeds what a series without season would show one time in
 * ten (two-sided), around the mean or, in a short history, around a trend; or, there too, the places in the season
 * differ more than chance makes them. `scratch` has n elements. */
int season_is_present(const double y[], size_t n, size_t m, double scratch[]);

/* Classical decomposition: m indices, of mean 1 (multiplicative) or 0, index[i] for observations with number i mod m.
 * `trend` is a workspace of n. 0 when there are fewer than two seasons or an index is not above 0. */
int season_indices(const double y[], size_t n, size_t m, int multiplicative, double trend[], double index[]);

/* y without the season; `adjusted` may be y. */
void season_remove(const double y[], size_t n, size_t m, int multiplicative, const double index[], double adjusted[]);

/* The season put back on forecasts that follow n observations. */
void season_restore(double point[], size_t horizon, size_t n, size_t m, int multiplicative, const double index[]);
