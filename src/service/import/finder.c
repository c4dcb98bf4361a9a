/* All records of a type by the texts of their match keys and titles. */
#include "service/import/finder.h"

#include <string.h>

#include "base/text.h"
#include "record/change.h"
#include "record/filter.h"
#include "record/value.h"
#include "service/import/id_index.h"

#define MAX_CANDIDATES 5
#define MAX_KEYS 8

/* One way to find records: the texts of a field, as they are or folded. */
typedef struct {
    const KamField *field;
    gboolean is_folded;
    KamIdIndex *index;
} Way;

struct KamFinder {
    const KamRecordType *type;
    Way ways[2 * MAX_KEYS];
    guint n_ways;
    GHashTable *ids; /* gint64 of every record */
};

/* --- the texts of a record --- */

/* How a file's text and a stored value are made alike; NULL: nothing to find by. */
static char *
key_of_text(const Way *way, const KamRecordType *type, const char *text)
{
    g_autofree char *key = NULL;

    if (way->is_folded && strcmp(type->name, "account") == 0)
        key = kam_text_company_key(text, -1);
    else if (way->is_folded)
        key = kam_text_fold(text, -1);
    else if (way->field->kind == KAM_TAX_NUMBER)
        key = kam_text_tax_number(text, -1);
    else if (way->field->kind == KAM_EMAIL)
        key = g_utf8_strdown(text, -1);
    else
        key = g_strdup(text);
    return *key == '\0' ? NULL : g_steal_pointer(&key);
}

static char *
key_of_value(const Way *way, const KamRecordType *type, const KamFieldValue *value)
{
    g_autofree char *text =
        value->state == KAM_VALUE_SET ? kam_value_to_text(way->field, value, KAM_LANGUAGE_EN) : NULL;

    return text == NULL ? NULL : key_of_text(way, type, text);
}

static void
note_value(KamFinder *finder, const KamField *field, const KamFieldValue *value, gint64 id, gboolean is_there)
{
    for (guint i = 0; i < finder->n_ways; i++) {
        g_autofree char *key =
            finder->ways[i].field == field ? key_of_value(&finder->ways[i], finder->type, value) : NULL;

        if (key != NULL && is_there)
            kam_id_index_add(finder->ways[i].index, key, id);
        else if (key != NULL)
            kam_id_index_remove(finder->ways[i].index, key, id);
    }
}

/* --- making one --- */

static gboolean
has_way(const KamFinder *finder, const KamField *field)
{
    for (guint i = 0; i < finder->n_ways; i++)
        if (finder->ways[i].field == field)
            return TRUE;
    return FALSE;
}

static void
add_way(KamFinder *finder, const KamField *field, gboolean is_folded)
{
    if (finder->n_ways < G_N_ELEMENTS(finder->ways))
        finder->ways[finder->n_ways++] = (Way) { field, is_folded, kam_id_index_new() };
}

static void
add_ways(KamFinder *finder, const KamActor *actor)
{
    const KamRecordType *type = finder->type;
    g_auto(GStrv) names = type->match_keys == NULL ? NULL : g_strsplit(type->match_keys, " ", MAX_KEYS);
    const KamField *title = type->title == NULL ? NULL : kam_readable_field(actor, type, type->title);

    for (guint i = 0; names != NULL && names[i] != NULL; i++) {
        const KamField *field = kam_readable_field(actor, type, names[i]);

        if (field != NULL)
            add_way(finder, field, FALSE);
    }
    if (title == NULL || kam_field_n_columns(title) != 1)
        return;
    if (!has_way(finder, title))
        add_way(finder, title, FALSE);
    add_way(finder, title, TRUE);
}

static void
select_fields(const KamFinder *finder, KamQuery *query)
{
    for (guint i = 0; i < finder->n_ways; i++)
        if (!finder->ways[i].is_folded)
            for (guint c = 0; c < kam_field_n_columns(finder->ways[i].field); c++)
                kam_query_select(query, kam_field_column(finder->ways[i].field, c), NULL);
}

static void
take_row(KamFinder *finder, KamStmt *stmt)
{
    gint64 id = kam_stmt_get_int(stmt, 0);
    KamFieldValue value = { 0 };
    int column = 1;

    g_hash_table_add(finder->ids, (gpointer)(gsize)id);
    for (guint i = 0; i < finder->n_ways; i++) {
        if (finder->ways[i].is_folded)
            continue;
        column = kam_value_from_row(finder->ways[i].field, stmt, column, &value);
        note_value(finder, finder->ways[i].field, &value, id, TRUE);
    }
    kam_field_value_clear(&value);
}

static gboolean
load_all(KamFinder *finder, const KamWork *work, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(finder->type), "t");
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    kam_query_select(query, "id", NULL);
    select_fields(finder, query);
    kam_query_where_null(query, "deleted_at", TRUE);
    kam_scope_restrict(query, "t", work->actor, work->types, finder->type, KAM_ROWS_MANY);
    stmt = kam_query_prepare(query, work->db, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        take_row(finder, stmt);
    return step == KAM_STEP_DONE;
}

KamFinder *
kam_finder_new(const KamWork *work, const KamRecordType *type, GError **error)
{
    g_autoptr(KamFinder) finder = g_new0(KamFinder, 1);

    finder->type = type;
    finder->ids = g_hash_table_new(NULL, NULL);
    add_ways(finder, work->actor);
    return load_all(finder, work, error) ? g_steal_pointer(&finder) : NULL;
}

void
kam_finder_free(KamFinder *finder)
{
    if (finder == NULL)
        return;
    for (guint i = 0; i < finder->n_ways; i++)
        kam_id_index_free(finder->ways[i].index);
    g_hash_table_unref(finder->ids);
    g_free(finder);
}

/* --- finding --- */

gboolean
kam_finder_has_id(const KamFinder *finder, gint64 id)
{
    return g_hash_table_contains(finder->ids, (gpointer)(gsize)id);
}

void
kam_finder_list(const KamFinder *finder, const char *text, GArray *ids)
{
    gint64 id;

    if (kam_id_parse(text, &id) && kam_finder_has_id(finder, id)) {
        g_array_append_val(ids, id);
        return;
    }
    for (guint i = 0; i < finder->n_ways && ids->len == 0; i++) {
        g_autofree char *key = key_of_text(&finder->ways[i], finder->type, text);

        if (key != NULL)
            kam_id_index_list(finder->ways[i].index, key, ids);
    }
}

void
kam_finder_list_by_key(const KamFinder *finder, const KamField *field, const KamFieldValue *value, GArray *ids)
{
    for (guint i = 0; i < finder->n_ways && ids->len == 0; i++) {
        g_autofree char *key =
            finder->ways[i].field == field ? key_of_value(&finder->ways[i], finder->type, value) : NULL;

        if (key != NULL)
            kam_id_index_list(finder->ways[i].index, key, ids);
    }
}

char *
kam_finder_say_keys(const KamFinder *finder)
{
    GString *out = g_string_new("id");

    for (guint i = 0; i < finder->n_ways; i++)
        if (!finder->ways[i].is_folded)
            g_string_append_printf(out, ", %s", finder->ways[i].field->name);
    return g_string_free(out, FALSE);
}

char *
kam_finder_say_candidates(const KamFinder *finder, KamDb *db, const GArray *ids)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < MIN(ids->len, MAX_CANDIDATES); i++) {
        gint64 id = g_array_index(ids, gint64, i);
        g_autoptr(KamRecord) record = kam_record_load(db, finder->type, id, FALSE, NULL);
        const KamField *title = kam_record_type_field(finder->type, finder->type->title);
        g_autofree char *name = NULL;

        if (record != NULL)
            name = kam_value_to_text(title, &record->values[kam_field_index(finder->type, title)], KAM_LANGUAGE_EN);
        g_string_append_printf(out, "%s'%s' (id %" G_GINT64_FORMAT ")", i == 0 ? "" : ", ", name == NULL ? "" : name,
                               id);
    }
    if (ids->len > MAX_CANDIDATES)
        g_string_append_printf(out, " and %u more", ids->len - MAX_CANDIDATES);
    return g_string_free(out, FALSE);
}

static void
note_record(KamFinder *finder, const KamRecord *record, gboolean is_there)
{
    for (guint i = 0; i < finder->n_ways; i++)
        if (!finder->ways[i].is_folded)
            note_value(finder, finder->ways[i].field,
                       &record->values[kam_field_index(finder->type, finder->ways[i].field)], record->id, is_there);
}

void
kam_finder_follow(KamFinder *finder, const KamRecord *before, const KamRecord *after)
{
    if (before != NULL)
        note_record(finder, before, FALSE);
    if (after != NULL) {
        note_record(finder, after, TRUE);
        g_hash_table_add(finder->ids, (gpointer)(gsize)after->id);
    }
}
