/* Settings in memory: defaults hold to their own limits, and a file is taken whole or not at all. */
#include <string.h>

#include "server/setting.h"

static void
test_table__defaults_are_valid(void)
{
    g_auto(KamConfig) config = { 0 };
    g_autoptr(GError) error = NULL;

    kam_config_init(&config);
    for (guint i = 0; i < KAM_SET_N; i++) {
        const KamSetting *setting = kam_setting_get((KamSettingId)i);

        g_assert_true(kam_config_set(&config, (KamSettingId)i, setting->default_value, KAM_FROM_FLAG, "", &error));
        g_assert_no_error(error);
        g_assert_cmpstr(kam_setting_source_name(config.sources[i]), ==, "flag");
    }
    g_assert_true(kam_config_check(&config, &error));
}

static void
test_text__is_taken_whole_or_not_at_all(void)
{
    g_auto(KamConfig) config = { 0 };
    g_autoptr(GError) error = NULL;

    kam_config_init(&config);
    g_assert_false(kam_config_read_text(&config, "workers = 9\nworkers = none\n", &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_cmpint(kam_config_get_int(&config, KAM_SET_WORKERS), ==, 2);
    g_clear_error(&error);
    g_assert_true(kam_config_read_text(&config, "  workers=9 \r\n#x\nbehind-proxy = yes", &error));
    g_assert_cmpint(kam_config_get_int(&config, KAM_SET_WORKERS), ==, 9);
    g_assert_true(kam_config_get_boolean(&config, KAM_SET_BEHIND_PROXY));
}

static void
test_folders__follow_the_database(void)
{
    static const struct {
        const char *db, *files, *expected;
    } cases[] = {
        { "/var/lib/kamen/k.db", "", "/var/lib/kamen/k.db-files" },
        { "postgresql:///kamen", "", "kamen-files" },
        { "k.db", "/srv/files", "/srv/files" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(KamConfig) config = { 0 };
        g_autofree char *files = NULL;
        g_autofree char *backups = NULL;
        g_autofree char *inside = g_build_filename(cases[i].expected, "backups", NULL);

        kam_config_init(&config);
        kam_config_set(&config, KAM_SET_DB, cases[i].db, KAM_FROM_FILE, "", NULL);
        kam_config_set(&config, KAM_SET_FILES, cases[i].files, KAM_FROM_FILE, "", NULL);
        files = kam_config_dup_files(&config);
        backups = kam_config_dup_backups(&config);
        g_assert_cmpstr(files, ==, cases[i].expected);
        g_assert_cmpstr(backups, ==, inside);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/setting/table", test_table__defaults_are_valid);
    g_test_add_func("/server/setting/text", test_text__is_taken_whole_or_not_at_all);
    g_test_add_func("/server/setting/folders", test_folders__follow_the_database);
    return g_test_run();
}
