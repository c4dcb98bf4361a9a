/* The table of settings, and values with where they come from. The file's lines are read in config_file.c. */
#include "server/setting.h"

#include <string.h>

static const KamSetting settings[KAM_SET_N] = {
#define ROW(id, name, kind, default_value, is_secret, min, max, en)                                                    \
    { name, KAM_SETTING_##kind, default_value, is_secret, min, max, en },
    KAM_SETTINGS(ROW)
#undef ROW
};

const KamSetting *
kam_setting_get(KamSettingId id)
{
    g_return_val_if_fail(id < KAM_SET_N, NULL);
    return &settings[id];
}

const char *
kam_setting_source_name(KamSettingSource source)
{
    static const char *const names[] = { "default", "file", "environment", "flag" };

    return names[source];
}

char *
kam_setting_dup_variable(const KamSetting *setting)
{
    g_autofree char *upper = g_ascii_strup(setting->name, -1);

    g_strdelimit(upper, "-", '_');
    return g_strconcat("KAMEN_", upper, NULL);
}

void
kam_config_init(KamConfig *config)
{
    for (guint i = 0; i < KAM_SET_N; i++) {
        config->values[i] = g_strdup(settings[i].default_value);
        config->sources[i] = KAM_FROM_DEFAULT;
    }
}

void
kam_config_clear(KamConfig *config)
{
    for (guint i = 0; i < KAM_SET_N; i++)
        g_clear_pointer(&config->values[i], g_free);
}

static gboolean
is_true(const char *value)
{
    return strcmp(value, "true") == 0 || strcmp(value, "yes") == 0 || strcmp(value, "on") == 0 ||
           strcmp(value, "1") == 0;
}

static gboolean
is_false(const char *value)
{
    return strcmp(value, "false") == 0 || strcmp(value, "no") == 0 || strcmp(value, "off") == 0 ||
           strcmp(value, "0") == 0;
}

static gboolean
check_int(const KamSetting *setting, const char *value, const char *from, GError **error)
{
    gint64 number;

    if (g_ascii_string_to_signed(value, 10, setting->min, setting->max, &number, NULL))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "%s: '%s' is no whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, from, value, setting->min,
                setting->max);
    return FALSE;
}

static gboolean
check_value(const KamSetting *setting, const char *value, const char *from, GError **error)
{
    if (!g_utf8_validate(value, -1, NULL)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s: the value is not UTF-8", from);
        return FALSE;
    }
    if (setting->kind == KAM_SETTING_INT)
        return check_int(setting, value, from, error);
    if (setting->kind != KAM_SETTING_BOOLEAN || is_true(value) || is_false(value))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s: '%s' is neither true nor false", from, value);
    return FALSE;
}

gboolean
kam_config_set(KamConfig *config, KamSettingId id, const char *value, KamSettingSource source, const char *from,
               GError **error)
{
    if (!check_value(&settings[id], value, from, error))
        return FALSE;
    g_free(config->values[id]);
    config->values[id] = g_strdup(value);
    config->sources[id] = source;
    return TRUE;
}

static gboolean
is_log_level(const char *value)
{
    static const char *const levels[] = { "debug", "info", "warning", "error", NULL };

    return g_strv_contains(levels, value);
}

gboolean
kam_config_check(const KamConfig *config, GError **error)
{
    const char *certificate = kam_config_get_text(config, KAM_SET_TLS_CERTIFICATE);
    const char *key = kam_config_get_text(config, KAM_SET_TLS_KEY);
    const char *level = kam_config_get_text(config, KAM_SET_LOG_LEVEL);
    const char *url = kam_config_get_text(config, KAM_SET_PUBLIC_URL);

    if ((certificate[0] == '\0') != (key[0] == '\0'))
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "TLS needs both tls-certificate and tls-key, but '%s' is empty",
                    certificate[0] == '\0' ? "tls-certificate" : "tls-key");
    else if (!is_log_level(level))
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "log-level: '%s' is none of debug, info, warning, error",
                    level);
    else if (url[0] != '\0' && !g_str_has_prefix(url, "https://") && !g_str_has_prefix(url, "http://"))
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "public-url: '%s' begins neither with https:// nor with http://", url);
    else
        return TRUE;
    return FALSE;
}

const char *
kam_config_get_text(const KamConfig *config, KamSettingId id)
{
    return config->values[id];
}

gint64
kam_config_get_int(const KamConfig *config, KamSettingId id)
{
    g_return_val_if_fail(settings[id].kind == KAM_SETTING_INT, 0);
    return g_ascii_strtoll(config->values[id], NULL, 10);
}

gboolean
kam_config_get_boolean(const KamConfig *config, KamSettingId id)
{
    g_return_val_if_fail(settings[id].kind == KAM_SETTING_BOOLEAN, FALSE);
    return is_true(config->values[id]);
}

/* "postgresql://ana:secret@host/kamen?password=secret" with stars for both. */
static char *
mask_uri(const char *uri)
{
    g_autoptr(GRegex) user = g_regex_new("^(\\w+://[^:/@?]*):[^@]*@", 0, 0, NULL);
    g_autoptr(GRegex) parameter = g_regex_new("([?&\\s](?:ssl)?password=)[^&\\s]*", G_REGEX_CASELESS, 0, NULL);
    g_autofree char *half = g_regex_replace(user, uri, -1, 0, "\\1:********@", 0, NULL);

    return g_regex_replace(parameter, half, -1, 0, "\\1********", 0, NULL);
}

char *
kam_config_dup_shown(const KamConfig *config, KamSettingId id)
{
    const char *value = config->values[id];

    if (settings[id].is_secret && value[0] != '\0')
        return g_strdup("********");
    return settings[id].kind == KAM_SETTING_DATABASE ? mask_uri(value) : g_strdup(value);
}

char *
kam_config_dup_files(const KamConfig *config)
{
    const char *files = config->values[KAM_SET_FILES];
    const char *db = config->values[KAM_SET_DB];

    if (files[0] != '\0')
        return g_strdup(files);
    return strstr(db, "://") != NULL ? g_strdup("kamen-files") : g_strconcat(db, "-files", NULL);
}

char *
kam_config_dup_backups(const KamConfig *config)
{
    g_autofree char *files = kam_config_dup_files(config);
    const char *backups = config->values[KAM_SET_BACKUPS];

    return backups[0] != '\0' ? g_strdup(backups) : g_build_filename(files, "backups", NULL);
}
