/* The yearly review of the programme: it opens with a proposal for each account, and ends in a signed list. */
#pragma once

#include "record/change.h"
#include "service/analysis/run.h"
#include "service/programme/programme.h"

typedef struct {
    gint64 id, version, account_id, from_tier_id, to_tier_id; /* 0: no tier */
    char *number, *name, *verdict, *reason;                   /* number, name and reason NULL without one */
} KamReviewItem;

/** Items of a review in their order: KamReviewItem. Free with g_array_unref(). */
GArray *kam_review_items(KamDb *db, gint64 review_id, GError **error);

/* A review as it is read. */
typedef struct {
    KamRecord *record;
    GArray *items;       /* KamReviewItem */
    KamAnalysisRun *run; /* of the selection that it rests on; NULL: none, or forgotten since */
} KamReview;

/** Read one with its items. Free with kam_review_free(). */
KamReview *kam_review_load(KamDb *db, gint64 id, GError **error);
void kam_review_free(KamReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamReview, kam_review_free)
/** Ids of its accounts, for KamProgrammeQuestion.also. Free with g_array_unref(). */
GArray *kam_review_list_accounts(const KamReview *review);
/** The last one that was opened; 0 without an error when there is none. */
gboolean kam_review_find_last(KamDb *db, gint64 *id, GError **error);

/* The run of the selection that a review rests on, kept together with it. */
typedef struct {
    KamAnalysisRun *run; /* NULL: there was too little to select from */
    GString *result;
} KamReviewRun;

/**
 * Open a review: an item for each account of the programme, and for each candidate, with the tier that the rules
 * propose.
 * @param programme  of all accounts, today.
 * @param basis      the selection of today; what `body` says of a run goes before it.
 * @param body       a JSON object with the members of a programme_review.
 * @return its id, 0 with an error: those of kam_record_create(), KAM_ERROR_CONFLICT while another one is open.
 */
gint64 kam_review_open(const KamWork *work, const KamProgramme *programme, const KamReviewRun *basis, json_t *body,
                       KamFaults *faults, GError **error);

/** Throw away a review that is not signed, with its items. KAM_ERROR_CONFLICT when it is. */
gboolean kam_review_discard(const KamWork *work, gint64 id, KamFaults *faults, GError **error);

/**
 * Sign it: every item becomes a decision on its account as of today, the list is hashed, and nothing of it changes any
 * more. What was decided wrongly is put right by a new decision.
 *
 * @param version  of the review, as the caller has seen it; 0: whatever it is.
 * @return FALSE with KAM_ERROR_DENIED for anybody but a director, KAM_ERROR_CONFLICT when it is signed already or has
 *         another version, KAM_ERROR_INVALID with a fault at /items/<id> for each item that is not decided, lacks a
 *         reason though its tier changes, or contradicts itself.
 */
gboolean kam_review_sign(const KamWork *work, gint64 id, gint64 version, KamFaults *faults, GError **error);

/** SHA-256 of the list: account, tiers, verdict and reason of each item, in the order of accounts. Free with g_free().
 */
char *kam_review_dup_hash(const GArray *items);
