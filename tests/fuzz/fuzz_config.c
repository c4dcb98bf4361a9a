/* Files of settings: a file that is taken leaves every value in its form; one that is not leaves the settings alone. */
#include <string.h>

#include "fuzz_support.h"
#include "server/setting.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(KamConfig) config = { 0 };
    g_autoptr(GError) error = NULL;
    gboolean taken;

    kam_config_init(&config);
    taken = kam_config_read_text(&config, text, &error);
    g_assert_true(taken == (error == NULL));
    for (guint i = 0; i < KAM_SET_N; i++) {
        const KamSetting *setting = kam_setting_get((KamSettingId)i);

        g_assert_true(g_utf8_validate(config.values[i], -1, NULL));
        if (!taken)
            g_assert_cmpstr(config.values[i], ==, setting->default_value);
        if (setting->kind == KAM_SETTING_INT) {
            gint64 value = kam_config_get_int(&config, (KamSettingId)i);

            g_assert_true(value >= setting->min && value <= setting->max);
        }
    }
    return 0;
}
