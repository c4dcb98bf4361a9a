/* The firm that Kamen works for: one record, shown to everybody who signs in. Its currency is what sales in others are
 * converted into, so it is chosen before there are any. */
#include "domain/choices.h"
#include "domain/types.h"
#include "store/statements.h"

static const KamChoice languages[] = {
    { "en", "English", "Engleski" },
    { "sr", "Serbian, Latin letters", "Srpski, latinica" },
    { "sr-Cyrl", "Serbian, Cyrillic letters", "Srpski, ćirilica" },
    { 0 },
};

static const KamField company_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .max = 200 },
    { "tax_number", KAM_TAX_NUMBER, "Tax number", "PIB", .field_class = KAM_PUBLIC },
    { "company_number", KAM_COMPANY_NUMBER, "Company number", "Matični broj", .field_class = KAM_PUBLIC },
    { "country", KAM_COUNTRY, "Country", "Država", .field_class = KAM_PUBLIC },
    { "language", KAM_CHOICE, "Language", "Jezik", .choices = languages },
    { "currency", KAM_TEXT, "Currency", "Valuta", .pattern = KAM_CURRENCY_PATTERN, .pattern_hint = KAM_CURRENCY_HINT },
    { "year_start_month", KAM_INT, "First month of the business year", "Prvi mesec poslovne godine", .min = 1,
      .max = 12, .default_value = "1", .required = TRUE },
    { "calendar_id", KAM_REF, "Calendar", "Kalendar", .to = "calendar" },
    { 0 },
};

static gboolean
is_other_currency(const KamRecord *before, const KamRecord *record)
{
    return before != NULL &&
           g_strcmp0(kam_record_get_text(before, "currency"), kam_record_get_text(record, "currency")) != 0;
}

/* Amounts of the past were converted into the old currency, and rates are of it. */
static gboolean
check_company(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *before, KamRecord *record,
              KamFaults *faults, GError **error)
{
    gint64 documents = 0;
    gint64 rates = 0;

    if (!is_other_currency(before, record))
        return TRUE;
    if (!kam_db_get_int(db, kam_sql("document_count"), &documents, error) ||
        !kam_db_get_int(db, kam_sql("rate_count"), &rates, error))
        return FALSE;
    if (documents > 0 && kam_record_has(before, "currency"))
        kam_faults_add(faults, "currency", "in_use", "there are invoices already, so the currency stays");
    else if (rates > 0)
        kam_faults_add(faults, "currency", "in_use", "there are rates of exchange into the old currency; remove them");
    return TRUE;
}

/* Whoever holds figures made in the old currency must see that they are old. */
static gboolean
follow_currency(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *before, const KamRecord *record,
                GError **error)
{
    return !is_other_currency(before, record) || kam_db_run(db, kam_sql("sales_version_next"), NULL, 0, error);
}

const KamRecordType kam_company_type = {
    .name = "company",
    .plural = "company",
    .en = "Company",
    .sr = "Firma",
    .fields = company_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .read_permission = KAM_PERM_SELF,
    .write_permission = KAM_PERM_SETTINGS_WRITE,
    .check = check_company,
    .changed = follow_currency,
};
