/* A request and its reply as a handler sees them, whoever carried them: the server over a socket, or a test by a call.
 */
#pragma once

#include <jansson.h>

#include "base/json.h"
#include "record/field.h"
#include "store/pool.h"

typedef enum { KAM_GET = 1, KAM_POST, KAM_PATCH, KAM_PUT, KAM_DELETE } KamMethod;

typedef struct KamApi KamApi; /* tables of routes and what handlers need: pool, types, settings, jobs */
typedef struct KamRequest KamRequest;
typedef struct KamReply KamReply;
typedef struct KamRoute KamRoute;

#define KAM_ROUTE_MAX_VALUES 4
#define KAM_CHANGE_TOKEN_SIZE 65 /* bytes with the NUL, at most */

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
    KamActor *actor;                          /* never NULL behind a route that is not public */
    char change_token[KAM_CHANGE_TOKEN_SIZE]; /* of the session, "" without one */
    KamDb *db;                                /* a reader, or the writer inside a savepoint: as the route runs */
    const char *(*get_header)(const KamRequest *request, const char *name); /* NULL when absent; any case */
    gpointer carrier;                                                       /* the server's or the test's own */
};

/** Next piece of a streamed body appended to `chunk`; FALSE at the end. Called on a thread that may block shortly. */
typedef gboolean (*KamStreamNext)(gpointer state, GString *chunk, GError **error);

struct KamReply {
    guint status;             /* starts as the route's success status */
    const char *content_type; /* static; starts as application/json */
    GString *body;            /* starts empty; owned by the reply */
    const char *constant;     /* not NULL: the body stands in the program itself and is sent from there, as it is */
    gsize constant_length;
    GPtrArray *headers; /* name, value, name, value ... owned texts; NULL until one is set */
    KamStreamNext next; /* not NULL: the body comes piece by piece instead */
    gpointer stream;
    GDestroyNotify stream_free;
    gint64 events_of_job; /* not 0: follow this job by server-sent events */
    GError *failure;      /* what the answer keeps to itself, for the log alone; NULL when there is none */
};

/** Frees what kam_api_find() and kam_api_admit() put into the request: values and actor. Everything else is the
 * carrier's. */
void kam_request_clear(KamRequest *request);
/** A header of the request, NULL when absent; any case. */
const char *kam_request_get_header(const KamRequest *request, const char *name);
/** The body as JSON. NULL and KAM_ERROR_USAGE when there is none, when it is no JSON or names a member twice. Free with
 * json_decref(). */
json_t *kam_request_load_json(const KamRequest *request, GError **error);
/** The id that stands for the i-th {word} of the path; 0 when that text is no id, which is never found. */
gint64 kam_request_get_id(const KamRequest *request, guint i);
/** The version that If-Match names: "17" in quotes; '*' gives 0, any version. FALSE and KAM_ERROR_USAGE when it is
 * malformed; routes with .needs_version are not run without the header. */
gboolean kam_request_get_version(const KamRequest *request, gint64 *version, GError **error);
/** Whether a word stands in the header Prefer: "return=minimal". */
gboolean kam_request_prefers(const KamRequest *request, const char *preference);
/** The word of a method: "GET". */
const char *kam_method_name(KamMethod method);
/** 0 when there is none of that name. */
KamMethod kam_method_from_name(const char *name);

/** An empty reply, ready for a handler; release it with kam_reply_clear(). */
void kam_reply_init(KamReply *reply);
void kam_reply_clear(KamReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamReply, kam_reply_clear)
/** Add a header; both texts are copied. */
void kam_reply_header(KamReply *reply, const char *name, const char *value);
/** A header that was set, NULL when it was not. */
const char *kam_reply_get_header(const KamReply *reply, const char *name);
/** ETag: "17". */
void kam_reply_set_version(KamReply *reply, gint64 version);
/** Set the ETag; when the request's If-None-Match names it, the reply becomes 304 without body, and TRUE is returned.
 */
gboolean kam_reply_not_modified(KamReply *reply, const KamRequest *request, const char *etag);
/** Where compact JSON goes: kam_json_init() on the body. */
void kam_reply_json(KamReply *reply, KamJson *json);
/** application/problem+json (RFC 9457): status, title from it, detail, errors:[{pointer,detail,code}], request_id.
 * Throws away what the reply held, headers too: set those of the problem afterwards. `faults` may be NULL. */
void kam_reply_problem(KamReply *reply, const KamRequest *request, guint status, const char *detail,
                       const KamFaults *faults);
/** The same, left open behind its common members: write more members, then kam_json_end_object(). */
void
kam_reply_begin_problem(KamReply *reply, const KamRequest *request, guint status, const char *detail, KamJson *json);
/** Write an array of {pointer,detail,code}: of the faults that block, or of the warnings. */
void kam_faults_to_json(const KamFaults *faults, KamJson *json, const char *name, gboolean warnings);
/** A problem from an error: kam_error_http_status(). Details of 5xx are kept in reply->failure for the log. */
void kam_reply_error(KamReply *reply, const KamRequest *request, const GError *error);

/** The decoded value of a parameter of the query, NULL when absent. Free with g_free(). */
char *kam_request_dup_parameter(const KamRequest *request, const char *name);
/** Add what is wrong with the form of the query: parameters that the route does not have, twice, missing, or no number
 * where one is. For handlers of routes with .reads_parameters; others are called only when nothing is. */
void kam_request_check_parameters(const KamRequest *request, KamFaults *faults);
/** The value of an integer parameter of the route, whose form was checked before the handler; `otherwise` when absent.
 */
gint64 kam_request_get_int_parameter(const KamRequest *request, const char *name, gint64 otherwise);
/** The value of a boolean parameter; FALSE when absent. */
gboolean kam_request_get_flag(const KamRequest *request, const char *name);
