/* Measures durable changes of many threads: bench_changes pool|fight|turns URI CLIENTS CHANGES
 *
 * "pool" sends them through kam_pool_write_wait(). The others commit each change by itself, with the same SQL: in
 * "fight" every thread has a connection of its own, in "turns" they take turns at one. Ends badly when a change is
 * missing or there twice. */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/pool.h"

/* Rows that are changed, so that two clients meet now and then. */
#define THINGS 100

typedef struct {
    KamPool *pool; /* NULL where everybody commits alone */
    KamDb *shared; /* of turns */
    GMutex *turn;
    const char *uri;
    guint number;
    guint n_changes;
    gint64 ids[2]; /* of the row to change and of the row of the log */
} Client;

static void
stop_on(const GError *error)
{
    if (error == NULL)
        return;
    (void)fprintf(stderr, "bench_changes: %s\n", error->message);
    exit(EXIT_FAILURE);
}

static gboolean
run_change(KamDb *db, gpointer data, GError **error)
{
    Client *client = data;
    gint64 entry[] = { client->ids[1], client->ids[0] };

    return kam_db_run(db, "UPDATE thing SET value = value + 1 WHERE id = $1", client->ids, 1, error) &&
           kam_db_run(db, "INSERT INTO entry (id, thing_id) VALUES ($1, $2)", entry, 2, error);
}

static gboolean
change_alone(KamDb *db, Client *client, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);

    return tx != NULL && run_change(db, client, error) && kam_tx_commit(tx, error);
}

/* Whoever loses tries again, as programs without a queue do. */
static void
change_until_done(KamDb *db, Client *client)
{
    g_autoptr(GError) error = NULL;

    while (!change_alone(db, client, &error)) {
        if (!g_error_matches(error, KAM_ERROR, KAM_ERROR_BUSY))
            stop_on(error);
        g_clear_error(&error);
    }
}

/* A SQLite file lets one connection write; under a name of its own each gets its own lock file, and SQLite's lock is
 * what they fight for. */
static KamDb *
open_fighter(const Client *client)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    KamDb *db;

    if (!g_str_has_prefix(client->uri, "postgresql:")) {
        name = g_strdup_printf("%s-%u", client->uri, client->number);
        (void)unlink(name);
        if (symlink(client->uri, name) != 0)
            return NULL;
    }
    db = kam_db_open(name != NULL ? name : client->uri, KAM_DB_READ_WRITE, &error);
    stop_on(error);
    return db;
}

static void
change_in_turn(Client *client)
{
    g_mutex_lock(client->turn);
    change_until_done(client->shared, client);
    g_mutex_unlock(client->turn);
}

static gpointer
run_client(gpointer data)
{
    Client *client = data;
    KamDb *db = client->pool == NULL && client->shared == NULL ? open_fighter(client) : NULL;

    for (guint i = 0; i < client->n_changes; i++) {
        g_autoptr(GError) error = NULL;

        client->ids[0] = (client->number * 7 + i) % THINGS;
        client->ids[1] = (gint64)client->number * 1000000 + i;
        if (db != NULL)
            change_until_done(db, client);
        else if (client->shared != NULL)
            change_in_turn(client);
        else if (!kam_pool_write_wait(client->pool, run_change, client, &error))
            stop_on(error);
    }
    kam_db_close(db);
    return NULL;
}

static void
run_sql(KamDb *db, const char *sql, const gint64 *value)
{
    g_autoptr(GError) error = NULL;

    kam_db_run(db, sql, value, value != NULL, &error);
    stop_on(error);
}

static void
make_tables(const char *uri)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = kam_db_open(uri, KAM_DB_CREATE, &error);

    stop_on(error);
    run_sql(db, "DROP TABLE IF EXISTS entry", NULL);
    run_sql(db, "DROP TABLE IF EXISTS thing", NULL);
    run_sql(db, "CREATE TABLE thing (id BIGINT PRIMARY KEY, value BIGINT)", NULL);
    run_sql(db, "CREATE TABLE entry (id BIGINT PRIMARY KEY, thing_id BIGINT)", NULL);
    for (gint64 i = 0; i < THINGS; i++)
        run_sql(db, "INSERT INTO thing (id, value) VALUES ($1, 0)", &i);
}

static gboolean
is_complete(const char *uri, gint64 n)
{
    g_autoptr(KamDb) db = kam_db_open(uri, KAM_DB_READ_ONLY, NULL);
    gint64 sum = 0, entries = 0;

    return db != NULL && kam_db_get_int(db, "SELECT CAST(sum(value) AS BIGINT) FROM thing", &sum, NULL) &&
           kam_db_get_int(db, "SELECT count(*) FROM entry", &entries, NULL) && sum == n && entries == n;
}

static gint64
run_clients(const Client *like, guint n_clients, guint n_changes)
{
    g_autofree Client *clients = g_new0(Client, n_clients);
    g_autofree GThread **threads = g_new0(GThread *, n_clients);
    gint64 began = g_get_monotonic_time();

    for (guint i = 0; i < n_clients; i++) {
        clients[i] = *like;
        clients[i].number = i;
        clients[i].n_changes = n_changes / n_clients;
        threads[i] = g_thread_new("client", run_client, &clients[i]);
    }
    for (guint i = 0; i < n_clients; i++)
        g_thread_join(threads[i]);
    return g_get_monotonic_time() - began;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    GMutex turn;
    Client like = { .turn = &turn };
    guint n_clients, n_changes;
    double seconds;

    if (argc != 5) {
        (void)fprintf(stderr, "usage: bench_changes pool|fight|turns URI CLIENTS CHANGES\n");
        return EXIT_FAILURE;
    }
    n_clients = (guint)strtoul(argv[3], NULL, 10);
    n_changes = (guint)strtoul(argv[4], NULL, 10);
    make_tables(argv[2]);
    like.uri = argv[2];
    g_mutex_init(&turn);
    if (g_str_equal(argv[1], "pool"))
        like.pool = kam_pool_new(like.uri, 1, &error);
    else if (g_str_equal(argv[1], "turns"))
        like.shared = kam_db_open(like.uri, KAM_DB_READ_WRITE, &error);
    stop_on(error);
    seconds = (double)run_clients(&like, n_clients, n_changes) / G_USEC_PER_SEC;
    kam_pool_free(like.pool);
    kam_db_close(like.shared);
    g_mutex_clear(&turn);
    if (!is_complete(argv[2], n_changes / n_clients * n_clients)) {
        (void)fprintf(stderr, "bench_changes: a change is missing or there twice\n");
        return EXIT_FAILURE;
    }
    (void)printf("{\"seconds\": %.6f, \"wall\": %.6f}\n", seconds, seconds);
    return EXIT_SUCCESS;
}
