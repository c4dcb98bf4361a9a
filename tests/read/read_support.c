/* Builders for tests of readers. */
#include "read_support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

static char *
folder_name(void)
{
    return g_strdup_printf("%s/kamen-read-%d", g_get_tmp_dir(), (int)getpid());
}

char *
test_path(const char *name)
{
    g_autofree char *folder = folder_name();
    char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
    return path;
}

static void
remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *entry;

    while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, entry, NULL);

        remove_tree(child);
    }
    g_remove(path);
}

void
test_folder_remove(void)
{
    g_autofree char *folder = folder_name();

    remove_tree(folder);
}

char *
test_file(const char *name, const char *text, gssize length)
{
    char *path = test_path(name);

    g_assert_true(g_file_set_contents(path, text, length, NULL));
    return path;
}

/* libzip refuses a second member of the same name, so it is added under another and renamed in the bytes. */
static void
rename_twins(const char *path, const TestPart *parts)
{
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    for (const TestPart *part = parts; part->name != NULL; part++) {
        g_autofree char *twin = g_strdup(part->name);
        char *found = bytes;

        twin[0] = '~';
        while ((found = memmem(found, length - (gsize)(found - bytes), twin, strlen(twin))) != NULL)
            *found = part->name[0];
    }
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

char *
test_zip(const char *name, const TestPart *parts)
{
    char *path = test_path(name);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    gboolean has_twins = FALSE;

    g_assert_nonnull(zip);
    for (const TestPart *part = parts; part->name != NULL; part++) {
        gsize length = part->length != 0 ? (gsize)part->length : strlen(part->text);
        zip_source_t *source = zip_source_buffer(zip, part->text, length, 0);
        g_autofree char *twin = g_strdup(part->name);

        twin[0] = '~';
        if (zip_name_locate(zip, part->name, 0) >= 0) {
            has_twins = TRUE;
            g_assert_cmpint(zip_file_add(zip, twin, source, 0), >=, 0);
        } else {
            g_assert_cmpint(zip_file_add(zip, part->name, source, 0), >=, 0);
        }
    }
    g_assert_cmpint(zip_close(zip), ==, 0);
    if (has_twins)
        rename_twins(path, parts);
    return path;
}

static void
append_cell(GString *out, const KamCell *cell)
{
    static const char marks[] = { [KAM_CELL_NUMBER] = '#', [KAM_CELL_DATE] = '@', [KAM_CELL_ERROR] = '!' };

    if (cell->kind == KAM_CELL_EMPTY)
        return;
    if (cell->kind != KAM_CELL_TEXT)
        g_string_append_c(out, marks[cell->kind]);
    g_string_append_len(out, cell->text, cell->length);
}

char *
test_rows(KamTable *table)
{
    GString *out = g_string_new(NULL);
    GError *error = NULL;
    KamRead read;
    KamRow row;

    while ((read = table->class->next(table, &row, &error)) == KAM_READ_ROW) {
        g_string_append_printf(out, "%" G_GUINT64_FORMAT ":", row.number);
        for (guint i = 0; i < row.n_cells; i++) {
            if (i > 0)
                g_string_append_c(out, '|');
            append_cell(out, &row.cells[i]);
        }
        g_string_append_c(out, '\n');
    }
    if (read == KAM_READ_FAILED)
        g_string_append_printf(out, "FAILED %s", error->message);
    g_clear_error(&error);
    table->class->free(table);
    return g_string_free(out, FALSE);
}
