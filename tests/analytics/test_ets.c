/* The ETS family: R's figures on AirPassengers, Nile and the M3 series, properties, every status. */
#include <math.h>
#include <string.h>

#include <glib.h>
#include <kamen/ets.h>

#include "data.h"

/* Box and Jenkins, series G: thousands of airline passengers, monthly from January 1949. */
static const double passengers[] = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
    133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218,
    230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235,
    227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
    347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
};
#define N_PASSENGERS (sizeof passengers / sizeof passengers[0])

/* Yearly flow of the Nile at Aswan from 1871, 10^8 m^3. */
static const double nile[] = {
    1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
    799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
    701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
    845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
    771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
    986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740,
};
#define N_NILE (sizeof nile / sizeof nile[0])

static KamEts
fit(const double y[], size_t n, KamEtsModel model)
{
    g_autofree double *work = g_new(double, KAM_ETS_WORK(n));
    KamEts ets;

    g_assert_cmpint(kam_ets_fit(y, n, &model, work, &ets), ==, KAM_CALC_OK);
    return ets;
}

static KamEts
chosen(const double y[], size_t n, size_t period)
{
    g_autofree double *work = g_new(double, KAM_ETS_WORK(n));
    KamEts ets;

    g_assert_cmpint(kam_ets_select(y, n, period, work, &ets), ==, KAM_CALC_OK);
    return ets;
}

/* R 4.2.2, forecast 8.20: ses(Nile). */
static void
test_fit__nile_as_in_r(void)
{
    const KamEtsModel simple = { KAM_ETS_ADDITIVE, KAM_ETS_NONE, KAM_ETS_NONE, 1 };
    KamEts ets = fit(nile, N_NILE, simple);
    double point;

    g_assert_cmpint(kam_ets_forecast(&ets, 1, &point, NULL), ==, KAM_CALC_OK);
    assert_near(ets.log_likelihood, -726.39052, 1e-4);
    assert_near(ets.alpha, 0.2456682, 2e-3);
    assert_near(ets.start_level, 1110.7341, 2);
    assert_near(point, 805.3363, 0.5);
}

/* R 4.2.2, forecast 8.20: ets(AirPassengers). Its search stops a little early; ours may only be better. */
static void
test_fit__passengers_as_in_r(void)
{
    static const double expected[] = { 441.8018, 434.1186, 496.6300, 483.2375, 483.9914, 551.0244,
                                       613.1797, 609.3648, 530.5408, 463.0332, 402.7478, 451.9694 };
    KamEts ets = fit(passengers, N_PASSENGERS,
                     (KamEtsModel) { KAM_ETS_MULTIPLICATIVE, KAM_ETS_DAMPED, KAM_ETS_MULTIPLICATIVE, 12 });
    char name[KAM_ETS_NAME_SIZE];
    double point[12];

    kam_ets_name(&ets.model, name);
    g_assert_cmpstr(name, ==, "ETS(M,Ad,M)");
    g_assert_cmpuint(ets.n_parameters, ==, 18);
    g_assert_cmpfloat(ets.log_likelihood, >=, -679.58322);
    g_assert_cmpfloat(ets.log_likelihood, <=, -679);
    assert_near(ets.aic, -2 * ets.log_likelihood + 36, 1e-9);
    assert_near(ets.aicc - ets.aic, 1400.63843 - 1395.16643, 1e-5);
    assert_near(ets.bic - ets.aic, 1448.62307 - 1395.16643, 1e-5);
    assert_near(ets.sigma, 0.039167, 3e-4);
    kam_ets_forecast(&ets, 12, point, NULL);
    for (guint h = 0; h < 12; h++)
        assert_near(point[h], expected[h], 0.006 * expected[h]);
}

/* R settles on ETS(M,Ad,M), AICc 1400.63843, because its search for ETS(M,A,M) ends before a better one. */
static void
test_select__passengers_no_worse_than_r(void)
{
    KamEts ets = chosen(passengers, N_PASSENGERS, 12);

    g_assert_cmpint(ets.model.error, ==, KAM_ETS_MULTIPLICATIVE);
    g_assert_cmpint(ets.model.trend, ==, KAM_ETS_ADDITIVE);
    g_assert_cmpint(ets.model.season, ==, KAM_ETS_MULTIPLICATIVE);
    g_assert_cmpfloat(ets.aicc, <, 1400.63843 - 9);
}

/* The likelihood by its definition, from the published equations. */
static double
naive_likelihood(const KamEts *ets, const double y[], size_t n)
{
    double level = ets->start_level, slope = ets->start_slope, season[KAM_ETS_MAX_SEASON], squares = 0, logs = 0;

    memcpy(season, ets->start_season, sizeof season);
    for (size_t t = 0; t < n; t++) {
        double base = level + ets->phi * slope, s = season[t % ets->model.period], mu, relative;

        mu = ets->model.season == KAM_ETS_MULTIPLICATIVE ? base * s : base + s;
        relative = (y[t] - mu) / mu;
        squares += ets->model.error == KAM_ETS_MULTIPLICATIVE ? relative * relative : (y[t] - mu) * (y[t] - mu);
        logs += ets->model.error == KAM_ETS_MULTIPLICATIVE ? log(mu) : 0;
        if (ets->model.season == KAM_ETS_MULTIPLICATIVE) {
            level = base * (1 + ets->alpha * relative);
            slope = ets->phi * slope + ets->beta * base * relative;
            season[t % ets->model.period] = s * (1 + ets->gamma * relative);
        } else {
            level = base + ets->alpha * (y[t] - mu);
            slope = ets->phi * slope + ets->beta * (y[t] - mu);
            season[t % ets->model.period] = s + ets->gamma * (y[t] - mu);
        }
    }
    return -(double)n / 2 * log(squares) - logs;
}

static void
for_each_model(void (*check)(KamEtsModel model))
{
    static const KamEtsPart trends[] = { KAM_ETS_NONE, KAM_ETS_ADDITIVE, KAM_ETS_DAMPED };

    for (guint i = 0; i < 3; i++) {
        check((KamEtsModel) { KAM_ETS_ADDITIVE, trends[i], KAM_ETS_NONE, 12 });
        check((KamEtsModel) { KAM_ETS_MULTIPLICATIVE, trends[i], KAM_ETS_NONE, 12 });
        check((KamEtsModel) { KAM_ETS_ADDITIVE, trends[i], KAM_ETS_ADDITIVE, 12 });
        check((KamEtsModel) { KAM_ETS_MULTIPLICATIVE, trends[i], KAM_ETS_ADDITIVE, 12 });
        check((KamEtsModel) { KAM_ETS_MULTIPLICATIVE, trends[i], KAM_ETS_MULTIPLICATIVE, 12 });
    }
}

static void
check_likelihood(KamEtsModel model)
{
    KamEts ets = fit(passengers, N_PASSENGERS, model);

    assert_near(ets.log_likelihood, naive_likelihood(&ets, passengers, N_PASSENGERS), 1e-7);
}

static void
test_fit__likelihood_is_that_of_the_definition(void)
{
    for_each_model(check_likelihood);
}

/* No small change of a parameter or of a state at the start may gain: the point found is a maximum. */
static void
check_maximum(KamEtsModel model)
{
    KamEts ets = fit(passengers, N_PASSENGERS, model);
    double best = naive_likelihood(&ets, passengers, N_PASSENGERS);

    for (int sign = -1; sign <= 1; sign += 2) {
        KamEts level = ets, season = ets, alpha = ets;

        level.start_level *= 1 + sign * 1e-3;
        season.start_season[3] += sign * 1e-3 * (model.season == KAM_ETS_MULTIPLICATIVE ? 1 : 100);
        season.start_season[7] -= sign * 1e-3 * (model.season == KAM_ETS_MULTIPLICATIVE ? 1 : 100);
        alpha.alpha = CLAMP(alpha.alpha + sign * 1e-3, MAX(1e-4, alpha.beta), MIN(0.9999, 1 - alpha.gamma));
        g_assert_cmpfloat(naive_likelihood(&level, passengers, N_PASSENGERS), <=, best + 1e-3);
        if (model.season != KAM_ETS_NONE)
            g_assert_cmpfloat(naive_likelihood(&season, passengers, N_PASSENGERS), <=, best + 1e-3);
        g_assert_cmpfloat(naive_likelihood(&alpha, passengers, N_PASSENGERS), <=, best + 1e-3);
    }
}

static void
test_fit__is_a_maximum(void)
{
    for_each_model(check_maximum);
}

static void
test_fit__scale_moves_levels_and_nothing_else(void)
{
    const KamEtsModel model = { KAM_ETS_MULTIPLICATIVE, KAM_ETS_DAMPED, KAM_ETS_MULTIPLICATIVE, 12 };
    g_autofree double *scaled = g_new(double, N_PASSENGERS);
    KamEts one = fit(passengers, N_PASSENGERS, model), other;

    for (guint t = 0; t < N_PASSENGERS; t++)
        scaled[t] = passengers[t] * 1024;
    other = fit(scaled, N_PASSENGERS, model);
    g_assert_cmpfloat(one.alpha, ==, other.alpha);
    g_assert_cmpfloat(one.phi, ==, other.phi);
    g_assert_cmpfloat(one.level * 1024, ==, other.level);
    assert_near(one.log_likelihood - (double)N_PASSENGERS * log(1024), other.log_likelihood, 1e-8);
}

/* Variances by their closed forms in simple cases: simple smoothing, and one step of relative errors. */
static void
test_forecast__variances(void)
{
    KamEts ets = fit(nile, N_NILE, (KamEtsModel) { KAM_ETS_ADDITIVE, KAM_ETS_NONE, KAM_ETS_NONE, 1 });
    double point[5], variance[5];

    kam_ets_forecast(&ets, 5, point, variance);
    for (guint h = 0; h < 5; h++)
        assert_near(variance[h], ets.sigma * ets.sigma * (1 + h * ets.alpha * ets.alpha), 1e-8);
    ets = fit(nile, N_NILE, (KamEtsModel) { KAM_ETS_MULTIPLICATIVE, KAM_ETS_NONE, KAM_ETS_NONE, 1 });
    kam_ets_forecast(&ets, 5, point, variance);
    assert_near(variance[0], ets.sigma * ets.sigma * point[0] * point[0], 1e-8);
    g_assert_cmpfloat(variance[4], >, variance[0]);
}

/* Where the same model is chosen, the likelihood is R's or better; and ours chooses no worse AICc. */
static void
test_select__m3_series_as_in_r(void)
{
    g_autoptr(Data) values = data_read("forecast/m3_monthly.csv.gz");
    g_autoptr(Data) reference = values != NULL ? data_read("forecast/m3_ref_ets.csv") : NULL;
    g_autoptr(GHashTable) series = NULL;
    guint worse = 0;

    if (reference == NULL)
        return;
    series = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    for (guint row = 0; row < data_rows(values); row++) {
        const char *id = data_text(values, row, data_column(values, "series"));
        double value = data_number(values, row, data_column(values, "value"));
        GArray *known;

        if (strcmp(data_text(values, row, data_column(values, "part")), "train") != 0)
            continue;
        known = g_hash_table_lookup(series, id);
        if (known == NULL)
            g_hash_table_insert(series, g_strdup(id), known = g_array_new(FALSE, FALSE, sizeof(double)));
        g_array_append_val(known, value);
    }
    for (guint row = 0; row < data_rows(reference); row++) {
        GArray *known = g_hash_table_lookup(series, data_text(reference, row, 0));
        KamEts ets = chosen((const double *)known->data, known->len, 12);
        char name[KAM_ETS_NAME_SIZE];

        kam_ets_name(&ets.model, name);
        if (strcmp(name, data_text(reference, row, data_column(reference, "model"))) == 0)
            g_assert_cmpfloat(ets.log_likelihood, >=,
                              data_number(reference, row, data_column(reference, "loglik")) - 0.2);
        worse += ets.aicc > data_number(reference, row, data_column(reference, "aicc")) + 0.2;
    }
    g_assert_cmpuint(worse, <=, 3);
}

static void
test_fit__statuses(void)
{
    double work[KAM_ETS_WORK(40)], y[40];
    KamEtsModel model = { KAM_ETS_MULTIPLICATIVE, KAM_ETS_NONE, KAM_ETS_NONE, 1 };
    KamEts ets;

    for (guint t = 0; t < 40; t++)
        y[t] = 10 + t % 3;
    g_assert_cmpint(kam_ets_fit(y, 4, &model, work, &ets), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_ets_select(y, 4, 12, work, &ets), ==, KAM_CALC_TOO_FEW);
    y[3] = 0;
    g_assert_cmpint(kam_ets_fit(y, 40, &model, work, &ets), ==, KAM_CALC_DOMAIN);
    model = (KamEtsModel) { KAM_ETS_ADDITIVE, KAM_ETS_NONE, KAM_ETS_MULTIPLICATIVE, 12 };
    g_assert_cmpint(kam_ets_fit(y, 40, &model, work, &ets), ==, KAM_CALC_DOMAIN);
    model = (KamEtsModel) { KAM_ETS_ADDITIVE, KAM_ETS_NONE, KAM_ETS_ADDITIVE, 25 };
    g_assert_cmpint(kam_ets_fit(y, 40, &model, work, &ets), ==, KAM_CALC_DOMAIN);
    model.period = 24;
    g_assert_cmpint(kam_ets_fit(y, 40, &model, work, &ets), ==, KAM_CALC_TOO_FEW);
    y[7] = NAN;
    g_assert_cmpint(kam_ets_select(y, 40, 12, work, &ets), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_ets_forecast(&ets, 0, y, NULL), ==, KAM_CALC_EMPTY);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ets/fit/nile_as_in_r", test_fit__nile_as_in_r);
    g_test_add_func("/ets/fit/likelihood_is_that_of_the_definition", test_fit__likelihood_is_that_of_the_definition);
    g_test_add_func("/ets/fit/is_a_maximum", test_fit__is_a_maximum);
    g_test_add_func("/ets/fit/scale_moves_levels_and_nothing_else", test_fit__scale_moves_levels_and_nothing_else);
    g_test_add_func("/ets/fit/statuses", test_fit__statuses);
    g_test_add_func("/ets/fit/passengers_as_in_r", test_fit__passengers_as_in_r);
    g_test_add_func("/ets/select/passengers_no_worse_than_r", test_select__passengers_no_worse_than_r);
    g_test_add_func("/ets/select/m3_series_as_in_r", test_select__m3_series_as_in_r);
    g_test_add_func("/ets/forecast/variances", test_forecast__variances);
    return g_test_run();
}
