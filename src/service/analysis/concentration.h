/* Concentration of sales, and of profit where cost is known, over customers, products, categories or countries: now,
 * year by year, and over rolling years. The arithmetic is libkamen's; here are the sums that it is given. */
#pragma once

#include <kamen/concentration.h>
#include <kamen/whale.h>

#include "service/analysis/holders.h"
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

/* How amounts lie over those holders whose amount is above 0. */
typedef struct {
    gboolean is_known; /* FALSE: no holder is above 0, and only not_positive counts */
    guint not_positive;
    gint64 total_micro;
    KamConcentration figures; /* amounts in millionths */
} KamSpread;

typedef struct {
    char label[24]; /* "2025" or "year to 2026-03-31" */
    gint32 from, to;
    gboolean is_whole;
    gint64 net_micro;
    KamSpread spread;
} KamSpreadSpan;

typedef struct {
    gboolean is_known; /* FALSE: no counted line has a cost */
    double covered;    /* share of the counted net whose cost is known; NaN when that net is not above 0 */
    gint64 sales_micro, cost_micro, margin_micro;
    KamWhale figures; /* amounts in millionths */
    gint64 peak_micro, eroded_micro;
    guint break_even; /* best holders that together bring the whole margin already; 0 when there is none */
    guint32 *order;   /* into sums, by margin, best first */
    guint n;
    KamSpread gains; /* over the holders with a margin above 0 */
} KamProfitCurve;

typedef struct {
    KamScope scope;
    KamHolders holders;
    GArray *sums;            /* KamHolderSum, largest first, then by number */
    gint64 unassigned_micro; /* of counted lines whose holder the data does not say */
    guint64 unassigned_lines;
    KamSpread spread;
    guint class_holders[3];
    gint64 class_micro[3];
    KamProfitCurve profit;
    GArray *by_year; /* KamSpreadSpan: calendar years */
    GArray *rolling; /* KamSpreadSpan: twelve months each, a month apart, oldest first */
    guint history_months;
    gboolean with_points; /* whether JSON and text show the points of the curves; FALSE at first */
} KamConcentrationAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it. Errors as kam_scope_init().
 * Cost: O(lines x years + holders log holders x windows) time.
 */
KamConcentrationAnalysis *kam_concentration_analysis_new(const KamFacts *facts, gint64 data_version, KamDimension by,
                                                         const KamAnalysisOptions *options, GError **error);
void kam_concentration_analysis_free(KamConcentrationAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamConcentrationAnalysis, kam_concentration_analysis_free)

/** Margin of a holder over its lines with a cost. */
gint64 kam_holder_sum_margin(const KamHolderSum *sum);
/** The holder behind a sum. */
const KamHolder *kam_concentration_analysis_holder(const KamConcentrationAnalysis *analysis, const KamHolderSum *sum);

/**
 * The holders counted at each point of a curve: each percent of n, rounded up, and each holder once when n <= 100.
 * @param[out] at  100 counts, ascending.
 * @return how many there are.
 */
guint kam_curve_points(guint n, guint at[100]);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts lists of holders, 0 lists all. */
void kam_concentration_analysis_to_json(const KamConcentrationAnalysis *analysis, guint limit, KamJson *json);
/** The holders as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_concentration_analysis_to_csv(const KamConcentrationAnalysis *analysis, guint limit);
