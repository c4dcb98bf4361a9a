/* Lines know accounts and products by their place in a list by id. New ones come last as a rule, so that the places
 * stay; otherwise places are mapped, which is one pass over a column instead of reading it. */
#include "service/figures/ground_lines.h"

#include <string.h>

#include "base/error.h"
#include "sales/columns/load.h"
#include "store/statements.h"

struct KamGroundLines {
    gatomicrefcount refs;
    gint64 version;
    KamFacts *facts;                           /* as they were read */
    KamRates *rates;                           /* of the same moment */
    GHashTable *gone_accounts, *gone_products; /* ids (gint64) that were deleted by then: lines do not name them */
};

KamGroundLines *
kam_ground_lines_ref(KamGroundLines *lines)
{
    g_atomic_ref_count_inc(&lines->refs);
    return lines;
}

void
kam_ground_lines_unref(KamGroundLines *lines)
{
    if (lines == NULL || !g_atomic_ref_count_dec(&lines->refs))
        return;
    kam_facts_free(lines->facts);
    kam_rates_free(lines->rates);
    g_clear_pointer(&lines->gone_accounts, g_hash_table_unref);
    g_clear_pointer(&lines->gone_products, g_hash_table_unref);
    g_free(lines);
}

gint64
kam_ground_lines_get_version(const KamGroundLines *lines)
{
    return lines->version;
}

const KamRates *
kam_ground_lines_get_rates(const KamGroundLines *lines)
{
    return lines->rates;
}

gsize
kam_ground_lines_count(const KamGroundLines *lines)
{
    return lines->facts->n;
}

gboolean
kam_ground_lines_know_accounts(const KamGroundLines *lines)
{
    return g_hash_table_size(lines->gone_accounts) == 0;
}

/* --- reading --- */

static KamFacts *
load_facts(KamDb *db, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    KamFacts *facts = kam_facts_load(db, &wrong);

    if (facts != NULL)
        return facts;
    if (g_error_matches(wrong, KAM_ERROR, KAM_ERROR_NOT_FOUND))
        return kam_facts_new();
    g_propagate_error(error, g_steal_pointer(&wrong));
    return NULL;
}

static GHashTable *
load_ids(KamDb *db, const char *statement, GError **error)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : KAM_STEP_ROW;

    while (step == KAM_STEP_ROW && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_hash_table_add(ids, g_memdup2(&id, sizeof id));
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

KamGroundLines *
kam_ground_lines_load(KamDb *db, gint64 version, GError **error)
{
    g_autoptr(KamGroundLines) lines = g_new0(KamGroundLines, 1);

    g_atomic_ref_count_init(&lines->refs);
    lines->version = version;
    lines->facts = load_facts(db, error);
    if (lines->facts == NULL || (lines->rates = kam_rates_load(db, error)) == NULL ||
        (lines->gone_accounts = load_ids(db, "figures_gone_accounts", error)) == NULL ||
        (lines->gone_products = load_ids(db, "figures_gone_products", error)) == NULL)
        return NULL;
    return g_steal_pointer(&lines);
}

/* --- places --- */

/* Where things of a list by id stand in a later list by id. */
typedef struct {
    guint32 *to; /* by the old place; KAM_NO_INDEX: deleted since */
    gboolean is_moved, has_lost, has_returned;
} Map;

/* Things begin with their id. */
static gint64
id_at(GArray *things, guint i)
{
    return *(const gint64 *)(gconstpointer)(things->data + (gsize)i * g_array_get_element_size(things));
}

static Map
map_places(GArray *old, GArray *now, GHashTable *gone)
{
    Map map = { .to = g_new(guint32, old->len + 1) };
    guint i = 0;

    for (guint j = 0; j < now->len; j++) {
        gint64 id = id_at(now, j);

        while (i < old->len && id_at(old, i) < id)
            map.to[i++] = KAM_NO_INDEX;
        if (i < old->len && id_at(old, i) == id)
            map.to[i++] = j;
        else
            map.has_returned |= g_hash_table_contains(gone, &id);
    }
    while (i < old->len)
        map.to[i++] = KAM_NO_INDEX;
    for (i = 0; i < old->len; i++) {
        map.has_lost |= map.to[i] == KAM_NO_INDEX;
        map.is_moved |= map.to[i] != i;
    }
    return map;
}

static gboolean
loses_lines(const Map *map, const guint32 *column, gsize n)
{
    for (gsize i = 0; map->has_lost && i < n; i++)
        if (column[i] != KAM_NO_INDEX && map->to[column[i]] == KAM_NO_INDEX)
            return TRUE;
    return FALSE;
}

static gboolean
fits(const Map *map, const guint32 *column, gsize n)
{
    return !map->has_returned && !loses_lines(map, column, n);
}

/* The flags of the lines of a product say whether it is a charge. */
static gboolean
has_other_charges(const GArray *old, const GArray *now, const Map *map)
{
    for (guint i = 0; i < old->len; i++)
        if (map->to[i] != KAM_NO_INDEX &&
            g_array_index(old, KamFactProduct, i).is_charge != g_array_index(now, KamFactProduct, map->to[i]).is_charge)
            return TRUE;
    return FALSE;
}

static guint32 *
map_column(const Map *map, guint32 *column, gsize n)
{
    guint32 *mapped;

    if (!map->is_moved)
        return column;
    mapped = g_new(guint32, n + 1);
    for (gsize i = 0; i < n; i++)
        mapped[i] = column[i] == KAM_NO_INDEX ? KAM_NO_INDEX : map->to[column[i]];
    return mapped;
}

static void
share(const KamFacts *from, KamFacts *to)
{
    to->n = from->n;
    to->document = from->document;
    to->day = from->day;
    to->quantity_micro = from->quantity_micro;
    to->net_micro = from->net_micro;
    to->cost_micro = from->cost_micro;
    to->flags = from->flags;
    g_array_unref(to->foreign);
    to->foreign = g_array_ref(from->foreign);
    to->n_documents = from->n_documents;
    to->first_day = from->first_day;
    to->last_day = from->last_day;
    memcpy(to->currency, from->currency, sizeof to->currency);
    to->is_one_money = from->is_one_money;
    to->balance = from->balance;
}

gboolean
kam_ground_lines_put_under(const KamGroundLines *lines, KamFacts *names)
{
    const KamFacts *facts = lines->facts;
    Map accounts = map_places(facts->accounts, names->accounts, lines->gone_accounts);
    Map products = map_places(facts->products, names->products, lines->gone_products);
    gboolean can = fits(&accounts, facts->account, facts->n) && fits(&products, facts->product, facts->n) &&
                   !has_other_charges(facts->products, names->products, &products);

    if (can) {
        share(facts, names);
        names->account = map_column(&accounts, facts->account, facts->n);
        names->product = map_column(&products, facts->product, facts->n);
    }
    g_free(accounts.to);
    g_free(products.to);
    return can;
}

void
kam_ground_lines_take_off(const KamGroundLines *lines, KamFacts *facts)
{
    if (facts == NULL)
        return;
    if (facts->account == lines->facts->account)
        facts->account = NULL;
    if (facts->product == lines->facts->product)
        facts->product = NULL;
    facts->document = NULL;
    facts->day = NULL;
    facts->quantity_micro = facts->net_micro = facts->cost_micro = NULL;
    facts->flags = NULL;
    kam_facts_free(facts);
}
