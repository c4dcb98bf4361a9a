/* Files made of bytes, and whole tables as text. */
#include "table_support.h"

#include <glib/gstdio.h>
#include <stdio.h>

void
table_files_init(TableFiles *files)
{
    GError *error = NULL;

    files->folder = g_dir_make_tmp("kamen-read-XXXXXX", &error);
    g_assert_no_error(error);
}

void
table_files_clear(TableFiles *files)
{
    GDir *dir = g_dir_open(files->folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(files->folder, name, NULL);

        g_assert_cmpint(g_remove(path), ==, 0);
    }
    g_dir_close(dir);
    g_assert_cmpint(g_rmdir(files->folder), ==, 0);
    g_clear_pointer(&files->folder, g_free);
}

char *
table_files_write(const TableFiles *files, const char *name, const void *bytes, gsize length)
{
    char *path = g_build_filename(files->folder, name, NULL);
    /* Not by g_file_set_contents(), which syncs: thousands of these are written. */
    FILE *file = g_fopen(path, "wb");

    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(bytes, 1, length, file), ==, length);
    g_assert_cmpint(fclose(file), ==, 0);
    return path;
}

char *
table_files_write_in_set(const TableFiles *files, const char *mark, const char *text, const char *set)
{
    g_autofree char *marked = g_strconcat(mark, text, NULL);
    GError *error = NULL;
    gsize length;
    g_autofree char *bytes = g_convert(marked, -1, set, "UTF-8", NULL, &length, &error);

    g_assert_no_error(error);
    return table_files_write(files, "t.csv", bytes, length);
}

static void
dump_row(GString *out, const KamRow *row)
{
    g_string_append_printf(out, "%" G_GUINT64_FORMAT, row->number);
    for (guint i = 0; i < row->n_cells; i++) {
        const KamCell *cell = &row->cells[i];

        g_assert_cmpint(cell->kind, ==, cell->length > 0 ? KAM_CELL_TEXT : KAM_CELL_EMPTY);
        g_assert_true(g_utf8_validate_len(cell->text, cell->length, NULL));
        g_string_append(out, cell->quoted ? "[\"" : "[");
        g_string_append_len(out, cell->text, cell->length);
        g_string_append(out, cell->quoted ? "\"]" : "]");
    }
    g_string_append_c(out, '\n');
}

char *
table_dump(KamTable *table)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    KamRow row;

    for (;;) {
        switch (kam_table_next(table, &row, &error)) {
        case KAM_READ_ROW:
            dump_row(out, &row);
            continue;
        case KAM_READ_FAILED:
            g_string_append_printf(out, "!%s", error->message);
            return g_string_free(out, FALSE);
        case KAM_READ_END:
            g_assert_no_error(error);
            return g_string_free(out, FALSE);
        }
    }
}

char *
table_dump_file(const char *path, const KamTableOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTable) table = kam_table_open(path, options, &error);

    if (table == NULL)
        return g_strdup_printf("!%s", error->message);
    return table_dump(table);
}
