/* The server: sockets, threads and limits around the API. It knows nothing of what the routes do. */
#pragma once

#include "api/api.h"
#include "server/log.h"
#include "server/setting.h"

typedef struct KamServer KamServer;

/**
 * Open the database, start the threads and listen. `config` and `log` outlive it.
 * Errors are those of the database, of the settings and of the sockets.
 */
KamServer *kam_server_start(const KamConfig *config, KamLog *log, GError **error);
/** "http://127.0.0.1:8080", with the port that was taken. */
const char *kam_server_get_url(const KamServer *server);
/** "http://127.0.0.1:9090/metrics", NULL when it is off. */
const char *kam_server_get_metrics_url(const KamServer *server);
/** Cut off clients that are late, and see to everything else that asks for a look; once a second. */
void kam_server_tick(KamServer *server);
/** Whether changes get through: FALSE when the writer has not answered for a minute, though no long work holds it. */
gboolean kam_server_is_alive(KamServer *server);
/**
 * Take no more requests, finish those that run, and free everything. FALSE when some did not end within stop-timeout:
 * nothing is freed then, and the process should end at once.
 */
gboolean kam_server_stop(KamServer *server);
