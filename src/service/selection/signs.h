/* Signs of a wish for partnership that Kamen itself can see: in the invoices, and in what was written down about an
 * account, or about any company of a group. They stand beside what people judge. docs/methods/selection.md explains
 * each. */
#pragma once

#include "service/selection/measured.h"

typedef enum {
    KAM_SIGN_BREADTH,        /* products bought */
    KAM_SIGN_BREADTH_GROWTH, /* products of the last year beside those of the year before */
    KAM_SIGN_TENURE,         /* years as a customer */
    KAM_SIGN_REGULARITY,     /* evenness of orders */
    KAM_SIGN_KEPT,           /* what is not sent back or credited */
    KAM_SIGN_CONTRACT,       /* years under agreements without a gap, to come ones too */
    KAM_SIGN_INTERACTIONS,   /* visits, calls, meetings of the last year */
    KAM_SIGN_CONTACTS,       /* people known there */
    KAM_SIGN_DOCUMENTS,      /* files kept with the account */
    KAM_SIGN_TASKS,          /* tasks done for it in the last year */
    KAM_SIGN_N,
} KamSign;

#define KAM_SIGN_MEASURED KAM_SIGN_INTERACTIONS /* those before it are measures */

typedef struct {
    guint n_accounts;  /* of the facts */
    float *sign;       /* n_accounts x KAM_SIGN_N values from 0 to 1; NaN: not known */
    double *mean;      /* n_accounts: of those known; NaN: of none */
    double *std_error; /* n_accounts: of the mean, by how far the signs are apart */
} KamSigns;

/** "breadth_growth". */
const char *kam_sign_name(KamSign sign);
/** The measures that signs are made of, as bits for kam_measured_accounts_get(). */
guint64 kam_signs_wanted(void);

/**
 * Read them, or take those that were read for a question before.
 *
 *     amounts without a top (breadth, tenure, contract_length, interactions, contacts, documents, tasks):  x / (x + h),
 *         h the median of the accounts that have any; of records not known of anybody when nobody has any
 *     breadth_growth: a / (a + b), products of the last year and of the year before;   regularity: itself
 *     kept: 1 - credits for one of sales, at least 0
 *     mean = 1/k sum of the k that are known;   std_error = sd / sqrt(k), sd that of the signs, of a single one 0.29
 *
 * @param measured  of the same facts, options and groups, with kam_signs_wanted().
 * @param groups    as for the measures; what is written about a company counts for its head. NULL: companies.
 * @param context   the database, which holds the records; NULL or without one: signs of the invoices alone.
 * @return NULL with an error of the database. Release with kam_signs_unref().
 */
KamSigns *kam_signs_get(const KamFacts *facts, const KamMeasuredAccounts *measured, const KamAnalysisOptions *options,
                        const KamGroupsAt *groups, const KamAnalysisContext *context, GError **error);
void kam_signs_unref(KamSigns *signs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSigns, kam_signs_unref)
