/* One field of a record type as JSON schema, and as forms want to know it. */
#include <string.h>

#include "api/openapi_parts.h"

#define ID_PATTERN "^[1-9][0-9]{0,18}$"
#define DECIMAL_PATTERN "^-?[0-9]{1,13}([.][0-9]{1,6})?$"

void
kam_openapi_write_id(KamJson *json, const char *name, gboolean nullable)
{
    kam_json_begin_object(json, name);
    kam_json_raw(json, "type", nullable ? "[\"string\",\"null\"]" : "\"string\"");
    kam_json_text(json, "pattern", ID_PATTERN);
    kam_json_end_object(json);
}

static void
write_type(KamJson *json, const char *type, gboolean nullable)
{
    g_autofree char *both = g_strdup_printf("[\"%s\",\"null\"]", type);

    if (nullable)
        kam_json_raw(json, "type", both);
    else
        kam_json_text(json, "type", type);
}

static void
write_choices(const KamField *field, KamJson *json, gboolean nullable)
{
    kam_json_begin_array(json, "enum");
    for (const KamChoice *choice = field->choices; choice != NULL && choice->name != NULL; choice++)
        kam_json_text(json, NULL, choice->name);
    if (nullable)
        kam_json_null(json, NULL);
    kam_json_end_array(json);
    kam_json_begin_object(json, "x-enum-labels");
    for (const KamChoice *choice = field->choices; choice != NULL && choice->name != NULL; choice++) {
        kam_json_begin_object(json, choice->name);
        kam_json_text(json, "en", choice->en);
        kam_json_text(json, "sr", choice->sr);
        kam_json_end_object(json);
    }
    kam_json_end_object(json);
}

static void
write_text(const KamField *field, KamJson *json, gboolean nullable, gboolean is_written)
{
    write_type(json, "string", nullable);
    if (field->max > 0)
        kam_json_int(json, "maxLength", field->max);
    /* What is written is judged; what is read may be older than the rule, or come from a file. */
    if (field->pattern != NULL && is_written) {
        g_autofree char *whole = g_strdup_printf("^(?:%s)$", field->pattern);

        kam_json_text(json, "pattern", whole);
    }
}

static void
write_formatted(KamJson *json, gboolean nullable, const char *format, const char *pattern)
{
    write_type(json, "string", nullable);
    if (format != NULL)
        kam_json_text(json, "format", format);
    if (pattern != NULL)
        kam_json_text(json, "pattern", pattern);
}

static void
write_number(const KamField *field, KamJson *json, gboolean nullable)
{
    write_type(json, "integer", nullable);
    kam_json_text(json, "format", "int64");
    if (field->min == 0 && field->max == 0)
        return;
    kam_json_int(json, "minimum", field->min);
    kam_json_int(json, "maximum", field->max);
}

static void
write_money(KamJson *json, gboolean nullable)
{
    kam_json_begin_array(json, "anyOf");
    kam_openapi_write_reference("#/components/schemas/money", json, NULL);
    if (nullable)
        kam_json_raw(json, NULL, "{\"type\":\"null\"}");
    kam_json_end_array(json);
}

/* Type, form and limits, by kind. */
static void
write_kind(const KamField *field, KamSchemaUse use, KamJson *json)
{
    gboolean is_written = use != KAM_SCHEMA_READ;
    gboolean nullable = !field->required || !is_written;

    switch (field->kind) {
    case KAM_INT:
        write_number(field, json, nullable);
        break;
    case KAM_DECIMAL:
    case KAM_PERCENT:
        write_formatted(json, nullable, "decimal", DECIMAL_PATTERN);
        break;
    case KAM_MONEY:
        write_money(json, nullable);
        break;
    case KAM_DATE:
        write_formatted(json, nullable, "date", NULL);
        break;
    case KAM_INSTANT:
        write_formatted(json, nullable, "date-time", NULL);
        break;
    case KAM_BOOLEAN:
        write_type(json, "boolean", nullable);
        break;
    case KAM_CHOICE:
        write_type(json, "string", nullable);
        write_choices(field, json, nullable);
        break;
    case KAM_REF:
    case KAM_FILE:
        write_formatted(json, nullable, NULL, ID_PATTERN);
        break;
    case KAM_REFS:
        write_type(json, "array", nullable);
        kam_openapi_write_id(json, "items", FALSE);
        break;
    case KAM_EMAIL:
        write_formatted(json, nullable, is_written ? "email" : NULL, NULL);
        break;
    case KAM_URL:
        write_formatted(json, nullable, is_written ? "uri" : NULL, NULL);
        break;
    case KAM_COUNTRY:
        write_formatted(json, nullable, NULL, "^[A-Z]{2}$");
        break;
    case KAM_COLOUR:
        write_formatted(json, nullable, NULL, is_written ? "^#[0-9A-Fa-f]{6}$" : "^#[0-9a-f]{6}$");
        break;
    case KAM_TEXT:
    case KAM_LONG_TEXT:
    case KAM_PHONE:
    case KAM_TAX_NUMBER:
    case KAM_COMPANY_NUMBER:
    case KAM_FIELD_KIND_N:
    default:
        write_text(field, json, nullable, is_written);
        break;
    }
}

/* What forms and tables want to know beyond JSON schema. */
static void
write_extensions(const KamField *field, KamJson *json)
{
    kam_json_text(json, "x-kamen-kind", kam_field_kind_name(field->kind));
    kam_json_text(json, "x-field-class", kam_class_name(field->field_class != 0 ? field->field_class : KAM_PUBLIC));
    kam_json_begin_object(json, "x-kamen-label");
    kam_json_text(json, "en", field->en);
    kam_json_text(json, "sr", field->sr);
    kam_json_end_object(json);
    if (field->to != NULL)
        kam_json_text(json, "x-kamen-to", field->to);
    if (field->pattern_hint != NULL)
        kam_json_text(json, "x-kamen-hint", field->pattern_hint);
    if (field->default_value != NULL && strchr(field->default_value, '@') != NULL)
        kam_json_raw(json, "x-kamen-default", field->default_value);
    if (field->required)
        kam_json_bool(json, "x-kamen-required", TRUE);
    if (field->unique)
        kam_json_bool(json, "x-kamen-unique", TRUE);
    if (field->fixed)
        kam_json_bool(json, "x-kamen-fixed", TRUE);
    if (field->searchable)
        kam_json_bool(json, "x-kamen-searchable", TRUE);
}

void
kam_openapi_write_field(const KamField *field, KamSchemaUse use, KamJson *json)
{
    kam_json_begin_object(json, field->name);
    kam_json_text(json, "title", field->en);
    write_kind(field, use, json);
    if (use == KAM_SCHEMA_CREATE && field->default_value != NULL && strchr(field->default_value, '@') == NULL)
        kam_json_raw(json, "default", field->default_value);
    if (use == KAM_SCHEMA_READ) {
        if (field->computed)
            kam_json_bool(json, "readOnly", TRUE);
        write_extensions(field, json);
    }
    kam_json_end_object(json);
}
