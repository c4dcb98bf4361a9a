/* What refers to a record that is merged: fields of other records, many references, comments, files, tags, watchers. */
#include "domain/merge_private.h"
#include "store/query.h"

static gboolean
is_one_of_both(const KamMerge *merge, gint64 id)
{
    return id == merge->survivor_id || id == merge->other_id;
}

/* Ids of rows whose column names the other record; those of the two themselves are the merge's own business. */
static GArray *
list_holders(KamMergeLog *log, const KamMerge *merge, const char *table, const char *column, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(table, NULL);
    g_autoptr(KamStmt) stmt = NULL;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step;

    kam_query_select(query, "id", NULL);
    kam_query_where_int(query, column, KAM_EQ, merge->other_id);
    kam_query_order_by(query, &(KamQueryKey) { .column = "id" });
    stmt = kam_query_prepare(query, log->work->db, error);
    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        if (!is_one_of_both(merge, id))
            g_array_append_val(ids, id);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

static gboolean
move_column(KamMergeLog *log, const KamMerge *merge, const char *table, const char *column, GError **error)
{
    g_autoptr(GArray) ids = list_holders(log, merge, table, column, error);

    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (!kam_merge_log_update_record(log, table, g_array_index(ids, gint64, i), column, merge->survivor_id, error))
            return FALSE;
    return ids != NULL;
}

static const char *const link_columns[] = { "record_id", "field", "position", "target_id", NULL };

/* One link of a record; where the survivor is among its references already, one of the two goes. */
static gboolean
move_link(KamMergeLog *log, const KamMerge *merge, const char *table, json_t *link, GError **error)
{
    json_t *twin = json_pack("{s:O, s:O, s:I}", "record_id", json_object_get(link, "record_id"), "field",
                             json_object_get(link, "field"), "target_id", (json_int_t)merge->survivor_id);
    json_t *twins = kam_merge_load_rows(log->work->db, "record_link", link_columns, twin, error);
    json_t *target = json_pack("{s:I}", "target_id", (json_int_t)merge->survivor_id);
    gboolean done = FALSE;

    if (twins != NULL && json_array_size(twins) > 0)
        done = kam_merge_log_delete(log, "record_link", link_columns, link, error);
    else if (twins != NULL)
        done = kam_merge_log_update(log, "record_link", link, target, error);
    json_decref(twin);
    json_decref(twins);
    json_decref(target);
    return done && kam_merge_log_update_record(log, table, json_integer_value(json_object_get(link, "record_id")), NULL,
                                               0, error);
}

/* Ids are unique over all types, but a field of one name may be there in several: whose row it is tells the table. */
static gboolean
is_row_of(KamDb *db, const char *table, gint64 id, gboolean *is, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(table, NULL);
    gint64 found = 0;

    kam_query_select(query, "id", NULL);
    kam_query_where_int(query, "id", KAM_EQ, id);
    if (!kam_query_get_int(query, db, &found, error))
        return FALSE;
    *is = found != 0;
    return TRUE;
}

static gboolean
move_links(KamMergeLog *log, const KamMerge *merge, const char *table, const char *field, GError **error)
{
    json_t *key = json_pack("{s:s, s:I}", "field", field, "target_id", (json_int_t)merge->other_id);
    json_t *links = kam_merge_load_rows(log->work->db, "record_link", link_columns, key, error);
    json_t *link;
    gboolean done = links != NULL;
    size_t i;

    json_array_foreach(links, i, link)
    {
        gint64 id = json_integer_value(json_object_get(link, "record_id"));
        gboolean is_its = FALSE;
        if (is_one_of_both(merge, id))
            continue;
        done = done && is_row_of(log->work->db, table, id, &is_its, error) &&
               (!is_its || move_link(log, merge, table, link, error));
    }
    json_decref(key);
    json_decref(links);
    return done;
}

static gboolean
move_fields(KamMergeLog *log, const KamMerge *merge, const KamRecordType *holder, GError **error)
{
    const char *table = kam_record_type_table(holder);

    for (const KamField *field = holder->fields; field->name != NULL; field++) {
        gboolean refers =
            field->to != NULL && (g_str_equal(field->to, merge->type->name) || g_str_equal(field->to, "*"));
        /* Heads of groups follow from parents: see kam_merge_hand_down_head(). */
        if (!refers || g_str_equal(field->name, "head_id"))
            continue;
        if (field->kind == KAM_REFS ? !move_links(log, merge, table, field->name, error)
                                    : !move_column(log, merge, table, field->name, error))
            return FALSE;
    }
    return TRUE;
}

/* Rows keyed by the record and something else, of which the survivor may have its own. */
static gboolean
move_pairs(KamMergeLog *log, const KamMerge *merge, const char *table, const char *const *columns,
           const char *other_key, GError **error)
{
    json_t *key = json_pack("{s:I}", "record_id", (json_int_t)merge->other_id);
    json_t *rows = kam_merge_load_rows(log->work->db, table, columns, key, error);
    json_t *row;
    gboolean done = rows != NULL;
    size_t i;

    json_array_foreach(rows, i, row)
    {
        json_t *second = json_object_get(row, other_key);
        json_t *from = json_pack("{s:I, s:O}", "record_id", (json_int_t)merge->other_id, other_key, second);
        json_t *to = json_pack("{s:I, s:O}", "record_id", (json_int_t)merge->survivor_id, other_key, second);
        json_t *twins = done ? kam_merge_load_rows(log->work->db, table, columns, to, error) : NULL;
        json_t *value = json_pack("{s:I}", "record_id", (json_int_t)merge->survivor_id);
        done = twins != NULL && (json_array_size(twins) > 0 ? kam_merge_log_delete(log, table, columns, from, error)
                                                            : kam_merge_log_update(log, table, from, value, error));
        json_decref(from);
        json_decref(to);
        json_decref(twins);
        json_decref(value);
    }
    json_decref(key);
    json_decref(rows);
    return done;
}

static gboolean
move_side_tables(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    static const char *const tag_columns[] = { "record_id", "tag_id", "type", "created_at", "created_by", NULL };
    static const char *const watcher_columns[] = { "record_id", "user_id", "type", "created_at", NULL };

    return move_column(log, merge, "comment", "record_id", error) &&
           move_column(log, merge, "attachment", "record_id", error) &&
           move_pairs(log, merge, "record_tag", tag_columns, "tag_id", error) &&
           move_pairs(log, merge, "watcher", watcher_columns, "user_id", error);
}

gboolean
kam_merge_move_references(KamMergeLog *log, const KamMerge *merge, GError **error)
{
    for (const KamRecordType *const *type = log->work->types; *type != NULL; type++)
        if (!move_fields(log, merge, *type, error))
            return FALSE;
    return move_side_tables(log, merge, error);
}
