/* Going up along memberships, as long as days are left on which all of them hold. */
#include "domain/tree_ties.h"

#include "domain/rules.h"
#include "store/statements.h"

#define MAX_STEPS 2000 /* over several owners of several owners the ways multiply */

static gint32
day_or(KamStmt *stmt, int column, gint32 unknown)
{
    return kam_stmt_is_null(stmt, column) ? unknown : (gint32)kam_stmt_get_int(stmt, column);
}

static GArray *
list_ties(KamDb *db, const char *statement, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    g_autoptr(GArray) ties = g_array_new(FALSE, FALSE, sizeof(KamTreeTie));
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamTreeTie tie = { .id = kam_stmt_get_int(stmt, 0),
                           .account = kam_stmt_get_int(stmt, 1),
                           .parent = kam_stmt_get_int(stmt, 2),
                           .owns = kam_stmt_get_int(stmt, 3) != 0,
                           .from_day = day_or(stmt, 4, KAM_TREE_EVER),
                           .to_day = day_or(stmt, 5, KAM_TREE_STILL),
                           .share_micro = kam_stmt_get_int(stmt, 6) };
        g_array_append_val(ties, tie);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ties) : NULL;
}

GArray *
kam_tree_ties_list(KamDb *db, gint64 account, GError **error)
{
    return list_ties(db, "tree_tie_list", account, error);
}

GArray *
kam_tree_ties_list_below(KamDb *db, gint64 parent, GError **error)
{
    return list_ties(db, "tree_tie_list_below", parent, error);
}

const KamTreeTie *
kam_tree_ties_lead(const GArray *ties, gint32 day)
{
    for (guint i = 0; i < ties->len; i++)
        if (kam_tree_tie_holds(&g_array_index(ties, KamTreeTie, i), day))
            return &g_array_index(ties, KamTreeTie, i);
    return NULL;
}

/* --- circles --- */

typedef struct {
    KamDb *db;
    gint64 target;                 /* that must not be met */
    gint64 way[KAM_CHAIN_MAX + 2]; /* from the parent up to where the climb is */
    guint n_way, steps;
    gboolean is_met, is_too_deep;
} Climb;

/* The way is left as it is where the climb ends. */
static gboolean
climb(Climb *c, gint64 at, gint32 from, gint32 to, GError **error)
{
    g_autoptr(GArray) ties = NULL;

    c->way[c->n_way++] = at;
    c->is_met = at == c->target;
    c->is_too_deep = !c->is_met && (c->n_way > KAM_CHAIN_MAX || ++c->steps > MAX_STEPS);
    if (c->is_met || c->is_too_deep)
        return TRUE;
    ties = kam_tree_ties_list(c->db, at, error);
    if (ties == NULL)
        return FALSE;
    for (guint i = 0; i < ties->len; i++) {
        const KamTreeTie *tie = &g_array_index(ties, KamTreeTie, i);
        gint32 first = MAX(from, tie->from_day), end = MIN(to, tie->to_day);

        if (first >= end)
            continue;
        if (!climb(c, tie->parent, first, end, error))
            return FALSE;
        if (c->is_met || c->is_too_deep)
            return TRUE;
    }
    c->n_way--;
    return TRUE;
}

static gboolean
append_name(KamDb *db, gint64 id, GString *way, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_name"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    g_string_append_printf(way, "%s'%s'", way->len == 0 ? "" : " belongs to ",
                           step == KAM_STEP_ROW && !kam_stmt_is_null(stmt, 0) ? kam_stmt_get_text(stmt, 0) : "?");
    return TRUE;
}

static gboolean
refuse_circle(const Climb *c, const char *field, KamFaults *faults, GError **error)
{
    g_autoptr(GString) way = g_string_new(NULL);

    for (guint i = 0; i < c->n_way; i++)
        if (!append_name(c->db, c->way[i], way, error))
            return FALSE;
    kam_faults_add(faults, field, "cycle", "the company would be above itself: %s", way->str);
    return TRUE;
}

gboolean
kam_tree_ties_check(KamDb *db, gint64 account, gint64 parent, gint32 from_day, gint32 to_day, const char *field,
                    KamFaults *faults, GError **error)
{
    Climb c = { .db = db, .target = account };

    if (account == 0 || from_day >= to_day)
        return TRUE;
    if (!climb(&c, parent, from_day, to_day, error))
        return FALSE;
    if (c.is_too_deep)
        kam_faults_add(faults, field, "too_deep", "there are more than %d companies above one another", KAM_CHAIN_MAX);
    return !c.is_met || refuse_circle(&c, field, faults, error);
}
