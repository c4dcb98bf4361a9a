/* Values of fields: from JSON and from text, checked; to JSON and to text; to and from columns. One table row a kind.
 */
#pragma once

#include <jansson.h>

#include "base/json.h"
#include "base/language.h"
#include "record/record.h"

/**
 * Read a field's value from JSON. Everything that can be judged without the database is judged: type, range, length,
 * pattern, form, choices; check digits of Serbian numbers warn (`country` is the record's, NULL unknown).
 * Texts are normalised to NFC and trimmed; "" is absent. null is absent.
 * @param[out] value  written only when there was no blocking fault; clear it first.
 * @return FALSE when a blocking fault was noted.
 */
gboolean kam_value_from_json(const KamField *field, const json_t *json, KamFieldValue *value, KamFaults *faults);
/** The same from text, as a cell of CSV or XLSX holds it, in the way of a language ("1.234,50 RSD", "7. 3. 2026.",
 * "da"). References are left to the caller: a KAM_REF takes an id only. Choices also by their label. */
gboolean kam_value_from_text(const KamField *field, const char *text, KamLanguage language, KamFieldValue *value,
                             KamFaults *faults);
/** Check digits of tax and company numbers, once the record's country is known. */
void kam_value_check_numbers(const KamField *field, const KamFieldValue *value, const char *country, KamFaults *faults);

/** Write a member. */
void kam_value_to_json(const KamField *field, const KamFieldValue *value, KamJson *json, const char *name);
/** As a person reads it in a language, empty when absent: for CSV, XLSX and audit. Free with g_free(). */
char *kam_value_to_text(const KamField *field, const KamFieldValue *value, KamLanguage language);

/** How many columns a field has: 0 for KAM_REFS, 2 for money, 1 else; and their names (static or interned). */
guint kam_field_n_columns(const KamField *field);
const char *kam_field_column(const KamField *field, guint i);
/** Bind the value's columns from parameter `index` on; the next free index. */
int kam_value_bind(const KamField *field, const KamFieldValue *value, KamStmt *stmt, int index);
/** Read the value from a row's columns, from `column` on; the next column. */
int kam_value_from_row(const KamField *field, KamStmt *stmt, int column, KamFieldValue *value);
/** Write a member straight from a row: the quick way of lists. The next column. */
int kam_value_row_to_json(const KamField *field, KamStmt *stmt, int column, KamJson *json);

/** HTML of a Markdown text: no raw HTML, no scripts, links to http, https and mailto only. Free with g_free(). */
char *kam_markdown_to_html(const char *markdown);
