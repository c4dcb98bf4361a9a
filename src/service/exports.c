/* Exports: one table of subjects, one way to write them. */
#include "service/exports.h"

#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/decimal.h"
#include "store/statements.h"

#define FLUSH_BYTES 65536

typedef enum { TEXT, INTEGER, DAY, AMOUNT, INSTANT } Form;

typedef struct {
    const char *header;
    Form form;
} Column;

static const Column line_columns[] = {
    { "document", TEXT },       { "kind", TEXT },         { "position", INTEGER }, { "date", DAY },
    { "account_number", TEXT }, { "account_name", TEXT }, { "tax_number", TEXT },  { "product_number", TEXT },
    { "product_name", TEXT },   { "category", TEXT },     { "unit", TEXT },        { "quantity", AMOUNT },
    { "net", AMOUNT },          { "discount", AMOUNT },   { "cost", AMOUNT },      { "currency", TEXT },
    { "seller", TEXT },         { "ship_to", TEXT },      { "batch", INTEGER },    { NULL, TEXT },
};

static const Column account_columns[] = {
    { "account_number", TEXT }, { "account_name", TEXT }, { "tax_number", TEXT }, { "country", TEXT },
    { "lines", INTEGER },       { "net", AMOUNT },        { NULL, TEXT },
};

static const Column product_columns[] = {
    { "product_number", TEXT }, { "product_name", TEXT },  { "category", TEXT }, { "unit", TEXT },
    { "is_charge", INTEGER },   { "charge_reason", TEXT }, { NULL, TEXT },
};

static const Column batch_columns[] = {
    { "batch", INTEGER }, { "state", TEXT }, { "started_at", INSTANT }, { "lines", INTEGER }, { "net", AMOUNT },
    { "currency", TEXT }, { NULL, TEXT },
};

static const struct {
    const char *what, *statement;
    const Column *columns;
} subjects[] = {
    { "lines", "export_lines", line_columns },
    { "accounts", "export_accounts", account_columns },
    { "products", "export_products", product_columns },
    { "batches", "export_batches", batch_columns },
};

typedef struct {
    const KamExportForm *form;
    KamTextSink sink;
    gpointer data;
    GString *out;
} Export;

/* Trailing zeros say nothing: 12.500000 is 12.5, 12.000000 is 12. */
static char *
amount_to_text(gint64 micro, char point)
{
    char *text = kam_micro_to_text(micro, 6);
    gsize length = strlen(text);

    while (length > 0 && text[length - 1] == '0')
        text[--length] = '\0';
    if (length > 0 && text[length - 1] == '.')
        text[--length] = '\0';
    g_strdelimit(text, ".", point);
    return text;
}

static char *
instant_to_text(gint64 ms)
{
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(ms / 1000);

    return g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ");
}

static char *
cell_to_text(const Export *export, KamStmt *stmt, int column, Form form)
{
    char day[11];

    if (kam_stmt_is_null(stmt, column))
        return g_strdup("");
    switch (form) {
    case TEXT:
        return g_strdup(kam_stmt_get_text(stmt, column));
    case INTEGER:
        return g_strdup_printf("%" G_GINT64_FORMAT, kam_stmt_get_int(stmt, column));
    case DAY:
        kam_day_to_iso((gint32)kam_stmt_get_int(stmt, column), day);
        return g_strdup(day);
    case AMOUNT:
        return amount_to_text(kam_stmt_get_int(stmt, column), export->form->decimal_point);
    case INSTANT:
        return instant_to_text(kam_stmt_get_int(stmt, column));
    }
    g_assert_not_reached();
}

static gboolean
flush(Export *export, gsize at_least, GError **error)
{
    if (export->out->len < at_least || export->out->len == 0)
        return TRUE;
    if (!export->sink(export->data, export->out, error))
        return FALSE;
    g_string_truncate(export->out, 0);
    return TRUE;
}

static gboolean
write_row(Export *export, KamStmt *stmt, const Column *columns, GError **error)
{
    for (int i = 0; columns[i].header != NULL; i++) {
        g_autofree char *text = cell_to_text(export, stmt, i, columns[i].form);
        kam_csv_append(export->out, text, -1, export->form->delimiter, i == 0);
    }
    g_string_append(export->out, "\r\n");
    return flush(export, FLUSH_BYTES, error);
}

static gboolean
write_rows(Export *export, KamDb *db, const char *statement, const Column *columns, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    if (export->form->bom)
        g_string_append(export->out, "\xef\xbb\xbf");
    for (int i = 0; columns[i].header != NULL; i++)
        kam_csv_append(export->out, columns[i].header, -1, export->form->delimiter, i == 0);
    g_string_append(export->out, "\r\n");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        if (!write_row(export, stmt, columns, error))
            return FALSE;
    return step == KAM_STEP_DONE && flush(export, 0, error);
}

gboolean
kam_service_export(KamDb *db, const char *what, const KamExportForm *form, KamTextSink sink, gpointer data,
                   GError **error)
{
    g_autoptr(GString) out = g_string_sized_new(FLUSH_BYTES * 2);
    Export export = { form, sink, data, out };

    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
        if (strcmp(subjects[i].what, what) == 0)
            return write_rows(&export, db, subjects[i].statement, subjects[i].columns, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "nothing called '%s' to export; there are lines, accounts, products, batches", what);
    return FALSE;
}
