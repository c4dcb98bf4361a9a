/* The key file, and what is sealed with it. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "service/people/key.h"

static void
test_key__is_made_once_for_its_owner_only(void)
{
    g_autofree char *folder = g_dir_make_tmp("kamen-key-XXXXXX", NULL);
    g_autofree char *uri = g_build_filename(folder, "kamen.db", NULL);
    g_autofree char *path = kam_key_dup_default_path(uri);
    g_autoptr(GError) error = NULL;
    guint8 first[KAM_KEY_SIZE], second[KAM_KEY_SIZE];
    GStatBuf status;

    g_assert_true(kam_key_load(path, first, &error));
    g_assert_no_error(error);
    g_assert_cmpint(g_stat(path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
    g_assert_true(kam_key_load(path, second, NULL));
    g_assert_cmpmem(first, sizeof first, second, sizeof second);
    g_assert_true(g_file_set_contents(path, "no key\n", -1, NULL));
    g_assert_false(kam_key_load(path, second, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_cmpmem(first, sizeof first, second, sizeof second);
    g_unlink(path);
    g_rmdir(folder);
}

static void
test_key__without_a_folder_is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    guint8 key[KAM_KEY_SIZE];

    g_assert_false(kam_key_load("/no/such/folder/key", key, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_IO);
    g_assert_null(kam_key_dup_default_path("postgresql:///kamen"));
}

static void
test_seal__opens_for_its_owner_and_key_only(void)
{
    const guint8 key[KAM_KEY_SIZE] = { 7 };
    const guint8 other[KAM_KEY_SIZE] = { 8 };
    g_autoptr(GBytes) sealed = kam_key_seal(key, 41, (const guint8 *)"twenty bytes in here", 20);
    g_autoptr(GBytes) again = kam_key_seal(key, 41, (const guint8 *)"twenty bytes in here", 20);
    g_autoptr(GBytes) opened = NULL;
    g_autoptr(GError) error = NULL;
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(sealed, &length);

    g_assert_false(g_bytes_equal(sealed, again));
    opened = kam_key_open(key, 41, bytes, length, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(opened, NULL), g_bytes_get_size(opened), "twenty bytes in here", 20);
    g_assert_null(kam_key_open(key, 42, bytes, length, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
    g_assert_null(kam_key_open(other, 41, bytes, length, NULL));
    g_assert_null(kam_key_open(key, 41, bytes, length - 1, NULL));
    g_assert_null(kam_key_open(key, 41, bytes, 3, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/people/key/is-made-once-for-its-owner-only", test_key__is_made_once_for_its_owner_only);
    g_test_add_func("/people/key/without-a-folder-is-an-error", test_key__without_a_folder_is_an_error);
    g_test_add_func("/people/key/opens-for-its-owner-and-key-only", test_seal__opens_for_its_owner_and_key_only);
    return g_test_run();
}
