/* Memberships of groups that begin or end with a day: looked at when the server starts and when a day has begun. */
#include "service/groups/settle.h"
#include "server/parts.h"

static gboolean
settle(KamDb *db, gpointer data, GError **error)
{
    KamServer *server = data;

    return kam_service_settle_groups(db, "kamen serve", g_get_real_time() / 1000, &server->n_settled, error);
}

static void
end_settle(gpointer data, const GError *error)
{
    KamServer *server = data;
    g_autofree char *count = g_strdup_printf("%u", server->n_settled);

    if (error != NULL)
        kam_log_event(server->log, KAM_LOG_ERROR, "groups_failed", "message", error->message);
    else if (server->n_settled > 0)
        kam_log_event(server->log, KAM_LOG_INFO, "groups_settled", "count", count);
}

void
kam_server_settle(KamServer *server)
{
    gint64 day = g_get_real_time() / (G_USEC_PER_SEC * G_GINT64_CONSTANT(86400));

    if (server->settled_day == day)
        return;
    server->settled_day = day;
    kam_pool_write(server->pool, settle, end_settle, server);
}
