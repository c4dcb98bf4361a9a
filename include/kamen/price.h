/* What a price change must bring in volume, what an offer is worth to a customer, what is left of a list price, and
 * what a price list with volume tiers really charges. Arithmetic on given figures; how volume answers to price is
 * estimated in kamen/elasticity.h.
 *
 * Common to all: money is in one currency, per unit where it says so; every input is finite. Below, u = 2^-53. No
 * function keeps state or takes memory; all may be called from any thread. */
#ifndef KAMEN_PRICE_H
#define KAMEN_PRICE_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A change of price, and of what changes with it. */
typedef struct {
    double price_old, price_new; /* per unit, > 0 */
    double cost_old, cost_new;   /* variable cost per unit, >= 0 */
    double units;                /* sold in a period before the change, > 0; 0 when unknown */
    double fixed_change; /* fixed cost of the same period that the change adds (a leaflet, a machine) or saves */
} KamPriceChange;

typedef struct {
    double margin_old, margin_new;             /* contribution margin per unit: price - variable cost */
    double margin_ratio_old, margin_ratio_new; /* the same over the price, at most 1 */
    KamCalcValue change;                       /* sales change that keeps the contribution, fraction of the old units */
    KamCalcValue units;                        /* the same in units */
    KamCalcValue units_new;                    /* units to be sold after the change */
    KamCalcValue reactive;                     /* sales change, without a change of price, that costs as much */
    KamCalcValue elasticity;                   /* constant price elasticity at which the change breaks even */
} KamBreakeven;

/**
 * Break-even sales change: how much more (or how much less) must be sold for the contribution to stay as it is.
 *
 *     change     = (margin_old - margin_new) / margin_new + fixed_change / (units margin_new)
 *     units      = change units;   units_new = units + change units
 *     reactive   = (margin_new - margin_old) / margin_old - fixed_change / (units margin_old)
 *     elasticity = ln(1 + change) / ln(price_new / price_old)
 *
 * `change` answers a change of our own making: a price cut pays when sales grow by more, an increase pays when they
 * fall by less. `reactive` answers a competitor's: when not following him would lose more sales than this (a negative
 * number for a cut), following pays. Demand that is more elastic than `elasticity` makes a cut pay and an increase not.
 *
 * @param[in]  change     see KamPriceChange. With units == 0, fixed_change must be 0.
 * @param[out] breakeven  every field is written. Its values are missing where they have no meaning:
 *                        change, units, units_new  KAM_CALC_DOMAIN when margin_new <= 0 (no volume makes up for it) or
 *                                                  margin_old < 0 (there is no contribution to keep)
 *                        units, units_new          KAM_CALC_EMPTY when units == 0
 *                        reactive                  KAM_CALC_DOMAIN when margin_old <= 0
 *                        elasticity                KAM_CALC_EMPTY when the price does not change; KAM_CALC_DOMAIN when
 *                                                  `change` is missing or <= -1
 *
 * @return KAM_CALC_OK      breakeven is written
 *         KAM_CALC_DOMAIN  a figure is outside its range or not finite, or a fixed cost has no units; nothing is
 * touched
 *
 * Accuracy: relative error of `change` below 8 u (price_old + cost_old + price_new + cost_new) / |margin_old -
 * margin_new|. Cost: O(1). Source: T. T. Nagle, J. E. Hogan, J. Zale, "The Strategy and Tactics of Pricing", 5th ed.,
 * Pearson 2011, chapter 10. Checked by: tests/analytics/test_price.c
 */
KamCalcStatus kam_price_breakeven(const KamPriceChange *change, KamBreakeven *breakeven);

/** Economic value to the customer. */
typedef struct {
    double reference;          /* price of the customer's next best alternative */
    double positive, negative; /* sums of what we do better (>= 0) and worse (<= 0) */
    double differentiation;    /* positive + negative */
    double value;              /* reference + differentiation: the price at which the customer is indifferent */
} KamPriceValue;

/**
 * Economic value to the customer: what our offer is worth beside the alternative.
 *
 *     value = reference + sum_i differentiation[i]
 *
 * @param[in]  reference        price of the next best alternative, >= 0.
 * @param[in]  differentiation  n amounts in the same currency and for the same quantity and time: above 0 what the
 *                              customer gains or saves with us, below 0 what he loses (the cost of switching included).
 * @param[in]  n                may be 0: then the value is the reference.
 * @param[out] value            every field is written.
 *
 * @return KAM_CALC_OK      value is written
 *         KAM_CALC_DOMAIN  the reference is negative, or a figure is not finite; value is not touched
 *
 * Accuracy: absolute error below 4 u times the sum of all amounts without their signs.
 * Cost: O(n) time, O(1) memory.
 * Source: Nagle, Hogan, Zale as above, chapter 2; R. J. Dolan, "Pricing: a value-based approach", Harvard Business
 * School note 9-500-071. Checked by: tests/analytics/test_price.c
 */
KamCalcStatus kam_price_value(double reference, const double differentiation[], size_t n, KamPriceValue *value);

/** Where a step of the waterfall takes its money; the steps of a waterfall come in this order. */
typedef enum {
    KAM_WATERFALL_ON_INVOICE,  /* between list and invoice price */
    KAM_WATERFALL_OFF_INVOICE, /* between invoice and pocket price: payment terms, bonuses, freight */
    KAM_WATERFALL_COST         /* between pocket price and pocket margin: goods, cost to serve */
} KamWaterfallStage;

/** What the value of a step is a part of. */
typedef enum {
    KAM_WATERFALL_AMOUNT,     /* money per unit */
    KAM_WATERFALL_OF_LIST,    /* fraction of the list price */
    KAM_WATERFALL_OF_RUNNING, /* fraction of what is left before the step: discounts that follow one another */
    KAM_WATERFALL_OF_INVOICE  /* fraction of the invoice price; not for a step on the invoice */
} KamWaterfallBasis;

typedef struct {
    KamWaterfallStage stage;
    KamWaterfallBasis basis;
    double value; /* taken away; below 0 it is added (a surcharge) */
} KamWaterfallStep;

typedef struct {
    double list, invoice, pocket, margin;     /* per unit */
    double on_invoice, off_invoice, cost;     /* sums of the steps */
    KamCalcValue invoice_share, pocket_share; /* of the list price */
    KamCalcValue margin_share;                /* pocket margin over pocket price; missing when that is <= 0 */
} KamWaterfall;

/**
 * Price waterfall: what is left of a list price.
 *
 *     invoice = list - on-invoice steps;   pocket = invoice - off-invoice steps;   margin = pocket - costs
 *
 * @param[in]  list       list price per unit, > 0.
 * @param[in]  step       n steps, ordered by stage.
 * @param[in]  n          may be 0.
 * @param[out] amount     n amounts per unit that the steps take.
 * @param[out] after      n amounts that are left after each step.
 * @param[out] waterfall  every field is written; shares of the list price are always there, margin_share is
 *                        KAM_CALC_DOMAIN when the pocket price is <= 0.
 *
 * @return KAM_CALC_OK      the outputs are written
 *         KAM_CALC_DOMAIN  the list price is not > 0, a value is not finite, a stage or basis is unknown, the stages
 * are out of order, or an on-invoice step asks for a part of the invoice price; nothing is touched
 *
 * Accuracy: absolute error below 4 (n + 1) u times the largest amount.
 * Cost: O(n) time, O(1) memory.
 * Source: M. V. Marn, R. L. Rosiello, "Managing Price, Gaining Profit", Harvard Business Review 70 (1992) 5, 84-94.
 * Checked by: tests/analytics/test_price.c
 */
KamCalcStatus kam_price_waterfall(double list, const KamWaterfallStep step[], size_t n, double amount[], double after[],
                                  KamWaterfall *waterfall);

/** How a list of tiers is meant. */
typedef enum {
    KAM_VOLUME_BAND, /* each unit has the price of the band it falls into */
    KAM_VOLUME_ALL,  /* all units have the price of the tier that the quantity reaches */
    KAM_VOLUME_FLAT  /* the tier that the quantity reaches names the amount for the whole quantity */
} KamVolumeMode;

/** A list of tiers: from[0] < from[1] < ..., each with a price. */
typedef struct {
    size_t n;            /* tiers, >= 1 */
    const double *from;  /* n thresholds, >= 0, strictly ascending */
    const double *price; /* n prices >= 0: per unit, or with KAM_VOLUME_FLAT the whole amount */
    KamVolumeMode mode;
    int whole_units; /* how bands count: 0 when a band begins after the quantity `from`, 1 when it begins with unit
                      * number `from` */
} KamVolumeTiers;

typedef struct {
    size_t tier;               /* that the quantity reaches, from 0 */
    double total;              /* amount for the quantity */
    KamCalcValue average;      /* per unit; missing for the quantity 0 */
    double marginal;           /* what one unit more costs; below 0 where it reaches a cheaper tier of all units */
    KamCalcValue next;         /* the next threshold; missing in the last tier */
    KamCalcValue cheaper_from; /* a larger quantity whose total is less: buying it and leaving the rest is cheaper */
    KamCalcValue saving;       /* total less the total there */
} KamVolumePrice;

/**
 * What a quantity costs under a list of tiers.
 *
 *     band   total = sum_i price[i] max(0, min(q, end_i) - start_i),  start_i = from[i] - w, end_i = start_{i+1},
 *            w = 1 with whole_units, else 0; the first band starts at 0
 *     all    total = price[t] q,   t = the last tier with from[t] <= q
 *     flat   total = price[t]
 *     marginal = total(q + 1) - total(q)
 *
 * Thresholds are inclusive: a quantity equal to from[t] is in tier t. Bands therefore come in two kinds: "from 0, from
 * 100" sells the first hundred at the first price and what lies beyond at the second; "from 1, from 101" numbers the
 * units and says the same with whole_units, without which the first 101 would be at the first price.
 *
 * With KAM_VOLUME_ALL (and KAM_VOLUME_FLAT with falling amounts) a larger quantity may cost less: this is reported,
 * with the cheapest threshold above the quantity.
 *
 * @param[in]  tiers     see KamVolumeTiers.
 * @param[in]  quantity  >= from[0], or 0, which costs nothing.
 * @param[out] at        every field is written.
 *
 * @return KAM_CALC_OK      at is written
 *         KAM_CALC_EMPTY   there are no tiers; at is not touched
 *         KAM_CALC_DOMAIN  thresholds or prices are not as described, or the quantity is negative, not finite or below
 *                          the first threshold; at is not touched
 *
 * Accuracy: relative error of `total` below (n + 4) u.
 * Cost: O(n) time, O(1) memory.
 * Source: definitions; the trap of all-units discounts: S. Viswanathan, Q. Wang, "Discount pricing decisions in
 *   distribution channels with price-sensitive demand", European Journal of Operational Research 149 (2003), 571-587.
 * Checked by: tests/analytics/test_price.c
 */
KamCalcStatus kam_price_tiers(const KamVolumeTiers *tiers, double quantity, KamVolumePrice *at);

/**
 * Where a list of tiers makes buying more cheaper: trap[i] is the quantity of the tier before from which the quantity
 * from[i], which opens tier i, costs less.
 *
 *     all    trap[i] = max(from[i - 1], from[i] price[i] / price[i - 1])   when price[i] < price[i - 1]
 *     flat   trap[i] = from[i - 1]                                         when price[i] < price[i - 1]
 *
 * No quantity between trap[i] and from[i] should be ordered. With KAM_VOLUME_BAND there is none.
 *
 * @param[in]  tiers  see KamVolumeTiers.
 * @param[out] trap   n values; trap[i] is missing (KAM_CALC_EMPTY) where tier i makes nothing cheaper; trap[0] always
 *                    is.
 *
 * @return KAM_CALC_OK      trap is written
 *         KAM_CALC_EMPTY   there are no tiers; trap is not touched
 *         KAM_CALC_DOMAIN  thresholds or prices are not as described; trap is not touched
 *
 * Accuracy: relative error below 4 u.
 * Cost: O(n) time, O(1) memory.
 * Source: definition.
 * Checked by: tests/analytics/test_price.c
 */
KamCalcStatus kam_price_tier_traps(const KamVolumeTiers *tiers, KamCalcValue trap[]);

#ifdef __cplusplus
}
#endif

#endif
