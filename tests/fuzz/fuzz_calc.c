/* The small tables of 'kamen calc': cells, then every column read as numbers and as days. */
#include <unistd.h>

#include "cli/calc_table.h"
#include "fuzz_support.h"

static void
read_column(const KamCalcTable *table, guint column)
{
    static const char *const decimals[] = { NULL, "point", "comma" };
    static const char *const orders[] = { NULL, "ymd", "dmy", "mdy" };

    for (gsize i = 0; i < G_N_ELEMENTS(decimals); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree double *numbers = kam_calc_table_numbers(table, column, decimals[i], &error);

        g_assert_true((numbers == NULL) == (error != NULL));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree gint32 *days = kam_calc_table_days(table, column, orders[i], &error);

        g_assert_true((days == NULL) == (error != NULL));
    }
}

static void
read_cells(const KamCalcTable *table)
{
    guint line = 0;

    for (guint row = 0; row < kam_calc_table_rows(table); row++) {
        g_assert_cmpuint(kam_calc_table_line(table, row), >, line);
        line = kam_calc_table_line(table, row);
        for (guint column = 0; column <= kam_calc_table_columns(table); column++)
            g_assert_true(g_utf8_validate(kam_calc_table_cell(table, row, column), -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamCalcTable) table = NULL;
    g_autofree char *path = NULL;
    int fd;

    path = fuzz_file_new(data, size, &fd);
    table = kam_calc_table_read(path, &error);
    close(fd);
    g_assert_true((table == NULL) == (error != NULL));
    if (table == NULL)
        return 0;
    read_cells(table);
    kam_calc_table_drop_header(table, 0);
    read_cells(table);
    for (guint column = 0; column < MIN(kam_calc_table_columns(table), 8); column++)
        read_column(table, column);
    return 0;
}
