/* Subjects: seen or not, and what is noted about them. */
#include "service/extras/subject.h"

#include "record/audit.h"
#include "record/scope.h"

gboolean
kam_subject_check(const KamWork *work, const KamSubject *subject, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(subject->type), "t");
    gint64 found = 0;

    kam_query_select(query, "t.id", NULL);
    kam_query_where_int(query, "t.id", KAM_EQ, subject->id);
    kam_query_where_null(query, "t.deleted_at", TRUE);
    kam_scope_restrict(query, "t", work->actor, work->types, subject->type, KAM_ROWS_FEW);
    if (!kam_query_get_int(query, work->db, &found, error))
        return FALSE;
    return found != 0 || kam_subject_lacks(subject->type->name, subject->id, error);
}

gboolean
kam_subject_lacks(const char *what, gint64 id, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no %s with the id '%" G_GINT64_FORMAT "'", what, id);
    return FALSE;
}

gboolean
kam_subject_audit(const KamWork *work, const KamSubject *subject, const char *action, const char *what,
                  const char *from, const char *to, GError **error)
{
    g_autoptr(GString) changes = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, what);
    kam_json_text(&json, NULL, from);
    kam_json_text(&json, NULL, to);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return kam_audit_add(work, action, subject->type->name, subject->id, 0, changes->str, error);
}
