/* Columns are found by the header row that names most fields. */
#include "service/import/columns.h"

#include <string.h>

#include "base/text.h"
#include "record/filter.h"

#define ROWS_TO_LOOK_AT 60
#define LONGEST_HEADER 120

/* What a rejects file puts in front of the columns it had. */
static const char *const rejects_headers[] = { "source row", "column", "value", "reason" };

char *
kam_import_header_key(const char *text, gssize length)
{
    char *key = kam_text_fold(text, length);
    char *to = key;

    for (const char *from = key; *from != '\0'; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return key;
}

/* --- fields by name --- */

static gboolean
is_key_of(const char *text, const char *key)
{
    g_autofree char *own = text == NULL ? NULL : kam_import_header_key(text, -1);

    return own != NULL && strcmp(own, key) == 0;
}

/* "account" is account_id. */
static gboolean
is_short_name(const KamField *field, const char *key)
{
    g_autofree char *name =
        g_str_has_suffix(field->name, "_id") ? g_strndup(field->name, strlen(field->name) - 3) : NULL;

    return is_key_of(name, key);
}

static gboolean
bears_label(const KamField *field, const char *key)
{
    return is_key_of(field->en, key) || is_key_of(field->sr, key) || is_short_name(field, key);
}

static const KamField *
find_by_label(const KamRecordType *type, const KamActor *actor, const char *key, gboolean computed)
{
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (field->computed == computed && kam_readable_field(actor, type, field->name) != NULL &&
            bears_label(field, key))
            return field;
    return NULL;
}

/* Those that only files bring have no labels of others. */
static const KamField *
find_of_files(const KamRecordType *type, const KamActor *actor, const char *key)
{
    return type->file_type == NULL ? NULL : kam_import_find_field(type->file_type, actor, key);
}

const KamField *
kam_import_find_field(const KamRecordType *type, const KamActor *actor, const char *key)
{
    const KamField *found = NULL;

    if (*key == '\0')
        return NULL;
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (is_key_of(field->name, key) && kam_readable_field(actor, type, field->name) != NULL)
            return field;
    found = find_by_label(type, actor, key, FALSE);
    if (found == NULL)
        found = find_by_label(type, actor, key, TRUE);
    if (found == NULL)
        found = find_of_files(type, actor, key);
    for (const KamField *field = kam_system_fields(); found == NULL && field->name != NULL; field++)
        if (is_key_of(field->name, key) || bears_label(field, key))
            found = field;
    return found;
}

/* Fields that follow from others are passed over, and so is what the program itself keeps, but for the id. */
static gboolean
can_be_set(const KamRecordType *type, const KamField *field)
{
    if (type->file_type != NULL && kam_record_type_field(type->file_type, field->name) == field)
        return TRUE;
    return kam_record_type_field(type, field->name) == field ? !field->computed : strcmp(field->name, "id") == 0;
}

/* --- the header row --- */

typedef struct {
    const KamRecordType *type;
    const KamActor *actor;
    const KamSample *sample;
    GPtrArray *asked; /* keys of columns that maps name */
} Search;

static gboolean
is_asked(const Search *search, const char *key)
{
    for (guint i = 0; i < search->asked->len; i++)
        if (strcmp(search->asked->pdata[i], key) == 0)
            return TRUE;
    return FALSE;
}

static guint
count_names(const Search *search, const KamRow *row)
{
    guint n = 0;

    for (guint c = 0; c < row->n_cells; c++) {
        KamCell cell = kam_row_get_cell(row, (int)c);
        g_autofree char *key = NULL;

        if (cell.length == 0 || cell.length > LONGEST_HEADER)
            continue;
        key = kam_import_header_key(cell.text, cell.length);
        n += is_asked(search, key) || kam_import_find_field(search->type, search->actor, key) != NULL;
    }
    return n;
}

/* Without a word that is known, the first row that holds anything names the columns. */
static const KamRow *
find_header_row(const Search *search)
{
    const KamRow *best = NULL;
    guint most = 0;

    for (guint r = 0; r < MIN(search->sample->rows->len, ROWS_TO_LOOK_AT); r++) {
        const KamRow *row = kam_sample_get_row(search->sample, r);
        guint n = count_names(search, row);

        if (n > most || (best == NULL && kam_row_count_filled(row, NULL) > 0)) {
            most = n;
            best = row;
        }
    }
    return best;
}

static const KamRow *
find_asked_row(const KamSample *sample, guint number, GError **error)
{
    for (guint r = 0; r < sample->rows->len; r++)
        if (kam_sample_get_row(sample, r)->number == number)
            return kam_sample_get_row(sample, r);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "there is no row '%u' to take for the header", number);
    return NULL;
}

static void
take_headers(KamImportColumns *columns, const KamSample *sample, const KamRow *row)
{
    columns->last_header_row = row->number;
    for (guint c = 0; c < sample->n_columns; c++) {
        KamCell cell = kam_row_get_cell(row, (int)c);

        g_ptr_array_add(columns->headers, g_strndup(cell.text, cell.length));
    }
    g_ptr_array_add(columns->headers, NULL);
}

static guint
count_own_columns(const KamImportColumns *columns)
{
    for (guint i = 0; i < G_N_ELEMENTS(rejects_headers); i++)
        if (g_strcmp0(columns->headers->pdata[i], rejects_headers[i]) != 0)
            return 0;
    return G_N_ELEMENTS(rejects_headers);
}

/* --- taking columns --- */

static KamImportColumn *
find_taken(const KamImportColumns *columns, const KamField *field)
{
    for (guint i = 0; i < columns->taken->len; i++)
        if (g_array_index(columns->taken, KamImportColumn, i).field == field)
            return &g_array_index(columns->taken, KamImportColumn, i);
    return NULL;
}

static gboolean
is_column_taken(const KamImportColumns *columns, guint column)
{
    for (guint i = 0; i < columns->taken->len; i++)
        if (g_array_index(columns->taken, KamImportColumn, i).column == column)
            return TRUE;
    return FALSE;
}

static void
take_column(KamImportColumns *columns, const KamField *field, guint column)
{
    KamImportColumn taken = { field, column, columns->headers->pdata[column] };

    g_array_append_val(columns->taken, taken);
}

static char *
join_headers(const KamImportColumns *columns)
{
    GString *out = g_string_new(NULL);

    for (guint c = count_own_columns(columns); c + 1 < columns->headers->len; c++)
        g_string_append_printf(out, "%s'%s'", out->len == 0 ? "" : ", ", (const char *)columns->headers->pdata[c]);
    return g_string_free(out, FALSE);
}

static char *
join_fields(const KamRecordType *type, const KamActor *actor)
{
    GString *out = g_string_new("id");

    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (!field->computed && kam_readable_field(actor, type, field->name) != NULL)
            g_string_append_printf(out, ", %s", field->name);
    return g_string_free(out, FALSE);
}

/* "3", "C"; -1 when it is neither or beyond the last column. */
static int
column_from_place(const char *text, guint n)
{
    guint number = 0;

    if (*text == '\0' || strlen(text) > (g_ascii_isdigit(*text) ? 5 : 3))
        return -1;
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_isdigit(*text) && g_ascii_isdigit(*at))
            number = number * 10 + (guint)(*at - '0');
        else if (g_ascii_isalpha(*text) && g_ascii_isalpha(*at))
            number = number * 26 + (guint)(g_ascii_toupper(*at) - 'A') + 1;
        else
            return -1;
    }
    return number >= 1 && number <= n ? (int)number - 1 : -1;
}

static int
column_from_text(const KamImportColumns *columns, const char *text)
{
    g_autofree char *key = kam_import_header_key(text, -1);
    guint n = columns->headers->len - 1;

    for (guint c = 0; c < n; c++)
        if (strcmp(columns->headers->pdata[c], text) == 0)
            return (int)c;
    for (guint c = 0; c < n && *key != '\0'; c++)
        if (is_key_of(columns->headers->pdata[c], key))
            return (int)c;
    return column_from_place(text, n);
}

static const KamField *
field_of_map(const Search *search, const char *map, GError **error)
{
    const char *equals = strchr(map, '=');
    g_autofree char *key = equals == NULL ? NULL : kam_import_header_key(map, equals - map);
    const KamField *field = key == NULL ? NULL : kam_import_find_field(search->type, search->actor, key);
    g_autofree char *fields = NULL;

    if (field != NULL && can_be_set(search->type, field))
        return field;
    fields = join_fields(search->type, search->actor);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "--map does not know '%s'; it takes FIELD=COLUMN with a field of %s: %s", map, search->type->plural,
                fields);
    return NULL;
}

/* `asked` gets the fields that a map names; of two maps of a field the first counts. */
static gboolean
take_asked(KamImportColumns *columns, const Search *search, const char *const *maps, GPtrArray *asked, GError **error)
{
    for (; maps != NULL && *maps != NULL; maps++) {
        const KamField *field = field_of_map(search, *maps, error);
        const char *wanted = field == NULL ? NULL : strchr(*maps, '=') + 1;
        int column = wanted == NULL || *wanted == '\0' ? -1 : column_from_text(columns, wanted);
        g_autofree char *headers = NULL;

        if (field == NULL)
            return FALSE;
        if (g_ptr_array_find(asked, field, NULL))
            continue;
        g_ptr_array_add(asked, (gpointer)(guintptr)field);
        if (*wanted == '\0')
            continue;
        if (column >= 0) {
            take_column(columns, field, (guint)column);
            continue;
        }
        headers = join_headers(columns);
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "there is no column '%s' for the field %s; the file has %s (a letter or number works too)", wanted,
                    field->name, headers);
        return FALSE;
    }
    return TRUE;
}

static gboolean
take_named(KamImportColumns *columns, const Search *search, const GPtrArray *left_out, const char *name, GError **error)
{
    for (guint c = count_own_columns(columns); c + 1 < columns->headers->len; c++) {
        const char *header = columns->headers->pdata[c];
        g_autofree char *key = kam_import_header_key(header, -1);
        const KamField *field = kam_import_find_field(search->type, search->actor, key);
        gboolean is_asked_for = g_ptr_array_find((GPtrArray *)(guintptr)left_out, field, NULL);

        if (is_column_taken(columns, c))
            continue;
        if (field == NULL || is_asked_for || !can_be_set(search->type, field)) {
            if (*header != '\0')
                g_ptr_array_add(columns->passed, (gpointer)(guintptr)header);
            continue;
        }
        if (find_taken(columns, field) != NULL) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                        "'%s' and '%s' of '%s' are both called like %s; --map %s=COLUMN says which it is",
                        find_taken(columns, field)->header, header, name, field->name, field->name);
            return FALSE;
        }
        take_column(columns, field, c);
    }
    return TRUE;
}

static gboolean
require_fields(const KamImportColumns *columns, const Search *search, const char *name, GError **error)
{
    g_autofree char *headers = NULL;
    g_autofree char *fields = NULL;

    for (guint i = 0; i < columns->taken->len; i++)
        if (strcmp(g_array_index(columns->taken, KamImportColumn, i).field->name, "id") != 0)
            return TRUE;
    headers = join_headers(columns);
    fields = join_fields(search->type, search->actor);
    g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                "nothing in '%s' is called like a field of %s; it has %s: --map FIELD=COLUMN says it, of the fields %s",
                name, search->type->plural, headers, fields);
    kam_error_set_reason(error, "columns_unknown", "file", name, NULL);
    return FALSE;
}

static GPtrArray *
list_asked_keys(const char *const *maps)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);

    for (; maps != NULL && *maps != NULL; maps++) {
        const char *equals = strchr(*maps, '=');

        if (equals != NULL && strlen(equals + 1) > 3)
            g_ptr_array_add(keys, kam_import_header_key(equals + 1, -1));
    }
    return keys;
}

static gboolean
find_columns(KamImportColumns *columns, const Search *search, const KamImportWish *wish, const char *name,
             GError **error)
{
    g_autoptr(GPtrArray) left_out = g_ptr_array_new();
    const KamRow *row =
        wish->header_row != 0 ? find_asked_row(search->sample, wish->header_row, error) : find_header_row(search);

    if (row == NULL) {
        if (wish->header_row == 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' is empty", name);
            kam_error_set_reason(error, "file_empty", "file", name, NULL);
        }
        return FALSE;
    }
    take_headers(columns, search->sample, row);
    return take_asked(columns, search, wish->maps, left_out, error) &&
           take_named(columns, search, left_out, name, error) && require_fields(columns, search, name, error) &&
           kam_import_language_find(columns, search->sample, wish, name, error);
}

gboolean
kam_import_columns_find(KamImportColumns *columns, const KamRecordType *type, const KamActor *actor,
                        const KamSample *sample, const KamImportWish *wish, const char *name, GError **error)
{
    g_autoptr(GPtrArray) asked = list_asked_keys(wish->maps);
    Search search = { type, actor, sample, asked };

    columns->headers = g_ptr_array_new_with_free_func(g_free);
    columns->taken = g_array_new(FALSE, FALSE, sizeof(KamImportColumn));
    columns->passed = g_ptr_array_new();
    columns->language = KAM_LANGUAGE_EN;
    return find_columns(columns, &search, wish, name, error);
}

void
kam_import_columns_clear(KamImportColumns *columns)
{
    g_clear_pointer(&columns->headers, g_ptr_array_unref);
    g_clear_pointer(&columns->taken, g_array_unref);
    g_clear_pointer(&columns->passed, g_ptr_array_unref);
}
