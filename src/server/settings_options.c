/* From the file to the flags, each going before what came earlier. */
#include "server/settings_options.h"

void
kam_setting_arguments_clear(KamSettingArguments *arguments)
{
    for (guint i = 0; i < KAM_SET_N; i++)
        g_clear_pointer(&arguments->flags[i], g_free);
    g_clear_pointer(&arguments->file, g_free);
}

static const char *
describe_value(const KamSetting *setting)
{
    switch (setting->kind) {
    case KAM_SETTING_INT:
        return "N";
    case KAM_SETTING_BOOLEAN:
        return "true|false";
    case KAM_SETTING_TEXT:
    case KAM_SETTING_DATABASE:
        break;
    }
    return "TEXT";
}

void
kam_setting_arguments_add_entries(KamSettingArguments *arguments, GOptionEntry *entries)
{
    *entries++ = (GOptionEntry) {
        "config", 0, 0, G_OPTION_ARG_FILENAME, &arguments->file, "file of settings, lines of 'name = value'", "FILE"
    };
    for (int i = 0; i < KAM_SET_N; i++) {
        const KamSetting *setting = kam_setting_get((KamSettingId)i);

        *entries++ =
            (GOptionEntry) { setting->name,          0, 0, G_OPTION_ARG_STRING, &arguments->flags[i], setting->en,
                             describe_value(setting) };
    }
}

static gboolean
take_flags(const KamSettingArguments *arguments, KamConfig *config, GError **error)
{
    for (int i = 0; i < KAM_SET_N; i++) {
        g_autofree char *from = g_strconcat("--", kam_setting_get((KamSettingId)i)->name, NULL);

        if (arguments->flags[i] != NULL &&
            !kam_config_set(config, (KamSettingId)i, arguments->flags[i], KAM_FROM_FLAG, from, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
kam_setting_arguments_resolve(const KamSettingArguments *arguments, KamConfig *config, GError **error)
{
    const char *file = arguments->file != NULL ? arguments->file : g_getenv("KAMEN_CONFIG");
    g_auto(GStrv) environment = g_get_environ();

    return (file == NULL || file[0] == '\0' || kam_config_read_file(config, file, error)) &&
           kam_config_read_environment(config, (const char *const *)environment, error) &&
           take_flags(arguments, config, error) && kam_config_check(config, error);
}
