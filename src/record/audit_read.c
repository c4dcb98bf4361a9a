/* The audit as people read it: what happened to a record, within what they may read of it. */
#include <jansson.h>

#include "base/instant.h"
#include "base/json.h"
#include "record/audit.h"
#include "record/audit_private.h"
#include "store/query.h"
#include "store/statements.h"

static void
write_json_value(json_t *value, KamJson *json, const char *name)
{
    const char *key;
    json_t *member;
    gsize i;

    switch (json_typeof(value)) {
    case JSON_OBJECT:
        kam_json_begin_object(json, name);
        json_object_foreach((json_t *)value, key, member) write_json_value(member, json, key);
        kam_json_end_object(json);
        break;
    case JSON_ARRAY:
        kam_json_begin_array(json, name);
        json_array_foreach(value, i, member) write_json_value(member, json, NULL);
        kam_json_end_array(json);
        break;
    case JSON_STRING:
        kam_json_text(json, name, json_string_value(value));
        break;
    case JSON_INTEGER:
        kam_json_int(json, name, json_integer_value(value));
        break;
    case JSON_REAL:
        kam_json_number(json, name, json_real_value(value));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        kam_json_bool(json, name, json_is_true(value));
        break;
    case JSON_NULL:
    default:
        kam_json_null(json, name);
    }
}

/* A record that was purged was made by nobody. */
static gboolean
find_author(KamDb *db, const KamRecordType *type, gint64 record_id, gint64 *created_by, GError **error)
{
    g_autoptr(KamQuery) query = NULL;

    *created_by = 0;
    if (type == NULL)
        return TRUE;
    query = kam_query_new_select(kam_record_type_table(type), NULL);
    kam_query_select(query, "created_by", NULL);
    kam_query_where_int(query, "id", KAM_EQ, record_id);
    return kam_query_get_int(query, db, created_by, error);
}

/* A member that is no field is the engine's own (deleted_at, merged_into): it guards nothing. */
static gboolean
may_read(const KamAuditReader *reader, const char *name)
{
    const KamField *field = reader->type == NULL ? NULL : kam_record_type_field(reader->type, name);

    return field == NULL ||
           kam_policy_record_access(reader->actor, field->field_class, reader->created_by) != KAM_NO_ACCESS;
}

void
kam_audit_changes_to_json(const KamAuditReader *reader, const char *text, KamJson *json)
{
    json_t *changes = json_loads(text, JSON_DECODE_ANY, NULL);
    const char *name;
    json_t *sides;

    kam_json_begin_object(json, "changes");
    json_object_foreach(changes, name, sides) if (may_read(reader, name)) write_json_value(sides, json, name);
    kam_json_end_object(json);
    json_decref(changes);
}

static void
write_entry(KamStmt *stmt, const KamAuditReader *reader, KamJson *json)
{
    char at[KAM_INSTANT_SIZE];

    kam_instant_to_iso(kam_stmt_get_int(stmt, 1), at);
    kam_json_begin_object(json, NULL);
    kam_json_int(json, "seq", kam_stmt_get_int(stmt, 0));
    kam_json_text(json, "at", at);
    kam_json_id(json, "user_id", kam_stmt_get_int(stmt, 2));
    kam_json_text(json, "actor", kam_stmt_get_text(stmt, 3));
    kam_json_text(json, "action", kam_stmt_get_text(stmt, 4));
    kam_json_int(json, "version", kam_stmt_get_int(stmt, 5));
    kam_audit_changes_to_json(reader, kam_stmt_get_text(stmt, 6), json);
    kam_json_end_object(json);
}

gboolean
kam_audit_history_to_json(KamDb *db, const KamActor *actor, const KamRecordType *type, gint64 record_id,
                          gint64 before_seq, guint limit, KamJson *json, gint64 *next, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("audit_entry_by_record"), error);
    KamAuditReader reader = { actor, type, 0 };
    gint64 last = 0;
    guint n = 0;
    KamStep step;

    if (stmt == NULL || !find_author(db, type, record_id, &reader.created_by, error))
        return FALSE;
    kam_stmt_bind_int(stmt, 1, record_id);
    kam_stmt_bind_int(stmt, 2, before_seq > 0 ? before_seq : G_MAXINT64);
    kam_stmt_bind_int(stmt, 3, (gint64)limit + 1);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW && n++ < limit) {
        last = kam_stmt_get_int(stmt, 0);
        write_entry(stmt, &reader, json);
    }
    if (step == KAM_STEP_FAILED)
        return FALSE;
    *next = n > limit ? last : 0;
    return TRUE;
}

gboolean
kam_audit_since_to_json(KamDb *db, const KamActor *actor, const KamRecordType *type, gint64 record_id, gint64 version,
                        KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("audit_entry_since_version"), error);
    KamAuditReader reader = { actor, type, 0 };
    KamStep step;

    if (stmt == NULL || !find_author(db, type, record_id, &reader.created_by, error))
        return FALSE;
    kam_stmt_bind_int(stmt, 1, record_id);
    kam_stmt_bind_int(stmt, 2, version);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        write_entry(stmt, &reader, json);
    return step == KAM_STEP_DONE;
}
