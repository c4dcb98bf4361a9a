/* What an overview is made of, and what stands around its parts. */
#include "service/figures/overview_parts.h"

#include "service/analysis/scope.h"
#include "service/figures/provenance.h"
#include "service/figures/sales_filter.h"

/* --- rows --- */

static gboolean
is_asked(const KamOverview *o, const KamTallyRow *row)
{
    return !o->question->has_manager ||
           kam_ground_get_account(o->ground, row->holder)->manager_id == o->question->manager_id;
}

static void
add_row(KamOverview *o, guint32 index)
{
    const KamTallyRow *row = &o->tally->row[index];

    g_array_append_val(o->rows, index);
    o->sum.net_micro += row->net_micro;
    o->sum.before_micro += row->before_micro;
    o->sum.quantity_micro += row->quantity_micro;
    o->sum.cost_micro += row->cost_micro;
    o->sum.costed_net_micro += row->costed_net_micro;
    o->sum.lines += row->lines;
}

static void
choose_rows(KamOverview *o)
{
    o->rows = g_array_new(FALSE, FALSE, sizeof(guint32));
    o->ranked = g_new(guint32, o->tally->n_ranked + 1);
    for (guint32 i = 0; i < o->tally->n; i++)
        if (is_asked(o, &o->tally->row[i]))
            add_row(o, i);
    for (guint r = 0; r < o->tally->n_ranked; r++) {
        const KamTallyRow *row = &o->tally->row[o->tally->ranked[r]];

        if (!is_asked(o, row))
            continue;
        o->ranked[o->n_ranked++] = o->tally->ranked[r];
        o->ranked_micro += row->net_micro;
    }
}

/* --- paths and sources --- */

static void
append_id(GString *path, const char *name, gint64 id)
{
    g_string_append_printf(path, "&%s=%" G_GINT64_FORMAT, name, id);
}

char *
kam_overview_dup_table_path(const KamOverview *o, const char *more)
{
    const KamTallyQuestion *question = &o->question->tally;
    GString *path = g_string_new("/api/v1/sales/accounts");
    char from[11], to[11];

    kam_day_to_iso(question->period.from, from);
    kam_day_to_iso(question->period.to, to);
    kam_figures_by_append(path, question->by);
    g_string_append_printf(path, "&basis=%s", kam_report_basis_name(question->basis));
    if (question->period.kind == KAM_FIGURES_DAYS)
        g_string_append_printf(path, "&from=%s&until=%s", from, to);
    else
        g_string_append_printf(path, "&period=%s", kam_figures_period_name(question->period.kind));
    if (o->question->has_manager)
        append_id(path, "manager", o->question->manager_id);
    kam_figures_append_currency(path, o->ground);
    g_string_append(path, more);
    return g_string_free(path, FALSE);
}

char *
kam_overview_dup_lines_path(const KamOverview *o, const char *more)
{
    const KamFiguresPeriod *period = &o->question->tally.period;
    const KamSalesFilter filter = { .basis = KAM_BASIS_ALL,
                                    .from_day = period->from,
                                    .until_day = period->to,
                                    .has_manager = o->question->has_manager,
                                    .manager_id = o->question->manager_id };
    GString *path = g_string_new("/api/v1/sales/lines");

    kam_sales_filter_append(&filter, path);
    g_string_append(path, more);
    return g_string_free(path, FALSE);
}

char *
kam_overview_dup_row_path(const KamOverview *o, const KamTallyRow *row)
{
    const KamTallyQuestion *question = &o->question->tally;
    gint64 id = g_array_index(o->facts->accounts, KamFactAccount, row->holder).id;

    return kam_figures_dup_lines_path(question->by, id, question->basis, question->period.from, question->period.to);
}

void
kam_overview_put_source(const KamOverview *o, const KamSourceWords *words, const char *opens_to)
{
    g_autofree char *table = kam_overview_dup_table_path(o, "");
    const KamProvenance source = {
        .words = words,
        .data_version = kam_ground_get_version(o->ground),
        .as_of_day = o->standing->as_of_day,
        .observations = (gint64)o->sum.lines,
        .settings = table + sizeof "/api/v1/sales/accounts" - 1,
        .conversion = kam_ground_get_conversion(o->ground),
        .opens_to = opens_to,
    };

    kam_provenance_to_json(&source, o->w.json);
}

void
kam_overview_put_who(const KamOverview *o, const KamTallyRow *row)
{
    gboolean is_group = o->question->tally.by.is_group;

    kam_figures_put_account(o->w.json, is_group ? "group" : "account", o->ground, row->holder);
    if (is_group)
        kam_json_int(o->w.json, "members", row->members);
}

/* --- the answer --- */

static void
put_head(const KamOverview *o)
{
    const KamTallyQuestion *question = &o->question->tally;

    kam_figures_by_to_json(question->by, o->w.json);
    kam_figures_put_period(o->w.json, &question->period);
    kam_figures_put_basis(o->w.json, question->basis);
    kam_figures_put_currency(&o->w, o->ground);
    kam_scope_day_to_json(o->w.json, "as_of", o->standing->as_of_day);
    kam_json_int(o->w.json, "data_version", kam_ground_get_version(o->ground));
}

static GString *
write_overview(KamOverview *o)
{
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    o->w = (KamFiguresWriter) { kam_report_currency_of(o->facts), &json };
    kam_json_begin_object(&json, NULL);
    put_head(o);
    kam_overview_put_spread(o);
    kam_overview_put_moves(o);
    kam_overview_put_quality(o);
    kam_json_end_object(&json);
    return text;
}

GString *
kam_overview_to_json(KamShelf *shelf, KamGround *ground, const KamOverviewQuestion *question, GError **error)
{
    g_autoptr(KamTally) tally = kam_tally_get(shelf, ground, &question->tally, error);
    g_autoptr(KamStanding) standing =
        tally == NULL ? NULL : kam_standing_get(shelf, ground, question->tally.by, question->tally.basis, error);
    g_autoptr(KamRoll) roll = NULL;
    KamOverview o = { .question = question, .ground = ground, .facts = kam_ground_get_facts(ground) };
    GString *text;

    if (standing == NULL)
        return NULL;
    roll = kam_roll_get(shelf, ground, question->tally.by);
    o.tally = tally;
    o.standing = standing;
    o.roll = roll;
    choose_rows(&o);
    text = write_overview(&o);
    g_array_unref(o.rows);
    g_free(o.ranked);
    return text;
}
