/* Rows changed by merges. */
#include "domain/merge_log.h"

#include <string.h>

#include "store/query.h"
#include "store/statements.h"

static KamQueryValue
value_of(const json_t *json)
{
    if (json_is_integer(json))
        return KAM_QUERY_INT(json_integer_value(json));
    return KAM_QUERY_TEXT(json_string_value(json));
}

static json_t *
json_of(KamStmt *stmt, int column)
{
    switch (kam_stmt_get_kind(stmt, column)) {
    case KAM_VALUE_INT:
        return json_integer(kam_stmt_get_int(stmt, column));
    case KAM_VALUE_TEXT:
        return json_string(kam_stmt_get_text(stmt, column));
    case KAM_VALUE_NULL:
    case KAM_VALUE_DOUBLE:
    case KAM_VALUE_BLOB:
    default: /* no record's column is a double or a blob */
        return json_null();
    }
}

static void
where_key(KamQuery *query, json_t *key)
{
    const char *column;
    json_t *value;

    json_object_foreach(key, column, value) kam_query_where(query, column, KAM_NOT_DISTINCT, value_of(value));
}

static void
set_values(KamQuery *query, json_t *values)
{
    const char *column;
    json_t *value;

    json_object_foreach(values, column, value) kam_query_set(query, column, value_of(value));
}

json_t *
kam_merge_load_rows(KamDb *db, const char *table, const char *const *columns, json_t *key, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(table, NULL);
    g_autoptr(KamStmt) stmt = NULL;
    json_t *rows;
    KamStep step;

    for (const char *const *column = columns; *column != NULL; column++)
        kam_query_select(query, *column, NULL);
    where_key(query, key);
    for (guint i = 0; columns[i] != NULL && i < KAM_QUERY_MAX_KEYS; i++)
        kam_query_order_by(query, &(KamQueryKey) { .column = columns[i], .nullable = TRUE });
    stmt = kam_query_prepare(query, db, error);
    if (stmt == NULL)
        return NULL;
    rows = json_array();
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        json_t *row = json_object();
        for (int i = 0; columns[i] != NULL; i++)
            json_object_set_new(row, columns[i], json_of(stmt, i));
        json_array_append_new(rows, row);
    }
    if (step == KAM_STEP_DONE)
        return rows;
    json_decref(rows);
    return NULL;
}

json_t *
kam_merge_load_row(KamDb *db, const char *table, const char *const *columns, json_t *key, GError **error)
{
    json_t *rows = kam_merge_load_rows(db, table, columns, key, error);
    json_t *row = rows == NULL ? NULL : json_incref(json_array_get(rows, 0));

    json_decref(rows);
    return row;
}

/* A row that was seen a moment ago in this transaction. */
static json_t *
load_present_row(KamDb *db, const char *table, const char *const *columns, json_t *key, GError **error)
{
    g_autoptr(GError) failed = NULL;
    json_t *row = kam_merge_load_row(db, table, columns, key, &failed);

    if (row != NULL)
        return row;
    if (failed == NULL)
        g_set_error(&failed, KAM_ERROR, KAM_ERROR_CORRUPT, "a row of '%s' that is to be merged is not there", table);
    g_propagate_error(error, g_steal_pointer(&failed));
    return NULL;
}

static void
bind_json(KamStmt *stmt, int index, const json_t *json)
{
    char *dumped = json == NULL ? NULL : json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);

    kam_stmt_bind_text(stmt, index, dumped);
    free(dumped);
}

gboolean
kam_merge_log_note(KamMergeLog *log, const char *action, const char *table, const json_t *key, const json_t *before,
                   const json_t *after, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(log->work->db, kam_sql("merge_step_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, log->merge_id);
    kam_stmt_bind_int(stmt, 2, ++log->seq);
    kam_stmt_bind_text(stmt, 3, action);
    kam_stmt_bind_text(stmt, 4, table);
    bind_json(stmt, 5, key);
    bind_json(stmt, 6, before);
    bind_json(stmt, 7, after);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

/* The names of an object's members; free the array with g_free(), the names are the object's. */
static const char **
names_of(json_t *object)
{
    const char **names = g_new0(const char *, json_object_size(object) + 1);
    const char *name;
    json_t *value;
    guint n = 0;

    json_object_foreach(object, name, value) names[n++] = name;
    return names;
}

static gboolean
update_row(KamDb *db, const char *table, json_t *key, json_t *values, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_update(table);

    set_values(query, values);
    where_key(query, key);
    return kam_query_run(query, db, error);
}

/* The key as it is when the values are set: a column may be part of both. */
static json_t *
key_afterwards(json_t *key, json_t *values)
{
    json_t *after = json_copy(key);

    json_object_update_existing(after, values);
    return after;
}

gboolean
kam_merge_log_update(KamMergeLog *log, const char *table, json_t *key, json_t *values, GError **error)
{
    g_autofree const char **columns = names_of(values);
    json_t *before = load_present_row(log->work->db, table, columns, key, error);
    json_t *new_key = key_afterwards(key, values);
    gboolean done = before != NULL && update_row(log->work->db, table, key, values, error) &&
                    kam_merge_log_note(log, "updated", table, new_key, before, values, error);

    json_decref(before);
    json_decref(new_key);
    return done;
}

gboolean
kam_merge_log_update_record(KamMergeLog *log, const char *table, gint64 id, const char *column, gint64 value,
                            GError **error)
{
    static const char *const version[] = { "version", NULL };
    json_t *key = json_pack("{s:I}", "id", (json_int_t)id);
    json_t *row = load_present_row(log->work->db, table, version, key, error);
    json_t *values;
    gboolean done;

    if (row == NULL) {
        json_decref(key);
        return FALSE;
    }
    values =
        json_pack("{s:I, s:I, s:I}", "version", json_integer_value(json_object_get(row, "version")) + 1, "updated_at",
                  (json_int_t)log->work->now_ms, "updated_by", (json_int_t)log->work->actor->user_id);
    if (column != NULL)
        json_object_set_new(values, column, value == 0 ? json_null() : json_integer(value));
    done = kam_merge_log_update(log, table, key, values, error);
    json_decref(key);
    json_decref(row);
    json_decref(values);
    return done;
}

static gboolean
delete_row(KamDb *db, const char *table, json_t *key, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_delete(table);

    where_key(query, key);
    return kam_query_run(query, db, error);
}

static gboolean
insert_row(KamDb *db, const char *table, json_t *row, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_insert(table);

    set_values(query, row);
    return kam_query_run(query, db, error);
}

gboolean
kam_merge_log_delete(KamMergeLog *log, const char *table, const char *const *columns, json_t *key, GError **error)
{
    json_t *row = load_present_row(log->work->db, table, columns, key, error);
    gboolean done = row != NULL && delete_row(log->work->db, table, key, error) &&
                    kam_merge_log_note(log, "deleted", table, key, row, NULL, error);

    json_decref(row);
    return done;
}

gboolean
kam_merge_log_insert(KamMergeLog *log, const char *table, json_t *row, GError **error)
{
    return insert_row(log->work->db, table, row, error) &&
           kam_merge_log_note(log, "inserted", table, row, NULL, NULL, error);
}

static gboolean
has_row(const json_t *rows, const json_t *wanted)
{
    json_t *row;
    size_t i;

    json_array_foreach(rows, i, row) if (json_equal(row, wanted)) return TRUE;
    return FALSE;
}

gboolean
kam_merge_log_note_difference(KamMergeLog *log, const char *table, const json_t *before, const json_t *after,
                              GError **error)
{
    json_t *row;
    size_t i;

    json_array_foreach(before, i, row) if (!has_row(after, row) && !kam_merge_log_note(log, "deleted", table, row, row,
                                                                                       NULL, error)) return FALSE;
    json_array_foreach(after, i, row) if (!has_row(before, row) && !kam_merge_log_note(log, "inserted", table, row,
                                                                                       NULL, NULL, error)) return FALSE;
    return TRUE;
}

/* --- the way back --- */

static gboolean
is_bookkeeping(const char *column)
{
    return strcmp(column, "version") == 0 || strcmp(column, "updated_at") == 0 || strcmp(column, "updated_by") == 0;
}

/* Of a record that somebody changed since: what still is as the merge left it goes back, and it is a new version. */
static json_t *
values_that_stand(const KamWork *work, json_t *now, json_t *before, json_t *after)
{
    json_t *values = json_object(), *value;
    const char *column;

    json_object_foreach(after, column,
                        value) if (!is_bookkeeping(column) && json_equal(json_object_get(now, column), value))
        json_object_set(values, column, json_object_get(before, column));
    if (json_object_size(values) > 0 && json_object_get(now, "version") != NULL) {
        json_object_set_new(values, "version", json_integer(json_integer_value(json_object_get(now, "version")) + 1));
        json_object_set_new(values, "updated_at", json_integer(work->now_ms));
        json_object_set_new(values, "updated_by", json_integer(work->actor->user_id));
    }
    return values;
}

static gboolean
undo_update(const KamWork *work, const char *table, json_t *key, json_t *before, json_t *after, GError **error)
{
    g_autofree const char **columns = names_of(after);
    g_autoptr(GError) failed = NULL;
    json_t *now = kam_merge_load_row(work->db, table, columns, key, &failed);
    json_t *values;
    gboolean done;

    if (now == NULL) {
        if (failed == NULL)
            return TRUE; /* the row is gone meanwhile */
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    values = json_equal(now, after) ? json_incref(before) : values_that_stand(work, now, before, after);
    done = json_object_size(values) == 0 || update_row(work->db, table, key, values, error);
    json_decref(now);
    json_decref(values);
    return done;
}

static gboolean
undo_step(const KamWork *work, const char *action, const char *table, json_t *key, json_t *before, json_t *after,
          GError **error)
{
    if (strcmp(action, "updated") == 0)
        return undo_update(work, table, key, before, after, error);
    if (strcmp(action, "deleted") == 0)
        return insert_row(work->db, table, before, error);
    return delete_row(work->db, table, key, error);
}

typedef struct {
    char *action, *table;
    json_t *key, *before, *after;
} Step;

static void
step_clear(gpointer data)
{
    Step *step = data;

    g_free(step->action);
    g_free(step->table);
    json_decref(step->key);
    json_decref(step->before);
    json_decref(step->after);
}

static json_t *
load_json(KamStmt *stmt, int column)
{
    const char *text = kam_stmt_get_text(stmt, column);

    return text == NULL ? NULL : json_loads(text, 0, NULL);
}

/* All of them are read before the first is taken back: nothing is written inside a loop over rows. */
static GArray *
load_steps(KamDb *db, gint64 merge_id, GError **error)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(Step));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("merge_step_list"), error);
    KamStep got;

    if (stmt == NULL)
        return NULL;
    g_array_set_clear_func(steps, step_clear);
    kam_stmt_bind_int(stmt, 1, merge_id);
    while ((got = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Step step = { g_strdup(kam_stmt_get_text(stmt, 0)), g_strdup(kam_stmt_get_text(stmt, 1)), load_json(stmt, 2),
                      load_json(stmt, 3), load_json(stmt, 4) };
        g_array_append_val(steps, step);
    }
    return got == KAM_STEP_DONE ? g_steal_pointer(&steps) : NULL;
}

gboolean
kam_merge_log_undo(const KamWork *work, gint64 merge_id, GError **error)
{
    g_autoptr(GArray) steps = load_steps(work->db, merge_id, error);

    if (steps == NULL)
        return FALSE;
    for (guint i = 0; i < steps->len; i++) {
        const Step *step = &g_array_index(steps, Step, i);
        if (!undo_step(work, step->action, step->table, step->key, step->before, step->after, error))
            return FALSE;
    }
    return kam_db_run(work->db, kam_sql("merge_step_forget"), &merge_id, 1, error);
}
