/* Names and forecasts of the ETS family: see kamen/ets.h. */
#include <kamen/ets.h>

#include <math.h>
#include <stdio.h>

static const char *
letter(KamEtsPart part)
{
    switch (part) {
    case KAM_ETS_NONE:
        return "N";
    case KAM_ETS_ADDITIVE:
        return "A";
    case KAM_ETS_DAMPED:
        return "Ad";
    case KAM_ETS_MULTIPLICATIVE:
        return "M";
    }
    return "?";
}

void
kam_ets_name(const KamEtsModel *model, char name[KAM_ETS_NAME_SIZE])
{
    snprintf(name, KAM_ETS_NAME_SIZE, "ETS(%s,%s,%s)", letter(model->error), letter(model->trend),
             letter(model->season));
}

/* What an error does to the forecast j steps later, the season counted when it is additive. */
static double
response(const KamEts *ets, size_t j, double damping)
{
    double c = ets->alpha + ets->beta * damping;

    if (ets->model.season == KAM_ETS_ADDITIVE && j % ets->model.period == 0)
        c += ets->gamma;
    return c;
}

static double
season_of(const KamEts *ets, size_t h)
{
    return ets->season[(h - 1) % ets->model.period];
}

/* phi + phi^2 + ... + phi^h */
static double
damping_sum(const KamEts *ets, size_t h)
{
    double sum = 0, power = 1;

    if (ets->model.trend == KAM_ETS_NONE)
        return 0;
    for (size_t i = 0; i < h; i++)
        sum += power *= ets->phi;
    return sum;
}

/* The forecast as the errors see it: without a multiplicative season, which comes in as a factor. */
static double
base_point(const KamEts *ets, size_t h)
{
    double base = ets->level + damping_sum(ets, h) * ets->slope;

    return ets->model.season == KAM_ETS_ADDITIVE ? base + season_of(ets, h) : base;
}

/* The variances of relative errors feed on those of earlier steps, so theta is kept in the place of the variance. */
static void
relative_variances(const KamEts *ets, size_t horizon, double variance[])
{
    const double s2 = ets->sigma * ets->sigma;

    for (size_t h = 1; h <= horizon; h++) {
        double mu = base_point(ets, h), sum = 0;

        for (size_t j = 1; j < h; j++) {
            double c = response(ets, j, damping_sum(ets, j));

            sum += c * c * variance[h - j - 1];
        }
        variance[h - 1] = mu * mu + s2 * sum;
    }
    for (size_t h = 1; h <= horizon; h++) {
        double mu = base_point(ets, h), factor = 1 + s2, season = 1;

        if (ets->model.season == KAM_ETS_MULTIPLICATIVE) {
            factor *= pow(1 + ets->gamma * ets->gamma * s2, (double)((h - 1) / ets->model.period));
            season = season_of(ets, h);
        }
        variance[h - 1] = season * season * (factor * variance[h - 1] - mu * mu);
    }
}

static void
additive_variances(const KamEts *ets, size_t horizon, double variance[])
{
    double sum = 1;

    for (size_t h = 1; h <= horizon; h++) {
        double c = response(ets, h, damping_sum(ets, h));

        variance[h - 1] = ets->sigma * ets->sigma * sum;
        sum += c * c;
    }
}

KamCalcStatus
kam_ets_forecast(const KamEts *ets, size_t horizon, double point[], double variance[])
{
    if (horizon == 0)
        return KAM_CALC_EMPTY;
    for (size_t h = 1; h <= horizon; h++) {
        point[h - 1] = base_point(ets, h);
        if (ets->model.season == KAM_ETS_MULTIPLICATIVE)
            point[h - 1] *= season_of(ets, h);
    }
    if (variance != NULL && ets->model.error == KAM_ETS_MULTIPLICATIVE)
        relative_variances(ets, horizon, variance);
    else if (variance != NULL)
        additive_variances(ets, horizon, variance);
    return KAM_CALC_OK;
}
