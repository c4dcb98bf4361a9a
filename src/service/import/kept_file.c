/* Files to be imported: their rows and their folders. */
#include "service/import/kept_file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/instant.h"
#include "store/statements.h"

#define PREFIX "import-"
/* Rows looked at in one go. */
#define AT_ONCE 200

void
kam_kept_file_clear(KamKeptFile *file)
{
    g_clear_pointer(&file->name, g_free);
}

static char *
folder_of(const char *folder, gint64 id)
{
    g_autofree char *name = g_strdup_printf(PREFIX "%" G_GINT64_FORMAT, id);

    return g_build_filename(folder, name, NULL);
}

char *
kam_kept_file_path(const char *folder, const KamKeptFile *file)
{
    g_autofree char *own = folder_of(folder, file->id);

    return g_build_filename(own, file->name, NULL);
}

static gboolean
refuse_io(GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "the uploaded file cannot be kept: %s", g_strerror(errno));
    return FALSE;
}

/* The bytes come first: a row without them would promise what is not there, bytes without a row are swept away. */
static gboolean
move_bytes(const char *folder, const char *upload_path, KamKeptFile *file, GError **error)
{
    g_autofree char *own = folder_of(folder, file->id);
    g_autofree char *path = kam_kept_file_path(folder, file);
    GStatBuf about;

    if (g_mkdir_with_parents(own, 0700) != 0 || g_rename(upload_path, path) != 0 || g_stat(path, &about) != 0)
        return refuse_io(error);
    file->bytes = about.st_size;
    return TRUE;
}

static gboolean
check_room(KamDb *db, gint64 user_id, GError **error)
{
    g_autoptr(GArray) kept = kam_kept_file_list(db, user_id, G_MAXINT64, KAM_KEPT_FILES_MAX, error);

    if (kept == NULL)
        return FALSE;
    if (kept->len < KAM_KEPT_FILES_MAX)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "%d files wait already to be imported: take one away first",
                KAM_KEPT_FILES_MAX);
    return FALSE;
}

gboolean
kam_kept_file_add(KamDb *db, const char *folder, const char *upload_path, gint64 user_id, KamKeptFile *file,
                  GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (!check_room(db, user_id, error) || !move_bytes(folder, upload_path, file, error))
        return FALSE;
    stmt = kam_stmt_new(db, kam_sql("import_file_insert"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, file->id);
    kam_stmt_bind_text(stmt, 2, file->name);
    kam_stmt_bind_int(stmt, 3, file->bytes);
    kam_stmt_bind_int(stmt, 4, user_id);
    kam_stmt_bind_int(stmt, 5, file->created_at);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

static KamKeptFile
read_row(KamStmt *stmt)
{
    return (KamKeptFile) { .id = kam_stmt_get_int(stmt, 0),
                           .name = g_strdup(kam_stmt_get_text(stmt, 1)),
                           .bytes = kam_stmt_get_int(stmt, 2),
                           .created_at = kam_stmt_get_int(stmt, 3) };
}

gboolean
kam_kept_file_load(KamDb *db, gint64 id, gint64 user_id, KamKeptFile *file, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("import_file_by_id"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_int(stmt, 2, user_id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND,
                    "no file '%" G_GINT64_FORMAT "' to import: it may be too old, upload it again", id);
    if (step != KAM_STEP_ROW)
        return FALSE;
    *file = read_row(stmt);
    return TRUE;
}

GArray *
kam_kept_file_list(KamDb *db, gint64 user_id, gint64 before, guint limit, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("import_file_list"), error);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KamKeptFile));
    KamStep step;

    g_array_set_clear_func(rows, (GDestroyNotify)kam_kept_file_clear);
    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_int(stmt, 2, before);
    kam_stmt_bind_int(stmt, 3, limit);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamKeptFile file = read_row(stmt);

        g_array_append_val(rows, file);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

void
kam_kept_file_to_json(const KamKeptFile *file, KamJson *json, const char *name)
{
    char at[KAM_INSTANT_SIZE];

    kam_instant_to_iso(file->created_at, at);
    kam_json_begin_object(json, name);
    kam_json_id(json, "id", file->id);
    kam_json_text(json, "name", file->name);
    kam_json_int(json, "bytes", file->bytes);
    kam_json_text(json, "created_at", at);
    kam_json_end_object(json);
}

/* --- taking away --- */

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

gboolean
kam_kept_file_delete(KamDb *db, const char *folder, gint64 id, GError **error)
{
    g_autofree char *own = folder_of(folder, id);

    remove_folder(own);
    return kam_db_run(db, kam_sql("import_file_delete"), &id, 1, error);
}

static GArray *
list_ids(KamStmt *stmt, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step;

    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_array_append_val(ids, id);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

static GArray *
list_old(KamDb *db, gint64 before_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("import_file_list_old"), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, before_ms);
    kam_stmt_bind_int(stmt, 2, AT_ONCE);
    return list_ids(stmt, error);
}

static gboolean
has_id(const GArray *ids, gint64 id)
{
    for (guint i = 0; i < ids->len; i++)
        if (g_array_index(ids, gint64, i) == id)
            return TRUE;
    return FALSE;
}

/* Bytes whose row was never written, or went while their folder stayed. */
static gboolean
remove_strays(KamDb *db, const char *folder, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("import_file_list_ids"), error);
    g_autoptr(GArray) ids = stmt == NULL ? NULL : list_ids(stmt, error);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    if (ids == NULL)
        return FALSE;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        gint64 id = g_str_has_prefix(name, PREFIX) ? g_ascii_strtoll(name + strlen(PREFIX), NULL, 10) : 0;
        g_autofree char *own = id > 0 && !has_id(ids, id) ? folder_of(folder, id) : NULL;

        if (own != NULL)
            remove_folder(own);
    }
    return TRUE;
}

gboolean
kam_kept_files_purge(KamDb *db, const char *folder, gint64 before_ms, GError **error)
{
    guint last;

    do {
        g_autoptr(GArray) ids = list_old(db, before_ms, error);

        if (ids == NULL)
            return FALSE;
        for (guint i = 0; i < ids->len; i++)
            if (!kam_kept_file_delete(db, folder, g_array_index(ids, gint64, i), error))
                return FALSE;
        last = ids->len;
    } while (last == AT_ONCE);
    return remove_strays(db, folder, error);
}
