/* Bodies of profiles, applied. */
#include "service/import/profile_body.h"

#include <string.h>

#include "sales/setting.h"
#include "service/import/columns.h"

#define ROWS_TO_LOOK_AT 60
#define FEWEST_COLUMNS 2 /* one name alone, such as "Naziv", stands in many files */

char *
kam_import_profile_dup_kind(const char *body)
{
    json_auto_t *root = json_loads(body, 0, NULL);
    const char *kind = json_string_value(json_object_get(root, "kind"));

    return g_strdup(kind == NULL ? "sales" : kind);
}

static json_t *
parse(const char *body, GError **error)
{
    json_t *root = json_loads(body, 0, NULL);

    if (root == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the profile cannot be read: save it again");
    return root;
}

/* --- to options --- */

static gboolean
is_said(const KamLineOptions *options, const char *name)
{
    const KamTableOptions *table = &options->table;

    return (strcmp(name, "format") == 0 && table->format != KAM_FORMAT_AUTO) ||
           (strcmp(name, "delimiter") == 0 && table->delimiter != '\0') ||
           (strcmp(name, "encoding") == 0 && table->encoding != NULL) ||
           (strcmp(name, "sheet") == 0 && table->sheet != NULL) ||
           (strcmp(name, "header_row") == 0 && options->header_row != 0);
}

static gboolean
load_table(KamLineOptions *options, const json_t *root, GStringChunk *texts, GError **error)
{
    const char *name;
    json_t *value;

    json_object_foreach(json_object_get(root, "table"), name, value)
    {
        const char *text = json_string_value(value);

        if (text == NULL || is_said(options, name))
            continue;
        if (!kam_line_setting_set(options, name, g_string_chunk_insert(texts, text), error)) {
            g_prefix_error(error, "the profile's '%s' ", name);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
kam_import_profile_to_options(const char *body, KamLineOptions *options, GStringChunk *texts, GError **error)
{
    json_auto_t *root = parse(body, error);
    KamLineOptions loaded = *options;

    if (root == NULL || !load_table(&loaded, root, texts, error) ||
        !kam_line_options_load_profile(&loaded, body, texts, error))
        return FALSE;
    *options = loaded;
    return TRUE;
}

/* --- to settings of records --- */

/* What was said comes first, and of two maps of a field the first counts. */
static char **
join_maps(const KamRecordSettings *settings, json_t *stored)
{
    GPtrArray *maps = g_ptr_array_new();
    const char *field;
    json_t *column;

    for (char **map = settings->maps; map != NULL && *map != NULL; map++)
        g_ptr_array_add(maps, g_strdup(*map));
    json_object_foreach(stored, field, column)
    {
        if (json_is_string(column))
            g_ptr_array_add(maps, g_strdup_printf("%s=%s", field, json_string_value(column)));
    }
    g_ptr_array_add(maps, NULL);
    return (char **)g_ptr_array_free(maps, FALSE);
}

gboolean
kam_import_profile_to_record_settings(const char *body, KamRecordSettings *settings, GError **error)
{
    json_auto_t *root = parse(body, error);
    KamLineOptions options = { .table = settings->table, .header_row = settings->wish.header_row };
    const char *language = json_string_value(json_object_get(root, "language"));
    char **maps;

    if (settings->texts == NULL)
        settings->texts = g_string_chunk_new(256);
    if (root == NULL || !load_table(&options, root, settings->texts, error))
        return FALSE;
    settings->table = options.table;
    settings->wish.header_row = options.header_row;
    if (language != NULL && settings->wish.language == KAM_LANGUAGE_N)
        settings->wish.language = kam_language_from_tag(language);
    maps = join_maps(settings, json_object_get(root, "map"));
    g_strfreev(settings->maps);
    settings->maps = maps;
    settings->wish.maps = (const char *const *)maps;
    return TRUE;
}

/* --- recognised --- */

static gboolean
is_number(const char *text)
{
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

static gboolean
row_has(const KamRow *row, const char *name)
{
    g_autofree char *key = kam_import_header_key(name, -1);

    for (guint c = 0; c < row->n_cells; c++) {
        KamCell cell = kam_row_get_cell(row, (int)c);
        g_autofree char *own = kam_import_header_key(cell.text, cell.length);

        if (strcmp(own, key) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
row_has_all(const KamRow *row, json_t *map)
{
    const char *field;
    json_t *column;
    guint n = 0;

    json_object_foreach(map, field, column)
    {
        const char *name = json_string_value(column);

        if (name == NULL || *name == '\0' || is_number(name))
            continue;
        if (!row_has(row, name))
            return FALSE;
        n++;
    }
    return n >= FEWEST_COLUMNS;
}

gboolean
kam_import_profile_fits(const char *body, const KamSample *sample)
{
    json_auto_t *root = json_loads(body, 0, NULL);
    json_t *map = json_object_get(root, "map");

    for (guint r = 0; map != NULL && r < MIN(sample->rows->len, ROWS_TO_LOOK_AT); r++)
        if (row_has_all(kam_sample_get_row(sample, r), map))
            return TRUE;
    return FALSE;
}
