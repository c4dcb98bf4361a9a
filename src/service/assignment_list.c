/* Documents without a customer, and what was given to whom, as lists. */
#include "base/date.h"
#include "base/instant.h"
#include "service/assignments.h"
#include "store/statements.h"

static gboolean
count_like(const KamWork *work, const char *number_begins, gint64 *n, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("assignment_unassigned_count"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, number_begins);
    kam_stmt_bind_int(stmt, 2, g_utf8_strlen(number_begins, -1));
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *n = kam_stmt_get_int(stmt, 0);
    return TRUE;
}

static void
write_document(KamStmt *stmt, KamJson *json)
{
    char day[11];

    kam_day_to_iso((gint32)kam_stmt_get_int(stmt, 2), day);
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", kam_stmt_get_int(stmt, 0));
    kam_json_text(json, "number", kam_stmt_get_text(stmt, 1));
    kam_json_text(json, "day", day);
    kam_json_bool(json, "is_credit", kam_stmt_get_int(stmt, 3) != 0);
    kam_json_text(json, "seller", kam_stmt_get_text(stmt, 4));
    kam_json_text(json, "ship_to", kam_stmt_get_text(stmt, 5));
    kam_json_int(json, "lines", kam_stmt_get_int(stmt, 6));
    kam_json_money(json, "net", kam_stmt_get_int(stmt, 8), kam_stmt_get_text(stmt, 7));
    kam_json_end_object(json);
}

/* One row more than a page has tells that there is a next one. */
static gboolean
write_page(KamStmt *stmt, guint limit, void (*write)(KamStmt *stmt, KamJson *json), KamJson *json, GError **error)
{
    gint64 last = 0;
    guint n = 0;
    KamStep step;

    kam_json_begin_array(json, "items");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW && n++ < limit) {
        last = kam_stmt_get_int(stmt, 0);
        write(stmt, json);
    }
    kam_json_end_array(json);
    if (n > limit)
        kam_json_id(json, "next", last);
    else
        kam_json_null(json, "next");
    return step != KAM_STEP_FAILED;
}

gboolean
kam_assignments_unassigned_to_json(const KamWork *work, const char *number_begins, gint64 before, guint limit,
                                   KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    gint64 documents;

    if (!kam_assignments_check(work, error) || !count_like(work, number_begins, &documents, error))
        return FALSE;
    stmt = kam_stmt_new(work->db, kam_sql("assignment_unassigned"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, MIN(before, G_MAXINT32));
    kam_stmt_bind_text(stmt, 2, number_begins);
    kam_stmt_bind_int(stmt, 3, g_utf8_strlen(number_begins, -1));
    kam_stmt_bind_int(stmt, 4, limit + 1);
    kam_json_int(json, "documents", documents);
    return write_page(stmt, limit, write_document, json, error);
}

static void
write_instant(KamStmt *stmt, int column, KamJson *json, const char *name)
{
    char text[KAM_INSTANT_SIZE];

    if (kam_stmt_is_null(stmt, column)) {
        kam_json_null(json, name);
        return;
    }
    kam_instant_to_iso(kam_stmt_get_int(stmt, column), text);
    kam_json_text(json, name, text);
}

static void
write_assignment(KamStmt *stmt, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", kam_stmt_get_int(stmt, 0));
    kam_json_begin_object(json, "account");
    kam_json_id(json, "id", kam_stmt_get_int(stmt, 1));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, 2));
    kam_json_end_object(json);
    kam_json_int(json, "documents", kam_stmt_get_int(stmt, 3));
    kam_json_int(json, "lines", kam_stmt_get_int(stmt, 4));
    write_instant(stmt, 5, json, "assigned_at");
    kam_json_text(json, "assigned_by", kam_stmt_get_text(stmt, 6));
    write_instant(stmt, 7, json, "undone_at");
    kam_json_text(json, "undone_by", kam_stmt_get_text(stmt, 8));
    kam_json_end_object(json);
}

gboolean
kam_assignments_page_to_json(const KamWork *work, gint64 before, guint limit, KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (!kam_assignments_check(work, error))
        return FALSE;
    stmt = kam_stmt_new(work->db, kam_sql("assignment_page"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, before);
    kam_stmt_bind_int(stmt, 2, limit + 1);
    return write_page(stmt, limit, write_assignment, json, error);
}
