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
        &kam_view_type,
        NULL,
    };

    return types;
}
