/* Rates that wander around a level: the euro hardly, as it does in dinars, the dollar as currencies do. */
#include "service/demo/rates.h"

#include <math.h>

#include "demo/calendar.h"
#include "demo/random.h"
#include "sales/currency.h"
#include "sales/rates.h"

#define DAYS_OF_YEAR 366
#define DAYS_BEFORE 10 /* so that the first invoice has a rate whatever day of the week it is of */
#define TICKS 10000    /* rates have four decimals */
#define FRIDAY 5

typedef struct {
    const char *currency;
    double level; /* dinars, around which it wanders */
    double step;  /* standard deviation of a day, in logarithms */
    double back;  /* of the distance to the level that a day takes back */
} Course;

static const Course courses[] = {
    { "EUR", 117.2, 0.00008, 0.02 },
    { "USD", 106.5, 0.0042, 0.004 },
};

static gboolean
has_rate(gint32 day)
{
    return kam_day_weekday(day) <= FRIDAY && !kam_demo_is_holiday(day);
}

static gboolean
add_course(KamRates *rates, const Course *course, guint64 seed, guint member, gint32 first_day, gint32 last_day,
           GError **error)
{
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "rates", member);
    guint32 currency = kam_currency_pack(course->currency, 3);
    double distance = 0;

    for (gint32 day = first_day; day <= last_day; day++) {
        KamDecimal rate = { .scale = 4 };

        if (!has_rate(day))
            continue;
        distance = distance * (1 - course->back) + kam_demo_normal(stream, 0, course->step);
        rate.mantissa = llround(course->level * exp(distance) * TICKS);
        if (!kam_rates_add(rates, currency, day, rate, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
kam_demo_rates_fill(KamDb *db, const KamDemoOptions *company, gint32 last_day, GError **error)
{
    g_autoptr(KamRates) rates = kam_rates_load(db, error);
    gint32 first_day = last_day - (gint32)company->years * DAYS_OF_YEAR - DAYS_BEFORE;

    if (rates == NULL || kam_rates_get_home(rates) != kam_currency_pack("RSD", 3))
        return rates != NULL;
    for (guint i = 0; i < G_N_ELEMENTS(courses); i++)
        if (!add_course(rates, &courses[i], company->seed, i, first_day, last_day, error))
            return FALSE;
    return kam_rates_save(rates, db, error);
}
