/* Quantity, price, net amount and cost of a row. Every amount is computed once, exactly, and rounded once. */
#include "sales/recognise/amounts.h"

#include <string.h>

#include "base/text.h"

__extension__ typedef __int128 Wide;

typedef enum { NUMBER_ABSENT, NUMBER_READ, NUMBER_BAD } NumberResult;

/* One row while its amounts are read. */
typedef struct {
    const KamPlan *plan;
    const KamRow *row;
    KamAmounts *out;
    KamFault *fault;
    KamDecimal quantity;
    NumberResult quantity_result, price_result;
} Reading;

static inline gboolean
is_blank(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (text[i] != ' ')
            return FALSE;
    return TRUE;
}

/* "-" and "–" are how some programs print nothing. */
static gboolean
is_nothing(const KamCell *cell)
{
    const char *text = cell->text;
    gsize length = cell->length;

    if (cell->kind != KAM_CELL_TEXT)
        return length == 0;
    kam_text_trim(&text, &length);
    return length == 0 || (length == 1 && *text == '-') ||
           (length == 3 && (memcmp(text, "–", 3) == 0 || memcmp(text, "—", 3) == 0)) || (length == 1 && *text == '\'');
}

static inline NumberResult
read_number(const KamPlan *plan, const KamRow *row, KamLineField field, KamDecimal *value)
{
    static const KamNumberFormat canonical = { '.', 0 };
    int column = plan->column[field];
    const KamCell *cell;

    if (column < 0 || (guint)column >= row->n_cells)
        return NUMBER_ABSENT;
    cell = &row->cells[column];
    if (cell->length == 0 || is_blank(cell->text, cell->length))
        return NUMBER_ABSENT;
    if (kam_decimal_parse(cell->text, cell->length, cell->kind == KAM_CELL_NUMBER ? canonical : plan->number[field],
                          value))
        return NUMBER_READ;
    return is_nothing(cell) ? NUMBER_ABSENT : NUMBER_BAD;
}

static gboolean
set_fault(const Reading *r, KamLineField field, const char *reason)
{
    r->fault->field = field;
    r->fault->reason = reason;
    return FALSE;
}

static const char *
explain_bad_number(const Reading *r, KamLineField field)
{
    const KamCell *cell = &r->row->cells[r->plan->column[field]];

    if (cell->kind == KAM_CELL_ERROR || (cell->length > 0 && cell->text[0] == '#'))
        return "the cell holds an error of the spreadsheet: put the number there";
    if (cell->kind == KAM_CELL_DATE)
        return "a date stands where a number is expected: correct it, or map the field to another column with --map";
    return r->plan->number[field].point == ','
               ? "this is no number with a decimal comma: correct it, or say --decimal . if the whole file has points"
               : "this is no number with a decimal point: correct it, or say --decimal , if the whole file has commas";
}

/* TRUE unless the cell holds something that is no number. */
static gboolean
read_or_fault(const Reading *r, KamLineField field, KamDecimal *value, NumberResult *result)
{
    *result = read_number(r->plan, r->row, field, value);
    return *result != NUMBER_BAD || set_fault(r, field, explain_bad_number(r, field));
}

static gboolean
to_micro_or_fault(const Reading *r, KamLineField field, KamDecimal value, gint64 *micro)
{
    return kam_decimal_to_micro(value, micro) ||
           set_fault(r, field, "the number is too large to be an amount: correct it");
}

/* A percentage as the file writes it, as percent. */
static KamDecimal
as_percent(const KamPlan *plan, KamDecimal value)
{
    if (!plan->discount_is_fraction)
        return value;
    if (value.scale >= 2)
        value.scale -= 2;
    else
        value.mantissa *= value.scale == 1 ? 10 : 100, value.scale = 0;
    return value;
}

static gboolean
overflow(const Reading *r)
{
    return set_fault(r, KAM_FIELD_QUANTITY, "quantity times price is too large to be an amount: correct one of them");
}

/* Quantity * price less discounts. */
static gboolean
compute_from_price(Reading *r, gint64 *list)
{
    KamAmounts *out = r->out;
    KamDecimal percent, discount;
    NumberResult percent_result, discount_result;
    gint64 less;

    if (r->quantity_result == NUMBER_ABSENT)
        return set_fault(r, KAM_FIELD_QUANTITY, "the quantity is missing, so there is no amount: fill it in");
    if (r->price_result == NUMBER_ABSENT)
        return set_fault(r, KAM_FIELD_PRICE, "the price is missing, so there is no amount: fill it in");
    if (!read_or_fault(r, KAM_FIELD_DISCOUNT_PERCENT, &percent, &percent_result) ||
        !read_or_fault(r, KAM_FIELD_DISCOUNT, &discount, &discount_result))
        return FALSE;
    if (!kam_decimal_mul_micro(r->quantity, out->price, list))
        return overflow(r);
    out->net_micro = *list;
    if (percent_result == NUMBER_READ && percent.mantissa != 0 &&
        !kam_decimal_mul_less_percent_micro(r->quantity, out->price, as_percent(r->plan, percent), &out->net_micro))
        return overflow(r);
    if (discount_result != NUMBER_READ || discount.mantissa == 0 || percent_result == NUMBER_READ)
        return TRUE;
    if (!to_micro_or_fault(r, KAM_FIELD_DISCOUNT, discount, &less))
        return FALSE;
    /* A discount reduces what is due, and what is given back. */
    less = ABS(less);
    return kam_micro_add(&out->net_micro, *list < 0 ? less : -less) || overflow(r);
}

/* Takes the tax off an amount that has it. */
static gboolean
take_tax_off(Reading *r)
{
    KamDecimal tax = { 0, 0 };
    NumberResult result;
    gint64 tax_micro;
    KamLineField field = r->plan->net_rule == KAM_NET_GROSS_LESS_TAX ? KAM_FIELD_TAX : KAM_FIELD_TAX_PERCENT;

    if (!read_or_fault(r, field, &tax, &result) || !to_micro_or_fault(r, field, tax, &tax_micro))
        return FALSE;
    if (field == KAM_FIELD_TAX)
        return kam_micro_add(&r->out->net_micro, -tax_micro) || overflow(r);
    if (tax_micro < 0 || tax_micro > 1000 * KAM_MICRO)
        return set_fault(r, field, "this is no percentage of tax: correct it");
    Wide divisor = 100 * (Wide)KAM_MICRO + tax_micro;
    Wide doubled = (Wide)r->out->net_micro * 100 * KAM_MICRO * 2;
    Wide half = doubled < 0 ? -divisor : divisor;
    r->out->net_micro = (gint64)((doubled + half) / (2 * divisor));
    return TRUE;
}

static gboolean
compute_net(Reading *r, gint64 *list, gboolean *has_list)
{
    gboolean has_tax = r->plan->net_rule == KAM_NET_GROSS_LESS_TAX || r->plan->net_rule == KAM_NET_GROSS_LESS_PERCENT;
    KamLineField field = has_tax ? KAM_FIELD_GROSS : KAM_FIELD_NET;
    KamDecimal value;
    NumberResult result = NUMBER_ABSENT;

    *has_list = r->quantity_result == NUMBER_READ && r->price_result == NUMBER_READ;
    if (r->plan->net_rule != KAM_NET_FROM_PRICE && !read_or_fault(r, field, &value, &result))
        return FALSE;
    if (result == NUMBER_ABSENT) {
        /* A line without its own amount may still have a quantity and a price. */
        if (r->plan->net_rule != KAM_NET_FROM_PRICE && r->plan->column[field] >= 0 && !*has_list)
            return set_fault(r, field, "the amount is missing: fill it in");
        if (!compute_from_price(r, list))
            return FALSE;
    } else {
        if (*has_list && !kam_decimal_mul_micro(r->quantity, r->out->price, list))
            return overflow(r);
        if (!to_micro_or_fault(r, field, value, &r->out->net_micro))
            return FALSE;
    }
    return !has_tax || take_tax_off(r);
}

static gboolean
compute_cost(Reading *r)
{
    KamDecimal cost;
    NumberResult result;

    if (!read_or_fault(r, KAM_FIELD_COST, &cost, &result))
        return FALSE;
    if (result == NUMBER_READ) {
        r->out->has_cost = TRUE;
        return to_micro_or_fault(r, KAM_FIELD_COST, cost, &r->out->cost_micro);
    }
    if (!read_or_fault(r, KAM_FIELD_UNIT_COST, &cost, &result))
        return FALSE;
    if (result != NUMBER_READ || r->quantity_result != NUMBER_READ)
        return TRUE;
    r->out->has_cost = TRUE;
    return kam_decimal_mul_micro(r->quantity, cost, &r->out->cost_micro) ||
           set_fault(r, KAM_FIELD_UNIT_COST, "quantity times cost is too large to be an amount: correct one of them");
}

/* The discount as the file says it, else the list value less the net amount where prices are known to be before
 * discount. */
static gboolean
compute_discount(Reading *r, gint64 list, gboolean has_list)
{
    KamDecimal discount;

    if (read_number(r->plan, r->row, KAM_FIELD_DISCOUNT, &discount) == NUMBER_READ) {
        /* On a line given back the discount is given back too, whatever sign the file writes. */
        if (r->out->net_micro < 0 && discount.mantissa > 0)
            discount.mantissa = -discount.mantissa;
        return to_micro_or_fault(r, KAM_FIELD_DISCOUNT, discount, &r->out->discount_micro);
    }
    if (!has_list || !r->plan->price_is_list)
        return TRUE;
    r->out->discount_micro = list;
    return kam_micro_add(&r->out->discount_micro, -r->out->net_micro) || overflow(r);
}

gboolean
kam_amounts_read(const KamPlan *plan, const KamRow *row, KamAmounts *amounts, KamFault *fault)
{
    Reading r = { .plan = plan, .row = row, .out = amounts, .fault = fault };
    gint64 list = 0;
    gboolean has_list;

    memset(amounts, 0, sizeof *amounts);
    if (!read_or_fault(&r, KAM_FIELD_QUANTITY, &r.quantity, &r.quantity_result) ||
        !read_or_fault(&r, KAM_FIELD_PRICE, &amounts->price, &r.price_result))
        return FALSE;
    amounts->has_price = r.price_result == NUMBER_READ;
    if (r.quantity_result == NUMBER_READ &&
        !to_micro_or_fault(&r, KAM_FIELD_QUANTITY, r.quantity, &amounts->quantity_micro))
        return FALSE;
    if (!compute_net(&r, &list, &has_list) || !compute_discount(&r, list, has_list))
        return FALSE;
    return (plan->column[KAM_FIELD_COST] < 0 && plan->column[KAM_FIELD_UNIT_COST] < 0) || compute_cost(&r);
}

gboolean
kam_amounts_has(const KamPlan *plan, const KamRow *row, KamLineField field)
{
    KamCell cell = kam_row_get_cell(row, plan->column[field]);

    return !is_nothing(&cell);
}

gboolean
kam_amounts_read_number(const KamPlan *plan, const KamRow *row, KamLineField field, KamDecimal *value)
{
    return read_number(plan, row, field, value) == NUMBER_READ;
}
