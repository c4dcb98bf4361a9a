/* What one account's figures are made of; its place, and its months. */
#include "service/figures/account_parts.h"

#include "base/error.h"
#include "service/analysis/scope.h"
#include "service/figures/account_companies.h"
#include "service/figures/provenance.h"
#include "service/report/basis.h"
#include "service/report/period.h"

#define MONTHS_OF_YEAR 12

static guint32
count_lines(const KamAccountFigures *f)
{
    guint32 n = 0;

    for (guint32 i = f->roll->start[f->account]; i < f->roll->start[f->account + 1]; i++)
        n += kam_account_sees_line(f, f->roll->line[i]);
    return n;
}

void
kam_account_put_source(const KamAccountFigures *f, const KamSourceWords *words, gint32 from_day, gint32 until_day)
{
    const KamTallyQuestion *question = &f->question->tally;
    g_autofree char *path =
        kam_figures_dup_lines_path(question->by, f->question->account_id, question->basis, from_day, until_day);
    g_autoptr(GString) settings = g_string_new(NULL);
    KamProvenance source = {
        .words = words,
        .data_version = kam_ground_get_version(f->ground),
        .as_of_day = f->standing->as_of_day,
        .observations = count_lines(f),
        .conversion = kam_ground_get_conversion(f->ground),
        .opens_to = path,
    };

    if (question->by.is_group)
        kam_figures_by_append(settings, question->by);
    g_string_append_printf(settings, "%sbasis=%s&period=%s", settings->len == 0 ? "?" : "&",
                           kam_report_basis_name(question->basis), kam_figures_period_name(question->period.kind));
    kam_figures_append_currency(settings, f->ground);
    source.settings = settings->str;
    kam_provenance_to_json(&source, f->w.json);
}

/* --- its place --- */

static void
put_place(const KamAccountFigures *f)
{
    const KamTallyRow *row = f->row;
    gboolean has_before = f->tally->question.period.before_from != KAM_DAY_NONE;
    gboolean has_rank = row->rank != 0 && !f->is_part;
    gint64 change = row->net_micro - row->before_micro, whole = has_rank ? f->tally->ranked_micro : 0;

    kam_json_begin_object(f->w.json, "place");
    kam_figures_put_money(&f->w, "net", row->net_micro);
    kam_figures_put_money_if(&f->w, "before", row->before_micro, has_before);
    kam_figures_put_money_if(&f->w, "change", change, has_before);
    kam_figures_put_rate(f->w.json, "change_rate", change, has_before ? row->before_micro : 0);
    if (has_rank)
        kam_json_int(f->w.json, "rank", row->rank);
    else
        kam_json_null(f->w.json, "rank");
    kam_json_int(f->w.json, "rows_with_sales", f->tally->n_ranked);
    kam_figures_put_rate(f->w.json, "share", row->net_micro, whole);
    kam_figures_put_rate(f->w.json, "cumulative", row->cumulative_micro, whole);
    kam_figures_put_tier(f->w.json, "class", f->is_part ? KAM_TIER_NONE : row->class);
    kam_json_int(f->w.json, "lines", row->lines);
    kam_quantity_to_json(f->w.json, "quantity", row->quantity_micro);
    if (f->question->with_margin) {
        kam_figures_put_money_if(&f->w, "margin", kam_tally_margin(row),
                                 row->costed_net_micro != 0 || row->cost_micro != 0);
        kam_figures_put_rate(f->w.json, "margin_rate", kam_tally_margin(row), row->costed_net_micro);
        kam_figures_put_rate(f->w.json, "cost_known", row->costed_net_micro, row->net_micro);
    }
    kam_account_put_source(f, &kam_source_account_place, f->tally->question.period.from, f->tally->question.period.to);
    kam_json_end_object(f->w.json);
}

/* --- months --- */

static gboolean
month_is_whole(const KamFacts *facts, gint32 month)
{
    return kam_report_span_is_whole(facts->first_day, facts->last_day, kam_month_first_day(month),
                                    kam_month_first_day(month + 1) - 1, KAM_PERIOD_MONTH_EDGE_DAYS);
}

static void
put_month(const KamAccountFigures *f, gint32 month, gint64 net_micro, gint64 before_micro)
{
    char name[8];

    kam_month_to_iso(month, name);
    kam_json_begin_object(f->w.json, NULL);
    kam_json_text(f->w.json, "month", name);
    kam_json_bool(f->w.json, "whole", month_is_whole(f->facts, month));
    kam_figures_put_money(&f->w, "net", net_micro);
    kam_figures_put_money_if(&f->w, "year_before", before_micro,
                             month - MONTHS_OF_YEAR >= kam_month_of_day(f->facts->first_day));
    kam_json_end_object(f->w.json);
}

/* A year more than is shown, for the months before. */
static gint64 *
sum_months(const KamAccountFigures *f, gint32 first, guint n)
{
    gint64 *net = g_new0(gint64, n + 1);

    for (guint32 i = f->roll->start[f->account]; i < f->roll->start[f->account + 1]; i++) {
        guint32 line = f->roll->line[i];
        gint32 month = kam_month_of_day(f->facts->day[line]) - first;

        if (month >= 0 && month < (gint32)n && kam_account_sees_line(f, line) &&
            line_is_of_basis(f->facts, f->question->tally.basis, line))
            net[month] += f->facts->net_micro[line];
    }
    return net;
}

static void
put_month_list(const KamAccountFigures *f)
{
    gint32 last = kam_month_of_day(f->facts->last_day), earliest = kam_month_of_day(f->facts->first_day);
    gint32 first = MAX(last - (gint32)f->question->months + 1, earliest);
    g_autofree gint64 *net = sum_months(f, first - MONTHS_OF_YEAR, (guint)(last - first + 1) + MONTHS_OF_YEAR);

    for (gint32 month = first; month <= last; month++)
        put_month(f, month, net[month - first + MONTHS_OF_YEAR], net[month - first]);
}

static void
put_months(const KamAccountFigures *f)
{
    kam_json_begin_object(f->w.json, "months");
    kam_json_begin_array(f->w.json, "items");
    if (f->facts->n > 0)
        put_month_list(f);
    kam_json_end_array(f->w.json);
    kam_account_put_source(f, &kam_source_account_months, KAM_DAY_NONE, KAM_DAY_NONE);
    kam_json_end_object(f->w.json);
}

/* --- the answer --- */

static void
put_head(const KamAccountFigures *f)
{
    kam_figures_put_account(f->w.json, "account", f->ground, f->account);
    kam_figures_by_to_json(f->question->tally.by, f->w.json);
    kam_json_int(f->w.json, "members", f->row->members);
    kam_json_bool(f->w.json, "is_whole", !f->is_part);
    kam_json_bool(f->w.json, "has_companies", kam_account_has_companies(f->ground, f->account));
    kam_figures_put_person(f->w.json, "manager", f->ground, kam_ground_get_account(f->ground, f->account)->manager_id);
    kam_figures_put_period(f->w.json, &f->tally->question.period);
    kam_figures_put_basis(f->w.json, f->question->tally.basis);
    kam_figures_put_currency(&f->w, f->ground);
    kam_scope_day_to_json(f->w.json, "as_of", f->standing->as_of_day);
    kam_json_int(f->w.json, "data_version", kam_ground_get_version(f->ground));
}

static void
write_figures(KamAccountFigures *f)
{
    kam_account_gather_items(f);
    kam_json_begin_object(f->w.json, NULL);
    put_head(f);
    kam_account_put_reasons(f);
    put_place(f);
    put_months(f);
    kam_account_put_outlook(f);
    kam_account_put_items(f);
    kam_json_end_object(f->w.json);
    g_array_unref(f->products);
    g_array_unref(f->categories);
}

static const KamTallyRow *
row_of(const KamAccountFigures *f, const KamTally *tally)
{
    return &tally->row[tally->row_of[f->account]];
}

static KamTally *
tally_of_all(KamShelf *shelf, KamGround *ground, const KamTallyQuestion *asked, GError **error)
{
    KamTallyQuestion question = *asked;

    question.view = NULL;
    return kam_tally_get(shelf, ground, &question, error);
}

gboolean
kam_account_figures_to_json(KamShelf *shelf, KamGround *ground, const KamAccountQuestion *question, KamJson *json,
                            GError **error)
{
    const KamTallyQuestion *asked = &question->tally;
    g_autoptr(KamTally) tally = NULL, all = NULL;
    g_autoptr(KamStanding) standing = NULL;
    g_autoptr(KamProspects) prospects = NULL;
    g_autoptr(KamRoll) roll = NULL;
    KamAccountFigures f = { .question = question, .ground = ground, .facts = kam_ground_get_facts(ground) };

    f.w = (KamFiguresWriter) { kam_report_currency_of(f.facts), json };
    f.account = kam_ground_find_account(ground, question->account_id);
    if (f.account == KAM_NO_INDEX) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no account '%" G_GINT64_FORMAT "'",
                    question->account_id);
        return FALSE;
    }
    if ((tally = kam_tally_get(shelf, ground, asked, error)) == NULL ||
        (standing = kam_standing_get(shelf, ground, asked->by, asked->basis, error)) == NULL)
        return FALSE;
    prospects = kam_prospects_get(shelf, ground, asked->by, asked->basis);
    roll = kam_roll_get(shelf, ground, asked->by);
    f.is_part = !row_of(&f, tally)->is_whole;
    /* What is seen whole has its place among all of the firm. */
    if (!f.is_part && asked->view != NULL && (all = tally_of_all(shelf, ground, asked, error)) == NULL)
        return FALSE;
    f.tally = all != NULL ? all : tally;
    f.row = row_of(&f, f.tally);
    f.standing = standing;
    f.stand = &standing->list[f.account];
    f.prospects = prospects;
    f.prospect = &prospects->list[f.account];
    f.roll = roll;
    f.season = kam_prospects_season(shelf, ground, asked->basis);
    write_figures(&f);
    return TRUE;
}
