/* Many threads on one database: readers that each borrow a connection, and one writer thread that commits many changes
 * together. A change that was answered is durable; one that fails leaves nothing and does not disturb the others of its
 * group. */
#pragma once

#include "store/db.h"

typedef struct KamPool KamPool;

/** One change, run on the writer thread inside a savepoint of its own: FALSE rolls it back, with or without an error.
 */
typedef gboolean (*KamWriteFunc)(KamDb *db, gpointer data, GError **error);
/** Told once the group was committed (error NULL), or why the change did not take place (the callee borrows error):
 * what `run` said, or KAM_ERROR_CANCELLED when it said nothing, or KAM_ERROR_STORE or KAM_ERROR_BUSY when the group was
 * lost. On the writer thread: be quick, never block, never wait for another change. */
typedef void (*KamWriteDone)(gpointer data, const GError *error);

/**
 * Open for writing and start the writer. `n_readers` connections are kept; more borrowers wait.
 * Errors as kam_db_open().
 */
KamPool *kam_pool_new(const char *uri, guint n_readers, GError **error);
/** Finishes the queue, then closes. Nobody may hold a reader. */
void kam_pool_free(KamPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPool, kam_pool_free)

/** A connection for reading, for this thread alone until it is given back. NULL and an error when it cannot be opened.
 */
KamDb *kam_pool_borrow(KamPool *pool, GError **error);
void kam_pool_return(KamPool *pool, KamDb *db);

/** Queue a change. `done` is called exactly once. When the queue is full it is called here and now, with
 * KAM_ERROR_BUSY. */
void kam_pool_write(KamPool *pool, KamWriteFunc run, KamWriteDone done, gpointer data);
/** The same, waiting for it. Never from the writer thread. */
gboolean kam_pool_write_wait(KamPool *pool, KamWriteFunc run, gpointer data, GError **error);
/** A long piece of work that keeps its own transactions (an import): it has the writer's connection for itself, outside
 * any transaction; others wait meanwhile. */
gboolean kam_pool_write_alone(KamPool *pool, KamWriteFunc run, gpointer data, GError **error);

/** Waiting changes, groups committed and changes in them since the start; for /metrics. */
void kam_pool_get_counts(KamPool *pool, guint *n_waiting, guint64 *n_groups, guint64 *n_changes);
