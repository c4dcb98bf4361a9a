/* A series that ends in nothing: how likely it is that it will go on at all. See forecast_private.h. */
#include <math.h>

#include "forecast_private.h"

/* Zeros at the end, and the longest run of them before: a closed season is no departure. */
static void
count_runs(const double y[], size_t n, size_t *at_end, size_t *longest, size_t *demands)
{
    size_t run = 0;

    *longest = *demands = 0;
    for (size_t t = 0; t < n; t++) {
        if (y[t] == 0) {
            run++;
            continue;
        }
        if (*demands > 0 && run > *longest)
            *longest = run;
        (*demands)++;
        run = 0;
    }
    *at_end = run;
}

double
alive_chance(const double y[], size_t n)
{
    size_t quiet, longest, demands;
    double demand, leave, gone = 0, still = 1;

    for (size_t t = 0; t < n; t++)
        if (y[t] < 0)
            return 1;
    count_runs(y, n, &quiet, &longest, &demands);
    if (demands < 2 || quiet <= longest || quiet == 0)
        return 1;
    /* One observation is added on either side, so that a series without a pause does not make the first one final. */
    demand = (double)demands / ((double)(n - quiet) + 1);
    leave = 1 / ((double)n + 1);
    for (size_t i = 0; i < quiet; i++) {
        gone += still * leave;
        still *= (1 - leave) * (1 - demand);
    }
    return still / (still + gone);
}
