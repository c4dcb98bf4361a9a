/* Unpacking gzip, several members one after another included. */
#include <zlib.h>

#include "base/error.h"
#include "sales/read/source_decoder.h"

typedef struct {
    KamDecoder base;
    z_stream stream;
    gboolean in_member; /* a member has begun and not ended: the file may not end here */
    gboolean at_end;
} GzipDecoder;

static gssize
fail_damaged(const GzipDecoder *gzip, const char *what, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot unpack '%s': %s; get the file again", gzip->base.file.path,
                what);
    kam_error_set_reason(error, "file_damaged", "file", gzip->base.file.path, NULL);
    return -1;
}

/* Between members: another one, or the end. Bytes behind that open no member are padding, as gzip itself sees it. */
static gboolean
start_member(GzipDecoder *gzip)
{
    KamPackedFile *file = &gzip->base.file;

    if (file->next == file->length || (gzip->base.packed_done > 0 && file->bytes[file->next] != 0x1f))
        return FALSE;
    inflateReset(&gzip->stream);
    gzip->in_member = TRUE;
    return TRUE;
}

static int
inflate_some(GzipDecoder *gzip, guint8 *out, gsize *room)
{
    KamPackedFile *file = &gzip->base.file;
    z_stream *stream = &gzip->stream;
    gsize size = MIN(*room, (gsize)G_MAXINT);
    int status;

    stream->next_in = file->bytes + file->next;
    stream->avail_in = (uInt)(file->length - file->next);
    stream->next_out = out;
    stream->avail_out = (uInt)size;
    status = inflate(stream, Z_NO_FLUSH);
    gzip->base.packed_done += file->length - file->next - stream->avail_in;
    file->next = file->length - stream->avail_in;
    *room -= size - stream->avail_out;
    return status;
}

static gssize
read_gzip(KamDecoder *decoder, guint8 *buffer, gsize size, GError **error)
{
    GzipDecoder *gzip = (GzipDecoder *)decoder;
    gsize room = size;

    while (room > 0 && !gzip->at_end) {
        int status;

        if (!kam_packed_file_refill(&decoder->file, error))
            return -1;
        if (!gzip->in_member && !start_member(gzip)) {
            gzip->at_end = TRUE;
            break;
        }
        status = inflate_some(gzip, buffer + (size - room), &room);
        if (status == Z_STREAM_END)
            gzip->in_member = FALSE;
        else if (status == Z_BUF_ERROR && decoder->file.at_end)
            return fail_damaged(gzip, "the gzip data end too early, the file is truncated", error);
        else if (status != Z_OK && status != Z_BUF_ERROR)
            return fail_damaged(gzip, "the gzip data are damaged", error);
    }
    return (gssize)(size - room);
}

static void
free_gzip(KamDecoder *decoder)
{
    GzipDecoder *gzip = (GzipDecoder *)decoder;

    inflateEnd(&gzip->stream);
    g_free(gzip);
}

static const KamDecoderClass gzip_class = { "gzip", read_gzip, free_gzip };

KamDecoder *
kam_decoder_gzip_new(KamPackedFile *file, GError **error)
{
    GzipDecoder *gzip = g_new0(GzipDecoder, 1);

    /* 16: a gzip wrapper is expected, none other. */
    if (inflateInit2(&gzip->stream, 16 + MAX_WBITS) != Z_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "cannot unpack '%s': zlib does not start", file->path);
        g_free(gzip);
        return NULL;
    }
    gzip->base.class = &gzip_class;
    gzip->base.file = *file;
    return &gzip->base;
}
