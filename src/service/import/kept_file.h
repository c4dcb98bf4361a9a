/* Files that somebody brought to look at before importing them. Rows of import_file; the bytes lie in a folder of their
 * own beside those of jobs. Only who brought a file knows of it. */
#pragma once

#include "base/json.h"
#include "store/db.h"

#define KAM_KEPT_FILE_DAYS 7
#define KAM_KEPT_FILES_MAX 50 /* of one person; the next one waits until one of them is taken away */

typedef struct {
    gint64 id, bytes, created_at;
    char *name;
} KamKeptFile;
void kam_kept_file_clear(KamKeptFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamKeptFile, kam_kept_file_clear)

/** Where the bytes of a file lie below the folder of all. Free with g_free(). */
char *kam_kept_file_path(const char *folder, const KamKeptFile *file);
/**
 * Take over the bytes that were uploaded; they are moved, not copied. On the writer, in its transaction.
 * @param file  id, name and created_at are the caller's; bytes is written.
 * @return FALSE with KAM_ERROR_CONFLICT when the person keeps too many already, KAM_ERROR_IO.
 */
gboolean kam_kept_file_add(KamDb *db, const char *folder, const char *upload_path, gint64 user_id, KamKeptFile *file,
                           GError **error);
/** One file of a person. KAM_ERROR_NOT_FOUND, also when it is another's. */
gboolean kam_kept_file_load(KamDb *db, gint64 id, gint64 user_id, KamKeptFile *file, GError **error);
/** KamKeptFile of a person, the newest first, older than `before`. */
GArray *kam_kept_file_list(KamDb *db, gint64 user_id, gint64 before, guint limit, GError **error);
/** {"id":"17","name":"sales.csv","bytes":1200,"created_at":"..."} */
void kam_kept_file_to_json(const KamKeptFile *file, KamJson *json, const char *name);
/** Forget one file with its bytes. */
gboolean kam_kept_file_delete(KamDb *db, const char *folder, gint64 id, GError **error);
/** Forget those that came before an instant, and bytes that no row knows. On the writer. */
gboolean kam_kept_files_purge(KamDb *db, const char *folder, gint64 before_ms, GError **error);
