/* Which accounts deserve to be key accounts: five criteria out of the facts, put on a scale of 0 to 1, weighed, and how
 * sure each place is when the weights wobble. docs/methods/selection.md says what each criterion means. */
#pragma once

#include "service/analysis/account_forecast.h"
#include "service/analysis/behaviour.h"
#include "service/analysis/smaa_threads.h"

typedef enum {
    KAM_SELECT_VOLUME,
    KAM_SELECT_PROFIT,
    KAM_SELECT_GROWTH,
    KAM_SELECT_PREDICTABILITY,
    KAM_SELECT_BREADTH,
    KAM_SELECT_N,
} KamSelectCriterion;

/* One criterion of one account. */
typedef struct {
    double figure; /* as the facts have it: amounts in millionths, growth as a fraction, products; NaN when not known */
    double value;  /* in [0, 1] */
    double half;   /* half width of what an assumed value may be off by; 0 when it is known */
    double contribution; /* weight x value */
    gboolean is_known;   /* FALSE: the value is assumed */
    gboolean is_gaps;    /* predictability: from the days between purchases, not from the forecast's error */
} KamSelectFigure;

typedef struct {
    guint32 account; /* index into the facts */
    KamSelectFigure figure[KAM_SELECT_N];
    double score; /* sum of the contributions, in [0, 1] */
    guint rank;   /* equal scores share the better one */
    KamSmaaShare in_top;
} KamSelectAccount;

typedef struct {
    double weight[KAM_SELECT_N]; /* >= 0; divided by the sum of those that the data has something for */
    double wobble;               /* each weight may be off by this fraction of itself, 0..1 */
    guint top;                   /* how many key accounts are looked for, >= 1 */
    guint64 draws, seed;
} KamSelectOptions;

typedef struct {
    KamBehaviourAnalysis *behaviour; /* holds the scope */
    KamSelectOptions options;        /* with the weights as they were used */
    gboolean is_used[KAM_SELECT_N];  /* FALSE: known of no account, left out */
    guint known[KAM_SELECT_N];       /* accounts of which it is known */
    KamCalcValue house_margin_rate;  /* of all accounts together, where cost is known */
    KamSelectAccount *account;       /* best first */
    guint n;
} KamSelectionAnalysis;

/** Volume 0.35, profit 0.25, growth 0.15, predictability 0.15, breadth 0.10; wobble 0.5; top 20; 10,000 draws, seed 1.
 */
KamSelectOptions kam_select_options_default(void);

/**
 * Compute it. The facts are borrowed and must outlive it.
 *
 * @return NULL with an error of kam_behaviour_analysis_new(), KAM_ERROR_USAGE when an option is outside its range, or
 *         KAM_ERROR_INVALID when the data has nothing for any criterion with weight.
 */
KamSelectionAnalysis *
kam_selection_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                           const KamSelectOptions *select, GError **error);
void kam_selection_analysis_free(KamSelectionAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSelectionAnalysis, kam_selection_analysis_free)

/**
 * How attractive each account is besides its size: the score by the default weights, without volume, in [0, 1]. No
 * place is drawn, and no forecast made.
 *
 * @param smape       by account: the error of its forecast on the past, in percent; NaN where there is none.
 * @param attractive  by account; NaN for those that bought nothing.
 */
void
kam_selection_attractiveness(const KamFacts *facts, KamReportBasis basis, const double smape[], double attractive[]);
/** The error of a forecast as the selection takes it; NaN where there is none. */
double kam_selection_error_of(const KamAccountForecast *forecast);

/** "volume", "profit", "growth", "predictability", "breadth"; NULL at KAM_SELECT_N. */
const char *kam_select_criterion_name(KamSelectCriterion criterion);
/** What the value of an account says where the data does not. */
const char *kam_select_assumption(KamSelectCriterion criterion);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_selection_analysis_to_json(const KamSelectionAnalysis *analysis, guint limit, KamJson *json);
/** The accounts as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_selection_analysis_to_csv(const KamSelectionAnalysis *analysis, guint limit);
