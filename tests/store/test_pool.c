/* The pool: changes of many threads, groups that fail in part or as a whole, readers, a full queue, lost connections.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "contract.h"
#include "store/pool.h"

#define MAX_WAITING 4096

/* A change of the tests: what it writes, and what it was told. */
typedef struct {
    gint64 id;
    guint fail_after; /* of calls from now on, see kam_db_fail_after() */
    guint n_told;
    GError *error;
} Change;

/* Keeps the writer busy until it is opened, so that what is queued meanwhile comes together. */
typedef struct {
    KamPool *pool;
    GThread *thread;
    GMutex lock;
    GCond changed;
    gboolean is_reached, is_open;
} Gate;

/* The contract's own connection would be a second writer. */
static KamPool *
open_pool(Contract *f, guint n_readers)
{
    g_autoptr(GError) error = NULL;
    KamPool *pool;

    g_clear_pointer(&f->db, kam_db_close);
    pool = kam_pool_new(f->place->uri, n_readers, &error);
    g_assert_no_error(error);
    return pool;
}

static gint64
get_about(KamDb *db, const char *sql, gint64 id)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, NULL);

    kam_stmt_bind_int(stmt, 1, id);
    g_assert_cmpint(kam_stmt_step(stmt, NULL), ==, KAM_STEP_ROW);
    return kam_stmt_get_int(stmt, 0);
}

static gint64
ask_about(KamPool *pool, const char *sql, gint64 id)
{
    g_autoptr(GError) error = NULL;
    KamDb *db = kam_pool_borrow(pool, &error);
    gint64 value;

    g_assert_no_error(error);
    value = get_about(db, sql, id);
    kam_pool_return(pool, db);
    return value;
}

static gint64
ask(KamPool *pool, const char *sql)
{
    g_autoptr(GError) error = NULL;
    KamDb *db = kam_pool_borrow(pool, &error);
    gint64 value;

    g_assert_no_error(error);
    value = kam_test_db_get_int(db, sql);
    kam_pool_return(pool, db);
    return value;
}

static gint64
count(KamPool *pool)
{
    return ask(pool, "SELECT count(*) FROM thing");
}

static gboolean
run_insert(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;

    if (change->fail_after > 0)
        kam_db_fail_after(db, change->fail_after);
    return contract_insert(db, change->id, error);
}

static void
note_told(gpointer data, const GError *error)
{
    Change *change = data;

    change->n_told++;
    change->error = error != NULL ? g_error_copy(error) : NULL;
}

static void
write_and_wait(KamPool *pool, KamWriteFunc run, gpointer data)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(kam_pool_write_wait(pool, run, data, &error));
    g_assert_no_error(error);
}

static gboolean
run_nothing(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED GError **error)
{
    return TRUE;
}

/* Everything queued before is told afterwards. */
static void
wait_for_all(KamPool *pool)
{
    g_autoptr(GError) error = NULL;

    kam_pool_write_alone(pool, run_nothing, NULL, &error);
    g_assert_no_error(error);
}

static gboolean
run_gate(G_GNUC_UNUSED KamDb *db, gpointer data, G_GNUC_UNUSED GError **error)
{
    Gate *gate = data;

    g_mutex_lock(&gate->lock);
    gate->is_reached = TRUE;
    g_cond_broadcast(&gate->changed);
    while (!gate->is_open)
        g_cond_wait(&gate->changed, &gate->lock);
    g_mutex_unlock(&gate->lock);
    return TRUE;
}

static gpointer
stand_at_gate(gpointer data)
{
    Gate *gate = data;

    g_assert_true(kam_pool_write_alone(gate->pool, run_gate, gate, NULL));
    return NULL;
}

static void
close_gate(Gate *gate, KamPool *pool)
{
    *gate = (Gate) { .pool = pool };
    g_mutex_init(&gate->lock);
    g_cond_init(&gate->changed);
    gate->thread = g_thread_new("gate", stand_at_gate, gate);
    g_mutex_lock(&gate->lock);
    while (!gate->is_reached)
        g_cond_wait(&gate->changed, &gate->lock);
    g_mutex_unlock(&gate->lock);
}

static void
open_gate(Gate *gate)
{
    g_mutex_lock(&gate->lock);
    gate->is_open = TRUE;
    g_cond_broadcast(&gate->changed);
    g_mutex_unlock(&gate->lock);
    g_thread_join(gate->thread);
    g_cond_clear(&gate->changed);
    g_mutex_clear(&gate->lock);
}

/* --- many threads --- */

#define THREADS 8
#define CHANGES 25

typedef struct {
    KamPool *pool;
    gint64 number;
    gint64 next;
} Worker;

/* Read, reckon, write: a second change in between would be lost. */
static gboolean
run_add_one(KamDb *db, gpointer data, GError **error)
{
    Worker *worker = data;
    gint64 values[] = { 0, worker->number };

    if (!kam_db_get_int(db, "SELECT middle FROM thing WHERE id = 0", &values[0], error))
        return FALSE;
    values[0]++;
    if (!kam_db_run(db, "UPDATE thing SET middle = $1 WHERE id = 0", values, 1, error))
        return FALSE;
    if (!kam_db_run(db, "UPDATE thing SET middle = middle + 1 WHERE id = $1", &values[1], 1, error))
        return FALSE;
    return contract_insert(db, worker->number * 1000 + worker->next, error);
}

static gpointer
work(gpointer data)
{
    Worker *worker = data;

    for (worker->next = 0; worker->next < CHANGES; worker->next++) {
        write_and_wait(worker->pool, run_add_one, worker);
        g_assert_cmpint(ask_about(worker->pool, "SELECT middle FROM thing WHERE id = $1", worker->number), ==,
                        worker->next + 1);
    }
    return NULL;
}

static void
test_pool__many_threads_lose_no_update(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = NULL;
    GThread *threads[THREADS];
    Worker workers[THREADS];
    guint64 n_groups, n_changes;
    guint n_waiting;

    for (gint64 i = 0; i <= THREADS; i++)
        g_assert_true(kam_db_run(f->db, "INSERT INTO thing (id, middle) VALUES ($1, 0)", &i, 1, NULL));
    pool = open_pool(f, 3);
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (Worker) { .pool = pool, .number = i + 1 };
        threads[i] = g_thread_new("work", work, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++)
        g_thread_join(threads[i]);
    g_assert_cmpint(ask(pool, "SELECT middle FROM thing WHERE id = 0"), ==, THREADS * CHANGES);
    g_assert_cmpint(ask(pool, "SELECT count(*) FROM thing WHERE id >= 1000"), ==, THREADS * CHANGES);
    kam_pool_get_counts(pool, &n_waiting, &n_groups, &n_changes);
    g_assert_cmpuint(n_waiting, ==, 0);
    g_assert_cmpuint(n_changes, ==, THREADS * CHANGES);
    g_assert_cmpuint(n_groups, <=, n_changes);
}

/* --- groups --- */

static gboolean
run_conflict(KamDb *db, gpointer data, GError **error)
{
    return run_insert(db, data, error) && contract_insert(db, 1, error);
}

static gboolean
run_give_up(KamDb *db, gpointer data, GError **error)
{
    g_assert_true(run_insert(db, data, error));
    return FALSE;
}

static gboolean
run_careless(KamDb *db, gpointer data, GError **error)
{
    g_assert_true(run_insert(db, data, error));
    g_assert_false(contract_insert(db, 1, NULL));
    return TRUE;
}

static void
test_pool__failing_change_harms_nobody(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        KamWriteFunc run;
        int code; /* -1: it takes place */
    } cases[] = {
        { run_insert, -1 },
        { run_conflict, KAM_ERROR_CONFLICT },
        { run_insert, -1 },
        { run_insert, -1 },
        { run_give_up, KAM_ERROR_CANCELLED },
        { run_insert, -1 },
        { run_careless, KAM_ERROR_STORE },
        { run_insert, -1 },
    };
    Change changes[G_N_ELEMENTS(cases)] = { 0 };
    g_autoptr(KamPool) pool = open_pool(f, 1);
    guint64 n_groups, n_changes;
    guint n_waiting;
    Gate gate;

    close_gate(&gate, pool);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        changes[i].id = i + 1;
        kam_pool_write(pool, cases[i].run, note_told, &changes[i]);
    }
    kam_pool_get_counts(pool, &n_waiting, &n_groups, &n_changes);
    g_assert_cmpuint(n_waiting, ==, G_N_ELEMENTS(cases));
    open_gate(&gate);
    wait_for_all(pool);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpuint(changes[i].n_told, ==, 1);
        if (cases[i].code < 0)
            g_assert_no_error(changes[i].error);
        else
            g_assert_error(changes[i].error, KAM_ERROR, cases[i].code);
        g_clear_error(&changes[i].error);
    }
    g_assert_cmpint(count(pool), ==, 5);
    g_assert_cmpint(ask(pool, "SELECT CAST(sum(id) AS BIGINT) FROM thing"), ==, 1 + 3 + 4 + 6 + 8);
    kam_pool_get_counts(pool, &n_waiting, &n_groups, &n_changes);
    g_assert_cmpuint(n_changes, ==, 5);
}

/* Whatever call fails, a change is there when and only when it was told so. Gives how many were. */
static guint
write_failing_group(KamPool *pool, guint fail_after, gint64 first_id)
{
    Change changes[4] = { { .fail_after = fail_after } };
    guint n_stored = 0;
    Gate gate;

    close_gate(&gate, pool);
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        changes[i].id = first_id + i;
        kam_pool_write(pool, run_insert, note_told, &changes[i]);
    }
    open_gate(&gate);
    wait_for_all(pool);
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_assert_cmpuint(changes[i].n_told, ==, 1);
        g_assert_cmpint(ask_about(pool, "SELECT count(*) FROM thing WHERE id = $1", changes[i].id), ==,
                        changes[i].error == NULL ? 1 : 0);
        if (changes[i].error != NULL)
            g_assert_error(changes[i].error, KAM_ERROR, KAM_ERROR_STORE);
        n_stored += changes[i].error == NULL;
        g_clear_error(&changes[i].error);
    }
    return n_stored;
}

static gboolean
run_heal(KamDb *db, G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED GError **error)
{
    kam_db_fail_after(db, 0);
    return TRUE;
}

static void
test_pool__failure_at_any_call_is_told(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 1);
    gboolean all_lost = FALSE, one_lost = FALSE, was_whole = FALSE;
    guint n = 0;

    /* A machine with much else to do may make several groups of one: then once more. */
    for (gint64 first_id = 10; !all_lost || !one_lost || !was_whole; first_id += 10) {
        guint n_stored = write_failing_group(pool, ++n, first_id);

        all_lost = all_lost || n_stored == 0;
        one_lost = one_lost || n_stored == 3;
        g_assert_true(kam_pool_write_alone(pool, run_heal, NULL, NULL));
        if (n_stored == 4) {
            was_whole = TRUE;
            n = 0;
        }
    }
}

/* --- the queue --- */

static void
test_pool__full_queue_is_busy(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree Change *changes = g_new0(Change, MAX_WAITING);
    g_autoptr(KamPool) pool = open_pool(f, 1);
    Change late = { 0 };
    Gate gate;

    close_gate(&gate, pool);
    for (guint i = 0; i < MAX_WAITING; i++)
        kam_pool_write(pool, run_nothing, note_told, &changes[i]);
    kam_pool_write(pool, run_nothing, note_told, &late);
    g_assert_cmpuint(late.n_told, ==, 1);
    g_assert_error(late.error, KAM_ERROR, KAM_ERROR_BUSY);
    open_gate(&gate);
    g_clear_pointer(&pool, kam_pool_free);
    for (guint i = 0; i < MAX_WAITING; i++) {
        g_assert_cmpuint(changes[i].n_told, ==, 1);
        g_assert_no_error(changes[i].error);
    }
    g_clear_error(&late.error);
}

static void
test_pool__end_finishes_the_queue(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    Change changes[20] = { 0 };
    KamPool *pool = open_pool(f, 1);
    Gate gate;

    close_gate(&gate, pool);
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        changes[i].id = i;
        kam_pool_write(pool, run_insert, note_told, &changes[i]);
    }
    open_gate(&gate);
    kam_pool_free(pool);
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_assert_cmpuint(changes[i].n_told, ==, 1);
        g_assert_no_error(changes[i].error);
    }
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
    g_assert_cmpint(contract_count(f->db), ==, G_N_ELEMENTS(changes));
}

static gboolean
run_import(KamDb *db, G_GNUC_UNUSED gpointer data, GError **error)
{
    g_autoptr(GError) conflict = NULL;

    /* Changes queued before are stored. Its own transactions come and go: the first is given up, the second stays. */
    g_assert_cmpint(contract_count(db), ==, 1);
    {
        g_autoptr(KamTx) tx G_GNUC_UNUSED = kam_tx_begin(db, error);

        g_assert_true(contract_insert(db, 2, error));
        g_assert_false(contract_insert(db, 1, &conflict));
    }
    {
        g_autoptr(KamTx) tx = kam_tx_begin(db, error);

        g_assert_true(contract_insert(db, 3, error) && kam_tx_commit(tx, error));
    }
    return kam_db_settle(db, error);
}

static gpointer
import_thread(gpointer data)
{
    g_assert_true(kam_pool_write_alone(data, run_import, NULL, NULL));
    return NULL;
}

static guint
count_waiting(KamPool *pool)
{
    guint64 n_groups, n_changes;
    guint n_waiting;

    kam_pool_get_counts(pool, &n_waiting, &n_groups, &n_changes);
    return n_waiting;
}

static void
test_pool__work_alone_has_no_transaction(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    Change before = { .id = 1 }, after = { .id = 4 };
    g_autoptr(KamPool) pool = open_pool(f, 1);
    GThread *import;
    Gate gate;

    close_gate(&gate, pool);
    kam_pool_write(pool, run_insert, note_told, &before);
    import = g_thread_new("import", import_thread, pool);
    while (count_waiting(pool) < 2)
        g_thread_yield();
    kam_pool_write(pool, run_insert, note_told, &after);
    open_gate(&gate);
    g_thread_join(import);
    wait_for_all(pool);
    g_assert_no_error(before.error);
    g_assert_no_error(after.error);
    g_assert_cmpint(ask(pool, "SELECT CAST(sum(id) AS BIGINT) FROM thing"), ==, 1 + 3 + 4);
}

static gboolean
run_refused(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED gpointer data, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "not today");
    return FALSE;
}

static void
test_pool__waiting_gets_the_error(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) alone = NULL;

    g_assert_false(kam_pool_write_wait(pool, run_refused, NULL, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
    g_assert_false(kam_pool_write_alone(pool, run_refused, NULL, &alone));
    g_assert_error(alone, KAM_ERROR, KAM_ERROR_DENIED);
}

static void
test_pool__no_database_is_not_found(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *uri =
        g_strconcat(f->place->uri, strcmp(contract_kind, "sqlite") == 0 ? "-none" : "&dbname=no_such_database", NULL);

    g_assert_null(kam_pool_new(uri, 1, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
}

/* --- readers --- */

typedef struct {
    KamPool *pool;
    gint64 seen_inside, seen_when_told;
} Seen;

static gboolean
run_and_look(KamDb *db, gpointer data, GError **error)
{
    Seen *seen = data;

    if (!contract_insert(db, 1, error))
        return FALSE;
    seen->seen_inside = count(seen->pool);
    return TRUE;
}

static void
look_when_told(gpointer data, const GError *error)
{
    Seen *seen = data;

    g_assert_no_error(error);
    seen->seen_when_told = count(seen->pool);
}

static void
test_pool__readers_see_what_is_committed(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 1);
    Seen seen = { .pool = pool, .seen_inside = -1, .seen_when_told = -1 };

    kam_pool_write(pool, run_and_look, look_when_told, &seen);
    wait_for_all(pool);
    g_assert_cmpint(seen.seen_inside, ==, 0);
    g_assert_cmpint(seen.seen_when_told, ==, 1);
}

static void
test_pool__readers_do_not_write(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 1);
    g_autoptr(GError) error = NULL;
    KamDb *db = kam_pool_borrow(pool, &error);

    g_assert_no_error(error);
    g_assert_false(contract_insert(db, 1, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
    kam_pool_return(pool, db);
    g_assert_cmpint(count(pool), ==, 0);
}

#define READERS 2
#define BORROWERS 6

typedef struct {
    KamPool *pool;
    gint n_held; /* atomic; so is the next */
    gint is_exceeded;
} Borrowing;

/* Holds a connection while the others have their turns, so that all would hold one if the pool let them. */
static gpointer
borrow_often(gpointer data)
{
    Borrowing *borrowing = data;

    for (int i = 0; i < 20; i++) {
        KamDb *db = kam_pool_borrow(borrowing->pool, NULL);

        if (g_atomic_int_add(&borrowing->n_held, 1) >= READERS)
            g_atomic_int_set(&borrowing->is_exceeded, TRUE);
        g_assert_cmpint(contract_count(db), ==, 0);
        for (int k = 0; k < 20; k++)
            g_thread_yield();
        g_atomic_int_add(&borrowing->n_held, -1);
        kam_pool_return(borrowing->pool, db);
    }
    return NULL;
}

static void
test_pool__borrowers_wait_for_a_return(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, READERS);
    Borrowing borrowing = { .pool = pool };
    GThread *threads[BORROWERS];

    for (int i = 0; i < BORROWERS; i++)
        threads[i] = g_thread_new("borrow", borrow_often, &borrowing);
    for (int i = 0; i < BORROWERS; i++)
        g_thread_join(threads[i]);
    g_assert_false(borrowing.is_exceeded);
}

static void
test_pool__reader_used_last_comes_first(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 2);
    KamDb *one = kam_pool_borrow(pool, NULL);
    KamDb *other = kam_pool_borrow(pool, NULL);

    g_assert_true(one != other);
    kam_pool_return(pool, other);
    kam_pool_return(pool, one);
    g_assert_true(kam_pool_borrow(pool, NULL) == one);
    kam_pool_return(pool, one);
}

/* --- a server that goes away --- */

static gboolean
run_get_pid(KamDb *db, gpointer data, GError **error)
{
    return kam_db_get_int(db, "SELECT CAST(pg_backend_pid() AS BIGINT)", data, error);
}

static void
end_backend(Contract *f, gint64 pid)
{
    KamDb *db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);

    g_assert_cmpint(
        get_about(db, "SELECT CASE WHEN pg_terminate_backend(CAST($1 AS INTEGER), 60000) THEN 1 ELSE 0 END", pid), ==,
        1);
    kam_db_close(db);
}

static void
test_pool__writer_lost_while_idle_is_opened_again(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 1);
    Change change = { .id = 1 };
    gint64 pid = 0;

    write_and_wait(pool, run_get_pid, &pid);
    end_backend(f, pid);
    write_and_wait(pool, run_insert, &change);
    g_assert_cmpint(count(pool), ==, 1);
}

typedef struct {
    Contract *f;
    gboolean is_ended;
} Ending;

static gboolean
run_and_end_backend(KamDb *db, gpointer data, GError **error)
{
    Ending *ending = data;
    gint64 pid = 0;

    if (!contract_insert(db, 100, error) || !run_get_pid(db, &pid, error))
        return FALSE;
    end_backend(ending->f, pid);
    ending->is_ended = TRUE;
    return TRUE;
}

static void
expect_lost(G_GNUC_UNUSED gpointer data, const GError *error)
{
    g_assert_error(error, KAM_ERROR, KAM_ERROR_IO);
}

/* Whether the change before the one that ends the connection was in its group: a slow machine may make two of them. */
static gboolean
lose_a_group(Contract *f, KamPool *pool, gint64 id)
{
    Change before = { .id = id };
    Ending ending = { .f = f };
    gboolean is_lost;
    Gate gate;

    close_gate(&gate, pool);
    kam_pool_write(pool, run_insert, note_told, &before);
    kam_pool_write(pool, run_and_end_backend, expect_lost, &ending);
    open_gate(&gate);
    wait_for_all(pool);
    g_assert_true(ending.is_ended);
    is_lost = before.error != NULL;
    if (is_lost)
        g_assert_error(before.error, KAM_ERROR, KAM_ERROR_STORE);
    g_clear_error(&before.error);
    g_assert_cmpint(ask_about(pool, "SELECT count(*) FROM thing WHERE id = $1", id), ==, is_lost ? 0 : 1);
    g_assert_cmpint(ask(pool, "SELECT count(*) FROM thing WHERE id = 100"), ==, 0);
    return is_lost;
}

static void
test_pool__writer_lost_in_a_group_tells_all(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 1);
    Change later = { .id = 99 };
    gint64 id = 1000;

    while (!lose_a_group(f, pool, id))
        id++;
    write_and_wait(pool, run_insert, &later);
    g_assert_cmpint(ask(pool, "SELECT count(*) FROM thing WHERE id = 99"), ==, 1);
}

static void
test_pool__lost_readers_are_replaced(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPool) pool = open_pool(f, 2);
    KamDb *one = kam_pool_borrow(pool, NULL);
    KamDb *other = kam_pool_borrow(pool, NULL);
    gint64 pids[2] = { 0 };

    g_assert_true(run_get_pid(one, &pids[0], NULL) && run_get_pid(other, &pids[1], NULL));
    kam_pool_return(pool, other);
    end_backend(f, pids[0]);
    end_backend(f, pids[1]);
    g_assert_false(run_get_pid(one, &pids[0], NULL));
    kam_pool_return(pool, one);
    g_assert_cmpint(count(pool), ==, 0);
    one = kam_pool_borrow(pool, NULL);
    other = kam_pool_borrow(pool, NULL);
    g_assert_cmpint(contract_count(one) + contract_count(other), ==, 0);
    kam_pool_return(pool, one);
    kam_pool_return(pool, other);
}

/* --- the log of SQLite --- */

static gboolean
run_insert_megabyte(KamDb *db, gpointer data, GError **error)
{
    g_autofree char *body = g_strnfill(1 << 20, 'x');
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, "INSERT INTO thing (id, body) VALUES ($1, $2)", error);

    kam_stmt_bind_int(stmt, 1, *(gint64 *)data);
    kam_stmt_bind_blob(stmt, 2, body, 1 << 20);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

/* 72 MB of changes pass through a log that is copied at 32 MB and begins anew then. */
static void
test_pool__log_stays_small(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = g_strconcat(f->place->uri, "-wal", NULL);
    g_autoptr(KamPool) pool = open_pool(f, 1);
    GStatBuf status;

    for (gint64 id = 0; id < 72; id++)
        write_and_wait(pool, run_insert_megabyte, &id);
    g_assert_cmpint(g_stat(path, &status), ==, 0);
    g_assert_cmpint(status.st_size, <, 40 << 20);
    g_assert_cmpint(count(pool), ==, 72);
}

void
contract_add_pool_tests(void)
{
    contract_add("pool/many-threads-lose-no-update", test_pool__many_threads_lose_no_update);
    contract_add("pool/failing-change-harms-nobody", test_pool__failing_change_harms_nobody);
    contract_add("pool/failure-at-any-call-is-told", test_pool__failure_at_any_call_is_told);
    contract_add("pool/full-queue-is-busy", test_pool__full_queue_is_busy);
    contract_add("pool/end-finishes-the-queue", test_pool__end_finishes_the_queue);
    contract_add("pool/work-alone-has-no-transaction", test_pool__work_alone_has_no_transaction);
    contract_add("pool/waiting-gets-the-error", test_pool__waiting_gets_the_error);
    contract_add("pool/no-database-is-not-found", test_pool__no_database_is_not_found);
    contract_add("pool/readers-see-what-is-committed", test_pool__readers_see_what_is_committed);
    contract_add("pool/readers-do-not-write", test_pool__readers_do_not_write);
    contract_add("pool/borrowers-wait-for-a-return", test_pool__borrowers_wait_for_a_return);
    contract_add("pool/reader-used-last-comes-first", test_pool__reader_used_last_comes_first);
    if (strcmp(contract_kind, "sqlite") == 0) {
        contract_add("pool/log-stays-small", test_pool__log_stays_small);
        return;
    }
    contract_add("pool/writer-lost-while-idle-is-opened-again", test_pool__writer_lost_while_idle_is_opened_again);
    contract_add("pool/writer-lost-in-a-group-tells-all", test_pool__writer_lost_in_a_group_tells_all);
    contract_add("pool/lost-readers-are-replaced", test_pool__lost_readers_are_replaced);
}
