/* The sums of the table of accounts, rolled up along the tree of a day. */
#include <string.h>

#include "base/error.h"
#include "service/analysis/scope.h"
#include "service/figures/provenance.h"
#include "service/groups/group_parts.h"

static const char *const orders[KAM_GROUP_ORDER_N] = { "net", "members", "name" };

KamGroupOrder
kam_group_order_from_name(const char *name)
{
    KamGroupOrder order = 0;

    while (order < KAM_GROUP_ORDER_N && strcmp(orders[order], name) != 0)
        order++;
    return order;
}

gboolean
kam_group_sees(const KamGroupWork *work, guint32 account)
{
    return work->tally->is_in == NULL || work->tally->is_in[account] != 0;
}

gint32
kam_group_day(const KamGroupWork *work)
{
    return work->question->as_of_day == KAM_DAY_NONE ? work->question->today : work->question->as_of_day;
}

static void
take_rows(KamGroupWork *work)
{
    for (guint i = 0; i < work->tally->n; i++) {
        const KamTallyRow *row = &work->tally->row[i];

        work->amounts.own[row->holder] = row->net_micro;
        work->amounts.own_before[row->holder] = row->before_micro;
    }
}

static void
count_in_view(KamGroupWork *work)
{
    for (guint32 a = 0; a < work->facts->accounts->len; a++) {
        guint n;
        const guint32 *units = kam_groups_units(work->groups, a, &n);

        if (kam_groups_parent(work->groups, a) == KAM_NO_INDEX && n > 1)
            for (guint i = 0; i < n; i++)
                work->in_view[a] += kam_group_sees(work, units[i]);
    }
}

gboolean
kam_group_work_init(KamGroupWork *work, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question,
                    KamJson *json, GError **error)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    gsize n = (gsize)facts->accounts->len + 1;

    *work = (KamGroupWork) { .ground = ground, .facts = facts, .question = question };
    work->w = (KamFiguresWriter) { kam_report_currency_of(facts), json };
    work->tally = kam_tally_get(shelf, ground, &question->tally, error);
    if (work->tally == NULL)
        return FALSE;
    work->groups = question->as_of_day == KAM_DAY_NONE ? kam_groups_new_today(facts, error)
                                                       : kam_groups_new_on(facts, question->as_of_day, error);
    if (work->groups == NULL)
        return FALSE;
    work->amounts = (KamGroupAmounts) { g_new0(gint64, n), g_new0(gint64, n), g_new0(gint64, n), g_new0(gint64, n) };
    work->in_view = g_new0(guint32, n);
    take_rows(work);
    count_in_view(work);
    return kam_groups_roll_up(work->groups, work->amounts.own, work->amounts.all, error) &&
           kam_groups_roll_up(work->groups, work->amounts.own_before, work->amounts.all_before, error);
}

void
kam_group_work_clear(KamGroupWork *work)
{
    g_clear_pointer(&work->tally, kam_tally_unref);
    g_clear_pointer(&work->groups, kam_groups_free);
    g_free(work->amounts.own);
    g_free(work->amounts.all);
    g_free(work->amounts.own_before);
    g_free(work->amounts.all_before);
    g_free(work->in_view);
}

/* --- members --- */

void
kam_group_put_day(KamJson *json, const char *name, gint32 day)
{
    kam_scope_day_to_json(json, name, day == KAM_TIE_EVER || day == KAM_TIE_STILL ? KAM_DAY_NONE : day);
}

void
kam_group_put_tie(KamJson *json, const KamTie *tie)
{
    static const char *const kinds[KAM_TIE_N] = { "owns", "controls", "franchise", "buying_association" };

    kam_json_text(json, "kind", kinds[tie->kind]);
    if (tie->share_micro == KAM_TIE_UNKNOWN_SHARE)
        kam_json_null(json, "share");
    else
        kam_quantity_to_json(json, "share", tie->share_micro);
    kam_group_put_day(json, "from", tie->from_day);
    kam_group_put_day(json, "to", tie->to_day);
    kam_json_id(json, "membership_id", tie->id);
}

char *
kam_group_dup_path(const KamGroupWork *work, guint32 account, gboolean is_group)
{
    const KamTallyQuestion *question = &work->question->tally;
    gint64 id = g_array_index(work->facts->accounts, KamFactAccount, account).id;
    g_autofree char *path = kam_figures_dup_lines_path(is_group ? KAM_FIGURES_BY_GROUP : KAM_FIGURES_BY_ACCOUNT, id,
                                                       question->basis, question->period.from, question->period.to);
    char iso[11];

    if (!is_group || work->question->as_of_day == KAM_DAY_NONE)
        return g_steal_pointer(&path);
    kam_day_to_iso(work->question->as_of_day, iso);
    return g_strdup_printf("%s&groups=%s", path, iso);
}

void
kam_group_put_head(const KamGroupWork *work)
{
    kam_scope_day_to_json(work->w.json, "as_of", work->question->as_of_day);
    kam_figures_put_period(work->w.json, &work->question->tally.period);
    kam_figures_put_basis(work->w.json, work->question->tally.basis);
    kam_figures_put_currency(&work->w, work->ground);
}

void
kam_group_put_sums(const KamGroupWork *work, guint32 head)
{
    gboolean has_before = work->question->tally.period.before_from != KAM_DAY_NONE;
    gint64 net = work->amounts.all[head], before = work->amounts.all_before[head];
    g_autofree char *path = kam_group_dup_path(work, head, TRUE);
    guint n;

    kam_groups_units(work->groups, head, &n);
    kam_figures_put_account(work->w.json, "group", work->ground, head);
    kam_json_int(work->w.json, "members", work->in_view[head]);
    kam_json_bool(work->w.json, "is_whole", work->in_view[head] == n);
    kam_figures_put_money(&work->w, "net", net);
    kam_figures_put_money_if(&work->w, "before", before, has_before);
    kam_figures_put_money_if(&work->w, "change", net - before, has_before);
    kam_figures_put_rate(work->w.json, "change_rate", net - before, has_before ? before : 0);
    kam_figures_put_rate(work->w.json, "share", net, work->tally->total.net_micro);
    kam_json_text(work->w.json, "opens_to", path);
}

void
kam_group_put_source(const KamGroupWork *work)
{
    const KamTallyQuestion *question = &work->question->tally;
    char from[11], to[11], day[11];
    g_autoptr(GString) settings = g_string_new(NULL);

    kam_day_to_iso(question->period.from, from);
    kam_day_to_iso(question->period.to, to);
    kam_day_to_iso(work->question->as_of_day, day);
    g_string_printf(settings, "?basis=%s&from=%s&until=%s%s%s", kam_report_basis_name(question->basis), from, to,
                    day[0] == '\0' ? "" : "&as_of=", day);
    kam_figures_append_currency(settings, work->ground);
    const KamProvenance source = {
        .words = &kam_source_group_work,
        .data_version = kam_ground_get_version(work->ground),
        .as_of_day = work->facts->last_day,
        .observations = (gint64)work->tally->total.lines,
        .settings = settings->str,
        .conversion = kam_ground_get_conversion(work->ground),
    };

    kam_provenance_to_json(&source, work->w.json);
}
