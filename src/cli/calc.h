/* The calculations of 'kamen calc': each is a verb of its own behind the word calc. */
#pragma once

#include "cli/verb.h"

#define KAM_CALCULATIONS(X)                                                                                            \
    X(concentration)                                                                                                   \
    X(intermittent)                                                                                                    \
    X(season)                                                                                                          \
    X(whale)                                                                                                           \
    X(behaviour)                                                                                                       \
    X(clv)                                                                                                             \
    X(forecast)                                                                                                        \
    X(ahp)                                                                                                             \
    X(rank)                                                                                                            \
    X(breakeven)                                                                                                       \
    X(evc)                                                                                                             \
    X(waterfall)                                                                                                       \
    X(tiers)                                                                                                           \
    X(serve)                                                                                                           \
    X(changepoint)                                                                                                     \
    X(elasticity)                                                                                                      \
    X(baskets)                                                                                                         \
    X(trend)

#define KAM_DECLARE_CALCULATION(name) extern const KamVerb kam_calc_##name;
KAM_CALCULATIONS(KAM_DECLARE_CALCULATION)
#undef KAM_DECLARE_CALCULATION

/** The one file that a calculation's arguments must name, "-" for standard input; NULL with KAM_ERROR_USAGE. */
const char *kam_calc_file_argument(const KamVerb *calculation, int argc, char **argv, GError **error);
