/* Visits, calls, mails and meetings: who of ours, who of theirs, what came of it and what follows. */
#include "domain/rules.h"
#include "domain/types.h"
#include "store/statements.h"

static const KamChoice kinds[] = {
    { "visit", "Visit", "Poseta" },
    { "call", "Call", "Poziv" },
    { "mail", "Mail", "Pismo" },
    { "meeting", "Meeting", "Sastanak" },
    { 0 },
};

static const KamField fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .required = TRUE },
    { "at", KAM_INSTANT, "When", "Kada", .default_value = "\"@now\"", .required = TRUE },
    { "minutes", KAM_INT, "Minutes", "Minuta", .max = 10000 },
    { "place", KAM_TEXT, "Place", "Mesto", .max = 120 },
    { "subject", KAM_TEXT, "Subject", "Tema", .max = 200, .required = TRUE, .searchable = TRUE },
    { "ours", KAM_REFS, "Of ours", "Naši", .to = "user" },
    { "theirs", KAM_REFS, "Of theirs", "Njihovi", .to = "contact" },
    { "outcome", KAM_LONG_TEXT, "Outcome", "Ishod", .field_class = KAM_STRATEGY, .searchable = TRUE },
    { "next_step", KAM_TEXT, "Next step", "Sledeći korak", .field_class = KAM_STRATEGY, .max = 300 },
    { "next_step_on", KAM_DATE, "Next step by", "Sledeći korak do", .field_class = KAM_STRATEGY },
    { 0 },
};

static gboolean
works_there(KamStmt *stmt, gint64 contact, gint64 account, gboolean *does, GError **error)
{
    KamStep step;

    kam_stmt_bind_int(stmt, 1, contact);
    kam_stmt_bind_int(stmt, 2, account);
    step = kam_stmt_step(stmt, error);
    *does = step == KAM_STEP_ROW;
    kam_stmt_reset(stmt);
    return step != KAM_STEP_FAILED;
}

/* Theirs are people of that account; a contact who left since may stay in an older interaction. */
static gboolean
check_theirs(KamDb *db, const KamRecord *before, const KamRecord *record, KamFaults *faults, GError **error)
{
    const GArray *theirs = kam_record_get_ids(record, "theirs");
    const GArray *old = before == NULL ? NULL : kam_record_get_ids(before, "theirs");
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("contact_works_for"), error);

    if (stmt == NULL)
        return FALSE;
    for (guint i = 0; theirs != NULL && i < theirs->len; i++) {
        gint64 contact = g_array_index(theirs, gint64, i);
        gboolean does = FALSE;
        if (kam_rules_has_id(old, contact))
            continue;
        if (!works_there(stmt, contact, kam_record_get_int(record, "account_id"), &does, error))
            return FALSE;
        if (!does)
            kam_faults_add(faults, "theirs", "other_account", "contact '%" G_GINT64_FORMAT "' has no function there",
                           contact);
    }
    return TRUE;
}

static gboolean
check(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *before, KamRecord *record, KamFaults *faults,
      GError **error)
{
    if (kam_record_has(record, "next_step_on") && !kam_record_has(record, "next_step"))
        kam_faults_add(faults, "next_step", "required", "a day for the next step needs the step itself");
    return !kam_record_has(record, "account_id") || check_theirs(db, before, record, faults, error);
}

const KamRecordType kam_interaction_type = {
    .name = "interaction",
    .plural = "interactions",
    .en = "Interaction",
    .sr = "Kontakt sa kupcem",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "subject",
    .check = check,
};
