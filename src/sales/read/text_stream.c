/* Between the source and whoever cuts text into rows. */
#include "sales/read/text_stream.h"

#include <string.h>

#include "base/error.h"
#include "sales/read/file_kind.h"

#define SAMPLE_BYTES ((gsize)1 << 20)
#define BLOCK_BYTES ((gsize)128 << 10)

struct KamTextStream {
    KamSource *source;
    char *path;
    KamEncoding encoding;
    gboolean told; /* the caller named the set */
    gsize block_bytes;
    guint8 *raw; /* the sample at first, later bytes waiting for conversion */
    gsize raw_capacity, raw_next, raw_length;
    gboolean at_end; /* the source has ended; `raw` may still hold bytes */
    char why[120];
};

static void
use_guess(KamTextStream *stream, const KamEncodingGuess *guess)
{
    stream->encoding = guess->encoding;
    g_strlcpy(stream->why, guess->why, sizeof stream->why);
}

static gboolean
take_told_encoding(KamTextStream *stream, const char *name, GError **error)
{
    if (name == NULL)
        return TRUE;
    stream->encoding = kam_encoding_by_name(name);
    stream->told = TRUE;
    g_strlcpy(stream->why, "as told", sizeof stream->why);
    if (stream->encoding != KAM_ENCODING_UNKNOWN)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "unknown encoding '%s'; there are utf-8, utf-16le, utf-16be, windows-1250, windows-1251, windows-1252, "
                "iso-8859-2",
                name);
    return FALSE;
}

static gboolean
check_head(const KamTextStream *stream, GError **error)
{
    gboolean is_utf16 = stream->encoding == KAM_ENCODING_UTF16LE || stream->encoding == KAM_ENCODING_UTF16BE;
    const char *what = kam_file_kind_refused(stream->raw, stream->raw_length, is_utf16);

    if (stream->raw_length == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is empty", stream->path);
        return FALSE;
    }
    if (what == NULL)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is %s", stream->path, what);
    return FALSE;
}

/* The first bytes into `raw`; their mark is left out, their set decided unless told or known from before a rewind. */
static gboolean
read_sample(KamTextStream *stream, GError **error)
{
    gsize capacity = stream->block_bytes > 0 ? MAX(stream->block_bytes, 64) : SAMPLE_BYTES;
    KamEncodingGuess guess;
    gssize got;

    stream->raw = g_realloc(stream->raw, capacity);
    stream->raw_capacity = capacity;
    got = kam_source_fill(stream->source, stream->raw, capacity, error);
    if (got < 0)
        return FALSE;
    stream->raw_next = 0;
    stream->raw_length = (gsize)got;
    stream->at_end = (gsize)got < capacity;
    kam_encoding_detect(stream->raw, stream->raw_length, TRUE, &guess);
    if (stream->encoding == KAM_ENCODING_UNKNOWN)
        use_guess(stream, &guess);
    if (guess.encoding == stream->encoding)
        stream->raw_next = guess.bom_length;
    return check_head(stream, error);
}

KamTextStream *
kam_text_stream_open(const char *path, const char *encoding, const KamReadLimits *limits, gsize block_bytes,
                     GError **error)
{
    g_autoptr(KamTextStream) stream = g_new0(KamTextStream, 1);

    stream->path = g_strdup(path);
    stream->block_bytes = block_bytes;
    if (!take_told_encoding(stream, encoding, error))
        return NULL;
    stream->source = kam_source_open(path, limits, error);
    if (stream->source == NULL || !read_sample(stream, error))
        return NULL;
    return g_steal_pointer(&stream);
}

void
kam_text_stream_free(KamTextStream *stream)
{
    if (stream == NULL)
        return;
    kam_source_free(stream->source);
    g_free(stream->path);
    g_free(stream->raw);
    g_free(stream);
}

static gboolean
needs_conversion(const KamTextStream *stream)
{
    return stream->encoding != KAM_ENCODING_UNKNOWN && stream->encoding != KAM_ENCODING_UTF8;
}

static gssize
serve_raw(KamTextStream *stream, guint8 *buffer, gsize size)
{
    gsize n = MIN(size, stream->raw_length - stream->raw_next);

    memcpy(buffer, stream->raw + stream->raw_next, n);
    stream->raw_next += n;
    /* The sample is the largest thing here and UTF-8 needs it no more. */
    if (stream->raw_next == stream->raw_length) {
        g_clear_pointer(&stream->raw, g_free);
        stream->raw_capacity = stream->raw_next = stream->raw_length = 0;
    }
    return (gssize)n;
}

/* UTF-8, or ASCII as yet: straight into the caller's buffer. */
static gssize
read_direct(KamTextStream *stream, guint8 *buffer, gsize size, GError **error)
{
    KamEncodingGuess guess;
    gssize got;
    gsize ascii;

    if (stream->raw_next < stream->raw_length)
        return serve_raw(stream, buffer, size);
    if (stream->at_end)
        return 0;
    got = kam_source_fill(stream->source, buffer, size, error);
    if (got <= 0)
        return got;
    if (stream->encoding == KAM_ENCODING_UTF8)
        return got;
    ascii = kam_ascii_length(buffer, (gsize)got);
    if (ascii == (gsize)got)
        return got;
    kam_encoding_detect(buffer + ascii, (gsize)got - ascii, FALSE, &guess);
    use_guess(stream, &guess);
    if (!needs_conversion(stream))
        return got;
    /* The rest of this block waits for conversion; what stands before it is already text. */
    stream->raw_length = (gsize)got - ascii;
    stream->raw_capacity = MAX(stream->raw_length, BLOCK_BYTES);
    stream->raw = g_realloc(stream->raw, stream->raw_capacity);
    stream->raw_next = 0;
    memcpy(stream->raw, buffer + ascii, stream->raw_length);
    return (gssize)ascii;
}

/* What is left moves to the front, more comes behind it. */
static gboolean
refill_raw(KamTextStream *stream, GError **error)
{
    gsize left = stream->raw_length - stream->raw_next;
    gsize capacity = stream->block_bytes > 0 ? MAX(stream->block_bytes, 8) : BLOCK_BYTES;
    gssize got;

    if (left > 0)
        memmove(stream->raw, stream->raw + stream->raw_next, left);
    if (stream->raw_capacity != MAX(capacity, left)) {
        stream->raw_capacity = MAX(capacity, left);
        stream->raw = g_realloc(stream->raw, stream->raw_capacity);
    }
    stream->raw_next = 0;
    stream->raw_length = left;
    if (left == stream->raw_capacity)
        return TRUE;
    got = kam_source_fill(stream->source, stream->raw + left, stream->raw_capacity - left, error);
    if (got < 0)
        return FALSE;
    stream->raw_length += (gsize)got;
    stream->at_end = stream->raw_length < stream->raw_capacity;
    return TRUE;
}

static gssize
read_converted(KamTextStream *stream, guint8 *buffer, gsize size, GError **error)
{
    for (;;) {
        gsize used;
        gsize n = kam_encoding_to_utf8(stream->encoding, stream->raw + stream->raw_next,
                                       stream->raw_length - stream->raw_next, stream->at_end, buffer, size, &used);

        stream->raw_next += used;
        if (n > 0 || stream->at_end)
            return (gssize)n;
        if (!refill_raw(stream, error))
            return -1;
    }
}

gssize
kam_text_stream_read(KamTextStream *stream, guint8 *buffer, gsize size, GError **error)
{
    gssize got;

    g_return_val_if_fail(stream != NULL && size >= KAM_ENCODING_ROOM_MIN, -1);

    if (needs_conversion(stream))
        return read_converted(stream, buffer, size, error);
    got = read_direct(stream, buffer, size, error);
    /* The first byte of a block was the one that decided the set: nothing stood before it. */
    if (got == 0 && needs_conversion(stream))
        return read_converted(stream, buffer, size, error);
    return got;
}

gboolean
kam_text_stream_rewind(KamTextStream *stream, GError **error)
{
    return kam_source_rewind(stream->source, error) && read_sample(stream, error);
}

KamEncoding
kam_text_stream_get_encoding(const KamTextStream *stream)
{
    return stream->encoding;
}

const char *
kam_text_stream_get_compression(const KamTextStream *stream)
{
    return kam_source_get_compression(stream->source);
}

void
kam_text_stream_get_progress(const KamTextStream *stream, guint64 *done, guint64 *total)
{
    kam_source_get_progress(stream->source, done, total);
}

const char *
kam_text_stream_get_why(const KamTextStream *stream)
{
    return stream->why;
}
