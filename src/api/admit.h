/* The steps of kam_api_admit(), each of which answers the problem itself. */
#pragma once

#include "api/api.h"

/* How the caller showed who it is. */
typedef enum { KAM_SHOWN_NOTHING, KAM_SHOWN_TOKEN, KAM_SHOWN_COOKIE } KamShown;

/** Who acts: request->actor is filled when a secret opened something. FALSE: 401, or a failure. */
gboolean kam_admit_actor(KamApi *api, KamRequest *request, KamReply *reply, KamShown *shown,
                         char change_token[KAM_CHANGE_TOKEN_SIZE]);
/** That a change comes from our own pages. FALSE: 403. */
gboolean kam_admit_origin(KamApi *api, KamRequest *request, KamReply *reply, KamShown shown, const char *change_token);
/** Size and type of the body. FALSE: 413, 415. */
gboolean kam_admit_body(KamRequest *request, KamReply *reply);
/** That a change says which version it is about. FALSE: 428. */
gboolean kam_admit_version(KamRequest *request, KamReply *reply);
/** The parameters of the query. FALSE: 400. */
gboolean kam_admit_parameters(KamRequest *request, KamReply *reply);
