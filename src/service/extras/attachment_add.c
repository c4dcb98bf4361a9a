/* A file on its way in: looked at, then kept. */
#include <string.h>

#include "record/value.h"
#include "service/extras/attachment.h"
#include "service/extras/media_type.h"
#include "store/statements.h"

#define MAX_NAME 200
#define MEBIBYTE (1024 * 1024)
#define DEFAULT_QUOTA_MB 2048
#define MAX_QUOTA_MB (1024 * 1024)

static const KamField name_field = { .name = "name", .kind = KAM_TEXT, .max = MAX_NAME, .required = TRUE };

void
kam_attachment_draft_clear(KamAttachmentDraft *draft)
{
    g_clear_pointer(&draft->name, g_free);
    g_clear_pointer(&draft->sha256, g_free);
    g_clear_pointer(&draft->file, g_mapped_file_unref);
}

/* Browsers of old sent the whole path. */
static const char *
without_folders(const char *name)
{
    const char *last = name;

    for (const char *c = name; *c != '\0'; c++)
        if (*c == '/' || *c == '\\')
            last = c + 1;
    return last;
}

static char *
read_name(const char *name, KamFaults *faults)
{
    KamFieldValue value = { 0 };

    if (kam_value_from_text(&name_field, without_folders(name == NULL ? "" : name), KAM_LANGUAGE_EN, &value, faults) &&
        value.state == KAM_VALUE_ABSENT)
        kam_faults_add(faults, "name", "required", "a file needs a name: add the parameter name=offer.pdf");
    return value.text;
}

static const char *
judge_content(const guint8 *bytes, gsize length, const char *said, KamFaults *faults)
{
    const char *type = kam_media_type_find(bytes, length);

    if (length == 0)
        kam_faults_add(faults, "content", "empty", "the file is empty: send its bytes as the body");
    else if (type == NULL)
        kam_faults_add(faults, "content", "not_allowed",
                       "files of this kind are not kept: attach a document, table, picture, text or packed file");
    else if (!kam_media_type_agrees(type, said))
        kam_faults_add(faults, "content", "type_mismatch",
                       "the file is called '%.100s' and is %s: send it as what it is", said, type);
    return type;
}

gboolean
kam_attachment_look(const char *path, const char *name, const char *said, KamAttachmentDraft *draft, KamFaults *faults,
                    GError **error)
{
    g_auto(KamAttachmentDraft) seen = { .file = g_mapped_file_new(path, FALSE, NULL) };
    const guint8 *bytes;

    if (seen.file == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "the file that was sent cannot be read");
        return FALSE;
    }
    seen.bytes = g_mapped_file_get_length(seen.file);
    bytes = (const guint8 *)g_mapped_file_get_contents(seen.file);
    if (seen.bytes > KAM_ATTACHMENT_MAX_BYTES) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "the file has more than %d MB",
                    KAM_ATTACHMENT_MAX_BYTES / MEBIBYTE);
        return FALSE;
    }
    seen.name = read_name(name, faults);
    seen.media_type = judge_content(bytes, seen.bytes, said, faults);
    if (faults->n_errors > 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the file cannot be kept");
        return FALSE;
    }
    seen.sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, seen.bytes);
    *draft = seen;
    seen = (KamAttachmentDraft) { 0 };
    return TRUE;
}

static gboolean
load_quota(KamDb *db, gint64 *bytes, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("setting_get"), error);
    gint64 megabytes = DEFAULT_QUOTA_MB;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, "attachment_quota_mb");
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    if (step == KAM_STEP_ROW)
        g_ascii_string_to_signed(kam_stmt_get_text(stmt, 0), 10, 0, MAX_QUOTA_MB, &megabytes, NULL);
    *bytes = megabytes * MEBIBYTE;
    return TRUE;
}

static gboolean
get_number(KamDb *db, const char *statement, gint64 id, gint64 *number, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);

    if (stmt == NULL)
        return FALSE;
    if (id != 0)
        kam_stmt_bind_int(stmt, 1, id);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *number = kam_stmt_get_int(stmt, 0);
    return TRUE;
}

static gboolean
check_room(KamDb *db, gint64 record_id, GError **error)
{
    gint64 n;

    if (!get_number(db, "attachment_count", record_id, &n, error))
        return FALSE;
    if (n < KAM_ATTACHMENT_MAX_RECORD)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "the record has %d files already: delete some",
                KAM_ATTACHMENT_MAX_RECORD);
    return FALSE;
}

static gboolean
check_quota(KamDb *db, gsize bytes, GError **error)
{
    gint64 kept, quota;

    if (!get_number(db, "attachment_content_sum", 0, &kept, error) || !load_quota(db, &quota, error))
        return FALSE;
    if (kept + (gint64)bytes <= quota)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "the firm's files would be more than %" G_GINT64_FORMAT " MB: delete some, or raise the quota",
                quota / MEBIBYTE);
    return FALSE;
}

static gboolean
insert_content(const KamWork *work, const KamAttachmentDraft *draft, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("attachment_content_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_text(stmt, 2, draft->sha256);
    kam_stmt_bind_int(stmt, 3, (gint64)draft->bytes);
    kam_stmt_bind_blob(stmt, 4, g_mapped_file_get_contents(draft->file), draft->bytes);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

/* The content of these bytes: there already, or kept now. */
static gboolean
take_content(const KamWork *work, const KamAttachmentDraft *draft, gint64 *id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("attachment_content_by_sha256"), error);
    gint64 new_id = kam_db_next_id(work->db, work->now_ms);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, draft->sha256);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return FALSE;
    case KAM_STEP_ROW:
        *id = kam_stmt_get_int(stmt, 0);
        return TRUE;
    case KAM_STEP_DONE:
        break;
    }
    if (!check_quota(work->db, draft->bytes, error) || !insert_content(work, draft, new_id, error))
        return FALSE;
    *id = new_id;
    return TRUE;
}

static gboolean
insert_attachment(const KamWork *work, const KamSubject *subject, const KamAttachmentDraft *draft, gint64 content_id,
                  gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("attachment_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_int(stmt, 2, subject->id);
    kam_stmt_bind_text(stmt, 3, subject->type->name);
    kam_stmt_bind_text(stmt, 4, draft->name);
    kam_stmt_bind_text(stmt, 5, draft->media_type);
    kam_stmt_bind_int(stmt, 6, content_id);
    kam_stmt_bind_int(stmt, 7, (gint64)draft->bytes);
    kam_stmt_bind_int(stmt, 8, work->now_ms);
    kam_stmt_bind_int(stmt, 9, work->actor->user_id);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

gboolean
kam_attachment_add(const KamWork *work, const KamSubject *subject, const KamAttachmentDraft *draft, gint64 *id,
                   GError **error)
{
    gint64 new_id = kam_db_next_id(work->db, work->now_ms);
    gint64 content_id = 0;

    if (!kam_subject_check(work, subject, error) || !check_room(work->db, subject->id, error) ||
        !take_content(work, draft, &content_id, error) ||
        !insert_attachment(work, subject, draft, content_id, new_id, error) ||
        !kam_subject_audit(work, subject, "attach", "attachment", NULL, draft->name, error))
        return FALSE;
    *id = new_id;
    return TRUE;
}
