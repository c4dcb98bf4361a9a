/* Bodies of profiles, made from what is recognised in a file. */
#include <stdlib.h>
#include <string.h>

#include "sales/records/reader.h"
#include "service/import/profile_body.h"
#include "service/import/record_import.h"

static void
put_text(json_t *object, const char *name, const char *text)
{
    if (text != NULL && *text != '\0')
        json_object_set_new(object, name, json_string(text));
}

/* What was said about the table; what was found out will be found out again. */
static json_t *
table_to_json(const KamTableOptions *asked, guint header_row)
{
    static const char *const formats[] = { NULL, "csv", "xlsx", "ubl" };
    const char delimiter[] = { asked->delimiter, '\0' };
    g_autofree char *row = header_row == 0 ? NULL : g_strdup_printf("%u", header_row);
    json_t *table = json_object();

    put_text(table, "format", formats[asked->format]);
    put_text(table, "delimiter", asked->delimiter == '\t' ? "tab" : delimiter);
    put_text(table, "encoding", asked->encoding);
    put_text(table, "sheet", asked->sheet);
    put_text(table, "header_row", row);
    return table;
}

/* The kind and what was said about the table come to the other members. Takes `members`. */
static char *
finish(json_t *members, const char *kind, const KamTableOptions *asked, guint header_row)
{
    json_auto_t *body = json_object();
    json_t *table = table_to_json(asked, header_row);

    json_object_set_new(body, "kind", json_string(kind));
    if (json_object_size(table) > 0)
        json_object_set(body, "table", table);
    json_object_update(body, members);
    json_decref(table);
    json_decref(members);
    return json_dumps(body, JSON_COMPACT | JSON_PRESERVE_ORDER);
}

/* jansson's allocator need not be GLib's. */
static char *
own(char *text)
{
    char *copy = g_strdup(text);

    free(text);
    return copy;
}

/* The header where there is one that names this column and no other one, else the number. */
static json_t *
name_column(const char *const *headers, gboolean has_header, guint column)
{
    const char *header = headers[column];
    g_autofree char *number = g_strdup_printf("%u", column + 1);
    gboolean is_plain = has_header && *header != '\0';

    for (guint c = 0; headers[c] != NULL; c++)
        is_plain = is_plain && (c == column || strcmp(headers[c], header) != 0);
    return json_string(is_plain ? header : number);
}

char *
kam_import_profile_read_lines(const char *path, const KamLineOptions *options, GError **error)
{
    g_autoptr(KamLineReader) reader = kam_line_reader_open(path, options, error);
    g_autofree char *read = reader == NULL ? NULL : kam_line_reader_to_profile(reader);

    if (read == NULL)
        return NULL;
    return own(finish(json_loads(read, 0, NULL), "sales", &options->table, options->header_row));
}

char *
kam_import_profile_read_list(const char *path, KamRecordKind kind, const KamLineOptions *options, GError **error)
{
    g_autoptr(KamRecordReader) reader = kam_record_reader_open(path, kind, options, error);
    const KamRecordShape *shape = kam_record_shape(kind);
    gboolean has_header;
    json_t *map;
    const char *why;

    if (reader == NULL)
        return NULL;
    has_header = kam_record_reader_get_last_header_row(reader) > 0;
    map = json_object();
    for (guint i = 0; shape->fields[i] != KAM_FIELD_N; i++) {
        int column = kam_record_reader_get_column(reader, shape->fields[i], &why);

        json_object_set_new(map, kam_field_name(shape->fields[i]),
                            column < 0 ? json_string("")
                                       : name_column(kam_record_reader_get_headers(reader), has_header, (guint)column));
    }
    return own(finish(json_pack("{s:o}", "map", map), shape->name, &options->table, options->header_row));
}

/* --- records --- */

/* Fields that the file is said to have no column of stay without one. */
static json_t *
map_to_json(const KamImportColumns *columns, const KamRecordSettings *settings)
{
    json_t *map = json_object();

    for (guint i = 0; i < columns->taken->len; i++) {
        const KamImportColumn *taken = &g_array_index(columns->taken, KamImportColumn, i);

        json_object_set_new(map, taken->field->name,
                            name_column((const char *const *)columns->headers->pdata, TRUE, taken->column));
    }
    for (char **asked = settings->maps; asked != NULL && *asked != NULL; asked++) {
        const char *equals = strchr(*asked, '=');
        g_autofree char *field =
            equals == NULL || equals[1] != '\0' ? NULL : g_strndup(*asked, (gsize)(equals - *asked));

        if (field != NULL && json_object_get(map, field) == NULL)
            json_object_set_new(map, field, json_string(""));
    }
    return map;
}

char *
kam_import_profile_read_records(const KamWork *work, const KamRecordType *type, const char *path,
                                const KamRecordSettings *settings, GError **error)
{
    g_autoptr(KamTable) table = kam_table_open(path, &settings->table, error);
    g_autoptr(KamSample) sample = table == NULL ? NULL : kam_sample_read(table, error);
    g_autofree char *name = g_path_get_basename(path);
    g_auto(KamImportColumns) columns = { 0 };
    json_t *members;

    if (sample == NULL || !kam_import_columns_find(&columns, type, work->actor, sample, &settings->wish, name, error))
        return NULL;
    members = json_pack("{s:o}", "map", map_to_json(&columns, settings));
    if (settings->wish.language != KAM_LANGUAGE_N)
        put_text(members, "language", kam_language_tag(settings->wish.language));
    return own(finish(members, type->plural, &settings->table, settings->wish.header_row));
}

char *
kam_import_profile_read(const KamWork *work, const char *kind, const char *path, const json_t *settings, GError **error)
{
    const KamRecordType *type = kam_record_import_find_type(kind);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_auto(KamRecordSettings) of_records = { 0 };
    KamLineOptions options;

    if (type != NULL)
        return kam_import_settings_to_wish(settings, work->db, kind, &of_records, error)
                   ? kam_import_profile_read_records(work, type, path, &of_records, error)
                   : NULL;
    if (!kam_import_settings_to_options(settings, work->db, kind, texts, &options, error))
        return NULL;
    return kam_record_kind_from_name(kind) == KAM_RECORD_N
               ? kam_import_profile_read_lines(path, &options, error)
               : kam_import_profile_read_list(path, kam_record_kind_from_name(kind), &options, error);
}
