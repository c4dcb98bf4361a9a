/* The HTTP library's daemons: their limits, threads and callbacks. */
#include <string.h>
#include <unistd.h>

#include "server/listen.h"
#include "server/parts.h"

#define MAX_METRICS_CONNECTIONS 16
#define METRICS_TIMEOUT 10u
#define MAX_OPTIONS 24

/* What the library keeps of a head has to be several times what we take of one: what it cannot hold at all it answers
 * by itself, in words that are no problem of ours. */
#define MEMORY_OF_A_HEAD 4

/* What the HTTP library takes decoded as a path stays as it came: kam_uri_split() decodes, once. */
static size_t
leave_encoded(G_GNUC_UNUSED void *data, G_GNUC_UNUSED struct MHD_Connection *connection, char *text)
{
    return strlen(text);
}

static void
watch_connection(void *data, struct MHD_Connection *connection, void **peer, enum MHD_ConnectionNotificationCode code)
{
    KamServer *server = data;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        *peer = kam_peers_add(server->peers, info->connect_fd);
        kam_peer_expect(*peer, server->header_seconds);
        return;
    }
    kam_peers_remove(server->peers, *peer);
    *peer = NULL;
}

/* The HTTP library's own complaints are about clients: of interest to whoever looks for them. */
G_GNUC_PRINTF(2, 0) static void take_message(void *data, const char *format, va_list arguments)
{
    KamServer *server = data;
    g_autofree char *text = NULL;

    if (!kam_log_is_on(server->log, KAM_LOG_DEBUG))
        return;
    text = g_strchomp(g_strdup_vprintf(format, arguments));
    kam_log_event(server->log, KAM_LOG_DEBUG, "http", "message", text);
}

typedef struct {
    struct MHD_OptionItem items[MAX_OPTIONS];
    guint n;
} Options;

static void
add_option(Options *options, enum MHD_OPTION option, intptr_t value, void *pointer)
{
    g_assert(options->n + 1 < MAX_OPTIONS);
    options->items[options->n++] = (struct MHD_OptionItem) { option, value, pointer };
    options->items[options->n] = (struct MHD_OptionItem) { MHD_OPTION_END, 0, NULL };
}

static intptr_t
number(const KamServer *server, KamSettingId id)
{
    return (intptr_t)kam_config_get_int(server->config, id);
}

static void
add_limits(const KamServer *server, Options *options)
{
    intptr_t threads = number(server, KAM_SET_THREADS), connections = number(server, KAM_SET_MAX_CONNECTIONS);

    if (threads == 0)
        threads = (intptr_t)g_get_num_processors();
    /* One thread alone must not be a pool: the library wants two for that. */
    if (threads > 1)
        add_option(options, MHD_OPTION_THREAD_POOL_SIZE, threads, NULL);
    add_option(options, MHD_OPTION_CONNECTION_LIMIT, MAX(connections, threads), NULL);
    add_option(options, MHD_OPTION_PER_IP_CONNECTION_LIMIT, number(server, KAM_SET_MAX_CONNECTIONS_PER_ADDRESS), NULL);
    add_option(options, MHD_OPTION_CONNECTION_MEMORY_LIMIT, MEMORY_OF_A_HEAD * number(server, KAM_SET_MAX_HEADER),
               NULL);
    add_option(options, MHD_OPTION_CONNECTION_TIMEOUT, number(server, KAM_SET_IDLE_TIMEOUT), NULL);
    add_option(options, MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL);
}

/* Texts of certificate and key live until the daemon has started. */
typedef struct {
    char *certificate, *key;
} Tls;

static void
tls_clear(Tls *tls)
{
    g_free(tls->certificate);
    g_free(tls->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tls, tls_clear)

static gboolean
read_tls(const KamServer *server, Tls *tls, Options *options, GError **error)
{
    const char *password = kam_config_get_text(server->config, KAM_SET_TLS_KEY_PASSWORD);

    if (!server->is_tls)
        return TRUE;
    if (!g_file_get_contents(kam_config_get_text(server->config, KAM_SET_TLS_CERTIFICATE), &tls->certificate, NULL,
                             error) ||
        !g_file_get_contents(kam_config_get_text(server->config, KAM_SET_TLS_KEY), &tls->key, NULL, error))
        return FALSE;
    add_option(options, MHD_OPTION_HTTPS_MEM_CERT, 0, tls->certificate);
    add_option(options, MHD_OPTION_HTTPS_MEM_KEY, 0, tls->key);
    if (password[0] != '\0')
        add_option(options, MHD_OPTION_HTTPS_KEY_PASSWORD, 0, (gpointer)(gsize)password);
    add_option(options, MHD_OPTION_HTTPS_PRIORITIES, 0,
               (gpointer)(gsize) "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2");
    return TRUE;
}

static gboolean
start_main(KamServer *server, int fd, const char *address, GError **error)
{
    g_auto(Tls) tls = { NULL, NULL };
    Options options = { .n = 0 };
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG |
                         (server->is_tls ? MHD_USE_TLS : 0);

    add_limits(server, &options);
    if (!read_tls(server, &tls, &options, error))
        return FALSE;
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, kam_exchange_go_on, server, MHD_OPTION_EXTERNAL_LOGGER, take_message, server,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_URI_LOG_CALLBACK, kam_exchange_begin, server,
        MHD_OPTION_NOTIFY_COMPLETED, kam_exchange_end, server, MHD_OPTION_NOTIFY_CONNECTION, watch_connection, server,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, server, MHD_OPTION_ARRAY, options.items, MHD_OPTION_END);
    if (server->daemon != NULL) {
        server->url = g_strdup_printf("%s://%s", server->is_tls ? "https" : "http", address);
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "cannot start to serve at '%s'%s", address,
                server->is_tls ? ": see whether certificate and key are in PEM and belong together" : "");
    return FALSE;
}

/* --- metrics: a listener of their own, so that the other may be public --- */

static enum MHD_Result
answer_metrics(void *data, struct MHD_Connection *connection, const char *url, const char *method,
               G_GNUC_UNUSED const char *version, G_GNUC_UNUSED const char *upload_data, size_t *upload_data_size,
               void **seen)
{
    gboolean is_known = strcmp(url, "/metrics") == 0 && (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0);
    g_autoptr(GString) text = NULL;
    struct MHD_Response *response;
    enum MHD_Result result;

    if (*seen == NULL || *upload_data_size > 0) {
        *seen = connection;
        *upload_data_size = 0;
        return MHD_YES;
    }
    text = is_known ? kam_probe_write_metrics(data) : g_string_new("only GET /metrics is here\n");
    response = MHD_create_response_from_buffer(text->len, text->str, MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(response, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    result = MHD_queue_response(connection, is_known ? 200 : 404, response);
    MHD_destroy_response(response);
    return result;
}

static gboolean
start_metrics(KamServer *server, int fd, const char *address, GError **error)
{
    server->metrics_daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG, 0, NULL, NULL, answer_metrics, server,
        MHD_OPTION_EXTERNAL_LOGGER, take_message, server, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
        MAX_METRICS_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, METRICS_TIMEOUT, MHD_OPTION_END);
    if (server->metrics_daemon != NULL) {
        server->metrics_url = g_strdup_printf("http://%s/metrics", address);
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "cannot start to serve at '%s'", address);
    return FALSE;
}

static gboolean
listen_with(KamServer *server, const char *text,
            gboolean (*start)(KamServer *server, int fd, const char *address, GError **error), GError **error)
{
    g_autofree char *address = NULL;
    int fd = kam_listen(text, &address, error);

    if (fd < 0)
        return FALSE;
    if (start(server, fd, address, error))
        return TRUE;
    close(fd);
    return FALSE;
}

gboolean
kam_server_listen(KamServer *server, GError **error)
{
    const char *metrics = kam_config_get_text(server->config, KAM_SET_METRICS_LISTEN);

    return (metrics[0] == '\0' || listen_with(server, metrics, start_metrics, error)) &&
           listen_with(server, kam_config_get_text(server->config, KAM_SET_LISTEN), start_main, error);
}
