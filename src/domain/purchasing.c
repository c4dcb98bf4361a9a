/* How groups buy: what each company does for the others, who buys a category since when, and pairs of companies that
 * are no group. */
#include "domain/rules.h"
#include "domain/types.h"

static const KamChoice roles[] = {
    { "decides", "Decides", "Odlučuje" }, { "frames", "Frames the contract", "Ugovara okvir" },
    { "orders", "Orders", "Poručuje" },   { "receives", "Receives", "Prima robu" },
    { "pays", "Pays", "Plaća" },          { 0 },
};

static const KamField role_fields[] = {
    { "account_id", KAM_REF, "Company", "Firma", .to = "account", .required = TRUE, .fixed = TRUE },
    { "role", KAM_CHOICE, "Role", "Uloga", .choices = roles, .required = TRUE },
    { "for_account_id", KAM_REF, "For", "Za", .to = "account", .on_delete_clear = TRUE },
    { "category", KAM_TEXT, "Category", "Kategorija", .max = 120 },
    { "from_day", KAM_DATE, "From", "Od", .field_class = KAM_PUBLIC },
    { "to_day", KAM_DATE, "To", "Do", .field_class = KAM_PUBLIC },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY },
    { 0 },
};

static gboolean
check_role(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
           KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_period(record, "from_day", "to_day", faults);
    return TRUE;
}

const KamRecordType kam_group_role_type = {
    .name = "group_role",
    .plural = "group_roles",
    .en = "Role in the group",
    .sr = "Uloga u grupi",
    .fields = role_fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "role",
    .check = check_role,
};

static const KamField refusal_fields[] = {
    { "account_id", KAM_REF, "Company", "Firma", .to = "account", .required = TRUE, .fixed = TRUE },
    { "other_id", KAM_REF, "Other company", "Druga firma", .to = "account", .required = TRUE, .fixed = TRUE },
    { "reason", KAM_TEXT, "Reason", "Razlog", .max = 300 },
    { 0 },
};

static gboolean
check_refusal(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
              KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_other(record, "other_id", "account_id", "a company is not compared with itself", faults);
    return TRUE;
}

const KamRecordType kam_group_refusal_type = {
    .name = "group_refusal",
    .plural = "group_refusals",
    .en = "Not one group",
    .sr = "Nije ista grupa",
    .fields = refusal_fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "reason",
    .check = check_refusal,
};

static const KamChoice modes[] = {
    { "central", "Central", "Centralna" },
    { "regional", "Regional", "Regionalna" },
    { "local", "Local", "Lokalna" },
    { 0 },
};

static const KamChoice sources[] = {
    { "data", "Seen in the invoices", "Vidi se u fakturama" },
    { "judgement", "Said by a person", "Procena" },
    { 0 },
};

static const KamField purchasing_fields[] = {
    { "account_id", KAM_REF, "Group or company", "Grupa ili firma", .to = "account", .required = TRUE, .fixed = TRUE },
    { "category", KAM_TEXT, "Category", "Kategorija", .max = 120, .required = TRUE },
    { "mode", KAM_CHOICE, "Buying", "Nabavka", .choices = modes, .required = TRUE },
    { "centre_id", KAM_REF, "Who buys", "Ko nabavlja", .to = "account", .on_delete_clear = TRUE },
    { "since", KAM_DATE, "Since", "Od", .field_class = KAM_PUBLIC },
    { "source", KAM_CHOICE, "Known from", "Izvor", .choices = sources, .default_value = "\"judgement\"",
      .required = TRUE },
    { "confidence", KAM_PERCENT, "Confidence", "Pouzdanost", .min = 0, .max = 100 },
    { "yearly_purchases", KAM_MONEY, "What they buy a year, from everybody", "Njihova godišnja nabavka, od svih",
      .field_class = KAM_COMMERCIAL, .max = 100000000000 },
    { "their_alternatives", KAM_INT, "Suppliers that could serve them as well",
      "Dobavljači koji bi mogli da nas zamene", .field_class = KAM_STRATEGY, .max = 1000 },
    { "our_alternatives", KAM_INT, "Customers that could take over what they buy", "Kupci koji bi mogli da ih zamene",
      .field_class = KAM_STRATEGY, .max = 1000 },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY },
    { 0 },
};

const KamRecordType kam_purchasing_type = {
    .name = "purchasing",
    .plural = "purchasings",
    .en = "Buying of a category",
    .sr = "Nabavka kategorije",
    .fields = purchasing_fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "category",
};
