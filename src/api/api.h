/* The API as a whole: its tables of routes, and the way from a request to a reply. */
#pragma once

#include "api/analysis_routes.h"
#include "api/route.h"
#include "api/route_index.h"
#include "service/figures/desk.h"
#include "service/people/people.h"

/* Jobs are kept by the server and used by handlers. */
typedef struct KamJobs KamJobs;

/* The identity provider, see service/people/oidc.h. */
typedef struct KamOidc KamOidc;

/* Secrets to actors: the people service, or a test's own. Both: FALSE and KAM_ERROR_DENIED when the secret opens
 * nothing (unknown, expired, ended, its person disabled); other errors are failures. */
typedef struct {
    gboolean (*find_token)(KamDb *db, const char *secret, gint64 now_ms, KamActor *actor, GError **error);
    /* `change_token` is what changes by this session must show in X-Kamen-Token. */
    gboolean (*find_session)(KamDb *db, const char *secret, gint64 now_ms, KamActor *actor,
                             char change_token[KAM_CHANGE_TOKEN_SIZE], GError **error);
} KamCredentials;

struct KamApi {
    KamPool *pool;
    const KamRecordType *const *types; /* ends with NULL */
    KamJobs *jobs;
    GPtrArray *routes;  /* const KamRoute *, those of tables and derived ones */
    GPtrArray *derived; /* KamRoute, those made of record types */
    KamRouteIndex *index;
    GString *description;   /* OpenAPI, written once */
    char *description_etag; /* changes with it */
    KamCredentials credentials;
    const char *
        public_url; /* "https://kamen.firma.rs", for links in mails and the check of Origin; NULL: whatever Host says */
    KamOidc *oidc;  /* NULL: nobody signs in through an identity provider */
    KamPeople *people;           /* limits of sign-in and the like; owned; NULL without people */
    KamDesk *desk;               /* figures: lines and answers that requests share */
    gint64 started_at;           /* when it was made, ms */
    KamAnalysisRoutes *analyses; /* derived routes of this program; NULL with tables that were given */
};

/**
 * The API of this program: all tables of routes and all record types. `pool` outlives it.
 * KAM_ERROR_CONFLICT names the first row of a table that is refused: without permission, handler, way to run, summary
 * or success status, a method and path that another row has, a path with a name twice.
 */
KamApi *kam_api_new(KamPool *pool, GError **error);
/** The same of given tables (each ends with a row without method; the list with NULL), types and credentials. */
KamApi *kam_api_new_with(KamPool *pool, const KamRoute *const *tables, const KamRecordType *const *types,
                         KamCredentials credentials, GError **error);
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

/** The name of the session's cookie: "__Host-kamen" where people come over TLS, directly or by public_url; "kamen"
 * else. */
const char *kam_api_get_cookie_name(const KamRequest *request);
