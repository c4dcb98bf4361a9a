/* What is known of all accounts of the same lines: measures, signs of partnership, and what people say, put into tables
 * of figures for a selection. */
#pragma once

#include "service/selection/selection.h"

typedef struct {
    KamMeasuredAccounts *all;
    KamSigns *signs; /* NULL: not asked for */
} KamSelectionKnown;

/**
 * Learn all that the criteria and conditions of a selection ask for; a context keeps it for the next question.
 * FALSE with an error of kam_behaviour_analysis_new() or of the database. Release with kam_selection_known_clear().
 */
gboolean kam_selection_learn(const KamSelection *s, const KamFacts *facts, gint64 data_version,
                             const KamAnalysisOptions *options, const KamAnalysisContext *context,
                             KamSelectionKnown *known, GError **error);
void kam_selection_known_clear(KamSelectionKnown *known);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamSelectionKnown, kam_selection_known_clear)

/** By a measure, of the account of a row of what was measured. */
KamMeasured kam_selection_known_figure(const KamSelectionKnown *known, const KamMeasure *measure, guint row);
/** A row for each of n accounts, a column for each criterion. The facts of the selection are set. */
KamFigureTable *
kam_selection_known_table(const KamSelection *s, const KamSelectionKnown *known, const guint32 account[], guint n);
