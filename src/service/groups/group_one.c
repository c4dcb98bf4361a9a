/* One group: its units with what each brings by itself and with those below it, and who holds them. */
#include "base/error.h"
#include "service/groups/group_parts.h"

/* --- units --- */

/* Everybody who owns or controls it on the day, or ever did; the one whose figures it is in leads. */
static void
put_owners(const KamGroupWork *work, guint32 unit)
{
    guint32 parent = kam_groups_parent(work->groups, unit);
    guint n;
    const KamTie *ties = kam_group_first_tie(work->facts, unit, &n);

    kam_json_begin_array(work->w.json, "owners");
    for (guint i = 0; i < n; i++) {
        if (!kam_tie_is_of_tree(&ties[i]) || (work->then == NULL && !kam_group_holds(work, &ties[i])))
            continue;
        kam_json_begin_object(work->w.json, NULL);
        kam_figures_put_account(work->w.json, "account", work->ground, ties[i].parent);
        kam_json_bool(work->w.json, "leads", ties[i].parent == parent);
        kam_group_put_tie(work->w.json, &ties[i]);
        kam_json_end_object(work->w.json);
    }
    kam_json_end_array(work->w.json);
}

/* The nearest one above it that is told of. */
static guint32
shown_parent(const KamGroupWork *work, guint32 unit)
{
    guint32 parent = kam_groups_parent(work->groups, unit);

    while (parent != KAM_NO_INDEX && !kam_group_sees(work, parent))
        parent = kam_groups_parent(work->groups, parent);
    return parent;
}

static void
put_amounts(const KamGroupWork *work, guint32 unit)
{
    const KamGroupAmounts *amounts = &work->amounts;
    gboolean has_before = work->question->tally.period.before_from != KAM_DAY_NONE;
    g_autofree char *own = kam_group_dup_unit_path(work, unit), *branch = kam_group_dup_branch_path(work, unit);

    kam_figures_put_money(&work->w, "net", amounts->own[unit]);
    kam_figures_put_money_if(&work->w, "before", amounts->own_before[unit], has_before);
    kam_figures_put_money(&work->w, "rolled_up", amounts->all[unit]);
    kam_figures_put_money_if(&work->w, "rolled_up_before", amounts->all_before[unit], has_before);
    kam_json_text(work->w.json, "opens_to", own);
    kam_json_text(work->w.json, "rolled_up_opens_to", branch);
}

static void
put_unit(const KamGroupWork *work, guint32 unit)
{
    const KamFactAccount *account = &g_array_index(work->facts->accounts, KamFactAccount, unit);
    guint32 parent = shown_parent(work, unit);
    guint below;

    kam_groups_units(work->groups, unit, &below);
    kam_json_begin_object(work->w.json, NULL);
    kam_figures_put_account(work->w.json, "account", work->ground, unit);
    if (parent == KAM_NO_INDEX)
        kam_json_null(work->w.json, "parent_id");
    else
        kam_json_id(work->w.json, "parent_id", g_array_index(work->facts->accounts, KamFactAccount, parent).id);
    kam_json_int(work->w.json, "depth", kam_groups_depth(work->groups, unit));
    kam_json_int(work->w.json, "below", below - 1);
    kam_json_text(work->w.json, "city", account->city);
    kam_json_text(work->w.json, "region", account->region);
    kam_figures_put_person(work->w.json, "manager", work->ground, account->manager_id);
    put_amounts(work, unit);
    put_owners(work, unit);
    kam_json_end_object(work->w.json);
}

static void
put_units(const KamGroupWork *work, guint32 head)
{
    guint n;
    const guint32 *units = kam_groups_units(work->groups, head, &n);

    kam_json_begin_array(work->w.json, "units");
    for (guint i = 0; i < n; i++)
        if (kam_group_sees(work, units[i]))
            put_unit(work, units[i]);
    kam_json_end_array(work->w.json);
}

/* --- the whole --- */

/* Who was a head on some day is asked for as such, whoever it belongs to today. */
static guint32
head_of(const KamGroupWork *work, guint32 account)
{
    return work->then != NULL && work->size[account] > 0 ? account : kam_groups_root(work->groups, account);
}

static gboolean
find_head(const KamGroupWork *work, gint64 id, guint32 *head, GError **error)
{
    guint32 account = kam_facts_find_account(work->facts, id);

    if (account != KAM_NO_INDEX) {
        *head = head_of(work, account);
        /* A company that stands alone is told of, too. */
        if (work->size[*head] == 0) {
            work->size[*head] = 1;
            work->in_view[*head] = kam_group_sees(work, *head);
        }
        if (work->in_view[*head] > 0)
            return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no group of '%" G_GINT64_FORMAT "' in view", id);
    return FALSE;
}

gboolean
kam_group_to_json(KamDb *db, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question, gint64 id,
                  KamJson *json, GError **error)
{
    g_auto(KamGroupWork) work = { 0 };
    guint32 head;

    if (!kam_group_work_init(&work, shelf, ground, question, json, error) || !find_head(&work, id, &head, error) ||
        (work.then != NULL && !kam_group_work_take_then(&work, head, error)))
        return FALSE;
    kam_json_begin_object(json, NULL);
    kam_group_put_head(&work);
    kam_group_put_sums(&work, head);
    put_units(&work, head);
    if (!kam_group_put_memberships(&work, db, head, error) || !kam_group_put_records(&work, db, head, error) ||
        !kam_group_put_timeline(&work, head, error))
        return FALSE;
    kam_group_put_source(&work);
    kam_json_end_object(json);
    return TRUE;
}
