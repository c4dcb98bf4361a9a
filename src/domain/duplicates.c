/* Likely duplicates. */
#include "domain/duplicates.h"

#include "domain/types.h"
#include "record/change.h"
#include "record/scope.h"
#include "store/query.h"
#include "store/statements.h"

#define MAX_LIKE 20

/* A column by which records are found alike, and how much that says. */
typedef struct {
    const KamRecordType *type;
    const char *column;
    const char *reason; /* the word of the answer */
    KamFieldClass field_class;
    guint points;
    const char *pairs; /* statement: pairs of living records whose columns agree */
} Key;

static const Key keys[] = {
    { &kam_account_type, "tax_number", "tax_number", KAM_PUBLIC, 60, "duplicate_account_tax_number" },
    { &kam_account_type, "company_number", "company_number", KAM_PUBLIC, 60, "duplicate_account_company_number" },
    { &kam_account_type, "name_key", "name", KAM_PUBLIC, 40, "duplicate_account_name" },
    { &kam_account_type, "phone_key", "phone", KAM_PUBLIC, 30, "duplicate_account_phone" },
    { &kam_account_type, "domain_key", "domain", KAM_PUBLIC, 20, "duplicate_account_domain" },
    { &kam_contact_type, "email", "email", KAM_PERSONAL, 60, "duplicate_contact_email" },
    { &kam_contact_type, "name_key", "name", KAM_PUBLIC, 20, "duplicate_contact_name" },
    { &kam_contact_type, "mobile_key", "mobile", KAM_PERSONAL, 40, "duplicate_contact_mobile" },
    { &kam_contact_type, "phone_key", "phone", KAM_PERSONAL, 15, "duplicate_contact_phone" },
};

/* The same name in the same company. */
#define SAME_EMPLOYER_POINTS 30

static gboolean
applies(const Key *key, const KamRecordType *type, const KamActor *actor)
{
    return key->type == type && kam_policy_class_access(actor, key->field_class) != KAM_NO_ACCESS;
}

static void
add_points(GHashTable *found, gint64 id, guint points, guint reasons)
{
    KamLikeness *likeness = g_hash_table_lookup(found, &id);

    if (likeness == NULL) {
        likeness = g_new0(KamLikeness, 1);
        likeness->id = id;
        g_hash_table_insert(found, &likeness->id, likeness);
    }
    likeness->score += points;
    likeness->reasons |= reasons;
}

static KamQuery *
query_like(const KamRecord *record, const Key *key, const char *value)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(record->type), NULL);

    kam_query_select(query, "id", NULL);
    if (record->type == &kam_contact_type)
        kam_query_select(query, "account_id", NULL);
    kam_query_where_text(query, key->column, KAM_EQ, value);
    kam_query_where_int(query, "id", KAM_NE, record->id);
    kam_query_where_null(query, "deleted_at", TRUE);
    kam_query_order_by(query, &(KamQueryKey) { .column = "id" });
    kam_query_limit(query, MAX_LIKE);
    return query;
}

static gboolean
is_name(const Key *key)
{
    return g_str_equal(key->reason, "name");
}

static gboolean
find_by_key(const KamWork *work, const KamRecord *record, guint k, GHashTable *found, GError **error)
{
    const char *value = kam_record_get_text(record, keys[k].column);
    g_autoptr(KamQuery) query = NULL;
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    if (value == NULL || value[0] == '\0')
        return TRUE;
    query = query_like(record, &keys[k], value);
    stmt = kam_query_prepare(query, work->db, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gboolean same_employer = record->type == &kam_contact_type && is_name(&keys[k]) &&
                                 kam_stmt_get_int(stmt, 1) == kam_record_get_int(record, "account_id");
        add_points(found, kam_stmt_get_int(stmt, 0), keys[k].points + (same_employer ? SAME_EMPLOYER_POINTS : 0),
                   1u << k);
    }
    return step == KAM_STEP_DONE;
}

static gint
compare_likenesses(gconstpointer a, gconstpointer b)
{
    const KamLikeness *left = a, *right = b;

    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

/* Those of enough points that the actor sees. */
static GArray *
choose(const KamWork *work, const KamRecordType *type, GHashTable *found, guint min_score, GError **error)
{
    g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(KamLikeness));
    GHashTableIter iter;
    gpointer likeness;

    g_hash_table_iter_init(&iter, found);
    while (g_hash_table_iter_next(&iter, NULL, &likeness)) {
        const KamLikeness *one = likeness;
        gboolean sees = FALSE;
        if (one->score < min_score)
            continue;
        if (!kam_scope_sees(work->db, work->actor, work->types, type, one->id, &sees, error))
            return NULL;
        if (sees)
            g_array_append_val(chosen, *one);
    }
    g_array_sort(chosen, compare_likenesses);
    if (chosen->len > MAX_LIKE)
        g_array_set_size(chosen, MAX_LIKE);
    return g_steal_pointer(&chosen);
}

GArray *
kam_duplicates_find_like(const KamWork *work, const KamRecord *record, guint min_score, GError **error)
{
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);

    for (guint k = 0; k < G_N_ELEMENTS(keys); k++)
        if (applies(&keys[k], record->type, work->actor) && !find_by_key(work, record, k, found, error))
            return NULL;
    return choose(work, record->type, found, min_score, error);
}

static void
reasons_to_json(guint reasons, KamJson *json)
{
    kam_json_begin_array(json, "reasons");
    for (guint k = 0; k < G_N_ELEMENTS(keys); k++)
        if ((reasons & 1u << k) != 0)
            kam_json_text(json, NULL, keys[k].reason);
    kam_json_end_array(json);
}

static gboolean
record_to_json(const KamWork *work, const KamRecordType *type, gint64 id, KamJson *json, const char *name,
               GError **error)
{
    g_autoptr(KamRecord) record = kam_record_load(work->db, type, id, FALSE, error);

    if (record == NULL)
        return FALSE;
    kam_record_to_json(record, work->actor, json, name);
    return TRUE;
}

gboolean
kam_duplicates_likenesses_to_json(const KamWork *work, const KamRecordType *type, const GArray *likenesses,
                                  KamJson *json, const char *name, GError **error)
{
    kam_json_begin_array(json, name);
    for (guint i = 0; i < likenesses->len; i++) {
        const KamLikeness *likeness = &g_array_index(likenesses, KamLikeness, i);
        kam_json_begin_object(json, NULL);
        if (!record_to_json(work, type, likeness->id, json, "record", error))
            return FALSE;
        kam_json_int(json, "score", likeness->score);
        reasons_to_json(likeness->reasons, json);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    return TRUE;
}

/* --- pairs ----------------------------------------------------------------------------------------------------- */

typedef struct {
    gint64 low, high; /* first: the key of the table */
    guint score, reasons;
} Pair;

static guint
hash_pair(gconstpointer data)
{
    const Pair *pair = data;

    return g_int64_hash(&pair->low) * 31 + g_int64_hash(&pair->high);
}

static gboolean
equal_pairs(gconstpointer a, gconstpointer b)
{
    const Pair *left = a, *right = b;

    return left->low == right->low && left->high == right->high;
}

static gboolean
add_pairs(const KamWork *work, guint k, GHashTable *pairs, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql(keys[k].pairs), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Pair wanted = { kam_stmt_get_int(stmt, 0), kam_stmt_get_int(stmt, 1), 0, 0 };
        Pair *pair = g_hash_table_lookup(pairs, &wanted);
        if (pair == NULL) {
            pair = g_memdup2(&wanted, sizeof wanted);
            g_hash_table_add(pairs, pair);
        }
        pair->score += keys[k].points + (kam_stmt_get_int(stmt, 2) != 0 ? SAME_EMPLOYER_POINTS : 0);
        pair->reasons |= 1u << k;
    }
    return step == KAM_STEP_DONE;
}

/* --- pairs of those who see some accounts only --- */

/* What is theirs is little beside the whole: each record asks for what is like it. */
#define MAX_IN_VIEW 5000

static GArray *
list_in_view(const KamWork *work, const KamRecordType *type, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), "t");
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    kam_query_select(query, "t.id", NULL);
    kam_query_where_null(query, "t.deleted_at", TRUE);
    kam_scope_restrict(query, "t", work->actor, work->types, type, KAM_ROWS_MANY);
    kam_query_order_by(query, &(KamQueryKey) { .column = "t.id" });
    kam_query_limit(query, MAX_IN_VIEW);
    stmt = kam_query_prepare(query, work->db, error);
    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_array_append_val(ids, id);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

static gboolean
is_dismissed(const KamWork *work, const Pair *pair, gboolean *is, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("duplicate_dismissal", NULL);
    gint64 found = 0;

    kam_query_select(query, "low_id", NULL);
    kam_query_where_int(query, "low_id", KAM_EQ, pair->low);
    kam_query_where_int(query, "high_id", KAM_EQ, pair->high);
    if (!kam_query_get_int(query, work->db, &found, error))
        return FALSE;
    *is = found != 0;
    return TRUE;
}

static gboolean
add_pairs_of(const KamWork *work, const KamRecordType *type, gint64 id, GHashTable *pairs, GError **error)
{
    g_autoptr(KamRecord) record = kam_record_load(work->db, type, id, FALSE, error);
    g_autoptr(GArray) like = record == NULL ? NULL : kam_duplicates_find_like(work, record, 1, error);

    for (guint i = 0; like != NULL && i < like->len; i++) {
        const KamLikeness *one = &g_array_index(like, KamLikeness, i);
        Pair pair = { MIN(id, one->id), MAX(id, one->id), one->score, one->reasons };
        gboolean is = FALSE;

        if (g_hash_table_contains(pairs, &pair))
            continue;
        if (!is_dismissed(work, &pair, &is, error))
            return FALSE;
        if (!is)
            g_hash_table_add(pairs, g_memdup2(&pair, sizeof pair));
    }
    return like != NULL;
}

static gboolean
add_pairs_in_view(const KamWork *work, const KamRecordType *type, GHashTable *pairs, GError **error)
{
    g_autoptr(GArray) ids = list_in_view(work, type, error);

    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (!add_pairs_of(work, type, g_array_index(ids, gint64, i), pairs, error))
            return FALSE;
    return ids != NULL;
}

/* --- pairs of those who see everything --- */

/* Which keys an actor may read, of a type: bits by place. */
static guint
keys_of(const KamRecordType *type, const KamActor *actor)
{
    guint mask = 0;

    for (guint k = 0; k < G_N_ELEMENTS(keys); k++)
        if (applies(&keys[k], type, actor))
            mask |= 1u << k;
    return mask;
}

static gint
compare_pairs(gconstpointer a, gconstpointer b)
{
    const Pair *left = a, *right = b;

    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->low != right->low)
        return left->low < right->low ? -1 : 1;
    return (left->high > right->high) - (left->high < right->high);
}

static GArray *
sort_pairs(GHashTable *pairs)
{
    GArray *sorted = g_array_sized_new(FALSE, FALSE, sizeof(Pair), g_hash_table_size(pairs));
    GHashTableIter iter;
    gpointer found;

    g_hash_table_iter_init(&iter, pairs);
    while (g_hash_table_iter_next(&iter, &found, NULL))
        g_array_append_vals(sorted, found, 1);
    g_array_sort(sorted, compare_pairs);
    return sorted;
}

typedef struct {
    const KamWork *work;
    guint mask;
} Finding;

static GArray *
find_all(gpointer data, GError **error)
{
    const Finding *finding = data;
    g_autoptr(GHashTable) pairs = g_hash_table_new_full(hash_pair, equal_pairs, g_free, NULL);

    for (guint k = 0; k < G_N_ELEMENTS(keys); k++)
        if ((finding->mask & (1u << k)) != 0 && !add_pairs(finding->work, k, pairs, error))
            return NULL;
    return sort_pairs(pairs);
}

static GArray *
get_all(const KamWork *work, const KamRecordType *type, guint mask, KamPairsKept *kept, GError **error)
{
    Finding finding = { work, mask };
    const KamPairsWanted wanted = { .name = type->name,
                                    .key = mask,
                                    .changes = "duplicate_count_changes",
                                    .type = type->name,
                                    .find = find_all,
                                    .data = &finding };

    return kept == NULL ? find_all(&finding, error) : kam_pairs_kept_get(kept, work->db, &wanted, error);
}

/* --- the list --- */

static GArray *
list_pairs(const KamWork *work, const KamRecordType *type, KamPairsKept *kept, GError **error)
{
    g_autoptr(GHashTable) pairs = NULL;

    if (kam_policy_sees_all_accounts(work->actor))
        return get_all(work, type, keys_of(type, work->actor), kept, error);
    pairs = g_hash_table_new_full(hash_pair, equal_pairs, g_free, NULL);
    return add_pairs_in_view(work, type, pairs, error) ? sort_pairs(pairs) : NULL;
}

static gboolean
sees_both(const KamWork *work, const KamRecordType *type, gint64 first, gint64 second, gboolean *sees, GError **error)
{
    return kam_scope_sees(work->db, work->actor, work->types, type, first, sees, error) &&
           (!*sees || kam_scope_sees(work->db, work->actor, work->types, type, second, sees, error));
}

static gboolean
pair_to_json(const KamWork *work, const KamRecordType *type, const Pair *pair, KamJson *json, GError **error)
{
    kam_json_begin_object(json, NULL);
    kam_json_begin_array(json, "records");
    if (!record_to_json(work, type, pair->low, json, NULL, error) ||
        !record_to_json(work, type, pair->high, json, NULL, error))
        return FALSE;
    kam_json_end_array(json);
    kam_json_int(json, "score", pair->score);
    reasons_to_json(pair->reasons, json);
    kam_json_end_object(json);
    return TRUE;
}

gboolean
kam_duplicates_pairs_to_json(const KamWork *work, const KamRecordType *type, guint limit, KamPairsKept *kept,
                             KamJson *json, GError **error)
{
    g_autoptr(GArray) pairs = list_pairs(work, type, kept, error);

    if (pairs == NULL)
        return FALSE;
    kam_json_begin_array(json, "items");
    for (guint i = 0, shown = 0; i < pairs->len && shown < limit; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        gboolean sees = FALSE;
        if (!sees_both(work, type, pair->low, pair->high, &sees, error) ||
            (sees && !pair_to_json(work, type, pair, json, error)))
            return FALSE;
        shown += sees ? 1 : 0;
    }
    kam_json_end_array(json);
    return TRUE;
}

gboolean
kam_duplicates_count_pairs(KamDb *db, const KamRecordType *type, KamPairsKept *kept, gint64 *n, GError **error)
{
    const KamWork work = { .db = db };
    g_autoptr(GArray) pairs = NULL;
    guint mask = 0;

    for (guint k = 0; k < G_N_ELEMENTS(keys); k++)
        mask |= keys[k].type == type ? 1u << k : 0;
    pairs = get_all(&work, type, mask, kept, error);
    if (pairs == NULL)
        return FALSE;
    *n = pairs->len;
    return TRUE;
}

gboolean
kam_duplicates_dismiss(const KamWork *work, const KamRecordType *type, gint64 first, gint64 second, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_insert("duplicate_dismissal");
    gboolean sees = FALSE;

    if (!sees_both(work, type, first, second, &sees, error))
        return FALSE;
    if (!sees || first == second) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there are no two %s of these ids", type->plural);
        return FALSE;
    }
    kam_query_set_text(query, "type", type->name);
    kam_query_set_int(query, "low_id", MIN(first, second));
    kam_query_set_int(query, "high_id", MAX(first, second));
    kam_query_set_int(query, "created_at", work->now_ms);
    kam_query_set_int(query, "created_by", work->actor->user_id);
    kam_query_skip_conflicts(query);
    return kam_query_run(query, work->db, error);
}
