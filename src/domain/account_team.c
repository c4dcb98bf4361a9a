/* Who of ours works for an account: the team, with roles and days. */
#include "domain/rules.h"
#include "domain/types.h"
#include "store/statements.h"

static const KamChoice roles[] = {
    { "sales", "Sales", "Prodaja" },
    { "research", "Research and development", "Istraživanje i razvoj" },
    { "production", "Production", "Proizvodnja" },
    { "service", "Service", "Servis" },
    { "marketing", "Marketing", "Marketing" },
    { "finance", "Finance", "Finansije" },
    { "logistics", "Logistics", "Logistika" },
    { "sponsor", "Sponsor in the management", "Pokrovitelj iz uprave" },
    { 0 },
};

static const KamField fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "user_id", KAM_REF, "Team member", "Član tima", .to = "user", .required = TRUE, .fixed = TRUE },
    { "role", KAM_CHOICE, "Role", "Uloga", .choices = roles, .default_value = "\"sales\"", .required = TRUE },
    { "from_day", KAM_DATE, "From", "Od", .default_value = "\"@today\"", .required = TRUE },
    { "to_day", KAM_DATE, "To", "Do", .field_class = KAM_PUBLIC },
    { "note", KAM_TEXT, "Note", "Beleška", .max = 200 },
    { 0 },
};

static gboolean
is_there_already(KamDb *db, const KamRecord *record, gboolean *found, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_team_overlap"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_record_get_int(record, "account_id"));
    kam_stmt_bind_int(stmt, 2, kam_record_get_int(record, "user_id"));
    kam_stmt_bind_text(stmt, 3, kam_record_get_text(record, "role"));
    kam_stmt_bind_int(stmt, 4, record->id);
    kam_stmt_bind_int(stmt, 5, kam_record_get_int(record, "from_day"));
    kam_stmt_bind_int(stmt, 6, kam_record_has(record, "to_day") ? kam_record_get_int(record, "to_day") : G_MAXINT32);
    step = kam_stmt_step(stmt, error);
    *found = step == KAM_STEP_ROW;
    return step != KAM_STEP_FAILED;
}

/* The same person in the same role once at a time. */
static gboolean
check(KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
      KamFaults *faults, GError **error)
{
    gboolean found = FALSE;

    kam_rules_check_period(record, "from_day", "to_day", faults);
    if (!is_there_already(db, record, &found, error))
        return FALSE;
    if (found)
        kam_faults_add(faults, "user_id", "overlap", "this person has that role in the team at that time already");
    return TRUE;
}

const KamRecordType kam_account_team_type = {
    .name = "account_team",
    .plural = "account_teams",
    .en = "Team member",
    .sr = "Član tima",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "role",
    .check = check,
};
