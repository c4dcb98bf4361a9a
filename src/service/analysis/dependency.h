/* How much hangs on the largest customers: what the loss of each, or of any set of them, does to sales, contribution
 * and the fixed cost that this covers, and how likely it is. docs/methods/dependency.md tells the whole. */
#pragma once

#include "service/analysis/holders.h"
#include "service/analysis/risk.h"

#define KAM_DEPENDENCY_PERIODS 12 /* quarters of the series of shares, at most */
#define KAM_DEPENDENCY_NO_AMOUNT -1

typedef struct {
    gboolean by_group;
    KamGroupsAt groups;
    guint n;                 /* of the largest */
    gint months;             /* to come, within which an account may be lost */
    gint64 fixed_cost_micro; /* a year, above 0; KAM_DEPENDENCY_NO_AMOUNT: nobody said it */
    gint64 loss_micro;       /* whose fewest causes are looked for, above 0; KAM_DEPENDENCY_NO_AMOUNT */
    const gint64 *lose;      /* ids of accounts */
    guint n_lose;
    const gint64 *lose_groups; /* ids of accounts whose whole groups are lost */
    guint n_lose_groups;
} KamDependencyQuestion;

/* The firm, whole or without some holders. */
typedef struct {
    gint64 net_micro, contribution_micro;
    double hhi; /* NaN when nothing is left */
} KamDependencyState;

typedef struct {
    guint32 holder; /* into holders.list */
    guint rank;     /* 1 is the largest */
    gboolean has_first_day;
    gint32 first_day; /* of its first line */
    gint64 net_micro, contribution_micro;
    gboolean has_profit; /* a cost is known for 80 % of its amounts */
    double share;        /* of the sales of all */
    double spread;       /* standard deviation of a year's net, in currency units; NaN below 3 months */
    KamRisk net_at_risk, contribution_at_risk; /* within the months to come */
    KamRisk net_silent;                        /* of accounts that buy nothing within them */
    double net_gone;                           /* expected to be of accounts that are lost already */
    KamDependencyState after;                  /* without it */
} KamDependencyHolder;

/* Several at once. */
typedef struct {
    GArray *lost; /* guint32: holders, each once */
    KamDependencyState after;
    KamRisk net_at_risk, contribution_at_risk;
    double spread; /* as of a holder, each by itself; NaN when that of one is not known */
    KamRiskTogether together;
} KamDependencySet;

typedef struct {
    char label[24]; /* "2025-Q3" */
    gint32 from, to;
    gboolean is_whole;
    gint64 net_micro;
} KamDependencyPeriod;

typedef struct {
    KamScope scope;
    KamDependencyQuestion question; /* its lists of ids are not to be read */
    KamHolders holders;
    gint32 year_from;
    guint year_months; /* 12, or as many as there are */
    guint n_holders;   /* with sales above 0 in the year */
    KamDependencyState whole;
    gboolean has_profit; /* as of a holder, of all */
    KamAccountLosses *losses;
    GArray *list;   /* KamDependencyHolder, largest first; the question's n at most */
    GArray *all;    /* the same of all with lines in the year; largest first */
    guint32 *place; /* by holder: in `all`; KAM_NO_INDEX */
    guint32 *owner; /* by account: the holder of its last line of the year; KAM_NO_INDEX without one */
    double *stake;  /* by account: contribution of the year, in currency units */
    guint n_periods;
    KamDependencyPeriod periods[KAM_DEPENDENCY_PERIODS];
    double *shares; /* of list: KAM_DEPENDENCY_PERIODS each */
    gboolean has_stress;
    KamDependencySet stress; /* of those that are asked for */
    gboolean has_least;
    KamDependencySet least; /* the fewest without whom the fixed cost is covered no more */
    gboolean has_least_for_loss;
    KamDependencySet least_for_loss; /* the fewest who take the question's loss */
    KamDependencySet everybody;      /* its `lost` is empty, and `after` not to be read */
    double chance_not_covered;       /* within the months to come; NaN: not known */
} KamDependencyAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 * @param context  where the chances of loss may stand already; NULL.
 * @return NULL with an error of kam_scope_init() or sales/groups.h; KAM_ERROR_INVALID when one of the ids is no account
 * of the facts.
 */
KamDependencyAnalysis *
kam_dependency_analysis_new(const KamFacts *facts, gint64 data_version, const KamDependencyQuestion *question,
                            const KamAnalysisOptions *options, const KamAnalysisContext *context, GError **error);
void kam_dependency_analysis_free(KamDependencyAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDependencyAnalysis, kam_dependency_analysis_free)

/** Whether the chances of loss are known: not when the data are too few, nor when they show nobody who was lost. */
gboolean kam_dependency_knows_chances(const KamDependencyAnalysis *analysis);
/** An amount in millionths by fixed cost; NaN when that or costs are not known. */
double kam_dependency_cover_of(const KamDependencyAnalysis *analysis, double contribution_micro);
double kam_dependency_cover(const KamDependencyAnalysis *analysis, const KamDependencyState *state);
/** Of a holder: the part of its sales that will be lost; the chance that it is, where it is one account. */
KamRiskEstimate kam_dependency_probability(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder);
/** The same of buying nothing within the months. */
KamRiskEstimate kam_dependency_silence(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder);
/** The same of being lost already; NaN when it is not known. */
double kam_dependency_lost_today(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder);
/** What is expected to be lost of a year's net, and of its contribution, in currency units. */
KamRiskEstimate kam_dependency_net_loss(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder);
KamRiskEstimate
kam_dependency_contribution_loss(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder);
KamRiskEstimate kam_dependency_set_net_loss(const KamDependencyAnalysis *analysis, const KamDependencySet *set);
KamRiskEstimate
kam_dependency_set_contribution_loss(const KamDependencyAnalysis *analysis, const KamDependencySet *set);
/** The row of a holder in `all`; NULL when it has no line in the year. */
const KamDependencyHolder *kam_dependency_find(const KamDependencyAnalysis *analysis, guint32 holder);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list, 0 lists all. */
void kam_dependency_analysis_to_json(const KamDependencyAnalysis *analysis, guint limit, KamJson *json);
/** A row for each of the largest; `limit` as above. Free with g_string_free(). */
GString *kam_dependency_analysis_to_csv(const KamDependencyAnalysis *analysis, guint limit);
