/* Behaviour as JSON: figures that data is too thin for are null, with the reason beside them. */
#include "service/analysis/behaviour.h"

#include <math.h>

typedef struct {
    const KamBehaviourAnalysis *analysis;
    const char *currency;
    KamJson *json;
} Writer;

static void
put_number_or_money(const Writer *w, KamBehaviourFigure figure, const char *name, double value)
{
    if (figure == KAM_FIGURE_MONETARY)
        kam_json_money(w->json, name, (gint64)llround(value * 1e6), w->currency);
    else
        kam_json_number(w->json, name, value);
}

static void
put_spreads(const Writer *w)
{
    for (KamBehaviourFigure figure = 0; figure < KAM_FIGURE_N; figure++) {
        const KamFigureSpread *spread = &w->analysis->spread[figure];

        kam_json_begin_object(w->json, kam_behaviour_figure_name(figure));
        kam_json_int(w->json, "accounts", spread->known);
        if (spread->known > 0) {
            put_number_or_money(w, figure, "mean", spread->mean);
            put_number_or_money(w, figure, "median", spread->median);
            put_number_or_money(w, figure, "min", spread->least);
            put_number_or_money(w, figure, "max", spread->most);
        } else {
            kam_json_null(w->json, "mean");
            kam_json_null(w->json, "median");
            kam_json_null(w->json, "min");
            kam_json_null(w->json, "max");
            kam_json_text(w->json, "reason", "not enough data at any account");
        }
        kam_json_end_object(w->json);
    }
}

static void
put_cell(const Writer *w, const char *name, const KamRfmCell *cell)
{
    kam_json_begin_object(w->json, name);
    kam_json_int(w->json, "accounts", cell->accounts);
    kam_json_money(w->json, "sales", cell->sales_micro, w->currency);
    kam_json_end_object(w->json);
}

static void
put_cells(const Writer *w)
{
    kam_json_begin_object(w->json, "groups");
    for (KamRfmGroup group = 0; group < KAM_RFM_GROUP_N; group++)
        put_cell(w, kam_rfm_group_name(group), &w->analysis->group[group]);
    kam_json_end_object(w->json);
    kam_json_begin_object(w->json, "cells");
    for (guint r = KAM_RFM_GROUPS; r >= 1; r--)
        for (guint f = KAM_RFM_GROUPS; f >= 1; f--)
            for (guint m = KAM_RFM_GROUPS; m >= 1; m--) {
                const KamRfmCell *cell = &w->analysis->cell[kam_rfm_cell(r, f, m)];
                char name[4] = { (char)('0' + r), (char)('0' + f), (char)('0' + m), '\0' };

                if (cell->accounts > 0)
                    put_cell(w, name, cell);
            }
    kam_json_end_object(w->json);
}

static void
put_summary(const Writer *w)
{
    const KamBehaviourAnalysis *a = w->analysis;

    kam_json_begin_object(w->json, "summary");
    kam_json_int(w->json, "accounts", a->n);
    kam_json_int(w->json, "accounts_without_purchase", a->without_purchase);
    kam_json_int(w->json, "accounts_with_one_document", a->purchased_once);
    kam_json_int(w->json, "cells_occupied", a->cells_occupied);
    put_spreads(w);
    put_cells(w);
    kam_json_end_object(w->json);
}

static void
put_value(KamJson *json, const char *name, KamCalcValue value)
{
    kam_json_number(json, name, value.status == KAM_CALC_OK ? value.value : NAN);
}

static void
put_growth(const Writer *w, const KamBehaviour *b)
{
    put_value(w->json, "growth", b->growth);
    if (b->growth.status == KAM_CALC_EMPTY)
        kam_json_text(w->json, "growth_reason", "nothing net in the earlier year");
    else if (b->growth.status != KAM_CALC_OK)
        kam_json_text(w->json, "growth_reason", "not enough data: less than two years of data or of this account");
}

static void
put_gaps(const Writer *w, const KamBehaviour *b)
{
    put_value(w->json, "gap_mean_days", b->gap_mean_days);
    put_value(w->json, "gap_median_days", b->gap_median_days);
    put_value(w->json, "gap_variation", b->gap_variation);
    put_value(w->json, "silence", b->silence);
    if (b->silence.status != KAM_CALC_OK)
        kam_json_text(w->json, "gap_reason", "not enough data: bought on one day only");
    else if (b->gap_variation.status != KAM_CALC_OK)
        kam_json_text(w->json, "gap_reason", "not enough data: variation takes three days with purchases");
    kam_json_int(w->json, "longest_gap_days", b->longest_gap_days);
}

static void
put_account(const Writer *w, guint32 index)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamBehaviour *b = &w->analysis->account[index];
    KamRfm rfm = w->analysis->rfm[index];

    kam_json_begin_object(w->json, NULL);
    if (account->id != 0)
        kam_json_id(w->json, "id", account->id);
    kam_json_text(w->json, "number", account->number);
    kam_json_text(w->json, "name", account->name);
    kam_json_int(w->json, "r", rfm.recency);
    kam_json_int(w->json, "f", rfm.frequency);
    kam_json_int(w->json, "m", rfm.monetary);
    kam_scope_day_to_json(w->json, "first_purchase", b->first_day);
    kam_scope_day_to_json(w->json, "last_purchase", b->last_day);
    kam_json_int(w->json, "recency_days", b->recency_days);
    kam_json_int(w->json, "frequency", b->documents);
    kam_json_money(w->json, "monetary", (gint64)llround(b->sales), w->currency);
    kam_json_money(w->json, "net", (gint64)llround(b->sales) - (gint64)llround(b->credits), w->currency);
    kam_json_int(w->json, "tenure_days", b->tenure_days);
    put_growth(w, b);
    put_gaps(w, b);
    kam_json_int(w->json, "products", b->products);
    put_value(w->json, "credit_share", b->credit_share);
    kam_json_int(w->json, "purchase_lines", b->purchase_lines);
    kam_json_int(w->json, "purchase_days", b->purchase_days);
    kam_json_end_object(w->json);
}

void
kam_behaviour_analysis_to_json(const KamBehaviourAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), json };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "behaviour", json);
    kam_json_text(json, "method", "docs/methods/behaviour.md");
    kam_json_int(json, "window_days", analysis->period.window_days);
    put_summary(&w);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(&w, analysis->order[i]);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
