/* People of theirs. A contact has one main employer; contact_function says what it does elsewhere. */
#include "domain/choices.h"
#include "domain/rules.h"
#include "domain/types.h"

static const KamField fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE },
    { "family_name", KAM_TEXT, "Family name", "Prezime", .max = 120, .required = TRUE, .searchable = TRUE },
    { "given_name", KAM_TEXT, "Given name", "Ime", .max = 120, .searchable = TRUE },
    { "name", KAM_TEXT, "Name", "Ime i prezime", .computed = TRUE },
    { "salutation", KAM_TEXT, "Salutation", "Titula", .max = 60 },
    { "function", KAM_TEXT, "Function", "Funkcija", .max = 120 },
    { "department", KAM_TEXT, "Department", "Odeljenje", .max = 120 },
    { "email", KAM_EMAIL, "E-mail", "E-adresa", .field_class = KAM_PERSONAL, .searchable = TRUE },
    { "phone", KAM_PHONE, "Phone", "Telefon", .field_class = KAM_PERSONAL },
    { "mobile", KAM_PHONE, "Mobile phone", "Mobilni telefon", .field_class = KAM_PERSONAL },
    { "language", KAM_CHOICE, "Language", "Jezik", .choices = kam_choices_language },
    { "buying_role", KAM_CHOICE, "Role in buying", "Uloga u kupovini", .field_class = KAM_POLITICAL,
      .choices = kam_choices_buying_role },
    { "influence", KAM_INT, "Influence", "Uticaj", .field_class = KAM_POLITICAL, .max = 10 },
    { "reports_to", KAM_REFS, "Reports to", "Odgovara", .field_class = KAM_POLITICAL, .to = "contact" },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_PERSONAL },
    { "private_note", KAM_LONG_TEXT, "Private note", "Lična beleška", .field_class = KAM_PRIVATE },
    { "name_key", KAM_TEXT, "Name to compare", "Ime za poređenje", .field_class = KAM_INTERNAL, .computed = TRUE },
    { "phone_key", KAM_TEXT, "Phone to compare", "Telefon za poređenje", .field_class = KAM_INTERNAL,
      .computed = TRUE },
    { "mobile_key", KAM_TEXT, "Mobile phone to compare", "Mobilni za poređenje", .field_class = KAM_INTERNAL,
      .computed = TRUE },
    { 0 },
};

static gboolean
compute(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record, G_GNUC_UNUSED GError **error)
{
    const char *given = kam_record_get_text(record, "given_name"), *family = kam_record_get_text(record, "family_name");
    g_autofree char *name = given == NULL ? g_strdup(family == NULL ? "" : family)
                                          : g_strconcat(given, " ", family == NULL ? "" : family, NULL);
    g_autofree char *name_key = kam_rules_person_key(given, family);
    g_autofree char *phone_key = kam_rules_phone_key(kam_record_get_text(record, "phone"));
    g_autofree char *mobile_key = kam_rules_phone_key(kam_record_get_text(record, "mobile"));

    kam_record_set_text(record, "name", name);
    kam_record_set_text(record, "name_key", name_key);
    kam_record_set_text(record, "phone_key", phone_key);
    kam_record_set_text(record, "mobile_key", mobile_key);
    return TRUE;
}

/* Several people may be above somebody, but nobody above themselves. */
static gboolean
check(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
      KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_not_self(record, "reports_to", record->id, faults);
    return TRUE;
}

const KamRecordType kam_contact_type = {
    .name = "contact",
    .plural = "contacts",
    .en = "Contact",
    .sr = "Kontakt",
    .fields = fields,
    .scope = KAM_SCOPE_LINKED,
    .linked_by = "contact_function",
    .linked_field = "contact_id",
    .title = "name",
    .match_keys = "email",
    .compute = compute,
    .check = check,
};
