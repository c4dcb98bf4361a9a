/* Criteria of the choice of key accounts, the described scales of those that people judge, their judgements, and how
 * much each criterion counts to whom. */
#include "domain/types.h"

/* What the service measures; service/selection/measure.h has a row for each. */
static const KamChoice measures[] = {
    { "judgement", "What people judge", "Procena ljudi" },
    { "volume", "Net sales of a year", "Neto prodaja za godinu" },
    { "profit", "Margin of a year", "Zarada za godinu" },
    { "margin_rate", "Margin rate", "Stopa zarade" },
    { "price_sensitivity", "Price sensitivity", "Cenovna osetljivost" },
    { "growth", "Growth of a year", "Rast za godinu" },
    { "predictability", "Predictability", "Predvidivost" },
    { "breadth", "Products bought", "Broj kupljenih artikala" },
    { "breadth_growth", "Products of a year against the year before", "Artikli za godinu prema prethodnoj" },
    { "partnership_signs", "Signs of partnership", "Znaci partnerstva" },
    { "value", "Value of the next years", "Vrednost narednih godina" },
    { "alive", "Chance that it still buys", "Verovatnoća da još kupuje" },
    { "tenure", "Years as a customer", "Godine saradnje" },
    { "cost_to_serve", "Documents for the same sales", "Dokumenata na isti promet" },
    { "returns", "Share of returns", "Udeo povraćaja" },
    { "regularity", "Regularity of orders", "Redovnost porudžbina" },
    { "contract_share", "Share of sales under agreements", "Udeo prodaje pod ugovorima" },
    { "contract_length", "Years under agreements", "Godine pod ugovorima" },
    { 0 },
};

static const KamChoice axes[] = {
    { "attractiveness", "How attractive the account is", "Privlačnost kupca" },
    { "position", "How strong we are there", "Snaga naše pozicije" },
    { 0 },
};

static const KamChoice directions[] = {
    { "more", "More is better", "Više je bolje" },
    { "less", "Less is better", "Manje je bolje" },
    { 0 },
};

static const KamChoice functions[] = {
    { "linear", "In proportion", "Srazmerno" },
    { "diminishing", "Each step counts less than the one before", "Svaki korak vredi manje od prethodnog" },
    { "threshold", "All or nothing", "Sve ili ništa" },
    { 0 },
};

static const KamChoice missing_rules[] = {
    { "neutral", "In the middle", "U sredini" },
    { "worst", "As the worst", "Kao najlošiji" },
    { "mean", "As the mean of the others", "Kao prosek ostalih" },
    { "leave_out", "Left out for that account", "Ne računa se tom kupcu" },
    { 0 },
};

#define MILLIARDS 100000000000

static const KamField criterion_fields[] = {
    { "code", KAM_TEXT, "Code", "Oznaka", .max = 40, .required = TRUE, .unique = TRUE, .fixed = TRUE,
      .pattern = "[a-z][a-z0-9_]*", .pattern_hint = "small letters, digits and _, as in reference_value" },
    { "name_en", KAM_TEXT, "Name in English", "Naziv na engleskom", .max = 80, .required = TRUE },
    { "name_sr", KAM_TEXT, "Name in Serbian", "Naziv na srpskom", .max = 80, .required = TRUE },
    { "definition", KAM_LONG_TEXT, "Definition", "Definicija", .max = 4000 },
    { "measure", KAM_CHOICE, "Measure", "Mera", .choices = measures, .default_value = "\"judgement\"",
      .required = TRUE },
    { "axis", KAM_CHOICE, "Says", "Govori o", .choices = axes, .default_value = "\"attractiveness\"",
      .required = TRUE },
    { "direction", KAM_CHOICE, "Direction", "Smer", .choices = directions, .default_value = "\"more\"",
      .required = TRUE },
    { "unit", KAM_TEXT, "Unit", "Jedinica", .max = 20 },
    { "value_function", KAM_CHOICE, "Value", "Vrednost", .choices = functions, .default_value = "\"linear\"",
      .required = TRUE },
    { "low", KAM_DECIMAL, "Figure of the value 0", "Broj za vrednost 0", .min = -MILLIARDS, .max = MILLIARDS },
    { "high", KAM_DECIMAL, "Figure of the value 1", "Broj za vrednost 1", .min = -MILLIARDS, .max = MILLIARDS },
    { "missing_rule", KAM_CHOICE, "When not known", "Kada nije poznato", .choices = missing_rules,
      .default_value = "\"neutral\"", .required = TRUE },
    { "weight", KAM_DECIMAL, "Weight", "Ponder", .max = 1000, .default_value = "\"10\"", .required = TRUE },
    { "weight_low", KAM_DECIMAL, "Least weight", "Najmanji ponder", .max = 1000 },
    { "weight_high", KAM_DECIMAL, "Greatest weight", "Najveći ponder", .max = 1000 },
    { "position", KAM_INT, "Place in lists", "Mesto u spisku", .min = 1, .max = 1000, .default_value = "100",
      .required = TRUE },
    { "is_active", KAM_BOOLEAN, "Counts", "Računa se", .default_value = "true", .required = TRUE },
    { "is_core", KAM_BOOLEAN, "Always there", "Uvek prisutan", .computed = TRUE },
    { 0 },
};

static gboolean
compute_criterion(G_GNUC_UNUSED KamDb *db, const KamRecord *before, KamRecord *record, G_GNUC_UNUSED GError **error)
{
    if (before == NULL || !kam_record_has(before, "is_core"))
        kam_record_set_absent(record, "is_core");
    return TRUE;
}

static gboolean
check_criterion(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
                KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    if (kam_record_has(record, "is_core") && kam_record_get_int(record, "is_active") == 0)
        kam_faults_add(faults, "is_active", "core", "this criterion is always there; give it the weight 0 instead");
    return TRUE;
}

static gboolean
check_criterion_delete(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *record,
                       KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    if (kam_record_has(record, "is_core"))
        kam_faults_add(faults, "", "core", "this criterion is always there; give it the weight 0 instead");
    return TRUE;
}

const KamRecordType kam_criterion_type = {
    .name = "criterion",
    .plural = "criteria",
    .en = "Criterion",
    .sr = "Kriterijum",
    .fields = criterion_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "code",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .match_keys = "code",
    .compute = compute_criterion,
    .check = check_criterion,
    .check_delete = check_criterion_delete,
};

static const KamField level_fields[] = {
    { "criterion_id", KAM_REF, "Criterion", "Kriterijum", .to = "criterion", .required = TRUE, .fixed = TRUE },
    { "points", KAM_INT, "Points", "Poeni", .min = 0, .max = 10, .required = TRUE },
    { "description_en", KAM_TEXT, "Description in English", "Opis na engleskom", .max = 200, .required = TRUE },
    { "description_sr", KAM_TEXT, "Description in Serbian", "Opis na srpskom", .max = 200, .required = TRUE },
    { 0 },
};

const KamRecordType kam_criterion_level_type = {
    .name = "criterion_level",
    .plural = "criterion_levels",
    .en = "Step of a scale",
    .sr = "Stepen skale",
    .fields = level_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "description_en",
    .write_permission = KAM_PERM_MASTER_WRITE,
};
