/* One group: its units with what each brings by itself and with those below it, who holds them, what they do in its
 * buying, and bonds that make no tree. */
#include "base/error.h"
#include "service/groups/group_parts.h"
#include "store/statements.h"

/* --- who holds a unit --- */

static const KamTie *
first_tie(const KamFacts *facts, guint32 account, guint *n)
{
    const KamTie *ties = (const KamTie *)(gconstpointer)facts->ties->data;
    guint low = 0, high = facts->ties->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (ties[middle].account < account)
            low = middle + 1;
        else
            high = middle;
    }
    for (*n = 0; low + *n < facts->ties->len && ties[low + *n].account == account;)
        (*n)++;
    return ties + low;
}

static gboolean
holds(const KamTie *tie, gint32 day)
{
    return tie->from_day <= day && day < tie->to_day;
}

/* Everybody who owns or controls it on the day; the one whose figures it is in leads. */
static void
put_owners(const KamGroupWork *work, guint32 unit)
{
    guint32 parent = kam_groups_parent(work->groups, unit);
    guint n;
    const KamTie *ties = first_tie(work->facts, unit, &n);

    kam_json_begin_array(work->w.json, "owners");
    for (guint i = 0; i < n; i++) {
        if (!kam_tie_is_of_tree(&ties[i]) || !holds(&ties[i], kam_group_day(work)))
            continue;
        kam_json_begin_object(work->w.json, NULL);
        kam_figures_put_account(work->w.json, "account", work->ground, ties[i].parent);
        kam_json_bool(work->w.json, "leads", ties[i].parent == parent);
        kam_group_put_tie(work->w.json, &ties[i]);
        kam_json_end_object(work->w.json);
    }
    kam_json_end_array(work->w.json);
}

/* --- what it does in the buying of its group --- */

static void
put_reference(const KamGroupWork *work, const char *name, gint64 id)
{
    guint32 account = id == 0 ? KAM_NO_INDEX : kam_facts_find_account(work->facts, id);

    if (account == KAM_NO_INDEX)
        kam_json_null(work->w.json, name);
    else
        kam_figures_put_account(work->w.json, name, work->ground, account);
}

static gboolean
put_roles(KamDb *db, const KamGroupWork *work, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("group_role_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_int(stmt, 2, kam_group_day(work));
    kam_json_begin_array(work->w.json, "roles");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        kam_json_begin_object(work->w.json, NULL);
        kam_json_id(work->w.json, "id", kam_stmt_get_int(stmt, 0));
        kam_json_text(work->w.json, "role", kam_stmt_get_text(stmt, 1));
        kam_json_text(work->w.json, "category", kam_stmt_get_text(stmt, 3));
        put_reference(work, "for", kam_stmt_get_int(stmt, 2));
        kam_json_end_object(work->w.json);
    }
    kam_json_end_array(work->w.json);
    return step == KAM_STEP_DONE;
}

static gboolean
put_purchasings_of(KamDb *db, const KamGroupWork *work, guint32 unit, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("purchasing_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, g_array_index(work->facts->accounts, KamFactAccount, unit).id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        kam_json_begin_object(work->w.json, NULL);
        kam_json_id(work->w.json, "id", kam_stmt_get_int(stmt, 0));
        kam_figures_put_account(work->w.json, "account", work->ground, unit);
        kam_json_text(work->w.json, "category", kam_stmt_get_text(stmt, 1));
        kam_json_text(work->w.json, "mode", kam_stmt_get_text(stmt, 2));
        put_reference(work, "centre", kam_stmt_get_int(stmt, 3));
        kam_group_put_day(work->w.json, "since",
                          kam_stmt_is_null(stmt, 4) ? KAM_TIE_EVER : (gint32)kam_stmt_get_int(stmt, 4));
        kam_json_text(work->w.json, "known_from", kam_stmt_get_text(stmt, 5));
        kam_json_end_object(work->w.json);
    }
    return step == KAM_STEP_DONE;
}

/* --- units --- */

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
    g_autofree char *own = kam_group_dup_path(work, unit, FALSE);

    kam_figures_put_money(&work->w, "net", amounts->own[unit]);
    kam_figures_put_money_if(&work->w, "before", amounts->own_before[unit], has_before);
    kam_figures_put_money(&work->w, "rolled_up", amounts->all[unit]);
    kam_figures_put_money_if(&work->w, "rolled_up_before", amounts->all_before[unit], has_before);
    kam_json_text(work->w.json, "opens_to", own);
}

static gboolean
put_unit(KamDb *db, const KamGroupWork *work, guint32 unit, GError **error)
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
    if (!put_roles(db, work, account->id, error))
        return FALSE;
    kam_json_end_object(work->w.json);
    return TRUE;
}

static gboolean
put_units(KamDb *db, const KamGroupWork *work, guint32 head, GError **error)
{
    guint n;
    const guint32 *units = kam_groups_units(work->groups, head, &n);

    kam_json_begin_array(work->w.json, "units");
    for (guint i = 0; i < n; i++)
        if (kam_group_sees(work, units[i]) && !put_unit(db, work, units[i], error))
            return FALSE;
    kam_json_end_array(work->w.json);
    kam_json_begin_array(work->w.json, "purchasings");
    for (guint i = 0; i < n; i++)
        if (kam_group_sees(work, units[i]) && !put_purchasings_of(db, work, units[i], error))
            return FALSE;
    kam_json_end_array(work->w.json);
    return TRUE;
}

/* Franchises and associations of its units, of any day. */
static void
put_bonds(const KamGroupWork *work, guint32 head)
{
    kam_json_begin_array(work->w.json, "bonds");
    for (guint i = 0; i < work->facts->ties->len; i++) {
        const KamTie *tie = &g_array_index(work->facts->ties, KamTie, i);

        if (tie->kind == KAM_TIE_OWNS || tie->kind == KAM_TIE_CONTROLS || !kam_group_sees(work, tie->account) ||
            (kam_groups_root(work->groups, tie->account) != head && kam_groups_root(work->groups, tie->parent) != head))
            continue;
        kam_json_begin_object(work->w.json, NULL);
        kam_figures_put_account(work->w.json, "account", work->ground, tie->account);
        kam_figures_put_account(work->w.json, "parent", work->ground, tie->parent);
        kam_group_put_tie(work->w.json, tie);
        kam_json_bool(work->w.json, "holds", holds(tie, kam_group_day(work)));
        kam_json_end_object(work->w.json);
    }
    kam_json_end_array(work->w.json);
}

/* --- the whole --- */

static gboolean
find_head(const KamGroupWork *work, gint64 id, guint32 *head, GError **error)
{
    guint32 account = kam_facts_find_account(work->facts, id);
    guint n = 0;
    const guint32 *units;
    gboolean sees = FALSE;

    if (account != KAM_NO_INDEX) {
        *head = kam_groups_root(work->groups, account);
        units = kam_groups_units(work->groups, *head, &n);
        for (guint i = 0; i < n && !sees; i++)
            sees = kam_group_sees(work, units[i]);
        /* A company that stands alone has no head to count by. */
        if (n == 1)
            work->in_view[*head] = sees;
    }
    if (!sees)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no group of '%" G_GINT64_FORMAT "' in view", id);
    return sees;
}

gboolean
kam_group_to_json(KamDb *db, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question, gint64 id,
                  KamJson *json, GError **error)
{
    g_auto(KamGroupWork) work = { 0 };
    guint32 head;

    if (!kam_group_work_init(&work, shelf, ground, question, json, error) || !find_head(&work, id, &head, error))
        return FALSE;
    kam_json_begin_object(json, NULL);
    kam_group_put_head(&work);
    kam_group_put_sums(&work, head);
    if (!put_units(db, &work, head, error))
        return FALSE;
    put_bonds(&work, head);
    if (!kam_group_put_timeline(&work, head, error))
        return FALSE;
    kam_group_put_source(&work);
    kam_json_end_object(json);
    return TRUE;
}
