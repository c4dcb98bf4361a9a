/* The API as a whole: its tables of routes, and the way from a request to a reply. */
#pragma once

#include "api/route.h"

/* Jobs are kept by the server and used by handlers. */
typedef struct KamJobs KamJobs;

struct KamApi {
    KamPool *pool;
    const KamRecordType *const *types; /* ends with NULL */
    KamJobs *jobs;
    GPtrArray *routes; /* const KamRoute *, those of tables and derived ones */
    gpointer index;    /* see kam_api_find() */
    const char *
        public_url; /* "https://kamen.firma.rs", for links in mails and the check of Origin; NULL: whatever Host says */
    gpointer people; /* limits of sign-in and the like, see service/people */
};

/** The API over a pool, which it borrows. NULL and an error when a table of routes is wrong. */
KamApi *kam_api_new(KamPool *pool, GError **error);
void kam_api_free(KamApi *api);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamApi, kam_api_free)

/**
 * The route of a method and path. request->route and request->values are filled.
 * FALSE: the reply holds the problem already (404, 405 with Allow).
 */
gboolean kam_api_find(KamApi *api, KamRequest *request, KamReply *reply);
/**
 * Everything before the handler: who acts (session cookie or bearer token), whether they may, Origin and token of
 * changes by cookie, type and size of the body, unknown parameters of the query. Needs request->db, a reader.
 * FALSE: the reply holds the problem (401, 403, 404, 413, 415 ...).
 */
gboolean kam_api_admit(KamApi *api, KamRequest *request, KamReply *reply);
/** The handler, and its error as a problem. request->db is the connection that its KamRun asks for. TRUE when the
 * status is below 400, so that a change may be committed. */
gboolean kam_api_handle(KamApi *api, KamRequest *request, KamReply *reply);
/** All of it at once, with the pool's connections, waiting where it must: for tests and for the command line. */
void kam_api_serve(KamApi *api, KamRequest *request, KamReply *reply);
