/* The elasticity model from inside. Private to libkamen.
 *
 * Slopes stand in this order: regressors that are not shared, shared ones, the price last. */
#pragma once

#include <kamen/elasticity.h>

#include "least_squares.h"

#define MAX_SHARED KAM_ELASTICITY_MAX_SHARED

typedef struct {
    KamElasticity answer;
    double rss;
    int is_exact;    /* the residuals are rounding */
    double variance; /* of the residuals, moderated once pooled */
} Account;

struct KamElasticityModel {
    KamElasticityData data;
    KamElasticityCriteria criteria;
    size_t k;            /* slopes */
    size_t shared;       /* the last so many of them, the price included, are pooled */
    size_t n_panels;     /* of data or, without panels, of accounts */
    uint32_t *order;     /* observations by account and panel */
    size_t *start;       /* n_accounts + 1: where an account begins in `order` */
    uint32_t *owner;     /* account of a panel; UINT32_MAX for one without observations */
    size_t *panel_count; /* observations of a panel */
    double *panel_mean;  /* n_panels x (k + 1): slopes' order, then ln quantity */
    Account *accounts;
    double *r;            /* n_accounts x k x k */
    double *qy;           /* n_accounts x k */
    double *own, *pooled; /* n_accounts x k: coefficients */
    double *posterior;    /* n_accounts x shared x shared: covariance */
    size_t largest;       /* observations of the largest account */
    int is_pooled;
};

/* Room for one regression of up to n observations. */
typedef struct {
    LeastSquares ls;
    double *constant; /* k */
    double *work;     /* k */
    double tss;       /* of ln quantity about its mean */
    double mean;      /* of ln quantity */
    double *x_mean;   /* k */
    void *memory;
} Regression;

/* Take memory for a regression of up to n observations on k slopes; NO_MEMORY leaves it untouched. Free with
 * regression_clear(), which accepts a zeroed one. */
KamCalcStatus regression_init(Regression *regression, size_t n, size_t k);
void regression_clear(Regression *regression);

/* Take observations order[0..n) into the regression; `panel` may be NULL: one level. Means of panels go into panel_mean
 * where that is not NULL. *n_panels is how many there were. Observations of a panel must stand together. */
void regression_load(Regression *regression, const KamElasticityData *data, const uint32_t order[], size_t n,
                     const uint32_t panel[], double panel_mean[], size_t *n_panels);

/* The panel numbers of the data; NULL when an account is a panel and there are none: then they are the accounts'. */
const uint32_t *elasticity_panels(const KamElasticityData *data);

/* OK when the arrays are as kam_elasticity_new() documents. */
KamCalcStatus elasticity_check(const KamElasticityData *data);

/* t such that Student's distribution with df has 97.5 % below; df may be infinite. */
double elasticity_quantile(double df);

/* The flag for an estimate: of an account's own and its best one. */
KamElasticityFlag elasticity_flag(double own, double best, double upper);
