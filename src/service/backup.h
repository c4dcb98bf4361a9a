/* Copies of the database. */
#pragma once

#include "store/db.h"

/** Copy all of the database, as it is at one moment, into a new file, and read it back. Errors as kam_db_backup(). */
gboolean kam_service_backup(KamDb *db, const char *path, KamDbProgress progress, gpointer data, GError **error);
