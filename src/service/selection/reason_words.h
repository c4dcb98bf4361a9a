/* Reasons as sentences, in the languages of the program. The page has words of its own for the same codes. */
#pragma once

#include "service/selection/reason.h"

/** One sentence with its own numbers. Free with g_free(). */
char *kam_reason_say(const KamSelection *selection, const KamReason *reason, KamLanguage language);
/** The texts of a code, for whoever checks all of them. */
const KamMessage *kam_reason_message(KamReasonCode code);
