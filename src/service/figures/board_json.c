/* A page of the board. */
#include "service/figures/board_parts.h"

#include <math.h>
#include <string.h>

#include "service/analysis/scope.h"
#include "service/figures/figures_json.h"
#include "service/figures/provenance.h"
#include "service/report/basis.h"

typedef struct {
    KamFiguresWriter w;
    const KamBoard *board;
    const KamBoardPage *page;
    const KamBoardSelection *selection;
    gint32 first_month; /* of the trend */
    gint64 *trend;      /* scratch: sums of a row's months */
    gboolean is_ready;
} Writer;

/* --- one row --- */

static void
put_who(const Writer *v, const KamTallyRow *row)
{
    const KamGround *ground = v->board->ground;
    const KamFactAccount *about = kam_ground_get_account(ground, row->holder);
    gboolean is_group = v->board->tally->question.by.is_group;
    guint32 head = about->head_id == 0 ? KAM_NO_INDEX : kam_ground_find_account(ground, about->head_id);

    kam_figures_put_account(v->w.json, is_group ? "group" : "account", ground, row->holder);
    kam_json_text(v->w.json, "city", about->city);
    kam_json_text(v->w.json, "country", kam_directory_text(v->board->directory, row->holder, KAM_DIRECTORY_COUNTRY));
    kam_json_text(v->w.json, "region", about->region);
    kam_figures_put_person(v->w.json, "manager", ground, about->manager_id);
    if (is_group) {
        kam_json_int(v->w.json, "members", row->members);
        kam_json_bool(v->w.json, "is_whole", row->is_whole);
    } else if (head == KAM_NO_INDEX) {
        kam_json_null(v->w.json, "group");
    } else {
        kam_figures_put_account(v->w.json, "group", ground, head);
    }
}

static void
put_sales(const Writer *v, const KamTallyRow *row)
{
    const KamTally *tally = v->board->tally;
    gboolean has_before = tally->question.period.before_from != KAM_DAY_NONE;
    gint64 change = row->net_micro - row->before_micro;

    kam_figures_put_money(&v->w, "net", row->net_micro);
    kam_figures_put_money_if(&v->w, "before", row->before_micro, has_before);
    kam_figures_put_money_if(&v->w, "change", change, has_before);
    kam_figures_put_rate(v->w.json, "change_rate", change, has_before ? row->before_micro : 0);
    kam_figures_put_rate(v->w.json, "share", row->net_micro, row->rank != 0 ? tally->ranked_micro : 0);
    kam_figures_put_rate(v->w.json, "cumulative", row->cumulative_micro, row->rank != 0 ? tally->ranked_micro : 0);
    if (row->rank != 0)
        kam_json_int(v->w.json, "rank", row->rank);
    else
        kam_json_null(v->w.json, "rank");
    kam_json_int(v->w.json, "lines", row->lines);
    kam_quantity_to_json(v->w.json, "quantity", row->quantity_micro);
}

static void
put_margin(const Writer *v, const KamTallyRow *row)
{
    if (!v->page->with_margin)
        return;
    kam_figures_put_money_if(&v->w, "margin", kam_tally_margin(row),
                             row->costed_net_micro != 0 || row->cost_micro != 0);
    kam_figures_put_rate(v->w.json, "margin_rate", kam_tally_margin(row), row->costed_net_micro);
    kam_figures_put_rate(v->w.json, "cost_known", row->costed_net_micro, row->net_micro);
}

static void
put_rhythm(const Writer *v, const KamStand *stand)
{
    gboolean has_bought = stand != NULL && stand->last_day != KAM_DAY_NONE;

    kam_scope_day_to_json(v->w.json, "last_purchase", has_bought ? stand->last_day : KAM_DAY_NONE);
    if (has_bought)
        kam_json_int(v->w.json, "days_silent", v->board->standing->as_of_day - stand->last_day);
    else
        kam_json_null(v->w.json, "days_silent");
    if (has_bought && stand->purchase_days >= KAM_REPORT_LEAST_DAYS_FOR_RHYTHM)
        kam_json_int(v->w.json, "usual_gap_days", stand->usual_gap_days);
    else
        kam_json_null(v->w.json, "usual_gap_days");
    kam_json_bool(v->w.json, "is_silent", stand != NULL && stand->is_silent);
}

static void
put_prospect(const Writer *v, KamProspect *prospect)
{
    kam_json_number(v->w.json, "alive", prospect == NULL ? NAN : kam_prospect_alive(prospect));
    if (v->page->with_margin)
        kam_json_number(v->w.json, "attractiveness", prospect == NULL ? NAN : kam_prospect_attractive(prospect));
    if (prospect == NULL || isnan(kam_prospect_forecast(prospect))) {
        kam_json_null(v->w.json, "forecast");
        return;
    }
    kam_json_begin_object(v->w.json, "forecast");
    kam_figures_put_estimate(&v->w, "total", prospect->total);
    kam_figures_put_estimate(&v->w, "lower", prospect->lower);
    kam_figures_put_estimate(&v->w, "upper", prospect->upper);
    kam_json_end_object(v->w.json);
}

static void
put_trend(const Writer *v, const KamTallyRow *row)
{
    kam_board_sum_months(v->board, row, v->first_month, v->page->months, v->trend);
    kam_json_begin_array(v->w.json, "trend");
    for (guint m = 0; m < v->page->months; m++)
        kam_json_number(v->w.json, NULL, round((double)v->trend[m] / 1e4) / 100);
    kam_json_end_array(v->w.json);
}

static void
put_marks(const Writer *v, const KamTallyRow *row, const KamStand *stand)
{
    const KamFactAccount *about = kam_ground_get_account(v->board->ground, row->holder);
    const char *name = kam_directory_text(v->board->directory, row->holder, KAM_DIRECTORY_NAME);
    const struct {
        const char *name;
        gboolean is_set;
    } marks[] = {
        { "no_name", name == NULL || *name == '\0' },
        { "no_manager", about->manager_id == 0 },
        { "no_lines", row->lines == 0 && row->before_lines == 0 && stand != NULL && stand->net_micro == 0 },
        { "missing_cost", v->page->with_margin && row->no_cost_lines > 0 },
        { "lines_without_rate", row->foreign_lines > 0 },
        { "part_of_group", !row->is_whole },
    };

    kam_json_begin_array(v->w.json, "marks");
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].is_set)
            kam_json_text(v->w.json, NULL, marks[i].name);
    kam_json_end_array(v->w.json);
}

static void
put_row(const Writer *v, const KamTallyRow *row)
{
    const KamTallyQuestion *question = &v->board->tally->question;
    const KamStand *stand = kam_board_stand(v->board, row);
    gint64 id = g_array_index(kam_ground_get_facts(v->board->ground)->accounts, KamFactAccount, row->holder).id;
    g_autofree char *path =
        kam_figures_dup_lines_path(question->by, id, question->basis, question->period.from, question->period.to);

    kam_json_begin_object(v->w.json, NULL);
    put_who(v, row);
    kam_figures_put_tier(v->w.json, "tier", stand != NULL ? stand->tier : KAM_TIER_NONE);
    kam_figures_put_tier(v->w.json, "class", row->class);
    put_sales(v, row);
    put_margin(v, row);
    put_rhythm(v, stand);
    put_prospect(v, kam_board_prospect(v->board, row));
    put_trend(v, row);
    put_marks(v, row, stand);
    kam_json_text(v->w.json, "opens_to", path);
    kam_json_end_object(v->w.json);
}

/* --- around the rows --- */

static void
put_sum(const Writer *v, const char *name, const KamTallySum *sum, guint rows)
{
    gboolean has_before = v->board->tally->question.period.before_from != KAM_DAY_NONE;
    gint64 change = sum->net_micro - sum->before_micro;

    kam_json_begin_object(v->w.json, name);
    if (rows != G_MAXUINT)
        kam_json_int(v->w.json, "rows", rows);
    kam_figures_put_money(&v->w, "net", sum->net_micro);
    kam_figures_put_money_if(&v->w, "before", sum->before_micro, has_before);
    kam_figures_put_money_if(&v->w, "change", change, has_before);
    kam_figures_put_rate(v->w.json, "change_rate", change, has_before ? sum->before_micro : 0);
    kam_json_int(v->w.json, "lines", (gint64)sum->lines);
    kam_quantity_to_json(v->w.json, "quantity", sum->quantity_micro);
    if (v->page->with_margin) {
        gint64 margin = sum->costed_net_micro - sum->cost_micro;

        kam_figures_put_money_if(&v->w, "margin", margin, sum->costed_net_micro != 0 || sum->cost_micro != 0);
        kam_figures_put_rate(v->w.json, "margin_rate", margin, sum->costed_net_micro);
        kam_figures_put_rate(v->w.json, "cost_known", sum->costed_net_micro, sum->net_micro);
    }
    kam_json_end_object(v->w.json);
}

static void
put_months(const Writer *v)
{
    const KamFacts *facts = kam_ground_get_facts(v->board->ground);

    kam_json_begin_array(v->w.json, "trend_months");
    for (guint m = 0; facts->n > 0 && m < v->page->months; m++) {
        char month[8];

        kam_month_to_iso(v->first_month + (gint32)m, month);
        kam_json_text(v->w.json, NULL, month);
    }
    kam_json_end_array(v->w.json);
    kam_json_bool(v->w.json, "trend_ends_whole",
                  facts->n > 0 && kam_figures_last_whole_month(facts) == kam_month_of_day(facts->last_day));
}

static void
put_readiness(const Writer *v)
{
    kam_json_bool(v->w.json, "figures_ready", v->is_ready);
    kam_json_begin_array(v->w.json, "pending");
    if (!v->is_ready) {
        kam_json_text(v->w.json, NULL, "alive");
        kam_json_text(v->w.json, NULL, "forecast");
        if (v->page->with_margin)
            kam_json_text(v->w.json, NULL, "attractiveness");
    }
    kam_json_end_array(v->w.json);
}

static char *
dup_settings(const Writer *v)
{
    const KamTallyQuestion *question = &v->board->tally->question;
    GString *settings = g_string_new(NULL);
    char from[11], to[11];

    kam_day_to_iso(question->period.from, from);
    kam_day_to_iso(question->period.to, to);
    kam_figures_by_append(settings, question->by);
    g_string_append_printf(settings, "&basis=%s&from=%s&until=%s&share_of=view", kam_report_basis_name(question->basis),
                           from, to);
    kam_figures_append_currency(settings, v->board->ground);
    return g_string_free(settings, FALSE);
}

static void
put_source(const Writer *v)
{
    const KamTally *tally = v->board->tally;
    g_autofree char *settings = dup_settings(v);
    g_autofree char *path =
        kam_figures_dup_all_lines_path(tally->question.basis, tally->question.period.from, tally->question.period.to);
    const KamProvenance source = {
        .words = &kam_source_board,
        .data_version = kam_ground_get_version(v->board->ground),
        .as_of_day = v->board->standing->as_of_day,
        .observations = (gint64)tally->total.lines,
        .settings = settings,
        .conversion = kam_ground_get_conversion(v->board->ground),
        .opens_to = path,
    };

    kam_provenance_to_json(&source, v->w.json);
}

static void
put_head(const Writer *v)
{
    const KamTally *tally = v->board->tally;

    kam_figures_by_to_json(tally->question.by, v->w.json);
    kam_figures_put_period(v->w.json, &tally->question.period);
    kam_figures_put_basis(v->w.json, tally->question.basis);
    kam_figures_put_currency(&v->w, v->board->ground);
    kam_scope_day_to_json(v->w.json, "as_of", v->board->standing->as_of_day);
    put_months(v);
    put_readiness(v);
    put_sum(v, "sum", &v->selection->sum, v->selection->rows->len);
    put_sum(v, "whole", &tally->total, tally->n);
    if (tally->is_in == NULL)
        put_sum(v, "without_account", &tally->nobody, G_MAXUINT);
    else
        kam_json_null(v->w.json, "without_account");
}

static void
put_items(const Writer *v)
{
    guint n = v->selection->rows->len, from = MIN(v->page->offset, n), to = MIN(from + v->page->limit, n);

    kam_json_int(v->w.json, "total", n);
    kam_json_int(v->w.json, "offset", v->page->offset);
    kam_json_int(v->w.json, "limit", v->page->limit);
    kam_json_begin_array(v->w.json, "items");
    for (guint i = from; i < to; i++)
        put_row(v, &v->board->tally->row[g_array_index(v->selection->rows, guint32, i)]);
    kam_json_end_array(v->w.json);
    if (to < n)
        kam_json_int(v->w.json, "next", to);
    else
        kam_json_null(v->w.json, "next");
}

void
kam_board_page_to_json(KamBoard *board, const KamBoardPage *page, KamJson *json)
{
    const KamFacts *facts = kam_ground_get_facts(board->ground);
    g_autoptr(KamBoardSelection) selection = kam_board_select(board, page);
    g_autofree gint64 *trend = g_new(gint64, page->months + 1);
    Writer v = { .w = { kam_report_currency_of(facts), json },
                 .board = board,
                 .page = page,
                 .selection = selection,
                 .trend = trend,
                 .is_ready = page->is_final || g_atomic_int_get(&board->prospects->is_ready) };

    if (facts->n > 0)
        v.first_month = kam_month_of_day(facts->last_day) - (gint32)page->months + 1;
    kam_json_begin_object(json, NULL);
    put_head(&v);
    put_items(&v);
    put_source(&v);
    kam_json_end_object(json);
}
