/* The folder of backups, seen. */
#include "service/backups.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/error.h"

static void
clear_file(gpointer data)
{
    g_free(((KamBackupFile *)data)->name);
}

static int
compare_newest_first(gconstpointer a, gconstpointer b)
{
    const KamBackupFile *one = a, *other = b;

    if (one->made_at != other->made_at)
        return one->made_at < other->made_at ? 1 : -1;
    return g_strcmp0(other->name, one->name);
}

/* Only what the jobs make: a copy that is still being written has another name. */
static void
add_file(GArray *files, const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    KamBackupFile file;
    GStatBuf info;

    if (!g_str_has_prefix(name, "kamen-") || !g_str_has_suffix(name, ".db") || g_stat(path, &info) != 0)
        return;
    file = (KamBackupFile) { .name = g_strdup(name),
                             .bytes = (gint64)info.st_size,
                             .made_at = (gint64)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000 };
    g_array_append_val(files, file);
}

GArray *
kam_service_list_backups(const char *folder, GError **error)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(KamBackupFile));
    g_autoptr(GError) failure = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &failure);
    const char *name;

    g_array_set_clear_func(files, clear_file);
    if (dir == NULL && g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer(&files);
    if (dir == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "the folder of backups cannot be read: %s", failure->message);
        return NULL;
    }
    while ((name = g_dir_read_name(dir)) != NULL)
        add_file(files, folder, name);
    g_array_sort(files, compare_newest_first);
    return g_steal_pointer(&files);
}
