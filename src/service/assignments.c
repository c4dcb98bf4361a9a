/* Documents without a customer become an account's. */
#include "service/assignments.h"

#include "domain/types.h"
#include "record/audit.h"
#include "record/change.h"
#include "record/scope.h"
#include "sales/ingest/move.h"
#include "store/statements.h"

gboolean
kam_assignments_check(const KamWork *work, GError **error)
{
    g_autoptr(KamQuery) view = kam_scope_accounts(work->actor);

    if (view == NULL)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "lines without a customer are for those who see all customers");
    return FALSE;
}

static gboolean
run_for(const KamWork *work, const char *name, gint64 id, GError **error)
{
    return kam_db_run(work->db, kam_sql(name), &id, 1, error);
}

/* --- which documents ------------------------------------------------------------------------------------------- */

static gboolean
note_one(const KamWork *work, gint64 assignment, gint64 document, GError **error)
{
    gint64 parameters[] = { assignment, document };

    if (!kam_db_run(work->db, kam_sql("assignment_note_one"), parameters, G_N_ELEMENTS(parameters), error))
        return FALSE;
    if (kam_db_get_changes(work->db) > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "document '%" G_GINT64_FORMAT "' is gone or has a customer by now; load the list again", document);
    return FALSE;
}

static void
bind_beginning(KamStmt *stmt, int at, const char *number_begins)
{
    kam_stmt_bind_text(stmt, at, number_begins);
    kam_stmt_bind_int(stmt, at + 1, g_utf8_strlen(number_begins, -1));
}

static gboolean
note_like(const KamWork *work, gint64 assignment, const char *number_begins, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("assignment_note_like"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, assignment);
    bind_beginning(stmt, 2, number_begins);
    if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
        return FALSE;
    return TRUE;
}

/* How many documents were noted; what batches replaced of them goes along. */
static gboolean
note_documents(const KamWork *work, gint64 assignment, const KamUnassigned *which, guint64 *n, GError **error)
{
    if (which->ids == NULL) {
        if (!note_like(work, assignment, which->number_begins, error))
            return FALSE;
        *n = (guint64)kam_db_get_changes(work->db);
    } else {
        for (guint i = 0; i < which->n_ids; i++)
            if (!note_one(work, assignment, which->ids[i], error))
                return FALSE;
        *n = which->n_ids;
    }
    if (*n > 0)
        return run_for(work, "assignment_note_replaced", assignment, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no document without a customer is meant; name some of the list");
    return FALSE;
}

/* --- there and back -------------------------------------------------------------------------------------------- */

static gboolean
insert_assignment(const KamWork *work, gint64 account_id, const KamAssigned *assigned, GError **error)
{
    gint64 row[] = { assigned->id, account_id,          (gint64)assigned->documents, (gint64)assigned->lines,
                     work->now_ms, work->actor->user_id };

    return kam_db_run(work->db, kam_sql("assignment_insert"), row, G_N_ELEMENTS(row), error);
}

static void
put_count(KamJson *json, const char *name, guint64 n, gboolean is_undo)
{
    kam_json_begin_array(json, name);
    kam_json_int(json, NULL, is_undo ? (gint64)n : 0);
    kam_json_int(json, NULL, is_undo ? 0 : (gint64)n);
    kam_json_end_array(json);
}

static gboolean
note(const KamWork *work, gint64 account_id, const KamAssigned *assigned, gboolean is_undo, GError **error)
{
    g_autoptr(GString) changes = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    put_count(&json, "documents", assigned->documents, is_undo);
    put_count(&json, "lines", assigned->lines, is_undo);
    kam_json_end_object(&json);
    return kam_audit_add(work, is_undo ? "unassign_lines" : "assign_lines", "account", account_id, 0, changes->str,
                         error);
}

gboolean
kam_assignments_run(const KamWork *work, gint64 account_id, const KamUnassigned *which, KamAssigned *assigned,
                    GError **error)
{
    g_autoptr(KamTx) tx = NULL;
    g_autoptr(KamRecord) account = NULL;
    KamAssigned done = { 0 };

    if (!kam_assignments_check(work, error) || (tx = kam_tx_begin(work->db, error)) == NULL)
        return FALSE;
    account = kam_record_load(work->db, &kam_account_type, account_id, FALSE, error);
    if (account == NULL)
        return FALSE;
    done.id = kam_db_next_id(work->db, work->now_ms);
    if (!note_documents(work, done.id, which, &done.documents, error) ||
        !run_for(work, "assignment_mark", done.id, error) ||
        !run_for(work, "assignment_mark_replaced", done.id, error) ||
        !kam_move_lines(work->db, done.id, 0, account_id, &done.lines, error) ||
        !kam_move_forget_documents(work->db, done.id, error) || !insert_assignment(work, account_id, &done, error) ||
        !note(work, account_id, &done, FALSE, error) || !kam_tx_commit(tx, error))
        return FALSE;
    *assigned = done;
    return TRUE;
}

gboolean
kam_assignments_find_account(KamDb *db, const char *number, gint64 *account_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("preview_account_by_number"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, number);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        *account_id = kam_stmt_get_int(stmt, 0);
    else if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no account has the number '%s'", number);
    return step == KAM_STEP_ROW;
}

/* The account that they were given to, unless merged since: then those that it became part of. */
static GArray *
list_accounts(const KamWork *work, gint64 id, GError **error)
{
    g_autoptr(GArray) accounts = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("assignment_accounts"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 account = kam_stmt_get_int(stmt, 0);

        g_array_append_val(accounts, account);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&accounts) : NULL;
}

static gboolean
move_back(const KamWork *work, gint64 id, GError **error)
{
    g_autoptr(GArray) accounts = list_accounts(work, id, error);
    guint64 lines;

    if (accounts == NULL || !run_for(work, "assignment_note_marked", id, error))
        return FALSE;
    for (guint i = 0; i < accounts->len; i++)
        if (!kam_move_lines(work->db, id, g_array_index(accounts, gint64, i), 0, &lines, error))
            return FALSE;
    return run_for(work, "assignment_unmark", id, error) && run_for(work, "assignment_unmark_replaced", id, error) &&
           kam_move_forget_documents(work->db, id, error);
}

/* KAM_ERROR_CONFLICT when it is taken back already. */
static gboolean
find_standing(const KamWork *work, gint64 id, gint64 *account_id, KamAssigned *assigned, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("assignment_by_id"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no assignment with the id '%" G_GINT64_FORMAT "'",
                    id);
    if (step != KAM_STEP_ROW)
        return FALSE;
    *account_id = kam_stmt_get_int(stmt, 0);
    *assigned = (KamAssigned) { id, (guint64)kam_stmt_get_int(stmt, 1), (guint64)kam_stmt_get_int(stmt, 2) };
    if (kam_stmt_is_null(stmt, 3))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the assignment '%" G_GINT64_FORMAT "' is taken back already",
                id);
    return FALSE;
}

gboolean
kam_assignments_undo(const KamWork *work, gint64 id, GError **error)
{
    gint64 stamp[] = { id, work->now_ms, work->actor->user_id };
    g_autoptr(KamTx) tx = NULL;
    KamAssigned assigned;
    gint64 account_id;

    if (!kam_assignments_check(work, error) || (tx = kam_tx_begin(work->db, error)) == NULL)
        return FALSE;
    return find_standing(work, id, &account_id, &assigned, error) && move_back(work, id, error) &&
           kam_db_run(work->db, kam_sql("assignment_set_undone"), stamp, G_N_ELEMENTS(stamp), error) &&
           note(work, account_id, &assigned, TRUE, error) && kam_tx_commit(tx, error);
}
