/* Elasticities of product families: one for each account and category, leaning on how the category's other buyers
 * answer, since buyers of bearings are alike in bearings. An account's sensitivity is the mean of its families by what
 * it buys. */
#pragma once

#include "service/analysis/elasticity_cells.h"

/* How all buyers of a category answer. */
typedef struct {
    const char *category; /* NULL: of products that name none */
    guint families, estimated;
    KamCalcStatus pool_status;
    KamElasticityPrior prior; /* when it is OK */
} KamElasticitySegment;

/* A category of an account. */
typedef struct {
    guint32 account, segment;
    guint products;
    gint64 net_micro; /* of the observations */
    KamElasticity answer;
} KamElasticityFamily;

typedef struct KamElasticityFamilies {
    GArray *segments; /* KamElasticitySegment */
    GArray *families; /* KamElasticityFamily, by account, then by segment */
    guint32 *start;   /* by account: its first family; accounts + 1 */
    guint n_accounts;
} KamElasticityFamilies;

/** Estimate them; `cells` have the effects of months taken out. Never NULL; categories that cannot be fitted have
 * families without an answer. */
KamElasticityFamilies *kam_elasticity_families_new(const KamFacts *facts, const KamElasticityCells *cells,
                                                   const KamElasticityCriteria *criteria);
void kam_elasticity_families_free(KamElasticityFamilies *families);

/**
 * How strongly an account answers to prices: the mean of its families' pooled elasticities, weighed by net sales, with
 * the standard error of that mean, the families' errors being independent.
 *
 * @return FALSE when no family has an answer: not enough price variation; nothing is then written.
 */
gboolean kam_elasticity_families_sensitivity(const KamElasticityFamilies *families, guint32 account,
                                             KamElasticityEstimate *mean);
