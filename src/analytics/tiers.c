/* Prices with volume tiers: see kamen/price.h. */
#include <math.h>

#include <kamen/price.h>

#include "sum.h"

static KamCalcStatus
check_tiers(const KamVolumeTiers *tiers)
{
    if (tiers->n == 0)
        return KAM_CALC_EMPTY;
    if (tiers->mode > KAM_VOLUME_FLAT)
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < tiers->n; i++) {
        if (!(tiers->from[i] >= 0 && tiers->price[i] >= 0) || isinf(tiers->from[i]) || isinf(tiers->price[i]))
            return KAM_CALC_DOMAIN;
        if (i > 0 && tiers->from[i] <= tiers->from[i - 1])
            return KAM_CALC_DOMAIN;
    }
    return KAM_CALC_OK;
}

/* The last tier whose threshold the quantity reaches; the first one for less. */
static size_t
tier_of(const KamVolumeTiers *tiers, double quantity)
{
    size_t tier = 0;

    while (tier + 1 < tiers->n && tiers->from[tier + 1] <= quantity)
        tier++;
    return tier;
}

/* Where band i begins: the quantity that earlier bands take. */
static double
band_start(const KamVolumeTiers *tiers, size_t i)
{
    return i == 0 ? 0 : fmax(0, tiers->from[i] - (tiers->whole_units ? 1 : 0));
}

static double
band_total(const KamVolumeTiers *tiers, double quantity)
{
    Sum total = { 0 };

    for (size_t i = 0; i < tiers->n; i++) {
        double start = band_start(tiers, i);
        double end = i + 1 < tiers->n ? fmin(quantity, band_start(tiers, i + 1)) : quantity;

        if (end > start)
            sum_add(&total, tiers->price[i] * (end - start));
    }
    return sum_value(total);
}

static double
total_of(const KamVolumeTiers *tiers, double quantity)
{
    size_t tier = tier_of(tiers, quantity);

    if (quantity == 0)
        return 0;
    switch (tiers->mode) {
    case KAM_VOLUME_BAND:
        return band_total(tiers, quantity);
    case KAM_VOLUME_ALL:
        return tiers->price[tier] * quantity;
    case KAM_VOLUME_FLAT:
        break;
    }
    return tiers->price[tier];
}

static void
find_cheaper(const KamVolumeTiers *tiers, KamVolumePrice *at)
{
    double cheapest = at->total;

    at->cheaper_from = at->saving = (KamCalcValue) { .status = KAM_CALC_EMPTY };
    for (size_t i = at->tier + 1; i < tiers->n; i++) {
        double total = total_of(tiers, tiers->from[i]);

        if (total >= cheapest)
            continue;
        cheapest = total;
        at->cheaper_from = (KamCalcValue) { tiers->from[i], KAM_CALC_OK };
        at->saving = (KamCalcValue) { at->total - total, KAM_CALC_OK };
    }
}

KamCalcStatus
kam_price_tiers(const KamVolumeTiers *tiers, double quantity, KamVolumePrice *at)
{
    KamCalcStatus status = check_tiers(tiers);
    const KamCalcValue none = { .status = KAM_CALC_EMPTY };

    if (status != KAM_CALC_OK)
        return status;
    if (!(quantity >= 0) || isinf(quantity) || (quantity > 0 && quantity < tiers->from[0]))
        return KAM_CALC_DOMAIN;
    at->tier = tier_of(tiers, quantity);
    at->total = total_of(tiers, quantity);
    at->average = quantity > 0 ? (KamCalcValue) { at->total / quantity, KAM_CALC_OK } : none;
    at->marginal = total_of(tiers, quantity + 1) - at->total;
    at->next = at->tier + 1 < tiers->n ? (KamCalcValue) { tiers->from[at->tier + 1], KAM_CALC_OK } : none;
    find_cheaper(tiers, at);
    return KAM_CALC_OK;
}

static KamCalcValue
trap_before(const KamVolumeTiers *tiers, size_t i)
{
    double quantity;

    if (i == 0 || tiers->mode == KAM_VOLUME_BAND || tiers->price[i] >= tiers->price[i - 1])
        return (KamCalcValue) { .status = KAM_CALC_EMPTY };
    quantity = tiers->from[i - 1];
    if (tiers->mode == KAM_VOLUME_ALL)
        quantity = fmax(quantity, tiers->from[i] * tiers->price[i] / tiers->price[i - 1]);
    return (KamCalcValue) { quantity, KAM_CALC_OK };
}

KamCalcStatus
kam_price_tier_traps(const KamVolumeTiers *tiers, KamCalcValue trap[])
{
    KamCalcStatus status = check_tiers(tiers);

    if (status != KAM_CALC_OK)
        return status;
    for (size_t i = 0; i < tiers->n; i++)
        trap[i] = trap_before(tiers, i);
    return KAM_CALC_OK;
}
