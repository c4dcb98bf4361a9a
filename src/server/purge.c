/* The daily round that removes for good what was deleted long ago. It waits in the writer's queue like any change. */
#include "service/purge.h"
#include "server/parts.h"

#define DAY_US (24 * 3600 * (gint64)G_USEC_PER_SEC)

static gboolean
purge(KamDb *db, gpointer data, GError **error)
{
    KamServer *server = data;

    return kam_service_purge(db, "kamen serve", kam_config_get_int(server->config, KAM_SET_PURGE_DAYS),
                             g_get_real_time() / 1000, &server->n_purged, error);
}

static void
end_purge(gpointer data, const GError *error)
{
    KamServer *server = data;
    g_autofree char *count = g_strdup_printf("%u", server->n_purged);

    if (error != NULL)
        kam_log_event(server->log, KAM_LOG_ERROR, "purge_failed", "message", error->message);
    else if (server->n_purged > 0)
        kam_log_event(server->log, KAM_LOG_INFO, "purged", "count", count);
}

void
kam_server_purge(KamServer *server)
{
    gint64 now_us = g_get_monotonic_time();

    if (kam_config_get_int(server->config, KAM_SET_PURGE_DAYS) == 0 ||
        (server->purge_us != 0 && now_us - server->purge_us < DAY_US))
        return;
    server->purge_us = now_us;
    kam_pool_write(server->pool, purge, end_purge, server);
}
