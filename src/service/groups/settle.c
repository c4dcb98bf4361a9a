/* For the server's daily round, and for whoever opens a database to write. */
#include "service/groups/settle.h"

#include "domain/group_step.h"
#include "domain/types.h"

gboolean
kam_service_settle_groups(KamDb *db, const char *who, gint64 now_ms, guint *n, GError **error)
{
    const KamActor actor = kam_actor_program(who);
    const KamWork work = { .db = db, .actor = &actor, .types = kam_domain_types(), .now_ms = now_ms };
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    guint changed;

    if (tx == NULL || !kam_group_step_settle(&work, &changed, error) || !kam_tx_commit(tx, error))
        return FALSE;
    *n = changed;
    return TRUE;
}
