/* UBL documents as rows: each document is read whole, then its lines are given out. */
#include "sales/read/ubl.h"

#include <string.h>

#include "sales/read/ubl_document.h"
#include "sales/read/ubl_members.h"
#include "sales/read/ubl_number.h"

static const KamNumberFormat xml_number = { .point = '.' };

typedef struct {
    KamTable base;
    KamUblMembers *members;
    KamUblReader *reader;
    char *why;
    guint n_started;                /* members begun so far */
    const KamUblDocument *document; /* the one whose rows are given out, or NULL */
    guint next_line;                /* of its lines, then of its allowances */
    gint64 last_position;
    guint64 number;
    gboolean has_header;
    char *failure; /* why the member just begun cannot be read */
    KamCell cells[KAM_UBL_N];
    GString *made[KAM_UBL_N]; /* texts that stand in no document */
} UblTable;

static void
put(UblTable *table, KamUblColumn column, KamCellKind kind, const char *text)
{
    KamCell *cell = &table->cells[column];

    cell->text = text;
    cell->length = (guint32)strlen(text);
    cell->kind = cell->length == 0 ? KAM_CELL_EMPTY : (guint8)kind;
}

static void
put_text(UblTable *table, KamUblColumn column, const char *text)
{
    put(table, column, KAM_CELL_TEXT, text);
}

/* A number in its shortest form; what is none stays as it is, for the recogniser to refuse. */
static void
put_number(UblTable *table, KamUblColumn column, const char *text)
{
    KamDecimal value;

    if (!kam_decimal_parse(text, strlen(text), xml_number, &value)) {
        put_text(table, column, text);
        return;
    }
    g_string_truncate(table->made[column], 0);
    kam_ubl_decimal_append(table->made[column], value);
    put(table, column, KAM_CELL_NUMBER, table->made[column]->str);
}

static void
clear_cells(UblTable *table)
{
    for (guint i = 0; i < KAM_UBL_N; i++)
        put_text(table, (KamUblColumn)i, "");
}

static const char *
doc_text(const UblTable *table, KamUblDocText which)
{
    return table->document->text->str + table->document->at[which];
}

static const char *
line_text(const UblTable *table, const KamUblLine *line, KamUblLineText which)
{
    return table->document->text->str + line->at[which];
}

static const char *
kind_of(const UblTable *table)
{
    const char *code = doc_text(table, KAM_UBL_DOC_TYPE);

    if (table->document->is_credit_note || strcmp(code, "381") == 0)
        return "credit";
    if (strcmp(code, "383") == 0)
        return "debit";
    return strcmp(code, "386") == 0 ? "advance" : "invoice";
}

static gboolean
is_digits(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    return text[length] == '\0';
}

static const char *
tax_number_of(const UblTable *table)
{
    const char *number = doc_text(table, KAM_UBL_DOC_TAX_NUMBER);

    if (*number == '\0' && strcmp(doc_text(table, KAM_UBL_DOC_ENDPOINT_SCHEME), "9948") == 0)
        number = doc_text(table, KAM_UBL_DOC_ENDPOINT);
    return g_str_has_prefix(number, "RS") && is_digits(number + 2, MIN(strlen(number + 2), 9)) && strlen(number) == 11
               ? number + 2
               : number;
}

/* Numbers of the state (company 8, tax 9, person 13 digits, budget user) are nobody's own numbers. */
static gboolean
is_official_number(const char *id)
{
    gsize length = strlen(id);

    if (g_str_has_prefix(id, "JBKJS") || g_str_has_prefix(id, "RS"))
        return TRUE;
    return (length == 8 || length == 9 || length == 13) && is_digits(id, length);
}

static const char *
account_number_of(const UblTable *table)
{
    const char *assigned = doc_text(table, KAM_UBL_DOC_ASSIGNED_ACCOUNT);
    const char *buyer = doc_text(table, KAM_UBL_DOC_BUYER_ID);

    if (*assigned != '\0')
        return assigned;
    return is_official_number(buyer) ? "" : buyer;
}

static void
put_ship_to(UblTable *table)
{
    static const KamUblDocText parts[] = { KAM_UBL_DOC_SHIP_PARTY, KAM_UBL_DOC_SHIP_NAME, KAM_UBL_DOC_SHIP_STREET,
                                           KAM_UBL_DOC_SHIP_CITY };
    GString *out = table->made[KAM_UBL_SHIP_TO];

    g_string_truncate(out, 0);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        const char *part = doc_text(table, parts[i]);

        if (*part != '\0')
            g_string_append_printf(out, "%s%s", out->len == 0 ? "" : ", ", part);
    }
    put_text(table, KAM_UBL_SHIP_TO, out->str);
}

/* xs:date may carry a time zone, which says nothing about the day on the paper. */
static void
put_date(UblTable *table)
{
    const char *date = doc_text(table, KAM_UBL_DOC_DATE);
    gsize length = strlen(date);

    put_text(table, KAM_UBL_DATE, date);
    if (length < 10 || date[4] != '-' || date[7] != '-' || (length > 10 && strchr("Z+-", date[10]) == NULL))
        return;
    table->cells[KAM_UBL_DATE].kind = KAM_CELL_DATE;
    table->cells[KAM_UBL_DATE].length = 10;
}

/* What all rows of a document share. */
static void
put_document(UblTable *table)
{
    const char *legal_name = doc_text(table, KAM_UBL_DOC_LEGAL_NAME);

    clear_cells(table);
    put_text(table, KAM_UBL_DOCUMENT, doc_text(table, KAM_UBL_DOC_ID));
    put_text(table, KAM_UBL_KIND, kind_of(table));
    put_date(table);
    put_text(table, KAM_UBL_ACCOUNT_NUMBER, account_number_of(table));
    put_text(table, KAM_UBL_ACCOUNT_NAME, *legal_name != '\0' ? legal_name : doc_text(table, KAM_UBL_DOC_PARTY_NAME));
    put_text(table, KAM_UBL_TAX_NUMBER, tax_number_of(table));
    put_text(table, KAM_UBL_COUNTRY, doc_text(table, KAM_UBL_DOC_COUNTRY));
    put_ship_to(table);
    put_text(table, KAM_UBL_SOURCE_FILE, kam_ubl_members_get_name(table->members, table->n_started - 1));
}

static void
put_currency(UblTable *table, const KamUblLine *line)
{
    const char *currency = line_text(table, line, KAM_UBL_LINE_CURRENCY);

    put_text(table, KAM_UBL_CURRENCY, *currency != '\0' ? currency : doc_text(table, KAM_UBL_DOC_CURRENCY));
}

/* The price of one unit: a price may be given for a hundred or a thousand. */
static void
put_price(UblTable *table, const KamUblLine *line)
{
    const char *price = line_text(table, line, KAM_UBL_LINE_PRICE);
    const char *base = line_text(table, line, KAM_UBL_LINE_BASE_QUANTITY);
    KamDecimal amount, quantity;

    put_number(table, KAM_UBL_PRICE, price);
    if (*base == '\0' || !kam_decimal_parse(price, strlen(price), xml_number, &amount) ||
        !kam_decimal_parse(base, strlen(base), xml_number, &quantity))
        return;
    put_text(table, KAM_UBL_PRICE, "");
    if (!kam_ubl_decimal_divide(amount, quantity, &amount))
        return;
    g_string_truncate(table->made[KAM_UBL_PRICE], 0);
    kam_ubl_decimal_append(table->made[KAM_UBL_PRICE], amount);
    put(table, KAM_UBL_PRICE, KAM_CELL_NUMBER, table->made[KAM_UBL_PRICE]->str);
}

static void
put_discount(UblTable *table, const KamUblLine *line)
{
    KamDecimal discount = { line->discount_micro, 6 };

    put_text(table, KAM_UBL_DISCOUNT, "");
    if (!line->has_discount)
        return;
    g_string_truncate(table->made[KAM_UBL_DISCOUNT], 0);
    kam_ubl_decimal_append(table->made[KAM_UBL_DISCOUNT], discount);
    put(table, KAM_UBL_DISCOUNT, KAM_CELL_NUMBER, table->made[KAM_UBL_DISCOUNT]->str);
}

static void
put_line(UblTable *table, const KamUblLine *line)
{
    const char *sellers_id = line_text(table, line, KAM_UBL_LINE_SELLERS_ID);

    put_text(table, KAM_UBL_POSITION, line_text(table, line, KAM_UBL_LINE_ID));
    put_text(table, KAM_UBL_PRODUCT_NUMBER,
             *sellers_id != '\0' ? sellers_id : line_text(table, line, KAM_UBL_LINE_STANDARD_ID));
    put_text(table, KAM_UBL_PRODUCT_NAME, line_text(table, line, KAM_UBL_LINE_NAME));
    put_text(table, KAM_UBL_CATEGORY, line_text(table, line, KAM_UBL_LINE_CATEGORY));
    put_text(table, KAM_UBL_UNIT, line_text(table, line, KAM_UBL_LINE_UNIT));
    put_number(table, KAM_UBL_QUANTITY, line_text(table, line, KAM_UBL_LINE_QUANTITY));
    put_price(table, line);
    put_number(table, KAM_UBL_NET, line_text(table, line, KAM_UBL_LINE_NET));
    put_number(table, KAM_UBL_TAX_PERCENT, line_text(table, line, KAM_UBL_LINE_TAX_PERCENT));
    put_discount(table, line);
    put_currency(table, line);
}

static gboolean
is_charge(const UblTable *table, const KamUblLine *line)
{
    const char *indicator = line_text(table, line, KAM_UBL_LINE_IS_CHARGE);

    return strcmp(indicator, "true") == 0 || strcmp(indicator, "1") == 0;
}

static void
put_signed_amount(UblTable *table, const char *amount, gboolean negate)
{
    KamDecimal value;

    if (!kam_decimal_parse(amount, strlen(amount), xml_number, &value)) {
        put_text(table, KAM_UBL_NET, amount);
        return;
    }
    if (negate)
        value.mantissa = -value.mantissa;
    g_string_truncate(table->made[KAM_UBL_NET], 0);
    kam_ubl_decimal_append(table->made[KAM_UBL_NET], value);
    put(table, KAM_UBL_NET, KAM_CELL_NUMBER, table->made[KAM_UBL_NET]->str);
}

static void
put_allowance(UblTable *table, const KamUblLine *allowance, guint index)
{
    const char *reason = line_text(table, allowance, KAM_UBL_LINE_REASON);
    gboolean charge = is_charge(table, allowance);

    g_string_printf(table->made[KAM_UBL_POSITION], "%" G_GINT64_FORMAT, table->last_position + index + 1);
    put_text(table, KAM_UBL_POSITION, table->made[KAM_UBL_POSITION]->str);
    put_text(table, KAM_UBL_PRODUCT_NUMBER, "");
    put_text(table, KAM_UBL_PRODUCT_NAME, *reason != '\0' ? reason : charge ? "Document charge" : "Document allowance");
    for (KamUblColumn column = KAM_UBL_CATEGORY; column <= KAM_UBL_PRICE; column++)
        put_text(table, column, "");
    put_signed_amount(table, line_text(table, allowance, KAM_UBL_LINE_NET), !charge);
    put_number(table, KAM_UBL_TAX_PERCENT, line_text(table, allowance, KAM_UBL_LINE_TAX_PERCENT));
    put_text(table, KAM_UBL_DISCOUNT, "");
    put_currency(table, allowance);
}

/* The greatest number of a line: allowances are numbered on from there. */
static gint64
last_position_of(const UblTable *table)
{
    const GArray *lines = table->document->lines;
    gint64 last = lines->len;

    for (guint i = 0; i < lines->len; i++) {
        guint64 id = 0;
        const char *text = line_text(table, &g_array_index(lines, KamUblLine, i), KAM_UBL_LINE_ID);

        if (g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT32, &id, NULL))
            last = MAX(last, (gint64)id);
    }
    return last;
}

static void
put_unreadable(UblTable *table)
{
    clear_cells(table);
    put_text(table, KAM_UBL_KIND, "unreadable");
    put_text(table, KAM_UBL_PRODUCT_NAME, table->failure);
    put_text(table, KAM_UBL_SOURCE_FILE, kam_ubl_members_get_name(table->members, table->n_started - 1));
}

static KamRead
give_row(UblTable *table, KamRow *row)
{
    row->cells = table->cells;
    row->n_cells = KAM_UBL_N;
    row->number = ++table->number;
    return KAM_READ_ROW;
}

/* Read the next member into `document`, or why that is impossible into `failure`. */
static gboolean
read_member(UblTable *table, GError **error)
{
    const char *name = kam_ubl_members_get_name(table->members, table->n_started);
    g_autofree char *what = g_strdup_printf("'%s'", name);
    GError *reason = NULL;

    g_clear_pointer(&table->failure, g_free);
    table->document = NULL;
    if (kam_ubl_members_start(table->members, table->n_started++, &reason))
        table->document = kam_ubl_reader_read(table->reader, kam_ubl_members_read, table->members, what, &reason);
    if (table->document != NULL) {
        table->next_line = 0;
        table->last_position = last_position_of(table);
        put_document(table);
        return TRUE;
    }
    if (kam_ubl_members_get_place(table->members) == KAM_UBL_FILE) {
        g_propagate_error(error, reason);
        return FALSE;
    }
    table->failure = g_strdup(reason->message);
    g_error_free(reason);
    return TRUE;
}

static gboolean
put_next_line(UblTable *table)
{
    const KamUblDocument *document = table->document;
    guint i = table->next_line++;

    if (i < document->lines->len)
        put_line(table, &g_array_index(document->lines, KamUblLine, i));
    else if (i - document->lines->len < document->allowances->len)
        put_allowance(table, &g_array_index(document->allowances, KamUblLine, i - document->lines->len),
                      i - document->lines->len);
    else
        return FALSE;
    return TRUE;
}

static void
put_header(UblTable *table)
{
#define KAM_UBL_COLUMN(id, name) put_text(table, KAM_UBL_##id, name);
    KAM_UBL_COLUMNS(KAM_UBL_COLUMN)
#undef KAM_UBL_COLUMN
}

static KamRead
next_row(KamTable *base, KamRow *row, GError **error)
{
    UblTable *table = (UblTable *)base;

    if (!table->has_header) {
        table->has_header = TRUE;
        put_header(table);
        return give_row(table, row);
    }
    for (;;) {
        if (table->document != NULL && put_next_line(table))
            return give_row(table, row);
        if (table->n_started == kam_ubl_members_get_count(table->members))
            return KAM_READ_END;
        if (!read_member(table, error))
            return KAM_READ_FAILED;
        if (table->failure != NULL) {
            put_unreadable(table);
            return give_row(table, row);
        }
    }
}

static gboolean
rewind_table(KamTable *base, G_GNUC_UNUSED GError **error)
{
    UblTable *table = (UblTable *)base;

    table->n_started = 0;
    table->document = NULL;
    table->number = 0;
    table->has_header = FALSE;
    return TRUE;
}

static void
get_progress(const KamTable *base, guint64 *done, guint64 *total)
{
    const UblTable *table = (const UblTable *)base;

    *total = kam_ubl_members_get_packed_size(table->members);
    *done = kam_ubl_members_get_packed_before(table->members, table->n_started);
}

static void
free_table(KamTable *base)
{
    UblTable *table = (UblTable *)base;

    g_clear_pointer(&table->members, kam_ubl_members_free);
    g_clear_pointer(&table->reader, kam_ubl_reader_free);
    for (guint i = 0; i < KAM_UBL_N; i++)
        g_string_free(table->made[i], TRUE);
    g_free(table->failure);
    g_free(table->why);
    g_free(table);
}

static const KamTableClass ubl_class = { next_row, rewind_table, get_progress, free_table };

static char *
explain(const KamUblMembers *members)
{
    guint n = kam_ubl_members_get_count(members), ignored = kam_ubl_members_get_ignored(members);
    const char *place = kam_ubl_members_get_place(members) == KAM_UBL_ZIP ? "zip" : "folder";
    GString *why;

    if (kam_ubl_members_get_place(members) == KAM_UBL_FILE)
        return g_strdup("a UBL e-invoice");
    why = g_string_new(NULL);
    g_string_printf(why, "a %s of %u UBL e-invoice%s", place, n, n == 1 ? "" : "s");
    if (ignored > 0)
        g_string_append_printf(why, "; %u other file%s ignored", ignored, ignored == 1 ? "" : "s");
    return g_string_free(why, FALSE);
}

KamTable *
kam_ubl_table_open(const char *path, const KamTableOptions *options, GError **error)
{
    KamUblMembers *members = kam_ubl_members_open(path, options == NULL ? NULL : &options->limits, error);
    UblTable *table;

    if (members == NULL)
        return NULL;
    table = g_new0(UblTable, 1);
    table->base.class = &ubl_class;
    table->members = members;
    table->reader = kam_ubl_reader_new();
    table->why = explain(members);
    for (guint i = 0; i < KAM_UBL_N; i++)
        table->made[i] = g_string_new(NULL);
    table->base.facts.format = KAM_FORMAT_UBL;
    g_strlcpy(table->base.facts.encoding, "utf-8", sizeof table->base.facts.encoding);
    if (kam_ubl_members_get_place(members) == KAM_UBL_ZIP)
        g_strlcpy(table->base.facts.compression, "zip", sizeof table->base.facts.compression);
    table->base.facts.why = table->why;
    return &table->base;
}
