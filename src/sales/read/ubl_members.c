/* Members of a folder or zip. Links to folders are not followed: they can lead in circles. */
#include "sales/read/ubl_members.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#include "sales/read/zip_archive.h"

#define MAX_FOLDER_DEPTH 32
#define MAX_MEMBERS 10000000
#define DEFAULT_MAX_RATIO 1000
#define RATIO_FREE_BYTES (1024 * 1024)

typedef struct {
    char *name;
    guint64 index; /* in the zip */
    guint64 packed;
    guint64 packed_before;
} Member;

struct KamUblMembers {
    char *path;
    KamUblPlace place;
    KamReadLimits limits;
    KamZip *zip;
    GArray *list; /* Member */
    guint n_ignored;
    guint64 packed_size;
    KamZipMember *open_member;
    gzFile open_file;
    guint open_index;
    guint64 unpacked;
};

static void
clear_member(gpointer member)
{
    g_free(((Member *)member)->name);
}

static gboolean
is_xml_name(const char *name)
{
    gsize length = strlen(name);

    return length > 4 && g_ascii_strcasecmp(name + length - 4, ".xml") == 0;
}

static void
add_member(KamUblMembers *m, const char *name, guint64 index, guint64 packed)
{
    Member member = { .name = g_strdup(name), .index = index, .packed = packed };

    g_array_append_val(m->list, member);
}

/* All files below a folder; `prefix` is its name inside the one that was given. */
static gboolean
collect_folder(KamUblMembers *m, const char *prefix, guint depth, GError **error)
{
    g_autofree char *folder = g_build_filename(m->path, prefix, NULL);
    g_autoptr(GDir) dir = NULL;
    g_autoptr(GError) reason = NULL;
    const char *entry;

    if (depth > MAX_FOLDER_DEPTH || m->list->len > MAX_MEMBERS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "cannot read folder '%s': it is nested too deep or holds too much", folder);
        return FALSE;
    }
    dir = g_dir_open(folder, 0, &reason);
    if (dir == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot read folder '%s': %s", folder, reason->message);
        return FALSE;
    }
    while ((entry = g_dir_read_name(dir)) != NULL) {
        g_autofree char *name = *prefix == '\0' ? g_strdup(entry) : g_strconcat(prefix, "/", entry, NULL);
        g_autofree char *full = g_build_filename(m->path, name, NULL);
        GStatBuf status;

        if (g_lstat(full, &status) == 0 && S_ISDIR(status.st_mode)) {
            if (!collect_folder(m, name, depth + 1, error))
                return FALSE;
        } else if (is_xml_name(entry) && g_stat(full, &status) == 0 && S_ISREG(status.st_mode)) {
            add_member(m, name, 0, (guint64)status.st_size);
        } else {
            m->n_ignored++;
        }
    }
    return TRUE;
}

static gboolean
collect_zip(KamUblMembers *m, GError **error)
{
    guint64 count;

    m->zip = kam_zip_open(m->path, &m->limits, error);
    if (m->zip == NULL)
        return FALSE;
    count = kam_zip_get_count(m->zip);
    for (guint64 i = 0; i < count; i++) {
        const char *name = kam_zip_get_name(m->zip, i);

        /* macOS puts a shadow of each file into its zips. */
        if (name != NULL && is_xml_name(name) && !g_str_has_prefix(name, "__MACOSX/"))
            add_member(m, name, i, 0);
        else if (name == NULL || !g_str_has_suffix(name, "/"))
            m->n_ignored++;
    }
    return TRUE;
}

static int
compare_members(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Member *)a)->name, ((const Member *)b)->name);
}

static void
sum_sizes(KamUblMembers *m)
{
    g_array_sort(m->list, compare_members);
    if (m->place == KAM_UBL_ZIP) {
        m->packed_size = kam_zip_get_packed_size(m->zip);
        for (guint i = 0; i < m->list->len; i++)
            g_array_index(m->list, Member, i).packed_before = m->packed_size * i / m->list->len;
        return;
    }
    for (guint i = 0; i < m->list->len; i++) {
        Member *member = &g_array_index(m->list, Member, i);

        member->packed_before = m->packed_size;
        m->packed_size += member->packed;
    }
}

static gboolean
is_zip_file(const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);

    return file != NULL && g_mapped_file_get_length(file) >= 4 &&
           memcmp(g_mapped_file_get_contents(file), "PK", 2) == 0;
}

static gboolean
collect_file(KamUblMembers *m, GError **error)
{
    g_autofree char *name = g_path_get_basename(m->path);
    GStatBuf status;

    if (g_stat(m->path, &status) != 0) {
        g_set_error(error, KAM_ERROR, errno == ENOENT ? KAM_ERROR_NOT_FOUND : KAM_ERROR_IO, "cannot read '%s': %s",
                    m->path, g_strerror(errno));
        return FALSE;
    }
    add_member(m, name, 0, (guint64)status.st_size);
    return TRUE;
}

static gboolean
collect(KamUblMembers *m, GError **error)
{
    if (g_file_test(m->path, G_FILE_TEST_IS_DIR)) {
        m->place = KAM_UBL_FOLDER;
        return collect_folder(m, "", 0, error);
    }
    if (is_zip_file(m->path)) {
        m->place = KAM_UBL_ZIP;
        return collect_zip(m, error);
    }
    m->place = KAM_UBL_FILE;
    return collect_file(m, error);
}

KamUblMembers *
kam_ubl_members_open(const char *path, const KamReadLimits *limits, GError **error)
{
    g_autoptr(KamUblMembers) m = g_new0(KamUblMembers, 1);

    m->path = g_strdup(path);
    if (limits != NULL)
        m->limits = *limits;
    if (m->limits.max_ratio == 0)
        m->limits.max_ratio = DEFAULT_MAX_RATIO;
    m->list = g_array_new(FALSE, FALSE, sizeof(Member));
    g_array_set_clear_func(m->list, clear_member);
    if (!collect(m, error))
        return NULL;
    if (m->list->len == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "'%s' holds no .xml file; give a folder or zip of UBL invoices", path);
        return NULL;
    }
    sum_sizes(m);
    return g_steal_pointer(&m);
}

static void
close_member(KamUblMembers *m)
{
    g_clear_pointer(&m->open_member, kam_zip_member_free);
    if (m->open_file != NULL)
        gzclose(m->open_file);
    m->open_file = NULL;
}

void
kam_ubl_members_free(KamUblMembers *m)
{
    if (m == NULL)
        return;
    close_member(m);
    g_clear_pointer(&m->zip, kam_zip_free);
    g_array_unref(m->list);
    g_free(m->path);
    g_free(m);
}

KamUblPlace
kam_ubl_members_get_place(const KamUblMembers *m)
{
    return m->place;
}

guint
kam_ubl_members_get_count(const KamUblMembers *m)
{
    return m->list->len;
}

guint
kam_ubl_members_get_ignored(const KamUblMembers *m)
{
    return m->n_ignored;
}

const char *
kam_ubl_members_get_name(const KamUblMembers *m, guint index)
{
    return g_array_index(m->list, Member, index).name;
}

guint64
kam_ubl_members_get_packed_size(const KamUblMembers *m)
{
    return m->packed_size;
}

guint64
kam_ubl_members_get_packed_before(const KamUblMembers *m, guint index)
{
    return index < m->list->len ? g_array_index(m->list, Member, index).packed_before : m->packed_size;
}

gboolean
kam_ubl_members_start(KamUblMembers *m, guint index, GError **error)
{
    const Member *member = &g_array_index(m->list, Member, index);
    g_autofree char *full = NULL;

    close_member(m);
    m->open_index = index;
    m->unpacked = 0;
    if (m->zip != NULL) {
        m->open_member = kam_zip_member_open(m->zip, member->index, error);
        return m->open_member != NULL;
    }
    full = m->place == KAM_UBL_FOLDER ? g_build_filename(m->path, member->name, NULL) : g_strdup(m->path);
    m->open_file = gzopen(full, "rb"); /* also reads what is not compressed */
    if (m->open_file == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot read '%s': %s", full, g_strerror(errno));
    return m->open_file != NULL;
}

gssize
kam_ubl_members_read(gpointer data, void *buffer, gsize size, GError **error)
{
    KamUblMembers *m = data;
    const Member *member = &g_array_index(m->list, Member, m->open_index);
    int n, code = Z_OK;

    if (m->open_member != NULL)
        return kam_zip_member_read(m->open_member, buffer, size, error);
    n = gzread(m->open_file, buffer, (unsigned)MIN(size, G_MAXINT));
    if (n <= 0)
        (void)gzerror(m->open_file, &code);
    if (n < 0 || (code != Z_OK && code != Z_STREAM_END)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is damaged or cut short", member->name);
        return -1;
    }
    m->unpacked += (guint64)n;
    if ((m->limits.max_file_bytes != 0 && m->unpacked > m->limits.max_file_bytes) ||
        (m->unpacked > RATIO_FREE_BYTES && m->unpacked / MAX(member->packed, 1) > m->limits.max_ratio)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "cannot read '%s': it unpacks to more than is allowed",
                    member->name);
        return -1;
    }
    return n;
}
