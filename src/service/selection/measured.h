/* The measures of all accounts, or of all groups, at once: what questions with other weights, criteria and conditions
 * start from, so that a weight that moves measures nothing anew. */
#pragma once

#include "sales/groups.h"
#include "service/analysis/context.h"
#include "service/selection/measure.h"

typedef struct {
    KamScope scope;          /* without its facts, which are those of whoever asks */
    guint n_accounts;        /* of the facts */
    guint n_candidates;      /* those accounts, or the heads among them */
    guint32 *head;           /* by account: the head that it counts for; NULL: each is its own */
    guint n;                 /* candidates with a purchase */
    guint32 *account;        /* n indices into the facts, largest sales first; of groups their heads */
    guint32 *row_of;         /* by account: its row here; KAM_NO_INDEX */
    KamContracts *contracts; /* by account; know nothing unless a measure that was asked for needs them */
    guint64 wanted;          /* a bit for each measure that was asked for */
    KamFigureTable *figures; /* a row for each of n, a column for each of those measures: see below */
} KamMeasuredAccounts;

/** The column of a measure that was asked for. */
guint kam_measured_accounts_column(const KamMeasuredAccounts *measured, const KamMeasure *measure);

/**
 * Measure, or take what was measured for a question before.
 *
 * @param groups   of which time groups are measured, each under its head; NULL: companies.
 * @param wanted   a bit for each measure that is needed.
 * @param context  where it is kept; NULL or without a shelf: nowhere.
 * @return NULL with an error of kam_behaviour_analysis_new() or kam_rolled_facts_new(). Release with
 * kam_measured_accounts_unref().
 */
KamMeasuredAccounts *
kam_measured_accounts_get(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                          const KamGroupsAt *groups, guint64 wanted, const KamAnalysisContext *context, GError **error);
/** A word that differs where groups differ, for keys. Free with g_free(). */
char *kam_measured_accounts_dup_groups(const KamGroupsAt *groups);
void kam_measured_accounts_unref(KamMeasuredAccounts *measured);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamMeasuredAccounts, kam_measured_accounts_unref)
