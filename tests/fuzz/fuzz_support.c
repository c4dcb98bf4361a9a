/* Bytes as a file, tables read to their end. */
#include "fuzz_support.h"

#include <sys/mman.h>
#include <unistd.h>

char *
fuzz_file_new(const uint8_t *data, size_t size, int *fd)
{
    size_t done = 0;

    *fd = memfd_create("fuzz", MFD_CLOEXEC);
    g_assert_cmpint(*fd, >=, 0);
    while (done < size) {
        ssize_t wrote = write(*fd, data + done, size - done);

        g_assert_cmpint(wrote, >, 0);
        done += (size_t)wrote;
    }
    return g_strdup_printf("/proc/self/fd/%d", *fd);
}

static void
append_cell(GString *out, const KamCell *cell)
{
    g_assert_cmpuint(cell->kind, <=, KAM_CELL_ERROR);
    g_assert_true(cell->kind != KAM_CELL_EMPTY || cell->length == 0);
    g_assert_true(g_utf8_validate_len(cell->text, cell->length, NULL));
    g_string_append_printf(out, "[%u%u:%u:", cell->kind, cell->quoted, cell->length);
    g_string_append_len(out, cell->text, cell->length);
}

GString *
fuzz_table_read(KamTable *table)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    guint64 before = 0;
    KamRead read;
    KamRow row;

    while ((read = kam_table_next(table, &row, &error)) == KAM_READ_ROW) {
        g_assert_cmpuint(row.number, >, before);
        before = row.number;
        g_string_append_printf(out, "\n%" G_GUINT64_FORMAT, row.number);
        for (guint i = 0; i < row.n_cells; i++)
            append_cell(out, &row.cells[i]);
        g_assert_no_error(error);
    }
    g_assert_true((read == KAM_READ_FAILED) == (error != NULL));
    if (read == KAM_READ_FAILED)
        g_string_append(out, "!");
    return out;
}

void
fuzz_table_twice(const uint8_t *data, size_t size, const KamTableOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTable) table = NULL;
    g_autofree char *path = NULL;
    int fd;

    path = fuzz_file_new(data, size, &fd);
    table = kam_table_open(path, options, &error);
    g_assert_true((table == NULL) == (error != NULL));
    if (table != NULL) {
        g_autoptr(GString) first = fuzz_table_read(table);

        if (kam_table_rewind(table, NULL)) {
            g_autoptr(GString) second = fuzz_table_read(table);

            g_assert_cmpstr(first->str, ==, second->str);
        }
    }
    close(fd);
}
