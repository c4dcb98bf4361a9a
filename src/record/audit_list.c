/* The whole audit as a list: what auditors and administrators read. That something was changed is shown to all who may
 * read the audit; from what to what only to those who may read such records anyway. */
#include <jansson.h>

#include "base/instant.h"
#include "record/audit.h"
#include "record/audit_private.h"
#include "store/query.h"

/* Words of rows that are about no type of records, and who reads their values; all others ask for business data. */
static const struct {
    const char *type;
    KamPermission permission;
} other_types[] = {
    { "rate", KAM_PERM_SETTINGS_READ },
    { "charge_rule", KAM_PERM_SETTINGS_READ },
    { "company", KAM_PERM_SELF },
};

static KamPermission
permission_of(const KamRecordType *type, const char *word)
{
    if (type != NULL)
        return type->read_permission != 0 ? type->read_permission : KAM_PERM_BUSINESS_READ;
    for (guint i = 0; i < G_N_ELEMENTS(other_types); i++)
        if (g_str_equal(other_types[i].type, word))
            return other_types[i].permission;
    return KAM_PERM_BUSINESS_READ;
}

/* What is somebody's own is no reading for others. */
static gboolean
reads_values(const KamActor *actor, const KamRecordType *type, const char *word, gint64 user_id)
{
    if (type != NULL && type->scope == KAM_SCOPE_PERSONAL && user_id != actor->user_id)
        return FALSE;
    return kam_policy_allows(actor, permission_of(type, word));
}

/* The names of what was changed, whoever reads. */
static void
write_fields(const KamRecordType *type, const char *text, KamJson *json)
{
    json_t *changes = json_loads(text, 0, NULL);
    const char *name;
    json_t *sides;

    kam_json_begin_array(json, "fields");
    json_object_foreach(changes, name, sides)
    {
        const KamField *field = type == NULL ? NULL : kam_record_type_field(type, name);

        if (field == NULL || field->field_class != KAM_INTERNAL)
            kam_json_text(json, NULL, name);
    }
    kam_json_end_array(json);
    json_decref(changes);
}

static void
write_entry(KamStmt *stmt, const KamActor *actor, const KamRecordType *const *types, KamJson *json)
{
    const char *word = kam_stmt_get_text(stmt, 5);
    const KamRecordType *type = kam_record_type_find(types, word);
    const KamAuditReader reader = { actor, type, 0 };
    const char *changes = kam_stmt_get_text(stmt, 8);
    char at[KAM_INSTANT_SIZE];

    kam_instant_to_iso(kam_stmt_get_int(stmt, 1), at);
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "seq", kam_stmt_get_int(stmt, 0));
    kam_json_text(json, "at", at);
    kam_json_id(json, "user_id", kam_stmt_get_int(stmt, 2));
    kam_json_text(json, "actor", kam_stmt_get_text(stmt, 3));
    kam_json_text(json, "action", kam_stmt_get_text(stmt, 4));
    kam_json_text(json, "type", word);
    kam_json_id(json, "record_id", kam_stmt_get_int(stmt, 6));
    kam_json_int(json, "version", kam_stmt_get_int(stmt, 7));
    kam_json_text(json, "request_id", kam_stmt_get_text(stmt, 9));
    write_fields(type, changes, json);
    kam_audit_changes_to_json(&reader, reads_values(actor, type, word, kam_stmt_get_int(stmt, 2)) ? changes : "{}",
                              json);
    kam_json_end_object(json);
}

static KamStmt *
prepare(KamDb *db, const KamAuditFilter *filter, GError **error)
{
    static const char *const columns[] = { "seq",  "at",        "user_id", "actor",   "action",
                                           "type", "record_id", "version", "changes", "request_id" };
    g_autoptr(KamQuery) query = kam_query_new_select("audit_entry", NULL);

    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        kam_query_select(query, columns[i], NULL);
    kam_query_where_int(query, "seq", KAM_LT, filter->before_seq > 0 ? filter->before_seq : G_MAXINT64);
    if (filter->user_id >= 0)
        kam_query_where_int(query, "user_id", KAM_EQ, filter->user_id);
    if (filter->type != NULL)
        kam_query_where_text(query, "type", KAM_EQ, filter->type);
    if (filter->action != NULL)
        kam_query_where_text(query, "action", KAM_EQ, filter->action);
    if (filter->record_id != 0)
        kam_query_where_int(query, "record_id", KAM_EQ, filter->record_id);
    if (filter->from_ms != 0)
        kam_query_where_int(query, "at", KAM_GE, filter->from_ms);
    if (filter->until_ms != 0)
        kam_query_where_int(query, "at", KAM_LT, filter->until_ms);
    kam_query_order_by(query, &(KamQueryKey) { .column = "seq", .descending = TRUE });
    kam_query_limit(query, filter->limit + 1);
    return kam_query_prepare(query, db, error);
}

gboolean
kam_audit_list_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types,
                       const KamAuditFilter *filter, KamJson *json, gint64 *next, GError **error)
{
    g_autoptr(KamStmt) stmt = prepare(db, filter, error);
    gint64 last = 0;
    guint n = 0;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW && n++ < filter->limit) {
        last = kam_stmt_get_int(stmt, 0);
        write_entry(stmt, actor, types, json);
    }
    if (step == KAM_STEP_FAILED)
        return FALSE;
    *next = n > filter->limit ? last : 0;
    return TRUE;
}
