/* The programme of key accounts: which account is in which tier since when and why, and the yearly review that ends in
 * a signed list. */
#include "domain/rules.h"
#include "domain/types.h"

static const KamField decision_fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "tier_id", KAM_REF, "Tier", "Rang", .to = "tier", .field_class = KAM_STRATEGY },
    { "decided_on", KAM_DATE, "Decided on", "Odlučeno", .default_value = "\"@today\"", .required = TRUE,
      .fixed = TRUE },
    { "user_id", KAM_REF, "Who decided", "Ko je odlučio", .to = "user", .default_value = "\"@me\"", .required = TRUE,
      .fixed = TRUE },
    { "reason", KAM_LONG_TEXT, "Reason", "Obrazloženje", .field_class = KAM_STRATEGY, .required = TRUE },
    { "run_id", KAM_INT, "Run that it rests on", "Obračun na kome počiva", .field_class = KAM_STRATEGY },
    { "review_on", KAM_DATE, "Looked at again on", "Ponovo se razmatra", .field_class = KAM_STRATEGY },
    { "review_id", KAM_REF, "Yearly review", "Godišnji pregled", .to = "programme_review", .computed = TRUE },
    { 0 },
};

/* What a signed list has decided is part of it: a new decision corrects it, and the old one stays to be seen. */
static gboolean
check_decision_delete(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *record,
                      KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    if (kam_record_has(record, "review_id"))
        kam_faults_add(faults, "", "signed",
                       "the decision belongs to a list that was signed; make a new decision that corrects it");
    return TRUE;
}

static gboolean
check_decision(KamDb *db, const KamActor *actor, const KamRecord *before, G_GNUC_UNUSED KamRecord *record,
               KamFaults *faults, GError **error)
{
    return before == NULL || check_decision_delete(db, actor, before, faults, error);
}

const KamRecordType kam_tier_decision_type = {
    .name = "tier_decision",
    .plural = "tier_decisions",
    .en = "Decision on a tier",
    .sr = "Odluka o rangu",
    .fields = decision_fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "decided_on",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .check = check_decision,
    .check_delete = check_decision_delete,
};

static const KamChoice states[] = {
    { "signed", "Signed", "Potpisan" },
    { "open", "Open", "Otvoren" },
    { 0 },
};

/* Signed by the service, which makes the decisions of its items with it. */
static const KamField review_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .max = 80, .required = TRUE },
    { "state", KAM_CHOICE, "State", "Stanje", .choices = states, .computed = TRUE },
    { "opened_on", KAM_DATE, "Opened on", "Otvoren", .default_value = "\"@today\"", .required = TRUE, .fixed = TRUE },
    { "run_id", KAM_INT, "Run that it rests on", "Obračun na kome počiva", .field_class = KAM_STRATEGY },
    { "signed_by", KAM_REF, "Signed by", "Potpisao", .to = "user", .computed = TRUE },
    { "signed_at", KAM_INSTANT, "Signed at", "Potpisan", .computed = TRUE },
    { "list_hash", KAM_TEXT, "Hash of the list", "Otisak spiska", .max = 64, .computed = TRUE },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY },
    { 0 },
};

static gboolean
compute_state(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
              G_GNUC_UNUSED GError **error)
{
    kam_record_set_text(record, "state", kam_record_has(record, "signed_at") ? "signed" : "open");
    return TRUE;
}

static gboolean
check_review_delete(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *record,
                    KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    if (kam_record_has(record, "signed_at"))
        kam_faults_add(faults, "", "signed", "the review is signed and stays as it is; make a new decision instead");
    return TRUE;
}

static gboolean
check_review(KamDb *db, const KamActor *actor, const KamRecord *before, G_GNUC_UNUSED KamRecord *record,
             KamFaults *faults, GError **error)
{
    return before == NULL || check_review_delete(db, actor, before, faults, error);
}

const KamRecordType kam_programme_review_type = {
    .name = "programme_review",
    .plural = "programme_reviews",
    .en = "Review of the programme",
    .sr = "Pregled programa",
    .fields = review_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .compute = compute_state,
    .check = check_review,
    .check_delete = check_review_delete,
};

static const KamChoice verdicts[] = {
    { "open", "Open", "Nije odlučeno" },
    { "keep", "Stays", "Ostaje" },
    { "enter", "Comes in", "Ulazi" },
    { "raise", "Rises", "Napreduje" },
    { "lower", "Falls", "Nazaduje" },
    { "leave", "Leaves", "Izlazi" },
    { 0 },
};

static const KamField item_fields[] = {
    { "review_id", KAM_REF, "Review", "Pregled", .to = "programme_review", .required = TRUE, .fixed = TRUE },
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "from_tier_id", KAM_REF, "Tier before", "Rang pre", .to = "tier", .field_class = KAM_STRATEGY },
    { "to_tier_id", KAM_REF, "Tier after", "Rang posle", .to = "tier", .field_class = KAM_STRATEGY },
    { "verdict", KAM_CHOICE, "Verdict", "Odluka", .choices = verdicts, .field_class = KAM_STRATEGY,
      .default_value = "\"open\"", .required = TRUE },
    { "reason", KAM_LONG_TEXT, "Reason", "Obrazloženje", .field_class = KAM_STRATEGY },
    { 0 },
};

static gboolean
check_item_delete(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *record, KamFaults *faults,
                  GError **error)
{
    const gint64 review = kam_record_get_int(record, "review_id");
    gboolean is_signed;

    if (!kam_rules_exists(db, "programme_review_is_signed", &review, 1, &is_signed, error))
        return FALSE;
    if (is_signed)
        kam_faults_add(faults, "", "signed", "the list of this review is signed; make a new decision instead");
    return TRUE;
}

static gboolean
check_item(KamDb *db, const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
           KamFaults *faults, GError **error)
{
    return check_item_delete(db, actor, record, faults, error);
}

const KamRecordType kam_programme_review_item_type = {
    .name = "programme_review_item",
    .plural = "programme_review_items",
    .en = "Account in the review",
    .sr = "Kupac u pregledu",
    .fields = item_fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "verdict",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .check = check_item,
    .check_delete = check_item_delete,
};
