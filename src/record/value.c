/* Values of fields: the table of kinds, and what all kinds have in common. Each family of kinds has its own file. */
#include "record/value.h"

#include <string.h>

#include "base/decimal.h"
#include "base/format.h"
#include "base/text.h"
#include "record/value_form.h"

#define MAX_QUOTE 60
#define MAX_COLUMN 128

static const KamForm *const forms[KAM_FIELD_KIND_N] = {
    [KAM_TEXT] = &kam_form_text,
    [KAM_LONG_TEXT] = &kam_form_long_text,
    [KAM_INT] = &kam_form_int,
    [KAM_DECIMAL] = &kam_form_decimal,
    [KAM_PERCENT] = &kam_form_percent,
    [KAM_MONEY] = &kam_form_money,
    [KAM_DATE] = &kam_form_date,
    [KAM_INSTANT] = &kam_form_instant,
    [KAM_BOOLEAN] = &kam_form_boolean,
    [KAM_CHOICE] = &kam_form_choice,
    [KAM_REF] = &kam_form_ref,
    [KAM_REFS] = &kam_form_refs,
    [KAM_EMAIL] = &kam_form_email,
    [KAM_PHONE] = &kam_form_phone,
    [KAM_URL] = &kam_form_url,
    [KAM_COUNTRY] = &kam_form_country,
    [KAM_COLOUR] = &kam_form_colour,
    [KAM_FILE] = &kam_form_ref,
    [KAM_TAX_NUMBER] = &kam_form_tax_number,
    [KAM_COMPANY_NUMBER] = &kam_form_company_number,
};

const KamForm *
kam_form_of(const KamField *field)
{
    g_assert(field->kind > 0 && field->kind < KAM_FIELD_KIND_N);
    return forms[field->kind];
}

gboolean
kam_reading_fault(KamReading *reading, const char *code, const char *format, ...)
{
    g_autofree char *detail = NULL;
    va_list arguments;

    va_start(arguments, format);
    detail = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    kam_faults_add(reading->faults, reading->field->name, code, "%s", detail);
    return FALSE;
}

char *
kam_reading_quote(const char *text)
{
    g_autofree char *clean = kam_format_clean(text);

    if (g_utf8_strlen(clean, -1) <= MAX_QUOTE)
        return g_steal_pointer(&clean);
    *g_utf8_offset_to_pointer(clean, MAX_QUOTE) = '\0';
    return g_strconcat(clean, "...", NULL);
}

const char *
kam_reading_json_kind(const json_t *json)
{
    static const char *const kinds[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a text", [JSON_INTEGER] = "a number",
        [JSON_REAL] = "a number",    [JSON_TRUE] = "true",      [JSON_FALSE] = "false",   [JSON_NULL] = "null",
    };

    return kinds[json_typeof(json)];
}

/* The reading's value becomes the caller's, or is given up. */
static gboolean
finish(KamReading *reading, gboolean is_good, KamFieldValue *value)
{
    if (!is_good) {
        kam_field_value_clear(&reading->value);
        return FALSE;
    }
    kam_field_value_clear(value);
    *value = reading->value;
    return TRUE;
}

static gboolean
read_text_value(KamReading *reading, const char *given, gsize length)
{
    const KamForm *form = kam_form_of(reading->field);
    g_autofree char *text = NULL;

    if (!kam_reading_clean_text(reading, given, length, reading->field->kind == KAM_LONG_TEXT, &text))
        return FALSE;
    if (text == NULL)
        return TRUE;
    if (form->check_text != NULL && !form->check_text(reading, &text))
        return FALSE;
    if (!kam_reading_check_text(reading, text))
        return FALSE;
    reading->value.state = KAM_VALUE_SET;
    reading->value.text = g_steal_pointer(&text);
    return TRUE;
}

static gboolean
read_json(KamReading *reading, const json_t *json)
{
    const KamForm *form = kam_form_of(reading->field);

    if (json_is_null(json))
        return TRUE;
    if (form->read_json != NULL)
        return form->read_json(reading, json);
    if (!json_is_string(json))
        return kam_reading_fault(reading, "wrong_type", "this is %s where a text belongs: write it in double quotes",
                                 kam_reading_json_kind(json));
    return read_text_value(reading, json_string_value(json), json_string_length(json));
}

gboolean
kam_value_from_json(const KamField *field, const json_t *json, KamFieldValue *value, KamFaults *faults)
{
    KamReading reading = { .field = field, .faults = faults };

    return finish(&reading, read_json(&reading, json), value);
}

static gboolean
read_text(KamReading *reading, const char *given, KamLanguage language)
{
    const KamForm *form = kam_form_of(reading->field);
    gsize length = strlen(given);
    g_autofree char *text = NULL;

    if (form->read_text == NULL)
        return read_text_value(reading, given, length);
    if (!kam_reading_clean_text(reading, given, length, FALSE, &text))
        return FALSE;
    return text == NULL || form->read_text(reading, text, language);
}

gboolean
kam_value_from_text(const KamField *field, const char *text, KamLanguage language, KamFieldValue *value,
                    KamFaults *faults)
{
    KamReading reading = { .field = field, .faults = faults };

    return finish(&reading, read_text(&reading, text, language), value);
}

static void
write_ids(const KamFieldValue *value, KamJson *json, const char *name)
{
    kam_json_begin_array(json, name);
    for (guint i = 0; value->ids != NULL && i < value->ids->len; i++)
        kam_json_id(json, NULL, g_array_index(value->ids, gint64, i));
    kam_json_end_array(json);
}

void
kam_value_to_json(const KamField *field, const KamFieldValue *value, KamJson *json, const char *name)
{
    const KamForm *form = kam_form_of(field);

    if (form->stored == KAM_STORED_LINKS)
        write_ids(value, json, name);
    else if (value->state == KAM_VALUE_ABSENT)
        kam_json_null(json, name);
    else if (form->write_json != NULL)
        form->write_json(json, name, value->integer, value->text);
    else
        kam_json_text(json, name, value->text);
}

void
kam_value_append_text(const KamField *field, const KamFieldValue *value, KamLanguage language, GString *out)
{
    const KamForm *form = kam_form_of(field);

    if (value->state == KAM_VALUE_ABSENT)
        return;
    if (form->write_text != NULL)
        form->write_text(out, field, value, language);
    else
        g_string_append(out, value->text);
}

char *
kam_value_to_text(const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    GString *out = g_string_new(NULL);

    kam_value_append_text(field, value, language, out);
    return g_string_free(out, FALSE);
}

guint
kam_field_n_columns(const KamField *field)
{
    switch (kam_form_of(field)->stored) {
    case KAM_STORED_LINKS:
        return 0;
    case KAM_STORED_MONEY:
        return 2;
    case KAM_STORED_TEXT:
    case KAM_STORED_INT:
        break;
    }
    return 1;
}

const char *
kam_field_column(const KamField *field, guint i)
{
    const KamForm *form = kam_form_of(field);
    char name[MAX_COLUMN];

    g_assert(i < kam_field_n_columns(field));
    if (!form->is_micro)
        return field->name;
    g_snprintf(name, sizeof name, "%s%s", field->name, i == 0 ? "_micro" : "_currency");
    return g_intern_string(name);
}

int
kam_value_bind(const KamField *field, const KamFieldValue *value, KamStmt *stmt, int index)
{
    const KamForm *form = kam_form_of(field);
    gboolean is_set = value->state == KAM_VALUE_SET;

    if (form->stored == KAM_STORED_LINKS)
        return index;
    if (form->stored == KAM_STORED_TEXT) {
        kam_stmt_bind_text(stmt, index, is_set ? value->text : NULL);
        return index + 1;
    }
    if (is_set)
        kam_stmt_bind_int(stmt, index, value->integer);
    else
        kam_stmt_bind_null(stmt, index);
    if (form->stored == KAM_STORED_INT)
        return index + 1;
    kam_stmt_bind_text(stmt, index + 1, is_set ? value->text : NULL);
    return index + 2;
}

int
kam_value_from_row(const KamField *field, KamStmt *stmt, int column, KamFieldValue *value)
{
    const KamForm *form = kam_form_of(field);

    kam_field_value_clear(value);
    if (form->stored == KAM_STORED_LINKS)
        return column;
    if (!kam_stmt_is_null(stmt, column)) {
        value->state = KAM_VALUE_SET;
        if (form->stored == KAM_STORED_TEXT)
            value->text = g_strdup(kam_stmt_get_text(stmt, column));
        else
            value->integer = kam_stmt_get_int(stmt, column);
        if (form->stored == KAM_STORED_MONEY)
            value->text = g_strdup(kam_stmt_get_text(stmt, column + 1));
    }
    return column + (form->stored == KAM_STORED_MONEY ? 2 : 1);
}

int
kam_value_row_to_json(const KamField *field, KamStmt *stmt, int column, KamJson *json)
{
    const KamForm *form = kam_form_of(field);
    gint64 value = 0;

    if (form->stored == KAM_STORED_LINKS)
        return column;
    if (form->stored == KAM_STORED_TEXT)
        kam_json_text(json, field->name, kam_stmt_get_text(stmt, column)); /* NULL is null */
    else if (!kam_stmt_take_int(stmt, column, &value))
        kam_json_null(json, field->name);
    else
        form->write_json(json, field->name, value,
                         form->stored == KAM_STORED_MONEY ? kam_stmt_get_text(stmt, column + 1) : NULL);
    return column + (form->stored == KAM_STORED_MONEY ? 2 : 1);
}
