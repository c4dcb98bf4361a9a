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
    KamCell number, day;
    guint lines;
    gint64 first_amount, first_product;
    double products; /* their sum, NAN without any */
    gboolean amounts_equal, products_equal;
} Document;

static gboolean
read_micro(const KamPlan *plan, const KamRow *row, KamLineField field, gint64 *micro)
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

/* Without numbers of documents, rows of one customer and day that stand together are taken for one. */
static int
document_column(const KamPlan *plan)
{
    static const KamLineField fields[] = { KAM_FIELD_DOCUMENT, KAM_FIELD_ACCOUNT_NUMBER, KAM_FIELD_TAX_NUMBER,
                                           KAM_FIELD_ACCOUNT_NAME };

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (plan->column[fields[i]] >= 0)
            return plan->column[fields[i]];
    return -1;
}

static gboolean
is_same(KamCell a, KamCell b)
{
    return kam_text_equal(a.text, a.length, b.text, b.length);
}

static void
observe(const KamPlan *plan, const KamStudy *study, KamLineField field, Behaviour *behaviour)
{
    Document document = { 0 };

    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        KamCell number = kam_row_get_cell(row, document_column(plan));
        KamCell day;
        gint64 amount, product = 0;
        double value;

        if (number.length == 0 || !read_micro(plan, row, field, &amount))
            continue;
        day = kam_row_get_cell(row, plan->column[KAM_FIELD_DATE]);
        if (!read_product(plan, row, &product))
            product = (gint64)r; /* lines of a document differ in something */
        value = plan->column[KAM_FIELD_QUANTITY] < 0 || plan->column[KAM_FIELD_PRICE] < 0 ? NAN : (double)product;
        if (document.lines == 0 || !is_same(number, document.number) || !is_same(day, document.day)) {
            end_document(behaviour, &document);
            document = (Document) { number, day, 1, amount, product, value, TRUE, TRUE };
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
is_document_total(const KamPlan *plan, const KamStudy *study, KamLineField field)
{
    Behaviour behaviour = { 0 };
    gboolean has_product = plan->column[KAM_FIELD_QUANTITY] >= 0 && plan->column[KAM_FIELD_PRICE] >= 0;
    gboolean is_sure = plan->column[KAM_FIELD_DOCUMENT] >= 0;

    if (document_column(plan) < 0 || plan->column[field] < 0)
        return FALSE;
    observe(plan, study, field, &behaviour);
    /* A customer may have two documents on a day, which then look like one with two amounts. */
    if (behaviour.documents == 0 || behaviour.constant * 10 < behaviour.documents * (is_sure ? 10 : 8))
        return FALSE;
    return behaviour.telling >= (has_product && is_sure ? 1 : MIN_DOCUMENTS + 1);
}

/* How the taxes of documents behave whose lines have different gross amounts. */
typedef struct {
    guint equal, different;
} TaxBehaviour;

/* Pairs of lines one below the other in a document say as much as the whole of it. */
static void
compare_lines(const KamPlan *plan, const KamRow *above, const KamRow *row, TaxBehaviour *behaviour)
{
    int document = document_column(plan);
    KamLineField field = plan->column[KAM_FIELD_GROSS] >= 0 ? KAM_FIELD_GROSS : KAM_FIELD_PRICE;
    gint64 amounts[2], taxes[2];

    if (!is_same(kam_row_get_cell(above, document), kam_row_get_cell(row, document)) ||
        !read_micro(plan, above, field, &amounts[0]) || !read_micro(plan, row, field, &amounts[1]) ||
        !read_micro(plan, above, KAM_FIELD_TAX, &taxes[0]) || !read_micro(plan, row, KAM_FIELD_TAX, &taxes[1]) ||
        ABS(amounts[0] - amounts[1]) < KAM_MICRO || taxes[0] == 0)
        return;
    behaviour->equal += taxes[0] == taxes[1];
    behaviour->different += taxes[0] != taxes[1];
}

gboolean
kam_totals_has_tax_of_documents(const KamPlan *plan, const KamStudy *study)
{
    TaxBehaviour behaviour = { 0 };

    if (plan->column[KAM_FIELD_TAX] < 0 || document_column(plan) < 0)
        return FALSE;
    for (guint r = study->first_data + 1; r < study->sample->rows->len; r++)
        compare_lines(plan, kam_sample_get_row(study->sample, r - 1), kam_sample_get_row(study->sample, r), &behaviour);
    return behaviour.equal >= 2 && behaviour.equal > 9 * behaviour.different;
}

/* On how many lines an amount is seen to have tax in it, and on how many to have none. */
typedef struct {
    guint with, without;
} TaxVotes;

static gboolean
is_near(double a, double b)
{
    return fabs(a - b) < 0.0151 * KAM_MICRO;
}

/* Quantity * price is the amount, or the amount less its tax. */
static gboolean
vote_by_product(TaxVotes *votes, double amount, double product, double tax)
{
    gboolean with = is_near(amount, product + tax), without = is_near(amount, product);

    if (with == without)
        return FALSE;
    votes->with += with;
    votes->without += without;
    return TRUE;
}

/* The tax is the rate of the amount, or of what the amount is without it. The rates of a line that names none are the
 * usual ones of the region. */
static void
vote_by_rate(TaxVotes *votes, double amount, double percent, double tax)
{
    static const double usual[] = { 20, 10, 8, 25, 22, 19, 21, 17, 13, 5, 7, 18 };
    guint n = percent > 0 ? 1 : G_N_ELEMENTS(usual);
    gboolean without = FALSE;

    for (guint i = 0; i < n; i++)
        without |= is_near(tax, amount * (percent > 0 ? percent : usual[i]) / 100);
    votes->without += without;
    for (guint i = 0; i < (percent > 0 ? 1u : 2u) && !without; i++) {
        double rate = percent > 0 ? percent : usual[i];

        votes->with += is_near(tax, amount * rate / (100 + rate));
    }
}

/* Whether the amounts taken for net have tax in them, judged where tax is not zero. */
static gboolean
holds_tax(const KamPlan *plan, const KamStudy *study)
{
    TaxVotes votes = { 0 };

    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        gint64 amount, product = 0, tax = 0, percent = 0;
        gboolean has_tax = read_micro(plan, row, KAM_FIELD_TAX, &tax) && tax != 0;
        gboolean has_percent = read_micro(plan, row, KAM_FIELD_TAX_PERCENT, &percent) && percent != 0;
        gboolean has_product = read_product(plan, row, &product) && product != 0;

        if ((!has_tax && !has_percent) || !read_micro(plan, row, KAM_FIELD_NET, &amount))
            continue;
        if (!has_tax)
            tax = (gint64)((Wide)product * percent / (100 * KAM_MICRO));
        if (has_product && tax != 0 && vote_by_product(&votes, (double)amount, (double)product, (double)tax))
            continue;
        if (has_tax)
            vote_by_rate(&votes, (double)amount, (double)percent / KAM_MICRO, (double)tax);
    }
    return votes.with >= 2 && votes.with > votes.without * 4;
}

static gboolean
has_discount(const KamPlan *plan, const KamRow *row)
{
    gint64 off;

    return (read_micro(plan, row, KAM_FIELD_DISCOUNT_PERCENT, &off) && off != 0) ||
           (read_micro(plan, row, KAM_FIELD_DISCOUNT, &off) && off != 0);
}

/* One line without discount: quantity * price is the gross amount, or lacks its tax; without a gross amount the rate of
 * the tax tells. */
static void
vote_on_price(TaxVotes *votes, const KamPlan *plan, const KamRow *row)
{
    gint64 product, gross, tax = 0, percent = 0;
    gboolean has_tax = read_micro(plan, row, KAM_FIELD_TAX, &tax) && tax != 0;
    gboolean has_percent = read_micro(plan, row, KAM_FIELD_TAX_PERCENT, &percent) && percent != 0;

    if ((!has_tax && !has_percent) || has_discount(plan, row) || !read_product(plan, row, &product) || product == 0)
        return;
    if (!has_tax)
        tax = (gint64)((Wide)product * percent / (100 * KAM_MICRO));
    if (!read_micro(plan, row, KAM_FIELD_GROSS, &gross)) {
        if (has_tax)
            vote_by_rate(votes, (double)product, (double)percent / KAM_MICRO, (double)tax);
        return;
    }
    votes->with += is_near((double)gross, (double)product);
    votes->without += is_near((double)gross, (double)product + (double)tax);
}

gboolean
kam_totals_price_holds_tax(const KamPlan *plan, const KamStudy *study)
{
    TaxVotes votes = { 0 };

    for (guint r = study->first_data; r < study->sample->rows->len; r++)
        vote_on_price(&votes, plan, kam_sample_get_row(study->sample, r));
    return votes.with >= 2 && votes.with > votes.without * 4;
}

static const char *
header_of(const KamStudy *study, int column)
{
    return g_ptr_array_index(study->header.texts, (guint)column);
}

static void
take_column(KamPlan *plan, const KamStudy *study, KamLineField field, int column)
{
    const KamNumberEvidence *number;
    char own;

    plan->column[field] = column;
    if (column < 0)
        return;
    number = &study->contents[column].number;
    own = study->options->decimal_point != 0 ? 0 : kam_number_evidence_decide(number);
    plan->source[field] = KAM_SOURCE_HEADER;
    plan->number[field] = kam_number_format(own == 0 ? plan->number[field].point : own, number);
}

/* Columns of totals are passed over for the next one that the headers speak for; TRUE when there was any. */
static gboolean
pass_over_totals(KamPlan *plan, const KamStudy *study, KamLineField field, int *total)
{
    g_autofree gboolean *passed = g_new0(gboolean, study->header.texts->len);

    *total = -1;
    while (is_document_total(plan, study, field)) {
        int column = plan->column[field];

        *total = *total < 0 ? column : *total;
        kam_findings_add(study->findings, "document total", header_of(study, column),
                         "column %d repeats the same amount on all lines of a document, so it is not taken as the %s "
                         "amount of a line; --map %s=%d overrides",
                         column + 1, kam_field_name(field), kam_field_name(field), column + 1);
        passed[column] = TRUE;
        take_column(plan, study, field, kam_columns_find_other(plan, study, field, passed));
    }
    return *total >= 0;
}

static gboolean
avoid_document_total(KamPlan *plan, const KamStudy *study, KamLineField field, GError **error)
{
    int total;

    if (study->options->map[field] != NULL || !pass_over_totals(plan, study, field, &total))
        return TRUE;
    if (plan->column[KAM_FIELD_NET] >= 0 || plan->column[KAM_FIELD_GROSS] >= 0 ||
        (plan->column[KAM_FIELD_QUANTITY] >= 0 && plan->column[KAM_FIELD_PRICE] >= 0))
        return TRUE;
    kam_question_add_map(kam_questions_ask(study->options->questions, "document_total", KAM_FIELD_NET, total, NULL),
                         KAM_FIELD_NET, total);
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
        "column %d '%s' of '%s' repeats one amount on all lines of a document, so it is the total of the document "
        "and would be counted once for each line: say --map net=COLUMN for the amount of a line, or --map net=%d "
        "when it is one all the same",
        total + 1, header_of(study, total), study->path, total + 1);
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
                     "the numbers agree only when tax is in column %d; --map net=%d overrides", net + 1, net + 1);
    if (plan->column[KAM_FIELD_GROSS] < 0) {
        plan->column[KAM_FIELD_GROSS] = net;
        plan->number[KAM_FIELD_GROSS] = plan->number[KAM_FIELD_NET];
    }
    plan->column[KAM_FIELD_NET] = -1;
    return TRUE;
}
