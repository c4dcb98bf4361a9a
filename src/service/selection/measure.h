/* What of an account can be measured in the invoices: the table of measures that criteria choose from. */
#pragma once

#include "service/analysis/account_costs.h"
#include "service/analysis/agreements.h"
#include "service/analysis/elasticity_families.h"
#include "service/analysis/foreseen.h"
#include "service/selection/valuation.h"

/* A measure that forecasts each account does so for so many of the largest; of smaller ones it is not known. */
#define KAM_MEASURE_FORECASTS 5000

/* Everything that measures are taken from, over the same lines; each part is worked out when a measure first asks. */
typedef struct {
    const KamFacts *facts; /* borrowed */
    gint64 data_version;
    KamAnalysisOptions options;
    KamBehaviourAnalysis *behaviour;   /* always there: holds scope and candidates */
    KamElasticityAnalysis *elasticity; /* NULL: not asked, or the data are too thin */
    const KamAnalysisContext *context; /* where long work is kept; NULL: nowhere */
    double *predictability;            /* index by account, NaN where there is none; NULL: not asked */
    guint64 wanted;                    /* a bit for each measure that will be asked for */
    KamForeseenValues *values;         /* NULL: not asked */
    KamContracts *contracts;           /* always there; see kam_measures_learn_contracts() */
    KamAccountCosts *costs;            /* by account; NULL: not asked */
    KamByAccount by;
    KamMonthly monthly;
    guint32 *products; /* by account: those of the last window, and those of the one before it */
    gboolean has_months, asked_elasticity;
} KamMeasures;

typedef struct {
    double figure;    /* NaN: not known */
    double std_error; /* 0: exact */
} KamMeasured;

typedef struct {
    const char *name;
    KamMessage unit_of;    /* what the figure counts, in words of both languages */
    gboolean is_money;     /* in currency units */
    gboolean needs_margin; /* tells costs or profit */
    gboolean needs_agreements;
    KamMeasured (*measure)(KamMeasures *measures, guint32 account); /* NULL: made of others and of records, signs.h */
} KamMeasure;

/** The row of a name; NULL when there is none ("judgement" is none). */
const KamMeasure *kam_measure_find(const char *name);
/** All of them; ends with a row without a name. */
const KamMeasure *kam_measures_table(void);

/** The place of a measure in the table. */
guint kam_measure_index(const KamMeasure *measure);

/**
 * Errors as kam_behaviour_analysis_new(). The facts and the context must outlive it. It knows no agreements.
 * @param wanted   a bit for each measure that will be asked for: what none of them needs is not worked out.
 * @param context  where long work on these very facts is kept; NULL: nowhere.
 */
KamMeasures *kam_measures_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                              guint64 wanted, const KamAnalysisContext *context, GError **error);
/** Read the agreements, before anything is measured that needs them; see kam_contracts_load(). */
gboolean kam_measures_learn_contracts(KamMeasures *measures, KamDb *db, const KamContractsRoll *roll, GError **error);
void kam_measures_free(KamMeasures *measures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamMeasures, kam_measures_free)
