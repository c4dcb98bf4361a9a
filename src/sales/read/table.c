/* Which reader a file belongs to, and the calls that go on to it. */
#include "sales/read/table_class.h"

KamTable *
kam_table_open(const char *path, const KamTableOptions *options, GError **error)
{
    return kam_csv_table_open(path, options, error);
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
