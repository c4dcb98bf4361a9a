/* Layout of reports and exports: recognised by which cells are filled, and by the words of totals. */
#include "sales/recognise/layout.h"

#include <string.h>

#include "base/text.h"

#define MIN_CONTINUATIONS 20 /* in a hundred rows: 1 in 20 must continue a document before rows are filled down */

static const char *const total_words[] = {
    "total",   "totals",        "subtotal",    "grand total", "sub total",     "sum",    "sum of",         "ukupno",
    "svega",   "zbir",          "zbirno",      "medjuzbir",   "sveukupno",     "suma",   "rekapitulacija", "summe",
    "gesamt",  "zwischensumme", "gesamtsumme", "sous total",  "total general", "totaux", "saldo",          "prosek",
    "average", "u k u p n o",   "s v e g a",   "ukupan",      "meduzbroj",     "zbroj",  "medjuzbroj",
};

static gboolean
starts_with_total(KamCell cell)
{
    g_autofree char *folded = NULL;

    if (cell.length == 0 || cell.length > 400 || cell.kind != KAM_CELL_TEXT)
        return FALSE;
    folded = kam_text_fold(cell.text, cell.length);
    for (guint i = 0; i < G_N_ELEMENTS(total_words); i++) {
        gsize length = strlen(total_words[i]);

        if (strncmp(folded, total_words[i], length) == 0 && (folded[length] == ' ' || folded[length] == '\0'))
            return TRUE;
    }
    return FALSE;
}

static gboolean
ends_with_total(KamCell cell)
{
    g_autofree char *folded = NULL;

    if (cell.length == 0 || cell.length > 400 || cell.kind != KAM_CELL_TEXT)
        return FALSE;
    folded = kam_text_fold(cell.text, cell.length);
    return g_str_has_suffix(folded, " total") || g_str_has_suffix(folded, " ukupno") ||
           g_str_has_suffix(folded, " ergebnis") || g_str_has_suffix(folded, " svega");
}

static gboolean
has_text(const KamPlan *plan, const KamRow *row, KamLineField field)
{
    return kam_row_get_cell(row, plan->column[field]).length > 0;
}

static gboolean
has_amount(const KamPlan *plan, const KamRow *row)
{
    return has_text(plan, row, KAM_FIELD_NET) || has_text(plan, row, KAM_FIELD_GROSS) ||
           (has_text(plan, row, KAM_FIELD_QUANTITY) && has_text(plan, row, KAM_FIELD_PRICE));
}

static gboolean
has_product(const KamPlan *plan, const KamRow *row)
{
    return has_text(plan, row, KAM_FIELD_PRODUCT_NUMBER) || has_text(plan, row, KAM_FIELD_PRODUCT_NAME);
}

static gboolean
has_account(const KamPlan *plan, const KamRow *row)
{
    return has_text(plan, row, KAM_FIELD_ACCOUNT_NUMBER) || has_text(plan, row, KAM_FIELD_ACCOUNT_NAME);
}

static gboolean
is_dated(const KamPlan *plan, const KamRow *row)
{
    return kam_date_read(kam_row_get_cell(row, plan->column[KAM_FIELD_DATE]), plan->date) != KAM_DAY_NONE;
}

/* A row that could only be a line of the document above: the cells of the document are empty, those of a line are not.
 */
static gboolean
looks_continued(const KamPlan *plan, const KamRow *row)
{
    if (has_text(plan, row, KAM_FIELD_DATE) || has_text(plan, row, KAM_FIELD_DOCUMENT) || has_account(plan, row))
        return FALSE;
    return has_product(plan, row) && has_amount(plan, row) &&
           !starts_with_total(kam_row_get_cell(row, plan->column[KAM_FIELD_PRODUCT_NAME])) &&
           !starts_with_total(kam_row_get_cell(row, plan->column[KAM_FIELD_PRODUCT_NUMBER]));
}

static void
study_filling(KamPlan *plan, const KamStudy *study)
{
    guint continued = 0, dated = 0;
    KamCell document = { 0 };

    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        KamCell own = kam_row_get_cell(row, plan->column[KAM_FIELD_DOCUMENT]);

        if (is_dated(plan, row)) {
            dated++;
            document = own;
        } else if (dated > 0 && !has_text(plan, row, KAM_FIELD_DATE)) {
            continued +=
                looks_continued(plan, row) || (own.length > 0 && has_amount(plan, row) &&
                                               kam_text_equal(own.text, own.length, document.text, document.length));
        }
    }
    plan->fills_down = continued > 0 && continued * MIN_CONTINUATIONS >= continued + dated;
    if (plan->fills_down)
        kam_findings_add(study->findings, "continuation rows", "filled down",
                         "%u of the first %u lines leave date, document and customer empty: they belong to the "
                         "document above",
                         continued, continued + dated);
}

/* On how many continuation rows a column holds something. */
static guint
count_on_continuations(const KamPlan *plan, const KamStudy *study, int column, guint *rows)
{
    guint filled = 0;

    *rows = 0;
    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);

        if (is_dated(plan, row) || has_text(plan, row, KAM_FIELD_DATE) || kam_row_count_filled(row, NULL) < 2)
            continue;
        (*rows)++;
        filled += kam_row_get_cell(row, column).length > 0;
    }
    return filled;
}

/* An amount that continuation rows leave empty is the document's, not the line's. */
static void
drop_document_amounts(KamPlan *plan, const KamStudy *study)
{
    static const KamLineField fields[] = { KAM_FIELD_NET, KAM_FIELD_GROSS, KAM_FIELD_TAX, KAM_FIELD_DISCOUNT,
                                           KAM_FIELD_COST };

    for (guint i = 0; i < G_N_ELEMENTS(fields) && plan->fills_down; i++) {
        int column = plan->column[fields[i]], rival = plan->rival[fields[i]];
        guint rows;

        if (column < 0 || study->options->map[fields[i]] != NULL ||
            count_on_continuations(plan, study, column, &rows) * 10 > rows)
            continue;
        if (rival >= 0 && count_on_continuations(plan, study, rival, &rows) * 2 < rows)
            rival = -1;
        plan->column[fields[i]] = rival;
        kam_findings_add(
            study->findings, "document total", g_ptr_array_index(study->header.texts, (guint)column),
            "column %d is empty on the further lines of a document, so it is not taken as the %s amount of a "
            "line; --map %s=%d overrides",
            column + 1, kam_field_name(fields[i]), kam_field_name(fields[i]), column + 1);
    }
}

/* The column in which names stand alone above rows that leave it empty; -1 when there is none. */
static int
find_group_column(const KamPlan *plan, const KamStudy *study, guint *heads)
{
    guint alone = 0, filled = 0, dated = 0;
    int column = -1, first;

    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);

        if (is_dated(plan, row) || kam_row_count_filled(row, &first) != 1 ||
            starts_with_total(kam_row_get_cell(row, first)))
            continue;
        if (column < 0)
            column = first;
        alone += first == column;
    }
    for (guint r = study->first_data; column >= 0 && r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);

        dated += is_dated(plan, row);
        filled += is_dated(plan, row) && kam_row_get_cell(row, column).length > 0;
    }
    *heads = alone;
    return alone > 0 && dated > 0 && filled * 20 <= dated ? column : -1;
}

/* Without any column of customers, names may stand alone above lines that do fill the column, with their numbers of
 * documents: every such row has a line right below it, and the first line has one above. -1 when it is not so. */
static int
find_group_column_in_use(const KamPlan *plan, const KamStudy *study, guint *heads)
{
    int column = -1, first;
    gboolean head_is_open = FALSE;

    *heads = 0;
    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        guint filled = kam_row_count_filled(row, &first);

        if (filled == 0 || starts_with_total(kam_row_get_cell(row, first)))
            continue;
        if (is_dated(plan, row)) {
            if (column < 0)
                return -1;
            head_is_open = FALSE;
            continue;
        }
        if (filled != 1 || head_is_open || (column >= 0 && first != column))
            return -1;
        column = first;
        head_is_open = TRUE;
        (*heads)++;
    }
    return column;
}

static gboolean
has_account_column(const KamPlan *plan)
{
    return plan->column[KAM_FIELD_ACCOUNT_NAME] >= 0 || plan->column[KAM_FIELD_ACCOUNT_NUMBER] >= 0 ||
           plan->column[KAM_FIELD_TAX_NUMBER] >= 0;
}

static void
study_groups(KamPlan *plan, const KamStudy *study)
{
    guint heads;
    int column = find_group_column(plan, study, &heads);
    KamLineField field = KAM_FIELD_N;

    plan->group_column = -1;
    plan->group_field = KAM_FIELD_N;
    if (column < 0 && !has_account_column(plan) && study->options->map[KAM_FIELD_ACCOUNT_NAME] == NULL) {
        column = find_group_column_in_use(plan, study, &heads);
        if (column < 0)
            return;
        plan->group_column = column;
        plan->group_field = KAM_FIELD_ACCOUNT_NAME;
        kam_findings_add(study->findings, "customer above its lines", "filled down",
                         "%u rows hold a name alone in column %d, and no column holds customers", heads, column + 1);
        return;
    }
    if (column < 0)
        return;
    if (plan->column[KAM_FIELD_ACCOUNT_NAME] < 0 || plan->column[KAM_FIELD_ACCOUNT_NAME] == column)
        field = KAM_FIELD_ACCOUNT_NAME;
    else if (plan->column[KAM_FIELD_PRODUCT_NAME] < 0 || plan->column[KAM_FIELD_PRODUCT_NAME] == column)
        field = KAM_FIELD_PRODUCT_NAME;
    if (field == KAM_FIELD_N || study->options->map[field] != NULL)
        return;
    /* A customer number of its own on the lines would make the name above them a title. */
    if (field == KAM_FIELD_ACCOUNT_NAME && plan->column[KAM_FIELD_ACCOUNT_NUMBER] >= 0 &&
        plan->column[KAM_FIELD_ACCOUNT_NUMBER] != column)
        return;
    for (guint f = 0; f < KAM_FIELD_N; f++)
        if (plan->column[f] == column)
            plan->column[f] = -1;
    plan->group_column = column;
    plan->group_field = field;
    kam_findings_add(
        study->findings, field == KAM_FIELD_ACCOUNT_NAME ? "customer above its lines" : "article above its lines",
        "filled down", "%u rows hold a name alone in column %d, the lines below leave it empty", heads, column + 1);
}

void
kam_layout_study(KamPlan *plan, const KamStudy *study)
{
    study_filling(plan, study);
    drop_document_amounts(plan, study);
    study_groups(plan, study);
}

static gboolean
is_header_again(const KamRow *row, const GPtrArray *headers)
{
    guint same = 0, filled = 0;

    for (guint c = 0; c < MIN(row->n_cells, headers->len); c++) {
        KamCell cell = kam_row_get_cell(row, (int)c);
        const char *header = g_ptr_array_index(headers, c);

        filled += cell.length > 0;
        same += cell.length > 0 && kam_text_equal(cell.text, cell.length, header, strlen(header));
    }
    return same >= 2 && same * 2 > filled;
}

static gboolean
has_total_word(const KamRow *row)
{
    for (guint c = 0; c < row->n_cells; c++) {
        KamCell cell = kam_row_get_cell(row, (int)c);

        if (starts_with_total(cell) || ends_with_total(cell))
            return TRUE;
    }
    return FALSE;
}

/* Only amounts and no text at all: sums under a rule. */
static gboolean
is_bare_sum(const KamPlan *plan, const KamRow *row)
{
    return !has_product(plan, row) && !has_account(plan, row) && !has_text(plan, row, KAM_FIELD_DOCUMENT) &&
           !has_text(plan, row, KAM_FIELD_DATE);
}

/* "Page 1 of 3, printed by Ana": two or three texts in a wide table, without a date and without any amount. */
static gboolean
is_footer(const KamPlan *plan, const KamRow *row, guint filled)
{
    return filled <= 3 && filled * 3 <= plan->n_columns && !has_text(plan, row, KAM_FIELD_DATE) &&
           !has_amount(plan, row) && !has_text(plan, row, KAM_FIELD_QUANTITY) &&
           !has_text(plan, row, KAM_FIELD_PRICE) && !has_product(plan, row);
}

KamRowKind
kam_layout_judge(const KamPlan *plan, const KamRow *row, const GPtrArray *headers, gboolean same_document)
{
    int first;
    guint filled = kam_row_count_filled(row, &first);

    if (filled == 0)
        return KAM_ROW_LAYOUT;
    if (filled == 1 && first == plan->group_column)
        return starts_with_total(kam_row_get_cell(row, first)) ? KAM_ROW_LAYOUT : KAM_ROW_GROUP;
    if (plan->fills_down && (looks_continued(plan, row) || (!has_text(plan, row, KAM_FIELD_DATE) && same_document)))
        return KAM_ROW_CONTINUES;
    if (filled == 1 || is_footer(plan, row, filled) || is_header_again(row, headers))
        return KAM_ROW_LAYOUT;
    if (!has_text(plan, row, KAM_FIELD_DATE) || starts_with_total(kam_row_get_cell(row, first)) ||
        starts_with_total(kam_row_get_cell(row, plan->column[KAM_FIELD_DATE])))
        if (has_total_word(row) && !(has_text(plan, row, KAM_FIELD_DOCUMENT) && has_product(plan, row) &&
                                     !starts_with_total(kam_row_get_cell(row, first))))
            return KAM_ROW_LAYOUT;
    if (is_bare_sum(plan, row))
        return plan->fills_down && has_text(plan, row, KAM_FIELD_QUANTITY) && has_text(plan, row, KAM_FIELD_PRICE)
                   ? KAM_ROW_CONTINUES
                   : KAM_ROW_LAYOUT;
    return KAM_ROW_LINE;
}

KamCell
kam_layout_group_name(KamCell cell)
{
    static const char *const labels[] = { "customer", "kupac",    "client", "partner", "naziv kupca",
                                          "klijent",  "komitent", "kunde",  "item",    "product",
                                          "artikal",  "subjekt",  "account" };
    const char *colon = memchr(cell.text, ':', cell.length);
    g_autofree char *label = NULL;
    gsize length;

    if (colon == NULL || colon - cell.text > 24)
        return cell;
    label = kam_text_fold(cell.text, colon - cell.text);
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (strcmp(label, labels[i]) != 0)
            continue;
        length = cell.length - (gsize)(colon + 1 - cell.text);
        cell.text = colon + 1;
        kam_text_trim(&cell.text, &length);
        cell.length = (guint32)length;
    }
    return cell;
}
