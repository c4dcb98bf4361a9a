/* Verdicts. What is not known never moves an account. */
#include "service/programme/rule.h"

#include <math.h>

KamRuleState
kam_rule_state(const KamProgrammeRule *rule, const KamProgrammeFigure *figure)
{
    double known = figure->of[rule->measure];

    if (isnan(known))
        return KAM_RULE_UNKNOWN;
    return (rule->is_at_most ? known <= rule->bound : known >= rule->bound) ? KAM_RULE_MET : KAM_RULE_NOT_MET;
}

KamRuleState
kam_rules_entry(const KamProgramme *programme, gint64 tier_id, const KamProgrammeFigure *figure)
{
    guint asked = 0, met = 0;

    for (guint i = 0; i < programme->rules->len; i++) {
        const KamProgrammeRule *rule = &g_array_index(programme->rules, KamProgrammeRule, i);
        KamRuleState state;

        if (rule->tier_id != tier_id || rule->is_exit)
            continue;
        state = kam_rule_state(rule, figure);
        if (state == KAM_RULE_NOT_MET)
            return KAM_RULE_NOT_MET;
        asked++;
        met += state == KAM_RULE_MET;
    }
    return asked > 0 && met == asked ? KAM_RULE_MET : KAM_RULE_UNKNOWN;
}

gboolean
kam_rules_has_to_leave(const KamProgramme *programme, gint64 tier_id, const KamProgrammeFigure *figure)
{
    for (guint i = 0; i < programme->rules->len; i++) {
        const KamProgrammeRule *rule = &g_array_index(programme->rules, KamProgrammeRule, i);

        if (rule->tier_id == tier_id && rule->is_exit && kam_rule_state(rule, figure) == KAM_RULE_MET)
            return TRUE;
    }
    return FALSE;
}

gint
kam_rules_find_tier(const KamProgramme *programme, const KamProgrammeFigure *figure)
{
    for (guint t = 0; t < programme->tiers->len; t++) {
        gint64 id = g_array_index(programme->tiers, KamProgrammeTier, t).id;

        if (kam_rules_entry(programme, id, figure) == KAM_RULE_MET && !kam_rules_has_to_leave(programme, id, figure))
            return (gint)t;
    }
    return -1;
}

gint
kam_rules_propose(const KamProgramme *programme, gint tier, const KamProgrammeFigure *figure)
{
    gint fits = kam_rules_find_tier(programme, figure);
    gint64 id;

    if (tier < 0 || (fits >= 0 && fits < tier))
        return fits;
    id = kam_programme_tier(programme, tier)->id;
    if (kam_rules_has_to_leave(programme, id, figure) || kam_rules_entry(programme, id, figure) == KAM_RULE_NOT_MET)
        return fits;
    return tier;
}
