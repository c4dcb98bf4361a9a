/* The guesses as a table for a spreadsheet, one a row. */
#include "service/analysis/assortment.h"

#include <math.h>

#include "service/analysis/csv_row.h"

static void
put_row(const KamAssortmentAnalysis *analysis, const KamAssortmentAccount *account, guint place, const char *note,
        KamCsvRow *row)
{
    const KamFactAccount *known = &g_array_index(analysis->scope.facts->accounts, KamFactAccount, account->account);
    const KamAssortmentGuess *guess = &account->guess[place];
    const KamHolder *holder = &g_array_index(analysis->holders.list, KamHolder, guess->holder);
    gboolean known_worth = guess->worth.status == KAM_CALC_OK;

    kam_csv_row_text(row, known->number);
    kam_csv_row_text(row, known->name);
    kam_csv_row_int(row, place + 1);
    kam_csv_row_text(row, holder->number);
    kam_csv_row_text(row, holder->name);
    kam_csv_row_int(row, guess->buyers);
    kam_csv_row_number(row, guess->chance);
    if (known_worth)
        kam_csv_row_money(row, (gint64)llround(guess->worth.value * 1e6));
    else
        kam_csv_row_text(row, NULL);
    if (known_worth)
        kam_csv_row_money(row, (gint64)llround(guess->worth_error * 1e6));
    else
        kam_csv_row_text(row, NULL);
    if (note != NULL)
        kam_csv_row_text(row, note);
    kam_csv_row_end(row);
}

GString *
kam_assortment_analysis_to_csv(const KamAssortmentAnalysis *analysis, guint limit)
{
    g_autofree char *note = kam_assortment_analysis_dup_note(analysis);
    const char *const titles[] = { "number", "name",   "place", "item_number", "item_name",
                                   "buyers", "chance", "worth", "worth_error", note == NULL ? NULL : "note",
                                   NULL };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        for (guint p = 0; p < analysis->list[i].n; p++)
            put_row(analysis, &analysis->list[i], p, note, &row);
    return row.out;
}
