/* The selection as everybody sees it who asks for it without a word: what it says of each account, and its run. The
 * selection itself is asked for by chosen_selection.h, whose words for a choice are others than those of records. */
#pragma once

#include "service/figures/desk.h"

/** A word for the state of criteria and judgements, which the selection depends on beside the lines. Free with
 * g_free(). */
char *kam_chosen_dup_said(KamShelf *shelf, const KamGround *ground, KamDb *db, GError **error);
/** Whether an error says that there is too little data; it is then cleared. */
gboolean kam_chosen_is_too_little(GError **error);

/* Why an account is in or out, or what would change that, as a sentence. */
typedef struct {
    char *of[KAM_LANGUAGE_N]; /* in each language */
} KamChosenReason;

typedef struct KamChosenReasons KamChosenReasons;
/** The sentences of all accounts of the short list, shared by requests as long as nothing of it changes. Release with
 * kam_chosen_reasons_unref(). */
KamChosenReasons *kam_chosen_reasons_get(KamShelf *shelf, KamGround *ground, KamDb *db, GError **error);
void kam_chosen_reasons_unref(KamChosenReasons *reasons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamChosenReasons, kam_chosen_reasons_unref)
/** Those of account `index` of the facts, what weighs most first: KamChosenReason; NULL when it is not on the short
 * list. Borrowed. */
const GArray *kam_chosen_reasons_find(const KamChosenReasons *reasons, guint32 index);

/**
 * Ask the selection for a run that can be kept with what is decided of it.
 * @param[out] result  its answer. Free with g_string_free().
 * @return NULL without an error when there is too little to select from.
 */
KamAnalysisRun *kam_chosen_run_new(KamDesk *desk, KamDb *db, gint64 now_ms, GString **result, GError **error);
