/* A request from its beginning to its reply on one thread: what the server spreads over its threads. */
#include "api/api.h"

typedef struct {
    KamRequest *request;
    KamReply *reply;
} Change;

/* A refusal has its reply already; this error only makes the writer roll back. */
static gboolean
write_change(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;

    change->request->db = db;
    if (kam_api_handle(change->request->api, change->request, change->reply))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "the request was refused");
    return FALSE;
}

static void
serve_write(KamApi *api, KamRequest *request, KamReply *reply)
{
    Change change = { request, reply };
    g_autoptr(GError) error = NULL;

    if (kam_pool_write_wait(api->pool, write_change, &change, &error) || reply->status >= 400)
        return;
    kam_reply_error(reply, request, error);
}

static void
serve_read(KamApi *api, KamRequest *request, KamReply *reply)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin_read(request->db, &error);

    if (tx == NULL)
        kam_reply_error(reply, request, error);
    else
        kam_api_handle(api, request, reply);
}

/* The whole body at once: the stream may read from the connection, which is given back behind it. */
static void
drain_stream(KamRequest *request, KamReply *reply)
{
    g_autoptr(GError) error = NULL;

    if (reply->next == NULL)
        return;
    while (reply->next(reply->stream, reply->body, &error))
        continue;
    if (error != NULL) {
        kam_reply_error(reply, request, error);
        return;
    }
    if (reply->stream_free != NULL)
        reply->stream_free(reply->stream);
    reply->next = NULL;
    reply->stream = NULL;
    reply->stream_free = NULL;
}

/* With a reader: who acts, and everything that is no change. TRUE when the change is still to be made. */
static gboolean
serve_reader(KamApi *api, KamRequest *request, KamReply *reply)
{
    if (!kam_api_admit(api, request, reply))
        return FALSE;
    if (request->route->run == KAM_RUN_WRITE)
        return TRUE;
    if (request->route->run == KAM_RUN_READ)
        serve_read(api, request, reply);
    else
        kam_api_handle(api, request, reply);
    drain_stream(request, reply);
    return FALSE;
}

void
kam_api_serve(KamApi *api, KamRequest *request, KamReply *reply)
{
    g_autoptr(GError) error = NULL;
    gboolean is_change;

    if (!kam_api_find(api, request, reply))
        return;
    request->db = kam_pool_borrow(api->pool, &error);
    if (request->db == NULL) {
        kam_reply_error(reply, request, error);
        return;
    }
    is_change = serve_reader(api, request, reply);
    kam_pool_return(api->pool, request->db);
    request->db = NULL;
    if (is_change)
        serve_write(api, request, reply);
    request->db = NULL;
}
