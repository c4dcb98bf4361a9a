/* For the server's daily round, and for whoever opens a database to write. */
#include "service/groups/settle.h"

#include "domain/group_step.h"
#include "domain/types.h"

gboolean
kam_service_settle_groups(KamDb *db, const char *who, gint64 now_ms, guint *n, GError **error)
{
    const KamActor actor = kam_actor_program(who);
    const KamWork work = { .db = db, .actor = &actor, .types = kam_domain_types(), .now_ms = now_ms };
    g_autoptr(KamTx) tx = NULL;
    gboolean is_settled;
    guint changed;

    /* Nobody waits for a lock for that, but once a day. */
    if (!kam_group_step_is_settled(db, &actor, &is_settled, error))
        return FALSE;
    if (is_settled) {
        *n = 0;
        return TRUE;
    }
    tx = kam_tx_begin(db, error);
    if (tx == NULL || !kam_group_step_settle(&work, &changed, error) || !kam_tx_commit(tx, error))
        return FALSE;
    *n = changed;
    return TRUE;
}
