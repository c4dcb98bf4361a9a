/* The pool: connections for readers, kept on a stack so that the warm ones are used most, opened when first needed.
 * Everything about writing is in pool_writer.c. */
#include "store/pool.h"

#include "store/driver.h"
#include "store/pool_turns.h"
#include "store/pool_writer.h"

struct KamPool {
    char *uri;
    KamPoolWriter *writer;
    KamPoolTurns *turns; /* NULL where programs need not ask */
    GMutex lock;
    GCond returned;
    GPtrArray *idle; /* KamDb, the one used last at the end */
    guint n_open;    /* idle and borrowed */
    guint n_readers;
};

KamPool *
kam_pool_new(const char *uri, guint n_readers, GError **error)
{
    g_autoptr(GError) failure = NULL;
    KamPoolWriter *writer;
    KamPoolTurns *turns;
    KamPool *pool;

    g_return_val_if_fail(uri != NULL && n_readers > 0, NULL);

    writer = kam_pool_writer_new(uri, error);
    if (writer == NULL)
        return NULL;
    turns = kam_pool_turns_new(writer, &failure);
    if (failure != NULL) {
        kam_pool_writer_free(writer);
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    pool = g_new0(KamPool, 1);
    pool->turns = turns;
    pool->uri = g_strdup(uri);
    pool->writer = writer;
    g_mutex_init(&pool->lock);
    g_cond_init(&pool->returned);
    pool->idle = g_ptr_array_new_with_free_func((GDestroyNotify)kam_db_close);
    pool->n_readers = n_readers;
    return pool;
}

void
kam_pool_free(KamPool *pool)
{
    if (pool == NULL)
        return;
    g_assert(pool->idle->len == pool->n_open);
    kam_pool_turns_free(pool->turns);
    /* Readers go first, so that nobody keeps the writer from emptying the log when it closes. */
    g_ptr_array_unref(pool->idle);
    kam_pool_writer_free(pool->writer);
    g_cond_clear(&pool->returned);
    g_mutex_clear(&pool->lock);
    g_free(pool->uri);
    g_free(pool);
}

/* --- readers --- */

/* An idle connection, or NULL and the right to open one more. */
static KamDb *
take_idle(KamPool *pool)
{
    KamDb *db = NULL;

    g_mutex_lock(&pool->lock);
    while (pool->idle->len == 0 && pool->n_open >= pool->n_readers)
        g_cond_wait(&pool->returned, &pool->lock);
    if (pool->idle->len > 0)
        db = g_ptr_array_steal_index(pool->idle, pool->idle->len - 1);
    else
        pool->n_open++;
    g_mutex_unlock(&pool->lock);
    return db;
}

static void
give_up_place(KamPool *pool)
{
    g_mutex_lock(&pool->lock);
    pool->n_open--;
    g_cond_signal(&pool->returned);
    g_mutex_unlock(&pool->lock);
}

KamDb *
kam_pool_borrow(KamPool *pool, GError **error)
{
    KamDb *db = take_idle(pool);

    if (db == NULL)
        db = kam_db_open(pool->uri, KAM_DB_READ_ONLY, error);
    if (db == NULL)
        give_up_place(pool);
    return db;
}

/* What cost one connection, such as a restart of the server, cost those that were idle then, too. */
static void
drop_lost(KamPool *pool, KamDb *db)
{
    g_autoptr(GPtrArray) dropped = NULL;

    g_mutex_lock(&pool->lock);
    dropped = pool->idle;
    pool->idle = g_ptr_array_new_with_free_func((GDestroyNotify)kam_db_close);
    pool->n_open -= dropped->len + 1;
    g_cond_broadcast(&pool->returned);
    g_mutex_unlock(&pool->lock);
    kam_db_close(db);
}

void
kam_pool_return(KamPool *pool, KamDb *db)
{
    if (db == NULL)
        return;
    g_assert(db->depth == 0 && db->n_live == 0);
    if (kam_db_is_lost(db)) {
        drop_lost(pool, db);
        return;
    }
    g_mutex_lock(&pool->lock);
    g_ptr_array_add(pool->idle, db);
    g_cond_signal(&pool->returned);
    g_mutex_unlock(&pool->lock);
}

/* --- the writer --- */

void
kam_pool_write(KamPool *pool, KamWriteFunc run, KamWriteDone done, gpointer data)
{
    kam_pool_writer_add(pool->writer, run, done, data, FALSE);
}

gboolean
kam_pool_write_wait(KamPool *pool, KamWriteFunc run, gpointer data, GError **error)
{
    return kam_pool_writer_wait(pool->writer, run, data, FALSE, error);
}

gboolean
kam_pool_write_alone(KamPool *pool, KamWriteFunc run, gpointer data, GError **error)
{
    return kam_pool_writer_wait(pool->writer, run, data, TRUE, error);
}

void
kam_pool_get_counts(KamPool *pool, guint *n_waiting, guint64 *n_groups, guint64 *n_changes)
{
    kam_pool_writer_get_counts(pool->writer, n_waiting, n_groups, n_changes);
}
