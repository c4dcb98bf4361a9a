/* What watches the server asks: is it there, can it work, what has it done. */
#include <string.h>

#include "server/parts.h"
#include "store/migrate.h"

static gboolean
answer_health(G_GNUC_UNUSED KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "status", "ok");
    kam_json_end_object(&json);
    return TRUE;
}

/* The reader was opened, or this would not run; that its tables are ours and changes get through is asked here, and
 * whether the first to come would wait for figures. */
static gboolean
answer_ready(KamRequest *request, KamReply *reply, GError **error)
{
    const KamExchange *exchange = request->carrier;

    if (!kam_migrate_require_current(request->db, error)) {
        g_clear_error(error);
        kam_reply_problem(reply, request, 503, "the database is not as new as the program, or cannot be reached", NULL);
        return TRUE;
    }
    if (!kam_server_is_alive(exchange->server)) {
        kam_reply_problem(reply, request, 503, "changes do not get through to the database", NULL);
        return TRUE;
    }
    if (exchange->server->warm != NULL && !kam_warm_is_prepared(exchange->server->warm)) {
        kam_reply_problem(reply, request, 503, "figures are being made ready", NULL);
        kam_reply_header(reply, "Retry-After", "1");
        return TRUE;
    }
    return answer_health(request, reply, error);
}

static const KamRoute probe_routes[] = {
    { .method = KAM_GET,
      .path = "/healthz",
      .permission = KAM_PERM_PUBLIC,
      .run = KAM_RUN_READ,
      .success = 200,
      .handle = answer_health,
      .summary = "Whether the process answers" },
    { .method = KAM_GET,
      .path = "/readyz",
      .permission = KAM_PERM_PUBLIC,
      .run = KAM_RUN_READ,
      .success = 200,
      .handle = answer_ready,
      .summary = "Whether the database can be read and written, and pages need not wait for their figures" },
};

const KamRoute *
kam_probe_find(const char *path)
{
    for (guint i = 0; i < G_N_ELEMENTS(probe_routes); i++)
        if (strcmp(probe_routes[i].path, path) == 0)
            return &probe_routes[i];
    return NULL;
}

static void
write_store(KamServer *server, GString *out)
{
    guint n_waiting;
    guint64 n_groups, n_changes;

    kam_pool_get_counts(server->pool, &n_waiting, &n_groups, &n_changes);
    kam_metrics_write_value(out, "kamen_writer_queue", "gauge", "Changes that wait for the writer.", n_waiting);
    kam_metrics_write_value(out, "kamen_writer_groups_total", "counter", "Groups of changes committed.",
                            (double)n_groups);
    kam_metrics_write_value(out, "kamen_writer_changes_total", "counter", "Changes in those groups.",
                            (double)n_changes);
}

static void
write_jobs(KamServer *server, GString *out)
{
    guint n_running, n_queued;

    kam_jobs_count(server->jobs, &n_running, &n_queued);
    kam_metrics_write_value(out, "kamen_jobs_running", "gauge", "Jobs that run.", n_running);
    kam_metrics_write_value(out, "kamen_jobs_queued", "gauge", "Jobs that wait.", n_queued);
}

static void
write_figures(KamServer *server, GString *out)
{
    KamWarmCounts counts;

    kam_metrics_write_value(out, "kamen_figures_bytes", "gauge", "Memory of the figures that pages show.",
                            (double)kam_shelf_count_bytes(kam_desk_get_shelf(server->api->desk)));
    if (server->warm == NULL)
        return;
    kam_warm_get_counts(server->warm, &counts);
    kam_metrics_write_value(out, "kamen_figures_ready", "gauge", "1: nothing is left to be worked out ahead.",
                            counts.is_ready);
    kam_metrics_write_value(out, "kamen_figures_rounds_total", "counter",
                            "States of the data whose figures were worked out ahead to the end.",
                            (double)counts.rounds);
    kam_metrics_write_value(out, "kamen_figures_forecasts_total", "counter",
                            "Forecasts of accounts and groups made ahead.", (double)counts.accounts);
}

GString *
kam_probe_write_metrics(KamServer *server)
{
    g_autoptr(GString) out = g_string_sized_new(8192);

    kam_metrics_write_requests(server->metrics, out);
    kam_metrics_write_value(out, "kamen_connections", "gauge", "Connections open.", kam_peers_count(server->peers));
    kam_metrics_write_value(out, "kamen_requests_running", "gauge", "Requests being answered.",
                            g_atomic_int_get(&server->n_running));
    kam_metrics_write_value(out, "kamen_worker_queue", "gauge", "Requests that wait for a worker.",
                            kam_server_count_waiting(server));
    write_store(server, out);
    write_jobs(server, out);
    write_figures(server, out);
    kam_metrics_write_process(out);
    return g_steal_pointer(&out);
}
