/* A whole request meets its route: at once with a reader, on the writer, or on a worker's thread. While another thread
 * has the request, its connection sleeps. */
#include "server/parts.h"

static gboolean
borrow(KamExchange *exchange)
{
    g_autoptr(GError) error = NULL;

    exchange->request.db = kam_pool_borrow(exchange->server->pool, &error);
    if (exchange->request.db != NULL)
        return TRUE;
    kam_reply_error(&exchange->reply, &exchange->request, error);
    return FALSE;
}

static void
give_back(KamExchange *exchange)
{
    kam_pool_return(exchange->server->pool, exchange->request.db);
    exchange->request.db = NULL;
}

/* A streamed answer goes on reading after this: it keeps the reader, while there are places. */
static gboolean
keep_for_stream(KamExchange *exchange)
{
    KamServer *server = exchange->server;

    if (exchange->reply.next == NULL)
        return FALSE;
    if (g_atomic_int_add(&server->n_streams, 1) < KAM_SERVER_MAX_STREAMS) {
        exchange->is_stream = TRUE;
        exchange->db = exchange->request.db;
        exchange->request.db = NULL;
        return TRUE;
    }
    g_atomic_int_add(&server->n_streams, -1);
    kam_reply_problem(&exchange->reply, &exchange->request, 503,
                      "too many long lists are being read at the moment, try again shortly", NULL);
    kam_reply_header(&exchange->reply, "Retry-After", "5");
    return FALSE;
}

void
kam_exchange_release(KamExchange *exchange)
{
    g_clear_pointer(&exchange->tx, kam_tx_end);
    if (exchange->db != NULL)
        kam_pool_return(exchange->server->pool, exchange->db);
    exchange->db = NULL;
    if (exchange->is_stream)
        g_atomic_int_add(&exchange->server->n_streams, -1);
    exchange->is_stream = FALSE;
}

gboolean
kam_exchange_admit(KamExchange *exchange)
{
    gboolean is_admitted;

    if (!borrow(exchange))
        return FALSE;
    /* An upload is admitted at its head, and again when it is whole: meanwhile a session may have ended. */
    g_clear_pointer(&exchange->request.actor, g_free);
    is_admitted = kam_api_admit(exchange->server->api, &exchange->request, &exchange->reply);
    give_back(exchange);
    return is_admitted;
}

static void
run_read(KamExchange *exchange)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = NULL;

    if (!borrow(exchange))
        return;
    tx = kam_tx_begin_read(exchange->request.db, &error);
    if (tx == NULL)
        kam_reply_error(&exchange->reply, &exchange->request, error);
    else if (kam_api_admit(exchange->server->api, &exchange->request, &exchange->reply))
        kam_api_handle(exchange->server->api, &exchange->request, &exchange->reply);
    if (keep_for_stream(exchange)) {
        exchange->tx = g_steal_pointer(&tx);
        return;
    }
    g_clear_pointer(&tx, kam_tx_end);
    give_back(exchange);
}

/* --- changes, on the writer's thread --- */

/* A refusal has its reply already; this error only makes the writer roll back. */
static gboolean
write_change(KamDb *db, gpointer data, GError **error)
{
    KamExchange *exchange = data;
    gboolean is_good;

    exchange->request.db = db;
    is_good = kam_api_handle(exchange->server->api, &exchange->request, &exchange->reply);
    exchange->request.db = NULL;
    if (!is_good)
        g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "the request was refused");
    return is_good;
}

static void
end_change(gpointer data, const GError *error)
{
    KamExchange *exchange = data;

    if (error != NULL && exchange->reply.status < 400)
        kam_reply_error(&exchange->reply, &exchange->request, error);
    exchange->phase = KAM_PHASE_ANSWER;
    MHD_resume_connection(exchange->connection);
}

static gboolean
run_write(KamExchange *exchange)
{
    if (!kam_exchange_admit(exchange))
        return TRUE;
    MHD_suspend_connection(exchange->connection);
    kam_pool_write(exchange->server->pool, write_change, end_change, exchange);
    return FALSE;
}

/* --- what takes longer, on a worker's thread --- */

guint
kam_server_count_waiting(const KamServer *server)
{
    guint n = 0;

    for (guint lane = 0; lane < KAM_LANE_N; lane++)
        n += g_thread_pool_unprocessed(server->workers[lane]);
    return n;
}

void
kam_exchange_work(gpointer data, G_GNUC_UNUSED gpointer server)
{
    KamExchange *exchange = data;

    if (borrow(exchange)) {
        kam_api_handle(exchange->server->api, &exchange->request, &exchange->reply);
        if (!keep_for_stream(exchange))
            give_back(exchange);
    }
    exchange->phase = KAM_PHASE_ANSWER;
    MHD_resume_connection(exchange->connection);
}

static void
refuse_full(KamExchange *exchange)
{
    kam_reply_problem(&exchange->reply, &exchange->request, 503,
                      "too much is being done at the moment, try again shortly", NULL);
    kam_reply_header(&exchange->reply, "Retry-After", "2");
}

static gboolean
run_in_lane(KamExchange *exchange, KamLane lane)
{
    KamServer *server = exchange->server;

    if (!kam_exchange_admit(exchange))
        return TRUE;
    if (g_thread_pool_unprocessed(server->workers[lane]) >= server->worker_queue) {
        refuse_full(exchange);
        return TRUE;
    }
    MHD_suspend_connection(exchange->connection);
    g_thread_pool_push(server->workers[lane], exchange, NULL);
    return FALSE;
}

gboolean
kam_exchange_run(KamExchange *exchange)
{
    KamRequest *request = &exchange->request;

    request->body = exchange->body != NULL ? exchange->body->str : "";
    request->body_length = exchange->body != NULL ? exchange->body->len : 0;
    request->upload_path = exchange->upload_path;
    kam_peer_serve(exchange->peer, 0);
    exchange->phase = KAM_PHASE_RUNNING;
    switch (request->route->run) {
    case KAM_RUN_READ:
        run_read(exchange);
        return TRUE;
    case KAM_RUN_WRITE:
        return run_write(exchange);
    case KAM_RUN_PAGE:
        return run_in_lane(exchange, KAM_LANE_PAGE);
    case KAM_RUN_SECRET:
        return run_in_lane(exchange, KAM_LANE_SECRET);
    case KAM_RUN_SLOW:
        return run_in_lane(exchange, KAM_LANE_SLOW);
    case KAM_RUN_CONSTANT:
        kam_api_handle(exchange->server->api, request, &exchange->reply);
        return TRUE;
    }
    g_return_val_if_reached(TRUE);
}
