/* UBL documents for tests. */
#include "ubl_support.h"

char *
test_ubl_invoice(const char *id, const char *inside)
{
    return g_strdup_printf("<Invoice xmlns=\"" TEST_UBL_INVOICE "\" " TEST_UBL_SPACES "><cbc:ID>%s</cbc:ID>"
                           "<cbc:IssueDate>2024-05-06</cbc:IssueDate><cbc:DocumentCurrencyCode>RSD"
                           "</cbc:DocumentCurrencyCode>%s</Invoice>",
                           id, inside);
}

char *
test_ubl_line(const char *id, const char *net, const char *more)
{
    return g_strdup_printf("<cac:InvoiceLine><cbc:ID>%s</cbc:ID><cbc:InvoicedQuantity unitCode=\"H87\">2"
                           "</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID=\"RSD\">%s"
                           "</cbc:LineExtensionAmount>%s</cac:InvoiceLine>",
                           id, net, more);
}

static void
append_row(GString *out, const KamRow *row, const GPtrArray *names)
{
    gboolean is_first = TRUE;

    for (guint i = 0; i < row->n_cells; i++) {
        const KamCell *cell = &row->cells[i];

        if (cell->kind == KAM_CELL_EMPTY)
            continue;
        g_string_append_printf(out, "%s%s=%.*s", is_first ? "" : ", ", (const char *)g_ptr_array_index(names, i),
                               (int)cell->length, cell->text);
        is_first = FALSE;
    }
    g_string_append_c(out, '\n');
}

static void
keep_names(GPtrArray *names, const KamRow *row)
{
    for (guint i = 0; i < row->n_cells; i++)
        g_ptr_array_add(names, g_strndup(row->cells[i].text, row->cells[i].length));
}

char *
test_ubl_read(const char *path, const KamTableOptions *options)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    KamTable *table = kam_ubl_table_open(path, options, &error);
    GString *out;
    KamRead read;
    KamRow row;

    if (table == NULL)
        return g_strdup_printf("ERROR %s", error->message);
    out = g_string_new(NULL);
    while ((read = table->class->next(table, &row, &error)) == KAM_READ_ROW) {
        if (row.number == 1)
            keep_names(names, &row);
        else
            append_row(out, &row, names);
    }
    if (read == KAM_READ_FAILED)
        g_string_append_printf(out, "FAILED %s", error->message);
    table->class->free(table);
    return g_string_free(out, FALSE);
}
