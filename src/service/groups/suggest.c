/* From pairs that are alike to suggestions: who would belong to whom. */
#include "service/groups/suggest.h"

#include <string.h>

#include "sales/groups.h"
#include "service/figures/figures_json.h"
#include "service/groups/suggest_parts.h"
#include "store/statements.h"

/* One suggestion: that a group, or a company that stands alone, belongs to another. */
typedef struct {
    guint32 child, parent;     /* heads of today, or companies that stand alone */
    guint32 alike, because_of; /* units of the two whose likeness says most */
    const KamAlikePair *pair;
    guint pairs; /* units of the two that are alike */
} Suggestion;

/* Of two accounts, by id. */
typedef struct {
    gint64 low, high;
} Refusal;

typedef struct {
    const KamWork *work;
    KamGround *ground;
    const KamFacts *facts;
    const KamSuggestionQuestion *question;
    KamGroups *groups;
    guint8 *is_in;       /* NULL: all */
    GArray *found;       /* KamSuggestionPair */
    guint32 only;        /* head of the only group that is asked for; KAM_NO_INDEX: all */
    GHashTable *refused; /* Refusal */
    GArray *list;        /* Suggestion */
    GHashTable *known;   /* child and parent in one number (gint64) to 1 + place in the list */
} Search;

static void
search_clear(Search *search)
{
    g_clear_pointer(&search->groups, kam_groups_free);
    g_free(search->is_in);
    g_clear_pointer(&search->found, g_array_unref);
    g_clear_pointer(&search->refused, g_hash_table_unref);
    g_clear_pointer(&search->list, g_array_unref);
    g_clear_pointer(&search->known, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

/* --- what is left out --- */

static guint
hash_refusal(gconstpointer data)
{
    const Refusal *refusal = data;

    return g_int64_hash(&refusal->low) * 31u ^ g_int64_hash(&refusal->high);
}

static gboolean
equal_refusals(gconstpointer a, gconstpointer b)
{
    const Refusal *x = a, *y = b;

    return x->low == y->low && x->high == y->high;
}

static Refusal
refusal_of(gint64 a, gint64 b)
{
    return (Refusal) { MIN(a, b), MAX(a, b) };
}

static gboolean
load_refused(Search *search, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(search->work->db, kam_sql("group_refusal_list"), error);
    KamStep step;

    search->refused = g_hash_table_new_full(hash_refusal, equal_refusals, g_free, NULL);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Refusal refusal = refusal_of(kam_stmt_get_int(stmt, 0), kam_stmt_get_int(stmt, 1));

        g_hash_table_add(search->refused, g_memdup2(&refusal, sizeof refusal));
    }
    return step == KAM_STEP_DONE;
}

static gboolean
is_refused(const Search *search, guint32 a, guint32 b)
{
    const KamFactAccount *accounts = (const KamFactAccount *)(gconstpointer)search->facts->accounts->data;
    Refusal refusal = refusal_of(accounts[a].id, accounts[b].id);

    return g_hash_table_contains(search->refused, &refusal);
}

static void
mark_view(Search *search)
{
    const GArray *view = search->question->view;

    if (view == NULL)
        return;
    search->is_in = g_new0(guint8, search->facts->accounts->len + 1);
    for (guint i = 0; i < view->len; i++) {
        guint32 account = kam_facts_find_account(search->facts, g_array_index(view, gint64, i));

        if (account != KAM_NO_INDEX)
            search->is_in[account] = 1;
    }
}

static gboolean
sees(const Search *search, guint32 account)
{
    return search->is_in == NULL || search->is_in[account] != 0;
}

/* --- who would belong to whom --- */

static guint
size_of(const Search *search, guint32 head)
{
    guint n;

    kam_groups_units(search->groups, head, &n);
    return n;
}

/* The larger group is joined; of companies alone the one that was known first. */
static gboolean
is_above(const Search *search, guint32 a, guint32 b)
{
    guint size_a = size_of(search, a), size_b = size_of(search, b);

    return size_a != size_b ? size_a > size_b : a < b;
}

static void
take_pair(Search *search, const KamAlikePair *pair, guint32 low, guint32 high)
{
    guint32 head_low = kam_groups_root(search->groups, low), head_high = kam_groups_root(search->groups, high);
    gboolean low_above = is_above(search, head_low, head_high);
    Suggestion made = { .child = low_above ? head_high : head_low,
                        .parent = low_above ? head_low : head_high,
                        .alike = low_above ? high : low,
                        .because_of = low_above ? low : high,
                        .pair = pair,
                        .pairs = 1 };
    gint64 key = (gint64)made.child << 32 | made.parent;
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(search->known, &key));

    if (place != 0) {
        g_array_index(search->list, Suggestion, place - 1).pairs++;
        return;
    }
    g_array_append_val(search->list, made);
    g_hash_table_insert(search->known, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(search->list->len));
}

/* Two accounts that the asker sees, of groups that are asked for, and that nobody has refused. */
static gboolean
is_asked(const Search *search, guint32 low, guint32 high)
{
    guint32 head_low, head_high;

    if (low == KAM_NO_INDEX || high == KAM_NO_INDEX || !sees(search, low) || !sees(search, high))
        return FALSE;
    head_low = kam_groups_root(search->groups, low);
    head_high = kam_groups_root(search->groups, high);
    return head_low != head_high &&
           (search->only == KAM_NO_INDEX || search->only == head_low || search->only == head_high) &&
           !is_refused(search, low, high) && !is_refused(search, head_low, head_high);
}

/* Pairs come the strongest first, so that the first of two groups says most. */
static void
take_pairs(Search *search)
{
    search->list = g_array_new(FALSE, FALSE, sizeof(Suggestion));
    search->known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < search->found->len; i++) {
        const KamSuggestionPair *pair = &g_array_index(search->found, KamSuggestionPair, i);
        guint32 low = kam_facts_find_account(search->facts, pair->low_id);
        guint32 high = kam_facts_find_account(search->facts, pair->high_id);

        if (is_asked(search, low, high))
            take_pair(search, &pair->alike, low, high);
    }
}

/* The account that is asked for may be unknown: then nothing is suggested. */
static gboolean
find_only(Search *search)
{
    guint32 account = search->question->account_id == 0
                          ? KAM_NO_INDEX
                          : kam_facts_find_account(search->facts, search->question->account_id);

    search->only = account == KAM_NO_INDEX ? KAM_NO_INDEX : kam_groups_root(search->groups, account);
    return search->question->account_id == 0 || account != KAM_NO_INDEX;
}

static gboolean
search_init(Search *search, const KamWork *work, KamGround *ground, KamPairsKept *kept,
            const KamSuggestionQuestion *question, GError **error)
{
    const KamFacts *facts = kam_ground_get_facts(ground);

    *search = (Search) { .work = work, .ground = ground, .facts = facts, .question = question };
    search->groups = kam_groups_new_today(facts, error);
    if (search->groups == NULL || !load_refused(search, error))
        return FALSE;
    search->found = kam_suggestion_pairs_get(work->db, kam_suggestion_sees_contacts(work), kept, error);
    if (search->found == NULL)
        return FALSE;
    mark_view(search);
    if (find_only(search))
        take_pairs(search);
    else
        search->list = g_array_new(FALSE, FALSE, sizeof(Suggestion));
    return TRUE;
}

/* --- telling --- */

static void
put_evidence(const KamAlikePair *pair, KamJson *json)
{
    kam_json_begin_array(json, "evidence");
    for (KamAlikeKind kind = 0; kind < KAM_ALIKE_N; kind++) {
        if (pair->value[kind] == NULL)
            continue;
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "kind", kam_alike_kind_name(kind));
        kam_json_text(json, "value", pair->value[kind]);
        kam_json_number(json, "strength", pair->by[kind]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_suggestion(const Search *search, const Suggestion *suggestion, KamJson *json)
{
    const KamAlikePair *pair = suggestion->pair;
    gboolean is_one = pair->value[KAM_ALIKE_TAX_NUMBER] != NULL || pair->value[KAM_ALIKE_COMPANY_NUMBER] != NULL;

    kam_json_begin_object(json, NULL);
    kam_figures_put_account(json, "account", search->ground, suggestion->child);
    kam_figures_put_account(json, "parent", search->ground, suggestion->parent);
    kam_figures_put_account(json, "alike", search->ground, suggestion->alike);
    kam_figures_put_account(json, "because_of", search->ground, suggestion->because_of);
    kam_json_int(json, "account_units", size_of(search, suggestion->child));
    kam_json_int(json, "parent_units", size_of(search, suggestion->parent));
    kam_json_number(json, "strength", pair->strength);
    kam_json_int(json, "pairs", suggestion->pairs);
    /* The same number in a register is one company more often than a group. */
    kam_json_bool(json, "may_be_one_company", is_one);
    put_evidence(pair, json);
    kam_json_end_object(json);
}

static void
put_all(const Search *search, KamJson *json)
{
    guint last = MIN(search->list->len, search->question->offset + search->question->limit);

    kam_json_begin_object(json, NULL);
    kam_json_int(json, "total", search->list->len);
    kam_json_begin_array(json, "items");
    for (guint i = search->question->offset; i < last; i++)
        put_suggestion(search, &g_array_index(search->list, Suggestion, i), json);
    kam_json_end_array(json);
    if (last < search->list->len)
        kam_json_int(json, "next_offset", last);
    else
        kam_json_null(json, "next_offset");
    kam_json_end_object(json);
}

gboolean
kam_suggestions_to_json(const KamWork *work, KamGround *ground, KamPairsKept *kept,
                        const KamSuggestionQuestion *question, KamJson *json, GError **error)
{
    g_auto(Search) search = { 0 };

    if (!search_init(&search, work, ground, kept, question, error))
        return FALSE;
    put_all(&search, json);
    return TRUE;
}

guint *
kam_suggestions_count(const KamWork *work, KamGround *ground, KamPairsKept *kept, const KamSuggestionQuestion *question,
                      GError **error)
{
    g_auto(Search) search = { 0 };
    guint *counts;

    if (!search_init(&search, work, ground, kept, question, error))
        return NULL;
    counts = g_new0(guint, search.facts->accounts->len + 1);
    for (guint i = 0; i < search.list->len; i++) {
        const Suggestion *suggestion = &g_array_index(search.list, Suggestion, i);

        counts[suggestion->child]++;
        counts[suggestion->parent]++;
    }
    return counts;
}
