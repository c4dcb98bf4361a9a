/* The yearly review of the programme: it opens with a proposal for each account, and ends in a signed list. */
#pragma once

#include "record/change.h"
#include "service/programme/programme.h"

typedef struct {
    gint64 id, version, account_id, from_tier_id, to_tier_id; /* 0: no tier */
    char *number, *name, *verdict, *reason;                   /* number, name and reason NULL without one */
} KamReviewItem;

/** Items of a review in their order: KamReviewItem. Free with g_array_unref(). */
GArray *kam_review_items(KamDb *db, gint64 review_id, GError **error);

/**
 * Open a review: an item for each account of the programme, and for each candidate, with the tier that the rules
 * propose.
 * @param programme  of all accounts, today.
 * @param body       a JSON object with the members of a programme_review.
 * @return its id, 0 with an error: those of kam_record_create(), KAM_ERROR_CONFLICT while another one is open.
 */
gint64
kam_review_open(const KamWork *work, const KamProgramme *programme, json_t *body, KamFaults *faults, GError **error);

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
