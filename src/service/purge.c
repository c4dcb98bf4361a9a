/* Purging, for the command line and for the server's daily round. */
#include "service/purge.h"

#include "domain/types.h"
#include "record/change.h"

#define DAY_MS G_GINT64_CONSTANT(86400000)

gboolean
kam_service_purge(KamDb *db, const char *who, gint64 days, gint64 now_ms, guint *n, GError **error)
{
    const KamActor actor = kam_actor_program(who);
    const KamWork work = { .db = db, .actor = &actor, .types = kam_domain_types(), .now_ms = now_ms };
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    guint gone = 0;

    if (tx == NULL || !kam_records_purge(&work, now_ms - days * DAY_MS, &gone, error) || !kam_tx_commit(tx, error))
        return FALSE;
    *n = gone;
    return TRUE;
}
