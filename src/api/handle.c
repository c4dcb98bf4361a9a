/* The handler's turn, and what becomes of its error. */
#include "api/api.h"

gboolean
kam_api_handle(G_GNUC_UNUSED KamApi *api, KamRequest *request, KamReply *reply)
{
    g_autoptr(GError) error = NULL;

    reply->status = request->route->success;
    if (!request->route->handle(request, reply, &error))
        kam_reply_error(reply, request, error);
    return reply->status < 400;
}
