/* How much hangs on the largest customers: what the loss of each, or of any set of them, does to sales, contribution
 * and the fixed cost that this covers, and how likely it is. docs/methods/dependency.md tells the whole. */
#pragma once

#include "service/analysis/holders.h"
#include "service/analysis/scope.h"

#define KAM_DEPENDENCY_PERIODS 12 /* quarters of the series of shares, at most */
#define KAM_DEPENDENCY_NO_COST -1 /* fixed_cost_micro: nobody said it */

typedef struct {
    gboolean by_group;
    KamGroupsAt groups;
    guint n;                 /* of the largest */
    gint64 fixed_cost_micro; /* a year, above 0; KAM_DEPENDENCY_NO_COST */
    const gint64 *lose;      /* ids of accounts */
    guint n_lose;
} KamDependencyQuestion;

/* The firm, whole or without some holders. */
typedef struct {
    gint64 net_micro, contribution_micro;
    double hhi; /* NaN when nothing is left */
} KamDependencyState;

typedef struct {
    guint32 holder; /* into holders.list */
    guint rank;     /* 1 is the largest */
    gint64 net_micro, contribution_micro;
    gboolean has_profit;        /* a cost is known for 80 % of its amounts */
    double share;               /* of the sales of all */
    double probability_of_loss; /* NaN: not known */
    double spread;              /* standard deviation of a year's net, in currency units; NaN below 3 months */
    KamDependencyState after;   /* without it */
    double shares[KAM_DEPENDENCY_PERIODS];
} KamDependencyHolder;

/* A loss of several at once. */
typedef struct {
    GArray *lost; /* guint32: holders, each once */
    KamDependencyState after;
} KamDependencyStress;

typedef struct {
    char label[24]; /* "2025-Q3" */
    gint32 from, to;
    gboolean is_whole;
    gint64 net_micro;
} KamDependencyPeriod;

typedef struct {
    KamScope scope;
    KamDependencyQuestion question; /* its `lose` is not to be read */
    KamHolders holders;
    gint32 year_from;
    guint year_months; /* 12, or as many as there are */
    guint n_holders;   /* with sales above 0 in the year */
    KamDependencyState whole;
    gboolean has_profit; /* as of a holder, of all */
    double covered;      /* share of the amounts that have a cost */
    gboolean knows_probability;
    GArray *list;   /* KamDependencyHolder, largest first; the question's n at most */
    GArray *all;    /* the same of all with lines in the year; largest first */
    guint32 *place; /* by holder: in `all`; KAM_NO_INDEX */
    guint n_periods;
    KamDependencyPeriod periods[KAM_DEPENDENCY_PERIODS];
    gboolean has_stress;
    KamDependencyStress stress; /* of the question's `lose` */
    gboolean has_least;
    KamDependencyStress least; /* the fewest without whom the fixed cost is covered no more */
} KamDependencyAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 * @return NULL with an error of kam_scope_init() or sales/groups.h; KAM_ERROR_INVALID when an id in `lose` is no
 * account of the facts.
 */
KamDependencyAnalysis *
kam_dependency_analysis_new(const KamFacts *facts, gint64 data_version, const KamDependencyQuestion *question,
                            const KamAnalysisOptions *options, GError **error);
void kam_dependency_analysis_free(KamDependencyAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDependencyAnalysis, kam_dependency_analysis_free)

/** Contribution by fixed cost; NaN when either is not known. */
double kam_dependency_cover(const KamDependencyAnalysis *analysis, const KamDependencyState *state);
/** Of a holder: what its loss is expected to take a year, with an interval of 90 %, in currency units; NaN. */
void kam_dependency_expected_loss(const KamDependencyHolder *holder, double *loss, double *lower, double *upper);
/** The row of a holder in `all`; NULL when it has no line in the year. */
const KamDependencyHolder *kam_dependency_find(const KamDependencyAnalysis *analysis, guint32 holder);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list, 0 lists all. */
void kam_dependency_analysis_to_json(const KamDependencyAnalysis *analysis, guint limit, KamJson *json);
/** A row for each of the largest; `limit` as above. Free with g_string_free(). */
GString *kam_dependency_analysis_to_csv(const KamDependencyAnalysis *analysis, guint limit);
