/* What the files of the server share; no one else includes this. */
#pragma once

#include <microhttpd.h>

#include "server/events.h"
#include "server/metrics.h"
#include "server/peer.h"
#include "server/server.h"
#include "service/figures/warm.h"
#include "service/people/oidc.h"

/* Answers that are written piece by piece hold a reader each; more at a time are refused. */
#define KAM_SERVER_MAX_STREAMS 16

/* Workers by what they do: none waits for the work of another kind. */
typedef enum { KAM_LANE_PAGE, KAM_LANE_SECRET, KAM_LANE_SLOW, KAM_LANE_N } KamLane;

struct KamServer {
    const KamConfig *config;
    KamLog *log;
    KamPool *pool;
    KamApi *api;
    KamMetrics *metrics;
    KamPeers *peers;
    KamEvents *events;
    KamJobs *jobs;
    KamWarm *warm; /* NULL: figures wait until they are asked for */
    KamOidc *oidc; /* NULL: not set up */
    GThreadPool *workers[KAM_LANE_N];
    struct MHD_Daemon *daemon, *metrics_daemon;
    char *url, *metrics_url, *files;
    gboolean is_tls, is_behind_proxy;
    gint64 header_seconds, body_seconds, upload_seconds, idle_seconds;
    gsize max_upload;
    guint worker_queue; /* of each kind */
    /* atomic */
    gint is_stopping;
    gint n_running; /* requests whose head has come and whose answer has not left */
    gint n_streams;
    gint n_requests; /* for their ids */
    guint64 id_seed;
    gint is_beat_waiting; /* a change of nothing is in the writer's queue */
    gint beat_failed;
    gint is_sweeping;   /* old jobs are being forgotten */
    gint64 swept_at_ms; /* when that was begun last; 0: not yet */
    guint n_ticks;
    guint n_purged;     /* by the writer */
    gint64 purge_us;    /* when that was last asked for; 0: not yet */
    guint n_settled;    /* accounts, by the writer */
    gint64 settled_day; /* for which that was last asked; 0: not yet */
    gint64 beat_us;     /* when it was put there; written and read by the thread of kam_server_tick() only */
};

typedef enum { KAM_PHASE_HEAD, KAM_PHASE_BODY, KAM_PHASE_DISCARD, KAM_PHASE_RUNNING, KAM_PHASE_ANSWER } KamPhase;

/* One request on its way from the socket to its answer. */
typedef struct {
    KamServer *server;
    struct MHD_Connection *connection;
    KamPeer *peer;
    KamPhase phase;
    KamRequest request;
    KamReply reply;
    char *path, *query;
    char id[68];
    char remote[64];
    GString *body;
    int upload_fd; /* -1 without */
    char *upload_path;
    guint64 received; /* bytes of the body */
    gsize max_body;
    KamDb *db; /* a reader that a streamed answer holds, and its transaction; NULL else */
    KamTx *tx;
    gint64 began_us;
    guint64 answered; /* bytes of the answer's body */
    gboolean is_head, is_counted, is_stream, is_refused;
} KamExchange;

/* exchange.c */
/** A request whose first line has come. */
void *kam_exchange_begin(void *server, const char *target, struct MHD_Connection *connection);
/** Head, pieces of the body, end: MHD_AccessHandlerCallback. */
enum MHD_Result
kam_exchange_go_on(void *server, struct MHD_Connection *connection, const char *url, const char *method,
                   const char *version, const char *upload_data, size_t *upload_data_size, void **exchange);
/** The answer has left, or the client has: MHD_RequestCompletedCallback. */
void kam_exchange_end(void *server, struct MHD_Connection *connection, void **exchange,
                      enum MHD_RequestTerminationCode code);

/* body.c */
/** Judge the head's words about the body: which phase comes next. FALSE: the reply says why the request is refused. */
gboolean kam_body_expect(KamExchange *exchange);
/** Take a piece; FALSE when the connection should be closed at once. */
gboolean kam_body_take(KamExchange *exchange, const char *data, gsize length);
/** Whether the rest of a refused request's body is so small that it is read to its end, so that the client hears the
 * answer. */
gboolean kam_body_is_worth_discarding(const KamExchange *exchange);

/* run.c */
/** Run the route with the whole request in hand. TRUE when the reply stands; else it runs on another thread, the
 * connection sleeps until then, and the exchange is not to be touched before. */
gboolean kam_exchange_run(KamExchange *exchange);
/** Who acts and whether they may, with a reader of its own; FALSE: the reply says why not. */
gboolean kam_exchange_admit(KamExchange *exchange);
/** What the pool of workers calls. */
void kam_exchange_work(gpointer exchange, gpointer server);
/** Requests that wait for a worker of any kind. */
guint kam_server_count_waiting(const KamServer *server);
/** Ask the writer for the daily purge, when it is time. */
void kam_server_purge(KamServer *server);
/** settle.c: memberships of groups that begin or end today, once a day. */
void kam_server_settle(KamServer *server);
/** Give back what a streamed answer held. */
void kam_exchange_release(KamExchange *exchange);

/* answer.c */
/** Hand the reply to the HTTP library. */
enum MHD_Result kam_exchange_answer(KamExchange *exchange);

/* probe.c */
/** The row of /healthz or /readyz, NULL for other paths. */
const KamRoute *kam_probe_find(const char *path);
/** All of /metrics. */
GString *kam_probe_write_metrics(KamServer *server);

/* daemon.c */
/** Start the listener of the API, and that of the metrics when it is wanted. */
gboolean kam_server_listen(KamServer *server, GError **error);
