/* Agreements with the larger customers, one for each calendar year. */
#include "demo/agreements.h"

#include <math.h>

#define SMALLEST_SIZE_WITH_AGREEMENT 2.6
#define AGREED_SHARE 0.85

static const double tier_at[KAM_DEMO_TIERS] = { 0, 0.35, 0.7, 1.1 }; /* of a usual year */
static const guint tier_steps[KAM_DEMO_TIERS] = { 0, 150, 300, 500 };

/* What a customer of this size buys in a year, roughly, in RSD; thresholds are round numbers near parts of it. */
static double
usual_year(const KamDemoCustomer *customer)
{
    return 240 / customer->gap * customer->lines * 0.7 * customer->line_value;
}

static gint64
round_threshold(double amount)
{
    double step = amount < 1e6 ? 5e4 : amount < 1e7 ? 2.5e5 : 1e6;

    return (gint64)llround(amount / step) * (gint64)step * 100;
}

static KamDemoAgreement
agree_on_year(const KamDemoCustomer *customer, guint index, int year, double usual, gsl_rng *stream)
{
    KamDemoAgreement agreement = { .customer = index, .year = year };
    gint shift = 50 * ((gint)kam_demo_below(stream, 5) - 2);

    agreement.number = g_strdup_printf("UG-%d-%s", year, customer->number + 1);
    for (guint i = 0; i < KAM_DEMO_TIERS; i++) {
        agreement.thresholds_minor[i] = round_threshold(tier_at[i] * usual);
        if (i > 0 && agreement.thresholds_minor[i] <= agreement.thresholds_minor[i - 1])
            agreement.thresholds_minor[i] = agreement.thresholds_minor[i - 1] + 5000000;
        agreement.discounts[i] = (guint)MAX((gint)(customer->discount + tier_steps[i]) + shift, 0);
    }
    agreement.rebate = kam_demo_happens(stream, 0.5) ? 50 * (1 + kam_demo_below(stream, 4)) : 0;
    return agreement;
}

KamDemoAgreements *
kam_demo_agreements_new(guint64 seed, const KamDemoCalendar *calendar, const KamDemoCustomers *customers)
{
    KamDemoAgreements *agreements = g_new0(KamDemoAgreements, 1);

    agreements->first_year = kam_month_of_day(calendar->first_day) / 12;
    agreements->n_years = (guint)(kam_month_of_day(calendar->last_day) / 12 - agreements->first_year) + 1;
    agreements->agreements = g_array_new(FALSE, FALSE, sizeof(KamDemoAgreement));
    agreements->index_of = g_new(guint, (gsize)customers->n * agreements->n_years);
    for (guint i = 0; i < customers->n; i++) {
        const KamDemoCustomer *customer = &customers->customers[i];
        g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "agreements", i);
        gboolean is_agreed = customer->size >= SMALLEST_SIZE_WITH_AGREEMENT && kam_demo_happens(stream, AGREED_SHARE);
        double usual = usual_year(customer);

        for (guint year = 0; year < agreements->n_years; year++) {
            agreements->index_of[i * agreements->n_years + year] =
                is_agreed ? agreements->agreements->len : KAM_DEMO_NONE;
            if (!is_agreed)
                continue;
            KamDemoAgreement agreement = agree_on_year(customer, i, agreements->first_year + (int)year, usual, stream);
            g_array_append_val(agreements->agreements, agreement);
        }
    }
    return agreements;
}

void
kam_demo_agreements_free(KamDemoAgreements *agreements)
{
    if (agreements == NULL)
        return;
    for (guint i = 0; i < agreements->agreements->len; i++)
        g_free(g_array_index(agreements->agreements, KamDemoAgreement, i).number);
    g_array_unref(agreements->agreements);
    g_free(agreements->index_of);
    g_free(agreements);
}

const KamDemoAgreement *
kam_demo_agreements_find(const KamDemoAgreements *agreements, guint customer, int year)
{
    guint at = agreements->index_of[customer * agreements->n_years + (guint)(year - agreements->first_year)];

    return at == KAM_DEMO_NONE ? NULL : &g_array_index(agreements->agreements, KamDemoAgreement, at);
}

guint
kam_demo_agreement_get_discount(const KamDemoAgreement *agreement, gint64 net_minor)
{
    guint tier = 0;

    while (tier + 1 < KAM_DEMO_TIERS && net_minor >= agreement->thresholds_minor[tier + 1])
        tier++;
    return agreement->discounts[tier];
}
