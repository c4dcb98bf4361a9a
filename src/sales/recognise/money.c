/* Currency from signs in cells ("€20,000.00") and codes in headers ("Amount (RSD)"). */
#include "sales/recognise/money.h"

#include <string.h>

#include "sales/recognise/currency.h"

static const KamLineField money_fields[] = { KAM_FIELD_NET, KAM_FIELD_PRICE, KAM_FIELD_GROSS };

/* The one currency that cells of the column bear; FALSE when there is none, or more than one. */
static gboolean
find_in_cells(const KamStudy *study, int column, char code[4])
{
    char own[4];
    guint n = 0;

    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        KamCell cell = kam_row_get_cell(kam_sample_get_row(study->sample, r), column);

        if (cell.kind != KAM_CELL_TEXT || !kam_currency_from_amount(cell.text, cell.length, own))
            continue;
        if (n++ > 0 && strcmp(own, code) != 0)
            return FALSE;
        memcpy(code, own, 4);
    }
    return n * 2 > study->contents[column].filled;
}

/* "(RSD)", "in EUR", "u RSD", "€": only codes that occur in the region are taken, since any three letters could be one.
 */
static gboolean
find_in_header(const char *header, char code[4])
{
    static const char *const known[] = { "RSD", "EUR", "USD", "GBP", "CHF", "BAM", "HRK", "HUF", "RON", "BGN",
                                         "MKD", "PLN", "CZK", "DIN", "SEK", "NOK", "DKK", "CAD", "AUD" };
    g_auto(GStrv) words = g_strsplit_set(header, " ()[],./_-", -1);

    if (strstr(header, "€") != NULL)
        return g_strlcpy(code, "EUR", 4) > 0;
    for (char **word = words; *word != NULL; word++)
        for (guint i = 0; i < G_N_ELEMENTS(known); i++)
            if (strcmp(*word, known[i]) == 0)
                return kam_currency_from_text(*word, 3, code);
    return FALSE;
}

void
kam_money_decide(KamPlan *plan, const KamStudy *study)
{
    char code[4];

    if (plan->column[KAM_FIELD_CURRENCY] >= 0 || study->options->currency != NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(money_fields); i++) {
        int column = plan->column[money_fields[i]];
        const char *header = column < 0 ? NULL : g_ptr_array_index(study->header.texts, (guint)column);
        gboolean in_cells = column >= 0 && find_in_cells(study, column, code);

        if (column < 0 || (!in_cells && !find_in_header(header, code)))
            continue;
        memcpy(plan->currency, code, 4);
        kam_findings_add(study->findings, "currency", code,
                         in_cells ? "column %d '%s' has it in its cells" : "column %d '%s' has it in its header",
                         column + 1, header);
        return;
    }
}
