/* One pass of a method for intermittent demand over a series. Private to libkamen. */
#pragma once

#include <kamen/intermittent.h>

/* A series that was checked, with what every pass needs. Sizes are demand * factor. */
typedef struct {
    const double *demand;
    size_t n;
    double factor;
    size_t n_demands;
    double mean_size; /* scaled */
} WalkSeries;

/* What the averages are behind the last period; sizes scaled. */
typedef struct {
    double size;     /* ADIDA: level of a block */
    double rhythm;   /* smoothed interval; TSB: chance */
    double rate;     /* per period */
    double squares;  /* sum of the squared errors that kam_intermittent_fit() describes */
    size_t compared; /* how many they are */
} Walk;

/* alpha, beta and block are set. `forecast`, in the unit of the demand, may be NULL. */
Walk intermittent_walk(const WalkSeries *series, const KamIntermittentOptions *options, double forecast[]);
