/* Unpacking zstd, several frames one after another included. */
#include <zstd.h>

#include "base/error.h"
#include "sales/read/source_decoder.h"

/* A frame may ask for a window of gigabytes; 2^27 is what the zstd tool itself accepts without being told. */
#define WINDOW_LOG_MAX 27

typedef struct {
    KamDecoder base;
    ZSTD_DCtx *context;
    gsize hint; /* 0 when a frame is complete: the file may end here */
} ZstdDecoder;

static gssize
fail_damaged(const ZstdDecoder *zstd, const char *what, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot unpack '%s': %s; get the file again", zstd->base.file.path,
                what);
    return -1;
}

static gssize
read_zstd(KamDecoder *decoder, guint8 *buffer, gsize size, GError **error)
{
    ZstdDecoder *zstd = (ZstdDecoder *)decoder;
    KamPackedFile *file = &decoder->file;
    ZSTD_outBuffer out = { buffer, size, 0 };

    while (out.pos < out.size) {
        ZSTD_inBuffer in;
        gsize before = out.pos;

        if (!kam_packed_file_refill(file, error))
            return -1;
        if (file->at_end && zstd->hint == 0)
            break;
        in = (ZSTD_inBuffer) { file->bytes, file->length, file->next };
        zstd->hint = ZSTD_decompressStream(zstd->context, &out, &in);
        decoder->packed_done += in.pos - file->next;
        file->next = in.pos;
        if (ZSTD_isError(zstd->hint))
            return fail_damaged(zstd, "the zstd data are damaged", error);
        if (file->at_end && out.pos == before && zstd->hint > 0)
            return fail_damaged(zstd, "the zstd data end too early, the file is truncated", error);
    }
    return (gssize)out.pos;
}

static void
free_zstd(KamDecoder *decoder)
{
    ZstdDecoder *zstd = (ZstdDecoder *)decoder;

    ZSTD_freeDCtx(zstd->context);
    g_free(zstd);
}

static const KamDecoderClass zstd_class = { "zstd", read_zstd, free_zstd };

KamDecoder *
kam_decoder_zstd_new(KamPackedFile *file, GError **error)
{
    ZstdDecoder *zstd = g_new0(ZstdDecoder, 1);

    zstd->context = ZSTD_createDCtx();
    if (zstd->context == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "cannot unpack '%s': zstd does not start", file->path);
        g_free(zstd);
        return NULL;
    }
    ZSTD_DCtx_setParameter(zstd->context, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    zstd->base.class = &zstd_class;
    zstd->base.file = *file;
    return &zstd->base;
}
