/* A request and its reply as a handler sees them, whoever carried them: the server over a socket, or a test by a call.
 */
#pragma once

#include "base/json.h"
#include "record/field.h"
#include "store/pool.h"

typedef enum { KAM_GET = 1, KAM_POST, KAM_PATCH, KAM_PUT, KAM_DELETE } KamMethod;

typedef struct KamApi KamApi; /* tables of routes and what handlers need: pool, types, settings, jobs */
typedef struct KamRequest KamRequest;
typedef struct KamReply KamReply;
typedef struct KamRoute KamRoute;

#define KAM_ROUTE_MAX_VALUES 4

struct KamRequest {
    KamApi *api;
    const KamRoute *route;
    KamMethod method;
    const char *path;                   /* "/api/v1/accounts/17", percent-decoded */
    const char *query;                  /* behind the '?', still encoded; "" when there is none */
    char *values[KAM_ROUTE_MAX_VALUES]; /* what stands for the {words} of the route's path */
    const char *body;                   /* whole, NUL behind it; "" when there is none */
    gsize body_length;
    const char *upload_path; /* of routes with .upload: a temporary file with the body; NULL else */
    const char *remote;      /* address of the client, without port */
    const char *id;          /* of this request, in logs and problems */
    gboolean is_tls;
    gint64 now_ms;
    KamActor *actor; /* never NULL behind a route that is not public */
    KamDb *db;       /* a reader, or the writer inside a savepoint: as the route runs */
    const char *(*get_header)(const KamRequest *request, const char *name); /* NULL when absent; any case */
    gpointer carrier;                                                       /* the server's or the test's own */
};

/** Next piece of a streamed body appended to `chunk`; FALSE at the end. Called on a thread that may block shortly. */
typedef gboolean (*KamStreamNext)(gpointer state, GString *chunk, GError **error);

struct KamReply {
    guint status;             /* starts as the route's success status */
    const char *content_type; /* static; starts as application/json */
    GString *body;            /* starts empty; owned by the reply */
    GPtrArray *headers;       /* name, value, name, value ... owned texts; NULL until one is set */
    KamStreamNext next;       /* not NULL: the body comes piece by piece instead */
    gpointer stream;
    GDestroyNotify stream_free;
    gint64 events_of_job; /* not 0: follow this job by server-sent events */
};

/** An empty reply, ready for a handler; release it with kam_reply_clear(). */
void kam_reply_init(KamReply *reply);
void kam_reply_clear(KamReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamReply, kam_reply_clear)
/** Add a header; both texts are copied. */
void kam_reply_header(KamReply *reply, const char *name, const char *value);
/** Where compact JSON goes: kam_json_init() on the body. */
void kam_reply_json(KamReply *reply, KamJson *json);
/** application/problem+json (RFC 9457): status, title from it, detail, errors:[{pointer,detail,code}], request_id.
 * Throws away what the body held. `faults` may be NULL. */
void kam_reply_problem(KamReply *reply, const KamRequest *request, guint status, const char *detail,
                       const KamFaults *faults);
/** The same from an error: kam_error_http_status(); details of 5xx stay in the log. */
void kam_reply_error(KamReply *reply, const KamRequest *request, const GError *error);

/** The decoded value of a parameter of the query, NULL when absent. Free with g_free(). */
char *kam_request_dup_parameter(const KamRequest *request, const char *name);
