/* Formats of columns: from the sample, else from the whole file, else from other columns, else from quantity * price.
 */
#include "sales/recognise/formats.h"

#include <string.h>

#define MIN_PRODUCTS 3 /* rows on which quantity * price must agree with the amount */

static const KamLineField number_fields[] = {
    KAM_FIELD_QUANTITY,
    KAM_FIELD_PRICE,
    KAM_FIELD_NET,
    KAM_FIELD_GROSS,
    KAM_FIELD_TAX,
    KAM_FIELD_TAX_PERCENT,
    KAM_FIELD_DISCOUNT_PERCENT,
    KAM_FIELD_DISCOUNT,
    KAM_FIELD_COST,
    KAM_FIELD_UNIT_COST,
    KAM_FIELD_DOCUMENT_DISCOUNT,
};
#define N_NUMBER_FIELDS G_N_ELEMENTS(number_fields)

/* What was seen of the columns that matter. */
typedef struct {
    KamNumberEvidence number[KAM_FIELD_N];
    KamDateEvidence date;
    gboolean is_whole;
} Evidence;

static void
take_sample(Evidence *evidence, const KamPlan *plan, const KamStudy *study)
{
    memset(evidence, 0, sizeof *evidence);
    for (guint i = 0; i < N_NUMBER_FIELDS; i++)
        if (plan->column[number_fields[i]] >= 0)
            evidence->number[number_fields[i]] = study->contents[plan->column[number_fields[i]]].number;
    kam_date_evidence_init(&evidence->date);
    if (plan->column[KAM_FIELD_DATE] >= 0)
        evidence->date = study->contents[plan->column[KAM_FIELD_DATE]].date;
    evidence->is_whole = study->sample->is_whole;
}

/* All rows of the file, or as many as are asked for; only what the decisions need is looked at. */
static gboolean
take_file(Evidence *evidence, const KamPlan *plan, KamTable *table, guint64 max_rows, GError **error)
{
    KamRow row;

    memset(evidence, 0, sizeof *evidence);
    kam_date_evidence_init(&evidence->date);
    evidence->is_whole = TRUE;
    if (!kam_table_rewind(table, error))
        return FALSE;
    for (;;) {
        switch (kam_table_next(table, &row, error)) {
        case KAM_READ_FAILED:
            return FALSE;
        case KAM_READ_END:
            return TRUE;
        case KAM_READ_ROW:
            break;
        }
        if (row.number <= plan->last_header_row)
            continue;
        if (max_rows > 0 && row.number > max_rows) {
            evidence->is_whole = FALSE;
            return TRUE;
        }
        kam_date_evidence_add(&evidence->date, kam_row_get_cell(&row, plan->column[KAM_FIELD_DATE]));
        for (guint i = 0; i < N_NUMBER_FIELDS; i++)
            kam_number_evidence_add(&evidence->number[number_fields[i]],
                                    kam_row_get_cell(&row, plan->column[number_fields[i]]));
    }
}

static gboolean
numbers_are_open(const Evidence *evidence)
{
    for (guint i = 0; i < N_NUMBER_FIELDS; i++) {
        const KamNumberEvidence *number = &evidence->number[number_fields[i]];

        if (kam_number_evidence_is_open(number) && kam_number_evidence_decide(number) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The decimal sign of the file: all columns together; 0 when no cell is certain. */
static char
decide_together(const Evidence *evidence)
{
    KamNumberEvidence all = { 0 };

    for (guint i = 0; i < N_NUMBER_FIELDS; i++)
        kam_number_evidence_merge(&all, &evidence->number[number_fields[i]]);
    return kam_number_evidence_decide(&all);
}

/* The decimal sign that the columns hint at, when all hints agree. */
static char
guess_together(const Evidence *evidence)
{
    char point = 0;

    for (guint i = 0; i < N_NUMBER_FIELDS; i++) {
        char own = kam_number_evidence_guess(&evidence->number[number_fields[i]]);

        if (own != 0 && point != 0 && own != point)
            return 0;
        point = own != 0 ? own : point;
    }
    return point;
}

static gboolean
product_agrees(const KamPlan *plan, const KamRow *row, char point)
{
    static const KamLineField fields[] = { KAM_FIELD_QUANTITY, KAM_FIELD_PRICE, KAM_FIELD_NET };
    KamDecimal value[3];
    gint64 product, net;

    for (guint i = 0; i < 3; i++) {
        KamCell cell = kam_row_get_cell(row, plan->column[fields[i]]);
        KamNumberFormat format =
            cell.kind == KAM_CELL_NUMBER ? kam_number_format('.', NULL) : kam_number_format(point, NULL);

        if (!kam_decimal_parse(cell.text, cell.length, format, &value[i]))
            return FALSE;
    }
    return value[0].mantissa != 0 && value[1].mantissa != 0 && kam_decimal_mul_micro(value[0], value[1], &product) &&
           kam_decimal_to_micro(value[2], &net) && ABS(product - net) <= KAM_MICRO / 50;
}

/* Which decimal sign makes quantity * price the amount; 0 when none or both. */
static char
decide_by_product(const KamPlan *plan, const KamStudy *study)
{
    guint with_comma = 0, with_point = 0;

    if (plan->column[KAM_FIELD_QUANTITY] < 0 || plan->column[KAM_FIELD_PRICE] < 0 || plan->column[KAM_FIELD_NET] < 0)
        return 0;
    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);

        gboolean comma = product_agrees(plan, row, ','), point = product_agrees(plan, row, '.');

        /* Two pieces at "1.500" agree either way; only a row that agrees one way tells. */
        with_comma += comma && !point;
        with_point += point && !comma;
    }
    if (with_comma >= MIN_PRODUCTS && with_comma > with_point * 2)
        return ',';
    return with_point >= MIN_PRODUCTS && with_point > with_comma * 2 ? '.' : 0;
}

static gboolean
fail_open_numbers(const KamPlan *plan, const KamStudy *study, const Evidence *evidence, GError **error)
{
    for (guint i = 0; i < N_NUMBER_FIELDS; i++) {
        KamLineField field = number_fields[i];
        const KamNumberEvidence *number = &evidence->number[field];
        KamDecimal as_comma, as_point;
        gint64 comma = 0, point = 0;
        g_autofree char *comma_text = NULL, *point_text = NULL;
        KamQuestion *question;

        if (!kam_number_evidence_is_open(number))
            continue;
        if (kam_decimal_parse(number->open_text, strlen(number->open_text), kam_number_format(',', number), &as_comma))
            kam_decimal_to_micro(as_comma, &comma);
        if (kam_decimal_parse(number->open_text, strlen(number->open_text), kam_number_format('.', number), &as_point))
            kam_decimal_to_micro(as_point, &point);
        comma_text = kam_micro_to_text(comma, 3);
        point_text = kam_micro_to_text(point, 3);
        question =
            kam_questions_ask(study->options->questions, "decimal", field, plan->column[field], number->open_text);
        kam_question_add(question, "decimal", ",", comma_text);
        kam_question_add(question, "decimal", ".", point_text);
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
            "numbers in '%s' can be read two ways: '%s' in column %d '%s' is %s with a decimal point or %s with a "
            "decimal comma; say --decimal . or --decimal ,",
            study->path, number->open_text, plan->column[field] + 1,
            (const char *)g_ptr_array_index(study->header.texts, (guint)plan->column[field]), point_text, comma_text);
        kam_error_set_reason(error, "numbers_two_ways", "file", study->path, "text", number->open_text, NULL);
        return FALSE;
    }
    return TRUE;
}

static void
report_numbers(const KamPlan *plan, const KamStudy *study, char point, const char *why)
{
    char value[2] = { point, '\0' };

    kam_findings_add(study->findings, "decimal point", value, "%s", why);
    for (guint i = 0; i < N_NUMBER_FIELDS; i++) {
        KamLineField field = number_fields[i];
        g_autofree char *what = g_strdup_printf("decimal point of %s", kam_field_name(field));
        char own[2] = { plan->number[field].point, '\0' };

        if (plan->column[field] >= 0 && own[0] != point)
            kam_findings_add(study->findings, what, own,
                             "this column writes its numbers in another way than the others");
    }
}

static char
choose_point(const KamPlan *plan, const KamStudy *study, const Evidence *evidence, const char **why)
{
    char point = study->options->decimal_point;

    *why = "asked for";
    if (point != 0)
        return point;
    *why = "the numbers of the file show it";
    if ((point = decide_together(evidence)) != 0)
        return point;
    *why = "no number has a decimal sign, so it does not matter";
    if (!numbers_are_open(evidence))
        return '.';
    *why = "only so quantity times price gives the amount";
    if ((point = decide_by_product(plan, study)) != 0)
        return point;
    *why = "whole numbers beside them tell groups of three from decimals; --decimal overrides";
    return guess_together(evidence);
}

static gboolean
decide_numbers(KamPlan *plan, const KamStudy *study, const Evidence *evidence, GError **error)
{
    const char *why;
    char common = choose_point(plan, study, evidence, &why);

    if (common == 0)
        return fail_open_numbers(plan, study, evidence, error);
    for (guint i = 0; i < N_NUMBER_FIELDS; i++) {
        const KamNumberEvidence *number = &evidence->number[number_fields[i]];
        char own = study->options->decimal_point != 0 ? 0 : kam_number_evidence_decide(number);

        plan->number[number_fields[i]] = kam_number_format(own == 0 ? common : own, number);
    }
    report_numbers(plan, study, common, why);
    return TRUE;
}

static gboolean
fail_open_dates(const KamPlan *plan, const KamStudy *study, const KamDateEvidence *date, GError **error)
{
    char dmy[11], mdy[11];
    gsize length = strlen(date->open_text);
    KamQuestion *question;

    kam_day_to_iso(kam_day_parse(date->open_text, length, KAM_DATE_DMY), dmy);
    kam_day_to_iso(kam_day_parse(date->open_text, length, KAM_DATE_MDY), mdy);
    question = kam_questions_ask(study->options->questions, "date_order", KAM_FIELD_DATE, plan->column[KAM_FIELD_DATE],
                                 date->open_text);
    kam_question_add(question, "date_order", "dmy", dmy);
    kam_question_add(question, "date_order", "mdy", mdy);
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
        "dates in '%s' can be read two ways: '%s' in column %d '%s' is %s by day and month or %s by month and day; "
        "say --date-order dmy or --date-order mdy",
        study->path, date->open_text, plan->column[KAM_FIELD_DATE] + 1,
        (const char *)g_ptr_array_index(study->header.texts, (guint)plan->column[KAM_FIELD_DATE]), dmy, mdy);
    kam_error_set_reason(error, "dates_two_ways", "file", study->path, "text", date->open_text, NULL);
    return FALSE;
}

static gboolean
fail_half_taken_dates(const KamPlan *plan, const KamStudy *study, const KamDateEvidence *date, GError **error)
{
    const char *order = date->day_first > 0 ? "dmy" : "mdy";

    kam_question_add(kam_questions_ask(study->options->questions, "turned_dates", KAM_FIELD_DATE,
                                       plan->column[KAM_FIELD_DATE], NULL),
                     "date_order", order, NULL);
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
        "column %d '%s' of '%s' has %u dates of a spreadsheet, all in the first twelve days of a month, beside texts "
        "with later days: the spreadsheet has turned day and month of the former; open the file with the right "
        "region, or say --date-order %s to take the dates as they are",
        plan->column[KAM_FIELD_DATE] + 1,
        (const char *)g_ptr_array_index(study->header.texts, (guint)plan->column[KAM_FIELD_DATE]), study->path,
        date->real, order);
    return FALSE;
}

static gboolean
decide_dates(KamPlan *plan, const KamStudy *study, const Evidence *evidence, gint32 today, GError **error)
{
    g_autofree char *why = NULL;
    KamDatesResult result = kam_date_evidence_decide(&evidence->date, evidence->is_whole, today, &plan->date, &why);

    if (study->options->has_date_order) {
        plan->date.order = study->options->date_order;
        kam_findings_add(study->findings, "date order", kam_date_order_words(plan->date.order), "asked for");
        return TRUE;
    }
    if (kam_date_evidence_is_half_taken(&evidence->date))
        return fail_half_taken_dates(plan, study, &evidence->date, error);
    if (result == KAM_DATES_OPEN)
        return fail_open_dates(plan, study, &evidence->date, error);
    kam_findings_add(study->findings, "date order", kam_date_order_words(plan->date.order), "%s", why);
    return TRUE;
}

gboolean
kam_formats_decide(KamPlan *plan, const KamStudy *study, KamTable *table, gint32 today, GError **error)
{
    Evidence evidence;
    KamDateFormat format;
    g_autofree char *why = NULL;
    gboolean dates_open, numbers_open;

    take_sample(&evidence, plan, study);
    dates_open = !study->options->has_date_order && evidence.date.n > 0 &&
                 kam_date_evidence_decide(&evidence.date, evidence.is_whole, today, &format, &why) == KAM_DATES_OPEN;
    numbers_open = study->options->decimal_point == 0 && numbers_are_open(&evidence) &&
                   decide_together(&evidence) == 0 && decide_by_product(plan, study) == 0;
    if ((dates_open || numbers_open) && !evidence.is_whole &&
        !take_file(&evidence, plan, table, study->options->max_rows, error))
        return FALSE;
    return decide_numbers(plan, study, &evidence, error) && decide_dates(plan, study, &evidence, today, error);
}
