/* What a person does in a company beside the main employer, from when to when. */
#include "domain/choices.h"
#include "domain/rules.h"
#include "domain/types.h"

static const KamField fields[] = {
    { "contact_id", KAM_REF, "Contact", "Kontakt", .to = "contact", .required = TRUE, .fixed = TRUE },
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "function", KAM_TEXT, "Function", "Funkcija", .max = 120, .searchable = TRUE },
    { "department", KAM_TEXT, "Department", "Odeljenje", .max = 120 },
    { "buying_role", KAM_CHOICE, "Role in buying", "Uloga u kupovini", .field_class = KAM_POLITICAL,
      .choices = kam_choices_buying_role },
    { "influence", KAM_INT, "Influence", "Uticaj", .field_class = KAM_POLITICAL, .max = 10 },
    { "reports_to", KAM_REFS, "Reports to", "Odgovara", .field_class = KAM_POLITICAL, .to = "contact" },
    { "from_day", KAM_DATE, "From", "Od", .field_class = KAM_PUBLIC },
    { "to_day", KAM_DATE, "To", "Do", .field_class = KAM_PUBLIC },
    { "is_primary", KAM_BOOLEAN, "Main function there", "Glavna funkcija tamo", .default_value = "true",
      .required = TRUE },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_PUBLIC },
    { 0 },
};

static gboolean
check(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
      KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_period(record, "from_day", "to_day", faults);
    kam_rules_check_not_self(record, "reports_to", kam_record_get_int(record, "contact_id"), faults);
    return TRUE;
}

const KamRecordType kam_contact_function_type = {
    .name = "contact_function",
    .plural = "contact_functions",
    .en = "Function of a contact",
    .sr = "Funkcija kontakta",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "function",
    .check = check,
};
