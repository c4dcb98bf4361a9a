/* From exact sums to the figures of libkamen. */
#include "service/analysis/concentration.h"

void
kam_spread_measure(KamSpread *spread, const gint64 micro[], guint n)
{
    g_autofree double *amount = g_new(double, (gsize)n + 1);
    gsize positive = 0;

    *spread = (KamSpread) { 0 };
    for (guint i = 0; i < n; i++) {
        if (micro[i] <= 0)
            continue;
        amount[positive++] = (double)micro[i];
        spread->total_micro += micro[i];
    }
    spread->not_positive = n - (guint)positive;
    spread->is_known = kam_concentration_summary(amount, positive, amount, &spread->figures) == KAM_CALC_OK;
}

guint
kam_curve_points(guint n, guint at[100])
{
    guint n_points = 0;

    for (guint percent = 1; percent <= 100; percent++) {
        guint count = (guint)kam_concentration_fraction_count(n, percent / 100.0);

        if (n_points == 0 || at[n_points - 1] != count)
            at[n_points++] = count;
    }
    return n == 0 ? 0 : n_points;
}
