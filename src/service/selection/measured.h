/* The measures of all accounts at once: what questions with other weights, criteria and conditions start from, so that
 * a weight that moves measures nothing anew. */
#pragma once

#include "service/analysis/context.h"
#include "service/selection/measure.h"

typedef struct {
    KamScope scope;          /* without its facts, which are those of whoever asks */
    guint n_accounts;        /* of the facts */
    guint n;                 /* accounts with a purchase */
    guint32 *account;        /* n indices into the facts, largest sales first */
    guint32 *row_of;         /* by account: its row here; KAM_NO_INDEX */
    guint64 wanted;          /* a bit for each measure that was asked for */
    KamFigureTable *figures; /* a row for each of n, a column for each of those measures: see below */
} KamMeasuredAccounts;

/** The place of a measure in the table of them. */
guint kam_measure_index(const KamMeasure *measure);
/** The column of a measure that was asked for. */
guint kam_measured_accounts_column(const KamMeasuredAccounts *measured, const KamMeasure *measure);

/**
 * Measure, or take what was measured for a question before.
 *
 * @param wanted   a bit for each measure that is needed.
 * @param context  where it is kept; NULL or without a shelf: nowhere.
 * @return NULL with an error of kam_behaviour_analysis_new(). Release with kam_measured_accounts_unref().
 */
KamMeasuredAccounts *
kam_measured_accounts_get(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options, guint64 wanted,
                          const KamAnalysisContext *context, GError **error);
void kam_measured_accounts_unref(KamMeasuredAccounts *measured);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamMeasuredAccounts, kam_measured_accounts_unref)
