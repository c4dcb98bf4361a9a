/* What people think: of accounts by a criterion, and of criteria beside each other. */
#include "domain/types.h"

static const KamField judgement_fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "criterion_id", KAM_REF, "Criterion", "Kriterijum", .to = "criterion", .required = TRUE, .fixed = TRUE },
    { "user_id", KAM_REF, "Who judges", "Ko procenjuje", .to = "user", .computed = TRUE },
    { "points", KAM_DECIMAL, "Points, 0 to 10", "Poeni, 0 do 10", .min = 0, .max = 10, .required = TRUE },
    { "judged_on", KAM_DATE, "Judged on", "Procenjeno", .default_value = "\"@today\"", .required = TRUE },
    { "reason", KAM_LONG_TEXT, "Reason", "Obrazloženje", .field_class = KAM_STRATEGY },
    { 0 },
};

/* Whoever says it last is the one who says it: nobody judges in the name of somebody else. */
static gboolean
compute_who(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
            G_GNUC_UNUSED GError **error)
{
    kam_record_set_int(record, "user_id", record->updated_by);
    return TRUE;
}

const KamRecordType kam_judgement_type = {
    .name = "judgement",
    .plural = "judgements",
    .en = "Judgement",
    .sr = "Procena",
    .fields = judgement_fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "points",
    .compute = compute_who,
};

static const KamChoice methods[] = {
    { "points", "Points", "Poeni" },
    { "rank_order", "Order of importance", "Redosled važnosti" },
    { "pairwise", "Pairs compared", "Poređenje u parovima" },
    { 0 },
};

static const KamField weighting_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .max = 80, .required = TRUE },
    { "user_id", KAM_REF, "Whose", "Čiji", .to = "user", .computed = TRUE },
    { "method", KAM_CHOICE, "Method", "Način", .choices = methods, .default_value = "\"points\"", .required = TRUE,
      .fixed = TRUE },
    { "is_counted", KAM_BOOLEAN, "Counts for the group", "Računa se za grupu", .default_value = "true",
      .required = TRUE },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_PUBLIC },
    { 0 },
};

const KamRecordType kam_weighting_type = {
    .name = "weighting",
    .plural = "weightings",
    .en = "Weighting",
    .sr = "Ponderisanje",
    .fields = weighting_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .compute = compute_who,
};

static const KamField item_fields[] = {
    { "weighting_id", KAM_REF, "Weighting", "Ponderisanje", .to = "weighting", .required = TRUE, .fixed = TRUE },
    { "criterion_id", KAM_REF, "Criterion", "Kriterijum", .to = "criterion", .required = TRUE, .fixed = TRUE },
    { "other_id", KAM_REF, "Compared with", "U poređenju sa", .to = "criterion" },
    { "value", KAM_DECIMAL, "Figure", "Broj", .min = 0, .max = 1000, .required = TRUE },
    { 0 },
};

const KamRecordType kam_weighting_item_type = {
    .name = "weighting_item",
    .plural = "weighting_items",
    .en = "Figure of a weighting",
    .sr = "Broj ponderisanja",
    .fields = item_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "value",
};
