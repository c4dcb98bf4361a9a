/* What is to come of each account, or group: the forecast of the next twelve months and how surely it still buys. It
 * takes long for many accounts, so it is worked out beside the requests, the largest first, and each is told as soon as
 * it is there. */
#pragma once

#include "service/analysis/account_value.h"
#include "service/figures/standing.h"

#define KAM_PROSPECT_MONTHS 12

typedef enum {
    KAM_PROSPECT_PENDING, /* not worked out yet */
    KAM_PROSPECT_KNOWN,
    KAM_PROSPECT_UNKNOWN, /* there is too little of it */
} KamProspectState;

typedef struct {
    double total, lower, upper; /* net of the next KAM_PROSPECT_MONTHS months, 95%; in currency units */
    double alive;               /* chance that it still buys */
    double expected, expected_lower, expected_upper; /* purchases in these months */
    double value, value_lower, value_upper;          /* what they are worth, discounted; NaN when unknown */
    double margin_rate;                              /* NaN when costs are known for too little of it */
    guint8 worth;                                    /* KamWorth: what value is made of */
    guint8 is_from_forecast;                         /* the value of a regular account */
    double smape;        /* error of the forecast on the past, in percent; NaN when it is not known */
    double attractive;   /* besides its size, 0 to 1; NaN when it is not known */
    gint forecast_state; /* KamProspectState, atomic: written behind what it speaks of */
    gint attractive_state;
    gint alive_state; /* of everything from `alive` on */
} KamProspect;

typedef struct {
    guint n;
    KamProspect *list; /* by holder */
    gint is_ready;     /* atomic: nothing is pending */
} KamProspects;

/** What is there of them by now; never waits for more. Release with kam_prospects_unref(). */
KamProspects *kam_prospects_get(KamShelf *shelf, KamGround *ground, KamFiguresBy by, KamReportBasis basis);
void kam_prospects_unref(KamProspects *prospects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamProspects, kam_prospects_unref)

/** The season of the firm, by the same months as the forecasts. Cost: one pass over the lines, the first time. */
KamFirmSeason kam_prospects_season(KamShelf *shelf, KamGround *ground, KamReportBasis basis);

/** Whether more is to be worked out; told between two pieces of work. */
typedef gboolean (*KamProspectsGoOn)(gpointer data);
/**
 * Work them out on this thread, which takes a millisecond an account and less.
 * @return FALSE when `go_on` said to stop; what was done stays.
 */
gboolean kam_prospects_work_out(KamProspects *prospects, KamShelf *shelf, KamGround *ground, KamFiguresBy by,
                                KamReportBasis basis, KamProspectsGoOn go_on, gpointer data);

/** NaN when it is not known; pending or not. */
double kam_prospect_forecast(KamProspect *prospect);
double kam_prospect_alive(KamProspect *prospect);
double kam_prospect_attractive(KamProspect *prospect);
