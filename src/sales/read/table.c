/* Opening a table by its format, and the calls that go on to its reader. */
#include "sales/read/table_class.h"
#include "sales/read/table_format.h"
#include "sales/read/xlsx.h"

KamTable *
kam_table_open(const char *path, const KamTableOptions *options, GError **error)
{
    static const KamTableOptions defaults = { 0 };
    KamTableFormat format;

    if (options == NULL)
        options = &defaults;
    format = options->format;
    if (format == KAM_FORMAT_AUTO && !kam_table_format_recognise(path, &format, error))
        return NULL;
    switch (format) {
    case KAM_FORMAT_XLSX:
        return kam_xlsx_table_open(path, options, error);
    case KAM_FORMAT_UBL:
        return kam_ubl_table_open(path, options, error);
    case KAM_FORMAT_CSV:
    case KAM_FORMAT_AUTO:
        break;
    }
    return kam_csv_table_open(path, options, error);
}

char **
kam_table_list_sheets(const char *path, const KamTableOptions *options, GError **error)
{
    KamTableFormat format = options->format;

    if (format == KAM_FORMAT_AUTO && !kam_table_format_recognise(path, &format, error))
        return NULL;
    return format == KAM_FORMAT_XLSX ? kam_xlsx_list_sheets(path, &options->limits, error) : g_new0(char *, 1);
}

void
kam_table_free(KamTable *table)
{
    if (table != NULL)
        table->class->free(table);
}

KamRead
kam_table_next(KamTable *table, KamRow *row, GError **error)
{
    return table->class->next(table, row, error);
}

gboolean
kam_table_rewind(KamTable *table, GError **error)
{
    return table->class->rewind(table, error);
}

void
kam_table_get_progress(const KamTable *table, guint64 *done, guint64 *total)
{
    table->class->get_progress(table, done, total);
}

void
kam_table_get_facts(const KamTable *table, KamTableFacts *facts)
{
    *facts = table->facts;
}
