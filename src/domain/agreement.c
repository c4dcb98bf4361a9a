/* What was agreed with an account in writing, and for how long. What follows from the days of an agreement (draft,
 * running, ended; what it covers) is worked out for the day that is asked about: service/analysis/agreements.h. */
#include "domain/rules.h"
#include "domain/types.h"

static const KamChoice kinds[] = {
    { "framework", "Framework agreement", "Okvirni sporazum" },
    { "annual", "Annual agreement", "Godišnji ugovor" },
    { "tender", "Tender award", "Ugovor po tenderu" },
    { "project", "Project contract", "Ugovor o projektu" },
    { "service", "Service agreement", "Ugovor o servisu" },
    { "other", "Other", "Drugo" },
    { 0 },
};

static const KamField fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "number", KAM_TEXT, "Agreement number", "Broj ugovora", .max = 60, .searchable = TRUE },
    { "name", KAM_TEXT, "Name", "Naziv", .max = 120, .required = TRUE, .searchable = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .default_value = "\"framework\"", .required = TRUE },
    { "category", KAM_TEXT, "Category", "Kategorija", .max = 120 },
    { "signed_on", KAM_DATE, "Signed on", "Potpisan", .field_class = KAM_PUBLIC },
    { "starts_on", KAM_DATE, "Valid from", "Važi od", .required = TRUE },
    { "ends_on", KAM_DATE, "Valid until", "Važi do", .field_class = KAM_PUBLIC },
    { "is_renewed", KAM_BOOLEAN, "Renewed automatically", "Produžava se sam", .default_value = "false",
      .required = TRUE },
    { "renewal_months", KAM_INT, "Renewed for (months)", "Produžava se za (meseci)", .min = 1, .max = 120 },
    { "notice_days", KAM_INT, "Notice period (days)", "Otkazni rok (dana)", .field_class = KAM_COMMERCIAL,
      .max = 3650 },
    { "notice_given_on", KAM_DATE, "Notice given on", "Otkazan", .field_class = KAM_PUBLIC },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_COMMERCIAL },
    { 0 },
};

static gboolean
check(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
      KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_period(record, "starts_on", "ends_on", faults);
    return TRUE;
}

const KamRecordType kam_agreement_type = {
    .name = "agreement",
    .plural = "agreements",
    .en = "Agreement",
    .sr = "Ugovor",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "name",
    .match_keys = "number",
    .check = check,
};
