/* What each account buys, what it could buy, and how often such guesses were right: articles or categories, by
 * kamen/likeness.h. */
#pragma once

#include <kamen/likeness.h>

#include "service/analysis/holders.h"
#include "service/analysis/scope.h"

#define KAM_ASSORTMENT_PLACES 10 /* of the rankings that are judged */

typedef struct {
    guint32 holder;     /* into holders.list */
    guint buyers;       /* accounts that bought it in the last year */
    double chance;      /* share of accounts that bought what stood at this place, after the cut; never rises */
    KamCalcValue worth; /* a year, in currency units: mean share of its buyers' purchases x what the account buys */
    double worth_error; /* standard error of it */
} KamAssortmentGuess;

typedef struct {
    guint32 account;
    guint items;     /* different ones it bought */
    double year_net; /* net of its last year, in currency units */
    double worth;    /* sum over the guesses of chance x worth */
    guint n;
    KamAssortmentGuess guess[KAM_ASSORTMENT_PLACES];
} KamAssortmentAccount;

/* How well a method would have done: new items alone, and all. */
typedef struct {
    KamCalcStatus status; /* OK; TOO_FEW: it does not take part, or too few accounts to judge by */
    KamQualityResult quality;
    double hits[KAM_ASSORTMENT_PLACES]; /* share of all accounts that bought what stood at each place */
} KamAssortmentTrial;

typedef struct {
    KamScope scope;
    KamHolders holders;
    gint32 cut_day; /* the methods saw what was bought until this day */
    KamAssortmentTrial fresh[KAM_LIKENESS_METHODS], again[KAM_LIKENESS_METHODS];
    double regularisation;     /* EASE: the best of those tried */
    KamLikenessMethod best;    /* for new items, on trial */
    KamCalcStatus best_status; /* whether it could be used on all purchases, too; if not, the next best guesses */
    KamLikenessMethod guessed_by;
    guint n;                    /* accounts that bought something */
    KamAssortmentAccount *list; /* by what the guesses are worth, largest first */
} KamAssortmentAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 *
 * @param by  KAM_BY_PRODUCT or KAM_BY_CATEGORY; another is KAM_ERROR_USAGE.
 * @return NULL with an error of kam_scope_init(), KAM_ERROR_USAGE, or KAM_ERROR_INVALID when the data is too thin: less
 *         than 60 days, or nobody bought anything new after the cut; KAM_ERROR_TOO_LARGE when no method that was tried
 *         can be used on all purchases.
 */
KamAssortmentAnalysis *kam_assortment_analysis_new(const KamFacts *facts, gint64 data_version, KamDimension by,
                                                   const KamAnalysisOptions *options, GError **error);
void kam_assortment_analysis_free(KamAssortmentAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAssortmentAnalysis, kam_assortment_analysis_free)

/** Why the guesses come from another method than the one that did best on trial; NULL when they do not. Free with
 * g_free(). */
char *kam_assortment_analysis_dup_note(const KamAssortmentAnalysis *analysis);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_assortment_analysis_to_json(const KamAssortmentAnalysis *analysis, guint limit, KamJson *json);
/** The guesses as a CSV table, one a row; `limit` counts accounts. Free with g_string_free(). */
GString *kam_assortment_analysis_to_csv(const KamAssortmentAnalysis *analysis, guint limit);
