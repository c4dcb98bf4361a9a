/* Settings of an import, read. */
#include "service/import/settings.h"

#include <string.h>

#include "sales/setting.h"
#include "service/import/profile_body.h"
#include "service/import/profiles.h"

/* Those of sales/setting.h that have a text of their own; "map" has several. */
static const char *const line_names[] = { "format",   "preset", "date_order", "decimal",  "delimiter",
                                          "encoding", "sheet",  "header_row", "currency", "gross" };

const char *const *
kam_import_setting_names(void)
{
    static const char *const names[] = { "profile",    "language", "map",       "format",   "preset",
                                         "date_order", "decimal",  "delimiter", "encoding", "sheet",
                                         "header_row", "currency", "gross",     NULL };

    return names;
}

static const char *
text_of(const json_t *settings, const char *name)
{
    return json_string_value(json_object_get(settings, name));
}

static gboolean
set_one(KamLineOptions *options, const char *name, const char *value, GError **error)
{
    if (kam_line_setting_set(options, name, value, error))
        return TRUE;
    g_prefix_error(error, "'%s' ", name);
    return FALSE;
}

static gboolean
set_lines(KamLineOptions *options, const json_t *settings, GStringChunk *texts, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(line_names); i++) {
        const char *value = text_of(settings, line_names[i]);

        if (value != NULL && *value != '\0' &&
            !set_one(options, line_names[i], g_string_chunk_insert(texts, value), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
set_maps(KamLineOptions *options, const json_t *settings, GStringChunk *texts, GError **error)
{
    const char *text = text_of(settings, "map");
    g_auto(GStrv) maps = g_strsplit(text == NULL ? "" : text, ";", -1);

    for (char **map = maps; *map != NULL; map++)
        if (**map != '\0' && !set_one(options, "map", g_string_chunk_insert(texts, *map), error))
            return FALSE;
    return TRUE;
}

/* The body of the profile that the settings name, NULL for none. */
static gboolean
load_profile(const json_t *settings, KamDb *db, const char *kind, char **body, GError **error)
{
    const char *profile = text_of(settings, "profile");

    *body = NULL;
    return profile == NULL || *profile == '\0' ||
           (*body = kam_import_profile_load_body(db, profile, kind, error)) != NULL;
}

gboolean
kam_import_settings_to_options(const json_t *settings, KamDb *db, const char *kind, GStringChunk *texts,
                               KamLineOptions *options, GError **error)
{
    g_autofree char *body = NULL;
    KamLineOptions read = { 0 };

    if (!set_lines(&read, settings, texts, error) || !set_maps(&read, settings, texts, error) ||
        !load_profile(settings, db, kind, &body, error) ||
        (body != NULL && !kam_import_profile_to_options(body, &read, texts, error)))
        return FALSE;
    *options = read;
    return TRUE;
}

void
kam_record_settings_clear(KamRecordSettings *settings)
{
    g_clear_pointer(&settings->maps, g_strfreev);
    g_clear_pointer(&settings->texts, g_string_chunk_free);
}

/* What says something about the table is the same for records; the rest is not theirs. */
static gboolean
set_table(KamRecordSettings *wish, const json_t *settings, GError **error)
{
    static const char *const names[] = { "format", "delimiter", "encoding", "sheet", "header_row" };
    KamLineOptions options = { 0 };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = text_of(settings, names[i]);

        if (value != NULL && *value != '\0' && !set_one(&options, names[i], value, error))
            return FALSE;
    }
    wish->table = options.table;
    wish->wish.header_row = options.header_row;
    return TRUE;
}

gboolean
kam_import_settings_to_wish(const json_t *settings, KamDb *db, const char *kind, KamRecordSettings *wish,
                            GError **error)
{
    const char *language = text_of(settings, "language"), *map = text_of(settings, "map");
    g_autofree char *body = NULL;

    *wish = (KamRecordSettings) { .wish.language = KAM_LANGUAGE_N };
    if (!set_table(wish, settings, error))
        return FALSE;
    if (language != NULL && *language != '\0' &&
        (wish->wish.language = kam_language_from_tag(language)) == KAM_LANGUAGE_N) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'language' does not know '%s'; it takes en, sr or sr-Cyrl",
                    language);
        return FALSE;
    }
    wish->maps = map == NULL || *map == '\0' ? NULL : g_strsplit(map, ";", -1);
    wish->wish.maps = (const char *const *)wish->maps;
    return load_profile(settings, db, kind, &body, error) &&
           (body == NULL || kam_import_profile_to_record_settings(body, wish, error));
}
