/* Members that the answers about groups share. */
#include "service/analysis/scope.h"
#include "service/figures/provenance.h"
#include "service/figures/sales_filter.h"
#include "service/groups/group_parts.h"

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

/* --- lines --- */

static gint64
id_of(const KamGroupWork *work, guint32 account)
{
    return g_array_index(work->facts->accounts, KamFactAccount, account).id;
}

static char *
dup_path(const KamGroupWork *work, const KamSalesFilter *whose)
{
    const KamTallyQuestion *question = &work->question->tally;
    KamSalesFilter filter = *whose;
    GString *path = g_string_new("/api/v1/sales/lines");

    filter.basis = question->basis;
    filter.from_day = question->period.from;
    filter.until_day = question->period.to;
    kam_sales_filter_append(&filter, path);
    return g_string_free(path, FALSE);
}

char *
kam_group_dup_branch_path(const KamGroupWork *work, guint32 unit)
{
    KamSalesFilter whose = { .has_group = TRUE, .group_id = id_of(work, unit), .groups = work->question->groups };

    whose.groups.depth = kam_groups_depth(work->groups, unit);
    return work->then != NULL && whose.groups.depth > 0 ? NULL : dup_path(work, &whose);
}

char *
kam_group_dup_unit_path(const KamGroupWork *work, guint32 unit)
{
    KamSalesFilter whose = { .has_account = TRUE, .account_id = id_of(work, unit) };

    if (work->then != NULL) {
        whose.has_group = TRUE;
        whose.group_id = id_of(work, kam_groups_root(work->groups, unit));
        whose.groups = work->question->groups;
    }
    return dup_path(work, &whose);
}

/* --- what is asked, and what it comes to --- */

void
kam_group_put_head(const KamGroupWork *work)
{
    g_autofree char *groups = kam_groups_at_dup_word(&work->question->groups);

    kam_json_text(work->w.json, "groups", groups);
    kam_figures_put_period(work->w.json, &work->question->tally.period);
    kam_figures_put_basis(work->w.json, work->question->tally.basis);
    kam_figures_put_currency(&work->w, work->ground);
}

void
kam_group_put_sums(const KamGroupWork *work, guint32 head)
{
    gboolean has_before = work->question->tally.period.before_from != KAM_DAY_NONE;
    gint64 net = work->amounts.all[head], before = work->amounts.all_before[head];
    g_autofree char *path = kam_group_dup_branch_path(work, head);

    kam_figures_put_account(work->w.json, "group", work->ground, head);
    kam_json_int(work->w.json, "members", work->in_view[head]);
    kam_json_bool(work->w.json, "is_whole", work->in_view[head] == work->size[head]);
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
    g_autofree char *groups = kam_groups_at_dup_word(&work->question->groups);
    g_autoptr(GString) settings = g_string_new(NULL);
    char from[11], to[11];

    kam_day_to_iso(question->period.from, from);
    kam_day_to_iso(question->period.to, to);
    g_string_printf(settings, "?basis=%s&from=%s&until=%s&groups=%s", kam_report_basis_name(question->basis), from, to,
                    groups);
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
