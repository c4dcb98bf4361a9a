/* What the tiers of key accounts mean to the firm: the codes that analyses give (docs/report.md), named and explained.
 * Which account is in which tier is no matter of this table. */
#include "domain/types.h"

static const KamField tier_fields[] = {
    { "code", KAM_TEXT, "Code", "Oznaka", .max = 40, .required = TRUE, .unique = TRUE },
    { "name_en", KAM_TEXT, "Name in English", "Naziv na engleskom", .max = 60, .required = TRUE },
    { "name_sr", KAM_TEXT, "Name in Serbian", "Naziv na srpskom", .max = 60, .required = TRUE },
    { "position", KAM_INT, "Place, 1 is the highest", "Mesto, 1 je najviše", .min = 1, .max = 100, .default_value = "1",
      .required = TRUE },
    { "colour", KAM_COLOUR, "Colour", "Boja", .default_value = "\"#5f6b7a\"", .required = TRUE },
    { "rule", KAM_LONG_TEXT, "Who belongs to it", "Ko u njega spada", .field_class = KAM_STRATEGY, .max = 4000 },
    { "entitlements", KAM_LONG_TEXT, "What it is entitled to", "Na šta ima pravo", .field_class = KAM_STRATEGY,
      .max = 4000 },
    { "capacity", KAM_INT, "Room for accounts", "Broj mesta", .field_class = KAM_STRATEGY, .min = 1, .max = 100000 },
    { "work_days", KAM_DECIMAL, "Days of work a year for one account", "Radnih dana godišnje za jednog kupca",
      .field_class = KAM_STRATEGY, .min = 0, .max = 366 },
    { 0 },
};

const KamRecordType kam_tier_type = {
    .name = "tier",
    .plural = "tiers",
    .en = "Tier",
    .sr = "Nivo",
    .fields = tier_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "code",
    .read_permission = KAM_PERM_SELF,
    .write_permission = KAM_PERM_MASTER_WRITE,
    .match_keys = "code",
};
