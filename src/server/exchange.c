/* One request from its first line to the line in the log. */
#include <string.h>
#include <unistd.h>

#include "server/listen.h"
#include "server/page/page.h"
#include "server/parts.h"
#include "server/uri.h"

#define MAX_FORWARDED 63

static const char *
get_header(const KamRequest *request, const char *name)
{
    const KamExchange *exchange = request->carrier;

    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

static void
describe_remote(KamExchange *exchange)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    exchange->remote[0] = '\0';
    if (info != NULL && info->client_addr != NULL)
        kam_describe_address(info->client_addr, exchange->remote, sizeof exchange->remote);
}

static KamPeer *
peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info->socket_context;
}

/* The target is split only when the head is whole: a fault in it must be answered, not dropped. */
void *
kam_exchange_begin(void *data, const char *target, struct MHD_Connection *connection)
{
    KamServer *server = data;
    KamExchange *exchange = g_new0(KamExchange, 1);

    exchange->server = server;
    exchange->connection = connection;
    exchange->peer = peer_of(connection);
    exchange->upload_fd = -1;
    exchange->path = g_strdup(target);
    exchange->began_us = g_get_monotonic_time();
    exchange->request.carrier = exchange;
    exchange->request.get_header = get_header;
    kam_reply_init(&exchange->reply);
    kam_peer_expect(exchange->peer, server->header_seconds);
    return exchange;
}

/* --- the head --- */

/* A client's own id helps to follow a request through several programs, when it can do no harm in a log. */
static void
take_or_make_id(KamExchange *exchange)
{
    const char *given = get_header(&exchange->request, "X-Request-Id");
    gsize length = given == NULL ? 0 : strlen(given);
    guint64 number;

    if (length >= 8 && length <= 64 &&
        strspn(given, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-") == length) {
        g_strlcpy(exchange->id, given, sizeof exchange->id);
        return;
    }
    number = exchange->server->id_seed + (guint64)(guint)g_atomic_int_add(&exchange->server->n_requests, 1);
    /* An odd factor: different numbers stay different, and neighbours do not look alike. */
    g_snprintf(exchange->id, sizeof exchange->id, "%016" G_GINT64_MODIFIER "x",
               number * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15));
}

/* A proxy on this machine says whom it speaks for; its own word is the last. */
static void
believe_proxy(KamExchange *exchange)
{
    const char *chain = get_header(&exchange->request, "X-Forwarded-For");
    const char *proto = get_header(&exchange->request, "X-Forwarded-Proto");
    gboolean is_local = g_str_has_prefix(exchange->remote, "127.") || strcmp(exchange->remote, "::1") == 0;

    if (!exchange->server->is_behind_proxy || !is_local)
        return;
    if (chain != NULL) {
        const char *comma = strrchr(chain, ',');
        g_autofree char *last = g_strstrip(g_strdup(comma != NULL ? comma + 1 : chain));

        if (g_hostname_is_ip_address(last) && strlen(last) <= MAX_FORWARDED)
            g_strlcpy(exchange->remote, last, sizeof exchange->remote);
    }
    if (proto != NULL)
        exchange->request.is_tls = g_ascii_strcasecmp(proto, "https") == 0;
}

/* What a header takes on the wire: ": " and the end of its line. */
#define BYTES_AROUND_A_HEADER 4

static enum MHD_Result
add_header_bytes(void *data, G_GNUC_UNUSED enum MHD_ValueKind kind, const char *name, const char *value)
{
    gsize *n_bytes = data;

    *n_bytes += strlen(name) + (value != NULL ? strlen(value) : 0) + BYTES_AROUND_A_HEADER;
    return MHD_YES;
}

static gboolean
refuse_head(KamExchange *exchange, guint status, const char *what)
{
    g_autofree char *detail = g_strdup_printf("%s longer than the %" G_GINT64_FORMAT " bytes that max-header allows",
                                              what, kam_config_get_int(exchange->server->config, KAM_SET_MAX_HEADER));

    kam_reply_problem(&exchange->reply, &exchange->request, status, detail, NULL);
    return FALSE;
}

static gboolean
head_fits(KamExchange *exchange)
{
    gsize limit = (gsize)kam_config_get_int(exchange->server->config, KAM_SET_MAX_HEADER);
    gsize n_bytes = strlen(exchange->path);

    if (n_bytes > limit)
        return refuse_head(exchange, 414, "the address of the request is");
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, add_header_bytes, &n_bytes);
    return n_bytes <= limit || refuse_head(exchange, 431, "the address and the headers of the request are");
}

static gboolean
split_target(KamExchange *exchange)
{
    g_autofree char *target = g_steal_pointer(&exchange->path);
    g_autoptr(GError) error = NULL;

    if (kam_uri_split(target, &exchange->path, &exchange->query, &error)) {
        exchange->request.path = exchange->path;
        exchange->request.query = exchange->query;
        return TRUE;
    }
    kam_reply_problem(&exchange->reply, &exchange->request, 400, error->message, NULL);
    return FALSE;
}

static gboolean
refuse_method(KamExchange *exchange, const char *allowed)
{
    kam_reply_problem(&exchange->reply, &exchange->request, 405, "nothing here takes this method", NULL);
    kam_reply_header(&exchange->reply, "Allow", allowed);
    return FALSE;
}

static gboolean
take_method(KamExchange *exchange, const char *method)
{
    exchange->is_head = strcmp(method, "HEAD") == 0;
    exchange->request.method = exchange->is_head ? KAM_GET : kam_method_from_name(method);
    return exchange->request.method != 0 || refuse_method(exchange, "GET, HEAD, POST, PATCH, PUT, DELETE");
}

/* Rows of the server itself: probes, and the page. */
static const KamRoute *
find_own_route(const KamExchange *exchange)
{
    const char *path = exchange->request.path;
    const KamRoute *probe = kam_probe_find(path);

    return probe != NULL ? probe : kam_page_find(path, get_header(&exchange->request, "Accept"));
}

static gboolean
find_route(KamExchange *exchange)
{
    const KamRoute *own = find_own_route(exchange);

    if (own == NULL)
        return kam_api_find(exchange->server->api, &exchange->request, &exchange->reply);
    exchange->request.api = exchange->server->api;
    exchange->request.route = own;
    return exchange->request.method == KAM_GET || refuse_method(exchange, "GET, HEAD");
}

static gboolean
is_serving(KamExchange *exchange)
{
    if (!g_atomic_int_get(&exchange->server->is_stopping))
        return TRUE;
    kam_reply_problem(&exchange->reply, &exchange->request, 503, "the server is stopping", NULL);
    kam_reply_header(&exchange->reply, "Retry-After", "5");
    return FALSE;
}

static gboolean
read_head(KamExchange *exchange, const char *method)
{
    KamServer *server = exchange->server;

    exchange->is_counted = TRUE;
    g_atomic_int_inc(&server->n_running);
    take_or_make_id(exchange);
    describe_remote(exchange);
    exchange->request.is_tls = server->is_tls;
    believe_proxy(exchange);
    exchange->request.id = exchange->id;
    exchange->request.remote = exchange->remote;
    exchange->request.now_ms = g_get_real_time() / 1000;
    exchange->request.body = exchange->request.path = exchange->request.query = "";
    return take_method(exchange, method) && head_fits(exchange) && split_target(exchange) && is_serving(exchange) &&
           find_route(exchange) && kam_body_expect(exchange);
}

static enum MHD_Result
begin(KamExchange *exchange, const char *method)
{
    if (read_head(exchange, method))
        return MHD_YES;
    exchange->is_refused = TRUE;
    if (!kam_body_is_worth_discarding(exchange)) {
        kam_peer_serve(exchange->peer, exchange->server->body_seconds);
        return kam_exchange_answer(exchange);
    }
    kam_peer_expect(exchange->peer, exchange->server->body_seconds);
    exchange->phase = KAM_PHASE_DISCARD;
    return MHD_YES;
}

/* --- the body, the end --- */

static enum MHD_Result
finish_body(KamExchange *exchange)
{
    if (exchange->phase == KAM_PHASE_DISCARD) {
        kam_peer_serve(exchange->peer, exchange->server->body_seconds);
        return kam_exchange_answer(exchange);
    }
    if (exchange->upload_fd >= 0) {
        close(exchange->upload_fd);
        exchange->upload_fd = -1;
    }
    /* While the connection sleeps, the exchange is another thread's. */
    return kam_exchange_run(exchange) ? kam_exchange_answer(exchange) : MHD_YES;
}

enum MHD_Result
kam_exchange_go_on(G_GNUC_UNUSED void *server, G_GNUC_UNUSED struct MHD_Connection *connection,
                   G_GNUC_UNUSED const char *url, const char *method, G_GNUC_UNUSED const char *version,
                   const char *upload_data, size_t *upload_data_size, void **data)
{
    KamExchange *exchange = *data;
    gsize length = *upload_data_size;

    switch (exchange->phase) {
    case KAM_PHASE_HEAD:
        return begin(exchange, method);
    case KAM_PHASE_BODY:
    case KAM_PHASE_DISCARD:
        if (length == 0)
            return finish_body(exchange);
        *upload_data_size = 0;
        return kam_body_take(exchange, upload_data, length) ? MHD_YES : MHD_NO;
    case KAM_PHASE_RUNNING:
        return MHD_YES;
    case KAM_PHASE_ANSWER:
        return kam_exchange_answer(exchange);
    }
    return MHD_NO;
}

/* --- the end --- */

static void
write_log(const KamExchange *exchange, gint64 duration_us, enum MHD_RequestTerminationCode code)
{
    const KamRequest *request = &exchange->request;
    KamLogLevel level = exchange->reply.status >= 500 ? KAM_LOG_ERROR : KAM_LOG_INFO;
    KamLogLine line;

    if (!kam_log_is_on(exchange->server->log, level))
        return;
    kam_log_begin(exchange->server->log, &line, level, "request");
    kam_json_text(&line.json, "request_id", exchange->id);
    kam_json_text(&line.json, "method", request->method != 0 ? kam_method_name(request->method) : "other");
    kam_json_text(&line.json, "route", request->route != NULL ? request->route->path : NULL);
    kam_json_int(&line.json, "status", exchange->reply.status);
    kam_json_number(&line.json, "duration_ms", (double)duration_us / 1000);
    kam_json_int(&line.json, "bytes_in", (gint64)exchange->received);
    kam_json_int(&line.json, "bytes_out", (gint64)exchange->answered);
    kam_json_text(&line.json, "remote", exchange->remote);
    if (request->actor != NULL && request->actor->user_id != 0)
        kam_json_id(&line.json, "user_id", request->actor->user_id);
    if (code != MHD_REQUEST_TERMINATED_COMPLETED_OK)
        kam_json_text(&line.json, "ended", "early");
    if (exchange->reply.failure != NULL)
        kam_json_text(&line.json, "failure", exchange->reply.failure->message);
    kam_log_end(&line);
}

void
kam_exchange_end(void *data, G_GNUC_UNUSED struct MHD_Connection *connection, void **where,
                 enum MHD_RequestTerminationCode code)
{
    KamServer *server = data;
    KamExchange *exchange = *where;

    if (exchange == NULL)
        return;
    *where = NULL;
    if (exchange->is_counted) {
        gint64 duration_us = g_get_monotonic_time() - exchange->began_us;

        kam_metrics_count(server->metrics, exchange->request.route, exchange->reply.status, duration_us,
                          exchange->answered);
        write_log(exchange, duration_us, code);
        g_atomic_int_add(&server->n_running, -1);
    }
    kam_peer_expect(exchange->peer, server->idle_seconds + server->header_seconds);
    kam_reply_clear(&exchange->reply);
    kam_exchange_release(exchange);
    kam_request_clear(&exchange->request);
    if (exchange->upload_fd >= 0)
        close(exchange->upload_fd);
    if (exchange->upload_path != NULL)
        unlink(exchange->upload_path);
    g_free(exchange->upload_path);
    if (exchange->body != NULL)
        g_string_free(exchange->body, TRUE);
    g_free(exchange->path);
    g_free(exchange->query);
    g_free(exchange);
}
