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

/** The firm: one record with the id KAM_COMPANY_ID, none of the list. */
extern const KamRecordType kam_company_type;
#define KAM_COMPANY_ID 1
