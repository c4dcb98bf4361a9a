/* The transaction around a backup: it holds the moment while others go on writing. */
#include "service/backup.h"

#include "store/migrate.h"

gboolean
kam_service_backup(KamDb *db, const char *path, KamDbProgress progress, gpointer data, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin_read(db, error);

    /* The moment is that of the first read, and this is one. */
    return tx != NULL && kam_migrate_require_current(db, error) && kam_db_backup(db, path, progress, data, error);
}
