/* Settings by name: one row each. */
#include "sales/setting.h"

#include <string.h>

typedef gboolean (*SetFunc)(KamLineOptions *options, const char *value, GError **error);

static gboolean
refuse(GError **error, const char *value, const char *choices)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "does not know '%s'; it takes %s", value, choices);
    return FALSE;
}

static gboolean
set_format(KamLineOptions *options, const char *value, GError **error)
{
    static const char *const words[] = {
        [KAM_FORMAT_CSV] = "csv", [KAM_FORMAT_XLSX] = "xlsx", [KAM_FORMAT_UBL] = "ubl"
    };

    for (guint i = KAM_FORMAT_CSV; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(value, words[i]) != 0)
            continue;
        options->table.format = i;
        return TRUE;
    }
    return refuse(error, value, "csv, xlsx or ubl");
}

static gboolean
set_preset(KamLineOptions *options, const char *value, G_GNUC_UNUSED GError **error)
{
    options->preset = value;
    return TRUE;
}

static gboolean
set_date_order(KamLineOptions *options, const char *value, GError **error)
{
    static const char *const words[] = {
        [KAM_DATE_YMD] = "ymd", [KAM_DATE_DMY] = "dmy", [KAM_DATE_MDY] = "mdy", [KAM_DATE_YDM] = "ydm"
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(value, words[i]) != 0)
            continue;
        options->date_order = i;
        options->has_date_order = TRUE;
        return TRUE;
    }
    return refuse(error, value, "ymd, dmy or mdy");
}

static gboolean
set_decimal(KamLineOptions *options, const char *value, GError **error)
{
    if (strcmp(value, ",") != 0 && strcmp(value, ".") != 0)
        return refuse(error, value, "',' or '.'");
    options->decimal_point = value[0];
    return TRUE;
}

static gboolean
set_delimiter(KamLineOptions *options, const char *value, GError **error)
{
    gboolean is_tab = strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0;

    if (!is_tab && (strlen(value) != 1 || strchr(",;|\t", value[0]) == NULL))
        return refuse(error, value, "',', ';', '|' or 'tab'");
    options->table.delimiter = is_tab ? '\t' : value[0];
    return TRUE;
}

static gboolean
set_encoding(KamLineOptions *options, const char *value, G_GNUC_UNUSED GError **error)
{
    options->table.encoding = value;
    return TRUE;
}

static gboolean
set_sheet(KamLineOptions *options, const char *value, G_GNUC_UNUSED GError **error)
{
    options->table.sheet = value;
    return TRUE;
}

static gboolean
set_header_row(KamLineOptions *options, const char *value, GError **error)
{
    guint64 row;

    if (!g_ascii_string_to_unsigned(value, 10, 1, G_MAXINT32, &row, NULL))
        return refuse(error, value, "the number of a row, from 1");
    options->header_row = (guint)row;
    return TRUE;
}

static gboolean
set_currency(KamLineOptions *options, const char *value, GError **error)
{
    if (strlen(value) != 3 || strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return refuse(error, value, "a code of three capital letters, e.g. RSD or EUR");
    options->currency = value;
    return TRUE;
}

static gboolean
set_gross(KamLineOptions *options, const char *value, GError **error)
{
    if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
        return refuse(error, value, "true or false");
    options->amounts_are_gross = strcmp(value, "true") == 0;
    return TRUE;
}

static gboolean
set_map(KamLineOptions *options, const char *value, GError **error)
{
    const char *equals = strchr(value, '=');
    g_autofree char *name = equals == NULL ? NULL : g_strndup(value, (gsize)(equals - value));
    KamLineField field = name == NULL ? KAM_FIELD_N : kam_field_from_name(name);

    if (equals == NULL)
        return refuse(error, value, "FIELD=COLUMN, e.g. date=C or net='Line total'");
    if (field == KAM_FIELD_N)
        return refuse(error, name, "a field: date, account_number, account_name, net, quantity, price, cost ...");
    options->map[field] = equals + 1;
    return TRUE;
}

gboolean
kam_line_setting_set(KamLineOptions *options, const char *name, const char *value, GError **error)
{
    static const struct {
        const char *name;
        SetFunc set;
    } settings[] = {
        { "format", set_format },
        { "preset", set_preset },
        { "date_order", set_date_order },
        { "decimal", set_decimal },
        { "delimiter", set_delimiter },
        { "encoding", set_encoding },
        { "sheet", set_sheet },
        { "header_row", set_header_row },
        { "currency", set_currency },
        { "gross", set_gross },
        { "map", set_map },
    };

    for (guint i = 0; i < G_N_ELEMENTS(settings); i++)
        if (strcmp(settings[i].name, name) == 0)
            return settings[i].set(options, value, error);
    g_return_val_if_reached(FALSE);
}
