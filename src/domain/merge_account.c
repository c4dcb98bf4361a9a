/* Merging accounts: their place in the group, and the names and numbers by which files go on finding the survivor. */
#include "domain/merge_private.h"
#include "domain/rules.h"
#include "record/change.h"
#include "store/query.h"
#include "store/statements.h"

#define SALES "sales" /* the system whose outside numbers imports look up */

/* Whether an account is above another, and how far; 0: it is not. */
static gboolean
find_distance(KamDb *db, gint64 below, gint64 above, guint *distance, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_parent"), error);
    gint64 at = below;

    *distance = 0;
    for (guint steps = 1; stmt != NULL && at != 0 && steps <= KAM_CHAIN_MAX + 1; steps++) {
        KamStep step;
        kam_stmt_bind_int(stmt, 1, at);
        step = kam_stmt_step(stmt, error);
        if (step == KAM_STEP_FAILED)
            return FALSE;
        at = step == KAM_STEP_ROW ? kam_stmt_get_int(stmt, 0) : 0;
        kam_stmt_reset(stmt);
        if (at == above) {
            *distance = steps;
            return TRUE;
        }
    }
    return stmt != NULL;
}

/* The survivor keeps its parent; without one, or when that was the other, it gets the other's. */
static gboolean
choose_parent(KamDb *db, const KamMerge *merge, const KamRecord *survivor, const KamRecord *other, gint64 *parent,
              GError **error)
{
    gint64 own = kam_record_get_int(survivor, "parent_id"), its = kam_record_get_int(other, "parent_id");
    guint up, down;

    if (!find_distance(db, merge->survivor_id, merge->other_id, &up, error) ||
        !find_distance(db, merge->other_id, merge->survivor_id, &down, error))
        return FALSE;
    if (up > 1 || down > 1) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_CONFLICT,
            "one of the two accounts owns the other through a third company; change that company's parent first");
        return FALSE;
    }
    *parent = own;
    if (own == 0 || up == 1)
        *parent = down == 1 ? 0 : its;
    return TRUE;
}

/* The head of whatever stands below `parent`; 0 without one. */
static gboolean
find_head(KamDb *db, gint64 parent, gint64 *head, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("account", NULL);

    *head = 0;
    if (parent == 0)
        return TRUE;
    kam_query_select(query, "head_id", NULL);
    kam_query_where_int(query, "id", KAM_EQ, parent);
    if (!kam_query_get_int(query, db, head, error))
        return FALSE;
    *head = *head == 0 ? parent : *head;
    return TRUE;
}

/* Not logged: the survivor is kept as a whole. */
static gboolean
set_place(const KamWork *work, gint64 id, gint64 parent, gint64 head, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_update("account");

    kam_query_set(query, "parent_id", parent == 0 ? KAM_QUERY_NULL : KAM_QUERY_INT(parent));
    kam_query_set(query, "head_id", head == 0 ? KAM_QUERY_NULL : KAM_QUERY_INT(head));
    kam_query_set_next(query, "version");
    kam_query_set_int(query, "updated_at", work->now_ms);
    kam_query_set_int(query, "updated_by", work->actor->user_id);
    kam_query_where_int(query, "id", KAM_EQ, id);
    return kam_query_run(query, work->db, error);
}

typedef struct {
    gint64 id, head;
} Below;

static GArray *
list_below(KamDb *db, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_below"), error);
    g_autoptr(GArray) below = g_array_new(FALSE, FALSE, sizeof(Below));
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Below row = { kam_stmt_get_int(stmt, 0), kam_stmt_get_int(stmt, 1) };
        g_array_append_val(below, row);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&below) : NULL;
}

gboolean
kam_merge_hand_down_head(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    g_autoptr(GArray) below = list_below(log->work->db, merge->survivor_id, error);
    gint64 head;

    if (below == NULL || !find_head(log->work->db, merge->survivor_id, &head, error))
        return FALSE;
    for (guint i = 0; i < below->len; i++) {
        const Below *row = &g_array_index(below, Below, i);
        if (row->id != merge->other_id && row->head != head &&
            !kam_merge_log_update_record(log, "account", row->id, "head_id", head, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
kam_merge_find_place(KamMergeLog *log, const KamMerge *merge, const KamRecord *survivor, const KamRecord *other,
                     GError **error)
{
    gint64 parent, head;

    if (!choose_parent(log->work->db, merge, survivor, other, &parent, error) ||
        !find_head(log->work->db, parent, &head, error))
        return FALSE;
    return (parent == kam_record_get_int(survivor, "parent_id") && head == kam_record_get_int(survivor, "head_id")) ||
           set_place(log->work, merge->survivor_id, parent, head, error);
}

gboolean
kam_merge_settle_place(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("account", NULL);
    gint64 parent, now = 0, head;

    kam_query_select(query, "parent_id", NULL);
    kam_query_where_int(query, "id", KAM_EQ, merge->survivor_id);
    if (!kam_query_get_int(query, log->work->db, &now, error) || !kam_merge_find_lead(log, merge, &parent, error))
        return FALSE;
    if (parent == now)
        return TRUE;
    return find_head(log->work->db, parent, &head, error) &&
           set_place(log->work, merge->survivor_id, parent, head, error);
}

/* Rows of the team that now say the same twice. */
static gboolean
drop_team_doubles(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(log->work->db, kam_sql("account_team_doubles"), error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, merge->survivor_id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        g_array_append_val(ids, id);
    }
    for (guint i = 0; step == KAM_STEP_DONE && i < ids->len; i++)
        if (!kam_merge_log_update_record(log, "account_team", g_array_index(ids, gint64, i), "deleted_at",
                                         log->work->now_ms, error))
            return FALSE;
    return step == KAM_STEP_DONE;
}

static gboolean
number_is_known(KamDb *db, const char *number, gboolean *is_known, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("outside_number_taken"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, SALES);
    kam_stmt_bind_text(stmt, 2, number);
    kam_stmt_bind_int(stmt, 3, 0);
    step = kam_stmt_step(stmt, error);
    *is_known = step == KAM_STEP_ROW;
    return step != KAM_STEP_FAILED;
}

/* A number that the survivor does not bear goes on as an outside number. */
static gboolean
keep_number(KamMergeLog *log, const KamMerge *merge, const char *number, const char *borne, KamFaults *faults,
            GError **error)
{
    g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, merge->survivor_id);
    gboolean is_known = FALSE, done;
    json_t *body;

    if (number == NULL || g_strcmp0(number, borne) == 0)
        return TRUE;
    if (!number_is_known(log->work->db, number, &is_known, error))
        return FALSE;
    if (is_known)
        return TRUE;
    body = json_pack("{s:s, s:s, s:s}", "account_id", id, "system", SALES, "number", number);
    done = kam_merge_create(log, "outside_number", body, faults, error);
    json_decref(body);
    return done;
}

/* Of two texts the one that is not kept; "" when there is none. */
static const char *
lost_text(const KamRecord *now, const KamRecord *survivor, const KamRecord *other, const char *field)
{
    const char *kept = kam_record_get_text(now, field);
    const char *its = kam_record_get_text(other, field), *own = kam_record_get_text(survivor, field);

    if (its != NULL && g_strcmp0(its, kept) != 0)
        return its;
    return own != NULL && g_strcmp0(own, kept) != 0 ? own : "";
}

static gboolean
keep_alias(KamMergeLog *log, const KamMerge *merge, const char *name_key, const char *tax_number, GError **error)
{
    json_t *row;
    gboolean done;

    if (name_key[0] == '\0' && tax_number[0] == '\0')
        return TRUE;
    row = json_pack("{s:I, s:I, s:s, s:s}", "account_id", (json_int_t)merge->survivor_id, "merge_id",
                    (json_int_t)merge->id, "name_key", name_key, "tax_number", tax_number);
    done = kam_merge_log_insert(log, "account_alias", row, error);
    json_decref(row);
    return done;
}

/* Names of accounts that the other had swallowed before. */
static gboolean
move_aliases(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    static const char *const columns[] = { "account_id", "merge_id", NULL };
    json_t *key = json_pack("{s:I}", "account_id", (json_int_t)merge->other_id);
    json_t *value = json_pack("{s:I}", "account_id", (json_int_t)merge->survivor_id);
    json_t *rows = kam_merge_load_rows(log->work->db, "account_alias", columns, key, error);
    json_t *row;
    gboolean done = rows != NULL;
    size_t i;

    json_array_foreach(rows, i, row) done = done && kam_merge_log_update(log, "account_alias", row, value, error);
    json_decref(key);
    json_decref(value);
    json_decref(rows);
    return done;
}

static gboolean
say_where_it_went(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_update("account");

    kam_query_set_int(query, "merged_into_id", merge->survivor_id);
    kam_query_where_int(query, "id", KAM_EQ, merge->other_id);
    return kam_query_run(query, log->work->db, error);
}

gboolean
kam_merge_keep_names(KamMergeLog *log, const KamMerge *merge, const KamRecord *survivor, const KamRecord *other,
                     KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) now = kam_record_load(log->work->db, merge->type, merge->survivor_id, FALSE, error);
    const char *borne;

    if (now == NULL)
        return FALSE;
    borne = kam_record_get_text(now, "number");
    return drop_team_doubles(log, merge, error) && move_aliases(log, merge, error) &&
           keep_number(log, merge, kam_record_get_text(other, "number"), borne, faults, error) &&
           keep_number(log, merge, kam_record_get_text(survivor, "number"), borne, faults, error) &&
           keep_alias(log, merge, lost_text(now, survivor, other, "name_key"),
                      lost_text(now, survivor, other, "tax_number"), error) &&
           say_where_it_went(log, merge, error);
}
