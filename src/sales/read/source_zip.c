/* Unpacking the one text file that a zip holds. A zip of anything else belongs to the readers of XLSX and UBL. */
#include <string.h>
#include <zip.h>

#include "base/error.h"
#include "sales/read/source_decoder.h"

typedef struct {
    KamDecoder base;
    zip_t *archive;
    zip_file_t *member;
    guint64 packed, unpacked; /* sizes of the member, by which progress is scaled */
    guint64 done;
} ZipDecoder;

static gboolean
name_is_text(const char *name)
{
    static const char *const endings[] = { ".csv", ".txt", ".tsv", ".tab" };
    g_autofree char *lower = g_ascii_strdown(name, -1);

    /* What macOS adds to every archive. */
    if (g_str_has_prefix(lower, "__macosx/"))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(lower, endings[i]))
            return TRUE;
    }
    return FALSE;
}

/* The index of the only text file; -1 with an error when there is none or several. */
static gint64
find_member(zip_t *archive, const char *path, GError **error)
{
    gint64 n = zip_get_num_entries(archive, 0);
    gint64 found = -1;

    for (gint64 i = 0; i < n; i++) {
        const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);

        if (name == NULL || !name_is_text(name))
            continue;
        if (found >= 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                        "cannot read '%s': the zip holds several text files; unpack it and name the ones to read",
                        path);
            return -1;
        }
        found = i;
    }
    if (found < 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot read '%s': the zip holds no spreadsheet, no invoices and no .csv or .txt file", path);
    return found;
}

static gssize
read_zip(KamDecoder *decoder, guint8 *buffer, gsize size, GError **error)
{
    ZipDecoder *zip = (ZipDecoder *)decoder;
    zip_int64_t got = zip_fread(zip->member, buffer, size);

    if (got < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot unpack '%s': %s; get the file again",
                    decoder->file.path, zip_file_strerror(zip->member));
        return -1;
    }
    zip->done += (guint64)got;
    if (zip->unpacked > 0)
        decoder->packed_done = (guint64)((double)zip->packed * MIN(1.0, (double)zip->done / (double)zip->unpacked));
    return got;
}

static void
free_zip(KamDecoder *decoder)
{
    ZipDecoder *zip = (ZipDecoder *)decoder;

    if (zip->member != NULL)
        zip_fclose(zip->member);
    if (zip->archive != NULL)
        zip_discard(zip->archive);
    g_free(zip);
}

static const KamDecoderClass zip_class = { "zip", read_zip, free_zip };

static gboolean
open_member(ZipDecoder *zip, const KamPackedFile *file, GError **error)
{
    zip_stat_t facts;
    gint64 index;
    int code = 0;

    zip->archive = zip_open(file->path, ZIP_RDONLY, &code);
    if (zip->archive == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot unpack '%s': the zip is damaged or truncated; get the file again", file->path);
        return FALSE;
    }
    index = find_member(zip->archive, file->path, error);
    if (index < 0)
        return FALSE;
    zip->member = zip_fopen_index(zip->archive, (zip_uint64_t)index, 0);
    if (zip->member == NULL || zip_stat_index(zip->archive, (zip_uint64_t)index, 0, &facts) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot unpack '%s': %s; unpack it and name the file in it",
                    file->path, zip_strerror(zip->archive));
        return FALSE;
    }
    zip->packed = facts.comp_size;
    zip->unpacked = facts.size;
    return TRUE;
}

KamDecoder *
kam_decoder_zip_new(KamPackedFile *file, GError **error)
{
    ZipDecoder *zip = g_new0(ZipDecoder, 1);

    if (!open_member(zip, file, error)) {
        free_zip(&zip->base);
        return NULL;
    }
    zip->base.class = &zip_class;
    zip->base.file = *file;
    zip->base.file.size = zip->packed;
    return &zip->base;
}
