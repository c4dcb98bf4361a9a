/* Why an account is in or out and what would change that: codes with its own numbers, which the page and the command
 * line put into words. */
#pragma once

#include "service/selection/selection.h"

typedef enum {
    KAM_REASON_SURE_IN,   /* among the first in nearly all draws: share */
    KAM_REASON_LIKELY_IN, /* in at least half of them: share */
    KAM_REASON_LIKELY_OUT,
    KAM_REASON_SURE_OUT,
    KAM_REASON_STRONG,      /* criterion by which it is above the others: value, mean value of the short list */
    KAM_REASON_WEAK,        /* ... below the others */
    KAM_REASON_ASSUMED,     /* criterion that is not known of it and counts: value */
    KAM_REASON_ONLY_IF,     /* in only while a criterion weighs from .. to; `holds`: as it does */
    KAM_REASON_WOULD_ENTER, /* with this figure by the criterion, everything else as it is: figure, needed */
    KAM_REASON_WOULD_LEAVE,
    KAM_REASON_ONE_OPINION,   /* criterion that counts and that one person alone has judged: points of 10, as a share */
    KAM_REASON_SIGNS_DIFFER,  /* criterion: what people say, what is seen */
    KAM_REASON_METHODS,       /* another method says otherwise: rank by it; `method` */
    KAM_REASON_CONTRACT,      /* share of its sales under agreements; last day that they cover, NaN: open */
    KAM_REASON_CONTRACT_ENDS, /* the same, and that day is near */
    KAM_REASON_N,
} KamReasonCode;

typedef struct {
    KamReasonCode code;
    gint criterion;     /* index; -1: none */
    guint method;       /* of METHODS */
    double first, last; /* the numbers that the code names, in its order; NaN: none */
    gboolean holds;     /* of ONLY_IF */
} KamReason;

/** "sure_in". */
const char *kam_reason_code_name(KamReasonCode code);
/** The reasons of account i of the short list, what weighs most first: KamReason. Free with g_array_unref(). */
GArray *kam_selection_reasons(const KamSelection *selection, guint i);
