/* The record type of the recipe "add a record type", as the recipe writes it. */
#include "warehouse.h"

/* recipe begins */
static const KamField fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "name", KAM_TEXT, "Name", "Naziv", .required = TRUE, .max = 80, .searchable = TRUE },
    { "area", KAM_DECIMAL, "Area (m²)", "Površina (m²)", .max = 1000000, .field_class = KAM_COMMERCIAL },
    { "opened_on", KAM_DATE, "Opened on", "Otvoren", .default_value = "\"@today\"" },
    { 0 },
};
const KamRecordType kam_warehouse_type = {
    .name = "warehouse",
    .plural = "warehouses",
    .en = "Warehouse",
    .sr = "Magacin",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "name",
    .match_keys = "name",
};
/* recipe ends */
