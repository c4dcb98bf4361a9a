/* Settings out of a file's lines and of the environment's variables; what a slip in a name was meant to be. */
#include <string.h>

#include "base/text.h"
#include "server/setting.h"

#define MAX_NAME 63

static int
find_setting(const char *name)
{
    for (int i = 0; i < KAM_SET_N; i++)
        if (strcmp(kam_setting_get((KamSettingId)i)->name, name) == 0)
            return i;
    return -1;
}

/* The setting whose name is nearest, and how near. */
static const KamSetting *
find_nearest(const char *name, guint *slips)
{
    const KamSetting *nearest = kam_setting_get((KamSettingId)0);

    *slips = G_MAXUINT;
    for (int i = 0; i < KAM_SET_N; i++) {
        const KamSetting *setting = kam_setting_get((KamSettingId)i);
        guint n = kam_text_distance(name, setting->name);

        if (n < *slips) {
            *slips = n;
            nearest = setting;
        }
    }
    return nearest;
}

static gboolean
fail_unknown(const char *from, const char *name, GError **error)
{
    guint slips;
    const KamSetting *nearest = find_nearest(name, &slips);

    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s: no setting '%s'; the nearest is '%s'", from, name,
                nearest->name);
    return FALSE;
}

static gboolean
read_line(KamConfig *config, char *line, guint number, GError **error)
{
    g_autofree char *from = g_strdup_printf("line %u", number);
    char *name = g_strstrip(line);
    char *equals = strchr(name, '=');
    int id;

    if (name[0] == '\0' || name[0] == '#')
        return TRUE;
    if (equals == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s: expected 'name = value'", from);
        return FALSE;
    }
    *equals = '\0';
    g_strstrip(name);
    if (!g_utf8_validate(name, -1, NULL) || strlen(name) > MAX_NAME) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s: no name of a setting stands before the '='", from);
        return FALSE;
    }
    id = find_setting(name);
    if (id < 0)
        return fail_unknown(from, name, error);
    return kam_config_set(config, (KamSettingId)id, g_strstrip(equals + 1), KAM_FROM_FILE, from, error);
}

static void
move_config(KamConfig *to, KamConfig *from)
{
    KamConfig old = *to;

    *to = *from;
    *from = old;
}

static void
copy_config(KamConfig *to, const KamConfig *from)
{
    for (guint i = 0; i < KAM_SET_N; i++) {
        to->values[i] = g_strdup(from->values[i]);
        to->sources[i] = from->sources[i];
    }
}

gboolean
kam_config_read_text(KamConfig *config, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_auto(KamConfig) read = { 0 };

    copy_config(&read, config);
    for (guint i = 0; lines[i] != NULL; i++)
        if (!read_line(&read, lines[i], i + 1, error))
            return FALSE;
    move_config(config, &read);
    return TRUE;
}

gboolean
kam_config_read_file(KamConfig *config, const char *path, GError **error)
{
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, error))
        return FALSE;
    if (kam_config_read_text(config, text, error))
        return TRUE;
    g_prefix_error(error, "'%s', ", path);
    return FALSE;
}

static gboolean
read_variable(KamConfig *config, const char *variable, GError **error)
{
    const char *equals = strchr(variable, '=');
    g_autofree char *full = equals == NULL ? NULL : g_strndup(variable, (gsize)(equals - variable));
    g_autofree char *name = NULL;
    guint slips;
    int id;

    if (full == NULL || !g_str_has_prefix(full, "KAMEN_") || strlen(full) > MAX_NAME)
        return TRUE;
    name = g_ascii_strdown(full + strlen("KAMEN_"), -1);
    g_strdelimit(name, "_", '-');
    id = find_setting(name);
    if (id >= 0)
        return kam_config_set(config, (KamSettingId)id, equals + 1, KAM_FROM_ENVIRONMENT, full, error);
    find_nearest(name, &slips);
    /* A short name is near to everything: KAMEN_JOBS is nobody's slip. */
    return slips > 2 || strlen(name) < 6 ? TRUE : fail_unknown(full, name, error);
}

gboolean
kam_config_read_environment(KamConfig *config, const char *const *environment, GError **error)
{
    for (; *environment != NULL; environment++)
        if (!read_variable(config, *environment, error))
            return FALSE;
    return TRUE;
}
