/* Finding records of all types by the beginnings of their words. */
#include "record/search.h"

#include <string.h>

#include "base/text.h"
#include "record/search_private.h"
#include "record/value.h"

/* So many records are looked at at most, and fewer when enough are seen before: those whose word is nearest to what was
 * typed come first. Who sees some accounts only has more of them looked at, since most will be others'. */
#define MAX_CANDIDATES 2000
#define MAX_CANDIDATES_OF_SOME 10000
/* Who sees no more accounts than this is shown what hangs on them from there, however many others have the words. */
#define FEW_ACCOUNTS 500
/* Records looked at before asking whether enough are seen; each time twice as many, up to the ids of a statement. */
#define FIRST_CHUNK 64
#define CHUNK 1000
/* Of words that this many rows hold it no longer matters which is rarer. */
#define MANY_ROWS 400
#define MAX_WORDS 8

typedef struct {
    gint64 id;
    const KamRecordType *type;
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
    guint rarest;         /* of words */
    gboolean is_own_done; /* all that hangs on accounts was looked at from the accounts */
    GArray *candidates;   /* Candidate, looked at together */
    GHashTable *by_id;    /* ids of all candidates until now */
    GArray *found;        /* Found */
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

/* How many rows a word begins, counted up to MANY_ROWS. */
static gboolean
count_rows(const Search *search, const char *word, guint *n, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("search_word", "w");
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    kam_query_select(query, "w.record_id", NULL);
    kam_search_where_begins(query, "w", search->actor, word);
    kam_query_limit(query, MANY_ROWS);
    stmt = kam_query_prepare(query, search->db, error);
    if (stmt == NULL)
        return FALSE;
    for (*n = 0; (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW;)
        ++*n;
    return step == KAM_STEP_DONE;
}

static gboolean
find_rarest(Search *search, GError **error)
{
    guint least = G_MAXUINT;

    for (guint i = 0; search->words[1] != NULL && search->words[i] != NULL; i++) {
        guint n;

        if (!count_rows(search, search->words[i], &n, error))
            return FALSE;
        if (n < least || (n == least && strlen(search->words[i]) > strlen(search->words[search->rarest])))
            search->rarest = i;
        least = MIN(least, n);
    }
    return TRUE;
}

static void
where_other_words(const Search *search, KamQuery *query)
{
    for (guint i = 0; search->words[i] != NULL; i++) {
        g_autoptr(KamQuery) other = kam_query_new_select("search_word", "o");

        if (i == search->rarest)
            continue;
        kam_query_select(other, "o.record_id", NULL);
        kam_query_where_columns(other, "o.record_id", KAM_EQ, "w.record_id");
        kam_search_where_begins(other, "o", search->actor, search->words[i]);
        kam_query_where_exists(query, other);
    }
}

static gboolean
hangs_on_accounts(const KamRecordType *type)
{
    return type->scope != KAM_SCOPE_NONE;
}

static void
where_type_is_open(const Search *search, KamQuery *query)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; search->types[i] != NULL; i++)
        if (!hangs_on_accounts(search->types[i]))
            g_ptr_array_add(names, (gpointer)(guintptr)search->types[i]->name);
    kam_query_where_in_texts(query, "w.type", (const char *const *)names->pdata, names->len);
}

/* The nearest words stand first: the word itself, then longer ones. */
static KamQuery *
query_candidates(const Search *search, gint64 weight)
{
    KamQuery *query = kam_query_new_select("search_word", "w");

    kam_query_select(query, "w.record_id", NULL);
    kam_query_select(query, "w.type", NULL);
    kam_search_where_begins(query, "w", search->actor, search->words[search->rarest]);
    kam_query_where_int(query, "w.weight", KAM_EQ, weight);
    where_other_words(search, query);
    if (search->is_own_done)
        where_type_is_open(search, query);
    kam_query_order_by(query, &(KamQueryKey) { .column = "w.word" });
    kam_query_order_by(query, &(KamQueryKey) { .column = "w.record_id" });
    kam_query_limit(query, kam_policy_sees_all_accounts(search->actor) ? MAX_CANDIDATES : MAX_CANDIDATES_OF_SOME);
    return query;
}

static void
add_candidate(Search *search, KamStmt *stmt)
{
    Candidate candidate = { .id = kam_stmt_get_int(stmt, 0) };

    candidate.type = kam_record_type_find(search->types, kam_stmt_get_text(stmt, 1));
    if (candidate.type != NULL && g_hash_table_add(search->by_id, g_memdup2(&candidate.id, sizeof candidate.id)))
        g_array_append_val(search->candidates, candidate);
}

/* The next candidates, at most n. */
static KamStep
gather_candidates(Search *search, KamStmt *stmt, guint n, GError **error)
{
    KamStep step = KAM_STEP_ROW;

    g_array_set_size(search->candidates, 0);
    while (search->candidates->len < n && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        add_candidate(search, stmt);
    return step;
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

/* Records of the type that are alive and seen. */
static KamQuery *
query_seen(const Search *search, const KamRecordType *type, KamScopeRows rows)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(type), "t");
    const KamField *detail = detail_field(search->actor, type);

    kam_query_select(query, "t.id", NULL);
    kam_query_select(query, type->title != NULL ? type->title : "id", NULL);
    kam_query_select(query, detail != NULL ? kam_field_column(detail, 0) : "id", NULL);
    kam_query_select(query, kam_record_type_field(type, "account_id") != NULL ? "account_id" : "id", NULL);
    kam_query_where_null(query, "t.deleted_at", TRUE);
    kam_scope_restrict(query, "t", search->actor, search->types, type, rows);
    return query;
}

static KamStmt *
prepare_seen(const Search *search, const KamRecordType *type, const gint64 *ids, guint n, GError **error)
{
    g_autoptr(KamQuery) query = query_seen(search, type, KAM_ROWS_FEW);

    kam_query_where_in_ints(query, "t.id", ids, n);
    return kam_query_prepare(query, search->db, error);
}

/* Whether the word begins a word of a folded text. */
static gboolean
holds_beginning(const char *folded, const char *word)
{
    const char *at = strstr(folded, word);

    while (at != NULL && at != folded && at[-1] != ' ')
        at = strstr(at + 1, word);
    return at != NULL;
}

/* Titles that are what was typed, then those that begin so, then words of titles, then others. */
static guint
rank_of(const Search *search, const char *folded)
{
    if (strcmp(folded, search->text) == 0)
        return 0;
    if (g_str_has_prefix(folded, search->text))
        return 1;
    return holds_beginning(folded, search->words[search->rarest]) ? 2 : 3;
}

static void
add_found(Search *search, const KamRecordType *type, KamStmt *stmt)
{
    const char *title = kam_stmt_get_text(stmt, 1);
    Found found = { .id = kam_stmt_get_int(stmt, 0), .type = type };

    found.title = g_strdup(title != NULL ? title : "");
    found.folded = kam_text_fold(found.title, -1);
    if (detail_field(search->actor, type) != NULL)
        found.detail = g_strdup(kam_stmt_get_text(stmt, 2));
    if (kam_record_type_field(type, "account_id") != NULL)
        found.account_id = kam_stmt_get_int(stmt, 3);
    found.rank = rank_of(search, found.folded);
    g_array_append_val(search->found, found);
}

static gboolean
add_all_found(Search *search, const KamRecordType *type, KamStmt *stmt, GError **error)
{
    KamStep step = KAM_STEP_FAILED;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        add_found(search, type, stmt);
    return step == KAM_STEP_DONE;
}

static gboolean
load_chunk(Search *search, const KamRecordType *type, const gint64 *ids, guint n, GError **error)
{
    g_autoptr(KamStmt) stmt = prepare_seen(search, type, ids, n, error);

    return add_all_found(search, type, stmt, error);
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

/* Words of titles come before others, until as many as are wanted are seen. */
static gboolean
look_at_words(Search *search, gint64 weight, guint wanted, GError **error)
{
    g_autoptr(KamQuery) query = query_candidates(search, weight);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, search->db, error);
    KamStep step = stmt != NULL ? KAM_STEP_ROW : KAM_STEP_FAILED;

    for (guint n = FIRST_CHUNK; step == KAM_STEP_ROW && search->found->len < wanted; n = MIN(2 * n, CHUNK)) {
        step = gather_candidates(search, stmt, n, error);
        if (step != KAM_STEP_FAILED && !load_seen(search, error))
            return FALSE;
    }
    return step != KAM_STEP_FAILED;
}

static gboolean
load_own_type(Search *search, const KamRecordType *type, GError **error)
{
    g_autoptr(KamQuery) query = query_seen(search, type, KAM_ROWS_MANY);
    g_autoptr(KamStmt) stmt = NULL;

    for (guint i = 0; search->words[i] != NULL; i++) {
        g_autoptr(KamQuery) word = kam_query_new_select("search_word", "w");

        kam_query_select(word, "w.record_id", NULL);
        kam_query_where_columns(word, "w.record_id", KAM_EQ, "t.id");
        kam_search_where_begins(word, "w", search->actor, search->words[i]);
        kam_query_where_exists(query, word);
    }
    kam_query_limit(query, MAX_CANDIDATES_OF_SOME);
    stmt = kam_query_prepare(query, search->db, error);
    return add_all_found(search, type, stmt, error);
}

/* From few accounts to what hangs on them: nobody misses what is their own because others have much of the same. */
static gboolean
look_at_own(Search *search, GError **error)
{
    g_autoptr(GArray) accounts = NULL;

    if (!kam_scope_list_accounts(search->db, search->actor, &accounts, error))
        return FALSE;
    search->is_own_done = accounts != NULL && accounts->len <= FEW_ACCOUNTS;
    for (guint i = 0; search->is_own_done && search->types[i] != NULL; i++)
        if (hangs_on_accounts(search->types[i]) && kam_search_has_words(search->types[i]) &&
            !load_own_type(search, search->types[i], error))
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
    if (!find_rarest(search, error) || !look_at_own(search, error))
        return FALSE;
    for (gint64 weight = KAM_SEARCH_TITLE; weight <= KAM_SEARCH_OTHER && search->found->len < limit; weight++)
        if (!look_at_words(search, weight, limit, error))
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
    g_array_unref(search->candidates);
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
    search.by_id = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    search.candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
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
