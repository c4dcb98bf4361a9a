/* Merging two records, from the choice of fields to the log of what changed. */
#include "domain/merge.h"

#include <string.h>

#include "domain/merge_private.h"
#include "domain/types.h"
#include "record/audit.h"
#include "record/change.h"
#include "record/scope.h"
#include "record/value.h"
#include "store/query.h"
#include "store/statements.h"

gboolean
kam_merge_is_possible(const KamRecordType *type)
{
    return type == &kam_account_type || type == &kam_contact_type;
}

/* --- which fields ---------------------------------------------------------------------------------------------- */

/* The place in a group is settled apart: see kam_merge_find_place(). */
static gboolean
is_choosable(const KamField *field)
{
    return !field->computed && !field->fixed && !g_str_equal(field->name, "parent_id");
}

/* What is written for oneself is chosen by who may write it in both records. */
static gboolean
may_choose(const KamWork *work, const KamRecord *survivor, const KamRecord *other, const KamField *field)
{
    return kam_policy_record_access(work->actor, field->field_class, survivor->created_by) == KAM_WRITE &&
           kam_policy_record_access(work->actor, field->field_class, other->created_by) == KAM_WRITE;
}

static void
check_take(const KamWork *work, const KamRecord *survivor, const KamRecord *other, json_t *take, KamFaults *faults)
{
    const KamRecordType *type = survivor->type;
    const char *name;
    json_t *value;

    json_object_foreach(take, name, value)
    {
        const KamField *field = kam_record_type_field(type, name);
        const char *word = json_string_value(value);
        if (field == NULL || !is_choosable(field))
            kam_faults_add(faults, "take", "unknown_field", "'%s' is no field that a merge chooses", name);
        else if (g_strcmp0(word, "other") != 0 && g_strcmp0(word, "survivor") != 0)
            kam_faults_add(faults, "take", "choice", "'%s' is taken of 'other' or of 'survivor'", name);
        else if (!may_choose(work, survivor, other, field))
            kam_faults_add(faults, "take", "denied", "your role may not choose '%s'", name);
    }
}

/* A note that its author wrote for himself does not become another's by itself. */
static gboolean
is_taken(const KamRecord *survivor, const KamRecord *other, const KamField *field, json_t *take)
{
    const char *word = json_string_value(json_object_get(take, field->name));

    if (word != NULL)
        return g_str_equal(word, "other");
    if (field->field_class == KAM_PRIVATE && survivor->created_by != other->created_by)
        return FALSE;
    return !kam_record_has(survivor, field->name) && kam_record_has(other, field->name);
}

json_t *
kam_merge_choose_fields(const KamWork *work, const KamRecord *survivor, const KamRecord *other, json_t *take,
                        KamFaults *faults)
{
    json_t *names = json_array();

    check_take(work, survivor, other, take, faults);
    for (const KamField *field = survivor->type->fields; field->name != NULL; field++)
        if (is_choosable(field) && is_taken(survivor, other, field, take))
            json_array_append_new(names, json_string(field->name));
    return names;
}

/* --- the two records ------------------------------------------------------------------------------------------- */

static const char *const link_columns[] = { "record_id", "field", "position", "target_id", NULL };
static const char *const word_columns[] = { "word", "record_id", "field_class", "weight", "type", NULL };

/* All that is stored of the two themselves. */
typedef struct {
    json_t *rows[2], *links[2], *words[2];
} Image;

static void
image_clear(Image *image)
{
    for (int i = 0; i < 2; i++) {
        json_decref(image->rows[i]);
        json_decref(image->links[i]);
        json_decref(image->words[i]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Image, image_clear)

/* Names of the columns of a type's table; free the array with g_ptr_array_unref(), the names are static. */
static GPtrArray *
columns_of(const KamRecordType *type)
{
    static const char *const standard[] = { "id",         "version",    "created_at", "created_by",
                                            "updated_at", "updated_by", "deleted_at" };
    GPtrArray *columns = g_ptr_array_new();

    for (guint i = 0; i < G_N_ELEMENTS(standard); i++)
        g_ptr_array_add(columns, (gpointer)(guintptr)standard[i]);
    for (const KamField *field = type->fields; field->name != NULL; field++)
        for (guint i = 0; i < kam_field_n_columns(field); i++)
            g_ptr_array_add(columns, (gpointer)(guintptr)kam_field_column(field, i));
    g_ptr_array_add(columns, NULL);
    return columns;
}

static gboolean
load_image(const KamWork *work, const KamMerge *merge, Image *image, GError **error)
{
    g_autoptr(GPtrArray) columns = columns_of(merge->type);
    const gint64 ids[] = { merge->survivor_id, merge->other_id };
    gboolean done = TRUE;

    for (int i = 0; i < 2; i++) {
        json_t *id = json_pack("{s:I}", "id", (json_int_t)ids[i]);
        json_t *record_id = json_pack("{s:I}", "record_id", (json_int_t)ids[i]);
        done =
            done &&
            (image->rows[i] = kam_merge_load_row(work->db, kam_record_type_table(merge->type),
                                                 (const char *const *)columns->pdata, id, error)) != NULL &&
            (image->links[i] = kam_merge_load_rows(work->db, "record_link", link_columns, record_id, error)) != NULL &&
            (image->words[i] = kam_merge_load_rows(work->db, "search_word", word_columns, record_id, error)) != NULL;
        json_decref(id);
        json_decref(record_id);
    }
    return done;
}

static gboolean
note_image(KamMergeLog *log, const KamMerge *merge, const Image *before, const Image *after, GError **error)
{
    const gint64 ids[] = { merge->survivor_id, merge->other_id };
    gboolean done = TRUE;

    /* The other comes first, so that on the way back the survivor gives its number away before the other returns. */
    for (int i = 1; i >= 0; i--) {
        json_t *key = json_pack("{s:I}", "id", (json_int_t)ids[i]);
        done = done &&
               kam_merge_log_note(log, "updated", kam_record_type_table(merge->type), key, before->rows[i],
                                  after->rows[i], error) &&
               kam_merge_log_note_difference(log, "record_link", before->links[i], after->links[i], error) &&
               kam_merge_log_note_difference(log, "search_word", before->words[i], after->words[i], error);
        json_decref(key);
    }
    return done;
}

/* --- fields ---------------------------------------------------------------------------------------------------- */

/* A record as JSON, whole. */
static json_t *
whole_json(const KamWork *work, const KamRecord *record)
{
    g_autoptr(GString) text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_record_to_json(record, work->actor, &json, NULL);
    return json_loads(text->str, 0, NULL);
}

/* The survivor does not refer to itself. */
static json_t *
without_both(const KamMerge *merge, json_t *ids)
{
    g_autofree char *survivor = g_strdup_printf("%" G_GINT64_FORMAT, merge->survivor_id);
    g_autofree char *other = g_strdup_printf("%" G_GINT64_FORMAT, merge->other_id);
    json_t *left, *id;
    size_t i;

    if (!json_is_array(ids))
        return json_incref(ids);
    left = json_array();
    json_array_foreach(ids, i, id) if (g_strcmp0(json_string_value(id), survivor) != 0 &&
                                       g_strcmp0(json_string_value(id), other) != 0) json_array_append(left, id);
    return left;
}

static json_t *
body_of(const KamWork *work, const KamMerge *merge, const KamRecord *other, json_t *names)
{
    json_t *whole = whole_json(work, other), *body = json_object(), *name;
    size_t i;

    json_array_foreach(names, i, name)
    {
        json_t *value = json_object_get(whole, json_string_value(name));
        json_object_set_new(body, json_string_value(name), value == NULL ? json_null() : without_both(merge, value));
    }
    json_decref(whole);
    return body;
}

/* Those of the survivor to the other would be to itself. */
static gboolean
drop_own_links(const KamWork *work, const KamMerge *merge, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_delete("record_link");

    kam_query_where_int(query, "record_id", KAM_EQ, merge->survivor_id);
    kam_query_where_int(query, "target_id", KAM_EQ, merge->other_id);
    return kam_query_run(query, work->db, error);
}

static gboolean
take_fields(const KamWork *work, const KamMerge *merge, const KamRecord *other, json_t *names, KamFaults *faults,
            GError **error)
{
    json_t *body;
    g_autoptr(KamRecord) changed = NULL;

    if (!drop_own_links(work, merge, error))
        return FALSE;
    if (json_array_size(names) == 0)
        return TRUE;
    body = body_of(work, merge, other, names);
    changed = kam_record_patch(work, merge->type, merge->survivor_id, 0, body, faults, error);
    json_decref(body);
    return changed != NULL;
}

gboolean
kam_merge_create(KamMergeLog *log, const char *type_name, json_t *body, KamFaults *faults, GError **error)
{
    const KamRecordType *type = kam_record_type_find(log->work->types, type_name);
    g_autoptr(KamRecord) record = kam_record_create(log->work, type, body, faults, error);
    json_t *record_id, *id, *words, *nothing = json_array();
    gboolean done;

    if (record == NULL) {
        json_decref(nothing);
        return FALSE;
    }
    id = json_pack("{s:I}", "id", (json_int_t)record->id);
    record_id = json_pack("{s:I}", "record_id", (json_int_t)record->id);
    words = kam_merge_load_rows(log->work->db, "search_word", word_columns, record_id, error);
    done = words != NULL && kam_merge_log_note(log, "inserted", kam_record_type_table(type), id, NULL, NULL, error) &&
           kam_merge_log_note_difference(log, "search_word", nothing, words, error);
    json_decref(nothing);
    json_decref(id);
    json_decref(record_id);
    json_decref(words);
    return done;
}

/* --- the whole ------------------------------------------------------------------------------------------------- */

static gboolean
delete_other(const KamWork *work, const KamMerge *merge, KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) gone = kam_record_delete(work, merge->type, merge->other_id, 0, faults, error);

    return gone != NULL;
}

/* Numbers are free for the survivor once the other is deleted; it can be deleted once nothing refers to it. */
static gboolean
run_steps(KamMergeLog *log, const KamMerge *merge, const KamRecord *survivor, const KamRecord *other, json_t *names,
          KamFaults *faults, GError **error)
{
    gboolean is_account = merge->type == &kam_account_type;

    if ((is_account &&
         !(kam_merge_find_place(log, merge, survivor, other, error) && kam_merge_join_groups(log, merge, error))) ||
        !kam_merge_move_references(log, merge, error) ||
        (is_account && !(kam_merge_check_groups(log, merge, error) && kam_merge_settle_place(log, merge, error) &&
                         kam_merge_hand_down_head(log, merge, error))) ||
        !delete_other(log->work, merge, faults, error) || !take_fields(log->work, merge, other, names, faults, error))
        return FALSE;
    return is_account ? kam_merge_keep_names(log, merge, survivor, other, faults, error)
                      : kam_merge_keep_function(log, merge, survivor, other, faults, error);
}

static gboolean
insert_merge(const KamWork *work, const KamMerge *merge, gint64 version, json_t *names, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("merge_insert"), error);
    char *fields;

    if (stmt == NULL)
        return FALSE;
    fields = json_dumps(names, JSON_COMPACT);
    kam_stmt_bind_int(stmt, 1, merge->id);
    kam_stmt_bind_text(stmt, 2, merge->type->name);
    kam_stmt_bind_int(stmt, 3, merge->survivor_id);
    kam_stmt_bind_int(stmt, 4, merge->other_id);
    kam_stmt_bind_int(stmt, 5, version);
    kam_stmt_bind_text(stmt, 6, fields);
    kam_stmt_bind_int(stmt, 7, work->now_ms);
    kam_stmt_bind_int(stmt, 8, work->actor->user_id);
    free(fields);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static gboolean
audit_both(const KamWork *work, const KamMerge *merge, const char *action, GError **error)
{
    const gint64 ids[] = { merge->survivor_id, merge->other_id };

    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autoptr(KamRecord) record = kam_record_load(work->db, merge->type, ids[i], TRUE, error);
        g_autofree char *changes =
            g_strdup_printf("{\"id\":[\"%" G_GINT64_FORMAT "\",\"%" G_GINT64_FORMAT "\"]}", ids[i], ids[1 - i]);
        if (record == NULL || !kam_audit_add(work, action, merge->type->name, ids[i], record->version, changes, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
finish(KamMergeLog *log, const KamMerge *merge, const Image *before, json_t *names, GError **error)
{
    g_auto(Image) after = { 0 };

    return load_image(log->work, merge, &after, error) && note_image(log, merge, before, &after, error) &&
           insert_merge(log->work, merge, json_integer_value(json_object_get(after.rows[0], "version")), names,
                        error) &&
           audit_both(log->work, merge, "merge", error);
}

static gboolean
run_with_fields(const KamWork *work, const KamMerge *merge, const KamRecord *survivor, const KamRecord *other,
                json_t *names, KamFaults *faults, GError **error)
{
    /* Fields that the person may not see are not lost for that: the program itself moves them. */
    KamActor program = *work->actor;
    KamWork inner = *work;
    KamMergeLog log = { .work = &inner, .merge_id = merge->id };
    g_auto(Image) before = { 0 };

    program.role = KAM_ROLE_PROGRAM;
    program.is_token = FALSE;
    program.scopes = KAM_SCOPES_ALL;
    inner.actor = &program;
    return load_image(&inner, merge, &before, error) && run_steps(&log, merge, survivor, other, names, faults, error) &&
           finish(&log, merge, &before, names, error);
}

static KamRecord *
load_seen(const KamWork *work, const KamRecordType *type, gint64 id, GError **error)
{
    g_autoptr(KamRecord) record = kam_record_load(work->db, type, id, FALSE, error);
    gboolean sees = FALSE;

    if (record == NULL || !kam_scope_sees(work->db, work->actor, work->types, type, id, &sees, error))
        return NULL;
    if (sees)
        return g_steal_pointer(&record);
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no %s with the id '%" G_GINT64_FORMAT "'", type->name,
                id);
    return NULL;
}

gboolean
kam_merge_run(const KamWork *work, const KamMerge *merge, json_t *take, KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) survivor = load_seen(work, merge->type, merge->survivor_id, error);
    g_autoptr(KamRecord) other = survivor == NULL ? NULL : load_seen(work, merge->type, merge->other_id, error);
    json_t *names;
    gboolean done = FALSE;

    if (other == NULL)
        return FALSE;
    names = kam_merge_choose_fields(work, survivor, other, take, faults);
    if (faults->n_errors > 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the choice of fields has faults");
    else
        done = run_with_fields(work, merge, survivor, other, names, faults, error);
    json_decref(names);
    return done;
}

/* --- the way back ---------------------------------------------------------------------------------------------- */

static KamStmt *
find_merge(KamDb *db, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("merge_by_id"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no merge with the id '%" G_GINT64_FORMAT "'", id);
    return step == KAM_STEP_ROW ? g_steal_pointer(&stmt) : NULL;
}

gboolean
kam_merge_find(const KamWork *work, gint64 id, KamMerge *merge, gboolean *is_done, GError **error)
{
    g_autoptr(KamStmt) stmt = find_merge(work->db, id, error);
    gboolean sees = FALSE;

    if (stmt == NULL)
        return FALSE;
    *merge = (KamMerge) { id, kam_record_type_find(work->types, kam_stmt_get_text(stmt, 0)), kam_stmt_get_int(stmt, 1),
                          kam_stmt_get_int(stmt, 2) };
    *is_done = strcmp(kam_stmt_get_text(stmt, 4), "done") == 0;
    if (!kam_scope_sees(work->db, work->actor, work->types, merge->type, merge->survivor_id, &sees, error))
        return FALSE;
    if (!sees)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no merge with the id '%" G_GINT64_FORMAT "'", id);
    return sees;
}

static gboolean
check_unchanged(const KamWork *work, const KamMerge *merge, GError **error)
{
    g_autoptr(KamStmt) stmt = find_merge(work->db, merge->id, error);
    g_autoptr(KamRecord) survivor = NULL;

    if (stmt == NULL)
        return FALSE;
    survivor = kam_record_load(work->db, merge->type, merge->survivor_id, TRUE, error);
    if (survivor == NULL)
        return FALSE;
    if (survivor->version == kam_stmt_get_int(stmt, 3))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "the %s was changed after the merge, so that it cannot be taken back; undo later merges first",
                merge->type->name);
    return FALSE;
}

gboolean
kam_merge_undo(const KamWork *work, gint64 id, GError **error)
{
    gint64 stamp[] = { id, work->now_ms, work->actor->user_id };
    gboolean is_done;
    KamMerge merge;

    if (!kam_merge_find(work, id, &merge, &is_done, error))
        return FALSE;
    if (!is_done) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the merge '%" G_GINT64_FORMAT "' is taken back already", id);
        return FALSE;
    }
    return check_unchanged(work, &merge, error) && kam_merge_log_undo(work, id, error) &&
           kam_db_run(work->db, kam_sql("merge_set_undone"), stamp, G_N_ELEMENTS(stamp), error) &&
           audit_both(work, &merge, "unmerge", error);
}
