/* Break-even of a price change: see kamen/price.h. */
#include <math.h>

#include <kamen/price.h>

static KamCalcValue
present(double value)
{
    return (KamCalcValue) { .value = value, .status = KAM_CALC_OK };
}

static KamCalcValue
missing(KamCalcStatus status)
{
    return (KamCalcValue) { .status = status };
}

static int
change_is_valid(const KamPriceChange *change)
{
    if (!(change->price_old > 0 && change->price_new > 0 && change->cost_old >= 0 && change->cost_new >= 0))
        return 0;
    if (!isfinite(change->price_old) || !isfinite(change->price_new) || !isfinite(change->cost_old) ||
        !isfinite(change->cost_new) || !isfinite(change->fixed_change))
        return 0;
    return change->units > 0 ? isfinite(change->units) : change->units == 0 && change->fixed_change == 0;
}

/* The fixed cost that each of the old units would have to carry. */
static double
fixed_per_unit(const KamPriceChange *change)
{
    return change->units > 0 ? change->fixed_change / change->units : 0;
}

static KamCalcValue
sales_change(const KamPriceChange *change, const KamBreakeven *b)
{
    if (b->margin_new <= 0 || b->margin_old < 0)
        return missing(KAM_CALC_DOMAIN);
    return present((b->margin_old - b->margin_new + fixed_per_unit(change)) / b->margin_new);
}

static KamCalcValue
reactive_change(const KamPriceChange *change, const KamBreakeven *b)
{
    if (b->margin_old <= 0)
        return missing(KAM_CALC_DOMAIN);
    return present((b->margin_new - b->margin_old - fixed_per_unit(change)) / b->margin_old);
}

static KamCalcValue
in_units(KamCalcValue factor, double units)
{
    if (factor.status != KAM_CALC_OK)
        return factor;
    return units > 0 ? present(factor.value * units) : missing(KAM_CALC_EMPTY);
}

static KamCalcValue
breakeven_elasticity(const KamPriceChange *change, KamCalcValue sales)
{
    if (change->price_new == change->price_old)
        return missing(KAM_CALC_EMPTY);
    if (sales.status != KAM_CALC_OK || sales.value <= -1)
        return missing(KAM_CALC_DOMAIN);
    /* log1p of the relative change keeps the digits of a small one. */
    return present(log1p(sales.value) / log1p((change->price_new - change->price_old) / change->price_old));
}

KamCalcStatus
kam_price_breakeven(const KamPriceChange *change, KamBreakeven *breakeven)
{
    KamBreakeven b;

    if (!change_is_valid(change))
        return KAM_CALC_DOMAIN;
    b.margin_old = change->price_old - change->cost_old;
    b.margin_new = change->price_new - change->cost_new;
    b.margin_ratio_old = b.margin_old / change->price_old;
    b.margin_ratio_new = b.margin_new / change->price_new;
    b.change = sales_change(change, &b);
    b.units = in_units(b.change, change->units);
    b.units_new = b.units;
    if (b.units_new.status == KAM_CALC_OK)
        b.units_new.value += change->units;
    b.reactive = reactive_change(change, &b);
    b.elasticity = breakeven_elasticity(change, b.change);
    *breakeven = b;
    return KAM_CALC_OK;
}
