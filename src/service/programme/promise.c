/* Periods and what fills them. */
#include "service/programme/promise.h"

#include <math.h>

#define MONTHS_A_YEAR 12
#define TINY 1e-9 /* amounts are exact in millionths */

const char *
kam_period_state_name(KamPeriodState state)
{
    static const char *const names[] = { "kept", "kept_late", "due", "late" };

    return names[state];
}

static gint32
months_of(KamPromiseEvery every)
{
    return every == KAM_PROMISE_MONTH ? 1 : every == KAM_PROMISE_QUARTER ? 3 : MONTHS_A_YEAR;
}

/* Periods of the year that have begun, while the account was in its tier. */
static void
make_periods(KamPromiseAccount *held, const KamProgramme *p, const KamProgrammeAccount *account, gint32 day)
{
    gint32 january = kam_month_of_day(day) / MONTHS_A_YEAR * MONTHS_A_YEAR;
    gint32 step = months_of(held->promise->every);

    for (gint32 month = january; month < january + MONTHS_A_YEAR; month += step) {
        KamPromisePeriod period = { .from_day = kam_month_first_day(month),
                                    .until_day = kam_month_first_day(month + step) - 1,
                                    .promised = isnan(held->promise->amount) ? 1 : held->promise->amount };

        if (period.from_day <= p->day && account->since <= period.from_day)
            g_array_append_val(held->periods, period);
    }
}

/* What is left of a delivery fills a period that lacks something. */
static void
fill_period(KamPromisePeriod *period, gint32 day, double *left)
{
    double lacks = period->promised - period->delivered;
    double taken = isnan(*left) ? lacks : fmin(*left, lacks);

    if (lacks <= TINY || *left <= TINY || day < period->from_day)
        return;
    period->delivered += taken;
    *left = isnan(*left) ? 0 : *left - taken;
    if (period->promised - period->delivered <= TINY && day > period->until_day)
        period->state = KAM_PERIOD_KEPT_LATE;
}

/* It counts for the period in which it was delivered; what that does not lack makes up for the oldest one that does. */
static void
take_delivery(KamPromiseAccount *held, const KamProgrammeDelivery *delivery)
{
    double left = isnan(held->promise->amount) ? NAN : delivery->amount;

    held->n_deliveries++;
    held->last_day = delivery->day;
    for (guint i = 0; i < held->periods->len; i++) {
        KamPromisePeriod *period = &g_array_index(held->periods, KamPromisePeriod, i);

        if (delivery->day <= period->until_day)
            fill_period(period, delivery->day, &left);
    }
    for (guint i = 0; i < held->periods->len; i++)
        fill_period(&g_array_index(held->periods, KamPromisePeriod, i), delivery->day, &left);
}

static void
judge_period(KamPromiseAccount *held, KamPromisePeriod *period, gint32 today)
{
    gboolean is_full = period->promised - period->delivered <= TINY, is_over = period->until_day < today;

    if (!is_full)
        period->state = is_over ? KAM_PERIOD_LATE : KAM_PERIOD_DUE;
    held->ended += is_over;
    held->kept += is_over && is_full;
    held->due += period->state == KAM_PERIOD_DUE;
    if (period->state != KAM_PERIOD_LATE)
        return;
    if (held->late++ == 0)
        held->late_since = period->until_day;
    held->missing += period->promised - period->delivered;
}

static void
hold_promise(KamPromiseAccount *held, const KamProgramme *p, const KamProgrammeAccount *account, gint32 day)
{
    held->periods = g_array_new(FALSE, TRUE, sizeof(KamPromisePeriod));
    held->last_day = held->late_since = KAM_DAY_NONE;
    if (held->promise->every != KAM_PROMISE_ON_REQUEST)
        make_periods(held, p, account, day);
    for (guint i = 0; i < p->deliveries->len; i++) {
        const KamProgrammeDelivery *delivery = &g_array_index(p->deliveries, KamProgrammeDelivery, i);

        if (delivery->account_id == account->id && delivery->promise_id == held->promise->id)
            take_delivery(held, delivery);
    }
    for (guint i = 0; i < held->periods->len; i++)
        judge_period(held, &g_array_index(held->periods, KamPromisePeriod, i), p->day);
}

static void
clear_held(gpointer data)
{
    g_array_unref(((KamPromiseAccount *)data)->periods);
}

GArray *
kam_promises_of_account(const KamProgramme *programme, const KamProgrammeAccount *account, gint32 day)
{
    const KamProgrammeTier *tier = kam_programme_tier(programme, account->tier);
    GArray *list = g_array_new(FALSE, TRUE, sizeof(KamPromiseAccount));

    g_array_set_clear_func(list, clear_held);
    for (guint i = 0; tier != NULL && i < programme->promises->len; i++) {
        KamPromiseAccount held = { .promise = &g_array_index(programme->promises, KamProgrammePromise, i) };

        if (held.promise->tier_id != tier->id)
            continue;
        hold_promise(&held, programme, account, day);
        g_array_append_val(list, held);
    }
    return list;
}
