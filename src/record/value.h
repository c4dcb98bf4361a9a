/* Values of fields: from JSON and from text, checked; to JSON and to text; to and from columns. One table row a kind.
 */
#pragma once

#include <jansson.h>

#include "base/json.h"
#include "base/language.h"
#include "record/record.h"

/* Codes of faults that are noted here (others, such as required or not_unique, are those of whole records):
 *   wrong_type malformed pattern too_long too_small too_large too_precise too_many_digits control_character
 * bad_encoding ambiguous not_a_choice no_currency unknown_currency unknown_country unknown_field repeated too_many
 * too_many_marks; warnings: check_digit length. */

/**
 * Read a field's value from JSON. Everything that can be judged without the database and the other fields is judged:
 * type, range, length, pattern, form, choices. Whether a required field is there is the caller's question.
 * Texts are normalised to NFC and trimmed; "" is absent, null is absent, an empty array of references is absent.
 * Decimals are exact: texts and numbers are taken, digits that would be lost are refused.
 * @param[out] value  an initialised value (all zeros is one); replaced only when there was no blocking fault.
 * @return FALSE when a blocking fault was noted.
 */
gboolean kam_value_from_json(const KamField *field, const json_t *json, KamFieldValue *value, KamFaults *faults);
/** The same from text, as a cell of CSV or XLSX holds it, in the way of a language ("1.234,50 RSD", "7. 3. 2026.",
 * "da"). References are left to the caller: a KAM_REF takes an id only. Choices also by their label. */
gboolean kam_value_from_text(const KamField *field, const char *text, KamLanguage language, KamFieldValue *value,
                             KamFaults *faults);
/** Check digits of tax and company numbers, once the record's country is known. */
void kam_value_check_numbers(const KamField *field, const KamFieldValue *value, const char *country, KamFaults *faults);

/** Write a member; references to many as an array, which is empty when absent. */
void kam_value_to_json(const KamField *field, const KamFieldValue *value, KamJson *json, const char *name);
/** As a person reads it in a language, empty when absent: for CSV, XLSX and audit. Free with g_free(). */
char *kam_value_to_text(const KamField *field, const KamFieldValue *value, KamLanguage language);
/** The same, appended. */
void kam_value_append_text(const KamField *field, const KamFieldValue *value, KamLanguage language, GString *out);
/** A label in a language: the Serbian one is kept in Latin letters; where it is NULL the English one serves. */
void kam_label_append(GString *out, const char *en, const char *sr, KamLanguage language);

/** How many columns a field has: 0 for KAM_REFS, 2 for money, 1 else; and their names (static or interned). */
guint kam_field_n_columns(const KamField *field);
const char *kam_field_column(const KamField *field, guint i);
/** Bind the value's columns from parameter `index` on; the next free index. */
int kam_value_bind(const KamField *field, const KamFieldValue *value, KamStmt *stmt, int index);
/** Read the value from a row's columns, from `column` on; the next column. */
int kam_value_from_row(const KamField *field, KamStmt *stmt, int column, KamFieldValue *value);
/** Write a member straight from a row: the quick way of lists, without an allocation. The next column. Fields without
 * columns (KAM_REFS) write nothing. */
int kam_value_row_to_json(const KamField *field, KamStmt *stmt, int column, KamJson *json);

/** An id of 1 .. 2^63 - 1 from its digits; FALSE when it is none. */
gboolean kam_id_parse(const char *text, gint64 *id);
/** Milliseconds UTC of a moment with its offset (RFC 3339); digits beyond milliseconds are dropped. FALSE when it is
 * none. */
gboolean kam_instant_parse(const char *text, gint64 *ms);

/** HTML of a Markdown text: no raw HTML, no scripts, links to http, https and mailto only. Free with g_free(). */
char *kam_markdown_to_html(const char *markdown);
