/* The schemas of a record type: as it is read, created, patched; its list, its bulk change and its history. */
#include "api/openapi_parts.h"

static gboolean
is_in_schema(const KamField *field, KamSchemaUse use)
{
    if (field->field_class == KAM_INTERNAL)
        return FALSE;
    if (use == KAM_SCHEMA_READ)
        return TRUE;
    return !field->computed && !(field->fixed && use == KAM_SCHEMA_PATCH);
}

static void
write_instant(KamJson *json, const char *name)
{
    kam_json_raw(json, name, "{\"type\":\"string\",\"format\":\"date-time\",\"readOnly\":true}");
}

/* What every record has beside its fields. */
static void
write_common_members(KamJson *json)
{
    kam_openapi_write_id(json, "id", FALSE);
    kam_json_raw(json, "version", "{\"type\":\"integer\",\"minimum\":1,\"readOnly\":true}");
    write_instant(json, "created_at");
    kam_json_raw(json, "created_by", "{\"type\":[\"string\",\"null\"],\"readOnly\":true}");
    write_instant(json, "updated_at");
    kam_json_raw(json, "updated_by", "{\"type\":[\"string\",\"null\"],\"readOnly\":true}");
    kam_openapi_write_reference("#/components/schemas/warnings", json, "warnings");
}

static void
write_properties(const KamRecordType *type, KamSchemaUse use, KamJson *json)
{
    kam_json_begin_object(json, "properties");
    if (use == KAM_SCHEMA_READ)
        write_common_members(json);
    for (const KamField *field = type->fields; field->name != NULL; field++) {
        if (is_in_schema(field, use))
            kam_openapi_write_field(field, use, json);
    }
    kam_json_end_object(json);
}

static void
write_required(const KamRecordType *type, KamJson *json)
{
    kam_json_begin_array(json, "required");
    for (const KamField *field = type->fields; field->name != NULL; field++) {
        if (field->required && field->default_value == NULL && !field->computed)
            kam_json_text(json, NULL, field->name);
    }
    kam_json_end_array(json);
}

static void
write_transitions(const KamRecordType *type, KamJson *json)
{
    kam_json_text(json, "x-kamen-state", type->state_field);
    kam_json_begin_array(json, "x-kamen-transitions");
    for (const KamTransition *row = type->transitions; row != NULL && row->to != NULL; row++) {
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "from", row->from);
        kam_json_text(json, "to", row->to);
        if (row->permission != 0)
            kam_json_text(json, "permission", kam_permission_name(row->permission));
        if (row->requires != NULL)
            kam_json_text(json, "requires", row->requires);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

/* A type with a single record is in no list, and its plural is its name. */
static void
write_type_extensions(const KamRecordType *type, KamJson *json)
{
    if (!g_str_equal(type->plural, type->name))
        kam_json_text(json, "x-kamen-plural", type->plural);
    kam_json_begin_object(json, "x-kamen-label");
    kam_json_text(json, "en", type->en);
    kam_json_text(json, "sr", type->sr);
    kam_json_end_object(json);
    if (type->title != NULL)
        kam_json_text(json, "x-kamen-title", type->title);
    if (type->match_keys != NULL)
        kam_json_text(json, "x-kamen-match-keys", type->match_keys);
    if (type->state_field != NULL)
        write_transitions(type, json);
}

static void
write_schema(const KamRecordType *type, KamSchemaUse use, const char *suffix, KamJson *json)
{
    g_autofree char *name = g_strconcat(type->name, suffix, NULL);

    kam_json_begin_object(json, name);
    kam_json_text(json, "type", "object");
    kam_json_text(json, "title", type->en);
    if (use == KAM_SCHEMA_READ)
        write_type_extensions(type, json);
    else
        kam_json_bool(json, "additionalProperties", FALSE);
    if (use == KAM_SCHEMA_CREATE)
        write_required(type, json);
    write_properties(type, use, json);
    kam_json_end_object(json);
}

static void
write_list(const KamRecordType *type, KamJson *json)
{
    g_autofree char *name = g_strconcat(type->name, "_list", NULL);
    g_autofree char *item = g_strconcat("#/components/schemas/", type->name, NULL);

    kam_json_begin_object(json, name);
    kam_json_text(json, "type", "object");
    kam_json_raw(json, "required", "[\"items\",\"next\"]");
    kam_json_begin_object(json, "properties");
    kam_json_begin_object(json, "items");
    kam_json_text(json, "type", "array");
    kam_openapi_write_reference(item, json, "items");
    kam_json_end_object(json);
    kam_json_raw(json, "next",
                 "{\"type\":[\"string\",\"null\"],\"description\":\"cursor of the next page; null at the end\"}");
    kam_json_raw(json, "total", "{\"type\":\"integer\",\"minimum\":0,\"description\":\"with Prefer: count=exact\"}");
    kam_json_end_object(json);
    kam_json_end_object(json);
}

static void
write_bulk(const KamRecordType *type, KamJson *json)
{
    g_autofree char *name = g_strconcat(type->name, "_bulk", NULL);
    g_autofree char *changes = g_strconcat("#/components/schemas/", type->name, "_patch", NULL);

    kam_json_begin_object(json, name);
    kam_json_text(json, "type", "object");
    kam_json_bool(json, "additionalProperties", FALSE);
    kam_json_raw(json, "required", "[\"ids\",\"changes\"]");
    kam_json_begin_object(json, "properties");
    kam_json_begin_object(json, "ids");
    kam_json_text(json, "type", "array");
    kam_json_int(json, "minItems", 1);
    kam_json_int(json, "maxItems", 1000);
    kam_openapi_write_id(json, "items", FALSE);
    kam_json_end_object(json);
    kam_json_raw(json, "versions",
                 "{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":1},"
                 "\"description\":\"one for each id; without them whatever the versions are\"}");
    kam_openapi_write_reference(changes, json, "changes");
    kam_json_end_object(json);
    kam_json_end_object(json);
}

void
kam_openapi_write_record_type(const KamRecordType *type, KamJson *json)
{
    write_schema(type, KAM_SCHEMA_READ, "", json);
    write_schema(type, KAM_SCHEMA_CREATE, "_create", json);
    write_schema(type, KAM_SCHEMA_PATCH, "_patch", json);
    write_list(type, json);
    write_bulk(type, json);
}

void
kam_openapi_write_single_type(const KamRecordType *type, KamJson *json)
{
    write_schema(type, KAM_SCHEMA_READ, "", json);
    write_schema(type, KAM_SCHEMA_PATCH, "_patch", json);
}
