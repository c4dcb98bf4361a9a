/* The writer thread: it takes what waits as one group, runs each change in a savepoint, commits once and then tells
 * everybody. Nobody waits for a group to fill: it ends when the queue is empty, so a lone change is as quick as its
 * commit, and a hundred at once share one. */
#include "store/pool_writer.h"

#include <poll.h>
#include <sys/socket.h>

#include "store/driver.h"

/* More waiting changes than this take seconds: better to say so at once. */
#define MAX_WAITING 4096
/* A group ends at either, so that its first change is not kept waiting for its last. */
#define GROUP_CHANGES 256
#define GROUP_US 5000
/* Between two looks at a lock that somebody else holds. */
#define TAKE_BACK_MS 20

typedef struct {
    KamWriteFunc run;
    KamWriteDone done;
    gpointer data;
    gboolean is_alone;
    gboolean is_turn; /* of another program; is alone, too */
    GError *error;    /* why it did not take place */
    GList link;       /* in the queue, then in the group */
} Change;

/* Of another program. */
typedef struct {
    int guest, ending;
} Turn;

struct KamPoolWriter {
    char *uri;
    KamDb *db; /* NULL while a lost connection could not be opened again */
    GThread *thread;
    GMutex lock; /* of what follows */
    GCond changed;
    GQueue waiting;
    gboolean is_ending;
    guint64 n_groups;
    guint64 n_changes;
};

/* --- the queue --- */

static Change *
change_new(KamWriteFunc run, KamWriteDone done, gpointer data, gboolean is_alone)
{
    Change *change = g_new0(Change, 1);

    change->run = run;
    change->done = done;
    change->data = data;
    change->is_alone = is_alone;
    change->link.data = change;
    return change;
}

static void
answer(Change *change)
{
    change->done(change->data, change->error);
    g_clear_error(&change->error);
    g_free(change);
}

static void
add_change(KamPoolWriter *writer, Change *change)
{
    gboolean is_full;

    g_mutex_lock(&writer->lock);
    g_assert(!writer->is_ending);
    is_full = writer->waiting.length >= MAX_WAITING;
    if (!is_full) {
        g_queue_push_tail_link(&writer->waiting, &change->link);
        if (writer->waiting.length == 1)
            g_cond_signal(&writer->changed);
    }
    g_mutex_unlock(&writer->lock);
    if (!is_full)
        return;
    g_set_error(&change->error, KAM_ERROR, KAM_ERROR_BUSY, "too many changes wait to be stored: try again in a moment");
    answer(change);
}

void
kam_pool_writer_add(KamPoolWriter *writer, KamWriteFunc run, KamWriteDone done, gpointer data, gboolean is_alone)
{
    add_change(writer, change_new(run, done, data, is_alone));
}

/* Wait until there is something to do; FALSE when the queue is empty and will stay so. */
static gboolean
wait_for_change(KamPoolWriter *writer, gboolean *is_alone)
{
    const Change *first = NULL;

    g_mutex_lock(&writer->lock);
    while (writer->waiting.length == 0 && !writer->is_ending)
        g_cond_wait(&writer->changed, &writer->lock);
    first = g_queue_peek_head(&writer->waiting);
    g_mutex_unlock(&writer->lock);
    *is_alone = first != NULL && first->is_alone;
    return first != NULL;
}

static Change *
take_first(KamPoolWriter *writer)
{
    GList *link;

    g_mutex_lock(&writer->lock);
    link = g_queue_pop_head_link(&writer->waiting);
    g_mutex_unlock(&writer->lock);
    return link->data;
}

/* The next change of a group, NULL when it is to end. */
static Change *
take_into(KamPoolWriter *writer, GQueue *group)
{
    Change *change;

    g_mutex_lock(&writer->lock);
    change = g_queue_peek_head(&writer->waiting);
    if (change != NULL && change->is_alone)
        change = NULL;
    if (change != NULL)
        g_queue_push_tail_link(group, g_queue_pop_head_link(&writer->waiting));
    g_mutex_unlock(&writer->lock);
    return change;
}

/* --- groups --- */

static gboolean
reopen_if_lost(KamPoolWriter *writer, GError **error)
{
    if (writer->db != NULL && kam_db_is_lost(writer->db))
        g_clear_pointer(&writer->db, kam_db_close);
    if (writer->db == NULL)
        writer->db = kam_db_open(writer->uri, KAM_DB_KEEP, error);
    return writer->db != NULL;
}

/* A server that was restarted while nobody wrote is noticed here, where nothing is lost by asking once more. */
static KamTx *
begin_group(KamPoolWriter *writer, GError **error)
{
    g_autoptr(GError) first = NULL;
    KamTx *tx;

    if (!reopen_if_lost(writer, error))
        return NULL;
    tx = kam_tx_begin(writer->db, &first);
    if (tx != NULL)
        return tx;
    if (!kam_db_is_lost(writer->db)) {
        g_propagate_error(error, g_steal_pointer(&first));
        return NULL;
    }
    return reopen_if_lost(writer, error) ? kam_tx_begin(writer->db, error) : NULL;
}

/* FALSE when the whole group is lost; a change that fails by itself only keeps its own error. */
static gboolean
run_change(KamDb *db, Change *change, GError **error)
{
    {
        g_autoptr(KamTx) savepoint = kam_tx_begin(db, error);

        if (savepoint == NULL)
            return FALSE;
        if (change->run(db, change->data, &change->error))
            kam_tx_commit(savepoint, &change->error);
        else if (change->error == NULL)
            g_set_error(&change->error, KAM_ERROR, KAM_ERROR_CANCELLED, "the change was given up");
    }
    if (db->failed_depth == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "%s",
                change->error != NULL ? change->error->message : "a savepoint could not be undone");
    return FALSE;
}

/* `is_unknown` is set when the connection was lost on the way to the answer to COMMIT. */
static gboolean
write_group(KamPoolWriter *writer, GQueue *group, gboolean *is_unknown, GError **error)
{
    g_autoptr(KamTx) tx = begin_group(writer, error);
    gint64 until = g_get_monotonic_time() + GROUP_US;
    Change *change;

    if (tx == NULL) {
        /* All that wait are told: each group of a server that is down may cost the time to find that out. */
        while (take_into(writer, group) != NULL)
            ;
        return FALSE;
    }
    do {
        change = take_into(writer, group);
        if (change != NULL && !run_change(writer->db, change, error))
            return FALSE;
    } while (change != NULL && group->length < GROUP_CHANGES && g_get_monotonic_time() < until);
    if (kam_tx_commit(tx, error))
        return TRUE;
    *is_unknown = kam_db_is_lost(writer->db);
    return FALSE;
}

static void
fail_change(Change *change, const GError *cause, gboolean is_unknown)
{
    if (change->error != NULL)
        return;
    if (is_unknown)
        g_set_error(&change->error, KAM_ERROR, KAM_ERROR_STORE,
                    "the database went away before it said that the change is stored: look before repeating it: %s",
                    cause->message);
    else
        g_set_error(&change->error, KAM_ERROR,
                    g_error_matches(cause, KAM_ERROR, KAM_ERROR_BUSY) ? KAM_ERROR_BUSY : KAM_ERROR_STORE,
                    "the change was not stored, as its transaction failed: %s", cause->message);
}

static void
count_group(KamPoolWriter *writer, const GQueue *group)
{
    guint n = 0;

    for (const GList *link = group->head; link != NULL; link = link->next)
        n += ((const Change *)link->data)->error == NULL;
    g_mutex_lock(&writer->lock);
    writer->n_groups++;
    writer->n_changes += n;
    g_mutex_unlock(&writer->lock);
}

static void
serve_group(KamPoolWriter *writer)
{
    g_autoptr(GError) error = NULL;
    GQueue group = G_QUEUE_INIT;
    gboolean is_unknown = FALSE;
    gboolean stored = write_group(writer, &group, &is_unknown, &error);
    GList *link;

    if (stored)
        count_group(writer, &group);
    else
        for (link = group.head; link != NULL; link = link->next)
            fail_change(link->data, error, is_unknown);
    while ((link = g_queue_pop_head_link(&group)) != NULL)
        answer(link->data);
}

/* A program that never asks may have been quicker at the lock: it is waited for, too. */
static void
take_back(KamPoolWriter *writer, int ending)
{
    struct pollfd waiting = { .fd = ending };
    g_autoptr(GError) error = NULL;

    while (writer->db == NULL) {
        g_clear_error(&error);
        writer->db = kam_db_open(writer->uri, KAM_DB_KEEP, &error);
        if (writer->db == NULL &&
            (!g_error_matches(error, KAM_ERROR, KAM_ERROR_BUSY) || poll(&waiting, 1, TAKE_BACK_MS) != 0))
            return; /* the next change tries again, and is told */
    }
}

/* The connection is closed, as its lock is part of it. */
static void
give_turn(KamPoolWriter *writer, Change *change)
{
    const Turn *turn = change->data;
    struct pollfd waiting[] = { { .fd = turn->guest, .events = POLLIN | POLLRDHUP }, { .fd = turn->ending } };

    g_clear_pointer(&writer->db, kam_db_close);
    if (send(turn->guest, "w", 1, MSG_NOSIGNAL) == 1)
        poll(waiting, G_N_ELEMENTS(waiting), -1);
    take_back(writer, turn->ending);
    g_mutex_lock(&writer->lock);
    writer->n_groups++;
    writer->n_changes++;
    g_mutex_unlock(&writer->lock);
}

static void
serve_alone(KamPoolWriter *writer)
{
    Change *change = take_first(writer);

    if (change->is_turn) {
        give_turn(writer, change);
    } else if (reopen_if_lost(writer, &change->error)) {
        if (!change->run(writer->db, change->data, &change->error) && change->error == NULL)
            g_set_error(&change->error, KAM_ERROR, KAM_ERROR_CANCELLED, "the work was given up");
        g_assert(writer->db->depth == 0 && writer->db->n_live == 0);
    }
    answer(change);
}

static gpointer
run_writer(gpointer data)
{
    KamPoolWriter *writer = data;
    gboolean is_alone;

    while (wait_for_change(writer, &is_alone)) {
        if (is_alone)
            serve_alone(writer);
        else
            serve_group(writer);
        if (writer->db != NULL)
            kam_db_tend(writer->db);
    }
    return NULL;
}

/* --- waiting for one's own change --- */

typedef struct {
    KamPoolWriter *writer;
    KamWriteFunc run;
    gpointer data;
    GCond answered;
    gboolean is_answered;
    GError *error;
} Wait;

static gboolean
run_for_wait(KamDb *db, gpointer data, GError **error)
{
    Wait *wait = data;

    return wait->run(db, wait->data, error);
}

/* A turn, and who waits for its end. */
typedef struct {
    Turn turn; /* first: what the writer sees of it */
    Wait *wait;
} TurnWait;

/* The writer's own lock, as one on the waiter's stack might be gone before this has let go of it. */
static void
end_wait(gpointer data, const GError *error)
{
    Wait *wait = data;
    KamPoolWriter *writer = wait->writer;

    g_mutex_lock(&writer->lock);
    wait->error = error != NULL ? g_error_copy(error) : NULL;
    wait->is_answered = TRUE;
    g_cond_signal(&wait->answered);
    g_mutex_unlock(&writer->lock);
}

static void
add_and_wait(KamPoolWriter *writer, Change *change, Wait *wait)
{
    g_assert(g_thread_self() != writer->thread);
    g_cond_init(&wait->answered);
    add_change(writer, change);
    g_mutex_lock(&writer->lock);
    while (!wait->is_answered)
        g_cond_wait(&wait->answered, &writer->lock);
    g_mutex_unlock(&writer->lock);
    g_cond_clear(&wait->answered);
}

gboolean
kam_pool_writer_wait(KamPoolWriter *writer, KamWriteFunc run, gpointer data, gboolean is_alone, GError **error)
{
    Wait wait = { .writer = writer, .run = run, .data = data };

    add_and_wait(writer, change_new(run_for_wait, end_wait, &wait, is_alone), &wait);
    if (wait.error == NULL)
        return TRUE;
    g_propagate_error(error, wait.error);
    return FALSE;
}

/* --- turns of other programs --- */

static void
end_turn(gpointer data, const GError *error)
{
    end_wait(((TurnWait *)data)->wait, error);
}

void
kam_pool_writer_give_turn(KamPoolWriter *writer, int guest, int ending)
{
    Wait wait = { .writer = writer };
    TurnWait turn = { .turn = { guest, ending }, .wait = &wait };
    Change *change = change_new(NULL, end_turn, &turn, TRUE);

    change->is_turn = TRUE;
    add_and_wait(writer, change, &wait);
    g_clear_error(&wait.error);
}

int
kam_pool_writer_listen(KamPoolWriter *writer, GError **error)
{
    return kam_db_listen(writer->db, error);
}

void
kam_pool_writer_stop_listening(KamPoolWriter *writer)
{
    kam_db_stop_listening(writer->uri);
}

/* --- life --- */

KamPoolWriter *
kam_pool_writer_new(const char *uri, GError **error)
{
    KamDb *db = kam_db_open(uri, KAM_DB_KEEP, error);
    KamPoolWriter *writer;

    if (db == NULL)
        return NULL;
    kam_db_tend(db);
    writer = g_new0(KamPoolWriter, 1);
    writer->uri = g_strdup(uri);
    writer->db = db;
    g_mutex_init(&writer->lock);
    g_cond_init(&writer->changed);
    g_queue_init(&writer->waiting);
    writer->thread = g_thread_new("kam-writer", run_writer, writer);
    return writer;
}

void
kam_pool_writer_free(KamPoolWriter *writer)
{
    g_mutex_lock(&writer->lock);
    writer->is_ending = TRUE;
    g_cond_signal(&writer->changed);
    g_mutex_unlock(&writer->lock);
    g_thread_join(writer->thread);
    kam_db_close(writer->db);
    g_cond_clear(&writer->changed);
    g_mutex_clear(&writer->lock);
    g_free(writer->uri);
    g_free(writer);
}

void
kam_pool_writer_get_counts(KamPoolWriter *writer, guint *n_waiting, guint64 *n_groups, guint64 *n_changes)
{
    g_mutex_lock(&writer->lock);
    *n_waiting = writer->waiting.length;
    *n_groups = writer->n_groups;
    *n_changes = writer->n_changes;
    g_mutex_unlock(&writer->lock);
}
