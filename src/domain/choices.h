/* Choices that several record types share. */
#pragma once

#include "record/field.h"

/** What somebody does in a decision to buy: initiator, user, influencer, decider, buyer, gatekeeper. */
extern const KamChoice kam_choices_buying_role[];
/** Languages that people here speak, by their words of ISO 639. */
extern const KamChoice kam_choices_language[];

/* Three capital letters of ISO 4217. */
#define KAM_CURRENCY_PATTERN "[A-Z]{3}"
#define KAM_CURRENCY_HINT "three capital letters, as in EUR"
