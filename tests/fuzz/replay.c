/* Every input of a target's kept corpus once more, one test each: what was found and mended stays mended. */
#include <string.h>

#include "fuzz_support.h"

static void
replay_file(gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length;

    g_file_get_contents(data, &bytes, &length, &error);
    g_assert_no_error(error);
    g_assert_cmpint(LLVMFuzzerTestOneInput((const uint8_t *)bytes, length), ==, 0);
}

static void
replay_nothing(void)
{
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
}

static void
add_files(const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    const char *name;
    guint n = 0;

    g_assert_no_error(error);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *test = g_strdup_printf("/fuzz/%s", name);

        g_test_add_data_func_full(test, g_build_filename(folder, name, NULL), replay_file, g_free);
        n++;
    }
    g_assert_cmpuint(n, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    g_test_add_func("/fuzz/empty", replay_nothing);
    add_files(argv[1]);
    return g_test_run();
}
