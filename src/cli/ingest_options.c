/* Options about files: their table, and their words checked. */
#include "cli/ingest_options.h"

#include <string.h>

#include "sales/setting.h"

void
kam_ingest_arguments_add_entries(KamIngestArguments *a, GOptionEntry *entries)
{
    const GOptionEntry shared[KAM_INGEST_N_ENTRIES] = {
        { "map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &a->maps,
          "take FIELD from COLUMN (header text, letter or number; empty: the file has none); may be repeated",
          "FIELD=COLUMN" },
        { "preset", 0, 0, G_OPTION_ARG_STRING, &a->preset,
          "odoo, erpnext, dolibarr, business_central, sap_business_one, quickbooks or pantheon", "NAME" },
        { "date-order", 0, 0, G_OPTION_ARG_STRING, &a->date_order, "order of dates: ymd, dmy or mdy", "ORDER" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &a->decimal, "decimal sign: , or .", "SIGN" },
        { "delimiter", 0, 0, G_OPTION_ARG_STRING, &a->delimiter, "between CSV cells: , ; | or tab", "SIGN" },
        { "encoding", 0, 0, G_OPTION_ARG_STRING, &a->encoding,
          "utf-8, utf-16le, utf-16be, windows-1250, windows-1251 or iso-8859-2", "NAME" },
        { "sheet", 0, 0, G_OPTION_ARG_STRING, &a->sheet, "read one sheet of a workbook", "NAME" },
        { "header-row", 0, 0, G_OPTION_ARG_INT, &a->header_row, "row that names the columns, counted from 1", "N" },
        { "currency", 0, 0, G_OPTION_ARG_STRING, &a->currency, "currency of files that name none, e.g. RSD", "CODE" },
        { "gross", 0, 0, G_OPTION_ARG_NONE, &a->gross, "the amounts include tax", NULL },
        { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &a->rejects, "write refused rows with the reasons to FILE", "FILE" },
    };

    memcpy(entries, shared, sizeof shared);
}

void
kam_ingest_arguments_clear(KamIngestArguments *a)
{
    char **const texts[] = { &a->preset,   &a->date_order, &a->decimal,  &a->delimiter,
                             &a->encoding, &a->sheet,      &a->currency, &a->rejects };

    g_clear_pointer(&a->maps, g_strfreev);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_clear_pointer(texts[i], g_free);
}

/* One setting by its name in sales/setting.h and as people type it. */
static gboolean
set(KamLineOptions *line, const char *name, const char *option, const char *value, GError **error)
{
    if (value == NULL || kam_line_setting_set(line, name, value, error))
        return TRUE;
    g_prefix_error(error, "%s ", option);
    return FALSE;
}

static gboolean
set_maps(KamLineOptions *line, char **maps, GError **error)
{
    for (; maps != NULL && *maps != NULL; maps++)
        if (!set(line, "map", "--map", *maps, error))
            return FALSE;
    return TRUE;
}

gboolean
kam_ingest_arguments_resolve(KamIngestArguments *a, KamIngestOptions *options, GError **error)
{
    KamIngestOptions resolved = { 0 };

    if (!set_maps(&resolved.line, a->maps, error) ||
        !set(&resolved.line, "date_order", "--date-order", a->date_order, error) ||
        !set(&resolved.line, "decimal", "--decimal", a->decimal, error) ||
        !set(&resolved.line, "delimiter", "--delimiter", a->delimiter, error) ||
        !set(&resolved.line, "currency", "--currency", a->currency, error))
        return FALSE;
    if (a->header_row < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--header-row counts from 1, not from '%d'", a->header_row);
        return FALSE;
    }
    resolved.line.header_row = (guint)a->header_row;
    resolved.line.preset = a->preset;
    resolved.line.amounts_are_gross = a->gross;
    resolved.line.table.encoding = a->encoding;
    resolved.line.table.sheet = a->sheet;
    resolved.rejects_path = a->rejects;
    *options = resolved;
    return TRUE;
}
