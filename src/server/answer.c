/* A reply on its way out: headers that every answer has, compression, and bodies that come piece by piece. */
#include <string.h>

#include "server/gzip.h"
#include "server/parts.h"

/* Smaller texts fit into one packet anyway. */
#define MIN_COMPRESSED 1400
#define STREAM_BLOCK (32 * 1024)

/* Name, value; a reply's own header of the name goes before. */
static const char *const common_headers[][2] = {
    { "Cache-Control", "no-store" },
    { "Content-Security-Policy",
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Referrer-Policy", "no-referrer" },
    { "X-Content-Type-Options", "nosniff" },
    { "X-Frame-Options", "DENY" },
};

static void
add_headers(KamExchange *exchange, struct MHD_Response *response)
{
    const KamReply *reply = &exchange->reply;

    for (guint i = 0; i < G_N_ELEMENTS(common_headers); i++)
        if (kam_reply_get_header(reply, common_headers[i][0]) == NULL)
            MHD_add_response_header(response, common_headers[i][0], common_headers[i][1]);
    for (guint i = 0; reply->headers != NULL && i + 1 < reply->headers->len; i += 2)
        MHD_add_response_header(response, reply->headers->pdata[i], reply->headers->pdata[i + 1]);
    MHD_add_response_header(response, "X-Request-Id", exchange->id);
    if (exchange->server->is_tls)
        MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000");
    if (reply->status != 204 && reply->status != 304)
        MHD_add_response_header(response, "Content-Type", reply->content_type);
    /* A body that was not read to its end would be taken for the next request. */
    if (g_atomic_int_get(&exchange->server->is_stopping) || (exchange->is_refused && exchange->phase == KAM_PHASE_HEAD))
        MHD_add_response_header(response, "Connection", "close");
}

static void
free_text(void *text)
{
    g_string_free(text, TRUE);
}

static gboolean
is_compressible(const char *content_type)
{
    return g_str_has_prefix(content_type, "text/") || strstr(content_type, "json") != NULL ||
           strstr(content_type, "javascript") != NULL || strstr(content_type, "svg") != NULL;
}

/* The whole body at once; it leaves the reply. */
static struct MHD_Response *
respond_text(KamExchange *exchange)
{
    KamReply *reply = &exchange->reply;
    const char *accepted = exchange->request.get_header(&exchange->request, "Accept-Encoding");
    gboolean is_worth_it = reply->body->len >= MIN_COMPRESSED && is_compressible(reply->content_type) &&
                           kam_reply_get_header(reply, "Content-Encoding") == NULL;
    GString *small = is_worth_it && kam_coding_is_accepted(accepted, "gzip")
                         ? kam_gzip_new(reply->body->str, reply->body->len)
                         : NULL;
    GString *body = small != NULL ? small : g_steal_pointer(&reply->body);
    struct MHD_Response *response =
        MHD_create_response_from_buffer_with_free_callback_cls(body->len, body->str, free_text, body);

    exchange->answered = exchange->is_head ? 0 : body->len;
    if (is_worth_it)
        MHD_add_response_header(response, "Vary", "Accept-Encoding");
    if (small != NULL)
        MHD_add_response_header(response, "Content-Encoding", "gzip");
    return response;
}

/* The library takes no constant memory, but does not write to what is said to stay. */
static struct MHD_Response *
respond_constant(KamExchange *exchange)
{
    const KamReply *reply = &exchange->reply;

    exchange->answered = exchange->is_head ? 0 : reply->constant_length;
    return MHD_create_response_from_buffer(reply->constant_length, (void *)(gsize)reply->constant,
                                           MHD_RESPMEM_PERSISTENT);
}

static ssize_t
read_stream(void *data, G_GNUC_UNUSED uint64_t position, char *buffer, size_t size)
{
    KamExchange *exchange = data;
    KamReply *reply = &exchange->reply;
    GString *chunk = reply->body;
    g_autoptr(GError) error = NULL;
    gsize n;

    while (chunk->len == 0 && reply->next != NULL)
        if (!reply->next(reply->stream, chunk, &error))
            reply->next = NULL;
    if (error != NULL) {
        /* The status has left already: all that can be said is that the rest will not come. */
        g_clear_error(&reply->failure);
        reply->failure = g_steal_pointer(&error);
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    if (chunk->len == 0)
        return MHD_CONTENT_READER_END_OF_STREAM;
    n = MIN(size, chunk->len);
    memcpy(buffer, chunk->str, n);
    g_string_erase(chunk, 0, (gssize)n);
    exchange->answered += n;
    return (ssize_t)n;
}

static struct MHD_Response *
respond(KamExchange *exchange)
{
    KamReply *reply = &exchange->reply;

    if (reply->events_of_job != 0)
        return kam_events_follow(exchange->server->events, exchange->server->jobs, exchange->server->pool,
                                 exchange->connection, reply->events_of_job,
                                 exchange->request.get_header(&exchange->request, "Last-Event-ID"));
    if (reply->constant != NULL)
        return respond_constant(exchange);
    if (reply->next == NULL)
        return respond_text(exchange);
    kam_peer_serve(exchange->peer, exchange->server->upload_seconds);
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, read_stream, exchange, NULL);
}

enum MHD_Result
kam_exchange_answer(KamExchange *exchange)
{
    struct MHD_Response *response = respond(exchange);
    enum MHD_Result result;

    if (response == NULL)
        return MHD_NO;
    add_headers(exchange, response);
    result = MHD_queue_response(exchange->connection, exchange->reply.status, response);
    MHD_destroy_response(response);
    return result;
}
