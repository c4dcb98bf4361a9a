/* The writer of a pool: a thread with the one connection that writes, a queue of changes, and their groups. Only
 * pool.c includes this. */
#pragma once

#include "store/pool.h"

typedef struct KamPoolWriter KamPoolWriter;

/** Open the connection and start the thread. NULL and an error as kam_db_open(). */
KamPoolWriter *kam_pool_writer_new(const char *uri, GError **error);
/** Finish the queue, end the thread, close the connection. */
void kam_pool_writer_free(KamPoolWriter *writer);
/** Queue a change, or one that wants the connection for itself; a full queue answers at once. */
void kam_pool_writer_add(KamPoolWriter *writer, KamWriteFunc run, KamWriteDone done, gpointer data, gboolean is_alone);
/** The same, waiting for the answer. */
gboolean
kam_pool_writer_wait(KamPoolWriter *writer, KamWriteFunc run, gpointer data, gboolean is_alone, GError **error);
/** Listen for programs that want to write, too: a descriptor; -1 without an error where they need not ask. */
int kam_pool_writer_listen(KamPoolWriter *writer, GError **error);
void kam_pool_writer_stop_listening(KamPoolWriter *writer);
/** Let another program write, after what waits already: tell it by a byte and wait until it hangs up, or until `ending`
 * is closed. Its turn counts as a change. */
void kam_pool_writer_give_turn(KamPoolWriter *writer, int guest, int ending);
/** See kam_pool_get_counts(). */
void kam_pool_writer_get_counts(KamPoolWriter *writer, guint *n_waiting, guint64 *n_groups, guint64 *n_changes);
