/* Suggestions of groups: companies that agree in something and do not belong together yet, with the evidence. A person
 * accepts one, which makes a membership, or refuses it, and is not asked again. */
#pragma once

#include <jansson.h>

#include "base/json.h"
#include "domain/pairs_kept.h"
#include "record/work.h"
#include "service/figures/ground.h"

/* Weaker ones are not shown. */
#define KAM_SUGGESTION_WEAKEST 0.2
#define KAM_SUGGESTIONS_MAX_LIMIT 500

typedef struct {
    const GArray *view; /* ids (gint64) of the accounts in view; NULL: all */
    gint64 account_id;  /* those of the group that this account belongs to today; 0: all */
    guint limit, offset;
} KamSuggestionQuestion;

/**
 * The answer of /api/v1/groups/suggestions, the strongest first.
 * @param work  who asks: keys that the actor may not read are no evidence.
 * @param kept  where pairs that are alike stand as long as nothing that they rest on has changed.
 * Cost: one look at the pairs; when they are to be found, one reading of the accounts and contacts, 0.4 s for 100,000
 * accounts.
 */
gboolean kam_suggestions_to_json(const KamWork *work, KamGround *ground, KamPairsKept *kept,
                                 const KamSuggestionQuestion *question, KamJson *json, GError **error);
/** How many there are for each head of today, by account of the ground. Free with g_free(). NULL with an error. */
guint *kam_suggestions_count(const KamWork *work, KamGround *ground, KamPairsKept *kept,
                             const KamSuggestionQuestion *question, GError **error);
/** Find what is not kept, so that nobody waits for it. */
gboolean kam_suggestions_prepare(KamDb *db, KamPairsKept *kept, GError **error);

/* What is accepted. */
typedef struct {
    gint64 account_id, parent_id;
    gint64 alike_id, because_of_id; /* the units of the two whose likeness is the evidence; 0: the two themselves */
    json_t *terms;                  /* kind, share, bought_on, note of the membership; NULL: none */
} KamSuggestionAcceptance;

/** Make the membership, with the evidence of now in it; it is taken back by deleting it. NULL and faults as
 * kam_record_create(); KAM_ERROR_INVALID when nothing suggests the two. */
KamRecord *kam_suggestion_accept(const KamWork *work, const KamSuggestionAcceptance *acceptance, KamFaults *faults,
                                 GError **error);
/** Remember that two companies are no group, by a record that can be deleted. Errors as above. */
KamRecord *kam_suggestion_refuse(const KamWork *work, gint64 account, gint64 other, json_t *reason, KamFaults *faults,
                                 GError **error);
