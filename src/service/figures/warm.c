/* Rounds: what requests ask for first, then what takes long, in slices between which the data are looked at again. What
 * a request may wait for is made at the common priority; only forecasts, for which none waits, are made at the lowest.
 */
#include "service/figures/warm.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "domain/duplicates.h"
#include "domain/types.h"
#include "service/figures/ahead.h"
#include "service/groups/suggest.h"

#define LOWEST_PRIORITY 19
#define LOOK_US G_USEC_PER_SEC                       /* how often the data are looked at */
#define COUNT_US (10 * G_USEC_PER_SEC)               /* how often pairs of companies are found, at most */
#define AGAIN_US (30 * G_USEC_PER_SEC)               /* after a failure */
#define TOO_LARGE_US ((gint64)3600 * G_USEC_PER_SEC) /* where lines are not held: looking means reading them all */

struct KamWarm {
    KamPool *pool;
    KamDesk *desk;
    KamWarmDone done;
    gpointer data;
    GThread *thread;
    GMutex lock;
    GCond is_told;
    gboolean is_stopping, is_prepared;
    KamWarmCounts counts;
    /* of the thread alone */
    gint64 began_us;         /* the round */
    guint64 accounts_before; /* forecasts made before it */
    gint64 slice_end_us;     /* when the data are looked at again */
    gint64 counted_us;       /* when that was done last; 0: not yet */
    char *stamp;             /* of what a round was done for, with what was wanted; NULL: none yet */
    char *tree;              /* of the accounts and groups whose figures were made; NULL: none yet */
};

static gboolean
is_stopping(KamWarm *warm)
{
    gboolean is;

    g_mutex_lock(&warm->lock);
    is = warm->is_stopping;
    g_mutex_unlock(&warm->lock);
    return is;
}

static gboolean
goes_on(gpointer data)
{
    KamWarm *warm = data;

    return !is_stopping(warm) && g_get_monotonic_time() < warm->slice_end_us;
}

static void
count_forecasts(KamWarm *warm, guint64 n)
{
    g_mutex_lock(&warm->lock);
    warm->counts.accounts += n;
    g_mutex_unlock(&warm->lock);
}

static guint
count_pending(const KamProspects *prospects)
{
    guint n = 0;

    for (guint h = 0; h < prospects->n; h++)
        n += g_atomic_int_get(&prospects->list[h].forecast_state) == KAM_PROSPECT_PENDING;
    return n;
}

/* FALSE: there is more of it. */
static gboolean
work_out(KamWarm *warm, KamGround *ground, KamFiguresBy by, KamReportBasis basis)
{
    KamShelf *shelf = kam_desk_get_shelf(warm->desk);
    g_autoptr(KamProspects) prospects = kam_prospects_get(shelf, ground, by, basis);
    guint before;
    gboolean is_done;

    if (g_atomic_int_get(&prospects->is_ready))
        return TRUE;
    before = count_pending(prospects);
    is_done = kam_prospects_work_out(prospects, shelf, ground, by, basis, goes_on, warm);
    count_forecasts(warm, before - count_pending(prospects));
    return is_done;
}

/* A slice, on a thread of its own: a priority that was lowered cannot be raised again. */
typedef struct {
    KamWarm *warm;
    const GPtrArray *grounds; /* one for each currency that is wanted, the firm's own first */
    gboolean is_done;
} Slice;

static gboolean
work_out_wanted(KamWarm *warm, KamGround *ground)
{
    g_autoptr(GArray) rows = kam_desk_list_wanted_rows(warm->desk, ground);

    for (guint i = 0; i < rows->len; i++) {
        const KamDeskRows *wanted = &g_array_index(rows, KamDeskRows, i);

        if (!work_out(warm, ground, wanted->by, wanted->basis))
            return FALSE;
    }
    return TRUE;
}

static gpointer
run_slice(gpointer data)
{
    Slice *slice = data;

    /* Threads that it starts inherit it. */
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), LOWEST_PRIORITY);
    slice->is_done = TRUE;
    for (guint i = 0; i < slice->grounds->len && slice->is_done; i++)
        slice->is_done = work_out_wanted(slice->warm, g_ptr_array_index(slice->grounds, i));
    return NULL;
}

/* What they are made of, which requests share. */
static void
prepare_wanted(KamWarm *warm, KamGround *ground)
{
    g_autoptr(GArray) rows = kam_desk_list_wanted_rows(warm->desk, ground);
    KamShelf *shelf = kam_desk_get_shelf(warm->desk);

    for (guint i = 0; i < rows->len; i++) {
        const KamDeskRows *wanted = &g_array_index(rows, KamDeskRows, i);

        kam_standing_unref(kam_standing_get(shelf, ground, wanted->by, wanted->basis, NULL));
        kam_prospects_season(shelf, ground, wanted->basis);
    }
}

static gboolean
work_out_slice(KamWarm *warm, const GPtrArray *grounds)
{
    Slice slice = { warm, grounds, FALSE };

    for (guint i = 0; i < grounds->len; i++)
        prepare_wanted(warm, g_ptr_array_index(grounds, i));
    warm->slice_end_us = g_get_monotonic_time() + LOOK_US;
    g_thread_join(g_thread_new("figures", run_slice, &slice));
    return slice.is_done;
}

/* --- companies that are alike --- */

static void
keep_pairs(KamWarm *warm, KamDb *db)
{
    gint64 now_us = g_get_monotonic_time(), n;

    if (warm->counted_us != 0 && now_us - warm->counted_us < COUNT_US)
        return;
    if (!kam_suggestions_prepare(db, kam_desk_get_pairs(warm->desk), NULL) ||
        !kam_duplicates_count_pairs(db, &kam_account_type, kam_desk_get_pairs(warm->desk), &n, NULL))
        return;
    warm->counted_us = now_us;
    kam_desk_set_likely_duplicates(warm->desk, n);
}

/* --- rounds --- */

static void
begin_round(KamWarm *warm, const char *stamp)
{
    g_free(warm->stamp);
    warm->stamp = g_strdup(stamp);
    warm->began_us = g_get_monotonic_time();
    warm->accounts_before = warm->counts.accounts;
    g_mutex_lock(&warm->lock);
    warm->counts.is_ready = FALSE;
    g_mutex_unlock(&warm->lock);
}

/* New names over the same lines are no news to whoever reads the log. */
static void
end_round(KamWarm *warm)
{
    gboolean is_news = warm->counts.rounds == 0 || warm->counts.accounts != warm->accounts_before;
    KamWarmCounts counts;

    g_mutex_lock(&warm->lock);
    warm->counts.is_ready = TRUE;
    warm->counts.rounds++;
    warm->counts.last_round_ms = (g_get_monotonic_time() - warm->began_us) / 1000;
    counts = warm->counts;
    g_mutex_unlock(&warm->lock);
    if (warm->done != NULL && is_news)
        warm->done(warm->data, &counts);
}

/* Looking at them also keeps them on the shelf; those that went all the same are made again. */
static gboolean
is_ground_ready(KamWarm *warm, KamGround *ground)
{
    g_autoptr(GArray) rows = kam_desk_list_wanted_rows(warm->desk, ground);

    for (guint i = 0; i < rows->len; i++) {
        const KamDeskRows *wanted = &g_array_index(rows, KamDeskRows, i);
        g_autoptr(KamProspects) prospects =
            kam_prospects_get(kam_desk_get_shelf(warm->desk), ground, wanted->by, wanted->basis);

        if (!g_atomic_int_get(&prospects->is_ready))
            return FALSE;
    }
    return TRUE;
}

static gboolean
are_wanted_ready(KamWarm *warm, const GPtrArray *grounds)
{
    gboolean are = TRUE;

    for (guint i = 0; i < grounds->len; i++)
        are = is_ground_ready(warm, g_ptr_array_index(grounds, i)) && are;
    return are;
}

static gboolean
is_ready(KamWarm *warm)
{
    gboolean is;

    g_mutex_lock(&warm->lock);
    is = warm->counts.is_ready;
    g_mutex_unlock(&warm->lock);
    return is;
}

/* The ground as of now, and what requests ask for first. */
static KamGround *
prepare(KamWarm *warm, GError **error)
{
    KamDb *db = kam_pool_borrow(warm->pool, error);
    KamGround *ground = NULL;

    if (db == NULL)
        return NULL;
    if (kam_desk_prepare(warm->desk, db, error))
        ground = kam_desk_get_ground(warm->desk, db, error);
    if (ground != NULL)
        keep_pairs(warm, db);
    kam_pool_return(warm->pool, db);
    return ground;
}

/* Once for a state of the lines and groups, however many of them the shelf can keep. New names cost none of it. */
static void
prepare_others(KamWarm *warm, KamGround *ground)
{
    g_autoptr(GError) error = NULL;

    if (g_strcmp0(warm->tree, kam_ground_get_tree(ground)) == 0)
        return;
    g_free(warm->tree);
    warm->tree = g_strdup(kam_ground_get_tree(ground));
    if (!kam_ahead_prepare(warm->desk, ground, &error))
        g_warning("figures of other periods are not worked out ahead: %s", error->message);
}

static void
tell_prepared(KamWarm *warm)
{
    g_mutex_lock(&warm->lock);
    warm->is_prepared = TRUE;
    g_mutex_unlock(&warm->lock);
}

/* A slice of the work. Returns how long to wait before the next look. */
static gint64
go_on(KamWarm *warm)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamGround) ground = prepare(warm, &error);
    g_autoptr(GPtrArray) grounds = NULL;
    g_autofree char *wanted = NULL, *stamp = NULL;
    gboolean has_room = ground != NULL && kam_desk_has_room(warm->desk, ground);

    if (has_room)
        prepare_others(warm, ground);
    tell_prepared(warm);
    if (ground == NULL) {
        g_warning("figures are not worked out ahead: %s", error->message);
        return AGAIN_US;
    }
    if (!has_room)
        return TOO_LARGE_US;
    wanted = kam_desk_dup_wanted(warm->desk);
    stamp = g_strdup_printf("%s %s", kam_ground_get_stamp(ground), wanted);
    grounds = kam_desk_list_wanted_grounds(warm->desk, ground);
    if (g_strcmp0(stamp, warm->stamp) != 0)
        begin_round(warm, stamp);
    else if (is_ready(warm) && are_wanted_ready(warm, grounds))
        return LOOK_US;
    if (!work_out_slice(warm, grounds))
        return 0;
    end_round(warm);
    return LOOK_US;
}

static void
wait_for(KamWarm *warm, gint64 us)
{
    gint64 end_us = g_get_monotonic_time() + us;

    g_mutex_lock(&warm->lock);
    while (!warm->is_stopping && g_get_monotonic_time() < end_us)
        g_cond_wait_until(&warm->is_told, &warm->lock, end_us);
    g_mutex_unlock(&warm->lock);
}

static gpointer
run(gpointer data)
{
    KamWarm *warm = data;

    while (!is_stopping(warm))
        wait_for(warm, go_on(warm));
    return NULL;
}

KamWarm *
kam_warm_new(KamPool *pool, KamDesk *desk, KamWarmDone done, gpointer data)
{
    KamWarm *warm = g_new0(KamWarm, 1);

    warm->pool = pool;
    warm->desk = desk;
    warm->done = done;
    warm->data = data;
    g_mutex_init(&warm->lock);
    g_cond_init(&warm->is_told);
    warm->thread = g_thread_new("warm", run, warm);
    return warm;
}

void
kam_warm_free(KamWarm *warm)
{
    if (warm == NULL)
        return;
    g_mutex_lock(&warm->lock);
    warm->is_stopping = TRUE;
    g_cond_broadcast(&warm->is_told);
    g_mutex_unlock(&warm->lock);
    g_thread_join(warm->thread);
    g_mutex_clear(&warm->lock);
    g_cond_clear(&warm->is_told);
    g_free(warm->stamp);
    g_free(warm->tree);
    g_free(warm);
}

gboolean
kam_warm_is_prepared(KamWarm *warm)
{
    gboolean is;

    g_mutex_lock(&warm->lock);
    is = warm->is_prepared;
    g_mutex_unlock(&warm->lock);
    return is;
}

void
kam_warm_get_counts(KamWarm *warm, KamWarmCounts *counts)
{
    g_mutex_lock(&warm->lock);
    *counts = warm->counts;
    g_mutex_unlock(&warm->lock);
}
