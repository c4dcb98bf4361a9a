/* Concentration of sales, and of profit where cost is known, over customers, groups, products ...: now, in time, slice
 * by slice, with the trend and what erodes the profit. The arithmetic is libkamen's; here are the sums that it is
 * given. */
#pragma once

#include <kamen/whale.h>

#include "service/analysis/holder_tally.h"
#include "service/analysis/scope.h"

/* One holder with a counted line. */
typedef struct {
    guint32 holder; /* into holders.list */
    gint64 net_micro, costed_net_micro, cost_micro;
    guint32 lines, costed_lines;
    guint32 rank;             /* 1 is the largest; 0 when its net is not above 0 */
    double share, cumulative; /* of the total of those above 0; 0 without a rank */
    char class_letter;        /* 'A', 'B', 'C'; '-' without a rank */
} KamHolderSum;

typedef struct {
    char label[24]; /* "2025", "2025-Q3" or "year to 2026-03-31" */
    gint32 from, to;
    gboolean is_whole;
    KamHolderTallyFigures figures;
} KamSpreadSpan;

/* Why a holder that loses money does; of each part of it, too. The parts add up to its margin. */
typedef struct {
    gint64 usual_micro;   /* what its purchases would bring at the prices and costs of all others */
    gint64 price_micro;   /* its prices against those of others */
    gint64 cost_micro;    /* its costs against those of others */
    gint64 returns_micro; /* credits and what is given free */
    gint64 alone_micro;   /* articles that nobody else buys */
} KamErosionCauses;

typedef enum {
    KAM_EROSION_USUAL,
    KAM_EROSION_PRICE,
    KAM_EROSION_COST,
    KAM_EROSION_RETURNS,
    KAM_EROSION_ALONE,
    KAM_EROSION_N
} KamErosionCause;

/* A product of a holder, or a customer of a product: one line of the drill-down. */
typedef struct {
    guint32 key; /* product, category or account; KAM_NO_INDEX: the data do not say */
    gint64 net_micro, margin_micro;
    KamErosionCauses causes;
} KamErosionItem;

typedef struct {
    guint32 sum; /* into sums */
    KamErosionCauses causes;
    GArray *items;      /* KamErosionItem with a margin below 0, worst first; products, of products and categories
                           customers; NULL beyond the first KAM_EROSION_DETAILED */
    GArray *categories; /* likewise; NULL of products and categories, too */
} KamErosion;

#define KAM_EROSION_DETAILED 100
#define KAM_EROSION_ITEMS 10

typedef struct {
    gboolean is_known; /* FALSE: no counted line has a cost */
    double covered;    /* share of the counted net whose cost is known; NaN when that net is not above 0 */
    gint64 sales_micro, cost_micro, margin_micro;
    KamWhale figures; /* amounts in millionths */
    gint64 peak_micro, eroded_micro;
    guint break_even; /* best holders that together bring the whole margin already; 0 when there is none */
    guint32 *order;   /* into sums, by margin, best first */
    guint n;
    KamSpread gains;  /* over the holders with a margin above 0 */
    GArray *erosions; /* KamErosion, worst first; as many as figures.n_negative */
} KamProfitCurve;

/* A figure with its interval of 95 %. */
typedef struct {
    gboolean is_known;
    double value, lower, upper;
} KamConcentrationEstimate;

typedef struct {
    KamConcentrationEstimate hhi, top_10;
} KamConcentrationEstimates;

/* What stands behind the figures of the whole: as far as they are not chance of the purchases. */
typedef struct {
    gboolean is_known; /* FALSE: the data are shorter than four months, or there are not two holders */
    guint months;      /* of the stretches that were compared: 1 below three years */
    KamConcentrationLevel hhi, top_10;
} KamConcentrationLevels;

/* Slopes a year over whole quarters. */
typedef struct {
    guint whole_quarters; /* that there are */
    guint n;              /* that it is made of; 0: too few */
    gint32 from, to;
    KamConcentrationEstimates net, profit;
} KamConcentrationTrend;

/* A slice in one quarter; NaN where nothing is above 0. */
typedef struct {
    gint64 net_micro;
    double hhi, top_10, gains_hhi;
    gboolean has_profit;
} KamConcentrationPoint;

/* Part of the lines: a region, a category, a manager or a group of several companies. */
typedef struct {
    guint32 key; /* into slicers.list; KAM_NO_INDEX: the data do not say */
    KamHolderTallyFigures figures;
    KamConcentrationPoint *series; /* of each of by_quarter, oldest first */
} KamConcentrationSlice;

typedef struct {
    KamDimension by;
    KamGroupsAt groups; /* of KAM_BY_GROUP */
    KamDimension slice; /* KAM_BY_REGION, KAM_BY_CATEGORY, KAM_BY_MANAGER or KAM_BY_GROUP; KAM_BY_N: none */
} KamConcentrationQuestion;

typedef struct {
    KamScope scope;
    KamConcentrationQuestion question;
    KamHolders holders;
    GArray *sums;            /* KamHolderSum, largest first, then by number */
    gint64 unassigned_micro; /* of counted lines whose holder the data does not say */
    guint64 unassigned_lines;
    KamSpread spread;
    KamConcentrationLevels levels; /* of spread */
    guint class_holders[3];
    gint64 class_micro[3];
    KamProfitCurve profit;
    gint32 first_quarter; /* year * 4 + 0..3 */
    GArray *by_year;      /* KamSpreadSpan: calendar years */
    GArray *by_quarter;   /* KamSpreadSpan: calendar quarters */
    GArray *rolling;      /* KamSpreadSpan: twelve months each, a month apart, oldest first */
    guint history_months;
    KamConcentrationTrend trend;
    KamHolders slicers;
    GArray *slices;       /* KamConcentrationSlice, largest first; NULL without a slice in the question */
    gboolean with_points; /* whether JSON and text show the points of the curves; FALSE at first */
} KamConcentrationAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it. Errors as kam_scope_init() and, of groups, sales/groups.h.
 * Cost: O(lines + holders log holders x stretches of time) time.
 */
KamConcentrationAnalysis *
kam_concentration_analysis_new(const KamFacts *facts, gint64 data_version, const KamConcentrationQuestion *question,
                               const KamAnalysisOptions *options, GError **error);
void kam_concentration_analysis_free(KamConcentrationAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamConcentrationAnalysis, kam_concentration_analysis_free)

/** Margin of a holder over its lines with a cost. */
gint64 kam_holder_sum_margin(const KamHolderSum *sum);
/** The holder behind a sum. */
const KamHolder *kam_concentration_analysis_holder(const KamConcentrationAnalysis *analysis, const KamHolderSum *sum);
/** One of the causes. */
gint64 kam_erosion_causes_get(const KamErosionCauses *causes, KamErosionCause cause);
/** The one that takes most away; KAM_EROSION_N when none takes anything. */
KamErosionCause kam_erosion_causes_main(const KamErosionCauses *causes);
/** "usual", "price", "cost", "returns", "alone". */
const char *kam_erosion_cause_name(KamErosionCause cause);

/**
 * The holders counted at each point of a curve: each percent of n, rounded up, and each holder once when n <= 100.
 * @param[out] at  100 counts, ascending.
 * @return how many there are.
 */
guint kam_curve_points(guint n, guint at[100]);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts lists of holders, 0 lists all. */
void kam_concentration_analysis_to_json(const KamConcentrationAnalysis *analysis, guint limit, KamJson *json);
/** The holders as a CSV table, or the slices where there are some; `limit` as above. Free with g_string_free(). */
GString *kam_concentration_analysis_to_csv(const KamConcentrationAnalysis *analysis, guint limit);
