/* libkamen: analyses of a firm's customers. Arrays in, numbers out; thread-safe, no state, nothing but libm.
 *
 * Every function answers with a KamCalcStatus and touches its outputs only when that is KAM_CALC_OK. */
#ifndef KAMEN_KAMEN_H
#define KAMEN_KAMEN_H

#include <kamen/ahp.h>
#include <kamen/baskets.h>
#include <kamen/behaviour.h>
#include <kamen/calendar.h>
#include <kamen/changepoint.h>
#include <kamen/clv.h>
#include <kamen/concentration.h>
#include <kamen/decision.h>
#include <kamen/elasticity.h>
#include <kamen/ets.h>
#include <kamen/forecast.h>
#include <kamen/intermittent.h>
#include <kamen/lifetime.h>
#include <kamen/likeness.h>
#include <kamen/price.h>
#include <kamen/rank.h>
#include <kamen/season.h>
#include <kamen/series.h>
#include <kamen/serve.h>
#include <kamen/smaa.h>
#include <kamen/spend.h>
#include <kamen/status.h>
#include <kamen/whale.h>

#endif
