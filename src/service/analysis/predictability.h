/* How well one can plan with each account: in the short term by how right its forecasts have been, in the long term by
 * how surely it stays. One index whose parts and weights are seen; docs/methods/predictability.md says why these. */
#pragma once

#include "service/analysis/agreements.h"
#include "service/analysis/foreseen.h"

typedef enum {
    KAM_PREDICTS_ACCURACY,   /* 1 - sMAPE / 200 of the back-test */
    KAM_PREDICTS_CERTAINTY,  /* the next quarter / (itself + half its interval of 95 %) */
    KAM_PREDICTS_GAIN,       /* 1 / (1 + MASE): against "as a year ago" */
    KAM_PREDICTS_BIAS,       /* 1 - |bias|, 0 from 1 on */
    KAM_PREDICTS_COVERAGE,   /* 1 - mean distance of the coverages from 80 and 95 %, as shares of these */
    KAM_PREDICTS_REGULARITY, /* 1 / (1 + variation of the gaps between purchase days) */
    KAM_PREDICTS_CONTRACT,   /* share of its sales under agreements */
    KAM_PREDICTS_ALIVE,      /* chance that it still buys */
    KAM_PREDICTS_VALUE,      /* lifetime value / (itself + half its interval) */
    KAM_PREDICTS_TENURE,     /* years / (years + 2) */
    KAM_PREDICTS_N,
} KamPredicts;

typedef struct {
    const char *name;    /* "accuracy" */
    const char *meaning; /* its formula in words */
    double weight;       /* of all parts 1 together */
    gboolean is_long_term;
} KamPredictsPart;

/** What a part is. */
const KamPredictsPart *kam_predictability_part(KamPredicts part);

/* What is known of an account. Each may be NULL: then its parts are not known. */
typedef struct {
    const KamAccountForecast *forecast;
    const KamBehaviour *behaviour;
    const KamAccountValue *value;
    double contract; /* share of its sales under agreements, in [0, 1]; NaN: not known */
} KamPredictabilityFigures;

/* Why there is no index. */
typedef enum {
    KAM_PREDICTABLE_IS_KNOWN,
    KAM_PREDICTABLE_SHORT, /* its history is too short for a back-test */
    KAM_PREDICTABLE_GONE,  /* it bought nothing in the last 365 days */
} KamPredictableReason;

typedef struct {
    KamPredictableReason reason;
    double index;                  /* in [0, 1]; NaN unless the reason is IS_KNOWN */
    double part[KAM_PREDICTS_N];   /* in [0, 1]; NaN when not known */
    double weight[KAM_PREDICTS_N]; /* as used: 0 for what is not known, 1 together; all 0 without an index */
} KamPredictability;

/**
 * The index of an account: the mean of its known parts by their weights. Known when the accuracy is, and when the
 * account bought in the last 365 days. With the same parts known, it never falls when a part rises. Never fails.
 */
KamPredictability kam_predictability_index(const KamPredictabilityFigures *figures);

/** Whether it bought nothing in the last 365 days: then there is no index, and no need of a forecast. */
gboolean kam_predictability_is_gone(const KamBehaviour *behaviour);

/* --- the analysis --- */

typedef struct {
    guint32 account;
    const KamAccountForecast *forecast; /* NULL for who has bought nothing in the last 365 days */
    const KamBehaviour *behaviour;
    const KamAccountValue *value; /* NULL when the data are too thin for any */
    const KamContract *contract;
    KamPredictability predictability;
} KamPredictabilityRow;

typedef struct {
    KamBehaviourAnalysis *behaviour; /* holds the scope */
    KamForeseenQuarter *quarter;
    KamForeseenValues *values;
    KamContracts *contracts;
    guint n, n_known;
    KamPredictabilityRow *row; /* accounts with a purchase, largest net of the last 365 days first */
} KamPredictabilityAnalysis;

/**
 * Compute it; errors as kam_behaviour_analysis_new(), and those of the database. The facts are borrowed and must
 * outlive it.
 * @param context  the database, which holds the agreements, and where forecasts are kept; NULL: no agreements are
 * known.
 */
KamPredictabilityAnalysis *
kam_predictability_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                                const KamAnalysisContext *context, GError **error);
void kam_predictability_analysis_free(KamPredictabilityAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPredictabilityAnalysis, kam_predictability_analysis_free)

/** "short_history", "no_purchase_in_a_year"; NULL when the index is known. */
const char *kam_predictable_reason_name(KamPredictableReason reason);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_predictability_analysis_to_json(const KamPredictabilityAnalysis *analysis, guint limit, KamJson *json);
/** The accounts as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_predictability_analysis_to_csv(const KamPredictabilityAnalysis *analysis, guint limit);
