/* Bodies of requests: how long one may be, into memory or a file, and what becomes of the body of a refused request. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "server/parts.h"

/* A refused body up to this size is read to its end; more, and the connection is closed behind the answer. */
#define MAX_DISCARDED (2 * 1024 * 1024)
#define FIRST_BODY_SIZE 1024

static const char *
get_header(const KamExchange *exchange, const char *name)
{
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

static gboolean
refuse(KamExchange *exchange, guint status, const char *detail)
{
    kam_reply_problem(&exchange->reply, &exchange->request, status, detail, NULL);
    return FALSE;
}

static enum MHD_Result
count_length(void *data, G_GNUC_UNUSED enum MHD_ValueKind kind, const char *name, G_GNUC_UNUSED const char *value)
{
    guint *n = data;

    *n += g_ascii_strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0;
    return MHD_YES;
}

/* Two readers that disagree on where a request ends see two different next requests. */
static gboolean
is_unambiguous(const KamExchange *exchange)
{
    guint n = 0;

    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, count_length, &n);
    return n + (get_header(exchange, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL) <= 1;
}

static gboolean
open_upload(KamExchange *exchange)
{
    char *path = g_build_filename(exchange->server->files, "upload-XXXXXX", NULL);

    exchange->upload_fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (exchange->upload_fd >= 0) {
        exchange->upload_path = path;
        return TRUE;
    }
    kam_log_event(exchange->server->log, KAM_LOG_ERROR, "upload_failed", "message", g_strerror(errno));
    g_free(path);
    return refuse(exchange, 500, "the uploaded file cannot be kept");
}

static gsize
max_body_of(const KamExchange *exchange)
{
    gsize most = kam_route_get_max_body(exchange->request.route);

    return exchange->request.route->upload ? MIN(most, exchange->server->max_upload) : most;
}

static gboolean
refuse_size(KamExchange *exchange)
{
    g_autofree char *detail = g_strdup_printf(
        "the body is larger than the %" G_GSIZE_FORMAT " bytes that this path takes", exchange->max_body);

    return refuse(exchange, 413, detail);
}

static gboolean
check_length(KamExchange *exchange, guint64 *length)
{
    const char *text = get_header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);

    *length = 0;
    if (!is_unambiguous(exchange))
        return refuse(exchange, 400, "the request says more than once how long its body is");
    if (text != NULL && !g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64, length, NULL))
        return refuse(exchange, 400, "Content-Length is no number");
    return *length <= exchange->max_body || refuse_size(exchange);
}

gboolean
kam_body_expect(KamExchange *exchange)
{
    const KamRoute *route = exchange->request.route;
    guint64 length;

    exchange->max_body = kam_route_has_body(route) ? max_body_of(exchange) : 0;
    if (!check_length(exchange, &length))
        return FALSE;
    exchange->phase = KAM_PHASE_BODY;
    if (route->upload) {
        /* A stranger's file is not even begun. */
        if (!kam_exchange_admit(exchange) || !open_upload(exchange))
            return FALSE;
        kam_peer_expect(exchange->peer, exchange->server->upload_seconds);
        return TRUE;
    }
    kam_peer_expect(exchange->peer, exchange->server->body_seconds);
    return TRUE;
}

gboolean
kam_body_is_worth_discarding(const KamExchange *exchange)
{
    const char *length = get_header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);

    return is_unambiguous(exchange) && get_header(exchange, MHD_HTTP_HEADER_EXPECT) == NULL &&
           (length == NULL || g_ascii_strtoull(length, NULL, 10) <= MAX_DISCARDED);
}

static void
begin_discarding(KamExchange *exchange)
{
    exchange->phase = KAM_PHASE_DISCARD;
    if (exchange->body != NULL)
        g_string_truncate(exchange->body, 0);
}

static gboolean
write_all(int fd, const char *data, gsize length)
{
    while (length > 0) {
        ssize_t n = write(fd, data, length);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        data += n;
        length -= (gsize)n;
    }
    return TRUE;
}

static void
keep(KamExchange *exchange, const char *data, gsize length)
{
    if (exchange->upload_fd >= 0) {
        if (write_all(exchange->upload_fd, data, length))
            return;
        kam_log_event(exchange->server->log, KAM_LOG_ERROR, "upload_failed", "message", g_strerror(errno));
        refuse(exchange, 500, "the uploaded file cannot be kept");
        begin_discarding(exchange);
        return;
    }
    if (exchange->body == NULL)
        exchange->body = g_string_sized_new(MAX(FIRST_BODY_SIZE, length));
    g_string_append_len(exchange->body, data, (gssize)length);
}

gboolean
kam_body_take(KamExchange *exchange, const char *data, gsize length)
{
    exchange->received += length;
    if (exchange->phase == KAM_PHASE_DISCARD)
        return exchange->received <= exchange->max_body + MAX_DISCARDED;
    if (exchange->received > exchange->max_body) {
        /* One that came in pieces of unknown number. */
        refuse_size(exchange);
        begin_discarding(exchange);
        return TRUE;
    }
    keep(exchange, data, length);
    return TRUE;
}
