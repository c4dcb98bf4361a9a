/* kamen serve: the web page and the API, until a signal ends it. */
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/verb.h"
#include "server/notify.h"
#include "server/server.h"
#include "server/settings_options.h"

extern const KamVerb kam_verb_serve;

#define TICK_MS 1000

typedef struct {
    GMainLoop *loop;
    KamServer *server;
    KamLog *log;
} Service;

/* --- signals and timers, on the main thread --- */

static gboolean
on_stop(gpointer data)
{
    g_main_loop_quit(((Service *)data)->loop);
    return G_SOURCE_CONTINUE;
}

static gboolean
on_reopen(gpointer data)
{
    Service *service = data;
    g_autoptr(GError) error = NULL;

    if (!kam_log_reopen(service->log, &error))
        kam_log_event(service->log, KAM_LOG_ERROR, "log_not_reopened", "message", error->message);
    return G_SOURCE_CONTINUE;
}

static gboolean
on_tick(gpointer data)
{
    kam_server_tick(((Service *)data)->server);
    return G_SOURCE_CONTINUE;
}

static gboolean
on_watchdog(gpointer data)
{
    if (kam_server_is_alive(((Service *)data)->server))
        kam_notify("WATCHDOG=1");
    return G_SOURCE_CONTINUE;
}

static void
add_sources(Service *service)
{
    guint watchdog_ms = kam_notify_get_watchdog_ms();

    g_unix_signal_add(SIGTERM, on_stop, service);
    g_unix_signal_add(SIGINT, on_stop, service);
    g_unix_signal_add(SIGHUP, on_reopen, service);
    g_timeout_add(TICK_MS, on_tick, service);
    if (watchdog_ms > 0)
        g_timeout_add(watchdog_ms, on_watchdog, service);
}

/* --- its life --- */

static void
tell_ready(const Service *service, gint64 began_us)
{
    const char *metrics = kam_server_get_metrics_url(service->server);
    g_autofree char *ms = g_strdup_printf("%.1f", (double)(g_get_monotonic_time() - began_us) / 1000);

    kam_log_event(service->log, KAM_LOG_INFO, "ready", "url", kam_server_get_url(service->server));
    printf("kamen serve: ready at %s after %s ms\n", kam_server_get_url(service->server), ms);
    if (metrics != NULL)
        printf("kamen serve: metrics at %s\n", metrics);
    fflush(stdout);
    kam_notify("READY=1");
}

static int
serve(Service *service, gint64 began_us)
{
    add_sources(service);
    kam_server_tick(service->server);
    tell_ready(service, began_us);
    g_main_loop_run(service->loop);
    kam_notify("STOPPING=1");
    kam_log_event(service->log, KAM_LOG_INFO, "stopping", NULL, NULL);
    if (!kam_server_stop(service->server)) {
        /* Threads still work on requests; what they have not committed is undone by the database. */
        kam_log_event(service->log, KAM_LOG_ERROR, "stopped_early", NULL, NULL);
        _exit(KAM_EXIT_FAILED);
    }
    kam_log_event(service->log, KAM_LOG_INFO, "stopped", NULL, NULL);
    return KAM_EXIT_DONE;
}

static int
run(int argc, char **argv, GError **error)
{
    gint64 began_us = g_get_monotonic_time();
    g_auto(KamSettingArguments) arguments = { 0 };
    g_auto(KamConfig) config = { 0 };
    g_autoptr(KamLog) log = NULL;
    g_autoptr(GMainLoop) loop = NULL;
    Service service = { 0 };
    GOptionEntry entries[KAM_SETTING_N_ENTRIES + 1] = { 0 };

    kam_setting_arguments_add_entries(&arguments, entries);
    kam_config_init(&config);
    if (!kam_verb_parse(&kam_verb_serve, entries, &argc, &argv, error) ||
        !kam_setting_arguments_resolve(&arguments, &config, error) ||
        (log = kam_log_new(kam_config_get_text(&config, KAM_SET_LOG_FILE),
                           kam_config_get_text(&config, KAM_SET_LOG_LEVEL), error)) == NULL ||
        (service.server = kam_server_start(&config, log, error)) == NULL)
        return -1;
    loop = g_main_loop_new(NULL, FALSE);
    service.loop = loop;
    service.log = log;
    return serve(&service, began_us);
}

const KamVerb kam_verb_serve = {
    .name = "serve",
    .arguments = "",
    .summary = "serve the web page and the API",
    .help = "Runs until it is sent SIGTERM or SIGINT; then it finishes what it has begun. SIGHUP opens the log anew.\n"
            "Each option is a setting that a file and the environment may hold, too: 'kamen config show'.\n"
            "\n"
            "  kamen serve\n"
            "  kamen serve --db kamen.db --listen 0.0.0.0:8443 --tls-certificate chain.pem --tls-key key.pem\n"
            "  kamen serve --config /etc/kamen/kamen.conf --metrics-listen 127.0.0.1:9090\n"
            "  KAMEN_LISTEN=127.0.0.1:0 kamen serve        a free port; the first line printed says which",
    .run = run,
};
