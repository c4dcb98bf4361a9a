/* Zip archives over libzip. A bomb is refused twice: by what the directory claims,
 * and, since a directory can lie, by what comes out while inflating. */
#include "sales/read/zip_archive.h"

#include <string.h>
#include <zip.h>

#define DEFAULT_MAX_RATIO 1000
#define MAX_MEMBERS 1000000
/* Small members may shrink as they like: a bomb needs bulk. */
#define RATIO_FREE_BYTES (1024 * 1024)

struct KamZip {
    zip_t *archive;
    char *path;
    char **names;
    guint64 count;
    guint64 packed_size;
    guint64 max_ratio;
    GHashTable *by_name; /* folded name -> index + 1, or 0 when several bear it */
};

struct KamZipMember {
    KamZip *zip;
    zip_file_t *file;
    const char *name;
    guint64 size;
    guint64 packed;
    guint64 done;
};

static char *
fold_name(const char *name)
{
    char *folded = g_ascii_strdown(name, -1);

    return g_strdelimit(folded, "\\", '/');
}

static gboolean
check_member(const KamZip *zip, const zip_stat_t *stat, GError **error)
{
    if (stat->size <= RATIO_FREE_BYTES || stat->size / MAX(stat->comp_size, 1) <= zip->max_ratio)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "cannot read '%s': its part '%s' would unpack to more than %" G_GUINT64_FORMAT
                " times its size, which is taken for a zip bomb",
                zip->path, stat->name, zip->max_ratio);
    return FALSE;
}

static void
add_name(KamZip *zip, guint64 index, const char *name)
{
    g_autofree char *folded = NULL;
    gpointer known = NULL;

    if (name == NULL || !g_utf8_validate(name, -1, NULL))
        return;
    zip->names[index] = g_strdelimit(g_strdup(name), "\\", '/');
    folded = fold_name(name);
    if (g_hash_table_lookup_extended(zip->by_name, folded, NULL, &known))
        g_hash_table_insert(zip->by_name, g_steal_pointer(&folded), NULL);
    else
        g_hash_table_insert(zip->by_name, g_steal_pointer(&folded), GSIZE_TO_POINTER(index + 1));
}

static gboolean
read_directory(KamZip *zip, guint64 max_bytes, GError **error)
{
    guint64 total = 0;

    for (guint64 i = 0; i < zip->count; i++) {
        zip_stat_t stat;

        if (zip_stat_index(zip->archive, i, 0, &stat) != 0)
            continue;
        if (!check_member(zip, &stat, error))
            return FALSE;
        total = total > G_MAXUINT64 - stat.size ? G_MAXUINT64 : total + stat.size;
        if (max_bytes != 0 && total > max_bytes) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                        "cannot read '%s': unpacked it has more than the allowed %" G_GUINT64_FORMAT " bytes",
                        zip->path, max_bytes);
            return FALSE;
        }
        add_name(zip, i, stat.name);
    }
    return TRUE;
}

static zip_t *
open_archive(const char *path, GError **error)
{
    int code = 0;
    zip_t *archive = zip_open(path, ZIP_RDONLY, &code);
    zip_error_t reason;

    if (archive != NULL)
        return archive;
    zip_error_init_with_code(&reason, code);
    if (code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is no complete zip file (cut short?)",
                    path);
    else
        g_set_error(error, KAM_ERROR, code == ZIP_ER_NOENT ? KAM_ERROR_NOT_FOUND : KAM_ERROR_IO, "cannot read '%s': %s",
                    path, zip_error_strerror(&reason));
    if (code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS)
        kam_error_set_reason(error, "file_damaged", "file", path, NULL);
    zip_error_fini(&reason);
    return NULL;
}

static guint64
size_of_file(const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);

    return file == NULL ? 0 : g_mapped_file_get_length(file);
}

KamZip *
kam_zip_open(const char *path, const KamReadLimits *limits, GError **error)
{
    g_autoptr(KamZip) zip = NULL;
    zip_t *archive = open_archive(path, error);
    zip_int64_t count;

    if (archive == NULL)
        return NULL;
    zip = g_new0(KamZip, 1);
    zip->archive = archive;
    zip->path = g_strdup(path);
    zip->packed_size = size_of_file(path);
    zip->max_ratio = limits != NULL && limits->max_ratio != 0 ? limits->max_ratio : DEFAULT_MAX_RATIO;
    zip->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    count = zip_get_num_entries(archive, 0);
    if (count < 0 || count > MAX_MEMBERS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "cannot read '%s': it holds more than %d files", path,
                    MAX_MEMBERS);
        return NULL;
    }
    zip->count = (guint64)count;
    zip->names = g_new0(char *, zip->count + 1);
    if (!read_directory(zip, limits == NULL ? 0 : limits->max_file_bytes, error))
        return NULL;
    return g_steal_pointer(&zip);
}

void
kam_zip_free(KamZip *zip)
{
    if (zip == NULL)
        return;
    for (guint64 i = 0; zip->names != NULL && i < zip->count; i++)
        g_free(zip->names[i]);
    g_free(zip->names);
    g_clear_pointer(&zip->by_name, g_hash_table_unref);
    zip_discard(zip->archive);
    g_free(zip->path);
    g_free(zip);
}

guint64
kam_zip_get_count(const KamZip *zip)
{
    return zip->count;
}

const char *
kam_zip_get_name(const KamZip *zip, guint64 index)
{
    return index < zip->count ? zip->names[index] : NULL;
}

guint64
kam_zip_get_packed_size(const KamZip *zip)
{
    return zip->packed_size;
}

gboolean
kam_zip_find(const KamZip *zip, const char *name, guint64 *index, gboolean *twice)
{
    g_autofree char *folded = fold_name(name);
    gpointer value = NULL;
    gboolean found = g_hash_table_lookup_extended(zip->by_name, folded, NULL, &value);

    if (twice != NULL)
        *twice = found && value == NULL;
    if (!found || value == NULL)
        return FALSE;
    *index = GPOINTER_TO_SIZE(value) - 1;
    return TRUE;
}

static void
set_member_error(GError **error, const KamZip *zip, const char *name, int code, const char *reason)
{
    if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_WRONGPASSWD)
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                    "cannot read part '%s' of '%s': it is protected by a password; save the file without one", name,
                    zip->path);
    else
        g_set_error(error, KAM_ERROR, code == ZIP_ER_MEMORY ? KAM_ERROR_FAILED : KAM_ERROR_INVALID,
                    "cannot read part '%s' of '%s': %s (damaged or cut short?)", name, zip->path, reason);
}

KamZipMember *
kam_zip_member_open(KamZip *zip, guint64 index, GError **error)
{
    g_autoptr(KamZipMember) member = g_new0(KamZipMember, 1);
    const char *name = kam_zip_get_name(zip, index);
    zip_stat_t stat;

    member->zip = zip;
    member->name = name == NULL ? "?" : name;
    if (zip_stat_index(zip->archive, index, 0, &stat) == 0)
        member->file = zip_fopen_index(zip->archive, index, 0);
    if (member->file == NULL) {
        zip_error_t *reason = zip_get_error(zip->archive);

        set_member_error(error, zip, member->name, zip_error_code_zip(reason), zip_error_strerror(reason));
        return NULL;
    }
    member->size = stat.size;
    member->packed = stat.comp_size;
    return g_steal_pointer(&member);
}

void
kam_zip_member_free(KamZipMember *member)
{
    if (member == NULL)
        return;
    if (member->file != NULL)
        zip_fclose(member->file);
    g_free(member);
}

gssize
kam_zip_member_read(KamZipMember *member, void *buffer, gsize size, GError **error)
{
    zip_int64_t n = zip_fread(member->file, buffer, size);

    if (n < 0) {
        zip_error_t *reason = zip_file_get_error(member->file);

        set_member_error(error, member->zip, member->name, zip_error_code_zip(reason), zip_error_strerror(reason));
        return -1;
    }
    member->done += (guint64)n;
    if (member->done > member->size ||
        (member->done > RATIO_FREE_BYTES && member->done / MAX(member->packed, 1) > member->zip->max_ratio)) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
            "cannot read part '%s' of '%s': it unpacks to more than the file says, which is taken for a zip bomb",
            member->name, member->zip->path);
        return -1;
    }
    return (gssize)n;
}

guint64
kam_zip_member_get_packed_done(const KamZipMember *member)
{
    if (member->size == 0)
        return member->packed;
    return (guint64)((double)member->packed * ((double)member->done / (double)member->size));
}
