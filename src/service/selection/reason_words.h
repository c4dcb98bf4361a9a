/* Reasons as sentences, in the languages of the program. The page has words of its own for the same codes. */
#pragma once

#include "service/selection/reason.h"

/** One sentence with its own numbers. Free with g_free(). */
char *kam_reason_say(const KamSelection *selection, const KamReason *reason, KamLanguage language);
/* Texts: one a code, and two for spans of a weight that are open to one side. */
#define KAM_REASON_MESSAGES (KAM_REASON_N + 2)

/** One of them, for whoever checks all. */
const KamMessage *kam_reason_message(guint i);
