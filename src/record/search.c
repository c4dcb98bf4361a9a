/* Finding records of all types by the beginnings of their words. */
#include "record/search.h"

#include <string.h>

#include "base/text.h"
#include "record/search_private.h"
#include "record/value.h"

/* So many records are looked at: those whose word is nearest to what was typed come first. Who sees some accounts only
 * has more of them looked at, since most will be others'. */
#define MAX_CANDIDATES 2000
#define MAX_CANDIDATES_OF_SOME 10000
#define MAX_WORDS 8
/* Ids of one statement. */
#define CHUNK 1000

typedef struct {
    gint64 id;
    const KamRecordType *type;
    gint64 weight;
} Candidate;

typedef struct {
    gint64 id;
    const KamRecordType *type;
    char *title, *detail;
    char *folded; /* title */
    gint64 account_id;
    char *account_name;
    guint rank; /* less is better */
} Found;

typedef struct {
    KamDb *db;
    const KamActor *actor;
    const KamRecordType *const *types;
    char *text; /* folded */
    char **words;
    GArray *candidates; /* Candidate */
    GHashTable *by_id;  /* of candidates */
    GArray *found;      /* Found */
} Search;

static void
clear_found(gpointer data)
{
    Found *found = data;

    g_free(found->title);
    g_free(found->detail);
    g_free(found->folded);
    g_free(found->account_name);
}

/* --- candidates --- */

static guint
index_of_longest(char **words)
{
    guint longest = 0;

    for (guint i = 1; words[i] != NULL; i++)
        if (strlen(words[i]) > strlen(words[longest]))
            longest = i;
    return longest;
}

/* The nearest words stand first: the word itself, then longer ones. */
static KamQuery *
query_candidates(const Search *search)
{
    KamQuery *query = kam_query_new_select("search_word", "w");
    guint longest = index_of_longest(search->words);

    kam_query_select(query, "w.record_id", NULL);
    kam_query_select(query, "w.weight", NULL);
    kam_query_select(query, "w.type", NULL);
    kam_search_where_begins(query, search->actor, search->words[longest]);
    for (guint i = 0; search->words[i] != NULL; i++) {
        g_autoptr(KamQuery) other = kam_query_new_select("search_word", "w");

        if (i == longest)
            continue;
        kam_query_select(other, "w.record_id", NULL);
        kam_search_where_begins(other, search->actor, search->words[i]);
        kam_query_where_in(query, "w.record_id", other);
    }
    kam_query_order_by(query, &(KamQueryKey) { .column = "w.word" });
    kam_query_order_by(query, &(KamQueryKey) { .column = "w.record_id" });
    kam_query_limit(query, kam_policy_sees_all_accounts(search->actor) ? MAX_CANDIDATES : MAX_CANDIDATES_OF_SOME);
    return query;
}

static gboolean
gather_candidates(Search *search, GError **error)
{
    g_autoptr(KamQuery) query = query_candidates(search);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, search->db, error);
    KamStep step = KAM_STEP_FAILED;

    if (stmt == NULL)
        return FALSE;
    search->candidates = g_array_sized_new(FALSE, FALSE, sizeof(Candidate), MAX_CANDIDATES_OF_SOME);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Candidate candidate = { .id = kam_stmt_get_int(stmt, 0), .weight = kam_stmt_get_int(stmt, 1) };
        Candidate *added;

        candidate.type = kam_record_type_find(search->types, kam_stmt_get_text(stmt, 2));
        if (candidate.type == NULL || g_hash_table_contains(search->by_id, &candidate.id))
            continue;
        g_array_append_val(search->candidates, candidate); /* never moves: as long as the limit */
        added = &g_array_index(search->candidates, Candidate, search->candidates->len - 1);
        g_hash_table_insert(search->by_id, &added->id, added);
    }
    return step == KAM_STEP_DONE;
}

/* --- what is seen of them --- */

/* The field that is shown beside the title: the first other one that is searched and may be read. */
static const KamField *
detail_field(const KamActor *actor, const KamRecordType *type)
{
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (field->searchable && g_strcmp0(type->title, field->name) != 0 && field->field_class != KAM_PRIVATE &&
            kam_policy_class_access(actor, field->field_class) != KAM_NO_ACCESS)
            return field;
    return NULL;
}

static KamStmt *
prepare_seen(const Search *search, const KamRecordType *type, const gint64 *ids, guint n, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), "t");
    const KamField *detail = detail_field(search->actor, type);

    kam_query_select(query, "t.id", NULL);
    kam_query_select(query, type->title != NULL ? type->title : "id", NULL);
    kam_query_select(query, detail != NULL ? kam_field_column(detail, 0) : "id", NULL);
    kam_query_select(query, kam_record_type_field(type, "account_id") != NULL ? "account_id" : "id", NULL);
    kam_query_where_in_ints(query, "t.id", ids, n);
    kam_query_where_null(query, "t.deleted_at", TRUE);
    kam_scope_restrict(query, "t", search->actor, search->types, type, KAM_ROWS_FEW);
    return kam_query_prepare(query, search->db, error);
}

/* Titles that are what was typed, then those that begin so, then words of titles, then others. */
static guint
rank_of(const Search *search, const char *folded, gint64 weight)
{
    if (strcmp(folded, search->text) == 0)
        return 0;
    if (g_str_has_prefix(folded, search->text))
        return 1;
    return 1 + (guint)weight;
}

static void
add_found(Search *search, const KamRecordType *type, KamStmt *stmt)
{
    const char *title = kam_stmt_get_text(stmt, 1);
    gint64 id = kam_stmt_get_int(stmt, 0);
    const Candidate *candidate = g_hash_table_lookup(search->by_id, &id);
    Found found = { .id = id, .type = type };

    found.title = g_strdup(title != NULL ? title : "");
    found.folded = kam_text_fold(found.title, -1);
    if (detail_field(search->actor, type) != NULL)
        found.detail = g_strdup(kam_stmt_get_text(stmt, 2));
    if (kam_record_type_field(type, "account_id") != NULL)
        found.account_id = kam_stmt_get_int(stmt, 3);
    found.rank = rank_of(search, found.folded, candidate->weight);
    g_array_append_val(search->found, found);
}

static gboolean
load_chunk(Search *search, const KamRecordType *type, const gint64 *ids, guint n, GError **error)
{
    g_autoptr(KamStmt) stmt = prepare_seen(search, type, ids, n, error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        add_found(search, type, stmt);
    return step == KAM_STEP_DONE;
}

static gboolean
load_type(Search *search, const KamRecordType *type, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint i = 0; i < search->candidates->len; i++)
        if (g_array_index(search->candidates, Candidate, i).type == type)
            g_array_append_val(ids, g_array_index(search->candidates, Candidate, i).id);
    for (guint at = 0; at < ids->len; at += CHUNK)
        if (!load_chunk(search, type, (const gint64 *)(gpointer)ids->data + at, MIN(CHUNK, ids->len - at), error))
            return FALSE;
    return TRUE;
}

static gboolean
load_seen(Search *search, GError **error)
{
    for (guint i = 0; search->types[i] != NULL; i++)
        if (!load_type(search, search->types[i], error))
            return FALSE;
    return TRUE;
}

static gint
compare_found(gconstpointer a, gconstpointer b)
{
    const Found *left = a, *right = b;
    int by_title;

    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    by_title = strcmp(left->folded, right->folded);
    return by_title != 0 ? by_title : (left->id > right->id) - (left->id < right->id);
}

/* --- the answer --- */

/* Names of the accounts that the records hang on, as far as they are seen. */
static gboolean
add_account_names(Search *search, GError **error)
{
    const KamRecordType *account = kam_record_type_find(search->types, "account");
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    for (guint i = 0; i < search->found->len; i++)
        if (g_array_index(search->found, Found, i).account_id != 0)
            g_array_append_val(ids, g_array_index(search->found, Found, i).account_id);
    if (account == NULL || ids->len == 0)
        return TRUE;
    stmt = prepare_seen(search, account, (const gint64 *)(gpointer)ids->data, ids->len, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        for (guint i = 0; i < search->found->len; i++) {
            Found *found = &g_array_index(search->found, Found, i);

            if (found->account_id != kam_stmt_get_int(stmt, 0))
                continue;
            g_free(found->account_name);
            found->account_name = g_strdup(kam_stmt_get_text(stmt, 1));
        }
    return step == KAM_STEP_DONE;
}

static void
write_found(const Found *found, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "type", found->type->name);
    kam_json_id(json, "id", found->id);
    kam_json_text(json, "title", found->title);
    kam_json_text(json, "detail", found->detail);
    if (found->account_name != NULL) {
        kam_json_begin_object(json, "account");
        kam_json_id(json, "id", found->account_id);
        kam_json_text(json, "name", found->account_name);
        kam_json_end_object(json);
    } else {
        kam_json_null(json, "account");
    }
    kam_json_end_object(json);
}

static gboolean
run_search(Search *search, guint limit, GError **error)
{
    if (!gather_candidates(search, error) || !load_seen(search, error))
        return FALSE;
    g_array_sort(search->found, compare_found);
    if (search->found->len > limit)
        g_array_set_size(search->found, limit);
    return add_account_names(search, error);
}

static void
clear_search(Search *search)
{
    g_hash_table_unref(search->by_id);
    g_clear_pointer(&search->candidates, g_array_unref);
    g_array_unref(search->found);
    g_strfreev(search->words);
    g_free(search->text);
}

gboolean
kam_search_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const char *text, guint limit,
                   KamJson *json, const char *name, GError **error)
{
    Search search = { .db = db, .actor = actor, .types = types, .text = kam_text_fold(text, -1) };
    gboolean ok;

    search.words = g_strsplit(search.text, " ", MAX_WORDS);
    search.by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    search.found = g_array_new(FALSE, FALSE, sizeof(Found));
    g_array_set_clear_func(search.found, clear_found);
    ok = search.text[0] == '\0' || run_search(&search, limit, error);
    kam_json_begin_array(json, name);
    for (guint i = 0; ok && i < search.found->len; i++)
        write_found(&g_array_index(search.found, Found, i), json);
    kam_json_end_array(json);
    clear_search(&search);
    return ok;
}
