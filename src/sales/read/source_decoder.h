/* One way of unpacking per class; source.c holds limits, read-ahead and rewinding above them. */
#pragma once

#include <glib.h>

typedef struct KamDecoder KamDecoder;

typedef struct {
    const char *name; /* as kam_source_get_compression() gives it */
    gssize (*read)(KamDecoder *decoder, guint8 *buffer, gsize size, GError **error);
    void (*free)(KamDecoder *decoder);
} KamDecoderClass;

#define KAM_PACKED_BYTES ((gsize)64 << 10)

/* The packed file. What was read to recognise it stays in `bytes`, so that a pipe works too. */
typedef struct {
    char *path;
    int fd;
    gboolean at_end;
    gboolean is_regular;
    guint64 size; /* 0 when unknown */
    guint8 *bytes;
    gsize next, length;
} KamPackedFile;

struct KamDecoder {
    const KamDecoderClass *class;
    KamPackedFile file;
    guint64 packed_done; /* bytes of the packed file that the unpacked ones came from */
};

/** Open the file, look at its first bytes, pick the class. */
KamDecoder *kam_decoder_open(const char *path, GError **error);
void kam_decoder_free(KamDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDecoder, kam_decoder_free)

/** More packed bytes into an emptied buffer. FALSE only on failure; at the end `length` stays 0. */
gboolean kam_packed_file_refill(KamPackedFile *file, GError **error);

/* Each takes over the opened file; on failure the file stays the caller's. */
KamDecoder *kam_decoder_gzip_new(KamPackedFile *file, GError **error);
KamDecoder *kam_decoder_zstd_new(KamPackedFile *file, GError **error);
KamDecoder *kam_decoder_zip_new(KamPackedFile *file, GError **error);
