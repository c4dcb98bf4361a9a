/* CSV: the first byte chooses delimiter and set, the second the size of the buffer; the rest is the file. Rows must not
 * depend on the buffer's size. */
#include <unistd.h>

#include "fuzz_support.h"
#include "sales/read/csv.h"

static void
choose_options(uint8_t choice, KamTableOptions *options)
{
    static const char delimiters[] = { 0, ',', ';', '\t' };
    static const char *const sets[] = { NULL,       NULL,           "utf-8",        "utf-16le",
                                        "utf-16be", "windows-1250", "windows-1251", "iso-8859-2" };

    *options = (KamTableOptions) { .format = KAM_FORMAT_CSV,
                                   .delimiter = delimiters[choice & 3],
                                   .encoding = sets[(choice >> 2) & 7],
                                   .limits = { .max_columns = 100, .max_cell_bytes = 200, .max_file_bytes = 1 << 20 } };
}

/* What was found out in the whole file is told to the second reading, which sees less of it at a time. */
static GString *
read_with_buffer(const char *path, KamTableOptions options, const KamTableFacts *found, gsize buffer_bytes)
{
    g_autoptr(KamTable) table = NULL;

    options.delimiter = found->delimiter;
    options.encoding = found->encoding;
    table = kam_csv_table_open_sized(path, &options, buffer_bytes, NULL);
    /* The head that it judges by is shorter, and may look binary where the whole did not. */
    return table != NULL ? fuzz_table_read(table) : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *path = NULL;
    g_autoptr(KamTable) table = NULL;
    KamTableOptions options;
    KamTableFacts facts;
    int fd;

    if (size < 2)
        return 0;
    choose_options(data[0], &options);
    path = fuzz_file_new(data + 2, size - 2, &fd);
    table = kam_csv_table_open_sized(path, &options, 0, NULL);
    if (table != NULL) {
        g_autoptr(GString) rows = fuzz_table_read(table);
        GString *others;

        kam_table_get_facts(table, &facts);
        others = read_with_buffer(path, options, &facts, 1 + (gsize)data[1] % 100);
        if (others != NULL) {
            g_assert_cmpstr(rows->str, ==, others->str);
            g_string_free(others, TRUE);
        }
    }
    close(fd);
    return 0;
}
