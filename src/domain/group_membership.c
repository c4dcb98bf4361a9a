/* Corporate groups: which company belongs to which, from when to when. docs/groups.md says how figures follow. */
#include "domain/rules.h"
#include "domain/types.h"

static const KamChoice kinds[] = {
    { "owns", "Owned", "U vlasništvu" },
    { "controls", "Controlled", "Pod kontrolom" },
    { "franchise", "Franchise", "Franšiza" },
    { "buying_association", "Buying association", "Nabavno udruženje" },
    { 0 },
};

static const KamChoice sources[] = {
    { "account", "Field of the account", "Polje kupca" },
    { "hand", "Said by a person", "Uneo čovek" },
    { "suggestion", "Accepted suggestion", "Prihvaćen predlog" },
    { "import", "Import", "Uvoz" },
    { 0 },
};

static const KamField fields[] = {
    { "account_id", KAM_REF, "Company", "Firma", .to = "account", .required = TRUE, .fixed = TRUE },
    { "parent_id", KAM_REF, "Belongs to", "Pripada", .to = "account", .required = TRUE, .fixed = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .default_value = "\"owns\"", .required = TRUE },
    { "share", KAM_PERCENT, "Share held", "Udeo", .min = 0, .max = 100 },
    { "bought_on", KAM_DATE, "Bought on", "Kupljena", .field_class = KAM_PUBLIC },
    { "sold_on", KAM_DATE, "Sold on", "Prodata", .field_class = KAM_PUBLIC },
    { "source", KAM_CHOICE, "Known from", "Izvor", .choices = sources, .default_value = "\"hand\"", .required = TRUE },
    { "evidence", KAM_TEXT, "Evidence", "Dokazi", .max = 500 },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY },
    { 0 },
};

static gboolean
check(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
      KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_period(record, "bought_on", "sold_on", faults);
    kam_rules_check_other(record, "parent_id", "account_id", "no company belongs to itself", faults);
    return TRUE;
}

const KamRecordType kam_group_membership_type = {
    .name = "group_membership",
    .plural = "group_memberships",
    .en = "Membership of a group",
    .sr = "Pripadnost grupi",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "kind",
    .check = check,
};
