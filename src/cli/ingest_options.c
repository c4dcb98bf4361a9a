/* Options about files: their table, and their words checked. */
#include "cli/ingest_options.h"

#include <string.h>

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

static gboolean
refuse(GError **error, const char *option, const char *value, const char *choices)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--%s does not know '%s'; it takes %s", option, value, choices);
    return FALSE;
}

static gboolean
resolve_maps(KamIngestArguments *a, KamLineOptions *line, GError **error)
{
    for (guint i = 0; a->maps != NULL && a->maps[i] != NULL; i++) {
        const char *equals = strchr(a->maps[i], '=');
        g_autofree char *name = equals == NULL ? NULL : g_strndup(a->maps[i], (gsize)(equals - a->maps[i]));
        KamLineField field = name == NULL ? KAM_FIELD_N : kam_field_from_name(name);

        if (equals == NULL)
            return refuse(error, "map", a->maps[i], "FIELD=COLUMN, e.g. --map date=C or --map net='Line total'");
        if (field == KAM_FIELD_N)
            return refuse(error, "map", name,
                          "a field: date, account_number, account_name, net, quantity, price, cost ...");
        line->map[field] = equals + 1;
    }
    return TRUE;
}

static gboolean
resolve_date_order(const char *word, KamLineOptions *line, GError **error)
{
    static const char *const words[] = {
        [KAM_DATE_YMD] = "ymd", [KAM_DATE_DMY] = "dmy", [KAM_DATE_MDY] = "mdy", [KAM_DATE_YDM] = "ydm"
    };

    if (word == NULL)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(word, words[i]) != 0)
            continue;
        line->date_order = i;
        line->has_date_order = TRUE;
        return TRUE;
    }
    return refuse(error, "date-order", word, "ymd, dmy or mdy");
}

static gboolean
resolve_signs(const KamIngestArguments *a, KamLineOptions *line, GError **error)
{
    if (a->decimal != NULL) {
        if (strcmp(a->decimal, ",") != 0 && strcmp(a->decimal, ".") != 0)
            return refuse(error, "decimal", a->decimal, "',' or '.'");
        line->decimal_point = a->decimal[0];
    }
    if (a->delimiter != NULL) {
        gboolean is_tab = strcmp(a->delimiter, "tab") == 0 || strcmp(a->delimiter, "\\t") == 0;

        if (!is_tab && (strlen(a->delimiter) != 1 || strchr(",;|\t", a->delimiter[0]) == NULL))
            return refuse(error, "delimiter", a->delimiter, "',', ';', '|' or 'tab'");
        line->table.delimiter = is_tab ? '\t' : a->delimiter[0];
    }
    return TRUE;
}

static gboolean
resolve_currency(const KamIngestArguments *a, KamLineOptions *line, GError **error)
{
    if (a->currency == NULL)
        return TRUE;
    if (strlen(a->currency) != 3 || strspn(a->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return refuse(error, "currency", a->currency, "a code of three capital letters, e.g. RSD or EUR");
    line->currency = a->currency;
    return TRUE;
}

gboolean
kam_ingest_arguments_resolve(KamIngestArguments *a, KamIngestOptions *options, GError **error)
{
    KamIngestOptions resolved = { 0 };

    if (!resolve_maps(a, &resolved.line, error) || !resolve_date_order(a->date_order, &resolved.line, error) ||
        !resolve_signs(a, &resolved.line, error) || !resolve_currency(a, &resolved.line, error))
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
