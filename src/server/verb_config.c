/* kamen config: which settings there are, what they are worth here, where each comes from. */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cli/verb.h"
#include "server/settings_options.h"

extern const KamVerb kam_verb_config;

static void
print_json(const KamConfig *config)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_json_begin_array(&json, NULL);
    for (int i = 0; i < KAM_SET_N; i++) {
        const KamSetting *setting = kam_setting_get((KamSettingId)i);
        g_autofree char *shown = kam_config_dup_shown(config, (KamSettingId)i);

        kam_json_begin_object(&json, NULL);
        kam_json_text(&json, "name", setting->name);
        kam_json_text(&json, "value", shown);
        kam_json_text(&json, "from", kam_setting_source_name(config->sources[i]));
        kam_json_text(&json, "default", setting->default_value);
        kam_json_bool(&json, "secret", setting->is_secret);
        kam_json_text(&json, "description", setting->en);
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    puts(out->str);
}

static void
print_text(const KamConfig *config)
{
    for (int i = 0; i < KAM_SET_N; i++) {
        g_autofree char *shown = kam_config_dup_shown(config, (KamSettingId)i);

        printf("%-28s %-12s %s\n", kam_setting_get((KamSettingId)i)->name, kam_setting_source_name(config->sources[i]),
               shown);
    }
}

/* "whole number, 1 to 64": what a value must be, for the page of settings. */
static char *
describe_kind(const KamSetting *setting)
{
    switch (setting->kind) {
    case KAM_SETTING_INT:
        return g_strdup_printf("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, setting->min, setting->max);
    case KAM_SETTING_BOOLEAN:
        return g_strdup("true or false");
    case KAM_SETTING_TEXT:
    case KAM_SETTING_DATABASE:
        break;
    }
    return g_strdup(setting->is_secret ? "text, secret" : "text");
}

static void
print_page(void)
{
    puts("| setting | environment | default | value | |\n|---|---|---|---|---|");
    for (int i = 0; i < KAM_SET_N; i++) {
        const KamSetting *setting = kam_setting_get((KamSettingId)i);
        g_autofree char *variable = kam_setting_dup_variable(setting);
        g_autofree char *kind = describe_kind(setting);
        gboolean is_empty = setting->default_value[0] == '\0';

        printf("| `%s` | `%s` | %s%s%s | %s | %s |\n", setting->name, variable, is_empty ? "" : "`",
               setting->default_value, is_empty ? "" : "`", kind, setting->en);
    }
}

static int
fail_usage(GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "say what to do: 'kamen config show', 'kamen config check' or 'kamen config page'");
    return -1;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamSettingArguments) arguments = { 0 };
    g_auto(KamConfig) config = { 0 };
    gboolean json = FALSE;
    GOptionEntry entries[KAM_SETTING_N_ENTRIES + 2] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
    };

    kam_setting_arguments_add_entries(&arguments, entries + 1);
    kam_config_init(&config);
    if (!kam_verb_parse(&kam_verb_config, entries, &argc, &argv, error))
        return -1;
    if (argc != 2)
        return fail_usage(error);
    if (strcmp(argv[1], "page") == 0) {
        print_page();
        return KAM_EXIT_DONE;
    }
    if (strcmp(argv[1], "show") != 0 && strcmp(argv[1], "check") != 0)
        return fail_usage(error);
    if (!kam_setting_arguments_resolve(&arguments, &config, error))
        return -1;
    if (strcmp(argv[1], "check") == 0)
        puts("the settings are good");
    else if (json)
        print_json(&config);
    else
        print_text(&config);
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_config = {
    .name = "config",
    .arguments = "show|check|page",
    .summary = "show the server's settings and where they come from",
    .help =
        "A setting comes from a flag, else from the environment, else from the file of --config (or KAMEN_CONFIG), else\n"
        "it has its default. Secrets are never shown.\n"
        "\n"
        "  kamen config show --config /etc/kamen/kamen.conf\n"
        "  kamen config check --config /etc/kamen/kamen.conf     status 1 and the first fault\n"
        "  kamen config page                                     all settings as a table for a page",
    .run = run,
};
