/* The copies of the database that lie in the folder of backups. */
#pragma once

#include <glib.h>

typedef struct {
    char *name; /* of the file */
    gint64 bytes;
    gint64 made_at; /* ms */
} KamBackupFile;

/** KamBackupFile, the newest first; none while there is no such folder. */
GArray *kam_service_list_backups(const char *folder, GError **error);
