/* Rates of exchange. */
#include "sales/rates.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "sales/currency.h"
#include "sales/table.h"
#include "store/statements.h"

typedef struct {
    guint32 currency;
    gint32 day;
    KamDecimal rate;
} Rate;

struct KamRates {
    guint32 home;
    GArray *rates; /* Rate, by currency, then day */
};

KamRates *
kam_rates_new(guint32 home)
{
    KamRates *rates = g_new0(KamRates, 1);

    rates->home = home;
    rates->rates = g_array_new(FALSE, FALSE, sizeof(Rate));
    return rates;
}

void
kam_rates_free(KamRates *rates)
{
    if (rates == NULL)
        return;
    g_array_unref(rates->rates);
    g_free(rates);
}

guint32
kam_rates_get_home(const KamRates *rates)
{
    return rates->home;
}

gboolean
kam_rates_is_empty(const KamRates *rates)
{
    return rates->rates->len == 0;
}

static const Rate *
rate_at(const KamRates *rates, guint i)
{
    return &g_array_index(rates->rates, Rate, i);
}

/* How many rates are not behind (currency, day). */
static guint
count_up_to(const KamRates *rates, guint32 currency, gint32 day)
{
    guint low = 0, high = rates->rates->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const Rate *rate = rate_at(rates, middle);
        if (rate->currency < currency || (rate->currency == currency && rate->day <= day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

gboolean
kam_rates_add(KamRates *rates, guint32 currency, gint32 day, KamDecimal rate, GError **error)
{
    Rate added = { currency, day, rate };
    guint place = count_up_to(rates, currency, day);
    char code[4];

    kam_currency_unpack(currency, code);
    if (rate.mantissa <= 0 || currency == rates->home || currency == kam_currency_pack("XXX", 3)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "rate of '%s' cannot be used: it takes another currency than the firm's own, by its three letters, "
                    "and a number above 0",
                    code);
        return FALSE;
    }
    if (place > 0 && rate_at(rates, place - 1)->currency == currency && rate_at(rates, place - 1)->day == day)
        g_array_index(rates->rates, Rate, place - 1) = added;
    else
        g_array_insert_val(rates->rates, place, added);
    return TRUE;
}

gboolean
kam_rates_find(const KamRates *rates, guint32 currency, gint32 day, KamDecimal *rate, gint32 *from_day)
{
    guint place = count_up_to(rates, currency, day);

    if (place == 0 || rate_at(rates, place - 1)->currency != currency)
        return FALSE;
    *rate = rate_at(rates, place - 1)->rate;
    *from_day = rate_at(rates, place - 1)->day;
    return TRUE;
}

gboolean
kam_rates_convert(const KamRates *rates, guint32 currency, gint32 day, gint64 micro, gint64 *out)
{
    KamDecimal rate;
    gint32 from_day;

    return kam_rates_find(rates, currency, day, &rate, &from_day) &&
           kam_decimal_mul_micro((KamDecimal) { micro, 6 }, rate, out);
}

void
kam_rates_visit(const KamRates *rates, KamRateVisitor visitor, gpointer data)
{
    for (guint i = 0; i < rates->rates->len; i++)
        visitor(data, rate_at(rates, i)->currency, rate_at(rates, i)->day, rate_at(rates, i)->rate);
}

/* --- from a file --- */

typedef struct {
    const char *path;
    guint currency, day, rate; /* columns */
} Columns;

static gboolean
find_columns(const KamRow *header, Columns *columns, GError **error)
{
    static const struct {
        const char *word;
        gsize offset;
    } words[] = {
        { "currency", G_STRUCT_OFFSET(Columns, currency) },
        { "valuta", G_STRUCT_OFFSET(Columns, currency) },
        { "oznaka valute", G_STRUCT_OFFSET(Columns, currency) },
        { "date", G_STRUCT_OFFSET(Columns, day) },
        { "day", G_STRUCT_OFFSET(Columns, day) },
        { "datum", G_STRUCT_OFFSET(Columns, day) },
        { "rate", G_STRUCT_OFFSET(Columns, rate) },
        { "kurs", G_STRUCT_OFFSET(Columns, rate) },
        { "srednji kurs", G_STRUCT_OFFSET(Columns, rate) },
    };

    columns->currency = columns->day = columns->rate = G_MAXUINT;
    for (guint i = 0; i < header->n_cells; i++) {
        g_autofree char *key = kam_text_fold(header->cells[i].text, header->cells[i].length);
        for (gsize w = 0; w < G_N_ELEMENTS(words); w++)
            if (strcmp(key, words[w].word) == 0)
                *(guint *)(gpointer)((char *)columns + words[w].offset) = i;
    }
    if (columns->currency != G_MAXUINT && columns->day != G_MAXUINT && columns->rate != G_MAXUINT)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "file of rates '%s' lacks a column: it needs currency, date and rate in its first row", columns->path);
    return FALSE;
}

static gboolean
fail_cell(const Columns *columns, const KamRow *row, guint column, const char *what, GError **error)
{
    const KamCell *cell = column < row->n_cells ? &row->cells[column] : NULL;

    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "file of rates '%s', row %" G_GUINT64_FORMAT ", column %u: '%.*s' is no %s", columns->path, row->number,
                column + 1, cell == NULL ? 0 : (int)MIN(cell->length, 80), cell == NULL ? "" : cell->text, what);
    return FALSE;
}

static gboolean
parse_rate(const KamCell *cell, KamDecimal *rate)
{
    return kam_decimal_parse(cell->text, cell->length, (KamNumberFormat) { '.', 0 }, rate) ||
           kam_decimal_parse(cell->text, cell->length, (KamNumberFormat) { ',', '.' }, rate);
}

static gboolean
add_row(KamRates *rates, const Columns *columns, const KamRow *row, GError **error)
{
    const KamCell *currency, *day, *rate;
    KamDecimal value;
    gint32 from;

    if (row->n_cells == 1 && row->cells[0].kind == KAM_CELL_EMPTY)
        return TRUE;
    if (row->n_cells <= columns->currency || row->cells[columns->currency].length != 3)
        return fail_cell(columns, row, columns->currency, "currency of three letters", error);
    currency = &row->cells[columns->currency];
    day = columns->day < row->n_cells ? &row->cells[columns->day] : NULL;
    from = day == NULL ? KAM_DAY_NONE : kam_day_parse(day->text, day->length, KAM_DATE_DMY);
    if (from == KAM_DAY_NONE)
        return fail_cell(columns, row, columns->day, "date such as 2026-01-31", error);
    rate = columns->rate < row->n_cells ? &row->cells[columns->rate] : NULL;
    if (rate == NULL || !parse_rate(rate, &value))
        return fail_cell(columns, row, columns->rate, "number", error);
    return kam_rates_add(rates, kam_currency_pack(currency->text, 3), from, value, error);
}

gboolean
kam_rates_read_file(KamRates *rates, const char *path, GError **error)
{
    const KamTableOptions options = { 0 };
    g_autoptr(KamTable) table = kam_table_open(path, &options, error);
    Columns columns = { .path = path };
    KamRead read;
    KamRow row;

    if (table == NULL || (read = kam_table_next(table, &row, error)) == KAM_READ_FAILED)
        return FALSE;
    if (read == KAM_READ_END)
        row.n_cells = 0;
    if (!find_columns(&row, &columns, error))
        return FALSE;
    while ((read = kam_table_next(table, &row, error)) == KAM_READ_ROW)
        if (!add_row(rates, &columns, &row, error))
            return FALSE;
    return read == KAM_READ_END;
}

/* --- in the database --- */

static gboolean
load_home(KamDb *db, guint32 *home, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("company_currency"), error);
    const char *code;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    step = kam_stmt_step(stmt, error);
    code = step == KAM_STEP_ROW ? kam_stmt_get_text(stmt, 0) : NULL;
    if (code != NULL)
        *home = kam_currency_pack(code, strlen(code));
    return step != KAM_STEP_FAILED;
}

KamRates *
kam_rates_load(KamDb *db, GError **error)
{
    g_autoptr(KamRates) rates = kam_rates_new(kam_currency_pack("XXX", 3));
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    if (!load_home(db, &rates->home, error) || (stmt = kam_stmt_new(db, kam_sql("rate_list"), error)) == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamDecimal rate = { kam_stmt_get_int(stmt, 2), (guint8)kam_stmt_get_int(stmt, 3) };
        if (!kam_rates_add(rates, kam_currency_pack(kam_stmt_get_text(stmt, 0), 3), (gint32)kam_stmt_get_int(stmt, 1),
                           rate, error))
            return NULL;
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rates) : NULL;
}

static gboolean
save_rate(KamDb *db, const Rate *rate, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("rate_save"), error);
    char currency[4];

    if (stmt == NULL)
        return FALSE;
    kam_currency_unpack(rate->currency, currency);
    kam_stmt_bind_text(stmt, 1, currency);
    kam_stmt_bind_int(stmt, 2, rate->day);
    kam_stmt_bind_int(stmt, 3, rate->rate.mantissa);
    kam_stmt_bind_int(stmt, 4, rate->rate.scale);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static gboolean
save_home(KamDb *db, guint32 home, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("company_set_currency"), error);
    char currency[4];

    if (stmt == NULL)
        return FALSE;
    kam_currency_unpack(home, currency);
    kam_stmt_bind_text(stmt, 1, currency);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_rates_save(const KamRates *rates, KamDb *db, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);

    if (tx == NULL || !save_home(db, rates->home, error))
        return FALSE;
    for (guint i = 0; i < rates->rates->len; i++)
        if (!save_rate(db, rate_at(rates, i), error))
            return FALSE;
    /* Whoever holds figures made with the old rates must see that they are old. */
    return kam_db_run(db, kam_sql("sales_version_next"), NULL, 0, error) && kam_tx_commit(tx, error);
}
