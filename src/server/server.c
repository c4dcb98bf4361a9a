/* The life of the server: what it is made of, its ticks, its end. */
#include "server/server.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "server/parts.h"
#include "service/import/kept_file.h"
#include "store/migrate.h"

/* Connections for reading beside those of threads, workers and streams: jobs and probes. */
#define SPARE_READERS 4
/* A writer that has not answered for so long is taken for dead. */
#define BEAT_LIMIT_US (60 * G_USEC_PER_SEC)
/* Clients that follow a job get a sign of life every so many ticks: well below what proxies wait for. */
#define TICKS_OF_LIFE 15
/* How often the end of running requests is looked for. */
#define STOP_STEP_US 5000
#define DAY_MS ((gint64)24 * 60 * 60 * 1000)

/* --- beginning --- */

static guint
count_threads(const KamConfig *config)
{
    gint64 threads = kam_config_get_int(config, KAM_SET_THREADS);

    return threads > 0 ? (guint)threads : g_get_num_processors();
}

/* Pages are short of nothing but processors. */
static guint
count_workers(const KamConfig *config, KamLane lane)
{
    guint workers = (guint)kam_config_get_int(config, KAM_SET_WORKERS);

    return lane == KAM_LANE_PAGE ? MAX(workers, count_threads(config)) : workers;
}

static void
remove_leftovers(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (g_str_has_prefix(name, "upload-"))
            unlink(path);
    }
}

/* What a killed server left half uploaded is nobody's: the folder belongs to this database, which is locked. */
static gboolean
prepare_files(KamServer *server, GError **error)
{
    server->files = kam_config_dup_files(server->config);
    if (g_mkdir_with_parents(server->files, 0700) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the folder '%s' for uploaded files: %s", server->files,
                    g_strerror(errno));
        return FALSE;
    }
    remove_leftovers(server->files);
    return TRUE;
}

static gboolean
open_database(KamServer *server, GError **error)
{
    const char *uri = kam_config_get_text(server->config, KAM_SET_DB);
    guint readers = count_threads(server->config) + KAM_SERVER_MAX_STREAMS + SPARE_READERS;
    KamDb *db;
    gboolean is_current;

    for (guint lane = 0; lane < KAM_LANE_N; lane++)
        readers += count_workers(server->config, lane);
    server->pool = kam_pool_new(uri, readers, error);
    if (server->pool == NULL || (db = kam_pool_borrow(server->pool, error)) == NULL)
        return FALSE;
    is_current = kam_migrate_require_current(db, error);
    if (is_current && kam_db_get_warning(db) != NULL)
        kam_log_event(server->log, KAM_LOG_WARNING, "database", "message", kam_db_get_warning(db));
    kam_pool_return(server->pool, db);
    return is_current;
}

static gsize
mebibytes(const KamServer *server, KamSettingId id)
{
    return (gsize)kam_config_get_int(server->config, id) << 20;
}

static gboolean
load_key(KamServer *server, GError **error)
{
    const char *named = kam_config_get_text(server->config, KAM_SET_KEY_FILE);
    g_autofree char *beside = kam_key_dup_default_path(kam_config_get_text(server->config, KAM_SET_DB));
    const char *path = named[0] != '\0' ? named : beside;

    if (path != NULL)
        return kam_people_load_key(server->api->people, path, error);
    kam_log_event(server->log, KAM_LOG_WARNING, "key", "message",
                  "no key-file is set: secrets of second factors are kept unsealed in the database");
    return TRUE;
}

static gboolean
make_oidc(KamServer *server, GError **error)
{
    const KamConfig *config = server->config;
    const KamOidcSettings settings = {
        .issuer = kam_config_get_text(config, KAM_SET_OIDC_ISSUER),
        .client_id = kam_config_get_text(config, KAM_SET_OIDC_CLIENT_ID),
        .client_secret_file = kam_config_get_text(config, KAM_SET_OIDC_CLIENT_SECRET_FILE),
        .role_of_new = kam_config_get_text(config, KAM_SET_OIDC_ROLE_OF_NEW),
        .public_url = kam_config_get_text(config, KAM_SET_PUBLIC_URL),
        .limits = kam_oidc_limits_standard,
    };

    if (settings.issuer[0] == '\0')
        return TRUE;
    server->oidc = kam_oidc_new(&settings, kam_people_get_key(server->api->people), error);
    return server->oidc != NULL;
}

static gboolean
make_api(KamServer *server, GError **error)
{
    const char *url = kam_config_get_text(server->config, KAM_SET_PUBLIC_URL);

    server->api = kam_api_new(server->pool, error);
    if (server->api == NULL || !load_key(server, error) || !make_oidc(server, error))
        return FALSE;
    server->api->oidc = server->oidc;
    server->api->public_url = url[0] == '\0' ? NULL : url;
    kam_desk_set_limits(server->api->desk, mebibytes(server, KAM_SET_LINE_MEMORY),
                        mebibytes(server, KAM_SET_ANSWER_MEMORY), mebibytes(server, KAM_SET_FIGURE_MEMORY));
    return TRUE;
}

static gboolean
start_jobs(KamServer *server, GError **error)
{
    g_autofree char *backups = kam_config_dup_backups(server->config);

    server->jobs = kam_jobs_new(server->pool, server->api->desk, kam_job_kinds(), server->files, backups,
                                kam_events_changed, server->events, error);
    server->api->jobs = server->jobs;
    return server->jobs != NULL;
}

static void
log_round(gpointer data, const KamWarmCounts *counts)
{
    KamServer *server = data;
    KamLogLine line;

    if (!kam_log_is_on(server->log, KAM_LOG_INFO))
        return;
    kam_log_begin(server->log, &line, KAM_LOG_INFO, "figures");
    kam_json_text(&line.json, "message", "the figures of all accounts are ready");
    kam_json_int(&line.json, "duration_ms", counts->last_round_ms);
    kam_json_int(&line.json, "forecasts", (gint64)counts->accounts);
    kam_log_end(&line);
}

static void
start_warm(KamServer *server)
{
    if (!kam_config_get_boolean(server->config, KAM_SET_WARM_FIGURES))
        return;
    kam_desk_set_warm(server->api->desk, TRUE);
    server->warm = kam_warm_new(server->pool, server->api->desk, log_round, server);
}

static void
take_limits(KamServer *server)
{
    const KamConfig *config = server->config;

    server->is_tls = kam_config_get_text(config, KAM_SET_TLS_CERTIFICATE)[0] != '\0';
    server->is_behind_proxy = kam_config_get_boolean(config, KAM_SET_BEHIND_PROXY);
    server->header_seconds = kam_config_get_int(config, KAM_SET_HEADER_TIMEOUT);
    server->body_seconds = kam_config_get_int(config, KAM_SET_BODY_TIMEOUT);
    server->upload_seconds = kam_config_get_int(config, KAM_SET_UPLOAD_TIMEOUT);
    server->idle_seconds = kam_config_get_int(config, KAM_SET_IDLE_TIMEOUT);
    server->max_upload = (gsize)kam_config_get_int(config, KAM_SET_MAX_UPLOAD);
    server->worker_queue = (guint)kam_config_get_int(config, KAM_SET_WORKER_QUEUE);
}

static gboolean
write_nothing(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED GError **error)
{
    return TRUE;
}

static void
free_parts(KamServer *server)
{
    g_clear_pointer(&server->daemon, MHD_stop_daemon);
    g_clear_pointer(&server->metrics_daemon, MHD_stop_daemon);
    for (guint lane = 0; lane < KAM_LANE_N; lane++)
        g_thread_pool_free(server->workers[lane], FALSE, TRUE);
    /* What the writer has still to do with old jobs comes before this. */
    if (g_atomic_int_get(&server->is_sweeping))
        kam_pool_write_wait(server->pool, write_nothing, NULL, NULL);
    kam_jobs_free(server->jobs);
    kam_warm_free(server->warm);
    kam_api_free(server->api);
    kam_oidc_free(server->oidc);
    kam_pool_free(server->pool);
    kam_events_free(server->events);
    kam_peers_free(server->peers);
    kam_metrics_free(server->metrics);
    g_free(server->url);
    g_free(server->metrics_url);
    g_free(server->files);
    g_free(server);
}

KamServer *
kam_server_start(const KamConfig *config, KamLog *log, GError **error)
{
    KamServer *server = g_new0(KamServer, 1);

    server->config = config;
    server->log = log;
    take_limits(server);
    server->metrics = kam_metrics_new();
    server->peers = kam_peers_new();
    server->events = kam_events_new();
    for (guint lane = 0; lane < KAM_LANE_N; lane++)
        server->workers[lane] =
            g_thread_pool_new(kam_exchange_work, server, (gint)count_workers(config, lane), FALSE, NULL);
    if (getrandom(&server->id_seed, sizeof server->id_seed, 0) != sizeof server->id_seed)
        server->id_seed = (guint64)g_get_real_time();
    if (prepare_files(server, error) && open_database(server, error) && make_api(server, error) &&
        start_jobs(server, error)) {
        start_warm(server);
        if (kam_server_listen(server, error))
            return server;
    }
    free_parts(server);
    return NULL;
}

const char *
kam_server_get_url(const KamServer *server)
{
    return server->url;
}

const char *
kam_server_get_metrics_url(const KamServer *server)
{
    return server->metrics_url;
}

/* --- looking after it --- */

/* A beat that fails leaves the mark, so that the writer counts as dead until one gets through. */
static void
end_beat(gpointer data, const GError *error)
{
    KamServer *server = data;

    g_atomic_int_set(&server->beat_failed, error != NULL);
    g_atomic_int_set(&server->is_beat_waiting, FALSE);
}

static void
beat(KamServer *server)
{
    if (g_atomic_int_get(&server->is_beat_waiting))
        return;
    g_atomic_int_set(&server->is_beat_waiting, TRUE);
    server->beat_us = g_get_monotonic_time();
    kam_pool_write(server->pool, write_nothing, end_beat, server);
}

gboolean
kam_server_is_alive(KamServer *server)
{
    if (g_atomic_int_get(&server->beat_failed))
        return FALSE;
    if (!g_atomic_int_get(&server->is_beat_waiting) || kam_jobs_holds_writer(server->jobs))
        return TRUE;
    return g_get_monotonic_time() - server->beat_us < BEAT_LIMIT_US;
}

/* --- old jobs, and files that nobody imported --- */

static gboolean
forget_old_jobs(KamDb *db, gpointer data, GError **error)
{
    KamServer *server = data;
    gint64 days = kam_config_get_int(server->config, KAM_SET_JOB_DAYS);
    g_autofree char *text = NULL;
    guint n;

    if (!kam_kept_files_purge(db, server->files, server->swept_at_ms - KAM_KEPT_FILE_DAYS * DAY_MS, error))
        return FALSE;
    if (days == 0)
        return TRUE;
    if (!kam_jobs_purge(server->jobs, db, server->swept_at_ms - days * DAY_MS, &n, error))
        return FALSE;
    text = g_strdup_printf("%u", n);
    if (n > 0)
        kam_log_event(server->log, KAM_LOG_INFO, "old_jobs_removed", "count", text);
    return TRUE;
}

static void
end_sweep(gpointer data, const GError *error)
{
    KamServer *server = data;

    if (error != NULL)
        kam_log_event(server->log, KAM_LOG_WARNING, "old_jobs_stay", "message", error->message);
    g_atomic_int_set(&server->is_sweeping, FALSE);
}

/* When the server starts, and then once a day. */
static void
sweep(KamServer *server)
{
    gint64 now_ms = g_get_real_time() / 1000;

    if (g_atomic_int_get(&server->is_sweeping) ||
        (server->swept_at_ms != 0 && ABS(now_ms - server->swept_at_ms) < DAY_MS))
        return;
    server->swept_at_ms = now_ms;
    g_atomic_int_set(&server->is_sweeping, TRUE);
    kam_pool_write(server->pool, forget_old_jobs, end_sweep, server);
}

void
kam_server_tick(KamServer *server)
{
    guint n_late = kam_peers_sweep(server->peers);

    if (n_late > 0) {
        g_autofree char *text = g_strdup_printf("%u", n_late);

        kam_log_event(server->log, KAM_LOG_WARNING, "slow_clients_cut_off", "count", text);
    }
    if (++server->n_ticks % TICKS_OF_LIFE == 0)
        kam_events_beat(server->events);
    kam_server_purge(server);
    kam_server_settle(server);
    beat(server);
    sweep(server);
}

/* --- the end --- */

/* From here on requests are answered 503, on old connections and on new ones. The socket stays open until the end:
 * closing it beside working threads, the HTTP library's threads and ours may both take it out of the same epoll set,
 * which the library (0.9.75) calls fatal. */
static void
refuse_requests(KamServer *server)
{
    g_atomic_int_set(&server->is_stopping, TRUE);
}

static gboolean
is_busy(KamServer *server)
{
    guint n_running, n_queued;

    kam_jobs_count(server->jobs, &n_running, &n_queued);
    return n_running > 0 || g_atomic_int_get(&server->n_running) > 0;
}

static gboolean
wait_for_requests(KamServer *server)
{
    gint64 until_us =
        g_get_monotonic_time() + kam_config_get_int(server->config, KAM_SET_STOP_TIMEOUT) * G_USEC_PER_SEC;

    while (is_busy(server)) {
        if (g_get_monotonic_time() >= until_us)
            return FALSE;
        g_usleep(STOP_STEP_US);
    }
    return TRUE;
}

gboolean
kam_server_stop(KamServer *server)
{
    refuse_requests(server);
    kam_events_end(server->events);
    kam_jobs_interrupt(server->jobs);
    if (!wait_for_requests(server))
        return FALSE;
    free_parts(server);
    return TRUE;
}
