/* Lists and single records, from rows to JSON. Members that come from other rows are in list_late.c. */
#include "record/list.h"

#include <string.h>

#include "record/list_private.h"
#include "record/value.h"

/* What every SELECT of records begins with; the keys of the order and embedded references follow, then the members. */
enum { COLUMN_ID, COLUMN_CREATED_BY, COLUMN_VERSION, N_FIRST_COLUMNS };

void
kam_list_select_fields(KamQuery *query, const GPtrArray *fields)
{
    for (guint i = 0; i < fields->len; i++) {
        const KamField *field = fields->pdata[i];

        for (guint column = 0; column < kam_field_n_columns(field); column++)
            kam_query_select(query, kam_field_column(field, column), NULL);
    }
}

void
kam_list_write_fields(KamStmt *stmt, int column, const GPtrArray *fields, const KamActor *actor, gboolean is_own,
                      KamJson *json)
{
    for (guint i = 0; i < fields->len; i++) {
        const KamField *field = fields->pdata[i];

        if (field->field_class == KAM_PRIVATE && !is_own && !kam_policy_reads_private_of_others(actor))
            column += (int)kam_field_n_columns(field);
        else
            column = kam_value_row_to_json(field, stmt, column, json);
    }
}

static void
select_first_columns(KamQuery *query)
{
    kam_query_select(query, "id", NULL);
    kam_query_select(query, "created_by", NULL);
    kam_query_select(query, "version", NULL);
}

static void
select_references(KamQuery *query, const KamFilter *filter)
{
    for (guint i = 0; i < filter->embeds->len; i++) {
        const KamEmbed *embed = filter->embeds->pdata[i];

        if (embed->kind == KAM_EMBED_REF)
            kam_query_select(query, kam_field_column(embed->field, 0), NULL);
    }
}

static guint
count_references(const KamFilter *filter)
{
    guint n = 0;

    for (guint i = 0; i < filter->embeds->len; i++)
        n += ((const KamEmbed *)filter->embeds->pdata[i])->kind == KAM_EMBED_REF;
    return n;
}

/* The rows that are meant: conditions and rights, without page. */
static KamQuery *
new_query(const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter, gboolean is_narrow)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(filter->type), "t");

    kam_filter_apply(filter, actor, query);
    kam_scope_restrict(query, "t", actor, types, filter->type, is_narrow ? KAM_ROWS_FEW : KAM_ROWS_MANY);
    return query;
}

static void
add_page(KamQuery *query, const KamFilter *filter)
{
    for (guint i = 0; i < filter->n_keys; i++) {
        kam_query_select(query, filter->keys[i].column, NULL);
        kam_query_order_by(query, &filter->keys[i]);
    }
    if (filter->has_cursor)
        kam_query_where_after(query, filter->keys, filter->cursor, filter->n_keys);
    kam_query_limit(query, filter->limit + 1); /* one more tells whether there is a next page */
}

/* --- rows --- */

static void
write_members(KamStmt *stmt, int column, const KamFilter *filter, const KamActor *actor, KamJson *json)
{
    gboolean is_own = actor->user_id != 0 && kam_stmt_get_int(stmt, COLUMN_CREATED_BY) == actor->user_id;

    kam_list_write_fields(stmt, column, filter->fields, actor, is_own, json);
}

static void
clear_row(gpointer data)
{
    g_clear_pointer(&((KamListRow *)data)->refs, g_array_unref);
}

static KamListPage
page_of(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter)
{
    KamListPage page = { .db = db, .actor = actor, .types = types, .filter = filter };

    page.rows = g_array_new(FALSE, FALSE, sizeof(KamListRow));
    g_array_set_clear_func(page.rows, clear_row);
    page.text = g_string_sized_new(4096);
    return page;
}

static void
clear_page(KamListPage *page)
{
    g_array_unref(page->rows);
    g_string_free(page->text, TRUE);
}

/* A row whose object is finished later: its own members are kept as text. */
static void
keep_row(KamListPage *page, KamStmt *stmt, int references, int members)
{
    KamListRow row = { .id = kam_stmt_get_int(stmt, COLUMN_ID), .refs = g_array_new(FALSE, FALSE, sizeof(gint64)) };
    KamJson json;

    for (int i = references; i < members; i++) {
        gint64 target = kam_stmt_get_int(stmt, i);

        g_array_append_val(row.refs, target);
    }
    row.begin = page->text->len + 1;
    kam_json_init(&json, page->text, 0);
    kam_json_begin_object(&json, NULL);
    write_members(stmt, members, page->filter, page->actor, &json);
    row.end = page->text->len;
    kam_json_end_object(&json);
    g_array_append_val(page->rows, row);
}

static void
write_row(KamStmt *stmt, int column, const KamFilter *filter, const KamActor *actor, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    write_members(stmt, column, filter, actor, json);
    kam_json_end_object(json);
}

static KamQueryValue
key_value(KamStmt *stmt, int column)
{
    KamValueKind kind = kam_stmt_get_kind(stmt, column);

    if (kind == KAM_VALUE_NULL)
        return KAM_QUERY_NULL;
    if (kind == KAM_VALUE_INT)
        return KAM_QUERY_INT(kam_stmt_get_int(stmt, column));
    return KAM_QUERY_TEXT(kam_stmt_get_text(stmt, column));
}

static char *
cursor_of_row(KamStmt *stmt, const KamFilter *filter)
{
    KamQueryValue values[KAM_QUERY_MAX_KEYS];

    for (guint i = 0; i < filter->n_keys; i++)
        values[i] = key_value(stmt, N_FIRST_COLUMNS + (int)i);
    return kam_cursor_to_text(filter, values);
}

/* Write or keep the rows of a page; *next is the cursor behind its last one when more follow. */
static gboolean
step_page(KamStmt *stmt, KamListPage *page, gboolean late, KamJson *json, char **next, GError **error)
{
    const KamFilter *filter = page->filter;
    int references = N_FIRST_COLUMNS + (int)filter->n_keys;
    int members = references + (int)count_references(filter);
    g_autofree char *cursor = NULL;
    KamStep step;

    for (guint n = 0; (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW && n < filter->limit; n++) {
        if (late)
            keep_row(page, stmt, references, members);
        else
            write_row(stmt, members, filter, page->actor, json);
        if (n + 1 == filter->limit)
            cursor = cursor_of_row(stmt, filter);
    }
    if (step == KAM_STEP_FAILED)
        return FALSE;
    if (next != NULL)
        *next = step == KAM_STEP_ROW ? g_steal_pointer(&cursor) : NULL;
    return TRUE;
}

/* Every row counts, so that looking at rows in their order saves nothing. */
static gboolean
count_all(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter, gint64 *total,
          GError **error)
{
    const KamFilter gathering = {
        .type = filter->type, .steps = filter->steps, .words = filter->words, .deleted_only = filter->deleted_only
    };
    g_autoptr(KamQuery) query = new_query(actor, types, &gathering, filter->is_narrow);

    kam_query_select_count(query);
    return kam_query_get_int(query, db, total, error);
}

static gboolean
write_page(KamDb *db, KamListPage *page, KamJson *json, char **next, GError **error)
{
    const KamFilter *filter = page->filter;
    g_autoptr(KamQuery) query = new_query(page->actor, page->types, filter, filter->is_narrow);
    g_autoptr(KamStmt) stmt = NULL;
    gboolean late = kam_list_has_late_members(filter);

    select_first_columns(query);
    add_page(query, filter);
    select_references(query, filter);
    kam_list_select_fields(query, filter->fields);
    stmt = kam_query_prepare(query, db, error);
    if (stmt == NULL || !step_page(stmt, page, late, json, next, error))
        return FALSE;
    return !late || kam_list_write_late(page, json, error);
}

gboolean
kam_record_list_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter,
                        KamJson *json, const char *name, char **next, gint64 *total, GError **error)
{
    KamListPage page;
    gboolean ok;

    if (total != NULL && !count_all(db, actor, types, filter, total, error))
        return FALSE;
    page = page_of(db, actor, types, filter);
    kam_json_begin_array(json, name);
    ok = write_page(db, &page, json, next, error);
    clear_page(&page);
    if (ok)
        kam_json_end_array(json);
    return ok;
}

/* --- one --- */

static KamQuery *
query_one(const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter, gint64 id)
{
    KamQuery *query = new_query(actor, types, filter, TRUE);

    kam_query_where_int(query, "id", KAM_EQ, id);
    select_first_columns(query);
    select_references(query, filter);
    kam_list_select_fields(query, filter->fields);
    return query;
}

static gboolean
write_one(KamStmt *stmt, KamListPage *page, KamJson *json, const char *name, gint64 *version, GError **error)
{
    int members = N_FIRST_COLUMNS + (int)count_references(page->filter);
    g_autoptr(GString) text = g_string_new(NULL);
    KamJson inner;

    if (version != NULL)
        *version = kam_stmt_get_int(stmt, COLUMN_VERSION);
    if (!kam_list_has_late_members(page->filter)) {
        kam_json_begin_object(json, name);
        write_members(stmt, members, page->filter, page->actor, json);
        kam_json_end_object(json);
        return TRUE;
    }
    keep_row(page, stmt, N_FIRST_COLUMNS, members);
    kam_json_init(&inner, text, 0);
    kam_json_begin_array(&inner, NULL);
    if (!kam_list_write_late(page, &inner, error))
        return FALSE;
    kam_json_end_array(&inner);
    g_string_truncate(text, text->len - 1); /* the array's only item stays */
    kam_json_raw(json, name, text->str + 1);
    return TRUE;
}

gboolean
kam_record_get_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamFilter *filter,
                       gint64 id, KamJson *json, const char *name, gint64 *version, GError **error)
{
    g_autoptr(KamQuery) query = query_one(actor, types, filter, id);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error);
    KamListPage page;
    gboolean ok;

    if (step == KAM_STEP_FAILED)
        return FALSE;
    if (step == KAM_STEP_DONE) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no %s with the id '%" G_GINT64_FORMAT "'",
                    filter->type->name, id);
        return FALSE;
    }
    page = page_of(db, actor, types, filter);
    ok = write_one(stmt, &page, json, name, version, error);
    clear_page(&page);
    return ok;
}
