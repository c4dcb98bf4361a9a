/* Series that the tests of forecasts share: two published ones, and the monthly ones of the M3 competition. */
#pragma once

#include "data.h"

/* Flow of the Nile at Aswan, 10^8 m^3 a year, 1871 to 1970 (G. W. Cobb, Biometrika 65, 1978). */
#define SERIES_NILE_N 100
extern const double series_nile[SERIES_NILE_N];
/* International airline passengers, thousands a month, 1949 to 1960 (Box and Jenkins, Time Series Analysis, 1970). */
#define SERIES_AIR_N 144
extern const double series_air[SERIES_AIR_N];

typedef struct {
    const char *name;
    gsize n;         /* of the training part */
    double *y;       /* training part */
    double test[18]; /* the months that followed */
} Series;

typedef struct {
    Data *data;
    GArray *series; /* of Series, in the order of the file */
} SeriesSet;

/* NULL, and the running test marked as skipped, when the data are absent. */
SeriesSet *series_set_m3(void);
void series_set_free(SeriesSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SeriesSet, series_set_free)
/* Asserts that there is one. */
const Series *series_set_find(const SeriesSet *set, const char *name);

/* Mean of 200 |y - f| / (|y| + |f|) over n months. */
double series_smape(const double y[], const double f[], gsize n);
/* Mean of |y - f| over n months, by that of the seasonal naive method in the training part. */
double series_mase(const Series *series, const double f[], gsize n, gsize season);
