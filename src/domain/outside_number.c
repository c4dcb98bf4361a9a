/* Numbers that accounts bear in other systems. */
#include "domain/types.h"
#include "store/statements.h"

static const KamField fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "system", KAM_TEXT, "System", "Sistem", .max = 40, .required = TRUE, .pattern = "[a-z0-9][a-z0-9_.-]*",
      .pattern_hint = "small letters and digits, as in erp2" },
    { "number", KAM_TEXT, "Number", "Broj", .max = 80, .required = TRUE, .searchable = TRUE },
    { "note", KAM_TEXT, "Note", "Beleška", .max = 200 },
    { 0 },
};

static gboolean
is_taken(KamDb *db, const KamRecord *record, gboolean *taken, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("outside_number_taken"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, kam_record_get_text(record, "system"));
    kam_stmt_bind_text(stmt, 2, kam_record_get_text(record, "number"));
    kam_stmt_bind_int(stmt, 3, record->id);
    step = kam_stmt_step(stmt, error);
    *taken = step == KAM_STEP_ROW;
    return step != KAM_STEP_FAILED;
}

/* One number of one system is one account. */
static gboolean
check(KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
      KamFaults *faults, GError **error)
{
    gboolean taken = FALSE;

    if (!kam_record_has(record, "system") || !kam_record_has(record, "number"))
        return TRUE;
    if (!is_taken(db, record, &taken, error))
        return FALSE;
    if (taken)
        kam_faults_add(faults, "number", "not_unique", "this number of '%s' is in use already",
                       kam_record_get_text(record, "system"));
    return TRUE;
}

const KamRecordType kam_outside_number_type = {
    .name = "outside_number",
    .plural = "outside_numbers",
    .en = "Outside number",
    .sr = "Broj u drugom sistemu",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "number",
    .check = check,
};
