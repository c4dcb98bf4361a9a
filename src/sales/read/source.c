/* Limits, read-ahead, progress and rewinding above the decoders. */
#include "sales/read/source.h"

#include <string.h>

#include "sales/read/source_decoder.h"

#define AHEAD_BLOCKS 3
#define AHEAD_BYTES ((gsize)256 << 10)

typedef struct {
    gssize length; /* 0 at the end, -1 with an error */
    GError *error;
    guint64 packed_done;
    guint8 bytes[];
} Block;

struct KamSource {
    char *path;
    KamReadLimits limits;
    KamDecoder *decoder; /* the thread's alone while it runs */
    guint64 unpacked;
    guint64 done, total;
    gboolean is_regular;
    guint n_reads;
    GThread *thread;
    GAsyncQueue *full, *empty;
    gint stop;
    Block *current;
    gsize current_next;
};

KamReadLimits
kam_read_limits_resolve(const KamReadLimits *limits)
{
    KamReadLimits resolved = { 0 };

    if (limits != NULL)
        resolved = *limits;
    if (resolved.max_columns == 0)
        resolved.max_columns = 16384;
    if (resolved.max_cell_bytes == 0)
        resolved.max_cell_bytes = 1 << 20;
    if (resolved.max_ratio == 0)
        resolved.max_ratio = 1000;
    return resolved;
}

static void
free_block(gpointer data)
{
    Block *block = data;

    g_clear_error(&block->error);
    g_free(block);
}

static gpointer
unpack_ahead(gpointer data)
{
    KamSource *source = data;

    for (;;) {
        Block *block = g_async_queue_pop(source->empty);
        gssize length;

        if (g_atomic_int_get(&source->stop)) {
            free_block(block);
            return NULL;
        }
        block->length = length =
            source->decoder->class->read(source->decoder, block->bytes, AHEAD_BYTES, &block->error);
        block->packed_done = source->decoder->packed_done;
        g_async_queue_push(source->full, block);
        if (length <= 0)
            return NULL;
    }
}

static void
start_thread(KamSource *source)
{
    source->stop = 0;
    source->full = g_async_queue_new_full(free_block);
    source->empty = g_async_queue_new_full(free_block);
    for (guint i = 0; i < AHEAD_BLOCKS; i++)
        g_async_queue_push(source->empty, g_malloc0(sizeof(Block) + AHEAD_BYTES));
    source->thread = g_thread_new("kam-unpack", unpack_ahead, source);
}

static void
stop_thread(KamSource *source)
{
    if (source->thread == NULL)
        return;
    g_atomic_int_set(&source->stop, 1);
    /* The thread may wait for an empty block: an extra one wakes it. */
    g_async_queue_push(source->empty, g_malloc0(sizeof(Block) + AHEAD_BYTES));
    g_thread_join(source->thread);
    source->thread = NULL;
    g_clear_pointer(&source->current, free_block);
    g_clear_pointer(&source->full, g_async_queue_unref);
    g_clear_pointer(&source->empty, g_async_queue_unref);
}

/* Takes over the decoder and begins to count from 0. */
static void
use_decoder(KamSource *source, KamDecoder *decoder)
{
    source->decoder = decoder;
    source->total = decoder->file.size;
    source->is_regular = decoder->file.is_regular;
    source->unpacked = 0;
    source->done = 0;
    source->n_reads = 0;
}

KamSource *
kam_source_open(const char *path, const KamReadLimits *limits, GError **error)
{
    KamSource *source;
    KamDecoder *decoder = kam_decoder_open(path, error);

    if (decoder == NULL)
        return NULL;
    source = g_new0(KamSource, 1);
    source->path = g_strdup(path);
    source->limits = kam_read_limits_resolve(limits);
    use_decoder(source, decoder);
    return source;
}

void
kam_source_free(KamSource *source)
{
    if (source == NULL)
        return;
    stop_thread(source);
    kam_decoder_free(source->decoder);
    g_free(source->path);
    g_free(source);
}

static gboolean
check_limits(const KamSource *source, GError **error)
{
    const KamReadLimits *limits = &source->limits;

    if (limits->max_file_bytes > 0 && source->unpacked > limits->max_file_bytes) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "cannot read '%s': it holds more than the %" G_GUINT64_FORMAT " bytes allowed; split it",
                    source->path, limits->max_file_bytes);
        kam_error_set_reason(error, "file_too_large", "file", source->path, NULL);
        return FALSE;
    }
    if (*kam_source_get_compression(source) == '\0' || source->unpacked <= KAM_SOURCE_RATIO_FLOOR ||
        source->unpacked / limits->max_ratio <= source->done)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "cannot unpack '%s': it unpacks to more than %" G_GUINT64_FORMAT
                " times its size, as a bomb does; unpack it first if it is genuine",
                source->path, limits->max_ratio);
    kam_error_set_reason(error, "file_too_large", "file", source->path, NULL);
    return FALSE;
}

static gboolean
take_next_block(KamSource *source, GError **error)
{
    Block *block = source->current;

    if (block != NULL && block->length > 0 && source->current_next < (gsize)block->length)
        return TRUE;
    if (block != NULL && block->length == 0)
        return TRUE;
    if (block != NULL)
        g_async_queue_push(source->empty, g_steal_pointer(&source->current));
    source->current = g_async_queue_pop(source->full);
    source->current_next = 0;
    source->done = source->current->packed_done;
    if (source->current->length >= 0)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&source->current->error));
    /* The thread has ended; asking again finds the end. */
    source->current->length = 0;
    return FALSE;
}

static gssize
read_ahead(KamSource *source, guint8 *buffer, gsize size, GError **error)
{
    gsize got;

    if (source->thread == NULL)
        start_thread(source);
    if (!take_next_block(source, error))
        return -1;
    got = MIN(size, (gsize)source->current->length - source->current_next);
    memcpy(buffer, source->current->bytes + source->current_next, got);
    source->current_next += got;
    return (gssize)got;
}

gssize
kam_source_read(KamSource *source, void *buffer, gsize size, GError **error)
{
    gssize got;

    g_return_val_if_fail(source != NULL && size > 0, -1);

    /* The first read usually looks at the head only, which is no reason for a thread. */
    if (source->n_reads > 0 && *kam_source_get_compression(source) != '\0') {
        got = read_ahead(source, buffer, size, error);
    } else {
        got = source->decoder->class->read(source->decoder, buffer, size, error);
        source->done = source->decoder->packed_done;
    }
    source->n_reads++;
    if (got < 0)
        return -1;
    source->unpacked += (guint64)got;
    return check_limits(source, error) ? got : -1;
}

gssize
kam_source_fill(KamSource *source, void *buffer, gsize size, GError **error)
{
    gsize length = 0;

    while (length < size) {
        gssize got = kam_source_read(source, (guint8 *)buffer + length, size - length, error);

        if (got < 0)
            return -1;
        if (got == 0)
            break;
        length += (gsize)got;
    }
    return (gssize)length;
}

gboolean
kam_source_rewind(KamSource *source, GError **error)
{
    KamDecoder *decoder;

    if (!source->is_regular) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot read '%s' twice: it is a pipe; write it to a file first",
                    source->path);
        return FALSE;
    }
    decoder = kam_decoder_open(source->path, error);
    if (decoder == NULL)
        return FALSE;
    stop_thread(source);
    kam_decoder_free(source->decoder);
    use_decoder(source, decoder);
    return TRUE;
}

const char *
kam_source_get_compression(const KamSource *source)
{
    return source->decoder->class->name;
}

void
kam_source_get_progress(const KamSource *source, guint64 *done, guint64 *total)
{
    *done = source->done;
    *total = source->total;
}
