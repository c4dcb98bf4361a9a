/* Which record bears which tag. */
#include "service/extras/record_tag.h"

#include "base/instant.h"
#include "store/statements.h"

static char *
load_name(KamDb *db, gint64 tag_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("tag_by_id"), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, tag_id);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return NULL;
    case KAM_STEP_DONE:
        kam_subject_lacks("tag", tag_id, error);
        return NULL;
    case KAM_STEP_ROW:
        break;
    }
    return g_strdup(kam_stmt_get_text(stmt, 0));
}

static gboolean
insert_tag(const KamWork *work, const KamSubject *subject, gint64 tag_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("record_tag_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, subject->id);
    kam_stmt_bind_int(stmt, 2, tag_id);
    kam_stmt_bind_text(stmt, 3, subject->type->name);
    kam_stmt_bind_int(stmt, 4, work->now_ms);
    kam_stmt_bind_int(stmt, 5, work->actor->user_id);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

gboolean
kam_record_tag_set(const KamWork *work, const KamSubject *subject, gint64 tag_id, gboolean bears, GError **error)
{
    const gint64 row[] = { subject->id, tag_id };
    g_autofree char *name = NULL;

    if (!kam_subject_check(work, subject, error))
        return FALSE;
    name = load_name(work->db, tag_id, error);
    if (name == NULL)
        return FALSE;
    if (bears ? !insert_tag(work, subject, tag_id, error)
              : !kam_db_run(work->db, kam_sql("record_tag_delete"), row, G_N_ELEMENTS(row), error))
        return FALSE;
    if (kam_db_get_changes(work->db) == 0)
        return TRUE;
    return kam_subject_audit(work, subject, bears ? "tag" : "untag", "tag", bears ? NULL : name, bears ? name : NULL,
                             error);
}

static void
write_tag(KamStmt *stmt, KamJson *json)
{
    char since[KAM_INSTANT_SIZE];

    kam_instant_to_iso(kam_stmt_get_int(stmt, 3), since);
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", kam_stmt_get_int(stmt, 0));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, 1));
    kam_json_text(json, "colour", kam_stmt_get_text(stmt, 2));
    kam_json_text(json, "since", since);
    kam_json_id(json, "by", kam_stmt_get_int(stmt, 4));
    kam_json_end_object(json);
}

gboolean
kam_record_tag_list_to_json(const KamWork *work, const KamSubject *subject, KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    if (!kam_subject_check(work, subject, error))
        return FALSE;
    stmt = kam_stmt_new(work->db, kam_sql("record_tag_list"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, subject->id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        write_tag(stmt, json);
    return step == KAM_STEP_DONE;
}
