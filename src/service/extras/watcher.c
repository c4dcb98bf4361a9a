/* Watchers of records. */
#include "service/extras/watcher.h"

#include "base/instant.h"
#include "store/statements.h"

static gboolean
insert_watcher(const KamWork *work, const KamSubject *subject, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("watcher_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, subject->id);
    kam_stmt_bind_int(stmt, 2, work->actor->user_id);
    kam_stmt_bind_text(stmt, 3, subject->type->name);
    kam_stmt_bind_int(stmt, 4, work->now_ms);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

gboolean
kam_watcher_set(const KamWork *work, const KamSubject *subject, gboolean watches, GError **error)
{
    const gint64 row[] = { subject->id, work->actor->user_id };

    if (!kam_subject_check(work, subject, error))
        return FALSE;
    if (watches ? !insert_watcher(work, subject, error)
                : !kam_db_run(work->db, kam_sql("watcher_delete"), row, G_N_ELEMENTS(row), error))
        return FALSE;
    if (kam_db_get_changes(work->db) == 0)
        return TRUE;
    return kam_subject_audit(work, subject, watches ? "watch" : "unwatch", "watcher",
                             watches ? NULL : work->actor->name, watches ? work->actor->name : NULL, error);
}

static void
write_watcher(KamStmt *stmt, KamJson *json)
{
    char since[KAM_INSTANT_SIZE];

    kam_instant_to_iso(kam_stmt_get_int(stmt, 2), since);
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "user_id", kam_stmt_get_int(stmt, 0));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, 1));
    kam_json_text(json, "since", since);
    kam_json_end_object(json);
}

gboolean
kam_watcher_list_to_json(const KamWork *work, const KamSubject *subject, KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    gboolean watching = FALSE;
    KamStep step;

    if (!kam_subject_check(work, subject, error))
        return FALSE;
    stmt = kam_stmt_new(work->db, kam_sql("watcher_list"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, subject->id);
    kam_json_begin_array(json, "items");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        watching |= kam_stmt_get_int(stmt, 0) == work->actor->user_id;
        write_watcher(stmt, json);
    }
    kam_json_end_array(json);
    kam_json_bool(json, "watching", watching);
    return step == KAM_STEP_DONE;
}
