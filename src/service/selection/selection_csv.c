/* The selection as a table for a spreadsheet: two columns a criterion. */
#include "service/selection/selection_write.h"

#include <math.h>

#include "service/analysis/csv_row.h"

static void
put_titles(const KamSelection *s, KamCsvRow *row)
{
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
    static const char *const fixed[] = { "rank", "number", "name", "score", "in_top", "rank_topsis", "rank_promethee" };

    for (guint k = 0; k < G_N_ELEMENTS(fixed); k++)
        g_ptr_array_add(titles, g_strdup(fixed[k]));
    for (guint c = 0; c < s->criteria->len; c++) {
        const char *code = g_array_index(s->criteria, KamCriterion, c).code;

        g_ptr_array_add(titles, g_strdup(code));
        g_ptr_array_add(titles, g_strdup_printf("%s_contribution", code));
    }
    g_ptr_array_add(titles, NULL);
    kam_csv_row_titles(row, (const char *const *)titles->pdata);
}

static void
put_figure(const KamSelection *s, guint i, guint c, KamCsvRow *row)
{
    const KamMeasure *measure = kam_measure_find(g_array_index(s->criteria, KamCriterion, c).measure);
    gsize at = (gsize)i * s->figures->m + c;

    if (isnan(s->figures->figure[at]))
        kam_csv_row_text(row, NULL);
    else if (measure != NULL && measure->is_money)
        kam_csv_row_money(row, (gint64)llround(s->figures->figure[at] * 1e6));
    else
        kam_csv_row_number(row, s->figures->figure[at]);
    kam_csv_row_number(row, s->choice->weight[c] * s->valuation->value[at]);
}

static void
put_row(const KamSelection *s, guint i, KamCsvRow *row)
{
    kam_csv_row_int(row, s->choice->rank[KAM_METHOD_WEIGHTED][i]);
    kam_csv_row_text(row, kam_selection_fact(s, i)->number);
    kam_csv_row_text(row, kam_selection_fact(s, i)->name);
    kam_csv_row_number(row, s->choice->score[KAM_METHOD_WEIGHTED][i]);
    kam_csv_row_number(row, s->choice->key != NULL ? s->choice->key[i].value : NAN);
    kam_csv_row_int(row, s->choice->rank[KAM_METHOD_TOPSIS][i]);
    kam_csv_row_int(row, s->choice->rank[KAM_METHOD_PROMETHEE][i]);
    for (guint c = 0; c < s->criteria->len; c++)
        put_figure(s, i, c, row);
    kam_csv_row_end(row);
}

GString *
kam_selection_to_csv(const KamSelection *selection, guint limit)
{
    KamCsvRow row = { .out = g_string_new(NULL) };
    guint shown = limit == 0 ? selection->n : MIN(selection->n, limit);

    put_titles(selection, &row);
    for (guint k = 0; k < shown; k++)
        put_row(selection, selection->choice->order[k], &row);
    return row.out;
}
