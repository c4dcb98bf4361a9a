/* The answer of work that goes on: the job, and where it is followed. */
#pragma once

#include "api/route.h"

/** Put a job of this id into the queue and answer with it, 202 and Location. */
gboolean kam_reply_start_job(KamRequest *request, KamReply *reply, gint64 id, const char *kind, const char *parameters,
                             GError **error);
