/* Reasons as sentences, in the languages of the program. The page has words of its own for the same codes. */
#pragma once

#include "service/selection/reason.h"

/** One sentence with its own numbers. Free with g_free(). */
char *kam_reason_say(const KamSelection *selection, const KamReason *reason, KamLanguage language);
/** All of an account, in their order; the weights that it hangs on most come in one sentence. Free with
 * g_ptr_array_unref(). */
GPtrArray *kam_reasons_say(const KamSelection *selection, const GArray *reasons, KamLanguage language);
/* Texts: one a code, two for spans of a weight that are open to one side, seven for spans that stand together, and one
 * for never; one for agreements without an end. */
#define KAM_REASON_MESSAGES (KAM_REASON_N + 11)

/** One of them, for whoever checks all. */
const KamMessage *kam_reason_message(guint i);
