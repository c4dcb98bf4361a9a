/* Words of many records at once: after imports, and of all records when they are remade. */
#include "record/search.h"

#include <string.h>

#include "record/search_private.h"
#include "record/value.h"
#include "store/statements.h"

/* Records of one statement and one load. */
#define CHUNK 4000
/* Those that are named by their ids: SQLite takes time that grows with the square of a statement's parameters. */
#define CHUNK_OF_IDS 256

static gboolean
is_found_by(const KamRecordType *type, const KamField *field)
{
    return field->kind != KAM_REFS && (field->searchable || g_strcmp0(type->title, field->name) == 0);
}

/* Living records behind an id, with the fields that they are found by. */
static KamQuery *
query_records(const KamRecordType *type)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(type), NULL);

    kam_query_select(query, "id", NULL);
    for (const KamField *field = type->fields; field->name != NULL; field++)
        for (guint i = 0; is_found_by(type, field) && i < kam_field_n_columns(field); i++)
            kam_query_select(query, kam_field_column(field, i), NULL);
    kam_query_where_null(query, "deleted_at", TRUE);
    kam_query_order_by(query, &(KamQueryKey) { .column = "id" });
    return query;
}

static void
read_record(KamStmt *stmt, KamRecord *record)
{
    int column = 1;

    record->id = kam_stmt_get_int(stmt, 0);
    for (const KamField *field = record->type->fields; field->name != NULL; field++)
        if (is_found_by(record->type, field))
            column = kam_value_from_row(field, stmt, column, &record->values[kam_field_index(record->type, field)]);
}

/* Words of the query's records; *last is the last one's id, 0 when there was none. */
static gboolean
gather(KamDb *db, const KamRecordType *type, const KamQuery *query, GArray *words, gint64 *last, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, error);
    KamStep step = KAM_STEP_FAILED;

    *last = 0;
    while (stmt != NULL && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        g_autoptr(KamRecord) record = kam_record_new(type);

        read_record(stmt, record);
        kam_search_add_words(words, record);
        *last = record->id;
    }
    return step == KAM_STEP_DONE;
}

/* In the order of the key, pages are filled one behind the other. */
static gint
compare_words(gconstpointer a, gconstpointer b)
{
    const KamSearchWord *left = a, *right = b;
    int by_word = strcmp(left->word, right->word);

    return by_word != 0 ? by_word : (left->record_id > right->record_id) - (left->record_id < right->record_id);
}

static gboolean
load(KamDb *db, const KamRecordType *type, GArray *words, GError **error)
{
    static const KamBulkColumn columns[] = { { "word", KAM_COLUMN_TEXT },
                                             { "record_id", KAM_COLUMN_INT64 },
                                             { "field_class", KAM_COLUMN_INT16 },
                                             { "weight", KAM_COLUMN_INT16 },
                                             { "type", KAM_COLUMN_TEXT } };
    g_autoptr(KamBulk) bulk = kam_bulk_new(db, "search_word", columns, G_N_ELEMENTS(columns), error);

    g_array_sort(words, compare_words);
    for (guint i = 0; bulk != NULL && i < words->len; i++) {
        const KamSearchWord *word = &g_array_index(words, KamSearchWord, i);

        kam_bulk_put_text(bulk, word->word, -1);
        kam_bulk_put_int(bulk, word->record_id);
        kam_bulk_put_int(bulk, word->field_class);
        kam_bulk_put_int(bulk, word->weight);
        kam_bulk_put_text(bulk, type->name, -1);
        if (!kam_bulk_end_row(bulk, error))
            return FALSE;
    }
    return bulk != NULL && kam_bulk_finish(bulk, error);
}

static gboolean
rebuild_type(KamDb *db, const KamRecordType *type, GError **error)
{
    gint64 last = 0;

    do {
        g_autoptr(GArray) words = kam_search_words_new();
        g_autoptr(KamQuery) query = query_records(type);

        kam_query_where_int(query, "id", KAM_GT, last);
        kam_query_limit(query, CHUNK);
        if (!gather(db, type, query, words, &last, error) || !load(db, type, words, error))
            return FALSE;
    } while (last != 0);
    return TRUE;
}

gboolean
kam_search_rebuild(KamDb *db, const KamRecordType *const *types, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);

    if (tx == NULL || !kam_db_run(db, kam_sql("search_word_clear"), NULL, 0, error))
        return FALSE;
    for (; *types != NULL; types++)
        if (kam_search_has_words(*types) && !rebuild_type(db, *types, error))
            return FALSE;
    return kam_tx_commit(tx, error);
}

static gboolean
index_chunk(KamDb *db, const KamRecordType *type, const gint64 *ids, guint n, GError **error)
{
    g_autoptr(KamQuery) old = kam_query_new_delete("search_word");
    g_autoptr(KamQuery) query = query_records(type);
    g_autoptr(GArray) words = kam_search_words_new();
    gint64 last;

    kam_query_where_in_ints(old, "record_id", ids, n);
    kam_query_where_in_ints(query, "id", ids, n);
    return kam_query_run(old, db, error) && gather(db, type, query, words, &last, error) &&
           load(db, type, words, error);
}

gboolean
kam_search_index_many(KamDb *db, const KamRecordType *type, const gint64 *ids, guint n, GError **error)
{
    for (guint at = 0; at < n; at += CHUNK_OF_IDS)
        if (!index_chunk(db, type, ids + at, MIN(CHUNK_OF_IDS, n - at), error))
            return FALSE;
    return TRUE;
}
