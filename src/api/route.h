/* Routes are rows: method, path, permission, how it runs, what it takes, what it answers. The dispatcher, the API's
 * description and the tests walk the same rows. */
#pragma once

#include "api/http.h"

typedef enum {
    KAM_RUN_READ = 1, /* at once, with a reader inside one transaction: under some milliseconds */
    KAM_RUN_WRITE,    /* on the writer, inside a savepoint; answered when it is durable; a status of 400 and more rolls
                         back */
    KAM_RUN_PAGE,     /* on a worker with a reader, under a tenth of a second: figures that a page waits for */
    KAM_RUN_SECRET,   /* on another kind of worker: what is made slow by hashing passwords */
    KAM_RUN_SLOW,     /* on a third kind: analyses, files, exports; none of the three waits for another */
    KAM_RUN_CONSTANT, /* at once, without database and actor: what the program itself holds, for everybody; the server's
                         own rows alone */
} KamRun;

/* A handler reads the request, calls one service and fills the reply. FALSE with an error becomes a problem. */
typedef gboolean (*KamHandler)(KamRequest *request, KamReply *reply, GError **error);

#define KAM_ROUTE_MAX_BODY (1024 * 1024)
#define KAM_ROUTE_MAX_ALSO 6

/* A parameter of the query, for the description and for refusing unknown ones. */
typedef struct {
    const char *name; /* NULL ends the list */
    const char *type; /* of JSON schema: string, integer, boolean */
    const char *summary;
    gboolean required;
} KamParameter;

struct KamRoute {
    KamMethod method;         /* 0 ends a table */
    const char *path;         /* "/api/v1/jobs/{id}/events" */
    KamPermission permission; /* 0 is refused when the table is loaded */
    KamRun run;
    guint success; /* 200, 201, 202, 204 */
    KamHandler handle;
    const char *summary;       /* "List the accounts that the caller may see" */
    const char *body_schema;   /* JSON schema of the body as text, or "#/components/schemas/..." ; NULL: takes none */
    const char *answer_schema; /* the same for the answer; NULL: none */
    const char *answer_type;   /* its media type; NULL: application/json */
    const KamParameter *parameters;
    gsize max_body;                   /* bytes; 0: 1 MiB */
    gboolean upload;                  /* the body goes to a temporary file */
    gboolean no_json;                 /* the body need not be application/json */
    gboolean needs_version;           /* asks for If-Match: 428 without */
    gboolean has_version;             /* answers with an ETag */
    gboolean is_done_once;            /* a POST beside the writer that changes by kam_once_write() */
    gboolean filters;                 /* its query is a filter, which the handler reads: any parameter may come */
    gboolean reads_parameters;        /* the handler checks them, so that all faults of a question come together */
    gboolean any_parameters;          /* others than those listed are passed over: callers who are not ours add them */
    const KamRecordType *record_type; /* of derived routes */
    const char *operation;          /* its operationId; NULL: method and path, unless another row has the same words */
    const char *tag;                /* the chapter of the description; NULL: the path's third word */
    guint also[KAM_ROUTE_MAX_ALSO]; /* statuses of the handler beyond those that follow from the row, such as 409 */
};

/** Bytes that the route's body may have. */
gsize kam_route_get_max_body(const KamRoute *route);
/** Whether the route takes a body at all. */
gboolean kam_route_has_body(const KamRoute *route);
/** The chapter of the description that a route belongs to. Free with g_free(). */
char *kam_route_dup_tag(const KamRoute *route);
/** Whether a POST may bear an Idempotency-Key. */
gboolean kam_route_is_done_once(const KamRoute *route);
