/* How the accounts buy and leave: their histories and the model of kamen/lifetime.h that fits them. It takes most of
 * the time of every question about the future, so it is kept for all questions about the same lines. */
#pragma once

#include <kamen/lifetime.h>

#include "service/analysis/by_account.h"
#include "service/analysis/context.h"

/* Time is counted in weeks. */
#define KAM_LIFE_UNIT_DAYS 7
#define KAM_LIFE_DAYS_PER_MONTH (365.25 / 12)

/* Which model: the one that foretells the end of the data best, or a given one. */
typedef struct {
    gboolean is_given;
    KamClvModel model;
} KamLifeModel;

typedef struct {
    KamCalcStatus status; /* OK; otherwise no account has an answer: TOO_FEW when nobody has bought twice */
    KamLifeModel model;   /* as asked for */
    KamLifetimeResult result;
    guint n;                    /* accounts of the facts */
    KamLifetimeAccount *past;   /* by the index of the facts */
    KamLifetimeAccount *before; /* until the hold-out begins; NULL when nobody had bought by then */
    double holdout_weeks;       /* at the end of the data, by which the model was chosen */
} KamAccountLives;

/**
 * Choose and fit a model: by how well it foretells the last third of the data, at most a year.
 *
 * @param by         the lines that count.
 * @param first_day  of the data.
 * @return           never NULL. Release with kam_account_lives_unref().
 */
KamAccountLives *kam_account_lives_new(const KamByAccount *by, gint32 first_day, gint32 as_of_day, KamLifeModel model);
/** The same of the lines of a scope, from the shelf where there is one. */
KamAccountLives *kam_account_lives_get(const KamScope *scope, KamLifeModel model, const KamAnalysisContext *context);
void kam_account_lives_unref(KamAccountLives *lives);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAccountLives, kam_account_lives_unref)

/** A key of the shelf for what is made of the lines of a scope; NULL without a shelf. Free with g_free(). */
char *kam_scope_dup_key(const KamScope *scope, const KamAnalysisContext *context, const char *thing);
