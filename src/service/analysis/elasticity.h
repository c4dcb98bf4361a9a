/* How the volume of each account of a database answers to price, from kamen/elasticity.h: quantities and prices of its
 * products by month, months' common effects taken out, partially pooled over the accounts. */
#pragma once

#include <kamen/elasticity.h>

#include "service/analysis/scope.h"

/* What the quantity of an observation is. */
typedef enum {
    KAM_QUANTITY_LINE,  /* mean of the month's lines: what is bought each time */
    KAM_QUANTITY_MONTH, /* sum of the month: how often is in it, but months without a purchase are not seen */
    KAM_QUANTITY_N,
} KamElasticityQuantity;

/* Whole pieces below this mean hide the answer to a price: one piece stays one piece. */
#define KAM_ELASTICITY_MIN_PIECES 5.0

typedef struct {
    KamElasticityQuantity quantity;
    double min_pieces; /* products of an account that are bought in whole pieces, fewer than these in the mean, are left
                          out */
} KamElasticityQuestion;

typedef struct {
    KamElasticity answer;
    guint products; /* panels that took part */
    gint64 net_micro;
} KamElasticityRow;

typedef struct {
    KamScope scope;
    KamElasticityQuestion question;
    guint n_accounts;      /* of the facts */
    KamElasticityRow *row; /* by index of the facts */
    guint32 *order;        /* accounts with an observation, largest net first, then by number */
    guint n;               /* how many of them */
    guint n_estimated, n_flagged;
    gsize observations;    /* account x product x month */
    gsize left_out_once;   /* in one month only: nothing to compare with */
    gsize left_out_pieces; /* whole pieces, too few */
    guint months;          /* with an observation */
    KamCalcStatus pool_status;
    KamElasticityPrior prior; /* when it is OK */
    KamCalcStatus common_status;
    struct KamElasticityFamilies *families; /* by account and category: elasticity_families.h */
    KamElasticityCommon common;             /* one elasticity for all, a level for each product of an account */
} KamElasticityAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it. Errors as kam_scope_init(), and KAM_ERROR_INVALID when no
 * product was bought by an account in two months.
 */
KamElasticityAnalysis *
kam_elasticity_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                            const KamElasticityQuestion *question, GError **error);
void kam_elasticity_analysis_free(KamElasticityAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamElasticityAnalysis, kam_elasticity_analysis_free)

/** "line", "month"; the word of --quantity. */
const char *kam_elasticity_quantity_name(KamElasticityQuantity quantity);
/** "ok", "imprecise", "not_enough_variation" */
const char *kam_elasticity_status_name(const KamElasticity *answer);
/** "", "few_observations" ...: why an account has no elasticity, or a poor one. */
const char *kam_elasticity_reason_name(KamElasticityReason reason);
/** "", "sign_uncertain", "positive_own", "positive"; "" without an estimate. */
const char *kam_elasticity_flag_name(const KamElasticity *answer);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_elasticity_analysis_to_json(const KamElasticityAnalysis *analysis, guint limit, KamJson *json);
/** The accounts as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_elasticity_analysis_to_csv(const KamElasticityAnalysis *analysis, guint limit);
