/* Reading the ground, and noticing that it has changed: lines by the version of the sales; names and attributes of
 * accounts, products and people by entries of the audit, which cost a look at its end as long as there are none. */
#include "service/figures/ground_parts.h"

#include <string.h>

#include "sales/columns/load.h"
#include "sales/columns/pick.h"
#include "service/figures/stamp.h"
#include "store/statements.h"

#define BYTES_A_LINE 41 /* of the columns of KamFacts */

struct KamGroundCache {
    GMutex lock;
    gsize max_bytes;
    KamGround *ground;
    guint n_reads;
    gint64 seen_seq; /* up to here the audit says nothing of accounts, products or people since it was read */
};

KamGround *
kam_ground_ref(KamGround *ground)
{
    g_atomic_ref_count_inc(&ground->refs);
    return ground;
}

static void
clear_lines_and_names(KamGround *ground)
{
    if (ground->lines != NULL)
        kam_ground_lines_take_off(ground->lines, ground->facts);
    kam_ground_lines_unref(ground->lines);
    g_clear_pointer(&ground->persons, g_hash_table_unref);
    g_clear_pointer(&ground->texts, g_string_chunk_free);
}

void
kam_ground_unref(KamGround *ground)
{
    if (ground == NULL || !g_atomic_ref_count_dec(&ground->refs))
        return;
    if (ground->home != NULL)
        kam_ground_clear_conversion(ground);
    else
        clear_lines_and_names(ground);
    g_free(ground->stamp);
    g_free(ground->frame);
    g_free(ground->tree);
    g_free(ground);
}

const KamFacts *
kam_ground_get_facts(const KamGround *ground)
{
    return ground->facts;
}

gint64
kam_ground_get_version(const KamGround *ground)
{
    return kam_ground_lines_get_version(ground->lines);
}

gboolean
kam_ground_knows_accounts(const KamGround *ground)
{
    return kam_ground_lines_know_accounts(ground->lines);
}

const char *
kam_ground_get_stamp(const KamGround *ground)
{
    return ground->stamp;
}

const char *
kam_ground_get_frame(const KamGround *ground)
{
    return ground->frame;
}

const char *
kam_ground_get_tree(const KamGround *ground)
{
    return ground->tree;
}

const KamFactAccount *
kam_ground_get_account(const KamGround *ground, guint32 account)
{
    return &g_array_index(ground->facts->accounts, KamFactAccount, account);
}

guint32
kam_ground_find_account(const KamGround *ground, gint64 id)
{
    return kam_facts_find_account(ground->facts, id);
}

const char *
kam_ground_get_person(const KamGround *ground, gint64 id)
{
    return g_hash_table_lookup(ground->persons, &id);
}

static gboolean
is_in_view(const KamFacts *facts, gsize line, gconstpointer data)
{
    const guint8 *is_in = data;

    return facts->account[line] != KAM_NO_INDEX && is_in[facts->account[line]] != 0;
}

KamFacts *
kam_ground_restrict(const KamGround *ground, const GArray *view)
{
    g_autofree guint8 *is_in = g_new0(guint8, ground->facts->accounts->len + 1);

    for (guint i = 0; i < view->len; i++) {
        guint32 account = kam_ground_find_account(ground, g_array_index(view, gint64, i));
        if (account != KAM_NO_INDEX)
            is_in[account] = 1;
    }
    return kam_facts_pick(ground->facts, is_in_view, is_in);
}

static gboolean
read_persons(KamGround *ground, KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("figures_person_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        const char *name = kam_stmt_get_text(stmt, 1);

        g_hash_table_insert(ground->persons, g_memdup2(&id, sizeof id),
                            g_string_chunk_insert(ground->texts, name != NULL ? name : ""));
    }
    return step == KAM_STEP_DONE;
}

/* Takes lines and facts over. */
static KamGround *
ground_new(KamGroundLines *lines, KamFacts *facts)
{
    KamGround *ground = g_new0(KamGround, 1);

    g_atomic_ref_count_init(&ground->refs);
    ground->lines = lines;
    ground->facts = facts;
    ground->persons = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    ground->texts = g_string_chunk_new(4096);
    return ground;
}

/* --- the stamp --- */

static void
sum_accounts(KamStamp *sum, const GArray *accounts)
{
    for (guint i = 0; i < accounts->len; i++) {
        const KamFactAccount *account = &g_array_index(accounts, KamFactAccount, i);

        kam_stamp_add_int(sum, account->id);
        kam_stamp_add_text(sum, account->number);
        kam_stamp_add_text(sum, account->name);
        kam_stamp_add_text(sum, account->tax_number);
        kam_stamp_add_text(sum, account->country);
        kam_stamp_add_int(sum, account->manager_id);
        kam_stamp_add_text(sum, account->region);
        kam_stamp_add_text(sum, account->city);
    }
}

/* Who belongs to whom, today and at any time. */
static void
sum_tree(KamStamp *sum, const KamFacts *facts)
{
    for (guint i = 0; i < facts->accounts->len; i++) {
        const KamFactAccount *account = &g_array_index(facts->accounts, KamFactAccount, i);

        kam_stamp_add_int(sum, account->parent_id);
        kam_stamp_add_int(sum, account->head_id);
    }
    for (guint i = 0; i < facts->ties->len; i++) {
        const KamTie *tie = &g_array_index(facts->ties, KamTie, i);

        kam_stamp_add_int(sum, tie->account);
        kam_stamp_add_int(sum, tie->parent);
        kam_stamp_add_int(sum, tie->kind);
        kam_stamp_add_int(sum, tie->from_day);
        kam_stamp_add_int(sum, tie->to_day);
        kam_stamp_add_int(sum, tie->share_micro);
    }
}

/* What people say of how groups buy. */
static void
sum_purchasings(KamStamp *sum, const GArray *purchasings)
{
    for (guint i = 0; i < purchasings->len; i++) {
        const KamFactPurchasing *said = &g_array_index(purchasings, KamFactPurchasing, i);

        kam_stamp_add_int(sum, said->id);
        kam_stamp_add_int(sum, said->account);
        kam_stamp_add_text(sum, said->category);
        kam_stamp_add_text(sum, said->mode);
        kam_stamp_add_int(sum, said->since_day);
        kam_stamp_add_int(sum, said->is_from_data);
        kam_stamp_add_int(sum, said->yearly_micro);
        kam_stamp_add_text(sum, said->currency);
    }
}

static void
sum_products(KamStamp *sum, const GArray *products)
{
    for (guint i = 0; i < products->len; i++) {
        const KamFactProduct *product = &g_array_index(products, KamFactProduct, i);

        kam_stamp_add_int(sum, product->id);
        kam_stamp_add_text(sum, product->number);
        kam_stamp_add_text(sum, product->name);
        kam_stamp_add_text(sum, product->category);
        kam_stamp_add_int(sum, product->is_charge);
    }
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
    gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

    return left < right ? -1 : left > right;
}

static void
sum_persons(KamStamp *sum, GHashTable *persons)
{
    g_autoptr(GList) ids = g_list_sort(g_hash_table_get_keys(persons), compare_ids);

    for (const GList *at = ids; at != NULL; at = at->next) {
        kam_stamp_add_int(sum, *(const gint64 *)at->data);
        kam_stamp_add_text(sum, g_hash_table_lookup(persons, at->data));
    }
}

/* By what was read and not by when: a sign-in or a change of a telephone number makes no answer old. */
static char *
finish_stamp(KamStamp *sum, const KamGround *ground)
{
    g_autofree char *word = kam_stamp_finish(sum);

    return g_strdup_printf("%" G_GINT64_FORMAT ".%s", kam_ground_get_version(ground), word);
}

static char *
make_stamp(const KamGround *ground)
{
    KamStamp sum;

    kam_stamp_init(&sum);
    sum_accounts(&sum, ground->facts->accounts);
    kam_stamp_add_int(&sum, -1);
    sum_tree(&sum, ground->facts);
    kam_stamp_add_int(&sum, -1);
    sum_purchasings(&sum, ground->facts->purchasings);
    kam_stamp_add_int(&sum, -1);
    sum_products(&sum, ground->facts->products);
    kam_stamp_add_int(&sum, -1);
    sum_persons(&sum, ground->persons);
    return finish_stamp(&sum, ground);
}

/* Which things stand at which places. */
static char *
make_frame(const KamGround *ground)
{
    KamStamp sum;

    kam_stamp_init(&sum);
    for (guint i = 0; i < ground->facts->accounts->len; i++)
        kam_stamp_add_int(&sum, g_array_index(ground->facts->accounts, KamFactAccount, i).id);
    kam_stamp_add_int(&sum, -1);
    for (guint i = 0; i < ground->facts->products->len; i++)
        kam_stamp_add_int(&sum, g_array_index(ground->facts->products, KamFactProduct, i).id);
    return finish_stamp(&sum, ground);
}

static char *
make_tree(const KamGround *ground)
{
    KamStamp sum;

    kam_stamp_init(&sum);
    kam_stamp_add_text(&sum, ground->frame);
    sum_tree(&sum, ground->facts);
    return finish_stamp(&sum, ground);
}

/* --- the cache --- */

KamGroundCache *
kam_ground_cache_new(gsize max_bytes)
{
    KamGroundCache *cache = g_new0(KamGroundCache, 1);

    g_mutex_init(&cache->lock);
    cache->max_bytes = max_bytes;
    return cache;
}

void
kam_ground_cache_free(KamGroundCache *cache)
{
    if (cache == NULL)
        return;
    kam_ground_unref(cache->ground);
    g_mutex_clear(&cache->lock);
    g_free(cache);
}

static gboolean
read_versions(KamDb *db, gint64 *version, gint64 *seq, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("figures_versions"), error);

    switch (stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error)) {
    case KAM_STEP_ROW:
        *version = kam_stmt_get_int(stmt, 0);
        *seq = kam_stmt_get_int(stmt, 1);
        return TRUE;
    case KAM_STEP_DONE:
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "the database does not say which version its sales have");
        return FALSE;
    case KAM_STEP_FAILED:
        break;
    }
    return FALSE;
}

/* Whether the audit tells of accounts, products or people since the ground was last looked at. */
static gboolean
count_changes(const KamGroundCache *cache, KamDb *db, gint64 *n, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("figures_count_changes"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, cache->seen_seq);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *n = kam_stmt_get_int(stmt, 0);
    return TRUE;
}

static gboolean
is_current(KamGroundCache *cache, KamDb *db, gint64 version, gint64 seq, gboolean *is, GError **error)
{
    gint64 changes = 0;

    *is = FALSE;
    if (cache->ground == NULL || kam_ground_get_version(cache->ground) != version)
        return TRUE;
    if (seq != cache->seen_seq && !count_changes(cache, db, &changes, error))
        return FALSE;
    *is = changes == 0;
    if (*is)
        cache->seen_seq = seq;
    return TRUE;
}

/* Lines to put under names: those that are held, unless the names or the sales are not theirs any more. */
static KamGroundLines *
find_lines(KamGroundCache *cache, KamDb *db, gint64 version, KamFacts *names, GError **error)
{
    KamGround *held = cache->ground;
    KamGroundLines *lines;

    if (held != NULL && kam_ground_get_version(held) == version && kam_ground_lines_put_under(held->lines, names))
        return kam_ground_lines_ref(held->lines);
    lines = kam_ground_lines_load(db, version, error);
    if (lines == NULL)
        return NULL;
    cache->n_reads++;
    /* Both were read in one transaction, so that they belong together. */
    if (kam_ground_lines_put_under(lines, names))
        return lines;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "lines and accounts do not fit; run 'kamen check'");
    kam_ground_lines_unref(lines);
    return NULL;
}

static KamGround *
read_ground(KamGroundCache *cache, KamDb *db, gint64 version, GError **error)
{
    g_autoptr(KamFacts) names = kam_facts_new();
    KamGroundLines *lines;
    g_autoptr(KamGround) ground = NULL;

    if (!kam_facts_load_names(db, names, error))
        return NULL;
    lines = find_lines(cache, db, version, names, error);
    if (lines == NULL)
        return NULL;
    ground = ground_new(lines, g_steal_pointer(&names));
    if (!read_persons(ground, db, error))
        return NULL;
    ground->stamp = make_stamp(ground);
    ground->frame = make_frame(ground);
    ground->tree = make_tree(ground);
    return g_steal_pointer(&ground);
}

gboolean
kam_ground_cache_has_room(const KamGroundCache *cache, const KamGround *ground)
{
    const KamGround *home = ground->home != NULL ? ground->home : ground;

    return kam_ground_lines_count(home->lines) * BYTES_A_LINE <= cache->max_bytes;
}

static void
hold(KamGroundCache *cache, KamGround *ground, gint64 seq)
{
    if (!kam_ground_cache_has_room(cache, ground))
        return;
    cache->seen_seq = seq;
    kam_ground_unref(cache->ground);
    cache->ground = kam_ground_ref(ground);
}

static KamGround *
refresh(KamGroundCache *cache, KamDb *db, GError **error)
{
    /* One transaction, so that versions, lines and accounts belong together. */
    g_autoptr(KamTx) tx = kam_tx_begin_read(db, error);
    gint64 version, seq;
    gboolean is;
    KamGround *ground;

    if (tx == NULL || !read_versions(db, &version, &seq, error) || !is_current(cache, db, version, seq, &is, error))
        return NULL;
    if (is)
        return kam_ground_ref(cache->ground);
    ground = read_ground(cache, db, version, error);
    if (ground != NULL)
        hold(cache, ground, seq);
    return ground;
}

KamGround *
kam_ground_cache_get(KamGroundCache *cache, KamDb *db, GError **error)
{
    KamGround *ground;

    g_mutex_lock(&cache->lock);
    ground = refresh(cache, db, error);
    g_mutex_unlock(&cache->lock);
    return ground;
}

guint
kam_ground_cache_count_reads(KamGroundCache *cache)
{
    guint n;

    g_mutex_lock(&cache->lock);
    n = cache->n_reads;
    g_mutex_unlock(&cache->lock);
    return n;
}
