/* Cells by counting sorts: month, then product, then account, each stable. */
#include "sales/columns/cube.h"

#include "base/date.h"
#include "base/decimal.h"
#include "sales/columns/load.h"
#include "store/statements.h"

struct KamCube {
    gatomicrefcount references;
    KamFacts *facts;
    gsize n;
    gint32 first_month, last_month;
    gsize *account_start; /* of account + 1, so that lines without one come first; one more at the end */
    guint32 *product, *lines;
    gint32 *month;
    gint64 *quantity_micro, *net_micro, *cost_micro, *costed_net_micro;
};

struct KamCubeCache {
    GMutex lock;
    KamCube *cube;
    gint64 version;
};

KamCube *
kam_cube_ref(KamCube *cube)
{
    g_atomic_ref_count_inc(&cube->references);
    return cube;
}

void
kam_cube_unref(KamCube *cube)
{
    if (cube == NULL || !g_atomic_ref_count_dec(&cube->references))
        return;
    kam_facts_free(cube->facts);
    g_free(cube->account_start);
    g_free(cube->product);
    g_free(cube->lines);
    g_free(cube->month);
    g_free(cube->quantity_micro);
    g_free(cube->net_micro);
    g_free(cube->cost_micro);
    g_free(cube->costed_net_micro);
    g_free(cube);
}

/* One stable counting sort: `order` by key_of[order[i]], keys in 0 .. n_keys - 1. */
static guint32 *
sort_by_key(guint32 *order, gsize n, const guint32 *key_of, guint32 n_keys)
{
    g_autofree gsize *start = g_new0(gsize, (gsize)n_keys + 1);
    guint32 *sorted = g_new(guint32, MAX(n, 1));

    for (gsize i = 0; i < n; i++)
        start[key_of[order[i]] + 1]++;
    for (guint32 key = 0; key < n_keys; key++)
        start[key + 1] += start[key];
    for (gsize i = 0; i < n; i++)
        sorted[start[key_of[order[i]]]++] = order[i];
    g_free(order);
    return sorted;
}

/* Indexes of the lines that count, in file order. */
static guint32 *
list_lines(const KamFacts *facts, gsize *n)
{
    guint32 *order = g_new(guint32, MAX(facts->n, 1));

    *n = 0;
    for (gsize i = 0; i < facts->n; i++)
        if ((facts->flags[i] & KAM_FACT_FOREIGN) == 0)
            order[(*n)++] = (guint32)i;
    return order;
}

static void
find_months(KamCube *cube)
{
    const KamFacts *facts = cube->facts;

    cube->first_month = facts->first_day == KAM_DAY_NONE ? 0 : kam_month_of_day(facts->first_day);
    cube->last_month = facts->last_day == KAM_DAY_NONE ? 0 : kam_month_of_day(facts->last_day);
}

static guint32 *
sort_lines(KamCube *cube, guint32 *order, gsize n)
{
    const KamFacts *facts = cube->facts;
    g_autofree guint32 *keys = g_new(guint32, MAX(facts->n, 1));

    for (gsize i = 0; i < facts->n; i++)
        keys[i] = (guint32)(kam_month_of_day(facts->day[i]) - cube->first_month);
    order = sort_by_key(order, n, keys, (guint32)(cube->last_month - cube->first_month) + 1);
    for (gsize i = 0; i < facts->n; i++)
        keys[i] = facts->product[i] + 1;
    order = sort_by_key(order, n, keys, facts->products->len + 1);
    for (gsize i = 0; i < facts->n; i++)
        keys[i] = facts->account[i] + 1;
    return sort_by_key(order, n, keys, facts->accounts->len + 1);
}

static gboolean
is_same_cell(const KamCube *cube, guint32 a, guint32 b, gint32 month_a)
{
    const KamFacts *facts = cube->facts;

    return facts->account[a] == facts->account[b] && facts->product[a] == facts->product[b] &&
           month_a == kam_month_of_day(facts->day[b]);
}

static gsize
count_cells(const KamCube *cube, const guint32 *order, gsize n)
{
    gsize cells = n == 0 ? 0 : 1;

    for (gsize i = 1; i < n; i++)
        if (!is_same_cell(cube, order[i - 1], order[i], kam_month_of_day(cube->facts->day[order[i - 1]])))
            cells++;
    return cells;
}

static void
allocate(KamCube *cube, gsize cells)
{
    cube->product = g_new0(guint32, MAX(cells, 1));
    cube->lines = g_new0(guint32, MAX(cells, 1));
    cube->month = g_new0(gint32, MAX(cells, 1));
    cube->quantity_micro = g_new0(gint64, MAX(cells, 1));
    cube->net_micro = g_new0(gint64, MAX(cells, 1));
    cube->cost_micro = g_new0(gint64, MAX(cells, 1));
    cube->costed_net_micro = g_new0(gint64, MAX(cells, 1));
    cube->account_start = g_new0(gsize, (gsize)cube->facts->accounts->len + 2);
}

static gboolean
add_line(KamCube *cube, gsize cell, guint32 line)
{
    const KamFacts *facts = cube->facts;
    gboolean fits = kam_micro_add(&cube->quantity_micro[cell], facts->quantity_micro[line]) &&
                    kam_micro_add(&cube->net_micro[cell], facts->net_micro[line]);

    cube->lines[cell]++;
    if ((facts->flags[line] & KAM_FACT_NO_COST) == 0)
        fits = fits && kam_micro_add(&cube->cost_micro[cell], facts->cost_micro[line]) &&
               kam_micro_add(&cube->costed_net_micro[cell], facts->net_micro[line]);
    return fits;
}

static gboolean
fill_cells(KamCube *cube, const guint32 *order, gsize n, GError **error)
{
    const KamFacts *facts = cube->facts;

    for (gsize i = 0; i < n; i++) {
        guint32 line = order[i];
        gint32 month = kam_month_of_day(facts->day[line]);
        if (i == 0 || !is_same_cell(cube, order[i - 1], line, cube->month[cube->n - 1])) {
            cube->product[cube->n] = facts->product[line];
            cube->month[cube->n] = month;
            cube->n++;
        }
        cube->account_start[(gsize)(facts->account[line] + 1) + 1] = cube->n;
        if (!add_line(cube, cube->n - 1, line)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                        "sums of an article leave the range of 9.2 trillion units of money");
            return FALSE;
        }
    }
    /* Accounts without a line begin where the one before them ends. */
    for (gsize a = 1; a < (gsize)facts->accounts->len + 2; a++)
        cube->account_start[a] = MAX(cube->account_start[a], cube->account_start[a - 1]);
    return TRUE;
}

KamCube *
kam_cube_new(KamFacts *facts, GError **error)
{
    g_autoptr(KamCube) cube = g_new0(KamCube, 1);
    g_autofree guint32 *order = NULL;
    gsize n;

    g_atomic_ref_count_init(&cube->references);
    cube->facts = facts;
    find_months(cube);
    order = list_lines(facts, &n);
    order = sort_lines(cube, g_steal_pointer(&order), n);
    allocate(cube, count_cells(cube, order, n));
    return fill_cells(cube, order, n, error) ? g_steal_pointer(&cube) : NULL;
}

const KamFacts *
kam_cube_get_facts(const KamCube *cube)
{
    return cube->facts;
}

gsize
kam_cube_get_size(const KamCube *cube)
{
    return cube->n;
}

void
kam_cube_get_months(const KamCube *cube, gint32 *first, gint32 *last)
{
    *first = cube->first_month;
    *last = cube->last_month;
}

void
kam_cube_get_account(const KamCube *cube, guint32 account, KamCubeCells *cells)
{
    gsize bucket = (gsize)(guint32)(account + 1);
    gsize from = cube->account_start[bucket];

    g_return_if_fail(bucket <= cube->facts->accounts->len);
    *cells = (KamCubeCells) {
        .n = cube->account_start[bucket + 1] - from,
        .product = cube->product + from,
        .month = cube->month + from,
        .quantity_micro = cube->quantity_micro + from,
        .net_micro = cube->net_micro + from,
        .cost_micro = cube->cost_micro + from,
        .costed_net_micro = cube->costed_net_micro + from,
        .lines = cube->lines + from,
    };
}

KamCubeCache *
kam_cube_cache_new(void)
{
    KamCubeCache *cache = g_new0(KamCubeCache, 1);

    g_mutex_init(&cache->lock);
    return cache;
}

void
kam_cube_cache_free(KamCubeCache *cache)
{
    if (cache == NULL)
        return;
    kam_cube_unref(cache->cube);
    g_mutex_clear(&cache->lock);
    g_free(cache);
}

/* Version and lines are read in one transaction, so that they belong together. */
static gboolean
refresh(KamCubeCache *cache, KamDb *db, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin_read(db, error);
    KamFacts *facts;
    KamCube *cube;
    gint64 version;

    if (tx == NULL || !kam_db_get_int(db, kam_sql("sales_version"), &version, error))
        return FALSE;
    if (cache->cube != NULL && cache->version == version)
        return TRUE;
    facts = kam_facts_load(db, error);
    cube = facts == NULL ? NULL : kam_cube_new(facts, error);
    if (cube == NULL)
        return FALSE;
    kam_cube_unref(cache->cube);
    cache->cube = cube;
    cache->version = version;
    return TRUE;
}

KamCube *
kam_cube_cache_get(KamCubeCache *cache, KamDb *db, GError **error)
{
    KamCube *cube;

    g_mutex_lock(&cache->lock);
    cube = refresh(cache, db, error) ? kam_cube_ref(cache->cube) : NULL;
    g_mutex_unlock(&cache->lock);
    return cube;
}
