/* What people know of the buying of a group: who does what in it, and who buys a category. */
#include "service/groups/group_parts.h"
#include "store/statements.h"

/* A row that is told of when its account is a unit in view. */
typedef void (*PutRow)(const KamGroupWork *work, KamStmt *stmt, guint32 unit);

static void
put_reference(const KamGroupWork *work, const char *name, gint64 id)
{
    guint32 account = id == 0 ? KAM_NO_INDEX : kam_facts_find_account(work->facts, id);

    if (account == KAM_NO_INDEX)
        kam_json_null(work->w.json, name);
    else
        kam_figures_put_account(work->w.json, name, work->ground, account);
}

static gint32
day_at(KamStmt *stmt, int column, gint32 otherwise)
{
    return kam_stmt_is_null(stmt, column) ? otherwise : (gint32)kam_stmt_get_int(stmt, column);
}

/* Roles end on their last day, other things on the first day on which they are no more. */
static void
put_role(const KamGroupWork *work, KamStmt *stmt, guint32 unit)
{
    gint32 from = day_at(stmt, 5, KAM_TIE_EVER), to = day_at(stmt, 6, KAM_TIE_STILL), day = kam_group_day(work);

    kam_json_id(work->w.json, "id", kam_stmt_get_int(stmt, 1));
    kam_figures_put_account(work->w.json, "account", work->ground, unit);
    kam_json_text(work->w.json, "role", kam_stmt_get_text(stmt, 2));
    kam_json_text(work->w.json, "category", kam_stmt_get_text(stmt, 4));
    put_reference(work, "for", kam_stmt_get_int(stmt, 3));
    kam_group_put_day(work->w.json, "from", from);
    kam_group_put_day(work->w.json, "until", to);
    kam_json_bool(work->w.json, "holds", from <= day && day <= to);
}

static void
put_purchasing(const KamGroupWork *work, KamStmt *stmt, guint32 unit)
{
    kam_json_id(work->w.json, "id", kam_stmt_get_int(stmt, 1));
    kam_figures_put_account(work->w.json, "account", work->ground, unit);
    kam_json_text(work->w.json, "category", kam_stmt_get_text(stmt, 2));
    kam_json_text(work->w.json, "mode", kam_stmt_get_text(stmt, 3));
    put_reference(work, "centre", kam_stmt_get_int(stmt, 4));
    kam_group_put_day(work->w.json, "since", day_at(stmt, 5, KAM_TIE_EVER));
    kam_json_text(work->w.json, "known_from", kam_stmt_get_text(stmt, 6));
}

/* People know little of few: all of it is read, rather than asking for each of thousands of units. */
static gboolean
put_list(const KamGroupWork *work, KamDb *db, guint32 head, const char *name, const char *statement, PutRow put,
         GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_json_begin_array(work->w.json, name);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        guint32 unit = kam_facts_find_account(work->facts, kam_stmt_get_int(stmt, 0));

        if (unit == KAM_NO_INDEX || kam_groups_root(work->groups, unit) != head || !kam_group_sees(work, unit))
            continue;
        kam_json_begin_object(work->w.json, NULL);
        put(work, stmt, unit);
        kam_json_end_object(work->w.json);
    }
    kam_json_end_array(work->w.json);
    return step == KAM_STEP_DONE;
}

gboolean
kam_group_put_records(const KamGroupWork *work, KamDb *db, guint32 head, GError **error)
{
    return put_list(work, db, head, "roles", "group_role_list", put_role, error) &&
           put_list(work, db, head, "purchasings", "purchasing_list", put_purchasing, error);
}
