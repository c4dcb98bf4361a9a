/* What a tier asks for and promises, and what of it was delivered. */
#include "domain/types.h"

static const KamChoice purposes[] = {
    { "entry", "To come in", "Za ulazak" },
    { "exit", "To leave", "Za izlazak" },
    { 0 },
};

/* What a rule may ask for; service/programme has a row for each. */
static const KamChoice measures[] = {
    { "net", "Net sales of a year", "Neto prodaja za godinu" },
    { "margin", "Margin of a year", "Zarada za godinu" },
    { "margin_rate", "Margin rate (%)", "Stopa zarade (%)" },
    { "share", "Share of our sales (%)", "Udeo u našoj prodaji (%)" },
    { "rank", "Place by sales", "Mesto po prodaji" },
    { "score", "Score of the selection (%)", "Ocena izbora (%)" },
    { "key_probability", "Chance to be key (%)", "Verovatnoća da je ključni (%)" },
    { "alive", "Chance that it still buys (%)", "Verovatnoća da još kupuje (%)" },
    { "growth", "Growth of a year (%)", "Rast za godinu (%)" },
    { "days_silent", "Days without a purchase", "Dana bez kupovine" },
    { 0 },
};

static const KamChoice comparisons[] = {
    { "at_least", "at least", "najmanje" },
    { "at_most", "at most", "najviše" },
    { 0 },
};

static const KamField rule_fields[] = {
    { "tier_id", KAM_REF, "Tier", "Rang", .to = "tier", .required = TRUE, .fixed = TRUE },
    { "purpose", KAM_CHOICE, "Purpose", "Svrha", .choices = purposes, .default_value = "\"entry\"", .required = TRUE },
    { "measure", KAM_CHOICE, "Measure", "Mera", .choices = measures, .required = TRUE },
    { "comparison", KAM_CHOICE, "Comparison", "Poređenje", .choices = comparisons, .default_value = "\"at_least\"",
      .required = TRUE },
    { "value", KAM_DECIMAL, "Bound", "Granica", .field_class = KAM_STRATEGY, .min = -100000000000, .max = 100000000000,
      .required = TRUE },
    { "note", KAM_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY, .max = 300 },
    { 0 },
};

const KamRecordType kam_tier_rule_type = {
    .name = "tier_rule",
    .plural = "tier_rules",
    .en = "Rule of a tier",
    .sr = "Pravilo ranga",
    .fields = rule_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "measure",
    .write_permission = KAM_PERM_MASTER_WRITE,
};

static const KamChoice areas[] = {
    { "marketing", "Marketing", "Marketing" },
    { "service", "Service", "Servis" },
    { "administration", "Administration", "Administracija" },
    { 0 },
};

static const KamChoice kinds[] = {
    { "invoicing", "Own invoicing", "Sopstveno fakturisanje" },
    { "ordering", "Own ordering", "Sopstveno poručivanje" },
    { "reporting", "Own reports", "Sopstveni izveštaji" },
    { "payment_terms", "Terms of payment", "Uslovi plaćanja" },
    { "priority", "Priority when goods are short", "Prioritet pri nestašici" },
    { "contacts", "Contacts", "Kontakti" },
    { "response", "Time to answer", "Rok za odgovor" },
    { "training", "Training", "Obuka" },
    { "promotion", "Joint promotion", "Zajednička promocija" },
    { "other", "Other", "Drugo" },
    { 0 },
};

static const KamChoice periods[] = {
    { "month", "Each month", "Svakog meseca" },
    { "quarter", "Each quarter", "Svakog kvartala" },
    { "year", "Each year", "Svake godine" },
    { 0 },
};

static const KamField entitlement_fields[] = {
    { "tier_id", KAM_REF, "Tier", "Rang", .to = "tier", .required = TRUE, .fixed = TRUE },
    { "area", KAM_CHOICE, "Area", "Oblast", .choices = areas, .required = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .default_value = "\"other\"", .required = TRUE },
    { "promise_en", KAM_TEXT, "Promise in English", "Obećanje na engleskom", .max = 200, .required = TRUE },
    { "promise_sr", KAM_TEXT, "Promise in Serbian", "Obećanje na srpskom", .max = 200, .required = TRUE },
    { "amount", KAM_DECIMAL, "Amount", "Količina", .min = 0, .max = 1000000 },
    { "unit", KAM_TEXT, "Unit", "Jedinica", .max = 30 },
    { "every", KAM_CHOICE, "Due", "Dospeva", .choices = periods },
    { "position", KAM_INT, "Place in lists", "Mesto u spisku", .min = 1, .max = 1000, .default_value = "100",
      .required = TRUE },
    { 0 },
};

const KamRecordType kam_entitlement_type = {
    .name = "entitlement",
    .plural = "entitlements",
    .en = "Entitlement",
    .sr = "Pogodnost",
    .fields = entitlement_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "promise_en",
    .write_permission = KAM_PERM_MASTER_WRITE,
};

static const KamField delivery_fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "entitlement_id", KAM_REF, "What was promised", "Šta je obećano", .to = "entitlement", .required = TRUE,
      .fixed = TRUE },
    { "on_day", KAM_DATE, "Delivered on", "Ispunjeno", .default_value = "\"@today\"", .required = TRUE },
    { "amount", KAM_DECIMAL, "Amount", "Količina", .min = 0, .max = 1000000 },
    { "user_id", KAM_REF, "By whom", "Ko je ispunio", .to = "user", .default_value = "\"@me\"", .required = TRUE },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_COMMERCIAL },
    { 0 },
};

const KamRecordType kam_entitlement_delivery_type = {
    .name = "entitlement_delivery",
    .plural = "entitlement_deliveries",
    .en = "Delivered entitlement",
    .sr = "Ispunjena pogodnost",
    .fields = delivery_fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "on_day",
};
