/* A request that bears an Idempotency-Key is done once; sent again within a day it gets the answer of the first time.
 */
#pragma once

#include "api/api.h"

typedef enum {
    KAM_ONCE_NEW,      /* do it, then kam_once_keep() */
    KAM_ONCE_ANSWERED, /* the reply holds the kept answer, or says that the key was another request's */
} KamOnce;

/** Whether the request asks to be done once: a POST that changes something and bears the header. */
gboolean kam_once_is_asked(const KamRequest *request);
/** Look for the key's answer. FALSE and KAM_ERROR_USAGE when the key is malformed, KAM_ERROR_INVALID when another
 * request bore it. */
gboolean kam_once_find(const KamRequest *request, KamReply *reply, KamOnce *once, GError **error);
/** Keep the answer, in the transaction of the change. KAM_ERROR_CONFLICT when the same request is being done elsewhere
 * at this moment. */
gboolean kam_once_keep(const KamRequest *request, const KamReply *reply, GError **error);

/**
 * The change of a handler that runs beside the writer, whose row says `is_done_once`: on the writer, once for a key.
 * @param change  makes it and fills the reply; called with `request`, whose database is then the writer's.
 * @return FALSE with the error of the change or of kam_once_keep(); nothing is then changed.
 */
gboolean kam_once_write(KamRequest *request, KamReply *reply, gboolean (*change)(KamRequest *, gpointer, GError **),
                        gpointer data, GError **error);
