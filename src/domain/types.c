/* The list of all record types: a new one is a row here. */
#include "domain/types.h"

const KamRecordType *const *
kam_domain_types(void)
{
    static const KamRecordType *const types[] = {
        &kam_account_type,
        &kam_site_type,
        &kam_outside_number_type,
        &kam_contact_type,
        &kam_contact_function_type,
        &kam_user_type,
        &kam_deputy_type,
        &kam_account_team_type,
        &kam_product_type,
        &kam_product_category_type,
        &kam_price_list_type,
        &kam_price_list_item_type,
        &kam_interaction_type,
        &kam_task_type,
        &kam_tag_type,
        &kam_tier_type,
        &kam_calendar_type,
        &kam_calendar_day_type,
        &kam_group_membership_type,
        &kam_group_role_type,
        &kam_group_refusal_type,
        &kam_purchasing_type,
        &kam_agreement_type,
        &kam_criterion_type,
        &kam_criterion_level_type,
        &kam_judgement_type,
        &kam_weighting_type,
        &kam_weighting_item_type,
        &kam_tier_rule_type,
        &kam_entitlement_type,
        &kam_entitlement_delivery_type,
        &kam_tier_decision_type,
        &kam_programme_review_type,
        &kam_programme_review_item_type,
        &kam_view_type,
        NULL,
    };

    return types;
}
