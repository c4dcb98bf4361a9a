/* Rules of tiers held against the figures of an account. */
#pragma once

#include "service/programme/programme.h"

typedef enum {
    KAM_RULE_NOT_MET,
    KAM_RULE_MET,
    KAM_RULE_UNKNOWN, /* the figure is not known, or not for this reader */
} KamRuleState;

/** One rule of one account. */
KamRuleState kam_rule_state(const KamProgrammeRule *rule, const KamProgrammeFigure *figure);
/**
 * All rules for coming into a tier: MET when each is, NOT_MET when one is surely not, UNKNOWN else. A tier without such
 * a rule asks for nobody: UNKNOWN.
 */
KamRuleState kam_rules_entry(const KamProgramme *programme, gint64 tier_id, const KamProgrammeFigure *figure);
/** Whether an account of the tier surely meets a rule for leaving it. */
gboolean kam_rules_has_to_leave(const KamProgramme *programme, gint64 tier_id, const KamProgrammeFigure *figure);
/** The highest tier whose rules for coming in are all met, and none for leaving it; -1 when there is none. */
gint kam_rules_find_tier(const KamProgramme *programme, const KamProgrammeFigure *figure);
/** The tier that the rules give an account that is in `tier` now (-1: none): that one unless they say something else.
 */
gint kam_rules_propose(const KamProgramme *programme, gint tier, const KamProgrammeFigure *figure);
