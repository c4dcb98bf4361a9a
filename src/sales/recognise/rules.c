/* The rule of the net amount, from the columns there are and from how their numbers agree in the sample. */
#include "sales/recognise/rules.h"

#include <string.h>

#include "sales/recognise/amounts.h"
#include "sales/recognise/discounts.h"
#include "sales/recognise/header_key.h"
#include "sales/recognise/totals.h"

static char *
list_headers(const KamStudy *study)
{
    GString *list = g_string_new(NULL);

    for (guint c = 0; c < MIN(study->header.texts->len, 60); c++)
        g_string_append_printf(list, "%s'%s'", c > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(study->header.texts, c));
    return g_string_free(list, FALSE);
}

gboolean
kam_rules_require(KamPlan *plan, const KamStudy *study, GError **error)
{
    const int *column = plan->column;
    g_autofree char *headers = list_headers(study);

    if (column[KAM_FIELD_DATE] < 0) {
        kam_questions_ask(study->options->questions, "column", KAM_FIELD_DATE, -1, NULL);
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_INVALID,
            "no column of '%s' is known to hold the date of the invoice: say which with --map date=COLUMN; there "
            "are %s",
            study->path, headers);
        kam_error_set_reason(error, "column_date_missing", "file", study->path, NULL);
        return FALSE;
    }
    if (column[KAM_FIELD_NET] >= 0 || column[KAM_FIELD_GROSS] >= 0 ||
        (column[KAM_FIELD_QUANTITY] >= 0 && column[KAM_FIELD_PRICE] >= 0))
        return TRUE;
    kam_questions_ask(study->options->questions, "column", KAM_FIELD_NET, -1, NULL);
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_INVALID,
        "no column of '%s' is known to hold an amount: say which with --map net=COLUMN, or --map quantity=COLUMN "
        "and --map price=COLUMN; there are %s",
        study->path, headers);
    kam_error_set_reason(error, "column_amount_missing", "file", study->path, NULL);
    return FALSE;
}

/* A file without any column of customers would make a report of nobody; a person may say that it has none. */
static gboolean
require_account(const KamPlan *plan, const KamStudy *study, GError **error)
{
    static const KamLineField fields[] = { KAM_FIELD_ACCOUNT_NAME, KAM_FIELD_ACCOUNT_NUMBER, KAM_FIELD_TAX_NUMBER };
    g_autofree char *headers = NULL;

    if (plan->table_format == KAM_FORMAT_UBL || plan->group_field == KAM_FIELD_ACCOUNT_NAME)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (plan->column[fields[i]] >= 0 || study->options->map[fields[i]] != NULL)
            return TRUE;
    headers = list_headers(study);
    kam_question_add_map(kam_questions_ask(study->options->questions, "column", KAM_FIELD_ACCOUNT_NAME, -1, NULL),
                         KAM_FIELD_ACCOUNT_NAME, -1);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "no column of '%s' is known to hold the customer: say which with --map account_name=COLUMN or --map "
                "account_number=COLUMN, or --map account_name= when the file has none; there are %s",
                study->path, headers);
    kam_error_set_reason(error, "column_customer_missing", "file", study->path, NULL);
    return FALSE;
}

/* Of amounts with tax: there must be something to take the tax off with. */
static gboolean
decide_gross(KamPlan *plan, const KamStudy *study, GError **error)
{
    KamLineField field = plan->column[KAM_FIELD_GROSS] >= 0 ? KAM_FIELD_GROSS : KAM_FIELD_PRICE;
    int gross = plan->column[field];

    if (plan->column[KAM_FIELD_TAX] >= 0 || plan->column[KAM_FIELD_TAX_PERCENT] >= 0) {
        plan->net_rule = plan->column[KAM_FIELD_TAX] >= 0 ? KAM_NET_GROSS_LESS_TAX : KAM_NET_GROSS_LESS_PERCENT;
        kam_findings_add(study->findings, "net amount",
                         plan->net_rule == KAM_NET_GROSS_LESS_TAX ? "gross less tax" : "gross less tax percent", "%s",
                         study->options->amounts_are_gross ? "asked for"
                                                           : "the only amounts there are have tax in them");
        return TRUE;
    }
    kam_question_add_map(kam_questions_ask(study->options->questions, "tax", KAM_FIELD_TAX, gross, NULL), KAM_FIELD_NET,
                         gross);
    g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                "the only amount of '%s' is column %d '%s', which has tax in it, and no column tells the tax: say "
                "--map tax=COLUMN or --map tax_percent=COLUMN, or --map net=%d when it is without tax after all",
                study->path, gross + 1, (const char *)g_ptr_array_index(study->header.texts, (guint)gross), gross + 1);
    return FALSE;
}

/* Words of tax in the header of the price; such a price is no price of the books. */
static gboolean
price_has_tax(const KamPlan *plan, const KamStudy *study)
{
    static const char *const marks[] = { "sapdv",   "inclvat", "incltax", "includingvat", "includingtax", "withvat",
                                         "withtax", "ttc",     "brutt",   "bruto",        "gross",        "inklmwst" };
    int price = plan->column[KAM_FIELD_PRICE];
    const char *header = price < 0 ? "" : g_ptr_array_index(study->header.texts, (guint)price);
    g_autofree char *key = kam_header_key(header, strlen(header));

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strstr(key, marks[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* The tax of a line is needed; that of a document on each of its lines would be taken off again and again. */
static gboolean
require_tax_of_lines(const KamPlan *plan, const KamStudy *study, GError **error)
{
    int tax = plan->column[KAM_FIELD_TAX];

    if (plan->net_rule != KAM_NET_GROSS_LESS_TAX || study->options->map[KAM_FIELD_TAX] != NULL ||
        !kam_totals_has_tax_of_documents(plan, study))
        return TRUE;
    kam_questions_ask(study->options->questions, "document_tax", KAM_FIELD_TAX, tax, NULL);
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
        "column %d '%s' of '%s' repeats one tax on all lines of a document, so it is the tax of the document: say "
        "--map tax=COLUMN for the tax of a line, --map tax_percent=COLUMN, or --map net=COLUMN",
        tax + 1, (const char *)g_ptr_array_index(study->header.texts, (guint)tax), study->path);
    return FALSE;
}

static gboolean
decide_net_rule(KamPlan *plan, const KamStudy *study, GError **error)
{
    int *column = plan->column;

    if (study->options->amounts_are_gross && column[KAM_FIELD_NET] >= 0 && column[KAM_FIELD_GROSS] < 0) {
        column[KAM_FIELD_GROSS] = column[KAM_FIELD_NET];
        column[KAM_FIELD_NET] = -1;
        plan->number[KAM_FIELD_GROSS] = plan->number[KAM_FIELD_NET];
    }
    if (column[KAM_FIELD_NET] >= 0) {
        if (price_has_tax(plan, study))
            column[KAM_FIELD_PRICE] = -1;
        plan->net_rule = KAM_NET_FROM_COLUMN;
        return TRUE;
    }
    if (column[KAM_FIELD_QUANTITY] >= 0 && column[KAM_FIELD_PRICE] >= 0 && !study->options->amounts_are_gross &&
        !price_has_tax(plan, study) && !kam_totals_price_holds_tax(plan, study)) {
        plan->net_rule = KAM_NET_FROM_PRICE;
        kam_findings_add(study->findings, "net amount", "quantity times price",
                         "no column holds the net amount of a line");
        return TRUE;
    }
    return decide_gross(plan, study, error);
}

static void
decide_texts(KamPlan *plan, const KamStudy *study)
{
    static const KamLineField codes[] = { KAM_FIELD_DOCUMENT, KAM_FIELD_ACCOUNT_NUMBER, KAM_FIELD_PRODUCT_NUMBER,
                                          KAM_FIELD_TAX_NUMBER };
    int name = plan->column[KAM_FIELD_PRODUCT_NAME];

    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        int c = plan->column[codes[i]];
        g_autofree char *what = g_strdup_printf("form of %s", kam_field_name(codes[i]));

        if (c < 0 || study->contents[c].zero_fraction == 0 ||
            study->contents[c].zero_fraction < study->contents[c].filled)
            continue;
        plan->strips_zero_fraction[codes[i]] = TRUE;
        kam_findings_add(study->findings, what, "without '.0'", "a program has turned these numbers into decimals");
    }
    if (name >= 0 && plan->column[KAM_FIELD_PRODUCT_NUMBER] < 0 &&
        study->contents[name].bracketed * 2 > study->contents[name].filled) {
        plan->product_in_brackets = TRUE;
        kam_findings_add(study->findings, "field product_number", "in brackets before the name",
                         "column %d holds cells like '[P1] Name'", name + 1);
    }
}

gboolean
kam_rules_decide(KamPlan *plan, const KamStudy *study, GError **error)
{
    if (!require_account(plan, study, error))
        return FALSE;
    kam_discounts_decide(plan, study);
    if (!kam_totals_avoid(plan, study, error) || !decide_net_rule(plan, study, error) ||
        !require_tax_of_lines(plan, study, error) || !kam_discounts_check(plan, study, error))
        return FALSE;
    decide_texts(plan, study);
    return TRUE;
}
