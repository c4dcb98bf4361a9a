/* Attachments that are kept: listed, found, read, taken off. */
#include "service/extras/attachment.h"

#include "base/instant.h"
#include "store/statements.h"

void
kam_attachment_file_clear(KamAttachmentFile *file)
{
    g_clear_pointer(&file->name, g_free);
    g_clear_pointer(&file->media_type, g_free);
    g_clear_pointer(&file->sha256, g_free);
}

/* A row of attachment_page or attachment_by_id. */
static void
write_row(KamStmt *stmt, KamJson *json)
{
    char at[KAM_INSTANT_SIZE];

    kam_instant_to_iso(kam_stmt_get_int(stmt, 4), at);
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", kam_stmt_get_int(stmt, 0));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, 1));
    kam_json_text(json, "media_type", kam_stmt_get_text(stmt, 2));
    kam_json_int(json, "bytes", kam_stmt_get_int(stmt, 3));
    kam_json_text(json, "sha256", kam_stmt_get_text(stmt, 7));
    kam_json_text(json, "created_at", at);
    kam_json_id(json, "created_by", kam_stmt_get_int(stmt, 5));
    kam_json_text(json, "author", kam_stmt_get_text(stmt, 6));
    kam_json_end_object(json);
}

gboolean
kam_attachment_page_to_json(const KamWork *work, const KamSubject *subject, gint64 before, guint limit, KamJson *json,
                            gint64 *next, GError **error)
{
    guint most = CLAMP(limit, 1, KAM_ATTACHMENT_MAX_PAGE);
    g_autoptr(KamStmt) stmt = NULL;
    gint64 last = 0;
    guint n = 0;
    KamStep step;

    if (!kam_subject_check(work, subject, error))
        return FALSE;
    stmt = kam_stmt_new(work->db, kam_sql("attachment_page"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, subject->id);
    kam_stmt_bind_int(stmt, 2, before > 0 ? before : G_MAXINT64);
    kam_stmt_bind_int(stmt, 3, most + 1);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW && n++ < most) {
        write_row(stmt, json);
        last = kam_stmt_get_int(stmt, 0);
    }
    if (step == KAM_STEP_FAILED)
        return FALSE;
    *next = n > most ? last : 0;
    return TRUE;
}

/* The row of one, ready to be read; NULL with an error. */
static KamStmt *
select_one(const KamWork *work, const KamSubject *subject, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    if (!kam_subject_check(work, subject, error))
        return NULL;
    stmt = kam_stmt_new(work->db, kam_sql("attachment_by_id"), error);
    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_int(stmt, 2, subject->id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        kam_subject_lacks("attachment", id, error);
    return step == KAM_STEP_ROW ? g_steal_pointer(&stmt) : NULL;
}

gboolean
kam_attachment_to_json(const KamWork *work, const KamSubject *subject, gint64 id, KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = select_one(work, subject, id, error);

    if (stmt == NULL)
        return FALSE;
    write_row(stmt, json);
    return TRUE;
}

gboolean
kam_attachment_find(const KamWork *work, const KamSubject *subject, gint64 id, KamAttachmentFile *file, GError **error)
{
    g_autoptr(KamStmt) stmt = select_one(work, subject, id, error);

    if (stmt == NULL)
        return FALSE;
    *file = (KamAttachmentFile) { .name = g_strdup(kam_stmt_get_text(stmt, 1)),
                                  .media_type = g_strdup(kam_stmt_get_text(stmt, 2)),
                                  .sha256 = g_strdup(kam_stmt_get_text(stmt, 7)),
                                  .content_id = kam_stmt_get_int(stmt, 8),
                                  .bytes = kam_stmt_get_int(stmt, 3) };
    return TRUE;
}

gboolean
kam_attachment_read(KamDb *db, gint64 content_id, gint64 offset, GString *out, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("attachment_content_part"), error);
    const void *bytes;
    gsize length;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, content_id);
    kam_stmt_bind_int(stmt, 2, offset + 1);
    kam_stmt_bind_int(stmt, 3, KAM_ATTACHMENT_PART);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return FALSE;
    case KAM_STEP_DONE:
        return kam_subject_lacks("content", content_id, error);
    case KAM_STEP_ROW:
        break;
    }
    bytes = kam_stmt_get_blob(stmt, 0, &length);
    g_string_append_len(out, bytes, (gssize)length);
    return TRUE;
}

static gboolean
may_delete(const KamActor *actor, gint64 created_by)
{
    return created_by == actor->user_id || kam_policy_allows(actor, KAM_PERM_MASTER_WRITE);
}

gboolean
kam_attachment_delete(const KamWork *work, const KamSubject *subject, gint64 id, GError **error)
{
    const gint64 row[] = { id, work->now_ms, work->actor->user_id };
    g_autoptr(KamStmt) stmt = select_one(work, subject, id, error);
    g_autofree char *name = stmt == NULL ? NULL : g_strdup(kam_stmt_get_text(stmt, 1));

    if (stmt == NULL)
        return FALSE;
    if (!may_delete(work->actor, kam_stmt_get_int(stmt, 5))) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "a file is taken off by whom attached it, or by a director");
        return FALSE;
    }
    kam_stmt_reset(stmt);
    return kam_db_run(work->db, kam_sql("attachment_delete"), row, G_N_ELEMENTS(row), error) &&
           kam_subject_audit(work, subject, "detach", "attachment", name, NULL, error);
}
