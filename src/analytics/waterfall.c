/* Economic value and the price waterfall, sums along a price: see kamen/price.h. */
#include <math.h>

#include <kamen/price.h>

#include "sum.h"

KamCalcStatus
kam_price_value(double reference, const double differentiation[], size_t n, KamPriceValue *value)
{
    Sum positive = { 0 };
    Sum negative = { 0 };
    Sum all = { 0 };

    if (!(reference >= 0) || isinf(reference))
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(differentiation[i]))
            return KAM_CALC_DOMAIN;
        sum_add(differentiation[i] > 0 ? &positive : &negative, differentiation[i]);
        sum_add(&all, differentiation[i]);
    }
    value->reference = reference;
    value->positive = sum_value(positive);
    value->negative = sum_value(negative);
    value->differentiation = sum_value(all);
    sum_add(&all, reference);
    value->value = sum_value(all);
    return KAM_CALC_OK;
}

static int
steps_are_valid(const KamWaterfallStep step[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(step[i].value) || step[i].stage > KAM_WATERFALL_COST || step[i].basis > KAM_WATERFALL_OF_INVOICE)
            return 0;
        if (i > 0 && step[i].stage < step[i - 1].stage)
            return 0;
        if (step[i].stage == KAM_WATERFALL_ON_INVOICE && step[i].basis == KAM_WATERFALL_OF_INVOICE)
            return 0;
    }
    return 1;
}

static double
step_amount(const KamWaterfallStep *step, double list, double running, double invoice)
{
    switch (step->basis) {
    case KAM_WATERFALL_OF_LIST:
        return step->value * list;
    case KAM_WATERFALL_OF_RUNNING:
        return step->value * running;
    case KAM_WATERFALL_OF_INVOICE:
        return step->value * invoice;
    case KAM_WATERFALL_AMOUNT:
        break;
    }
    return step->value;
}

KamCalcStatus
kam_price_waterfall(double list, const KamWaterfallStep step[], size_t n, double amount[], double after[],
                    KamWaterfall *waterfall)
{
    double price[3]; /* left at the end of each stage */
    Sum taken[3] = { 0 };
    Sum running = { list, 0 };
    size_t i = 0;

    if (!(list > 0) || isinf(list) || !steps_are_valid(step, n))
        return KAM_CALC_DOMAIN;
    for (unsigned stage = 0; stage < 3; stage++) {
        for (; i < n && (unsigned)step[i].stage == stage; i++) {
            amount[i] = step_amount(&step[i], list, sum_value(running), price[0]);
            sum_add(&running, -amount[i]);
            sum_add(&taken[stage], amount[i]);
            after[i] = sum_value(running);
        }
        price[stage] = sum_value(running);
    }
    *waterfall = (KamWaterfall) {
        .list = list,
        .invoice = price[0],
        .pocket = price[1],
        .margin = price[2],
        .on_invoice = sum_value(taken[0]),
        .off_invoice = sum_value(taken[1]),
        .cost = sum_value(taken[2]),
        .invoice_share = { price[0] / list, KAM_CALC_OK },
        .pocket_share = { price[1] / list, KAM_CALC_OK },
        .margin_share = { 0, KAM_CALC_DOMAIN },
    };
    if (price[1] > 0)
        waterfall->margin_share = (KamCalcValue) { price[2] / price[1], KAM_CALC_OK };
    return KAM_CALC_OK;
}
