/* Corporate groups: which company belongs to which, from when to when. docs/groups.md says how figures follow. */
#include <string.h>

#include "domain/group_step.h"
#include "domain/rules.h"
#include "domain/tree_ties.h"
#include "domain/types.h"
#include "record/change.h"
#include "store/statements.h"

static const KamChoice kinds[] = {
    { "owns", "Owned", "U vlasništvu" },
    { "controls", "Controlled", "Pod kontrolom" },
    { "franchise", "Franchise", "Franšiza" },
    { "buying_association", "Buying association", "Nabavno udruženje" },
    { 0 },
};

static const KamChoice sources[] = {
    { "account", "Field of the account", "Polje kupca" },
    { "hand", "Said by a person", "Uneo čovek" },
    { "suggestion", "Accepted suggestion", "Prihvaćen predlog" },
    { "import", "Import", "Uvoz" },
    { 0 },
};

static const KamField fields[] = {
    { "account_id", KAM_REF, "Company", "Firma", .to = "account", .required = TRUE, .fixed = TRUE,
      .on_delete_follow = TRUE },
    { "parent_id", KAM_REF, "Belongs to", "Pripada", .to = "account", .required = TRUE, .fixed = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .default_value = "\"owns\"", .required = TRUE },
    { "share", KAM_PERCENT, "Share held", "Udeo", .min = 0, .max = 100 },
    { "bought_on", KAM_DATE, "Bought on", "Kupljena", .field_class = KAM_PUBLIC },
    { "sold_on", KAM_DATE, "Sold on", "Prodata", .field_class = KAM_PUBLIC },
    { "source", KAM_CHOICE, "Known from", "Izvor", .choices = sources, .default_value = "\"hand\"", .required = TRUE },
    { "evidence", KAM_TEXT, "Evidence", "Dokazi", .max = 500 },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY },
    { 0 },
};

static gint32
day_of(const KamRecord *record, const char *field, gint32 unknown)
{
    return kam_record_has(record, field) ? (gint32)kam_record_get_int(record, field) : unknown;
}

/* Owning and controlling are one way to belong: they make the tree. */
static gint64
way_of(const char *kind)
{
    return strcmp(kind, "franchise") == 0 ? 1 : strcmp(kind, "buying_association") == 0 ? 2 : 0;
}

/* It says nothing, then. */
static gboolean
holds_on_no_day(const KamRecord *record)
{
    return day_of(record, "bought_on", KAM_TREE_EVER) >= day_of(record, "sold_on", KAM_TREE_STILL);
}

static gboolean
check_overlap(KamDb *db, const KamRecord *record, KamFaults *faults, GError **error)
{
    const gint64 parameters[] = { kam_record_get_int(record, "account_id"),
                                  kam_record_get_int(record, "parent_id"),
                                  record->id,
                                  way_of(kam_record_get_text(record, "kind")),
                                  day_of(record, "bought_on", -1000000),
                                  day_of(record, "sold_on", 1000000) };
    gboolean overlaps;

    if (!kam_rules_exists(db, "group_membership_overlaps", parameters, G_N_ELEMENTS(parameters), &overlaps, error))
        return FALSE;
    if (overlaps)
        kam_faults_add(faults, "bought_on", "overlap",
                       "the company belongs to this one on some of these days already; change that membership");
    return TRUE;
}

static gboolean
check(KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
      KamFaults *faults, GError **error)
{
    guint known = faults->n_errors;

    kam_rules_check_period(record, "bought_on", "sold_on", faults);
    kam_rules_check_other(record, "parent_id", "account_id", "no company belongs to itself", faults);
    if (faults->n_errors > known || !kam_record_has(record, "kind") || holds_on_no_day(record))
        return TRUE;
    if (!check_overlap(db, record, faults, error))
        return FALSE;
    if (way_of(kam_record_get_text(record, "kind")) != 0)
        return TRUE;
    return kam_tree_ties_check(db, kam_record_get_int(record, "account_id"), kam_record_get_int(record, "parent_id"),
                               day_of(record, "bought_on", KAM_TREE_EVER), day_of(record, "sold_on", KAM_TREE_STILL),
                               "parent_id", faults, error);
}

/* When a deletion was is told by the row alone. */
static gboolean
load_time(KamDb *db, const KamRecord *before, const KamRecord *record, gint64 *now_ms, GError **error)
{
    g_autoptr(KamRecord) gone = NULL;

    if (record == NULL && (gone = kam_record_load(db, before->type, before->id, TRUE, error)) == NULL)
        return FALSE;
    *now_ms = record != NULL ? record->updated_at : gone->updated_at;
    return TRUE;
}

/* The account's own parent is that of today. */
static gboolean
changed(KamDb *db, const KamActor *actor, const KamRecord *before, const KamRecord *record, GError **error)
{
    KamWork work = { .db = db, .actor = actor, .types = kam_domain_types() };
    const KamRecord *known = record != NULL ? record : before;

    if (!load_time(db, before, record, &work.now_ms, error))
        return FALSE;
    return kam_group_step_follow_ties(&work, kam_record_get_int(known, "account_id"), NULL, error);
}

/* --- files --- */

/* Lists of groups as firms keep them: the code and the name of a group, the customer's number, first and last day. */
static const KamField file_fields[] = {
    { "group_number", KAM_TEXT, "Group number", "Šifra grupe", .max = 60 },
    { "group_name", KAM_TEXT, "Group name", "Naziv grupe", .max = 200 },
    { "customer", KAM_REF, "Customer number", "Šifra kupca", .to = "account" },
    { "from_day", KAM_DATE, "From", "Od", .field_class = KAM_PUBLIC },
    { "last_day", KAM_DATE, "Until", "Do", .field_class = KAM_PUBLIC },
    { 0 },
};

static const KamRecordType file_type = {
    .name = "group_membership",
    .plural = "group_memberships",
    .fields = file_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "group_name",
};

/* By its number, else the head of that name. */
static gboolean
find_head(KamDb *db, const char *number, const char *name, gint64 *id, GError **error)
{
    g_autoptr(KamStmt) stmt =
        kam_stmt_new(db, kam_sql(number != NULL ? "account_by_number" : "group_head_by_name"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, number != NULL ? number : name);
    step = kam_stmt_step(stmt, error);
    *id = step == KAM_STEP_ROW ? kam_stmt_get_int(stmt, 0) : 0;
    return step != KAM_STEP_FAILED;
}

static gboolean
make_head(const KamWork *work, const char *number, const char *name, gint64 *id, KamFaults *faults, GError **error)
{
    json_t *body = json_pack("{s:s, s:s}", "name", name != NULL ? name : number, "kind", "head");
    g_autoptr(KamRecord) head = NULL;
    g_auto(KamFaults) own = { 0 };

    kam_faults_init(&own);
    if (number != NULL)
        json_object_set_new(body, "number", json_string(number));
    head = kam_record_create(work, &kam_account_type, body, &own, error);
    json_decref(body);
    if (head != NULL)
        *id = head->id;
    else if (own.n_errors > 0) {
        g_clear_error(error);
        kam_faults_add(faults, "group_number", "refused", "the group's head cannot be made: %s",
                       ((const KamFault *)own.list->pdata[0])->detail);
    }
    return head != NULL || own.n_errors > 0;
}

static void
take_days(const KamRecord *brought, KamRecord *record)
{
    if (kam_record_has(brought, "customer") && !kam_record_has(record, "account_id"))
        kam_record_set_int(record, "account_id", kam_record_get_int(brought, "customer"));
    if (kam_record_has(brought, "from_day") && !kam_record_has(record, "bought_on"))
        kam_record_set_int(record, "bought_on", kam_record_get_int(brought, "from_day"));
    if (kam_record_has(brought, "last_day") && !kam_record_has(record, "sold_on"))
        kam_record_set_int(record, "sold_on", kam_record_get_int(brought, "last_day") + 1);
    if (!kam_record_has(record, "source"))
        kam_record_set_text(record, "source", "import");
}

/* The membership that begins on the same day is meant. */
static gboolean
find_known(KamDb *db, const KamRecord *record, gint64 *id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("group_membership_of_day"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_record_get_int(record, "account_id"));
    kam_stmt_bind_int(stmt, 2, kam_record_get_int(record, "parent_id"));
    kam_stmt_bind_int(stmt, 3, day_of(record, "bought_on", -1000000));
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        *id = kam_stmt_get_int(stmt, 0);
    return step != KAM_STEP_FAILED;
}

static gboolean
bring(KamDb *db, const KamActor *actor, gint64 now_ms, const KamRecord *brought, KamRecord *record, gint64 *id,
      KamFaults *faults, GError **error)
{
    const KamWork work = { .db = db, .actor = actor, .types = kam_domain_types(), .now_ms = now_ms };
    const char *number = kam_record_get_text(brought, "group_number");
    const char *name = kam_record_get_text(brought, "group_name");
    gint64 head = kam_record_get_int(record, "parent_id");

    take_days(brought, record);
    if (head == 0 && (number != NULL || name != NULL)) {
        if (!find_head(db, number, name, &head, error) ||
            (head == 0 && !make_head(&work, number, name, &head, faults, error)))
            return FALSE;
        if (head != 0)
            kam_record_set_int(record, "parent_id", head);
    }
    return *id != 0 || find_known(db, record, id, error);
}

const KamRecordType kam_group_membership_type = {
    .name = "group_membership",
    .plural = "group_memberships",
    .en = "Membership of a group",
    .sr = "Pripadnost grupi",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "kind",
    .check = check,
    .changed = changed,
    .file_type = &file_type,
    .bring = bring,
};
