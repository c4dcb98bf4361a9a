/* Members of records that come from other rows: many references and embedded records. One statement serves a page. */
#include <string.h>

#include "record/list_private.h"
#include "record/value.h"

/* More rows than this behind one page are refused rather than cut off. */
#define MAX_EMBEDDED 20000
/* Ids of one statement. */
#define CHUNK 1000

/* Texts of a late member, by row of the page. */
typedef struct {
    const char *name;
    gboolean is_array;
    GHashTable *texts; /* id -> GString, items with commas between them */
} Late;

static guint
hash_id(gconstpointer key)
{
    return g_int64_hash(key);
}

static void
free_text(gpointer data)
{
    g_string_free(data, TRUE);
}

static Late *
late_new(const char *name, gboolean is_array)
{
    Late *late = g_new0(Late, 1);

    late->name = name;
    late->is_array = is_array;
    late->texts = g_hash_table_new_full(hash_id, g_int64_equal, g_free, free_text);
    return late;
}

static void
late_free(gpointer data)
{
    g_hash_table_unref(((Late *)data)->texts);
    g_free(data);
}

/* Where the next item for an id goes. */
static GString *
begin_item(Late *late, gint64 id)
{
    GString *text = g_hash_table_lookup(late->texts, &id);

    if (text == NULL) {
        text = g_string_new(NULL);
        g_hash_table_insert(late->texts, g_memdup2(&id, sizeof id), text);
    } else {
        g_string_append_c(text, ',');
    }
    return text;
}

/* --- what rows name --- */

typedef gboolean (*RunChunk)(const KamListPage *page, const KamEmbed *embed, const gint64 *ids, guint n, Late *late,
                             GError **error);

static gboolean
in_chunks(const KamListPage *page, const KamEmbed *embed, const GArray *ids, RunChunk run, Late *late, GError **error)
{
    const gint64 *values = (const gint64 *)(gpointer)ids->data;

    for (guint at = 0; at < ids->len; at += CHUNK)
        if (!run(page, embed, values + at, MIN(CHUNK, ids->len - at), late, error))
            return FALSE;
    return TRUE;
}

static GArray *
ids_of_page(const KamListPage *page)
{
    GArray *ids = g_array_sized_new(FALSE, FALSE, sizeof(gint64), page->rows->len);

    for (guint i = 0; i < page->rows->len; i++)
        g_array_append_val(ids, g_array_index(page->rows, KamListRow, i).id);
    return ids;
}

/* --- many references --- */

static KamStmt *
prepare_links(const KamListPage *page, const KamField *field, const gint64 *ids, guint n, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("record_link", NULL);

    kam_query_select(query, "record_id", NULL);
    kam_query_select(query, "target_id", NULL);
    kam_query_where_in_ints(query, "record_id", ids, n);
    kam_query_where_text(query, "field", KAM_EQ, field->name);
    kam_query_order_by(query, &(KamQueryKey) { .column = "record_id" });
    kam_query_order_by(query, &(KamQueryKey) { .column = "position" });
    return kam_query_prepare(query, page->db, error);
}

/* Pairs of a row and what it names, in the order of the rows and of their lists. */
typedef struct {
    gint64 row, target;
} Link;

static GArray *
load_links(const KamListPage *page, const KamField *field, GError **error)
{
    g_autoptr(GArray) ids = ids_of_page(page);
    g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(Link));

    for (guint at = 0; at < ids->len; at += CHUNK) {
        const gint64 *values = (const gint64 *)(gpointer)ids->data;
        g_autoptr(KamStmt) stmt = prepare_links(page, field, values + at, MIN(CHUNK, ids->len - at), error);
        KamStep step;

        if (stmt == NULL)
            return NULL;
        while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
            Link link = { kam_stmt_get_int(stmt, 0), kam_stmt_get_int(stmt, 1) };

            g_array_append_val(links, link);
        }
        if (step == KAM_STEP_FAILED)
            return NULL;
    }
    return g_steal_pointer(&links);
}

static gboolean
write_links(const KamListPage *page, const KamField *field, Late *late, GError **error)
{
    g_autoptr(GArray) links = load_links(page, field, error);

    for (guint i = 0; links != NULL && i < links->len; i++) {
        const Link *link = &g_array_index(links, Link, i);

        g_string_append_printf(begin_item(late, link->row), "\"%" G_GINT64_FORMAT "\"", link->target);
    }
    return links != NULL;
}

/* --- embedded records --- */

/* The embedded type's rows, those that are seen and alive; `key` is the column by which they belong. */
static KamQuery *
query_embedded(const KamListPage *page, const KamEmbed *embed, const char *key, const gint64 *ids, guint n)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(embed->type), "t");

    kam_query_select(query, key, NULL);
    kam_query_select(query, "created_by", NULL);
    kam_list_select_fields(query, embed->fields);
    kam_query_where_in_ints(query, key, ids, n);
    kam_query_where_null(query, "deleted_at", TRUE);
    kam_scope_restrict(query, "t", page->actor, page->types, embed->type, KAM_ROWS_FEW);
    kam_query_order_by(query, &(KamQueryKey) { .column = "id" });
    kam_query_limit(query, MAX_EMBEDDED + 1);
    return query;
}

static void
write_embedded(const KamListPage *page, const KamEmbed *embed, KamStmt *stmt, GString *out)
{
    gboolean is_own = page->actor->user_id != 0 && kam_stmt_get_int(stmt, 1) == page->actor->user_id;
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    kam_list_write_fields(stmt, 2, embed->fields, page->actor, is_own, &json);
    kam_json_end_object(&json);
}

static gboolean
write_chunk(const KamListPage *page, const KamEmbed *embed, const gint64 *ids, guint n, Late *late, GError **error)
{
    const char *key = embed->kind == KAM_EMBED_REVERSE ? kam_field_column(embed->field, 0) : "id";
    g_autoptr(KamQuery) query = query_embedded(page, embed, key, ids, n);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, page->db, error);
    guint n_rows = 0;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW && n_rows++ < MAX_EMBEDDED)
        write_embedded(page, embed, stmt, begin_item(late, kam_stmt_get_int(stmt, 0)));
    if (step == KAM_STEP_ROW)
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "more than %d %s hang on these rows: ask for fewer at once",
                    MAX_EMBEDDED, embed->type->plural);
    return step == KAM_STEP_DONE;
}

static gint
compare_ids(gconstpointer a, gconstpointer b)
{
    gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

    return (left > right) - (left < right);
}

/* Sorted, each once. */
static void
make_unique(GArray *ids)
{
    guint n = 0;

    g_array_sort(ids, compare_ids);
    for (guint i = 0; i < ids->len; i++)
        if (n == 0 || g_array_index(ids, gint64, i) != g_array_index(ids, gint64, n - 1))
            g_array_index(ids, gint64, n++) = g_array_index(ids, gint64, i);
    g_array_set_size(ids, n);
}

/* The records that one reference of each row names: read once each, then written for each row. */
static gboolean
write_references(const KamListPage *page, const KamEmbed *embed, guint at, Late *late, GError **error)
{
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(gint64));
    Late *records = late_new(NULL, FALSE);
    gboolean ok;

    for (guint i = 0; i < page->rows->len; i++) {
        gint64 target = g_array_index(g_array_index(page->rows, KamListRow, i).refs, gint64, at);

        if (target != 0)
            g_array_append_val(targets, target);
    }
    make_unique(targets);
    ok = in_chunks(page, embed, targets, write_chunk, records, error);
    for (guint i = 0; ok && i < page->rows->len; i++) {
        const KamListRow *row = &g_array_index(page->rows, KamListRow, i);
        const GString *text = g_hash_table_lookup(records->texts, &g_array_index(row->refs, gint64, at));

        if (text != NULL)
            g_string_append_len(begin_item(late, row->id), text->str, (gssize)text->len);
    }
    late_free(records);
    return ok;
}

static gboolean
write_many_references(const KamListPage *page, const KamEmbed *embed, Late *late, GError **error)
{
    g_autoptr(GArray) links = load_links(page, embed->field, error);
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(gint64));
    Late *records;
    gboolean ok;

    if (links == NULL)
        return FALSE;
    for (guint i = 0; i < links->len; i++)
        g_array_append_val(targets, g_array_index(links, Link, i).target);
    make_unique(targets);
    records = late_new(NULL, FALSE);
    ok = in_chunks(page, embed, targets, write_chunk, records, error);
    for (guint i = 0; ok && i < links->len; i++) {
        const Link *link = &g_array_index(links, Link, i);
        const GString *text = g_hash_table_lookup(records->texts, &link->target);

        if (text != NULL)
            g_string_append_len(begin_item(late, link->row), text->str, (gssize)text->len);
    }
    late_free(records);
    return ok;
}

static gboolean
write_reverse(const KamListPage *page, const KamEmbed *embed, Late *late, GError **error)
{
    g_autoptr(GArray) ids = ids_of_page(page);

    return in_chunks(page, embed, ids, write_chunk, late, error);
}

/* --- all of them --- */

gboolean
kam_list_has_late_members(const KamFilter *filter)
{
    if (filter->embeds->len > 0)
        return TRUE;
    for (guint i = 0; i < filter->fields->len; i++)
        if (((const KamField *)filter->fields->pdata[i])->kind == KAM_REFS)
            return TRUE;
    return FALSE;
}

static gboolean
gather_links(const KamListPage *page, GPtrArray *lates, GError **error)
{
    for (guint i = 0; i < page->filter->fields->len; i++) {
        const KamField *field = page->filter->fields->pdata[i];

        if (field->kind != KAM_REFS)
            continue;
        g_ptr_array_add(lates, late_new(field->name, TRUE));
        if (!write_links(page, field, lates->pdata[lates->len - 1], error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
gather_embeds(const KamListPage *page, GPtrArray *lates, GError **error)
{
    guint reference = 0;

    for (guint i = 0; i < page->filter->embeds->len; i++) {
        const KamEmbed *embed = page->filter->embeds->pdata[i];
        Late *late = late_new(embed->name, embed->kind != KAM_EMBED_REF);
        gboolean ok;

        g_ptr_array_add(lates, late);
        if (embed->kind == KAM_EMBED_REF)
            ok = write_references(page, embed, reference++, late, error);
        else if (embed->kind == KAM_EMBED_REFS)
            ok = write_many_references(page, embed, late, error);
        else
            ok = write_reverse(page, embed, late, error);
        if (!ok)
            return FALSE;
    }
    return TRUE;
}

static void
append_late(GString *out, const Late *late, gint64 id)
{
    const GString *text = g_hash_table_lookup(late->texts, &id);

    if (out->len > 1)
        g_string_append_c(out, ',');
    g_string_append_printf(out, "\"%s\":", late->name);
    if (late->is_array)
        g_string_append_c(out, '[');
    if (text != NULL)
        g_string_append_len(out, text->str, (gssize)text->len);
    else if (!late->is_array)
        g_string_append(out, "null");
    if (late->is_array)
        g_string_append_c(out, ']');
}

gboolean
kam_list_write_late(const KamListPage *page, KamJson *json, GError **error)
{
    g_autoptr(GPtrArray) lates = g_ptr_array_new_with_free_func(late_free);
    g_autoptr(GString) out = g_string_new(NULL);

    if (!gather_links(page, lates, error) || !gather_embeds(page, lates, error))
        return FALSE;
    for (guint i = 0; i < page->rows->len; i++) {
        const KamListRow *row = &g_array_index(page->rows, KamListRow, i);

        g_string_assign(out, "{");
        g_string_append_len(out, page->text->str + row->begin, (gssize)(row->end - row->begin));
        for (guint j = 0; j < lates->len; j++)
            append_late(out, lates->pdata[j], row->id);
        g_string_append_c(out, '}');
        kam_json_raw(json, NULL, out->str);
    }
    return TRUE;
}
