/* The list of all record types. */
#pragma once

#include "record/record.h"

/** Every record type there is; ends with NULL. */
const KamRecordType *const *kam_domain_types(void);

extern const KamRecordType kam_account_type, kam_site_type, kam_outside_number_type;
extern const KamRecordType kam_contact_type, kam_contact_function_type;
extern const KamRecordType kam_user_type, kam_deputy_type, kam_account_team_type;
extern const KamRecordType kam_product_type, kam_product_category_type, kam_price_list_type, kam_price_list_item_type;
extern const KamRecordType kam_interaction_type, kam_task_type, kam_tag_type, kam_view_type;
extern const KamRecordType kam_tier_type, kam_calendar_type, kam_calendar_day_type;
extern const KamRecordType kam_group_membership_type, kam_group_role_type, kam_group_refusal_type, kam_purchasing_type;
extern const KamRecordType kam_agreement_type;
extern const KamRecordType kam_criterion_type, kam_criterion_level_type, kam_judgement_type;
extern const KamRecordType kam_weighting_type, kam_weighting_item_type;
extern const KamRecordType kam_tier_rule_type, kam_entitlement_type, kam_entitlement_delivery_type;
extern const KamRecordType kam_tier_decision_type, kam_programme_review_type, kam_programme_review_item_type;

/** The firm: one record with the id KAM_COMPANY_ID, none of the list. */
extern const KamRecordType kam_company_type;
#define KAM_COMPANY_ID 1
