/* The handler's turn, once for a key, and what becomes of its error. */
#include "api/api.h"
#include "api/idempotency.h"

static gboolean
handle_once(KamRequest *request, KamReply *reply, GError **error)
{
    KamOnce once = KAM_ONCE_NEW;

    if (!kam_once_find(request, reply, &once, error))
        return FALSE;
    if (once == KAM_ONCE_ANSWERED)
        return TRUE;
    if (!request->route->handle(request, reply, error))
        return FALSE;
    /* What was refused has changed nothing and may be tried again with the same key; a handler beside the writer keeps
     * its answer together with its change. */
    return reply->status >= 400 || request->route->is_done_once || kam_once_keep(request, reply, error);
}

gboolean
kam_api_handle(G_GNUC_UNUSED KamApi *api, KamRequest *request, KamReply *reply)
{
    g_autoptr(GError) error = NULL;
    gboolean is_done;

    reply->status = request->route->success;
    is_done = kam_once_is_asked(request) ? handle_once(request, reply, &error)
                                         : request->route->handle(request, reply, &error);
    if (!is_done)
        kam_reply_error(reply, request, error);
    return reply->status < 400;
}
