/* Guesses from contents: dates look like dates, amounts are products of two other columns, names repeat. */
#include "sales/recognise/guess.h"

#include <math.h>

#include "base/text.h"

#define MOST_COLUMNS 40 /* of numbers that are tried with each other */
#define MOST_ROWS 200

static gboolean
is_free(const KamPlan *plan, const KamStudy *study, guint column)
{
    for (guint f = 0; f < KAM_FIELD_N; f++)
        if (plan->column[f] == (int)column)
            return FALSE;
    return column >= study->header.own_columns && study->contents[column].filled > 0;
}

static gboolean
may_fill(const KamPlan *plan, const KamStudy *study, KamLineField field)
{
    return plan->column[field] < 0 && study->options->map[field] == NULL;
}

static void
fill(KamPlan *plan, KamLineField field, int column)
{
    plan->column[field] = column;
    plan->source[field] = KAM_SOURCE_CONTENT;
}

/* The column fullest of dates; of equal ones the first. */
static void
guess_date(KamPlan *plan, const KamStudy *study)
{
    int best = -1;

    if (!may_fill(plan, study, KAM_FIELD_DATE))
        return;
    for (guint c = 0; c < study->sample->n_columns; c++) {
        const KamContent *content = &study->contents[c];

        if (!is_free(plan, study, c) || !kam_content_is_date(content) || content->date.serial == content->date.n)
            continue;
        /* Whole numbers of eight digits may be anything unless the header says that they are dates. */
        if (content->date.compact == content->date.n)
            continue;
        if (best < 0 || content->date.n > study->contents[best].date.n)
            best = (int)c;
    }
    if (best >= 0)
        fill(plan, KAM_FIELD_DATE, best);
}

/* A number in either format; NAN when it is none. Good enough for comparing. */
static double
read_loosely(KamCell cell, char point)
{
    KamDecimal value;
    KamNumberFormat format =
        cell.kind == KAM_CELL_NUMBER ? kam_number_format('.', NULL) : kam_number_format(point, NULL);

    if (cell.length == 0 || !kam_decimal_parse(cell.text, cell.length, format, &value))
        return NAN;
    return (double)value.mantissa / pow(10, value.scale);
}

/* On how many rows a * b is c, and how many rows there are to tell. */
static guint
count_products(const KamStudy *study, const int column[3], char point, guint *telling)
{
    guint agreeing = 0, last = MIN(study->sample->rows->len, study->first_data + MOST_ROWS);

    *telling = 0;
    for (guint r = study->first_data; r < last; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        double a = read_loosely(kam_row_get_cell(row, column[0]), point);
        double b = read_loosely(kam_row_get_cell(row, column[1]), point);
        double c = read_loosely(kam_row_get_cell(row, column[2]), point);

        if (isnan(a) || isnan(b) || isnan(c) || c == 0)
            continue;
        (*telling)++;
        agreeing += fabs(a * b - c) <= 0.011;
    }
    return agreeing;
}

static char
likely_point(const KamStudy *study)
{
    KamNumberEvidence all = { 0 };

    for (guint c = 0; c < study->sample->n_columns; c++)
        if (kam_content_is_number(&study->contents[c]))
            kam_number_evidence_merge(&all, &study->contents[c].number);
    return kam_number_evidence_decide(&all) == ',' ? ',' : '.';
}

static guint
list_numbers(const KamPlan *plan, const KamStudy *study, int numbers[MOST_COLUMNS])
{
    guint n = 0;

    for (guint c = 0; c < study->sample->n_columns && n < MOST_COLUMNS; c++)
        if (is_free(plan, study, c) && kam_content_is_number(&study->contents[c]) &&
            !kam_content_is_date(&study->contents[c]))
            numbers[n++] = (int)c;
    return n;
}

/* Quantity, price and amount among three columns: the quantity is the one with fewer decimals. */
static void
take_product(KamPlan *plan, const KamStudy *study, const int column[3])
{
    const KamContent *a = &study->contents[column[0]], *b = &study->contents[column[1]];
    gboolean swap = a->whole < b->whole;

    fill(plan, KAM_FIELD_NET, column[2]);
    if (may_fill(plan, study, KAM_FIELD_QUANTITY) && may_fill(plan, study, KAM_FIELD_PRICE)) {
        fill(plan, KAM_FIELD_QUANTITY, column[swap ? 1 : 0]);
        fill(plan, KAM_FIELD_PRICE, column[swap ? 0 : 1]);
    }
}

static gboolean
guess_product(KamPlan *plan, const KamStudy *study, const int *numbers, guint n)
{
    char point = likely_point(study);

    for (guint a = 0; a < n; a++)
        for (guint b = a + 1; b < n; b++)
            for (guint c = 0; c < n; c++) {
                const int column[3] = { numbers[a], numbers[b], numbers[c] };
                guint telling, agreeing;

                if (c == a || c == b)
                    continue;
                agreeing = count_products(study, column, point, &telling);
                if (telling < 3 || agreeing * 10 < telling * 8)
                    continue;
                take_product(plan, study, column);
                return TRUE;
            }
    return FALSE;
}

static void
guess_amounts(KamPlan *plan, const KamStudy *study)
{
    int numbers[MOST_COLUMNS], with_decimals = -1;
    guint n, n_decimals = 0;

    if (plan->column[KAM_FIELD_NET] >= 0 || plan->column[KAM_FIELD_GROSS] >= 0 ||
        (plan->column[KAM_FIELD_QUANTITY] >= 0 && plan->column[KAM_FIELD_PRICE] >= 0) ||
        !may_fill(plan, study, KAM_FIELD_NET))
        return;
    n = list_numbers(plan, study, numbers);
    if (guess_product(plan, study, numbers, n))
        return;
    /* Beside a quantity the one column with decimals is as likely the price of one piece: that must be asked. */
    if (plan->column[KAM_FIELD_QUANTITY] >= 0)
        return;
    for (guint i = 0; i < n; i++) {
        const KamContent *content = &study->contents[numbers[i]];

        if ((content->number.comma + content->number.point) * 2 < content->filled)
            continue;
        with_decimals = numbers[i];
        n_decimals++;
    }
    if (n_decimals == 1)
        fill(plan, KAM_FIELD_NET, with_decimals);
}

/* Of the texts left: codes in runs are documents, names in the longest runs customers, the other names articles. */
static void
guess_texts(KamPlan *plan, const KamStudy *study)
{
    int document = -1, account = -1, product = -1;

    for (guint c = 0; c < study->sample->n_columns; c++) {
        const KamContent *content = &study->contents[c];
        gboolean is_name = content->words * 2 > content->filled;

        if (!is_free(plan, study, c) || kam_content_is_date(content) || content->filled * 2 < content->n_rows)
            continue;
        if (!is_name && content->codes * 2 > content->filled &&
            (document < 0 || content->changes > study->contents[document].changes) &&
            content->changes < content->filled)
            document = (int)c;
        if (is_name && (account < 0 || content->changes < study->contents[account].changes))
            account = (int)c;
        if (is_name && (product < 0 || content->changes > study->contents[product].changes))
            product = (int)c;
    }
    if (document >= 0 && may_fill(plan, study, KAM_FIELD_DOCUMENT))
        fill(plan, KAM_FIELD_DOCUMENT, document);
    if (account >= 0 && plan->column[KAM_FIELD_ACCOUNT_NUMBER] < 0 && may_fill(plan, study, KAM_FIELD_ACCOUNT_NAME))
        fill(plan, KAM_FIELD_ACCOUNT_NAME, account);
    if (product >= 0 && product != account && plan->column[KAM_FIELD_PRODUCT_NUMBER] < 0 &&
        may_fill(plan, study, KAM_FIELD_PRODUCT_NAME))
        fill(plan, KAM_FIELD_PRODUCT_NAME, product);
}

void
kam_guess_columns(KamPlan *plan, const KamStudy *study)
{
    gboolean says_nothing = study->header.matches < 2 && plan->table_format != KAM_FORMAT_UBL;

    guess_date(plan, study);
    if (says_nothing)
        guess_texts(plan, study);
    guess_amounts(plan, study);
}
