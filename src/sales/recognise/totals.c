/* Telling line amounts from totals of documents and from amounts with tax, by how the numbers of the sample agree. */
#include "sales/recognise/totals.h"

#include <math.h>

#include "base/text.h"
#include "sales/recognise/amounts.h"

__extension__ typedef __int128 Wide;

#define MIN_DOCUMENTS 2

/* How a column behaves within documents of several lines. */
typedef struct {
    guint documents; /* with two lines or more */
    guint constant;  /* of these, where the amount is the same on all lines */
    guint telling;   /* of the constant ones, where quantity * price differs between lines */
} Behaviour;

/* The document being looked at. */
typedef struct {
    KamCell number;
    guint lines;
    gint64 first_amount, first_product;
    double products; /* their sum, NAN without any */
    gboolean amounts_equal, products_equal;
} Document;

static gboolean
read_micro(const KamPlan *plan, const KamRow *row, KamField field, gint64 *micro)
{
    KamDecimal value;

    return kam_amounts_read_number(plan, row, field, &value) && kam_decimal_to_micro(value, micro);
}

static gboolean
read_product(const KamPlan *plan, const KamRow *row, gint64 *micro)
{
    KamDecimal quantity, price;

    return kam_amounts_read_number(plan, row, KAM_FIELD_QUANTITY, &quantity) &&
           kam_amounts_read_number(plan, row, KAM_FIELD_PRICE, &price) && kam_decimal_mul_micro(quantity, price, micro);
}

/* Tax on top and discounts off are allowed for; one line of two equal ones is far below. */
static gboolean
sums_up(const Document *document)
{
    double ratio = (double)document->first_amount / document->products;

    return isnan(document->products) || (ratio > 0.6 && ratio < 1.5);
}

static void
end_document(Behaviour *behaviour, const Document *document)
{
    if (document->lines < 2)
        return;
    behaviour->documents++;
    behaviour->constant += document->amounts_equal;
    behaviour->telling += document->amounts_equal && !document->products_equal && sums_up(document);
}

static void
observe(const KamPlan *plan, const KamStudy *study, KamField field, Behaviour *behaviour)
{
    Document document = { 0 };

    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        KamCell number = kam_row_get_cell(row, plan->column[KAM_FIELD_DOCUMENT]);
        gint64 amount, product = 0;
        double value;

        if (number.length == 0 || !read_micro(plan, row, field, &amount))
            continue;
        if (!read_product(plan, row, &product))
            product = (gint64)r; /* lines of a document differ in something */
        value = plan->column[KAM_FIELD_QUANTITY] < 0 || plan->column[KAM_FIELD_PRICE] < 0 ? NAN : (double)product;
        if (document.lines == 0 ||
            !kam_text_equal(number.text, number.length, document.number.text, document.number.length)) {
            end_document(behaviour, &document);
            document = (Document) { number, 1, amount, product, value, TRUE, TRUE };
            continue;
        }
        document.lines++;
        document.products += value;
        document.amounts_equal &= amount == document.first_amount;
        document.products_equal &= product == document.first_product;
    }
    end_document(behaviour, &document);
}

static gboolean
is_document_total(const KamPlan *plan, const KamStudy *study, KamField field)
{
    Behaviour behaviour = { 0 };
    gboolean has_product = plan->column[KAM_FIELD_QUANTITY] >= 0 && plan->column[KAM_FIELD_PRICE] >= 0;

    if (plan->column[KAM_FIELD_DOCUMENT] < 0 || plan->column[field] < 0)
        return FALSE;
    observe(plan, study, field, &behaviour);
    return behaviour.documents > 0 && behaviour.constant == behaviour.documents &&
           behaviour.telling >= (has_product ? 1 : MIN_DOCUMENTS + 1);
}

/* Whether amounts are quantity * price with tax on top, judged where tax is not zero. */
static gboolean
holds_tax(const KamPlan *plan, const KamStudy *study)
{
    guint with = 0, without = 0;

    if (plan->column[KAM_FIELD_TAX] < 0 && plan->column[KAM_FIELD_TAX_PERCENT] < 0)
        return FALSE;
    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        gint64 amount, product, tax = 0, percent = 0;

        if (!read_micro(plan, row, KAM_FIELD_NET, &amount) || !read_product(plan, row, &product) || product == 0)
            continue;
        read_micro(plan, row, KAM_FIELD_TAX, &tax);
        read_micro(plan, row, KAM_FIELD_TAX_PERCENT, &percent);
        if (tax == 0 && percent != 0)
            tax = (gint64)((Wide)product * percent / (100 * KAM_MICRO));
        if (tax == 0 || plan->column[KAM_FIELD_TAX_PERCENT] == -1)
            percent = 0;
        without += ABS(amount - product) < KAM_MICRO / 50 && tax != 0;
        with += tax != 0 && ABS(amount - product - tax) < KAM_MICRO / 50;
    }
    return with >= 2 && with > without * 4;
}

static const char *
header_of(const KamStudy *study, int column)
{
    return g_ptr_array_index(study->header.texts, (guint)column);
}

static gboolean
avoid_document_total(KamPlan *plan, const KamStudy *study, KamField field, GError **error)
{
    int column = plan->column[field];

    if (study->options->map[field] != NULL || !is_document_total(plan, study, field))
        return TRUE;
    plan->column[field] = -1;
    kam_findings_add(
        study->findings, "document total", header_of(study, column),
        "column %d repeats the same amount on all lines of a document, so it is not taken as the %s amount of "
        "a line; --map %s=%d overrides",
        column + 1, kam_field_name(field), kam_field_name(field), column + 1);
    if (plan->column[KAM_FIELD_NET] >= 0 || plan->column[KAM_FIELD_GROSS] >= 0 ||
        (plan->column[KAM_FIELD_QUANTITY] >= 0 && plan->column[KAM_FIELD_PRICE] >= 0))
        return TRUE;
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
        "column %d '%s' of '%s' repeats one amount on all lines of a document, so it is the total of the document "
        "and would be counted once for each line: say --map net=COLUMN for the amount of a line, or --map net=%d "
        "when it is one all the same",
        column + 1, header_of(study, column), study->path, column + 1);
    return FALSE;
}

gboolean
kam_totals_avoid(KamPlan *plan, const KamStudy *study, GError **error)
{
    int net;

    if (!avoid_document_total(plan, study, KAM_FIELD_NET, error) ||
        !avoid_document_total(plan, study, KAM_FIELD_GROSS, error))
        return FALSE;
    net = plan->column[KAM_FIELD_NET];
    if (net < 0 || study->options->map[KAM_FIELD_NET] != NULL || !holds_tax(plan, study))
        return TRUE;
    kam_findings_add(study->findings, "amounts with tax", header_of(study, net),
                     "in column %d quantity times price has tax added; --map net=%d overrides", net + 1, net + 1);
    if (plan->column[KAM_FIELD_GROSS] < 0) {
        plan->column[KAM_FIELD_GROSS] = net;
        plan->number[KAM_FIELD_GROSS] = plan->number[KAM_FIELD_NET];
    }
    plan->column[KAM_FIELD_NET] = -1;
    return TRUE;
}
