/* Opening a file, recognising its packing by the first bytes, and reading it when it is not packed at all. */
#include "sales/read/source_decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

/* Zip's three openings: a member, an archive without members, one split over several files. */
static gboolean
file_is_zip(const KamPackedFile *file)
{
    if (file->length < 4 || memcmp(file->bytes, "PK", 2) != 0)
        return FALSE;
    return memcmp(file->bytes + 2, "\x03\x04", 2) == 0 || memcmp(file->bytes + 2, "\x05\x06", 2) == 0 ||
           memcmp(file->bytes + 2, "\x07\x08", 2) == 0;
}

static void
clear_file(KamPackedFile *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
    g_clear_pointer(&file->path, g_free);
    g_clear_pointer(&file->bytes, g_free);
}

gboolean
kam_packed_file_refill(KamPackedFile *file, GError **error)
{
    gssize got;

    if (file->next < file->length || file->at_end)
        return TRUE;
    do
        got = read(file->fd, file->bytes, KAM_PACKED_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot read '%s': %s", file->path, g_strerror(errno));
        return FALSE;
    }
    file->next = 0;
    file->length = (gsize)got;
    file->at_end = got == 0;
    return TRUE;
}

static gssize
read_plain(KamDecoder *decoder, guint8 *buffer, gsize size, GError **error)
{
    KamPackedFile *file = &decoder->file;
    gssize got;

    if (file->next < file->length) {
        got = (gssize)MIN(size, file->length - file->next);
        memcpy(buffer, file->bytes + file->next, (gsize)got);
        file->next += (gsize)got;
        decoder->packed_done += (guint64)got;
        return got;
    }
    do
        got = read(file->fd, buffer, size);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot read '%s': %s", file->path, g_strerror(errno));
        return -1;
    }
    decoder->packed_done += (guint64)got;
    return got;
}

static void
free_plain(KamDecoder *decoder)
{
    g_free(decoder);
}

static const KamDecoderClass plain_class = { "", read_plain, free_plain };

static gboolean
open_file(KamPackedFile *file, const char *path, GError **error)
{
    struct stat facts;
    int code;

    file->path = g_strdup(path);
    file->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0) {
        code = errno == ENOENT || errno == ENOTDIR ? KAM_ERROR_NOT_FOUND : KAM_ERROR_IO;
        g_set_error(error, KAM_ERROR, code, "cannot open '%s': %s", path, g_strerror(errno));
        return FALSE;
    }
    if (fstat(file->fd, &facts) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot open '%s': %s", path, g_strerror(errno));
        return FALSE;
    }
    if (S_ISDIR(facts.st_mode)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is a folder; name a file in it", path);
        return FALSE;
    }
    file->is_regular = S_ISREG(facts.st_mode);
    file->size = file->is_regular ? (guint64)facts.st_size : 0;
    file->bytes = g_malloc(KAM_PACKED_BYTES);
    return kam_packed_file_refill(file, error);
}

static KamDecoder *
decoder_for_file(KamPackedFile *file, GError **error)
{
    KamDecoder *decoder;

    if (file->length >= 2 && memcmp(file->bytes, "\x1f\x8b", 2) == 0)
        return kam_decoder_gzip_new(file, error);
    if (file->length >= 4 && memcmp(file->bytes, "\x28\xb5\x2f\xfd", 4) == 0)
        return kam_decoder_zstd_new(file, error);
    if (file_is_zip(file))
        return kam_decoder_zip_new(file, error);
    decoder = g_new0(KamDecoder, 1);
    decoder->class = &plain_class;
    decoder->file = *file;
    return decoder;
}

KamDecoder *
kam_decoder_open(const char *path, GError **error)
{
    KamPackedFile file = { .fd = -1 };
    KamDecoder *decoder = NULL;

    if (open_file(&file, path, error))
        decoder = decoder_for_file(&file, error);
    if (decoder == NULL)
        clear_file(&file);
    return decoder;
}

void
kam_decoder_free(KamDecoder *decoder)
{
    if (decoder == NULL)
        return;
    clear_file(&decoder->file);
    decoder->class->free(decoder);
}
