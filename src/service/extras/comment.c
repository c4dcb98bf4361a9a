/* Comments: rows, who is mentioned, and how they are written. */
#include "service/extras/comment.h"

#include "base/instant.h"
#include "record/value.h"
#include "service/extras/mention.h"
#include "store/statements.h"

#define MAX_BODY 20000

static const KamField body_field = { .name = "body", .kind = KAM_LONG_TEXT, .max = MAX_BODY, .required = TRUE };

typedef struct {
    gint64 id, version, created_at, created_by, updated_at;
    char *body, *author;
} Comment;

static void
comment_free(gpointer data)
{
    Comment *comment = data;

    if (comment == NULL)
        return;
    g_free(comment->body);
    g_free(comment->author);
    g_free(comment);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comment, comment_free)

static Comment *
comment_from_row(KamStmt *stmt)
{
    Comment *comment = g_new0(Comment, 1);

    comment->id = kam_stmt_get_int(stmt, 0);
    comment->body = g_strdup(kam_stmt_get_text(stmt, 1));
    comment->version = kam_stmt_get_int(stmt, 2);
    comment->created_at = kam_stmt_get_int(stmt, 3);
    comment->created_by = kam_stmt_get_int(stmt, 4);
    comment->updated_at = kam_stmt_get_int(stmt, 5);
    comment->author = g_strdup(kam_stmt_get_text(stmt, 6));
    return comment;
}

static Comment *
load_comment(const KamWork *work, const KamSubject *subject, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (!kam_subject_check(work, subject, error))
        return NULL;
    stmt = kam_stmt_new(work->db, kam_sql("comment_by_id"), error);
    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_int(stmt, 2, subject->id);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return NULL;
    case KAM_STEP_DONE:
        kam_subject_lacks("comment", id, error);
        return NULL;
    case KAM_STEP_ROW:
        break;
    }
    return comment_from_row(stmt);
}

static char *
read_body(const json_t *json, KamFaults *faults, GError **error)
{
    KamFieldValue value = { 0 };

    if (json == NULL)
        json = json_null();
    if (kam_value_from_json(&body_field, json, &value, faults) && value.state == KAM_VALUE_ABSENT)
        kam_faults_add(faults, "body", "required", "a comment needs a text");
    if (faults->n_errors == 0)
        return value.text;
    kam_field_value_clear(&value);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the comment cannot be kept");
    return NULL;
}

static gboolean
store_mentions(const KamWork *work, const KamSubject *subject, gint64 id, const char *body, KamFaults *faults,
               GError **error)
{
    g_autoptr(GArray) people = kam_mention_find(work, subject, body, faults, error);

    if (people == NULL || !kam_db_run(work->db, kam_sql("comment_mention_delete"), &id, 1, error))
        return FALSE;
    for (guint i = 0; i < people->len; i++) {
        const gint64 row[] = { id, g_array_index(people, gint64, i) };

        if (!kam_db_run(work->db, kam_sql("comment_mention_insert"), row, G_N_ELEMENTS(row), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
insert_comment(const KamWork *work, const KamSubject *subject, gint64 id, const char *body, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("comment_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_int(stmt, 2, subject->id);
    kam_stmt_bind_text(stmt, 3, subject->type->name);
    kam_stmt_bind_text(stmt, 4, body);
    kam_stmt_bind_int(stmt, 5, work->now_ms);
    kam_stmt_bind_int(stmt, 6, work->actor->user_id);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

gboolean
kam_comment_add(const KamWork *work, const KamSubject *subject, const json_t *body, gint64 *id, KamFaults *faults,
                GError **error)
{
    gint64 new_id = kam_db_next_id(work->db, work->now_ms);
    g_autofree char *text = NULL;

    if (!kam_subject_check(work, subject, error))
        return FALSE;
    text = read_body(body, faults, error);
    if (text == NULL || !insert_comment(work, subject, new_id, text, error) ||
        !store_mentions(work, subject, new_id, text, faults, error) ||
        !kam_subject_audit(work, subject, "comment", "comment", NULL, text, error))
        return FALSE;
    *id = new_id;
    return TRUE;
}

/* One's own, in the version that was seen. */
static Comment *
take_own(const KamWork *work, const KamSubject *subject, gint64 id, gint64 version, GError **error)
{
    g_autoptr(Comment) comment = load_comment(work, subject, id, error);

    if (comment == NULL)
        return NULL;
    if (comment->created_by != work->actor->user_id) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "a comment is changed by its author only");
        return NULL;
    }
    if (version != 0 && version != comment->version) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the comment was changed meanwhile: look at it again");
        return NULL;
    }
    return g_steal_pointer(&comment);
}

/* A row that another changed between the look and the change is one that was changed meanwhile, too. */
static gboolean
finish_change(KamDb *db, KamStmt *stmt, GError **error)
{
    if (kam_stmt_step(stmt, error) != KAM_STEP_DONE)
        return FALSE;
    if (kam_db_get_changes(db) == 1)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the comment was changed meanwhile: look at it again");
    return FALSE;
}

static gboolean
update_comment(const KamWork *work, const Comment *comment, const char *text, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("comment_update"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, comment->id);
    kam_stmt_bind_int(stmt, 2, comment->version);
    kam_stmt_bind_text(stmt, 3, text);
    kam_stmt_bind_int(stmt, 4, work->now_ms);
    kam_stmt_bind_int(stmt, 5, work->actor->user_id);
    return finish_change(work->db, stmt, error);
}

gboolean
kam_comment_edit(const KamWork *work, const KamSubject *subject, gint64 id, gint64 version, const json_t *body,
                 KamFaults *faults, GError **error)
{
    g_autoptr(Comment) comment = take_own(work, subject, id, version, error);
    g_autofree char *text = comment == NULL ? NULL : read_body(body, faults, error);

    return text != NULL && update_comment(work, comment, text, error) &&
           store_mentions(work, subject, id, text, faults, error) &&
           kam_subject_audit(work, subject, "comment_edit", "comment", comment->body, text, error);
}

gboolean
kam_comment_delete(const KamWork *work, const KamSubject *subject, gint64 id, gint64 version, GError **error)
{
    g_autoptr(Comment) comment = take_own(work, subject, id, version, error);
    g_autoptr(KamStmt) stmt = comment == NULL ? NULL : kam_stmt_new(work->db, kam_sql("comment_delete"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_int(stmt, 2, comment->version);
    kam_stmt_bind_int(stmt, 3, work->now_ms);
    kam_stmt_bind_int(stmt, 4, work->actor->user_id);
    return finish_change(work->db, stmt, error) &&
           kam_subject_audit(work, subject, "comment_delete", "comment", comment->body, NULL, error);
}

static gboolean
write_mentions(KamDb *db, gint64 id, KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("comment_mention_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_json_begin_array(json, "mentions");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        kam_json_begin_object(json, NULL);
        kam_json_id(json, "id", kam_stmt_get_int(stmt, 0));
        kam_json_text(json, "name", kam_stmt_get_text(stmt, 1));
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    return step == KAM_STEP_DONE;
}

static void
write_instant(KamJson *json, const char *name, gint64 ms)
{
    char iso[KAM_INSTANT_SIZE];

    kam_instant_to_iso(ms, iso);
    kam_json_text(json, name, iso);
}

static gboolean
write_members(KamDb *db, const Comment *comment, KamJson *json, GError **error)
{
    g_autofree char *html = kam_markdown_to_html(comment->body);

    kam_json_id(json, "id", comment->id);
    kam_json_text(json, "body", comment->body);
    kam_json_text(json, "html", html);
    kam_json_int(json, "version", comment->version);
    write_instant(json, "created_at", comment->created_at);
    kam_json_id(json, "created_by", comment->created_by);
    kam_json_text(json, "author", comment->author);
    write_instant(json, "updated_at", comment->updated_at);
    return write_mentions(db, comment->id, json, error);
}

static GPtrArray *
load_page(const KamWork *work, const KamSubject *subject, gint64 before, guint limit, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("comment_page"), error);
    g_autoptr(GPtrArray) page = g_ptr_array_new_with_free_func(comment_free);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, subject->id);
    kam_stmt_bind_int(stmt, 2, before > 0 ? before : G_MAXINT64);
    kam_stmt_bind_int(stmt, 3, limit);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        g_ptr_array_add(page, comment_from_row(stmt));
    return step == KAM_STEP_DONE ? g_steal_pointer(&page) : NULL;
}

gboolean
kam_comment_page_to_json(const KamWork *work, const KamSubject *subject, gint64 before, guint limit, KamJson *json,
                         gint64 *next, GError **error)
{
    guint n = CLAMP(limit, 1, KAM_COMMENT_MAX_PAGE);
    g_autoptr(GPtrArray) page = NULL;

    if (!kam_subject_check(work, subject, error))
        return FALSE;
    page = load_page(work, subject, before, n + 1, error);
    if (page == NULL)
        return FALSE;
    for (guint i = 0; i < MIN(page->len, n); i++) {
        kam_json_begin_object(json, NULL);
        if (!write_members(work->db, page->pdata[i], json, error))
            return FALSE;
        kam_json_end_object(json);
    }
    *next = page->len > n ? ((const Comment *)page->pdata[n - 1])->id : 0;
    return TRUE;
}

gboolean
kam_comment_members_to_json(const KamWork *work, const KamSubject *subject, gint64 id, KamJson *json, gint64 *version,
                            GError **error)
{
    g_autoptr(Comment) comment = load_comment(work, subject, id, error);

    if (comment == NULL || !write_members(work->db, comment, json, error))
        return FALSE;
    *version = comment->version;
    return TRUE;
}
