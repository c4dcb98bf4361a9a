/* What cells say: single ones, and all of them together about the language that numbers and dates are written in. */
#include <string.h>

#include "base/decimal.h"
#include "record/value.h"
#include "service/import/columns.h"

/* --- one cell --- */

char *
kam_import_cell_text(KamCell cell)
{
    gboolean is_guarded = cell.kind == KAM_CELL_TEXT && cell.length > 1 && cell.text[0] == '\'' &&
                          strchr("=+-@\t\r", cell.text[1]) != NULL;

    return g_strndup(cell.text + is_guarded, cell.length - is_guarded);
}

/* A spreadsheet keeps 20% as 0.2. What lies above could be either and is asked about. */
static gboolean
read_percent(const KamField *field, const char *text, KamFieldValue *value, KamFaults *faults)
{
    KamDecimal number;

    if (!kam_decimal_parse(text, strlen(text), (KamNumberFormat) { '.', 0 }, &number) ||
        !kam_decimal_to_micro(number, &value->integer) || ABS(value->integer) > KAM_MICRO) {
        kam_faults_add(faults, field->name, "ambiguous",
                       "the number '%s' may be a percentage or a hundredfold of one: write it as a text with %%", text);
        value->integer = 0;
        return FALSE;
    }
    value->integer *= 100;
    value->state = KAM_VALUE_SET;
    return TRUE;
}

static gboolean
read_cell(const KamField *field, KamCell cell, KamLanguage language, KamFieldValue *value, KamFaults *faults)
{
    gboolean is_typed = cell.kind == KAM_CELL_NUMBER || cell.kind == KAM_CELL_DATE;
    g_autofree char *text = kam_import_cell_text(cell);

    if (cell.kind == KAM_CELL_ERROR) {
        kam_faults_add(faults, field->name, "cell_error",
                       "the cell holds an error of the spreadsheet; mend its formula or empty it");
        return FALSE;
    }
    if (cell.kind == KAM_CELL_NUMBER && field->kind == KAM_PERCENT)
        return read_percent(field, text, value, faults);
    return kam_value_from_text(field, text, is_typed ? KAM_LANGUAGE_EN : language, value, faults);
}

/* --- all of them --- */

typedef struct {
    guint english, serbian; /* cells that are readable in that way alone */
    guint both;             /* readable in both, with different values */
    char *example;          /* one of these; NULL without */
} Evidence;

static gboolean
depends_on_language(const KamField *field)
{
    switch ((int)field->kind) {
    case KAM_INT:
    case KAM_DECIMAL:
    case KAM_PERCENT:
    case KAM_MONEY:
    case KAM_DATE:
    case KAM_INSTANT:
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean
reads(const KamField *field, KamCell cell, KamLanguage language, KamFieldValue *value)
{
    g_auto(KamFaults) faults = { 0 };

    kam_faults_init(&faults);
    return read_cell(field, cell, language, value, &faults);
}

static void
weigh_cell(Evidence *evidence, const KamField *field, KamCell cell)
{
    KamFieldValue english = { 0 }, serbian = { 0 };
    gboolean is_english = reads(field, cell, KAM_LANGUAGE_EN, &english);
    gboolean is_serbian = reads(field, cell, KAM_LANGUAGE_SR, &serbian);

    if (is_english && !is_serbian)
        evidence->english++;
    if (is_serbian && !is_english)
        evidence->serbian++;
    if (is_english && is_serbian && !kam_field_value_equal(&english, &serbian)) {
        evidence->both++;
        if (evidence->example == NULL)
            evidence->example = g_strndup(cell.text, cell.length);
    }
    kam_field_value_clear(&english);
    kam_field_value_clear(&serbian);
}

static Evidence
weigh_cells(const KamImportColumns *columns, const KamSample *sample)
{
    Evidence evidence = { 0 };

    for (guint i = 0; i < columns->taken->len; i++) {
        const KamImportColumn *column = &g_array_index(columns->taken, KamImportColumn, i);

        for (guint r = 0; depends_on_language(column->field) && r < sample->rows->len; r++) {
            const KamRow *row = kam_sample_get_row(sample, r);
            KamCell cell = kam_row_get_cell(row, (int)column->column);

            if (row->number > columns->last_header_row && cell.kind == KAM_CELL_TEXT)
                weigh_cell(&evidence, column->field, cell);
        }
    }
    return evidence;
}

static gboolean
is_label(const char *label, const char *key)
{
    g_autofree char *own = label == NULL ? NULL : kam_import_header_key(label, -1);

    return own != NULL && strcmp(own, key) == 0;
}

static gboolean
has_cyrillic(const char *text)
{
    for (; *text != '\0'; text += g_utf8_skip[(guchar)*text])
        if (g_unichar_get_script(g_utf8_get_char(text)) == G_UNICODE_SCRIPT_CYRILLIC)
            return TRUE;
    return FALSE;
}

/* The language of the headers; KAM_LANGUAGE_N when they are names of fields, or the same in both. */
static KamLanguage
language_of_headers(const KamImportColumns *columns)
{
    guint english = 0, serbian = 0;
    gboolean is_cyrillic = FALSE;

    for (guint i = 0; i < columns->taken->len; i++) {
        const KamImportColumn *column = &g_array_index(columns->taken, KamImportColumn, i);
        g_autofree char *key = kam_import_header_key(column->header, -1);
        gboolean is_english = is_label(column->field->en, key), is_serbian = is_label(column->field->sr, key);

        is_cyrillic = is_cyrillic || has_cyrillic(column->header);
        if (is_label(column->field->name, key))
            continue;
        english += is_english && !is_serbian;
        serbian += is_serbian && !is_english;
    }
    if (is_cyrillic)
        return KAM_LANGUAGE_SR_CYRL;
    return english == serbian ? KAM_LANGUAGE_N : english > serbian ? KAM_LANGUAGE_EN : KAM_LANGUAGE_SR;
}

/* What cells can only be in one way goes before what the headers say. */
static KamLanguage
decide(const KamImportColumns *columns, const Evidence *evidence)
{
    KamLanguage headers = language_of_headers(columns);

    if (evidence->english > evidence->serbian)
        return KAM_LANGUAGE_EN;
    if (evidence->serbian > evidence->english)
        return headers == KAM_LANGUAGE_SR_CYRL ? headers : KAM_LANGUAGE_SR;
    return headers == KAM_LANGUAGE_N && evidence->both == 0 ? KAM_LANGUAGE_EN : headers;
}

gboolean
kam_import_language_find(KamImportColumns *columns, const KamSample *sample, const KamImportWish *wish,
                         const char *name, GError **error)
{
    g_autofree char *example = NULL;
    Evidence evidence;
    KamLanguage found;

    columns->language = wish->language;
    if (wish->language != KAM_LANGUAGE_N)
        return TRUE;
    evidence = weigh_cells(columns, sample);
    example = evidence.example;
    found = decide(columns, &evidence);
    if (found == KAM_LANGUAGE_N) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                    "'%s' in '%s' can be read in the English and in the Serbian way; --language en or --language sr "
                    "says which",
                    example, name);
        return FALSE;
    }
    columns->is_open = language_of_headers(columns) == KAM_LANGUAGE_N && evidence.english == evidence.serbian;
    columns->language = found;
    return TRUE;
}

gboolean
kam_import_read_cell(const KamImportColumns *columns, const KamField *field, KamCell cell, KamFieldValue *value,
                     KamFaults *faults)
{
    Evidence evidence = { 0 };
    g_autofree char *example = NULL;

    if (columns->is_open && cell.kind == KAM_CELL_TEXT && depends_on_language(field))
        weigh_cell(&evidence, field, cell);
    example = evidence.example;
    if (example == NULL)
        return read_cell(field, cell, columns->language, value, faults);
    kam_faults_add(faults, field->name, "ambiguous",
                   "'%s' can be read in the English and in the Serbian way: say --language en or --language sr",
                   example);
    return FALSE;
}
